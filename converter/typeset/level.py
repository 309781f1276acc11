"""Columns of a story made to end level.

Where a story was placed its columns were filled at their least height. Here, where it is known how
many lines they have, they are parted anew: what is lacking is shared among them, each column ends
as it is wished to, and white above subheads and round captions takes what lines are left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from converter.typeset.columns import Cut
from converter.typeset.rows import Row

MOST_SHORT = 5
"""Lines that a column may be shorter than there is room, but the last, where the story ends."""
HOLE = 2
"""Lines at a column's foot that may stay blank; more look like a hole."""
WISH = 10.0
"""What it costs that a column does not end as it is wished to: as much as three lines blank."""
OPENED = 0.4
"""What a line costs that white within the column takes."""
END_SHARE = 0.8
"""What a blank line below the story's end costs beside one in a column before."""


def level(
    rows: Sequence[Row], heights: Sequence[int], wishes: Sequence[bool | None]
) -> tuple[float, list[Cut]] | None:
    """The cuts at which columns of these heights end most alike, and what is still wrong with
    them; none where the rows do not fit.

    `wishes` says of each column whether it should end with a paragraph's end, or should not.
    """
    depths = list(accumulate((row.height for row in rows), initial=0))
    blanks = list(accumulate((row.blank for row in rows), initial=0))
    best: dict[int, tuple[float, tuple[Cut, ...]]] = {0: (0.0, ())}
    last = len(heights) - 1
    for column, height in enumerate(heights):
        there: dict[int, tuple[float, tuple[Cut, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for cut, short in _cuts(rows, depths, start, height):
                if column == last and cut.end < len(rows):
                    continue
                open_ = min(blanks[cut.end] - blanks[cut.first], short)
                own = cost + OPENED * open_ + _blank(short - open_, cut.end == len(rows))
                wish = wishes[column]
                if cut.first < cut.end < len(rows) and wish is not None:
                    own += WISH * (rows[cut.end - 1].ends != wish)
                if cut.end not in there or own < there[cut.end][0]:
                    there[cut.end] = (own, (*cuts, cut))
        best = there
    if len(rows) not in best:
        return None
    cost, found = best[len(rows)]
    return cost, list(found)


def _cuts(
    rows: Sequence[Row], depths: Sequence[int], start: int, height: int
) -> Iterator[tuple[Cut, int]]:
    """The ways to fill a column of so many lines from a row on, and how many lines it lacks."""
    first, n = start, len(rows)
    while first < n and rows[first].blank:
        first += 1
    if first == n:
        yield Cut(n, n), height
        return
    end = min(bisect_right(depths, depths[first] + height) - 1, n)
    if end == n:
        yield Cut(first, n), height - depths[n] + depths[first]
    shortest = depths[first] + height - MOST_SHORT
    while end > first and depths[end] >= shortest:
        if end < n and not (rows[end - 1].keep or rows[end - 1].blank):
            yield Cut(first, end), height - depths[end] + depths[first]
        end -= 1
    if height <= MOST_SHORT:
        yield Cut(start, start), height


def _blank(short: int, ends: bool) -> float:
    """What is wrong with a column so many lines short."""
    cost = float(short * short + 6 * max(short - HOLE, 0))
    return cost * END_SHARE if ends else cost


def opened(rows: Sequence[Row], cut: Cut, short: int) -> list[int]:
    """The rows of a column, by their numbers, that grow by a line so that a column `short` lines
    too short comes nearer to its foot: blanks before subheads and round pictures."""
    blanks = [n for n in range(cut.first + 1, cut.end - 1) if rows[n].blank]
    return blanks[: max(short, 0)]
