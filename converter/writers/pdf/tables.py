"""Tables as rows of a column: cells as wide as they need, rules above, below and under heads."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model import Inlines, Table, Text
from converter.theme import Role
from converter.typeset.lines import Set
from converter.typeset.paragraph import Shape, set_text, widths
from converter.typeset.rows import Element, Item, Row, RuleItem, TextItem, divided
from converter.typeset.stream import Run
from converter.walk import plain, spans_of
from converter.writers.pdf.typography import Voice, grid_baseline

if TYPE_CHECKING:
    from converter.writers.pdf.blocks import Column

NUMBER = re.compile("([-+−±]?[0-9][0-9,]*)(?:[.][0-9]+)?[%％]?$")
PADDING = 0.5
"""Em between two cells."""
THICK, THIN = 0.75, 0.25
LEAST_SCALE = 0.6
"""Size of a crowded table's type beside its style's."""


def table_rows(table: Table, column: Column, parent: Element) -> list[Row]:
    """A table over the width of its column; a row of cells is not divided."""
    count = max((len(row) for row in table.rows), default=0)
    if not count:
        return []
    scale, places = _fit(table, count, column)
    points = _points(table, places, scale, column)
    rows: list[Row] = []
    for number, cells in enumerate(table.rows):
        head = number < table.header_rows
        headless = table.header_rows == 0
        rows.append(_row(cells, head, headless, scale, places, points, column, parent.child("TR")))
        if head:
            rows[-1] = _with_rule(rows[-1], column, THIN)
    rows[0] = replace(rows[0], items=(_rule(column, 0.0, THICK), *rows[0].items), keep=True)
    rows[-1] = replace(_with_rule(rows[-1], column, THICK), keep=False)
    if len(rows) > 2:
        rows[-2] = replace(rows[-2], keep=True)
    rows = [
        part
        for row in rows
        for part in (divided(row, column.grid) if row.height > column.tallest else [row])
    ]
    return [Row(1, blank=True), *rows, Row(1, blank=True)]


def _row(
    cells: tuple[Inlines, ...],
    head: bool,
    headless: bool,
    scale: float,
    places: list[float],
    points: list[float | None],
    column: Column,
    parent: Element,
) -> Row:
    items: list[Item] = []
    height, x = 1, column.left
    drop = grid_baseline(column.type)
    padding = PADDING * column.type.style(Role.TABLE).size * scale
    filled = (*cells, *((),) * (len(places) - len(cells)))
    for place, (cell, width) in enumerate(zip(filled, places, strict=True)):
        # Where no row heads the columns, the first cell heads its row: a table without any heads
        # cannot be understood by who hears it (ISO 14289-1, 7.5).
        heads_row = headless and place == 0
        element = parent.child("TH" if head or heads_row else "TD", spans_of(cell))
        element.header, element.heads_row, element.needed = head, heads_row, True
        shape = Shape(max(width - padding, 1.0) + 1e-6, how=Set.START)
        lines = set_text(_runs(cell, head, scale, column), shape)
        point = points[place]
        inset = point - _whole(cell, scale, column) if point is not None and not head else 0.0
        for number, line in enumerate(lines):
            items.append(TextItem(line, x + inset, number * column.grid + drop, element))
        height = max(height, len(lines))
        x += width
    return Row(height, tuple(items), keep=head)


def _points(table: Table, places: list[float], scale: float, column: Column) -> list[float | None]:
    """Where the decimal point stands in each column that holds numbers alone: below one another,
    as they are compared. None where a column holds more, or is too narrow for it."""
    found: list[float | None] = []
    padding = PADDING * column.type.style(Role.TABLE).size * scale
    for place, width in enumerate(places):
        cells = [cells[place] for cells in table.rows[table.header_rows :] if place < len(cells)]
        cells = [cell for cell in cells if plain(cell).strip()]
        point = None
        if len(cells) > 1 and all(NUMBER.match(plain(cell).strip()) for cell in cells):
            wholes = [_whole(cell, scale, column) for cell in cells]
            wide = [widths(_runs(cell, False, scale, column))[1] for cell in cells]
            after = max(own - whole for own, whole in zip(wide, wholes, strict=True))
            point = max(wholes) if max(wholes) + after <= width - padding + 1e-6 else None
        found.append(point)
    return found


def _whole(cell: Inlines, scale: float, column: Column) -> float:
    """How wide a number is before its decimal point."""
    number = NUMBER.match(plain(cell).strip())
    text = number[1] if number else ""
    return widths(_runs((Text(text),), False, scale, column))[1] if text else 0.0


def _runs(cell: Inlines, head: bool, scale: float, column: Column) -> list[Run]:
    return column.type.runs(cell, Role.TABLE, Voice(strong=head, scale=scale))


def _fit(table: Table, count: int, column: Column) -> tuple[float, list[float]]:
    """Size of the type and widths of the columns.

    Each column is as wide as its longest word at least; the room beyond is parted by what each
    still wants. Where the words alone are too wide the type is set smaller, down to `LEAST_SCALE`.
    """
    room = column.width - column.left
    scale = 1.0
    while True:
        least, most = _needs(table, count, scale, column)
        if sum(least) <= room or scale <= LEAST_SCALE:
            break
        scale = max(scale * min(room / sum(least), 0.95), LEAST_SCALE)
    spare = room - sum(least)
    if spare < 0:
        return scale, [need * room / sum(least) for need in least]
    wants = [wide - need for wide, need in zip(most, least, strict=True)]
    if sum(wants) <= spare:
        extra = (spare - sum(wants)) / count
        return scale, [wide + extra for wide in most]
    return scale, [n + spare * w / sum(wants) for n, w in zip(least, wants, strict=True)]


def _needs(
    table: Table, count: int, scale: float, column: Column
) -> tuple[list[float], list[float]]:
    """Width that each column needs so that no word is broken, and so that no line is."""
    padding = PADDING * column.type.style(Role.TABLE).size * scale
    least, most = [padding] * count, [padding] * count
    for number, cells in enumerate(table.rows):
        for place, cell in enumerate(cells):
            narrow, wide = widths(_runs(cell, number < table.header_rows, scale, column))
            least[place] = max(least[place], narrow + padding)
            most[place] = max(most[place], wide + padding)
    return least, most


def _with_rule(row: Row, column: Column, thickness: float) -> Row:
    rule = _rule(column, row.height * column.grid - thickness, thickness)
    return replace(row, items=(*row.items, rule))


def _rule(column: Column, y: float, thickness: float) -> RuleItem:
    colour = column.type.theme.rules.colour
    return RuleItem(column.left, y, column.width - column.left, thickness, colour)
