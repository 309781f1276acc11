"""Rivers: word spaces that stand below one another over three lines and more.

Total fit cannot see them. Where one would come to be the text is broken otherwise, or the words of
its third line are moved by a little, so that its spaces, still within the limits of a word space,
stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from typing import NamedTuple

from converter.typeset.lines import SOFT_HYPHEN, Line, Strip
from converter.typeset.rows import Row, TextItem
from converter.typeset.stream import Stream

LONGEST = 2
"""Lines in a row whose spaces may meet."""
STEP, STEPS = 0.25, 14
"""Points by which a word is moved, and how many of these at most, to either side."""
TIGHTEST, WIDEST = 0.76, 1.49
"""Of a word space, as parts of its natural width."""
UNEVEN = 0.5
"""Part of its natural width by which a space may differ from what it was."""
MOST_TRIES = 8
"""Other ways to break a text that are tried."""
MEET = 0.2
"""Part of a word space by which two overlap before they are seen as one."""


class _Space(NamedTuple):
    left: float
    right: float
    depth: int = 1
    """Lines over which it meets others above it, itself counted."""


def calmed(rows: Sequence[Row]) -> list[Row]:
    """The rows of a column with no river in them, as far as its words can be moved."""
    made = list(rows)
    start = 0
    for end in range(len(made) + 1):
        if end == len(made) or not _is_line(made[end]):
            lines = _calm_all([_item(row).line for row in made[start:end]])
            for place, line in enumerate(lines, start):
                if line is not _item(made[place]).line:
                    item = replace(_item(made[place]), line=line)
                    made[place] = replace(made[place], items=(item,))
            start = end + 1
    return made


def _is_line(row: Row) -> bool:
    return len(row.items) == 1 and isinstance(row.items[0], TextItem)


def _item(row: Row) -> TextItem:
    item = row.items[0]
    assert isinstance(item, TextItem)
    return item


def _calm_all(lines: list[Line]) -> list[Line]:
    """Lines one below another, each calmed, or where it cannot be the one above it."""
    lines = list(lines)
    spaces: list[list[_Space]] = []
    for number in range(len(lines)):
        above = spaces[-1] if spaces else []
        line, own = _calm(lines[number], above)
        if number >= LONGEST and any(space.depth > LONGEST for space in own):
            over = spaces[number - 2]
            other, other_spaces = _aside(lines[number - 1], over, own)
            if not any(space.depth > LONGEST for space in other_spaces):
                again, anew = _calm(lines[number], other_spaces)
                if not any(space.depth > LONGEST for space in anew):
                    lines[number - 1], spaces[-1] = other, other_spaces
                    line, own = again, anew
        lines[number] = line
        spaces.append(own)
    return lines


def _aside(line: Line, above: list[_Space], below: list[_Space]) -> tuple[Line, list[_Space]]:
    """A line whose words are moved so that what stands above it does not run on below it."""
    spaces = _spaces(line)
    natural = line.strips[0].font.space.width
    through = [
        space
        for space in spaces
        for other in below
        if other.depth > LONGEST and _meet(space, other, natural)
    ]
    barred = [
        other
        for other in above
        if other.depth >= LONGEST or any(_meet(other, space, natural) for space in through)
    ]
    shifts = _shifts(spaces, barred, natural)
    line = _moved(line, shifts) if shifts else line
    return line, _deep(_spaces(line), above, natural)


def calmest(stream: Stream, lines_of: Callable[[Stream], list[Line]]) -> list[Line]:
    """The lines of a text, broken otherwise where that leaves fewer rivers in them.

    Each try forbids one of the breaks above a river; a line that gets worse than the worst is no
    gain.
    """
    best = lines_of(stream)
    found = _rivers(best)
    tried: set[int] = set()
    while found and len(tried) < MOST_TRIES:
        ends = _ends(stream, best)
        places = [ends[n - back] for n in found for back in (1, 2, 0) if 0 <= n - back < len(ends)]
        place = next((place for place in places if place not in tried), None)
        if place is None:
            break
        tried.add(place)
        kept, stream.penalty[place] = stream.penalty[place], inf
        other = lines_of(stream)
        no_wider = _widest(other) <= max(_widest(best), WIDEST)
        if no_wider and len(_rivers(other)) < len(found):
            best, found = other, _rivers(other)
        else:
            stream.penalty[place] = kept
    return best


def _rivers(lines: list[Line]) -> list[int]:
    """The lines in which a river reaches its third line, and that cannot be calmed."""
    found = []
    above: list[_Space] = []
    for number, line in enumerate(_calm_all(lines)):
        above = _deep(_spaces(line), above, line.strips[0].font.space.width)
        if any(space.depth > LONGEST for space in above):
            found.append(number)
    return found


def _ends(stream: Stream, lines: list[Line]) -> list[int]:
    """The last atom of each line but the last."""
    places, at = [], 0
    for line in lines[:-1]:
        length = sum(not c.isspace() and c != SOFT_HYPHEN for c in line.text)
        while length > 0:
            length -= len("".join(stream.atoms[at].text.split()))
            at += 1
        places.append(at - 1)
    return places


def _widest(lines: list[Line]) -> float:
    """The widest word space of the lines, as part of its natural width."""
    return max(
        (
            (s.right - s.left) / line.strips[0].font.space.width
            for line in lines
            for s in _spaces(line)
        ),
        default=0.0,
    )


def _calm(line: Line, above: list[_Space]) -> tuple[Line, list[_Space]]:
    spaces = _spaces(line)
    if not spaces:
        return line, []
    natural = line.strips[0].font.space.width
    full = [space for space in above if space.depth >= LONGEST]
    if any(_meet(space, other, natural) for space in spaces for other in full):
        shifts = _shifts(spaces, full, natural)
        if shifts:
            line = _moved(line, shifts)
            spaces = _spaces(line)
    return line, _deep(spaces, above, natural)


def _deep(spaces: list[_Space], above: list[_Space], natural: float) -> list[_Space]:
    """The spaces, each with the lines over which it meets those above."""
    return [
        space._replace(
            depth=1 + max((o.depth for o in above if _meet(space, o, natural)), default=0)
        )
        for space in spaces
    ]


def _meet(a: _Space, b: _Space, natural: float) -> bool:
    return min(a.right, b.right) - max(a.left, b.left) > MEET * natural


def _spaces(line: Line) -> list[_Space]:
    """The spaces between the words of a line, from left to right."""
    glyphs = [(x, text) for strip in line.strips for _, x, text in strip.glyphs]
    return [_Space(x, after) for (x, text), (after, _) in pairwise(glyphs) if text == " "]


def _shifts(spaces: list[_Space], full: list[_Space], natural: float) -> list[float]:
    """How far each word after the first is moved: the least that keeps the spaces from those
    above; none where nothing does."""
    steps = [STEP * n for n in range(-STEPS, STEPS + 1)]
    best: dict[float, tuple[float, tuple[float, ...]]] = {0.0: (0.0, ())}
    for place, space in enumerate(spaces):
        last = place == len(spaces) - 1
        found: dict[float, tuple[float, tuple[float, ...]]] = {}
        width = space.right - space.left
        for before, (cost, path) in best.items():
            for after in (0.0,) if last else steps:
                wide = width + after - before
                if not _fits(wide, width, natural):
                    continue
                moved = _Space(space.left + before, space.right + after)
                met = sum(1 for other in full if _meet(moved, other, natural))
                total = cost + 1e4 * met + ((after - before) / natural) ** 2
                if total < found.get(after, (inf,))[0]:
                    found[after] = (total, (*path, after))
        best = found
    return list(best[0.0][1]) if 0.0 in best else []


def _fits(wide: float, width: float, natural: float) -> bool:
    """A space within the limits, or as it was, and not too unlike what it was."""
    if wide == width:
        return True
    within = TIGHTEST * natural <= wide <= WIDEST * natural
    return within and abs(wide - width) <= UNEVEN * natural


def _moved(line: Line, shifts: list[float]) -> Line:
    """The line with its words moved; a space stands with the word before it."""
    word = 0
    strips = []
    for strip in line.strips:
        glyphs = []
        for glyph, x, text in strip.glyphs:
            glyphs.append((glyph, x + (shifts[word - 1] if word else 0.0), text))
            word += text == " "
        strips.append(Strip(strip.font, strip.face, glyphs))
    return Line(tuple(strips), line.left, line.right)
