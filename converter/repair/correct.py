"""correction: what a person says the source should read, put in before anything else is done.

A stretch of the source is replaced by what the decision gives. Where it runs over several lines,
the correction is laid on them line by line if it has as many, else all of it stands in the first.
What is put in keeps the place of what it replaces. After it holds: each decision on the text is
carried out and recorded, or told to be unfit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from converter.decisions import Decision
from converter.model import Repair, Span
from converter.page import Page
from converter.passage import Edit, Passage, Run
from converter.repair.decided import SPELT, Decided, Unfit

CODE: Final = "correction"
WHY: Final = "a person corrected the source"


class Corrected(NamedTuple):
    pages: tuple[Page, ...]
    repairs: tuple[Repair, ...] = ()
    unfit: tuple[Unfit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """The characters of one chunk that a correction replaces."""

    chunk: int
    start: int
    end: int


class _Wish(NamedTuple):
    """Put `after` in place of a stretch of a source."""

    place: Span
    before: str
    after: str


def run(pages: Sequence[Page], decided: Decided) -> Corrected:
    """Pages with the corrections made that are asked for."""
    if not decided.texts:
        return Corrected(tuple(pages))
    by_source: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decided.texts:
        by_source[decision.source].append(decision)
    done = [_page(page, by_source[page.source]) for page in pages]
    return Corrected(
        tuple(page for each in done for page in each.pages),
        tuple(repair for each in done for repair in each.repairs),
        tuple(unfit for each in done for unfit in each.unfit),
    )


def _page(page: Page, decisions: Sequence[Decision]) -> Corrected:
    edits: defaultdict[int, list[Edit]] = defaultdict(list)
    repairs: list[Repair] = []
    failed: list[Unfit] = []
    for decision in decisions:
        for wish in _wishes(decision, page.text):
            parts = list(_parts(page, wish))
            if not parts:
                failed.append(Unfit(decision, "no text that was read has this very place"))
            elif any(_meets(edit, part) for part in parts for edit in edits[part.chunk]):
                failed.append(Unfit(decision, "another correction stands there"))
            else:
                laid = _laid(wish.after, len(parts))
                for part, text in zip(parts, laid, strict=True):
                    edits[part.chunk].append(Edit(part.start, part.end, text))
                repairs.append(_record(page, parts, laid))
    chunks = tuple(
        replace(chunk, text=chunk.text.edit(sorted(edits[n]))) if n in edits else chunk
        for n, chunk in enumerate(page.chunks)
    )
    return Corrected((replace(page, chunks=chunks),), tuple(repairs), tuple(failed))


def _wishes(decision: Decision, source: str) -> Iterator[_Wish]:
    after, before = decision.after or "", decision.before
    place = Span(decision.source, decision.start, decision.end)
    if decision.code == "unreadable":
        before = source[decision.start : decision.end]
        yield _Wish(place, before, _between(decision.before.partition(before), after))
    elif decision.code in SPELT:
        # The note names two spellings; the one that is given stands at both places, or each its own.
        first, _, second = before.partition(" / ")
        given = after.split(" / ") if after.count(" / ") == 1 else [after, after]
        last = max(decision.start + len(first), decision.end - len(second))
        for start, said, new in ((decision.start, first, given[0]), (last, second, given[1])):
            if said and said != new and source.startswith(said, start):
                yield _Wish(Span(decision.source, start, start + len(said)), said, new)
    else:
        yield _Wish(place, before, after)


def _between(shown: tuple[str, str, str], after: str) -> str:
    """What is given for the middle of what was shown, also where all of it was given anew."""
    left, _, right = shown
    if (left or right) and after.startswith(left) and after.endswith(right):
        return after[len(left) : len(after) - len(right)]
    return after


def _parts(page: Page, wish: _Wish) -> Iterator[_Part]:
    place = wish.place
    for n, chunk in enumerate(page.chunks):
        at = 0
        found: list[tuple[int, int]] = []
        for run in chunk.text.runs:
            if here := _within(run, wish):
                found.append((at + here[0], at + here[1]))
            at += len(run.text)
        if found:
            yield _Part(n, found[0][0], found[-1][1])
            if place.start == place.end:
                return


def _within(run: Run, wish: _Wish) -> tuple[int, int] | None:
    """The characters of a run that were read within the place; None where there are none."""
    span, place = run.span, wish.place
    if span is None or place.end < span.start or place.start > span.end:
        return None
    if place.start < place.end and (place.end == span.start or place.start == span.end):
        return None
    if span.end - span.start == len(run.text):
        return max(place.start, span.start) - span.start, min(place.end, span.end) - span.start
    if place.start <= span.start and span.end <= place.end:
        return 0, len(run.text)
    if wish.before and run.text.count(wish.before) == 1:
        start = run.text.index(wish.before)
        return start, start + len(wish.before)
    return None


def _meets(edit: Edit, part: _Part) -> bool:
    if edit[:2] == (part.start, part.end):
        return True
    return edit.start < part.end and part.start < edit.end


def _laid(after: str, parts: int) -> list[str]:
    lines = after.split("\n")
    if len(lines) != parts:
        lines = [" ".join(lines)] + [""] * (parts - 1)
    return lines


def _record(page: Page, parts: Sequence[_Part], laid: Sequence[str]) -> Repair:
    old = [page.chunks[part.chunk].text.cut(part.start, part.end) for part in parts]
    spans = Passage(tuple(run for text in old for run in text.runs)).spans
    before = "\n".join(text.text for text in old)
    if not spans:  # something was put in where nothing stood
        around = page.chunks[parts[0].chunk].text.spans
        spans = (Span(page.source, around[0].start, around[0].start),) if around else ()
    return Repair(CODE, before, "\n".join(laid).rstrip("\n"), 1.0, spans, WHY)
