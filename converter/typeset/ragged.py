"""Line breaking for what is not justified: headlines, decks, captions.

The fewest lines that hold the text, and among those the ones most alike in length, ended where a
reader would pause: a headline is not broken within a word where it can be helped (clreq §3.2 lets a
line end between any two Han letters, but a headline is read line by line).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from math import inf

from converter.typeset.marks import PARTICLES, Kind
from converter.typeset.stream import Stream

LINE = 1e6
"""Cost of one more line."""
OVER = 1e12
"""Cost of a line that is too long."""
HAN_BREAK, PARTICLE_BREAK, WORD_BREAK = 12.0, 24.0, 80.0
"""Cost, in square em, of ending a line between Han letters, before a particle, in a Latin word."""
IN_WORD = 240.0
"""The same within a Chinese word, or between a number and what it counts: dearer than any lines
that differ by some letters, cheaper than one more line."""


def break_ragged(stream: Stream, width: float, *, balanced: bool) -> list[tuple[int, int]]:
    """First and last-plus-one atom of each line; where `balanced`, the last line counts too.

    What is balanced is a headline or a deck: no word of it is hyphenated to save a line, only one
    that is wider than a line.
    """
    if not stream.atoms:
        return []
    torn = _within_words(stream) if balanced and _wider(stream, width) else frozenset()
    places = [j for j in range(1, len(stream)) if stream.penalty[j - 1] < inf]
    whole = [j for j in places if not (balanced and stream.hyphen[j - 1])]
    lines, fits = _break(stream, width, [*whole, len(stream)], balanced=balanced, torn=torn)
    if not fits and len(whole) < len(places):
        lines, fits = _break(stream, width, [*places, len(stream)], balanced=balanced, torn=torn)
    if not fits:  # what may not be parted is wider than a line
        lines, _ = _break(
            stream, width, list(range(1, len(stream) + 1)), balanced=balanced, torn=torn
        )
    return lines


def _break(
    stream: Stream, width: float, breaks: list[int], *, balanced: bool, torn: frozenset[int]
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
            cost += best[i][0] + (_cost(stream, j, torn) if j < n else 0.0)
            if cost < best[j][0]:
                best[j] = (cost, i)
            if over:
                break
    lines, j = [], n
    while j > 0:
        lines.append((best[j][1], j))
        j = best[j][1]
    return lines[::-1], best[n][0] < OVER


def _wider(stream: Stream, width: float) -> bool:
    return sum(a.width + gap for a, gap in zip(stream.atoms, stream.natural, strict=True)) > width


def _within_words(stream: Stream) -> frozenset[int]:
    """The atoms that stand within a word, or that a number before them counts."""
    ends = list(accumulate(len(atom.text) for atom in stream.atoms))
    parted = _word_ends("".join(atom.text for atom in stream.atoms))
    return frozenset(
        j
        for j in range(1, len(stream))
        if stream.space[j - 1] is None
        and stream.atoms[j].kind is Kind.HAN
        and (ends[j - 1] not in parted or stream.atoms[j - 1].text[-1:].isdigit())
        and (stream.atoms[j - 1].kind is Kind.HAN or stream.atoms[j - 1].text[-1:].isdigit())
    )


@lru_cache(maxsize=1024)
def _word_ends(text: str) -> frozenset[int]:
    import rjieba  # its dictionary is loaded where a headline needs it

    return frozenset(accumulate(len(word) for word in rjieba.cut(text)))


def _cost(stream: Stream, j: int, torn: frozenset[int]) -> float:
    """Cost of ending a line before atom j."""
    if j in torn:
        return IN_WORD
    before, after = stream.atoms[j - 1], stream.atoms[j]
    if stream.space[j - 1] is None and before.kind is after.kind is Kind.WESTERN:
        return WORD_BREAK
    if stream.space[j - 1] is not None or before.kind is Kind.CLOSE or after.kind is Kind.OPEN:
        return 0.0
    if after.text in PARTICLES:
        return PARTICLE_BREAK
    return HAN_BREAK
