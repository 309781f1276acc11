"""On which pages of the document its paragraphs fall, as far as that can be known without Word.

Word sets the document, and its faces are those of the machine that it runs on; but the leading is
exact, and a Han character is one em in every face. So each height is known within bounds: the
document is made up twice, with the least heights and with the greatest, and where both agree on a
page that is the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple, TypeAlias

from converter.theme import Theme
from converter.writers.docx.measure import (
    EMU_PER_POINT,
    column_width,
    em_length,
    text_height,
)
from converter.writers.docx.styles import STYLES, space_before
from converter.writers.docx.xml import Element, qualified

_STYLES = {spec.style_id: spec for spec in STYLES}
_SLACK = {True: 0.03, False: 0.12}
"""By how much a text may be longer or shorter than it is reckoned: Chinese, and in letters."""
_UNEVEN = 0.03
"""The same of what stands on a page: leading that a program rounds, rules and their distances."""
_LOST = 0.4
"""Em that a line loses, in the mean, to the marks that may not begin one."""
_GAP = 0.25
_MEETING = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])")
_ROOM = 2
"""Lines that must follow a headline on its page."""


class Stretch(NamedTuple):
    """Paragraphs that stand in columns of one number."""

    columns: int
    elements: Sequence[Element]


@dataclass(slots=True)
class _MakeUp:
    """A document in the making, with the heights of one of the bounds."""

    capacity: float
    grid: float
    late: bool
    """Whether what is not sure is taken to come later."""
    page: int = 0
    used: float = 0
    pages: dict[Element, int] = field(default_factory=dict)

    def turn(self) -> None:
        self.page += 1
        self.used = 0

    def put(
        self, columns: int, blocks: Sequence[_Block], heights: Sequence[float], ahead: float
    ) -> None:
        """Set paragraphs in columns that are of one length; `ahead` must stand with the last."""
        total = sum(heights)
        least = total + ahead if columns == 1 and ahead else _ROOM * self.grid
        if self.used and self.used + least > self.capacity:
            self.turn()
        above, first = 0.0, self.page
        for number, (block, height) in enumerate(zip(blocks, heights, strict=True)):
            room = (self.capacity - self.used) * columns
            if columns == 1 and block.keeps and above and number + 1 < len(blocks):
                # A head goes with the lines that follow it.
                chain = height + _ROOM * self.grid
                if above < room < above + chain:
                    total += room - above
                    above = room
            while above >= room:
                above -= room
                total -= room
                self.turn()
                room = self.capacity * columns
            self.pages[block.element] = self.page
            above += height
        while total > (self.capacity - self.used) * columns:
            total -= (self.capacity - self.used) * columns
            self.turn()
        self.used += total / columns
        if self.late and columns > 1 and self.page > first:
            # Where columns are divided is each program's own.
            self.pages |= dict.fromkeys((block.element for block in blocks), self.page)


class _Block(NamedTuple):
    """What the height of a paragraph follows from, whatever the bound."""

    element: Element
    keeps: bool
    """Whether it must stand with what follows."""
    lines: tuple[float, ...] = ()
    """The length in em of each of its own lines."""
    room: float = 1
    """Em in a line of the column."""
    leading: float = 0
    besides: float = 0
    """Space before and after, pictures, rows of a table."""

    def height(self, slack: float) -> float:
        set_ = sum(max(ceil(em * (1 + slack) / self.room), 1) for em in self.lines)
        return set_ * self.leading + self.besides


Sheet: TypeAlias = Sequence[Stretch]
_Measured: TypeAlias = list[tuple[int, list[_Block]]]


def folios(sheets: Sequence[Sheet], theme: Theme, *, chinese: bool) -> dict[Element, int]:
    """The page of each paragraph of which that is sure; each sheet begins on a page of its own."""
    measured = [
        [
            (stretch.columns, [_block(each, column_width(theme, stretch.columns), theme)
                               for each in stretch.elements])
            for stretch in sheet
        ]
        for sheet in sheets
    ]  # fmt: skip
    least, most = (_made_up(measured, theme, sign * _SLACK[chinese]) for sign in (-1, 1))
    return {each: page for each, page in least.items() if most.get(each) == page}


def _made_up(sheets: Sequence[_Measured], theme: Theme, slack: float) -> dict[Element, int]:
    uneven = _UNEVEN if slack > 0 else -_UNEVEN
    made = _MakeUp(text_height(theme.page) * (1 - uneven), theme.page.leading, slack > 0)
    for sheet in sheets:
        made.turn()
        heights = [[block.height(slack) for block in blocks] for _, blocks in sheet]
        for number, (columns, blocks) in enumerate(sheet):
            ahead = 0.0
            if blocks and blocks[-1].keeps and number + 1 < len(sheet):
                ahead = _ROOM * theme.page.leading
                beside = sheet[number + 1][0]
                if slack > 0 and beside > 1:
                    # One program divides columns at a page's foot, another turns the page first.
                    ahead = max(ahead, sum(heights[number + 1]) / beside)
            made.put(columns, blocks, heights[number], ahead)
    return made.pages


def _block(element: Element, width: float, theme: Theme) -> _Block:
    grid = theme.page.leading
    if element.tag == _TABLE:
        rows = (_row(row, width, theme) for row in element.iter(qualified("w:tr")))
        return _Block(element, False, besides=sum(rows))
    style_ = element.find(_STYLE)
    spec = None if style_ is None else _STYLES.get(style_.get(_VAL, ""))
    if spec is None:
        return _Block(element, False, besides=1)  # what only bears the end of a section
    style = theme.styles[spec.role]
    besides = (space_before(spec, style) + style.after) * grid
    for extent in element.iter(_EXTENT):
        besides += int(extent.get("cy", "0")) / EMU_PER_POINT + grid / 2
    # A first line begins later than the others.
    lines = tuple(em + style.indent for em in _lines(element))
    room = max(int(width / style.size) - _LOST, 1)
    return _Block(element, spec.keep_next, lines, room, max(style.leading, grid), besides)


_TEXT, _BREAK = qualified("w:t"), qualified("w:br")
_TABLE, _VAL = qualified("w:tbl"), qualified("w:val")
_STYLE = f"{qualified('w:pPr')}/{qualified('w:pStyle')}"
_EXTENT = qualified("wp:extent")


def _row(row: Element, width: float, theme: Theme) -> float:
    cells = list(row.iter(qualified("w:tc")))
    each = width / max(len(cells), 1)
    heights = (
        sum(_block(p, each, theme).height(0) for p in cell.iter(qualified("w:p"))) for cell in cells
    )
    return max(heights, default=0.0)


def _lines(element: Element) -> Iterator[float]:
    """The lengths in em of the lines that a paragraph has of its own."""
    length = 0.0
    for each in element.iter(_TEXT, _BREAK):
        if each.tag == _BREAK:
            yield length
            length = 0.0
        else:
            length += _length(each.text or "")
    yield length


def _length(text: str) -> float:
    """In em: as `em_length`, and the gaps between Han characters and others (clreq 3.2.2)."""
    return em_length(text) + _GAP * len(_MEETING.findall(text))
