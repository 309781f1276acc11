"""A text set to a measure: from runs to lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from math import inf

from converter.typeset.alternatives import alternatives
from converter.typeset.fit import Breaks, Measure, break_lines
from converter.typeset.lines import Line, Set, parted, set_line
from converter.typeset.ragged import break_ragged
from converter.typeset.rivers import calmest
from converter.typeset.stream import Run, Stream, streams


@dataclass(frozen=True, slots=True)
class Shape:
    """The room a text is set in."""

    width: float
    """From the left edge of the column to where lines end."""
    left: float = 0.0
    """Where lines begin."""
    indent: float = 0.0
    """Of the first line, beyond `left`."""
    how: Set = Set.JUSTIFY
    balanced: bool = False
    """Lines of like length, for headlines; only of what is not justified."""
    hang: bool = False
    """Commas and stops at line ends stand beyond the edge; only of what is justified."""


def set_text(runs: Iterable[Run], shape: Shape) -> list[Line]:
    """The lines of a text. A text of nothing has no lines.

    Every glyph of the text is in one of them. A line is wider than its measure only where a single
    character is.
    """
    measure = max(shape.width - shape.left, 1.0)
    lines: list[Line] = []
    for number, stream in enumerate(streams(runs, measure)):
        if lines:
            lines[-1] = parted(lines[-1])
        indent = min(shape.indent, measure / 2) if number == 0 else 0.0
        setting = partial(_lines, stream, shape=shape, measure=measure, indent=indent)
        if shape.how is not Set.JUSTIFY:
            lines += setting(break_ragged(stream, measure - indent, balanced=shape.balanced))
            continue
        room = Measure(measure - indent, measure, shape.hang)
        own = setting(break_lines(stream, room))
        if stream.atoms and not stream.atoms[0].font.han:
            own = calmest(own, map(setting, alternatives(stream, room)))
        lines += own
    return lines


def _lines(
    stream: Stream, breaks: Breaks, *, shape: Shape, measure: float, indent: float
) -> list[Line]:
    """One stretch of a text, up to a line break that was meant, as it was broken."""
    justified = shape.how is Set.JUSTIFY
    lines = []
    for place, (first, end) in enumerate(breaks):
        inset = indent if place == 0 or not justified else 0.0
        lines.append(
            set_line(
                stream,
                first,
                end,
                left=shape.left + inset,
                width=measure - inset,
                how=shape.how,
                last=end == len(stream),
                hang=shape.hang,
            )
        )
    return lines


def widths(runs: Iterable[Run]) -> tuple[float, float]:
    """How wide a text is at least, so that nothing in it is broken that should stay whole, and how
    wide it is on one line."""
    least = most = 0.0
    for stream in streams(runs, inf):
        whole = part = 0.0
        for place, atom in enumerate(stream.atoms):
            part += atom.width
            least = max(least, part)
            whole += atom.width
            most = max(most, whole)
            whole += stream.natural[place]
            # A hyphen is for long lines: a cell is made wide enough for its words.
            firm = stream.penalty[place] == inf or stream.hyphen[place] is not None
            part = part + stream.natural[place] if firm else 0.0
    return least, most
