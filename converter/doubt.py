"""What of an issue is in doubt: the one place that says it, for reports, strictness and review.

In doubt are

- a repair whose confidence is below `SURE`;
- a note, for a person must look: but for those of `FACTS`, which say what was inferred or found
  and leave nothing to decide;
- the role of a line (a note `doubtful-role`) that was told with little margin;
- a decision that fits no more (a note `decision-unfit`).

A decision settles it: a repair that was accepted or corrected has a confidence of 1, a refused one
is not there, and a note that was accepted is left out of the issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from converter.decisions import Key, key
from converter.model import Issue, Note, Repair, Spans

SURE: Final = 0.75
"""Confidence below which a repair is in doubt."""
UNFIT: Final = "decision-unfit"
DOUBTFUL_ROLE: Final = "doubtful-role"
DOUBTFUL_JOIN: Final = "doubtful-join"
"""A note that repeats a repair below `SURE`, which is listed itself."""
FACTS: Final = frozenset({"inferred-language", "inferred-title", "inferred-date", "empty-page"})
"""Notes that leave nothing to decide."""
_NOTES: Final = {
    UNFIT: 0.0, "unreadable": 0.1, "picture-broken": 0.2, "picture-missing": 0.2,
    "picture-refused": 0.2, "unclosed-quote": 0.3, "continuation-missing": 0.4,
    "place-variants": 0.5, "name-variants": 0.5, DOUBTFUL_ROLE: 0.6,
}  # fmt: skip
"""How sure it is that nothing is to be done about a note."""


_WHY: Final = {
    UNFIT: "the source, or the converter, is no longer as it was when this was decided",
    "unreadable": "a character that stands for none, or is private to some face",
    "picture-broken": "the picture cannot be used",
    "picture-missing": "the picture is not there",
    "picture-refused": "the picture lies outside the issue’s folder",
    "unclosed-quote": "a mark that comes in pairs has no other half here",
    "continuation-missing": "the other half of the story is not in the issue",
    "place-variants": "two places that differ in one like character may be one",
    "name-variants": "two names that differ in one character may be one",
    DOUBTFUL_ROLE: "the line could almost as well be something else",
    DOUBTFUL_JOIN: "the joint was made on little evidence",
    "inferred-language": "the input does not say it",
    "inferred-title": "the input does not say it",
    "inferred-date": "the input does not say it",
}


class Kind(StrEnum):
    REPAIR = "repair"
    NOTE = "note"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Item:
    """A repair, a note or a role, as a person judges it."""

    kind: Kind
    code: str
    confidence: float
    """From 0, which is doubtful, to 1: of a note, how sure it is that nothing is to be done."""
    spans: Spans
    before: str
    """Of a note or a role: its text."""
    after: str
    """Of a repair: what stands there now; else empty."""
    why: str

    @property
    def key(self) -> Key | None:
        """What a decision on it is tied by (see `decisions.key`); None where it has no place."""
        return key(Repair(self.code, self.before, self.after, self.confidence, self.spans))


def in_doubt(issue: Issue) -> list[Item]:
    """What of the issue is in doubt, the most doubtful first."""
    return [item for item in items(issue) if is_doubtful(item)]


def items(issue: Issue) -> list[Item]:
    """Every repair and note of the issue, the most doubtful first."""
    return sorted(_items(issue), key=_order)


def is_doubtful(item: Item) -> bool:
    if item.kind is Kind.REPAIR:
        return item.confidence < SURE
    return item.code not in FACTS and item.code != DOUBTFUL_JOIN


def _items(issue: Issue) -> Iterator[Item]:
    for r in issue.repairs:
        yield Item(Kind.REPAIR, r.code, r.confidence, r.spans, r.before, r.after, r.why)
    for note in issue.notes:
        yield _noted(note)


def _noted(note: Note) -> Item:
    kind = Kind.ROLE if note.code == DOUBTFUL_ROLE else Kind.NOTE
    sure = 1.0 if note.code in FACTS else _NOTES.get(note.code, 0.5)
    return Item(kind, note.code, sure, note.spans, note.text, "", _WHY.get(note.code, ""))


def _order(item: Item) -> tuple[float, str, int, str, str]:
    first = item.spans[0] if item.spans else None
    place = (first.source, first.start) if first else ("", 0)
    return (item.confidence, *place, item.code, item.before)
