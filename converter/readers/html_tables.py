"""Tables of HTML: told apart from tables that only lay a page out, and set square."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4.element import Tag

from converter.readers.html_space import Pieces
from converter.readers.html_tree import Step, steps

WIDEST = 100
"""Columns or rows that a cell may span; the standard allows a thousand, for nobody's good."""

MOST_COLUMNS = 200
"""Columns of a table beyond which no cell spans anything."""

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
    open_cells: int = 0
    """More than one where a cell was never closed and another begins within it."""
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
            columns.append(cell.pieces)
            if start < MOST_COLUMNS:
                columns += [[] for _ in range(cell.columns - 1)]
                held |= dict.fromkeys(range(start, len(columns)), cell.rows)
        while self._held.get(len(columns), 0):
            columns.append([])
        header = bool(self.cells) and all(cell.header for cell in self.cells)
        remaining = {column: rows - 1 for column, rows in (self._held | held).items() if rows > 1}
        self._held, self.cells = remaining, []
        return columns, header


@dataclass
class _Table:
    cells: int = 0
    paragraphs: int = 0
    """Of the cell that is open."""
    is_layout: bool = False


def layouts(root: Tag) -> frozenset[int]:
    """The tables that only lay the page out, by `id`: those of one cell or less, and those that
    hold a table, a heading or the like, or several paragraphs in a cell."""
    found: set[int] = set()
    tables: list[_Table] = []
    for step in steps(root):
        if isinstance(step, str):
            continue
        way, tag = step
        name = tag.name
        if tables and way is Step.OPEN:
            table = tables[-1]
            if name in ("td", "th"):
                table.cells, table.paragraphs = table.cells + 1, 0
            elif name == "p":
                table.paragraphs += 1
            table.is_layout |= name in _PARTS or table.paragraphs > 1
        if name == "table" and way is Step.OPEN:
            tables.append(_Table())
        elif name == "table":
            table = tables.pop()
            if table.is_layout or table.cells < 2:
                found.add(id(tag))
    return frozenset(found)


def _count(tag: Tag, name: str) -> int:
    """How many columns or rows a cell spans."""
    said = str(tag.get(name, "")).strip()
    return min(max(int(said), 1), WIDEST) if said.isascii() and said.isdigit() else 1
