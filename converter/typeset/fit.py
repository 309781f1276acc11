"""Line breaking by total fit: the breaks whose lines are, all together, the least bad.

Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with clreq's order of adjustment (3.1.6)
in place of glue: marks and word spaces give way first, then the gap between Han and Latin and the
word spaces open, last the Han characters move apart evenly.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import TypeAlias

from converter.typeset.font import Atom
from converter.typeset.marks import HANGING, Kind
from converter.typeset.stream import TIGHTENING, TRACKING, WIDENING, Stream

PITCH = 0.028
"""Em by which Han characters may move apart before a line counts as bad (badness 100)."""
LETTER_SHARE = 0.5
"""Of what Han characters move apart by, the letters and digits among them take this part."""
GOOD = 250.0
"""Badness of the worst line of a text that needs no worse one: none has a word space out of its
limits."""
WORSE = (340.0, 500.0, 1000.0, 9000.0)
"""What is then allowed in turn."""
SLACK, SLACK_PART = 2.0, 0.13
"""What a line may lack at most where no line has to be bad: em or, if that is more, part of the
measure."""
MOST_HYPHENS = 2
"""Lines in a row that may end in a hyphen."""
TWO_HYPHENS = 1000.0
"""Demerits where two do."""
NEVER = 3000.0
"""Penalty of a line that ends where none may, where there is no other way."""
RIGID = 1e6
"""Badness of a line that is too short and has nothing in it that could move apart."""
LONELY = 1e7
"""Demerits of a last line of one character."""


Breaks: TypeAlias = list[tuple[int, int]]
"""First and last-plus-one atom of each line."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Widths of the lines: the first, and all others."""

    first: float
    rest: float
    hang: bool = False
    """Commas and stops at line ends stand beyond it."""


@dataclass(slots=True)
class Sums:
    """Prefix sums over a stream, so that a line is measured in a few subtractions."""

    start: list[float]
    shrink: list[float]
    stretch: list[float]
    even: list[float]
    """What moves apart with the Han characters before each place: joints, and letters."""
    letters: list[int]
    words: list[float]
    """Letters of western words before each place, and how wide they are."""
    within: list[float]
    """What the words among Han characters give way before each place, at most."""
    breaks: list[int]
    """Atoms before which a line may begin; last, the end."""
    ends: list[float]
    """For each of `breaks`: where a line that ends there ends."""

    def tight(self, i: int, j: int, em: float) -> float:
        """What the letters of the atoms from i up to j give way at most."""
        count, width = self.letters[j] - self.letters[i], self.words[j] - self.words[i]
        own = max(count - 1, 0) * TIGHTENING * em + width * WIDENING
        return own + self.within[j] - self.within[i]

    def loose(self, i: int, j: int, em: float) -> float:
        """What they take at most."""
        count, width = self.letters[j] - self.letters[i], self.words[j] - self.words[i]
        return max(count - 1, 0) * TRACKING * em + width * WIDENING


def break_lines(stream: Stream, measure: Measure) -> Breaks:
    """First and last-plus-one atom of each line of a justified text."""
    if not stream.atoms:
        return []
    sums = sums_of(stream, hang=measure.hang)
    if sums.ends[-1] <= measure.first:
        return [(0, len(stream))]
    em = stream.atoms[0].font.size
    fallback: Breaks = []
    for slack, worst in tiers(measure, em):
        lines = _fit(stream, sums, measure, em, slack, worst)
        if lines and _loneliness(stream, lines[-1][0]) < LONELY:
            return lines
        fallback = fallback or lines
    fallback = fallback or _fit(stream, sums, measure, em, inf, inf)
    if any(_sticks_out(stream, sums, measure, first, end) for first, end in fallback):
        # What may not be parted is wider than a line: better parted than off the page.
        return _fit(stream, sums_of(stream, anywhere=True), measure, em, inf, inf)
    return fallback


def _giving(atom: Atom) -> float:
    """What the letters of a word among Han characters give way at most."""
    return atom.within * TIGHTENING * atom.font.size + atom.width * WIDENING


def tiers(measure: Measure, em: float) -> Iterator[tuple[float, float]]:
    """How much a line may lack and how bad it may be: what is tried in turn, so that no line is
    worse than some line has to be."""
    yield max(SLACK * em, SLACK_PART * measure.rest), GOOD
    for worst in WORSE:
        yield measure.rest / 3, worst


def _sticks_out(stream: Stream, sums: Sums, measure: Measure, first: int, end: int) -> bool:
    width = sums.start[end] - stream.natural[end - 1] - sums.start[first]
    target = measure.rest if first else measure.first
    room = sums.shrink[end - 1] - sums.shrink[first]
    return width > target + room + sums.tight(first, end, stream.atoms[0].font.size) + 1e-6


def beyond(atom: Atom, hang: bool) -> float:
    """What of a mark at a line's end stands beyond the edge: of a comma or stop all, where marks
    hang. A mark in the middle of its square, as in traditional Chinese, keeps its blank there: it
    is negative."""
    if hang and atom.text in HANGING:
        return atom.width
    return -atom.trail if atom.lead and atom.trail else 0.0


def sums_of(stream: Stream, *, anywhere: bool = False, hang: bool = False) -> Sums:
    atoms, n = stream.atoms, len(stream)
    widths = [atom.width + gap for atom, gap in zip(atoms, stream.natural, strict=True)]
    start = list(accumulate(widths, initial=0.0))
    breaks = [i for i in range(1, n) if anywhere or stream.penalty[i - 1] < inf]
    breaks.append(n)
    ends = []
    for j in breaks:
        hyphen = stream.hyphen[j - 1]
        outside = beyond(atoms[j - 1], hang) - (hyphen.width if hyphen else 0.0)
        ends.append(start[j] - stream.natural[j - 1] - outside)
    letters = [len(atom.glyphs) if atom.flexible else 0 for atom in atoms]
    words = [atom.width if atom.flexible else 0.0 for atom in atoms]
    evens = [
        even + LETTER_SHARE * atom.within for even, atom in zip(stream.even, atoms, strict=True)
    ]
    return Sums(
        start,
        list(accumulate(stream.shrink, initial=0.0)),
        list(accumulate(stream.stretch, initial=0.0)),
        list(accumulate(evens, initial=0.0)),
        list(accumulate(letters, initial=0)),
        list(accumulate(words, initial=0.0)),
        list(accumulate([_giving(a) if a.within else 0.0 for a in atoms], initial=0.0)),
        breaks,
        ends,
    )


def _fit(
    stream: Stream, sums: Sums, measure: Measure, em: float, slack: float, worst: float
) -> Breaks:
    """The least bad breaks with no line worse than `worst`; none where there are no such.

    `slack` bounds how much a line may lack before it is stretched. Where it is infinite there is
    always a result: what does not fit sticks out.
    """
    n, breaks, ends, start = len(stream), sums.breaks, sums.ends, sums.start
    # For each place: states by the number of hyphens in a row before it.
    states: dict[int, dict[int, tuple[float, int, int]]] = {0: {0: (0.0, -1, 0)}}
    for i in (0, *breaks[:-1]):
        here = states.get(i)
        if here is None:
            continue
        target = measure.rest if i else measure.first
        found = False
        nearest = max(bisect_left(ends, start[i] + target - slack), bisect_right(breaks, i))
        for k in range(nearest, len(breaks)):
            j = breaks[k]
            lack = target - (ends[k] - start[i])
            bad = 0.0 if j == n and lack >= 0 else badness(sums, i, j, lack, em, target)
            if bad > worst:
                if lack < -3 * em and (found or slack < inf):
                    break
                if found or slack < inf or lack >= 0:
                    continue
                bad = 1e5 - lack
            found = True
            _reach(stream, states, here, i, j, bad, at_any_cost=slack == inf)
        if breaks[-1] > i and ends[-1] - start[i] < target - slack:
            _reach(stream, states, here, i, n, 0.0)
    return _trace(states, n)


def badness(sums: Sums, i: int, j: int, lack: float, em: float, target: float) -> float:
    """How bad a line of the atoms from i up to j is, `lack` points short of its measure (TeX's
    scale: 100 is as bad as should be)."""
    if lack < 0:
        room = sums.shrink[j - 1] - sums.shrink[i]
        if -lack <= room + 1e-6:
            return 40.0 * (-lack / room) ** 3 if room else 0.0
        tight = sums.tight(i, j, em)
        return 40.0 + 60.0 * ((-lack - room) / tight) ** 2 if -lack <= room + tight else inf
    room = sums.stretch[j - 1] - sums.stretch[i]
    bad = 0.0
    if room:
        share = min(room / (0.04 * target), 1.0)
        ratio = min(lack / room, 1.0)
        bad = 100.0 * share * ratio**3
        if lack <= room:
            return bad
        lack -= room
    evens = sums.even[j - 1] - sums.even[i]
    if evens > sums.letters[j] - sums.letters[i]:
        pitch = lack / (evens * em)
        return bad + 100.0 * (pitch / PITCH) ** 3
    if not room and sums.letters[j] == sums.letters[i]:
        return RIGID + lack
    loose = sums.loose(i, j, em)
    bad += 100.0 * min(lack / loose, 1.0) ** 2 if loose else 100.0
    over = (lack - loose) / (room or em)
    return bad if over <= 1e-6 else max(bad, GOOD) + 300.0 * over


def _reach(
    stream: Stream,
    states: dict[int, dict[int, tuple[float, int, int]]],
    here: dict[int, tuple[float, int, int]],
    i: int,
    j: int,
    bad: float,
    *,
    at_any_cost: bool = False,
) -> None:
    """Record that a line from i ends at j; after more hyphens than may be only at any cost."""
    own = demerits(stream, i, j, bad)
    hyphen = is_hyphen(stream, j)
    there = states.setdefault(j, {})
    for run, (cost, _, _) in here.items():
        hyphens = run + 1 if hyphen else 0
        if hyphens > MOST_HYPHENS:
            if not at_any_cost:
                continue
            hyphens = MOST_HYPHENS
        total = cost + own + (TWO_HYPHENS if hyphens > 1 else 0.0)
        if hyphens not in there or total < there[hyphens][0]:
            there[hyphens] = (total, i, run)
    if not there:
        del states[j]


def demerits(stream: Stream, i: int, j: int, bad: float) -> float:
    """Demerits of a line from i up to j by itself."""
    n = len(stream)
    penalty = 0.0 if j == n else min(stream.penalty[j - 1], NEVER)
    own = (1.0 + bad) ** 2 + penalty * penalty
    return own + _loneliness(stream, i) if j == n and i else own


def is_hyphen(stream: Stream, j: int) -> bool:
    """Whether a line that ends before atom j ends in a hyphen."""
    if j == len(stream):
        return False
    return stream.hyphen[j - 1] is not None or stream.atoms[j - 1].text[-1] in "-‐"


def _loneliness(stream: Stream, i: int) -> float:
    """Demerits of a last line that begins at i: of one character, or of part of a word."""
    rest = stream.atoms[i : i + 8]
    if len(rest) == 8:
        return 0.0
    marks = (Kind.OPEN, Kind.CLOSE)
    characters = sum(
        1 if atom.kind is not Kind.WESTERN else 2 * len(atom.text)
        for atom in rest
        if atom.kind not in marks
    )
    if characters <= 1:
        return LONELY
    western = rest[0].kind is Kind.WESTERN
    if western and not rest[0].font.han:
        if sum(atom.width for atom in rest) > 2.5 * rest[0].font.size:
            return 0.0
        return 20000.0 if stream.hyphen[i - 1] else 3000.0
    return 400.0 if characters == 2 else 0.0


def _trace(states: dict[int, dict[int, tuple[float, int, int]]], n: int) -> Breaks:
    if n not in states:
        return []
    run = min(states[n], key=lambda r: states[n][r][0])
    lines, j = [], n
    while j > 0:
        _, i, before = states[j][run]
        lines.append((i, j))
        j, run = i, before
    return lines[::-1]
