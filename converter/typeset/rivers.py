"""Rivers: word spaces that stand below one another over three lines and more.

Total fit cannot see them. Where one would come to be the text is broken otherwise, or the words of
its third line are moved by a little, so that its spaces, still within the limits of a word space,
stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from converter.typeset.alternatives import LONGEST, Space, deepened, meet
from converter.typeset.lines import Line
from converter.typeset.rows import Row, TextItem
from converter.typeset.stream import WIDENING

STEP, STEPS = 0.25, 14
"""Points by which a word is moved, and how many of these at most, to either side."""
REACH = STEP * STEPS
TIGHTEST, WIDEST = 0.76, 1.49
"""Of a word space, as parts of its natural width."""
UNEVEN = 0.5
"""Part of its natural width by which a space may differ from what it was."""


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
                    made[place] = replace(made[place], items=(*made[place].items[:-1], item))
            start = end + 1
    return made


def _is_line(row: Row) -> bool:
    """Whether a row is a line of text, maybe after its mark in a list."""
    return bool(row.items) and all(isinstance(item, TextItem) for item in row.items)


def _item(row: Row) -> TextItem:
    item = row.items[-1]
    assert isinstance(item, TextItem)
    return item


def _calm_all(lines: list[Line]) -> list[Line]:
    """Lines one below another, each calmed, or where it cannot be those above it."""
    lines = list(lines)
    edge = max((line.right for line in lines), default=0.0)
    spaces: list[list[Space]] = []
    for number, line in enumerate(lines):
        lines[number], own = _calm(line, spaces[-1] if spaces else [], edge)
        spaces.append(own)
        for back in (1, 2):
            if back <= number and _runs_on(spaces[number]):
                _calm_above(lines, spaces, number - back, edge)
    return lines


def _runs_on(spaces: list[Space]) -> bool:
    return any(space.depth > LONGEST for space in spaces)


def _calm_above(lines: list[Line], spaces: list[list[Space]], place: int, edge: float) -> None:
    """Move the words of the line at `place` so that the last one with spaces ends no river; changes
    the lines and spaces from there on, where it comes to that."""
    above = spaces[place - 1] if place else []
    below, natural = spaces[place + 1], _natural(lines[place])
    tries = (
        (start, own, barred)
        for start in (change(lines[place]) for change in (_as_it_is, _eased))
        for own in [_spaces(start)]
        for barred in _barred(own, above, below, natural)
    )
    for start, own, barred in tries:
        line = _moved(start, _shifts(own, barred, natural, edge - start.right))
        made, found = [line], [deepened(_spaces(line), above, natural)]
        for n in range(place + 1, len(spaces)):
            line, anew = _calm(lines[n], found[-1], edge)
            made.append(line)
            found.append(anew)
        if not any(map(_runs_on, found)):
            lines[place : len(spaces)], spaces[place:] = made, found
            return


def _barred(
    own: list[Space], above: list[Space], below: list[Space], natural: float
) -> Iterator[list[Space]]:
    """What the spaces of a line had better not meet, so that none above it runs on below it: tried
    in turn."""
    deepest = max((space.depth for space in below), default=0)
    deep = [space for space in below if space.depth == deepest]
    through = [s for s in own if any(meet(s, other, natural) for other in deep)]
    full = [space for space in above if space.depth >= LONGEST]
    yield full + [s for s in above if any(meet(s, other, natural) for other in through)]
    yield full + deep
    yield above
    yield full + below
    yield above + below


def calmest(lines: list[Line], others: Iterable[list[Line]]) -> list[Line]:
    """The lines of a text or, where a river is left in them, those of `others` with the fewest."""
    best, fewest = lines, _rivers(lines)
    if fewest:
        for other in others:
            found = _rivers(other)
            if found < fewest:
                best, fewest = other, found
            if not fewest:
                break
    return best


def _rivers(lines: list[Line]) -> int:
    """Lines in which a river reaches its third line, and that cannot be calmed."""
    found = 0
    above: list[Space] = []
    for line in _calm_all(lines):
        above = deepened(_spaces(line), above, _natural(line))
        found += any(space.depth > LONGEST for space in above)
    return found


def _calm(line: Line, above: list[Space], edge: float) -> tuple[Line, list[Space]]:
    """A line whose spaces do not meet those at the end of what runs on already, where that can be;
    a last line may get longer or shorter by it, up to the edge."""
    spaces = _spaces(line)
    if not spaces:
        return line, []
    natural = _natural(line)
    full = [space for space in above if space.depth >= LONGEST]
    own = deepened(spaces, above, natural)
    if not _runs_on(own):
        return line, own
    for change in (_as_it_is, _eased):
        start = change(line)
        moved = _moved(start, _shifts(_spaces(start), full, natural, edge - start.right))
        found = deepened(_spaces(moved), above, natural)
        if not _runs_on(found):
            return moved, found
    return line, own


def _natural(line: Line) -> float:
    return line.strips[0].font.space.width


def _spaces(line: Line) -> list[Space]:
    """The spaces between the words of a line, from left to right, as they are seen."""
    glyphs = [(glyph, x, text, strip) for strip in line.strips for glyph, x, text in strip.glyphs]
    found = []
    for before, space, after in zip(glyphs, glyphs[1:], glyphs[2:], strict=False):
        if space[2] == " ":
            glyph, x, _, strip = before
            width = strip.face.advance(glyph) * strip.font.size * strip.scale / strip.face.upem
            found.append(Space(x + width, after[1]))
    return found


def _as_it_is(line: Line) -> Line:
    return line


def _eased(line: Line) -> Line:
    """A line whose letters are drawn narrower, or wider where its spaces are wide, so that these
    are as near to their natural width as that brings them: there is room then for its words to be
    moved."""
    spaces, natural = _spaces(line), _natural(line)
    scales = {strip.scale for strip in line.strips}
    if not spaces or len(scales) > 1:
        return line
    scale = scales.pop()
    starts = [line.left, *(space.right for space in spaces)]
    widths = [end.left - start for start, end in zip(starts, spaces, strict=False)]
    words = sum(widths) + line.right - starts[-1]
    lacking = len(spaces) * natural - sum(space.right - space.left for space in spaces)
    most = words * ((1.0 + WIDENING if lacking < 0 else 1.0 - WIDENING) / scale - 1.0)
    given = max(most, -lacking) if lacking > 0 else min(most, -lacking)
    factor, more = 1.0 + given / words, -given / len(spaces)
    shifts = [0.0]
    for width in widths:
        shifts.append(shifts[-1] + width * (factor - 1.0) + more)
    word, strips = 0, []
    for strip in line.strips:
        glyphs = []
        for glyph, x, text in strip.glyphs:
            at = min(word, len(spaces))
            glyphs.append((glyph, starts[at] + shifts[at] + (x - starts[at]) * factor, text))
            word += text == " "
        strips.append(replace(strip, glyphs=glyphs, scale=scale * factor))
    return replace(line, strips=tuple(strips))


def _shifts(spaces: list[Space], full: list[Space], natural: float, free: float) -> list[float]:
    """How far each word after the first is moved: the least that keeps the spaces from those
    above; none where nothing does. `free` is the room after the last word, which keeps its place
    where it stands at the edge."""
    most = min(STEPS, int(free / STEP)) if free > 1.0 else 0
    best: dict[int, tuple[float, tuple[float, ...]]] = {0: (0.0, ())}
    for place, (left, right, _) in enumerate(spaces):
        least, last = (-STEPS, STEPS) if place < len(spaces) - 1 else (-STEPS * (most > 0), most)
        width = right - left
        near = [s for s in full if s.right > left - REACH and s.left < right + REACH]
        changes = [n for n in range(-STEPS, STEPS + 1) if _fits(width + STEP * n, width, natural)]
        found: dict[int, tuple[float, tuple[float, ...]]] = {}
        for before, (cost, path) in best.items():
            for change in changes:
                after = before + change
                if not least <= after <= last:
                    continue
                total = cost + (change * STEP / natural) ** 2
                if near:
                    moved = Space(left + STEP * before, right + STEP * after)
                    total += 1e4 * sum(meet(moved, other, natural) for other in near)
                if after not in found or total < found[after][0]:
                    found[after] = (total, (*path, STEP * after))
        best = found
    return list(min(best.values())[1]) if best else []


def _fits(wide: float, width: float, natural: float) -> bool:
    """A space within the limits, or as it was, and not too unlike what it was."""
    if wide == width:
        return True
    within = TIGHTEST * natural <= wide <= WIDEST * natural
    return within and abs(wide - width) <= UNEVEN * natural


def _moved(line: Line, shifts: list[float]) -> Line:
    """The line with its words moved; a space stands with the word before it."""
    if not any(shifts):
        return line
    word = 0
    strips = []
    for strip in line.strips:
        glyphs = []
        for glyph, x, text in strip.glyphs:
            at = min(word, len(shifts))
            glyphs.append((glyph, x + (shifts[at - 1] if at else 0.0), text))
            word += text == " "
        strips.append(replace(strip, glyphs=glyphs))
    return Line(tuple(strips), line.left, line.right + shifts[-1])
