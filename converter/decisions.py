"""Decisions: what a person said of single repairs, notes, lines and words, and how it is kept.

A decision stands beside its input, in NAME.decisions.toml. It names what it decides on by code,
place in the source and what stood there: with the same source it is found again on every run, and
where the source has changed it is seen that it fits no more.

    schema = "converter/decisions/1"

    [[decision]]
    code = "join-column"
    source = "A1.txt"
    start = 210
    end = 231
    before = "…"
    verdict = "refuse"

Decisions in the file stand in the order of `Decision.order`; strings are basic strings of TOML on
one line, in which `"`, `\\` and the characters of `HIDDEN` are escaped, the latter as `\\uXXXX`
with capital digits, save `\\n`, `\\r` and `\\t`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final, NamedTuple

from converter.errors import DecisionsError
from converter.model import Note, Repair, Span, Spans

SCHEMA: Final = "converter/decisions/1"
ROLE: Final = "role"
"""Code of a decision on what a line is; its `after` is one of `ROLES`, `JOIN` or `APART`."""
TEXT: Final = "text"
"""Code of a correction of a stretch of the source."""
JOIN: Final = "join"
"""The line goes on with what stood before it."""
APART: Final = "apart"
"""The line begins anew."""
ROLES: Final = (
    "section", "kicker", "title", "deck", "credit", "paragraph", "heading", "caption", "picture",
    "item", "row", "verse", "quote", "rule", "jump", "furniture",
)  # fmt: skip
"""What a line may be said to be: the roles of the repair, by their names."""
HIDDEN: Final = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""Characters that show nothing, and would be lost to who reads the file."""

_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_KEYS: Final = ("code", "source", "start", "end", "before", "verdict", "after")


class Verdict(StrEnum):
    ACCEPT = "accept"
    """It is right: made, and no longer in doubt."""
    REFUSE = "refuse"
    """It is not made: what stood there stays."""
    CORRECT = "correct"
    """What `after` says stands instead."""


class Key(NamedTuple):
    """What ties a decision to a repair or a note: the code, the place, and what stood there."""

    code: str
    source: str
    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True)
class Decision:
    code: str
    """Code of the repair or note decided on; `ROLE` for what a line is; `TEXT` for a correction."""
    source: str
    """Name of the source, as spans tell it."""
    start: int
    end: int
    """The place in the source, in characters as a `Span` counts them: see `place`."""
    before: str
    """What was recorded there: `Repair.before`, `Note.text`; for a role or a correction the text
    of the source at the place."""
    verdict: Verdict
    after: str | None = None
    """Of `Verdict.CORRECT`: what stands instead; else None."""

    @property
    def key(self) -> Key:
        """What ties it to its repair or note: that one's `key` is the same."""
        return Key(self.code, self.source, self.start, self.end, self.before)

    @property
    def order(self) -> tuple[str, int, int, str, str, str, str]:
        """Its place among others, in files and reports: source, start, end, code, before."""
        said = (self.code, self.before, self.verdict.value, self.after or "")
        return (self.source, self.start, self.end, *said)


def place(spans: Spans) -> Span | None:
    """The one place that spans of a repair or a note come to; None where there are none.

    It runs from the start of the first span to the last end within the first span's source.
    """
    if not spans:
        return None
    first = spans[0]
    ends = [span.end for span in spans if span.source == first.source]
    return Span(first.source, first.start, max(first.start, ends[-1]))


def key(of: Repair | Note) -> Key | None:
    """What ties a repair or a note to a decision; None where it has no place in a source.

    Two repairs have one key only where the source gives no nearer place for either (entities in
    HTML, say); a decision is then on both.
    """
    at = place(of.spans)
    before = of.before if isinstance(of, Repair) else of.text
    return Key(of.code, at.source, at.start, at.end, before) if at else None


def decisions_name(stem: str) -> str:
    """The name of the file that holds the decisions on an input: A1 → A1.decisions.toml."""
    return f"{stem}.decisions.toml"


# --- the file ----------------------------------------------------------------------------------


def dump(decisions: Iterable[Decision]) -> str:
    """Decisions as TOML, in their order, each once; `parse` gives the same ones back."""
    out = [f"schema = {_quoted(SCHEMA)}\n"]
    for each in sorted(set(decisions), key=lambda decision: decision.order):
        out.append("\n[[decision]]\n")
        out += (f"{name} = {value}\n" for name, value in _fields(each))
    return "".join(out)


def _fields(decision: Decision) -> Iterator[tuple[str, str]]:
    for name in _KEYS:
        value = getattr(decision, name)
        if value is not None:
            yield name, str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{HIDDEN.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match.group()) or f"\\u{ord(match.group()):04X}"


def parse(text: str, *, where: str = decisions_name("NAME")) -> tuple[Decision, ...]:
    """Read the text of a decisions file, in the order of `Decision.order`.

    Raises `DecisionsError` for what is no TOML, a key or a value that is wrong, and two decisions
    on one thing; `where` names the file in it.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DecisionsError(f"this is not TOML: {error}", where=where) from None
    if data.get("schema") != SCHEMA:
        raise DecisionsError(
            "the schema is missing, or another", where=where, remedy=f'schema = "{SCHEMA}"'
        )
    _only(data, ("schema", "decision"), where)
    tables = data.get("decision", [])
    if not isinstance(tables, list):
        raise DecisionsError("decisions stand in [[decision]] tables", where=where)
    read = [_decision(table, f"{where}: decision {n}") for n, table in enumerate(tables, 1)]
    return merged([(where, read)])


def merged(files: Iterable[tuple[str, Iterable[Decision]]]) -> tuple[Decision, ...]:
    """The decisions of several files, by the names of the files; each once.

    Raises `DecisionsError` where one thing is decided in two ways.
    """
    known: dict[tuple[Key, bool], tuple[str, Decision]] = {}
    for where, decisions in files:
        for each in decisions:
            # Of one line both may be said: what it is, and whether it goes on.
            on = (each.key, each.after in (JOIN, APART))
            there, other = known.setdefault(on, (where, each))
            if other != each:
                shown = f"“{each.code}” at {each.source} {each.start}-{each.end}"
                also = "" if there == where else f" (and in {there})"
                raise DecisionsError(
                    f"{shown} is decided twice{also}: {other.verdict} and {each.verdict}",
                    where=where,
                    remedy="take one of them out",
                )
    return tuple(sorted((each for _, each in known.values()), key=lambda each: each.order))


def _decision(table: object, where: str) -> Decision:
    if not isinstance(table, dict):
        raise DecisionsError("decisions stand in [[decision]] tables", where=where)
    _only(table, _KEYS, where)
    start, end = _count(table, "start", where), _count(table, "end", where)
    if end < start:
        raise DecisionsError(f"its end ({end}) lies before its start ({start})", where=where)
    code, after = _string(table, "code", where), table.get("after")
    verdict = _verdict(_string(table, "verdict", where), code, where)
    if verdict is Verdict.CORRECT:
        after = _string(table, "after", where)
        if code == ROLE and after not in (*ROLES, JOIN, APART):
            near = _nearest(after, (*ROLES, JOIN, APART))
            raise DecisionsError(f"“{after}” is no role", where=where, remedy=near)
    elif after is not None:
        raise DecisionsError(
            f"“after” has no place beside “{verdict}”", where=where, remedy="take it out"
        )
    source, before = _string(table, "source", where), _string(table, "before", where)
    return Decision(code, source, start, end, before, verdict, after)


def _verdict(text: str, code: str, where: str) -> Verdict:
    known = tuple(verdict.value for verdict in Verdict)
    if text not in known:
        near = _nearest(text, known)
        raise DecisionsError(f"“{text}” is no verdict", where=where, remedy=near)
    if code in (ROLE, TEXT) and text != Verdict.CORRECT:
        raise DecisionsError(
            f"“{code}” can only be corrected", where=where, remedy='verdict = "correct"'
        )
    return Verdict(text)


def _only(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for name in table:
        if name not in known:
            near = _nearest(name, known)
            raise DecisionsError(f"unknown key “{name}”", where=where, remedy=near)


def _nearest(text: str, known: tuple[str, ...]) -> str:
    return f"nearest is “{get_close_matches(text, known, n=1, cutoff=0.0)[0]}”"


def _string(table: Mapping[str, Any], name: str, where: str) -> str:
    value = table.get(name)
    if not isinstance(value, str) or (not value and name in ("code", "source")):
        raise DecisionsError(f"“{name}” must be a string", where=where, remedy=f'{name} = "…"')
    return value


def _count(table: Mapping[str, Any], name: str, where: str) -> int:
    value = table.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise DecisionsError(
            f"“{name}” must be a whole number from 0", where=where, remedy=f"{name} = 0"
        )
    return value
