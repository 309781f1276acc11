"""Changes to a text and the record of them: what every pass that mends characters shares.

A pass finds changes; `mend` carries them out in one walk over the passage and gives a record for
each, with exactly the characters that were replaced, what stands instead, and their exact places.
After it holds: characters of the source = characters of the piece + removed before − added after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from converter.model import Repair, Span, Spans
from converter.passage import Passage, Run
from converter.repair.record import Piece

MANY = 10_000
"""So many changes in one piece nobody judges one by one: neighbours are recorded as one."""


class Change(NamedTuple):
    """Replace the characters `start` to `end` of a text by `text`."""

    start: int
    end: int
    text: str
    confidence: float


def mend(piece: Piece, changes: Sequence[Change], code: str) -> tuple[Piece, tuple[Repair, ...]]:
    """The piece with its changes made, which stand in order and do not overlap."""
    if not changes:
        return piece, ()
    whole = piece.text.text
    changes = _gathered(whole, changes)
    runs: list[Run] = []
    repairs = []
    walk = _Walk(piece.text)
    for start, end, text, confidence in changes:
        runs.extend(walk.up_to(start))
        old = walk.up_to(end)
        spans = Passage(tuple(old)).spans
        if text:
            runs.append(Run(text, _one(spans), old[0].marks if old else ()))
        repairs.append(Repair(code, whole[start:end], text, confidence, spans))
    runs.extend(walk.up_to(len(whole)))
    return replace(piece, text=Passage(tuple(runs))), tuple(repairs)


def _one(spans: Spans) -> Span | None:
    """One span over what was replaced; over two sources it stays in the first."""
    if not spans:
        return None
    first = spans[0]
    last = next(span for span in reversed(spans) if span.source == first.source)
    return Span(first.source, first.start, max(first.end, last.end))


def _gathered(text: str, changes: Sequence[Change]) -> Sequence[Change]:
    """At most `MANY` changes: beyond that, neighbours are one change of the stretch they are in."""
    if len(changes) <= MANY:
        return changes
    size = -(-len(changes) // MANY)
    return [_stretch(text, changes[n : n + size]) for n in range(0, len(changes), size)]


def _stretch(text: str, changes: Sequence[Change]) -> Change:
    parts = [changes[0].text]
    for before, change in pairwise(changes):
        parts += (text[before.end : change.start], change.text)
    sure = min(change.confidence for change in changes)
    return Change(changes[0].start, changes[-1].end, "".join(parts), sure)


class _Walk:
    """One walk over the runs of a passage, each character passed once."""

    def __init__(self, passage: Passage) -> None:
        self._runs: Iterator[Run] = iter(passage.runs)
        self._rest = Run("")
        self._at = 0
        self._place = 0

    def up_to(self, place: int) -> list[Run]:
        """The runs from where the walk stands up to `place`."""
        out = []
        while self._place < place:
            if self._at == len(self._rest.text):
                self._rest, self._at = next(self._runs), 0
                continue
            size = min(place - self._place, len(self._rest.text) - self._at)
            out.append(self._rest.cut(self._at, self._at + size))
            self._at += size
            self._place += size
        return out
