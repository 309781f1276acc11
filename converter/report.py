"""The report of a run: what was repaired and noticed, the most doubtful first, and why.

`record` gives it as JSON (schema `converter/report/1`) for programs, `summary` as one page of
plain text for a person. Places are given in the source's lines and columns, both from 1, beside
the characters that spans count.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from converter.decisions import Decision
from converter.doubt import UNFIT, Item, in_doubt, is_doubtful, items
from converter.lines import Lines
from converter.model import Issue, Span

SCHEMA: Final = "converter/report/1"
SHOWN: Final = 25
"""So many things in doubt are in the summary."""
WIDTH: Final = 96
WIDE: Final = "\u2e80"
"""The first of the characters that take two columns."""

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is of."""

    name: str
    """The input, as a person knows it."""
    issue: Issue
    sources: Mapping[str, str] = field(default_factory=dict)
    """The texts of the pages, which spans count in, by their names."""
    decisions: Sequence[Decision] = ()
    characters: int | None = None
    """How many were proved to have come through; None where that was not asked."""


def record(subject: Subject) -> str:
    """The report as JSON text: keys in a fixed order, one final newline."""
    issue, lines = subject.issue, Lines(subject.sources)
    decisions = obeyed(subject)
    value: dict[str, Json] = {
        "schema": SCHEMA,
        "name": subject.name,
        "title": issue.meta.title,
        "date": issue.meta.date,
        "characters": subject.characters,
        "counts": {
            "articles": len(issue.articles),
            "repairs": dict(_counts(repair.code for repair in issue.repairs)),
            "notes": dict(_counts(note.code for note in issue.notes)),
            "in_doubt": len(in_doubt(issue)),
            "obeyed": sum(fits for _, fits in decisions),
            "unfit": sum(not fits for _, fits in decisions),
        },
        "items": [_item(item, lines) for item in items(issue)],
        "decisions": [_decision(each, fits, lines) for each, fits in decisions],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def obeyed(subject: Subject) -> list[tuple[Decision, bool]]:
    """Each decision, and whether it was obeyed: no note of the issue says that it does not fit."""
    unfit = {
        (note.text.partition(": ")[0], note.spans)
        for note in subject.issue.notes
        if note.code == UNFIT
    }
    return [
        (each, (each.code, (Span(each.source, each.start, each.end),)) not in unfit)
        for each in subject.decisions
    ]


def _counts(codes: Iterable[str]) -> list[tuple[str, int]]:
    """Codes with their numbers, the most frequent first."""
    return sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0]))


def _item(item: Item, lines: Lines) -> Json:
    return {
        "kind": item.kind.value,
        "code": item.code,
        "confidence": item.confidence,
        "in_doubt": is_doubtful(item),
        "places": [_place(span, lines) for span in item.spans],
        "before": item.before,
        "after": item.after,
        "why": item.why,
    }


def _decision(decision: Decision, fits: bool, lines: Lines) -> Json:
    return {
        "code": decision.code,
        "place": _place(Span(decision.source, decision.start, decision.end), lines),
        "before": decision.before,
        "verdict": decision.verdict.value,
        "after": decision.after,
        "obeyed": fits,
    }


def _place(span: Span, lines: Lines) -> Json:
    line, column = lines.place(span.source, span.start) or (None, None)
    return {
        "source": span.source,
        "line": line,
        "column": column,
        "start": span.start,
        "end": span.end,
    }


# --- for a person ------------------------------------------------------------------------------


def summary(subject: Subject) -> str:
    """The report as a page of text."""
    return "\n".join(_summary(subject)) + "\n"


def _summary(subject: Subject) -> Iterator[str]:
    issue, lines = subject.issue, Lines(subject.sources)
    doubts = in_doubt(issue)
    heading = ", ".join(filter(None, (issue.meta.title, issue.meta.date))) or subject.name
    yield heading
    yield "=" * sum(1 + (character >= WIDE) for character in heading)
    yield ""
    pages = ", ".join(subject.sources) or subject.name
    yield from textwrap.wrap(f"{pages}: {_many(len(issue.articles), 'article')}.", WIDTH)
    if subject.characters is not None:
        yield f"All {subject.characters:,} characters of the source are accounted for."
    yield ""
    yield from _table(issue, doubts)
    if subject.decisions:
        fitting = sum(fits for _, fits in obeyed(subject))
        unfit = len(subject.decisions) - fitting
        yield f"Decisions: {fitting:,} obeyed, {unfit:,} that fit no more."
        yield ""
    if not doubts:
        yield "Nothing is in doubt."
        return
    yield f"In doubt: {len(doubts):,}, the most doubtful first."
    yield ""
    for item in doubts[:SHOWN]:
        yield from _shown(item, lines)
    if len(doubts) > SHOWN:
        yield f"… and {len(doubts) - SHOWN:,} more, in the report as JSON."
        yield ""
    yield f"To judge them: converter review {subject.name}"


def _table(issue: Issue, doubts: Sequence[Item]) -> Iterator[str]:
    doubtful = Counter(item.code for item in doubts)
    for name, codes in (
        ("Repairs", [repair.code for repair in issue.repairs]),
        ("Notes", [note.code for note in issue.notes]),
    ):
        yield f"{name:24} {len(codes):>7,}   in doubt"
        for code, count in _counts(codes):
            yield f"  {code:22} {count:>7,} {doubtful[code] or '':>10}".rstrip()
        yield ""


def _shown(item: Item, lines: Lines) -> Iterator[str]:
    place = lines.name(item.spans) or "no place"
    yield f"  {place}  {item.code}  ({item.confidence:.2f})"
    said = _quoted(item.before)
    if item.kind == "repair":
        said = f"{said} → {_quoted(item.after) if item.after else 'taken out of the text'}"
    yield f"      {said}"
    if item.why:
        yield f"      {item.why}"
    yield ""


def _quoted(text: str, length: int = 60) -> str:
    text = text.replace("\n", "⏎")
    return f"“{text if len(text) <= length else text[: length - 1] + '…'}”"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
