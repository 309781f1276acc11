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
from typing import NamedTuple

from converter.theme import Theme
from converter.writers.docx.measure import (
    EMU_PER_POINT,
    column_width,
    em_length,
    text_height,
)
from converter.writers.docx.styles import STYLES, ParagraphStyle, space_before
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
    page: int = 0
    used: float = 0
    pages: dict[Element, int] = field(default_factory=dict)

    def turn(self) -> None:
        self.page += 1
        self.used = 0

    def put(self, columns: int, heights: Sequence[tuple[Element, float]], ahead: float) -> None:
        """Set paragraphs in columns that are of one length; `ahead` must stand with the last."""
        total = sum(height for _, height in heights)
        least = total + ahead if columns == 1 and ahead else _ROOM * self.grid
        if self.used and self.used + least > self.capacity:
            self.turn()
        above = 0.0
        for number, (element, height) in enumerate(heights):
            room = (self.capacity - self.used) * columns
            if columns == 1 and _keeps(element) and above and number + 1 < len(heights):
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
            self.pages[element] = self.page
            above += height
        while total > (self.capacity - self.used) * columns:
            total -= (self.capacity - self.used) * columns
            self.turn()
        self.used += total / columns


def folios(
    sheets: Sequence[Sequence[Stretch]], theme: Theme, *, chinese: bool
) -> dict[Element, int]:
    """The page of each paragraph of which that is sure; each sheet begins on a page of its own."""
    least, most = (_made_up(sheets, theme, chinese, sign) for sign in (-1, 1))
    return {each: page for each, page in least.items() if most.get(each) == page}


def _made_up(
    sheets: Sequence[Sequence[Stretch]], theme: Theme, chinese: bool, sign: int
) -> dict[Element, int]:
    slack = sign * _SLACK[chinese]
    made = _MakeUp(text_height(theme.page) * (1 - sign * _UNEVEN), theme.page.leading)
    for sheet in sheets:
        made.turn()
        measured = [_measured(stretch, theme, slack) for stretch in sheet]
        for number, (columns, heights) in enumerate(measured):
            ahead = 0.0
            if heights and _keeps(heights[-1][0]) and number + 1 < len(measured):
                ahead = _ROOM * theme.page.leading
                beside, below = measured[number + 1]
                if sign > 0 and beside > 1:
                    # One program divides columns at a page's foot, another turns the page first.
                    ahead = max(ahead, sum(height for _, height in below) / beside)
            made.put(columns, heights, ahead)
    return made.pages


def _measured(
    stretch: Stretch, theme: Theme, slack: float
) -> tuple[int, list[tuple[Element, float]]]:
    width = column_width(theme, stretch.columns)
    heights = [(each, _height(each, width, theme, slack)) for each in stretch.elements]
    return stretch.columns, heights


def _keeps(element: Element) -> bool:
    spec = _spec(element)
    return spec is not None and spec.keep_next


def _spec(element: Element) -> ParagraphStyle | None:
    style = element.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")
    return None if style is None else _STYLES.get(style.get(qualified("w:val"), ""))


def _height(element: Element, width: float, theme: Theme, slack: float) -> float:
    if element.tag == qualified("w:tbl"):
        return sum(_row(row, width, theme, slack) for row in element.iter(qualified("w:tr")))
    spec = _spec(element)
    if spec is None:
        return 1  # what only bears the end of a section
    style, grid = theme.styles[spec.role], theme.page.leading
    room = max(int(width / style.size) - _LOST, 1)
    # A first line begins later than the others.
    lines = [(em + style.indent) * (1 + slack) for em in _lines(element)]
    leading = max(style.leading, grid)
    height = sum(max(ceil(em / room), 1) for em in lines) * leading
    for extent in element.iter(_EXTENT):
        height += int(extent.get("cy", "0")) / EMU_PER_POINT
    return height + (space_before(spec, style) + style.after) * grid


_EXTENT = qualified("wp:extent")


def _row(row: Element, width: float, theme: Theme, slack: float) -> float:
    cells = list(row.iter(qualified("w:tc")))
    each = width / max(len(cells), 1)
    heights = (
        sum(_height(p, each, theme, slack) for p in cell.iter(qualified("w:p"))) for cell in cells
    )
    return max(heights, default=0.0)


def _lines(element: Element) -> Iterator[float]:
    """The lengths in em of the lines that a paragraph has of its own."""
    length = 0.0
    for each in element.iter(qualified("w:t"), qualified("w:br")):
        if each.tag == qualified("w:br"):
            yield length
            length = 0.0
        else:
            length += _length(each.text or "")
    yield length


def _length(text: str) -> float:
    """In em: as `em_length`, and the gaps between Han characters and others (clreq 3.2.2)."""
    return em_length(text) + _GAP * len(_MEETING.findall(text))
