"""Blocks of an article as rows of a column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from converter.model import (
    Block,
    Figure,
    Heading,
    Inlines,
    List,
    Paragraph,
    Quote,
    Separator,
    Table,
    Text,
    Verse,
)
from converter.pictures import Picture
from converter.theme import Align, Role
from converter.typeset.lines import Line, Set
from converter.typeset.paragraph import Shape, set_text
from converter.typeset.rows import (
    Element,
    Item,
    PictureItem,
    Row,
    RuleItem,
    TextItem,
    kept_together,
    paragraph_rows,
)
from converter.typeset.stream import Run
from converter.writers.pdf.tables import table_rows
from converter.writers.pdf.typography import (
    CENTRE,
    SETS,
    Typography,
    grid_baseline,
    grid_lines,
)

LEAST_MEASURE = 5.0
"""Em that nested blocks leave of a column's width."""
TALLEST = 0.6
"""Part of the page's height that a picture takes at most."""
HAIRLINE = 0.25


@dataclass(frozen=True, slots=True)
class Column:
    """The room that blocks are set in."""

    type: Typography
    pictures: Mapping[str, Picture]
    width: float
    tallest: int
    """Grid lines that a picture may take."""
    heading: str
    """The tag of a subhead."""
    left: float = 0.0

    @property
    def grid(self) -> float:
        return self.type.grid

    def indented(self, ems: float) -> Column:
        """The same column, begun further right."""
        em = self.type.style(Role.PARAGRAPH).size
        left = min(self.left + ems * em, max(self.width - LEAST_MEASURE * em, 0.0))
        return replace(self, left=left)


def block_rows(block: Block, column: Column, parent: Element) -> list[Row]:
    """A block as rows; its elements are put under `parent`."""
    match block:
        case Paragraph(inlines=inlines):
            return text_rows(inlines, Role.PARAGRAPH, column, parent.child("P"))
        case Heading(inlines=inlines):
            rows = text_rows(inlines, Role.HEADING, column, parent.child(column.heading))
            return [replace(row, keep=True) for row in rows]
        case Figure():
            return figure_rows(block, column, parent)
        case Quote(blocks=blocks):
            return _quote(blocks, column, parent.child("BlockQuote"))
        case List():
            return _list(block, column, parent.child("L"))
        case Table():
            return table_rows(block, column, parent.child("Table"))
        case Verse(lines=lines):
            return list(_verse(lines, column, parent.child("P")))
        case Separator():
            return [_separator(column)]
        case _:
            assert_never(block)


def text_rows(inlines: Inlines, role: Role, column: Column, element: Element | None) -> list[Row]:
    """A text in the style of its role, on the grid."""
    return run_rows(column.type.runs(inlines, role), role, column, element)


def run_rows(
    runs: list[Run], role: Role, column: Column, element: Element | None, *, indent: bool = True
) -> list[Row]:
    style = column.type.style(role)
    western = column.type.words.western
    em = style.size
    shape = Shape(
        width=column.width,
        left=column.left,
        indent=(min(style.indent, 1.0) if western else style.indent) * em if indent else 0.0,
        how=SETS[style.align],
        balanced=style.align is Align.CENTER,
    )
    rows = line_rows(set_text(runs, shape), role, column, element)
    before, after = space(column.type, role)
    return blank(before) + paragraph_rows(rows) + blank(after)


def line_rows(lines: list[Line], role: Role, column: Column, element: Element | None) -> list[Row]:
    """Lines as rows: on the grid, or in as many of its lines as their leading needs."""
    leading = column.type.style(role).leading
    slots = max(grid_lines(leading - 0.02 * column.grid, column.grid), 1)
    drop = grid_baseline(column.type)
    if slots > 1:
        drop = slots * column.grid / 2 + CENTRE * column.type.style(role).size
    return [Row(slots, (TextItem(line, 0.0, drop, element),)) for line in lines]


def space(type_: Typography, role: Role) -> tuple[int, int]:
    """Grid lines before and after a role: together no less than its style asks, all whole."""
    style = type_.style(role)
    total = grid_lines(style.before + style.after, 1.0)
    before = min(grid_lines(style.before, 1.0), total)
    return before, total - before


def joined(rows: list[Row], more: list[Row]) -> list[Row]:
    """Rows after rows; of two blanks that meet the larger is enough."""
    if rows and more and rows[-1].blank and more[0].blank:
        meeting = max(rows[-1], more[0], key=lambda row: row.height)
        return [*rows[:-1], replace(meeting, keep=rows[-1].keep or more[0].keep), *more[1:]]
    return rows + more


def blank(lines: int) -> list[Row]:
    return [Row(lines, blank=True)] if lines else []


def figure_rows(figure: Figure, column: Column, parent: Element) -> list[Row]:
    """A picture over its caption and credit, on whole grid lines; a lost one's caption alone."""
    top = picture_row(figure, column, column.width - column.left, parent)
    rows = [top[0]] if top else []
    owner = top[1] if top else parent
    tag = "Caption" if top else "P"
    if figure.caption or figure.credit:
        rows += caption_rows(figure, column, owner.child(tag))
    if not rows:
        return []
    if not top:
        rule = RuleItem(
            column.left,
            0.0,
            column.width - column.left,
            HAIRLINE,
            column.type.theme.rules.colour,
        )
        rows[0] = replace(rows[0], items=(rule, *rows[0].items))
    return [*blank(1), *kept_together(rows), *blank(1)]


def picture_row(
    figure: Figure, column: Column, width: float, parent: Element
) -> tuple[Row, Element] | None:
    """A picture at most `width` wide, and its element; None where it is lost."""
    picture = column.pictures.get(figure.image) if figure.image else None
    if picture is None or figure.image is None:
        return None
    element = parent.child("Figure")
    element.alt = figure.alt or column.type.words.picture
    scale = min(width / picture.width, column.tallest * column.grid / picture.height)
    height = picture.height * scale
    lines = max(grid_lines(height, column.grid), 1)
    x = column.left + (width - picture.width * scale) / 2
    y = (lines * column.grid - height) / 2
    item = PictureItem(figure.image, x, y, picture.width * scale, height, element)
    return Row(lines, (item,), keep=True), element


def caption_rows(figure: Figure, column: Column, element: Element) -> list[Row]:
    runs = column.type.runs(figure.caption, Role.CAPTION)
    if figure.credit:
        gap = column.type.run(column.type.words.gap, Role.CREDIT) if runs else []
        if column.type.words.western and runs:
            gap = column.type.run(" ", Role.CREDIT)
        runs += gap + column.type.runs((figure.credit,), Role.CREDIT)
    return run_rows(runs, Role.CAPTION, column, element)


def _quote(blocks: tuple[Block, ...], column: Column, parent: Element) -> list[Row]:
    rows: list[Row] = []
    inner = column.indented(1.0)
    for block in blocks:
        if isinstance(block, Paragraph):
            more = text_rows(block.inlines, Role.QUOTE, inner, parent.child("P"))
        else:
            more = block_rows(block, inner, parent)
        rows = joined(rows, more)
    return rows


def _list(block: List, column: Column, parent: Element) -> list[Row]:
    rows: list[Row] = []
    western = column.type.words.western
    for number, item in enumerate(block.items, 1):
        entry = parent.child("LI")
        label = f"{number}." if block.ordered else "•"
        runs = column.type.run(label, Role.LIST)
        marker = set_text(runs, Shape(column.width, column.left, how=Set.START))
        width = 1.0 if western or not block.ordered else 1.5
        inner = column.indented(max(width, 0.5 * len(label) + 0.5 if block.ordered else 1.0))
        mark = TextItem(marker[0], 0.0, grid_baseline(column.type), entry.child("Lbl"))
        body = entry.child("LBody")
        own: list[Row] = []
        for part in item:
            if isinstance(part, Paragraph):
                runs = column.type.runs(part.inlines, Role.LIST)
                own += run_rows(runs, Role.LIST, inner, body.child("P"), indent=False)
            else:
                own += block_rows(part, inner, body)
        while own and own[0].blank:
            own = own[1:]
        first = own[0] if own else Row(1)
        rows += [replace(first, items=(mark, *first.items)), *own[1:]]
    return rows


def _verse(lines: tuple[Inlines, ...], column: Column, element: Element) -> Iterator[Row]:
    """Verse: each line on its own, what runs over set in; an empty line parts two stanzas."""
    style = column.type.style(Role.VERSE)
    inner = column.indented(style.indent)
    for number, line in enumerate(lines):
        runs = column.type.runs(line, Role.VERSE)
        if not runs:
            yield from blank(1)
            continue
        shape = Shape(column.width, inner.left, how=SETS[style.align])
        rows = line_rows(set_text(runs, shape), Role.VERSE, inner, element)
        follows = number + 1 < len(lines) and bool(lines[number + 1])
        keep = follows and (number == 0 or number + 2 == len(lines))
        yield from kept_together([*rows[:-1], replace(rows[-1], keep=keep)])


def _separator(column: Column) -> Row:
    """A break within an article: a short rule between two blank halves of a line."""
    width = (column.width - column.left) / 4
    x = column.left + (column.width - column.left - width) / 2
    colour = column.type.theme.rules.colour
    items: tuple[Item, ...] = (RuleItem(x, column.grid / 2, width, 0.5, colour),)
    return Row(1, items, keep=True)


def plain_text(text: str) -> tuple[Text, ...]:
    return (Text(text),)
