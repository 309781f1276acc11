"""Broad pictures over several columns of their article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from converter.model import Block, Figure
from converter.typeset.rows import Element, Item, PictureItem, Row, RuleItem
from converter.writers.pdf.blocks import Column, caption_rows, picture_row
from converter.writers.pdf.typography import Sheet

BROAD = 1.2
"""Width over height from which a picture goes over several columns."""
USUAL = 2
"""Columns that it goes over, where there is no reason for more."""
LEAD_BESIDE = 40.0
"""What is wrong with a page's lead whose headline makes room for a picture."""


class Form(NamedTuple):
    """A way to place a broad picture."""

    columns: int
    """That it goes over; 0 where there is none."""
    beside: bool = False
    """It stands beside the headline, which goes over the other columns; else below it."""
    awkward: float = 0.0
    """What is wrong with it, in blank lines of a column."""


def forms(columns: int, *, lead: bool) -> Iterator[Form]:
    """The ways to place a picture in an article of so many columns, the usual first; that of a
    page's lead leaves its headline the page's width."""
    yield Form(USUAL, awkward=6.0 if columns == USUAL else 0.0)
    if columns > USUAL:
        yield Form(USUAL, beside=True, awkward=LEAD_BESIDE if lead else 0.0)
        yield Form(USUAL + 1, awkward=2.0)
    if columns > USUAL + 1:
        yield Form(columns, awkward=4.0)


def broad_picture(
    pieces: Sequence[tuple[Block | None, list[Row]]], column: Column
) -> tuple[Figure, list[Row]] | None:
    """The first broad picture and its rows, where there is text to stand beside."""
    for block, rows in pieces:
        if isinstance(block, Figure) and block.image and len(pieces) > 1:
            picture = column.pictures.get(block.image)
            if picture and picture.width >= BROAD * picture.height:
                return block, rows
    return None


def banner(figure: Figure, rows: list[Row], column: Column, sheet: Sheet, columns: int) -> Row:
    """A picture and its caption over several columns, on the elements of `rows`."""
    width = sheet.span(columns)
    column = replace(column, width=width)
    elements = [item.element for row in rows for item in row.items if hasattr(item, "element")]
    found = picture_row(figure, column, width, Element("Div"))
    assert found is not None
    picture, fresh = found
    wide = [picture]
    if figure.caption or figure.credit:
        wide += caption_rows(figure, column, fresh.child("Caption"))
    # The picture was set in its column before: the same elements, another place.
    old = list(dict.fromkeys(element for element in elements if element is not None))
    same = dict(zip([fresh, *fresh.children], old, strict=False))
    items: list[Item] = []
    height = 0
    for row in wide:
        items += [_again(item, height * sheet.grid, same) for item in row.items]
        height += row.height
    return Row(height + 1, tuple(items))


def fills(row: Row, width: float) -> bool:
    """Whether the picture of a banner is as wide as it may be."""
    return any(isinstance(item, PictureItem) and item.width > 0.98 * width for item in row.items)


def _again(item: Item, y: float, same: dict[Element, Element]) -> Item:
    if isinstance(item, RuleItem):
        return replace(item, y=item.y + y)
    element = same.get(item.element, item.element) if item.element else None
    return replace(item, y=item.y + y, element=element)
