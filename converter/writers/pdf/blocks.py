"""Blocks of an article as rows of a column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
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
from converter.typeset.font import Font, Mark
from converter.typeset.lines import Line, Set
from converter.typeset.paragraph import Shape, set_text, widths
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
from converter.walk import block_spans, spans_of
from converter.writers.pdf.tables import table_rows
from converter.writers.pdf.typography import (
    CENTRE,
    SETS,
    Typography,
    Voice,
    grid_baseline,
    grid_lines,
)

CREDIT = Mark("Credit")
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
            element = parent.child("P", spans_of(inlines))
            return text_rows(inlines, Role.PARAGRAPH, column, element)
        case Heading(inlines=inlines):
            element = parent.child(column.heading, spans_of(inlines))
            rows = text_rows(inlines, Role.HEADING, column, element)
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
            return list(_verse(lines, column, parent.child("Verse")))
        case Separator():
            return [_separator(column)]
        case _:
            assert_never(block)


def text_rows(inlines: Inlines, role: Role, column: Column, element: Element | None) -> list[Row]:
    """A text in the style of its role, on the grid."""
    return run_rows(column.type.runs(inlines, role), role, column, element)


def run_rows(
    runs: list[Run],
    role: Role,
    column: Column,
    element: Element | None,
    *,
    indent: float | None = None,
) -> list[Row]:
    """Runs as rows; `indent` in points where it is not the style's."""
    style = column.type.style(role)
    shape = Shape(
        width=column.width,
        left=column.left,
        indent=style.indent * style.size if indent is None else indent,
        how=SETS[style.align],
        balanced=style.align is Align.CENTER,
        hang=style.hang,
    )
    rows = line_rows(set_text(runs, shape), role, column, element)
    before, after = space(column.type, role)
    return blank(before) + paragraph_rows(rows) + blank(after)


def run_in_rows(
    head: str, inlines: Inlines, column: Column, head_element: Element, element: Element
) -> list[Row]:
    """A paragraph whose first line begins with its agency line, in the byline's face."""
    type_ = column.type
    scale = type_.style(Role.PARAGRAPH).size / type_.style(Role.BYLINE).size
    voice = Voice(scale=scale)
    runs = type_.run(head if head.endswith("）") else f"{head}\u3000", Role.BYLINE, voice)
    own = {run.font for run in runs}
    rows = run_rows([*runs, *type_.runs(inlines, Role.PARAGRAPH)], Role.PARAGRAPH, column, element)
    return [
        replace(
            row,
            items=tuple(part for item in row.items for part in _parted(item, own, head_element)),
        )
        for row in rows
    ]


def _parted(item: Item, fonts: set[Font], element: Element) -> Iterator[Item]:
    """A line of text as two, where it begins in fonts that belong to another element."""
    if not isinstance(item, TextItem):
        yield item
        return
    parts = [
        (own, tuple(strips))
        for own, strips in groupby(item.line.strips, key=lambda strip: strip.font in fonts)
    ]
    for number, (own, strips) in enumerate(parts):
        follows = number + 1 < len(parts)
        right = parts[number + 1][1][0].glyphs[0][1] if follows else item.line.right
        line = Line(strips, strips[0].glyphs[0][1], right)
        yield replace(item, line=line, element=element if own else item.element)


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
    tag = "Caption" if top else "Cutline"
    if figure.caption or figure.credit:
        rows += caption_rows(figure, column, owner.child(tag, block_spans(figure)))
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
        rows[0] = replace(rows[0], items=(rule, *rows[0].items), ruled=True)
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
        runs += gap + column.type.runs((figure.credit,), Role.CREDIT, Voice(mark=CREDIT))
    style = column.type.style(Role.CAPTION)
    room, wide = column.width - column.left, widths(runs)[1]
    if room - style.indent * style.size < wide <= room:
        # It fits on one line but for the indent, which gives way.
        return run_rows(runs, Role.CAPTION, column, element, indent=room - wide)
    return run_rows(runs, Role.CAPTION, column, element)


def _quote(blocks: tuple[Block, ...], column: Column, parent: Element) -> list[Row]:
    rows: list[Row] = []
    inner = column.indented(1.0)
    for block in blocks:
        if isinstance(block, Paragraph):
            element = parent.child("P", spans_of(block.inlines))
            more = text_rows(block.inlines, Role.QUOTE, inner, element)
        else:
            more = block_rows(block, inner, parent)
        rows = joined(rows, more)
    return rows


def _list(block: List, column: Column, parent: Element) -> list[Row]:
    rows: list[Row] = []
    western = column.type.words.western
    parent.ordered = block.ordered
    # A Chinese item begins like a paragraph, its mark in the first line's indent; a western one
    # hangs from its mark.
    em = column.type.style(Role.LIST).size
    indent = 0.0 if western else 2.0
    for number, item in enumerate(block.items, 1):
        entry = parent.child("LI")
        label = f"{number}." if block.ordered else "•"
        runs = column.type.run(label, Role.LIST)
        left = column.indented(indent).left
        marker = set_text(runs, Shape(column.width, left, how=Set.START))
        width = max(1.0, 0.5 * len(label) + (0.5 if western else 0.0)) if block.ordered else 1.0
        inner = column.indented(width) if western else column
        mark = TextItem(marker[0], 0.0, grid_baseline(column.type), entry.child("Lbl"))
        body = entry.child("LBody")
        own: list[Row] = []
        for place, part in enumerate(item):
            if isinstance(part, Paragraph):
                runs = column.type.runs(part.inlines, Role.LIST)
                start = (indent + (0.0 if western or place else width)) * em
                element = body.child("P", spans_of(part.inlines))
                own += run_rows(runs, Role.LIST, inner, element, indent=start)
            else:
                own += block_rows(part, inner if western else column.indented(1.0), body)
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
        own = element.child("Line", spans_of(line))
        rows = line_rows(set_text(runs, shape), Role.VERSE, inner, own)
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
