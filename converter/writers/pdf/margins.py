"""What stands around the text: running heads, folios, sources at the side, marks for the knife."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from converter.lines import Lines
from converter.model import Issue, Spans
from converter.theme import Page, Role
from converter.typeset.lines import Set
from converter.typeset.paragraph import Shape, set_text
from converter.typeset.rows import Element, Item, RuleItem, TextItem
from converter.writers.language import date_name
from converter.writers.pdf.typography import POINTS, Sheet, Typography, grid_baseline
from converter.writers.pdf.wording import page_name

MARK = 5.0
"""Millimetres that a crop mark is long."""
MARK_OFF = 3.0
"""Millimetres at least between a crop mark and the page's corner."""
HAIRLINE = 0.25
SOURCED = frozenset({"P", "H1", "H2", "H3", "H4", "Caption", "LBody", "Line", "Byline", "Verse"})
"""Elements whose place in the source is told at the side."""


def furniture(
    issue: Issue, type_: Typography, sheet: Sheet, label: str, number: int, *, head: bool
) -> Iterator[Item]:
    """Running head and folio, in the margins; a masthead stands in place of the first head."""
    width = sheet.span(sheet.columns)
    if head:
        texts = _heads(issue, type_, label)
        # A free line between the head and the text, both on the grid where the margin is wide.
        y = sheet.top - min(2.0, 0.7 * sheet.top / sheet.grid) * sheet.grid + grid_baseline(type_)
        size = type_.style(Role.RUNNING_HEAD).size
        if y > size:
            yield from _across(texts, type_, sheet, y)
            if type_.theme.rules.article and any(texts):
                rule = y + 0.5 * size
                colour = type_.theme.rules.colour
                yield RuleItem(sheet.left, rule, width, type_.theme.rules.article, colour)
    bottom = sheet.height - sheet.top - sheet.lines * sheet.grid
    style = type_.style(Role.FOLIO)
    if bottom > style.size * 1.2:
        lines = set_text(type_.run(str(number + 1), Role.FOLIO), Shape(width, how=Set.CENTER))
        # On the grid, as near the middle of the margin as it goes.
        below = max(round(bottom / 2 / sheet.grid - 0.5), 0)
        y = sheet.top + (sheet.lines + below) * sheet.grid + grid_baseline(type_)
        for line in lines:
            yield TextItem(line, sheet.left, y, None)


def _heads(issue: Issue, type_: Typography, label: str) -> list[str]:
    """What a running head says: the page, the paper, the day, the number."""
    meta = issue.meta
    return [
        page_name(label, type_.words) if not label.isdecimal() else "",
        meta.title or "",
        date_name(meta.date, meta.language) if meta.date else "",
        meta.number or "",
    ]


def _across(texts: list[str], type_: Typography, sheet: Sheet, y: float) -> Iterator[TextItem]:
    """Short texts on one line: in the middle of a column each where there are as many columns,
    else the first three left, centred, right."""
    width = sheet.span(sheet.columns)
    by_column = all(texts) and sheet.columns == len(texts)
    for place, text in enumerate(texts if by_column else texts[:3]):
        room = sheet.column if by_column else width
        lines = set_text(type_.run(text, Role.RUNNING_HEAD), Shape(room, how=Set.START))[:1]
        for line in lines:
            x = (room - line.right) * (1 if by_column else place) / 2
            yield TextItem(line, (sheet.x(place) if by_column else sheet.left) + x, y, None)


@dataclass(slots=True)
class Sources:
    """The file and line of each paragraph, in the margin beside its first line."""

    type: Typography
    sheet: Sheet
    lines: Lines
    _told: set[Element] = field(default_factory=set)

    def beside(self, items: Iterable[Item]) -> Iterator[Item]:
        """A note for each paragraph that begins among these items."""
        right = self.sheet.left + self.sheet.span(self.sheet.columns)
        gap = self.type.style(Role.RUNNING_HEAD).size
        room = self.sheet.width - right - 2 * gap
        taken: set[int] = set()
        before = ""
        for item in items:
            if not isinstance(item, TextItem) or item.element is None:
                continue
            element = item.element
            if element in self._told or element.tag not in SOURCED or not element.spans:
                continue
            self._told.add(element)
            if round(item.y) in taken:
                continue
            taken.add(round(item.y))
            notes = self._notes(element.spans)
            if notes[0] == before:
                continue
            before = notes[0]
            for text in notes:
                runs = self.type.run(text, Role.RUNNING_HEAD)
                note = set_text(runs, Shape(room, how=Set.START))
                if len(note) == 1:
                    yield TextItem(note[0], right + gap, item.y, None)
                    break

    def _notes(self, spans: Spans) -> tuple[str, ...]:
        """File and first line, or where the lines are not known the character; then shorter."""
        first = spans[0]
        place = self.lines.place(first.source, first.start)
        at = f":{place[0]}" if place else f"@{first.start}"
        return f"{first.source}{at}", f"…{at}"


def beyond(page: Page) -> float:
    """Points of paper on each side of the trimmed page."""
    marks = max(page.bleed, MARK_OFF) + MARK if page.crop_marks else page.bleed
    return marks * POINTS


def crop_marks(page: Page) -> Iterator[RuleItem]:
    """Two short rules beyond each corner of the page, along which it is cut."""
    if not page.crop_marks:
        return
    width, height = page.width * POINTS, page.height * POINTS
    off, long = max(page.bleed, MARK_OFF) * POINTS, MARK * POINTS
    for x in (0.0, width):
        for y in (-off - long, height + off):
            yield RuleItem(x - HAIRLINE / 2, y, HAIRLINE, long, "#000000")
    for y in (0.0, height):
        for x in (-off - long, width + off):
            yield RuleItem(x, y - HAIRLINE / 2, long, HAIRLINE, "#000000")
