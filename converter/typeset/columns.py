"""Rows put into columns: filled to a height, or balanced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from converter.typeset.rows import Row


class Cut(NamedTuple):
    """The rows of one column: from `first` up to `end`."""

    first: int
    end: int


def fill(rows: Sequence[Row], start: int, height: int, *, force: bool = False) -> Cut:
    """As many rows as `height` lines hold, ended where rows may be parted.

    Blank rows at the head are dropped. Where nothing may stand there the cut is empty, unless
    `force` asks for progress: then rows are parted that belong together, and one that is too high
    for any column is taken alone.
    """
    n = len(rows)
    first = start
    while first < n and rows[first].blank:
        first += 1
    used, end, allowed = 0, first, first
    while end < n and used + rows[end].height <= height:
        used += rows[end].height
        end += 1
        if end == n or not (rows[end - 1].keep or rows[end - 1].blank):
            allowed = end
    if allowed > first or not force:
        return Cut(first, n if end == n else allowed)
    return Cut(first, min(max(end, first + 1), n))


def spread(
    rows: Sequence[Row], start: int, heights: Sequence[int], *, force: bool = False
) -> list[Cut]:
    """Fill columns of the given heights one after another."""
    cuts = []
    for height in heights:
        cut = fill(rows, start, height, force=force)
        cuts.append(cut)
        start = cut.end
    return cuts


def balance(
    rows: Sequence[Row], start: int, offsets: Sequence[int], limit: int
) -> tuple[int, list[Cut]] | None:
    """The least height, at most `limit`, at which the columns hold all rows, and their cuts.

    `offsets` says how many lines at the head of each column are taken. None where the rows do not
    fit.
    """
    total = sum(row.height for row in rows[start:])
    least = -(-(total + sum(offsets)) // len(offsets))
    tallest = max(offsets)
    # Rows that belong together leave columns short, never by more than the highest group.
    for height in range(max(least - 1, tallest, 1), limit + 1):
        cuts = spread(rows, start, [height - offset for offset in offsets])
        if cuts[-1].end >= len(rows):
            return height, _beside(rows, start, offsets, height) or cuts
    return None


def _beside(
    rows: Sequence[Row], start: int, offsets: Sequence[int], height: int
) -> list[Cut] | None:
    """Cuts of the columns beside what takes the last columns down to their foot: alike in height,
    rather than the first ones full and the next short. None where nothing does."""
    free = sum(offset < height for offset in offsets)
    if not 1 < free < len(offsets) or any(offsets[:free]):
        return None
    found = balance(rows, start, offsets[:free], height)
    return [*found[1], *[Cut(len(rows), len(rows))] * (len(offsets) - free)] if found else None
