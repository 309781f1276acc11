"""Line breaking for what is not justified: headlines, decks, captions.

The fewest lines that hold the text, and among those the ones most alike in length, ended where a
reader would pause.
"""

from __future__ import annotations

from itertools import accumulate
from math import inf

from converter.typeset.marks import PARTICLES, Kind
from converter.typeset.stream import Stream

LINE = 1e6
"""Cost of one more line."""
OVER = 1e12
"""Cost of a line that is too long."""
HAN_BREAK, PARTICLE_BREAK, WORD_BREAK = 12.0, 24.0, 80.0
"""Cost, in square em, of ending a line between Han letters, before a particle, in a word."""


def break_ragged(stream: Stream, width: float, *, balanced: bool) -> list[tuple[int, int]]:
    """First and last-plus-one atom of each line; where `balanced`, the last line counts too.

    What is balanced is a headline or a deck: no word of it is hyphenated to save a line, only one
    that is wider than a line.
    """
    if not stream.atoms:
        return []
    places = [j for j in range(1, len(stream)) if stream.penalty[j - 1] < inf]
    whole = [j for j in places if not (balanced and stream.hyphen[j - 1])]
    lines, fits = _break(stream, width, [*whole, len(stream)], balanced=balanced)
    if not fits and len(whole) < len(places):
        lines, fits = _break(stream, width, [*places, len(stream)], balanced=balanced)
    if not fits:  # what may not be parted is wider than a line
        lines, _ = _break(stream, width, list(range(1, len(stream) + 1)), balanced=balanced)
    return lines


def _break(
    stream: Stream, width: float, breaks: list[int], *, balanced: bool
) -> tuple[list[tuple[int, int]], bool]:
    """The lines, ended at some of the given places, and whether all of them fit."""
    n = len(stream)
    em = stream.atoms[0].font.size
    widths = [a.width + gap for a, gap in zip(stream.atoms, stream.natural, strict=True)]
    start = list(accumulate(widths, initial=0.0))
    shrink = list(accumulate(stream.shrink, initial=0.0))
    best: list[tuple[float, int]] = [(inf, -1)] * (n + 1)
    best[0] = (0.0, -1)
    first = 0
    for i in (0, *breaks[:-1]):
        if best[i][0] == inf:
            continue
        while breaks[first] <= i:
            first += 1
        for j in breaks[first:]:
            hyphen = stream.hyphen[j - 1] if j < n else None
            natural = start[j] - start[i] - stream.natural[j - 1]
            natural += hyphen.width if hyphen else 0.0
            lack = (width - natural) / em
            over = -lack * em > shrink[j - 1] - shrink[i] + 1e-6
            if over and j != breaks[first]:
                break
            cost = LINE + (OVER if over else lack * lack if balanced or j < n else 0.0)
            cost += best[i][0] + (_cost(stream, j) if j < n else 0.0)
            if cost < best[j][0]:
                best[j] = (cost, i)
            if over:
                break
    lines, j = [], n
    while j > 0:
        lines.append((best[j][1], j))
        j = best[j][1]
    return lines[::-1], best[n][0] < OVER


def _cost(stream: Stream, j: int) -> float:
    """Cost of ending a line before atom j."""
    before, after = stream.atoms[j - 1], stream.atoms[j]
    if stream.space[j - 1] is None and before.kind is after.kind is Kind.WESTERN:
        return WORD_BREAK
    if stream.space[j - 1] is not None or before.kind is Kind.CLOSE or after.kind is Kind.OPEN:
        return 0.0
    if after.text in PARTICLES:
        return PARTICLE_BREAK
    return HAN_BREAK
