"""Tables of HTML: told apart from tables that only lay a page out, and set square."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4.element import Tag

from converter.passage import Mark

Pieces = list[tuple[str, tuple[Mark, ...]]]
"""Text with the marks upon it, in order."""

WIDEST = 100
"""Columns or rows that a cell may span; the standard allows a thousand, for nobody's good."""

_PARTS = frozenset({"table", "hr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
"""What stands in no cell of a table of data."""


@dataclass(frozen=True, slots=True)
class Cell:
    pieces: Pieces
    header: bool
    columns: int
    rows: int


@dataclass
class Grid:
    """A table being read: its cells are gathered by rows, those that span several held over."""

    in_head: bool = False
    in_cell: bool = False
    cells: list[Cell] = field(default_factory=list)
    """Of the row that is open."""
    _held: dict[int, int] = field(default_factory=dict)
    """Column → rows that a cell above still covers there."""

    def add(self, pieces: Pieces, tag: Tag) -> None:
        columns, rows = _count(tag, "colspan"), _count(tag, "rowspan")
        self.cells.append(Cell(pieces, self.in_head or tag.name == "th", columns, rows))

    def end_row(self) -> tuple[list[Pieces], bool]:
        """The row's cells, column by column, empty where a cell spans; whether it is a header."""
        columns: list[Pieces] = []
        held: dict[int, int] = {}
        for cell in self.cells:
            while self._held.get(len(columns), 0):
                columns.append([])
            start = len(columns)
            columns += [cell.pieces, *([] for _ in range(cell.columns - 1))]
            if cell.rows > 1:
                held |= dict.fromkeys(range(start, len(columns)), cell.rows)
        while self._held.get(len(columns), 0):
            columns.append([])
        header = bool(self.cells) and all(cell.header for cell in self.cells)
        remaining = {column: rows - 1 for column, rows in (self._held | held).items() if rows > 1}
        self._held, self.cells = remaining, []
        return columns, header


def is_layout(table: Tag) -> bool:
    """Whether a table only lays the page out: of one cell, or with whole articles in its cells."""
    cells = ["td", "th"]
    if len(table.find_all(cells, limit=2)) < 2 or table.find(list(_PARTS)):
        return True
    return any(len(cell.find_all("p", limit=2)) > 1 for cell in table.find_all(cells))


def _count(tag: Tag, name: str) -> int:
    """How many columns or rows a cell spans."""
    said = str(tag.get(name, "")).strip()
    return min(max(int(said), 1), WIDEST) if said.isascii() and said.isdigit() else 1
