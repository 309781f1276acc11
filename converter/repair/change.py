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
from converter.passage import Passage, Run, spans_of
from converter.repair.decided import NONE, Decided
from converter.repair.record import Piece

MANY = 10_000
"""So many changes in one piece nobody judges one by one: neighbours are recorded as one."""


class Change(NamedTuple):
    """Replace the characters `start` to `end` of a text by `text`."""

    start: int
    end: int
    text: str
    confidence: float
    why: str = ""
    """The rule, in one sentence."""


def mend(
    piece: Piece, changes: Sequence[Change], code: str, decided: Decided = NONE
) -> tuple[Piece, tuple[Repair, ...]]:
    """The piece with its changes made, which stand in order and do not overlap.

    What a person decided on a change is obeyed; where a person said how characters are to stand,
    no other change is made.
    """
    if not changes:
        return piece, ()
    whole = piece.text.text
    changes = _gathered(whole, changes)
    if decided.fixes(piece.text.spans):
        changes = [spared for change in changes for spared in _spared(piece, change, code, decided)]
    runs: list[Run] = []
    repairs = []
    walk = _Walk(piece.text)
    for start, end, text, confidence, why in changes:
        runs.extend(walk.up_to(start))
        old = walk.up_to(end)
        spans = spans_of(old)
        made = decided.on(Repair(code, whole[start:end], text, confidence, spans, why))
        if made is None:
            runs.extend(old)
            continue
        if made.after:
            runs.append(Run(made.after, _one(spans), old[0].marks if old else ()))
        repairs.append(made)
    runs.extend(walk.up_to(len(whole)))
    return replace(piece, text=Passage(tuple(runs))), tuple(repairs)


def _spared(piece: Piece, change: Change, code: str, decided: Decided) -> Iterator[Change]:
    """The change, without the spaces at its ends that a person had left; or none at all."""
    text, (start, end, *_) = piece.text, change
    own = Repair(
        code, text.text[start:end], change.text, change.confidence, text.cut(start, end).spans
    )
    if decided.is_on(own):
        yield change
        return

    def stays(place: int) -> bool:
        return text.text[place].isspace() and decided.fixes(text.cut(place, place + 1).spans)

    while start < end and stays(start):
        start += 1
    while start < end and stays(end - 1):
        end -= 1
    if start < end and not decided.fixes(text.cut(start, end).spans):
        yield change._replace(start=start, end=end)


def _one(spans: Spans) -> Span | None:
    """One span over what was replaced; over two sources it stays in the first."""
    if len(spans) < 2:
        return spans[0] if spans else None
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
    return Change(changes[0].start, changes[-1].end, "".join(parts), sure, changes[0].why)


class _Walk:
    """One walk over the runs of a passage, each character passed once."""

    def __init__(self, passage: Passage) -> None:
        self._runs: Iterator[Run] = iter(passage.runs)
        self._run = Run("")
        self._begin = self._end = self._place = 0

    def up_to(self, place: int) -> list[Run]:
        """The runs from where the walk stands up to `place`."""
        out = []
        while self._place < place:
            if self._place == self._end:
                self._run = next(self._runs)
                self._begin, self._end = self._end, self._end + len(self._run.text)
                continue
            start, self._place = self._place, min(place, self._end)
            out.append(self._run.cut(start - self._begin, self._place - self._begin))
        return out
