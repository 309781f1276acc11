"""Other ways to break a western text, the least bad first, rivers counted among what is bad.

Total fit (`fit`) looks at one line at a time. Here each way to come to a break is kept with the word
spaces of its last line and how long they have run on, so that a space that meets two above it makes
a way dearer; of the ways to one break the cheapest few are kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from converter.typeset.fit import (
    MOST_HYPHENS,
    TWO_HYPHENS,
    Breaks,
    Measure,
    Sums,
    badness,
    demerits,
    is_hyphen,
    sums_of,
    tiers,
)
from converter.typeset.stream import Stream

KEPT = 6
"""Ways to one break that are followed."""
RIVER = 30000.0
"""Demerits of a space that stands below two others: a hyphen costs a thirtieth."""
LONGEST = 2
"""Lines in a row whose spaces may meet."""
MEET = 0.19
"""Part of a word space by which two overlap before they are seen as one, which a fifth is."""


class Space(NamedTuple):
    """The blank between two words of a line."""

    left: float
    right: float
    depth: int = 1
    """Lines over which it meets others above it, itself counted."""


class _Way(NamedTuple):
    """How a break may be come to."""

    cost: float
    place: int
    hyphens: int
    spaces: tuple[Space, ...]
    before: _Way | None


def meet(a: Space, b: Space, natural: float) -> bool:
    """Whether two spaces in lines one below the other are seen as one."""
    return min(a.right, b.right) - max(a.left, b.left) > MEET * natural


def deepened(
    spaces: tuple[Space, ...] | list[Space], above: tuple[Space, ...] | list[Space], natural: float
) -> list[Space]:
    """The spaces of a line, each with the lines over which it meets those above."""
    least = MEET * natural
    found, first = [], 0
    for space in spaces:
        while first < len(above) and above[first].right - space.left <= least:
            first += 1
        depth = 0
        for other in above[first:]:
            if space.right - other.left <= least:
                break
            if other.depth > depth and meet(space, other, natural):
                depth = other.depth
        found.append(Space(space.left, space.right, depth + 1))
    return found


def alternatives(stream: Stream, measure: Measure) -> Iterator[Breaks]:
    """First and last-plus-one atom of each line, for each way that was found, the cheapest first;
    in none is a line worse than some line has to be."""
    sums, em = sums_of(stream, hang=measure.hang), stream.atoms[0].font.size
    for slack, worst in tiers(measure, em):
        ways = _Ways(stream, sums, measure, em, slack, worst).found()
        if ways:
            yield from map(_lines, ways)
            return


@dataclass(slots=True)
class _Ways:
    stream: Stream
    sums: Sums
    measure: Measure
    em: float
    slack: float
    worst: float

    def found(self) -> list[_Way]:
        """The cheapest ways to the end; none where a line would be worse than the worst."""
        sums, n = self.sums, len(self.stream)
        ways: dict[int, list[_Way]] = {0: [_Way(0.0, 0, 0, (), None)]}
        for i in (0, *sums.breaks[:-1]):
            here = nsmallest(KEPT, ways.pop(i, ()), key=lambda way: way.cost)
            if not here:
                continue
            target = self.measure.rest if i else self.measure.first
            least = sums.start[i] + target - self.slack
            for k in range(
                max(bisect_left(sums.ends, least), bisect_right(sums.breaks, i)), len(sums.breaks)
            ):
                j = sums.breaks[k]
                lack = target - (sums.ends[k] - sums.start[i])
                bad = 0.0 if j == n and lack >= 0 else badness(sums, i, j, lack, self.em, target)
                if bad <= self.worst:
                    ways.setdefault(j, []).extend(self._on(here, i, j, lack, bad))
                elif lack < -3 * self.em:
                    break
            if sums.ends[-1] < least:
                ways.setdefault(n, []).extend(self._on(here, i, n, 1.0, 0.0))
        return nsmallest(KEPT, ways.get(n, ()), key=lambda way: way.cost)

    def _on(self, here: list[_Way], i: int, j: int, lack: float, bad: float) -> Iterator[_Way]:
        """The ways that go on with a line from i up to j."""
        spaces = self._spaces(i, j, lack)
        hyphen = is_hyphen(self.stream, j)
        natural = self.stream.atoms[i].font.space.width
        own = demerits(self.stream, i, j, bad)
        for way in here:
            hyphens = way.hyphens + 1 if hyphen else 0
            if hyphens > MOST_HYPHENS:
                continue
            deep = tuple(deepened(spaces, way.spaces, natural))
            rivers = sum(1 for space in deep if space.depth > LONGEST)
            cost = way.cost + own + RIVER * rivers + (TWO_HYPHENS if hyphens > 1 else 0.0)
            yield _Way(cost, j, hyphens, deep, way)

    def _spaces(self, i: int, j: int, lack: float) -> list[Space]:
        """Where the word spaces of a line stand, about."""
        sums, stream = self.sums, self.stream
        left = self.measure.rest - self.measure.first if i == 0 else 0.0
        last = j == len(stream) and lack >= 0
        room = sums.stretch if lack > 0 else sums.shrink
        give = room[j - 1] - room[i]
        ratio = 0.0 if last or not give else max(min(lack / give, 1.0), -1.0)
        rest = 0.0 if last else lack - ratio * give
        width = sums.start[j] - stream.natural[j - 1] - sums.start[i]
        share = rest / width if width else 0.0
        found, moved = [], 0.0
        for k in range(i, j - 1):
            if stream.space[k] is None:
                continue
            at = sums.start[k + 1] - stream.natural[k] - sums.start[i]
            opened = stream.natural[k] + ratio * (room[k + 1] - room[k])
            x = left + at * (1.0 + share) + moved
            found.append(Space(x, x + opened))
            moved += opened - stream.natural[k]
        return found


def _lines(way: _Way) -> Breaks:
    lines = []
    while way.before is not None:
        lines.append((way.before.place, way.place))
        way = way.before
    return lines[::-1]
