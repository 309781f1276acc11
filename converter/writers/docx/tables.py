"""Tables with their header rows marked, columns as wide as what they hold asks for."""

from __future__ import annotations

from converter.model import Inlines, Table
from converter.theme import Role
from converter.walk import plain
from converter.writers.docx.draft import Draft
from converter.writers.docx.inlines import runs
from converter.writers.docx.measure import em_length, twips
from converter.writers.docx.xml import Element, paragraph, w

_NARROWEST, _WIDEST = 2.0, 16.0
"""Em: bounds of what a column may claim, so that a long cell does not starve the others."""
_ROOMIEST = 2.0
"""How many times the room it needs a table may be given."""


def claims(block: Table) -> list[float]:
    """For each column the length in em of its longest cell, within bounds."""
    longest = [_NARROWEST] * max(map(len, block.rows), default=0)
    for row in block.rows:
        for column, cell in enumerate(row):
            longest[column] = max(longest[column], min(em_length(plain(cell)) + 1, _WIDEST))
    return longest


def needed(block: Table, draft: Draft) -> float:
    """Points that a table takes where no column has to be narrowed."""
    return sum(claims(block)) * draft.theme.styles[Role.TABLE].size


def shares(wanted: list[float], width: float) -> list[float]:
    """Widths that fill `width`: what is missing is taken from the widest columns alone.

    So a column of figures is not broken for the sake of one of sentences.
    """
    if sum(wanted) <= width:
        return [width * claim / sum(wanted) for claim in wanted]
    left, given = width, {}
    for rank, column in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        given[column] = min(wanted[column], left / (len(wanted) - rank))
        left -= given[column]
    return [given[column] for column in range(len(wanted))]


def table(block: Table, draft: Draft, width: float) -> Element:
    """A table as wide as the column, or as it can make use of; a short row gets empty cells."""
    size = draft.theme.styles[Role.TABLE].size
    total = min(width, needed(block, draft) * _ROOMIEST)
    wanted = [claim * size for claim in claims(block)]
    widths = [twips(share) for share in shares(wanted, total)]
    look = w("tblLook", val="0420" if block.header_rows else "0400",
             firstRow=int(block.header_rows > 0), lastRow=0, firstColumn=0, lastColumn=0,
             noHBand=0, noVBand=1)  # fmt: skip
    properties = w(
        "tblPr",
        w("tblStyle", val="IssueTable"),
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        look,
    )
    grid = w("tblGrid", *(w("gridCol", w=size) for size in widths))
    rows = (
        _row(row, widths, draft, header=number < block.header_rows)
        for number, row in enumerate(block.rows)
    )
    return w("tbl", properties, grid, *rows)


def _row(row: tuple[Inlines, ...], widths: list[int], draft: Draft, *, header: bool) -> Element:
    properties = w("trPr", w("cantSplit"))
    if header:
        properties.append(w("tblHeader"))
    filled = (*row, *((),) * (len(widths) - len(row)))
    style, looks = "TableHeading" if header else "TableText", draft.theme.styles[Role.TABLE]
    made = w("tr", properties)
    for cell, size in zip(filled, widths, strict=True):
        text = paragraph(style, *runs(cell, looks, draft))
        made.append(w("tc", w("tcPr", w("tcW", w=size, type="dxa")), text))
    return made
