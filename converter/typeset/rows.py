"""What a column is filled with: rows of whole grid lines, and what is drawn in them.

Everything drawn knows the element of the document's structure that it belongs to, so a writer can
tag it; rules and furniture belong to none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from converter.model import Spans
from converter.typeset.lines import Line


@dataclass(slots=True, eq=False)
class Element:
    """A node of the document's structure, named as in ISO 32000-1, 14.8.4, or after its role."""

    tag: str
    children: list[Element] = field(default_factory=list)
    alt: str | None = None
    language: str | None = None
    title: str | None = None
    header: bool = False
    """Of a table's cell: it heads its column."""
    heads_row: bool = False
    """Of a table's cell: it heads its row."""
    ordered: bool = False
    """Of a list: its items are numbered."""
    spans: Spans = ()
    """Where it was read."""
    target: Element | str | None = None
    """Of a link: what it leads to, an element or an address of the net."""
    needed: bool = False
    """It stands in the structure even where nothing is drawn of it, as an empty cell does."""

    def child(self, tag: str, spans: Spans = ()) -> Element:
        """A new element at the end of this one."""
        element = Element(tag, spans=spans)
        self.children.append(element)
        return element


@dataclass(frozen=True, slots=True)
class TextItem:
    line: Line
    x: float
    y: float
    """The baseline, below the top of what it stands in."""
    element: Element | None


@dataclass(frozen=True, slots=True)
class PictureItem:
    path: str
    x: float
    y: float
    """Of the top edge."""
    width: float
    height: float
    element: Element | None


@dataclass(frozen=True, slots=True)
class RuleItem:
    x: float
    y: float
    """Of its top left corner; it is `width` wide and `height` high."""
    width: float
    height: float
    colour: str


Item: TypeAlias = TextItem | PictureItem | RuleItem


@dataclass(frozen=True, slots=True)
class Row:
    """What is not divided between columns."""

    height: int
    """In lines of the grid."""
    items: tuple[Item, ...] = ()
    keep: bool = False
    """Does not stand last in a column: what follows belongs to it."""
    blank: bool = False
    """Space alone, dropped at the head of a column."""
    ends: bool = False
    """The last line of a paragraph."""
    ruled: bool = False
    """Its first item is a rule that parts it from what stands above."""


def moved(item: Item, x: float, y: float) -> Item:
    """The same thing drawn further right and down."""
    match item:
        case TextItem():
            return TextItem(item.line, item.x + x, item.y + y, item.element)
        case PictureItem():
            return PictureItem(
                item.path, item.x + x, item.y + y, item.width, item.height, item.element
            )
        case RuleItem():
            return RuleItem(item.x + x, item.y + y, item.width, item.height, item.colour)


def kept_together(rows: list[Row]) -> list[Row]:
    """Rows of which none is parted from the next, but the last."""
    return [replace(row, keep=True) for row in rows[:-1]] + rows[-1:]


def paragraph_rows(rows: list[Row]) -> list[Row]:
    """Rows of a paragraph: neither its first nor its last stands alone in a column."""
    last = len(rows) - 1
    return [
        replace(row, keep=row.keep or (last > 0 and number in (0, last - 1)), ends=number == last)
        for number, row in enumerate(rows)
    ]


def divided(row: Row, grid: float) -> list[Row]:
    """A row as rows of one line each, for where it is too high for any page."""
    lines: list[list[Item]] = [[] for _ in range(row.height)]
    for item in row.items:
        line = min(max(int(item.y / grid), 0), row.height - 1)
        lines[line].append(moved(item, 0.0, -line * grid))
    return [Row(1, tuple(items)) for items in lines]
