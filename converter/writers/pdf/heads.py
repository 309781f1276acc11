"""Heads of articles: section flag, kicker, headline and deck over the columns that they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from converter.model import Article, Text
from converter.theme import Align, Role
from converter.typeset.lines import Line, Set, parted
from converter.typeset.paragraph import Shape, set_text
from converter.typeset.rows import Element, Row, RuleItem, TextItem, moved
from converter.writers.pdf.blocks import Column, blank
from converter.writers.pdf.typography import (
    CENTRE,
    PLAIN,
    SETS,
    Sheet,
    Typography,
    Voice,
    grid_baseline,
    grid_lines,
)

SCALES = {1: 0.75, 2: 0.95, 3: 1.1}
"""Size of a headline by the columns it runs over, where the page has three or more."""
WIDEST, LEAD = 1.2, 1.25
TIGHT_WHITE, TIGHT_LEADING = 0.25, 1.16
"""Of a headline that is to spare lines: the white round it, as a part of what is usual, and its
leading, in em."""
HEAD_ROOM = 0.5
"""Part of the page's lines that a headline may take; one that needs more is set smaller."""
MOST_GROWTH, LARGEST = 1.6, 1.5
"""Times as large as it need be that a headline is set at most to take lines left over; and how
large, as a part of its style's size, it may then be where it is not that of a page's lead."""
FILLED = 0.9
"""Part of its width that such a headline takes at most."""
EMPTY_HEAD = 0.4
"""Part of a headline's width that may stay empty before it looks lost."""


@dataclass(slots=True)
class Roots:
    """Elements of an article, in reading order; what is not there has none."""

    section: Element | None = None
    kicker: Element | None = None
    title: Element | None = None
    subtitle: Element | None = None


class Title(NamedTuple):
    lines: list[Line]
    broken: int
    """How many lines more it has than the author's."""
    scale: float
    """Its size as a part of its style's."""


@dataclass(eq=False)
class Heads:
    """An article's head, over however many columns."""

    article: Article
    column: Column
    sheet: Sheet
    roots: Roots
    lead: bool
    """It leads the page: its headline is larger."""
    tight: bool = False
    """Its lines stand closer, with less white round them, to spare lines of the page."""
    _titles: dict[int, Title] = field(default_factory=dict)
    _lines: dict[tuple[Role, int], list[Line]] = field(default_factory=dict)

    def tightened(self, tight: bool) -> Heads:
        """The same head set closely, or as usual."""
        return replace(self, tight=tight)

    def rows(self, columns: int, more: int = 0) -> tuple[list[Row], float]:
        """Rows over all columns of the story, and how ill the headline fits; the headline is
        higher by `more` lines than it need be."""
        article, roots = self.article, self.roots
        rows: list[Row] = []
        if article.section and roots.section:
            rows += self._flag(article.section, columns, roots.section)
        if article.kicker and roots.kicker:
            rows += self._line(article.kicker, Role.KICKER, columns, roots.kicker)
        awkward = 0.0
        if roots.title:
            lines, broken, scale = self._fitted(columns)
            if lines:
                plain = self._title_row(lines, scale, roots.title)
                rows.append(self._grown(columns, plain, more) if more else plain)
            widest = max((line.right - line.left for line in lines), default=0.0)
            empty = 1 - widest / self.sheet.span(columns)
            awkward = 4.0 * broken + max(empty - EMPTY_HEAD, 0.0) * 8.0 * (columns - 1)
        if article.subtitle and roots.subtitle:
            rows += self._line(article.subtitle, Role.SUBTITLE, columns, roots.subtitle)
        elif rows and not roots.title:
            rows += blank(1)
        return rows, awkward

    def _flag(self, section: Text, columns: int, element: Element) -> list[Row]:
        """The section: a bar in its colour, and its name."""
        type_ = self.column.type
        style = type_.style(Role.SECTION)
        em = style.size
        runs = type_.run(section.text, Role.SECTION)
        shape = Shape(self.sheet.span(columns), 0.7 * em, how=Set.START)
        rows = [
            Row(1, (TextItem(line, 0.0, grid_baseline(type_), element),))
            for line in set_text(runs, shape)
        ]
        if rows:
            bar = RuleItem(0.0, (self.sheet.grid - em) / 2, 0.3 * em, em, style.colour)
            rows[0] = replace(rows[0], items=(bar, *rows[0].items))
        return rows

    def _line(self, text: Text, role: Role, columns: int, element: Element) -> list[Row]:
        """A kicker or a deck."""
        type_ = self.column.type
        style = type_.style(role)
        width = self.sheet.span(columns)
        shape = Shape(width, how=SETS[style.align], balanced=style.align is Align.CENTER)
        if (role, columns) not in self._lines:
            self._lines[role, columns] = set_text(type_.run(text.text, role), shape)
        lines = self._lines[role, columns]
        return [block_row(lines, type_, role, element, tight=self.tight)] if lines else []

    def _scale(self, columns: int) -> float:
        if self.sheet.columns < 3:
            return 1.0
        return SCALES.get(columns, WIDEST) * (LEAD if self.lead and columns > 1 else 1.0)

    def _title(self, columns: int, scale: float) -> tuple[list[Line], int]:
        """The headline's lines, and how many more they are than the author's."""
        type_ = self.column.type
        voice = Voice(scale=scale) if scale != 1.0 else PLAIN
        style = type_.style(Role.TITLE)
        how = SETS[style.align] if style.align is not Align.JUSTIFY else Set.START
        shape = Shape(self.sheet.span(columns), how=how, balanced=True)
        lines: list[Line] = []
        own = headline_lines(self.article)
        for text in own:
            if lines and type_.words.western:
                lines[-1] = parted(lines[-1])
            lines += set_text(type_.run(text, Role.TITLE, voice), shape)
        return lines, len(lines) - len(own)

    def _fitted(self, columns: int) -> Title:
        """The headline at the largest size at which it leaves room for the text."""
        if columns not in self._titles:
            scale = self._scale(columns)
            while True:
                lines, broken = self._title(columns, scale)
                height = len(lines) * self.column.type.style(Role.TITLE).leading * scale
                if height < HEAD_ROOM * self.sheet.lines * self.sheet.grid or scale < 0.3:
                    break
                scale *= 0.8
            self._titles[columns] = Title(lines, broken, scale)
        return self._titles[columns]

    def _most(self, columns: int) -> float:
        """Times as large as it need be that the headline may be."""
        widest = max((line.right - line.left for line in self._fitted(columns).lines), default=0.0)
        room = FILLED * self.sheet.span(columns)
        most = MOST_GROWTH if self.lead else min(MOST_GROWTH, LARGEST / self._fitted(columns).scale)
        return max(min(most, room / widest), 1.0) if widest else 1.0

    def growth(self, columns: int) -> int:
        """Grid lines that the headline takes more at its largest, not much white among them."""
        if not self.roots.title:
            return 0
        lines, _, scale = self._fitted(columns)
        leading = len(lines) * self.column.type.style(Role.TITLE).leading * scale
        return round(leading * (self._most(columns) - 1) / self.sheet.grid)

    def _grown(self, columns: int, row: Row, more: int) -> Row:
        """The headline's row higher by `more` lines, its letters as much larger."""
        lines, _, scale = self._fitted(columns)
        height = len(lines) * self.column.type.style(Role.TITLE).leading * scale
        size = scale * min(1 + more * self.sheet.grid / height, self._most(columns))
        grown, _ = self._title(columns, size)
        down = 0.0
        if [line.text for line in grown] == [line.text for line in lines]:
            higher = self._title_row(grown, size, self.roots.title)
            down = (row.height + more - higher.height) * self.sheet.grid / 2
            row, more = higher, row.height + more - higher.height
        items = tuple(moved(item, 0.0, down) for item in row.items)
        return replace(row, height=row.height + more, items=items)

    def _title_row(self, lines: list[Line], scale: float, element: Element | None) -> Row:
        return block_row(lines, self.column.type, Role.TITLE, element, scale, tight=self.tight)


def block_row(
    lines: Iterable[Line],
    type_: Typography,
    role: Role,
    element: Element | None,
    scale: float = 1.0,
    *,
    tight: bool = False,
) -> Row:
    """Lines at their own leading as one row of whole grid lines, with the style's space around;
    tight with less of both."""
    style = type_.style(role)
    leading, grid = style.leading * scale, type_.grid
    before, after = style.before, style.after
    if tight:
        leading = min(leading, TIGHT_LEADING * style.size * scale)
        before, after = TIGHT_WHITE * before, TIGHT_WHITE * after if after >= 0.5 else 0.0
    lines = list(lines)
    needed = (before + after) * grid + len(lines) * leading
    height = grid_lines(needed - 0.02 * grid, grid)
    y = before * grid + max(height * grid - needed, 0.0) / 2
    y += leading / 2 + CENTRE * style.size * scale
    items = [
        TextItem(line, 0.0, y + number * leading, element) for number, line in enumerate(lines)
    ]
    return Row(height, tuple(items), keep=True)


def headline_lines(article: Article) -> tuple[str, ...]:
    """The headline's lines as given."""
    lines = tuple(line.text for line in article.title_lines if line.text.strip())
    if lines:
        return lines
    return (article.title,) if article.title and article.title.strip() else ()
