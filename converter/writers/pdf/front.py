"""What stands before the articles: the paper's name and facts, and the table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converter.model import Issue
from converter.theme import Role
from converter.typeset.columns import balance, spread
from converter.typeset.lines import Line, Set, parted
from converter.typeset.paragraph import Shape, set_text
from converter.typeset.rows import Element, Item, Row, RuleItem, TextItem, moved
from converter.writers.language import date_name
from converter.writers.pdf.heads import block_row
from converter.writers.pdf.stories import ArticleStory
from converter.writers.pdf.typography import Sheet, Typography, Voice, grid_baseline
from converter.writers.pdf.wording import page_name

MASTHEAD = 0.3
"""Part of the page's lines that the paper's name takes at most: a long one is set smaller."""
STRIP = 0.2
"""Part of the page's lines that contents take at most with all articles in them; longer ones name
the first article of each printed page, and where that too is long they have pages of their own."""
LONG_STRIP, BOOK_STRIP = 0.4, 0.6
FEW_PAGES = 2
"""An issue of no more pages needs no contents."""
ENTRY_GAP = 2.1
"""Em between the widest label of a page and the headlines beside it."""


def masthead(issue: Issue, type_: Typography, sheet: Sheet, root: Element) -> Row | None:
    """The paper's name over a line with date, number, publisher and pages, between two rules."""
    meta = issue.meta
    if not meta.title or not meta.title.strip():
        return None
    width = sheet.span(sheet.columns)
    shape = Shape(width, how=Set.CENTER, balanced=True)
    element, scale = root.child("H1"), 1.0
    while True:
        lines = set_text(type_.run(meta.title, Role.MASTHEAD, Voice(scale=scale)), shape)
        row = block_row(lines, type_, Role.MASTHEAD, element, scale)
        if row.height <= MASTHEAD * sheet.lines or scale < 0.1:
            break
        scale *= 0.8
    items, height, grid = list(row.items), row.height, sheet.grid
    rules = type_.theme.rules
    if line := _facts(issue, type_):
        element = root.child("Imprint")
        drop = grid_baseline(type_)
        facts = set_text(type_.run(line, Role.RUNNING_HEAD), shape)
        for number, fact in enumerate(facts):
            items.append(TextItem(fact, 0.0, (height + number) * grid + drop, element))
        if rules.masthead:
            y = height * grid - rules.masthead / 2
            items.append(RuleItem(0.0, y, width, rules.masthead, rules.colour))
        height += len(facts)
    if rules.masthead:
        thin = rules.masthead / 3
        items.append(RuleItem(0.0, height * grid + 0.1 * grid, width, thin, rules.colour))
    return Row(height + 1, tuple(items))


def _facts(issue: Issue, type_: Typography) -> str:
    """Date, number, publisher and pages of an issue, as far as they are known."""
    meta, words = issue.meta, type_.words
    labels = [page_name(label, words) for label in meta.page_labels]
    facts = [
        date_name(meta.date, meta.language) if meta.date else None,
        meta.number,
        meta.publisher,
        words.gap.join(labels) if len(labels) < 9 else f"{labels[0]}–{labels[-1]}",
    ]
    return words.gap.join(fact for fact in facts if fact)


class Entry(NamedTuple):
    """An article in the contents."""

    story: ArticleStory
    label: str
    """Of the page that it begins on."""
    first: bool
    """It is the first of its printed page."""


@dataclass(slots=True)
class Contents:
    """The table of contents: its size is known before the pages are, its labels after."""

    type: Typography
    sheet: Sheet
    element: Element

    def rows(self, entries: Sequence[Entry], *, scratch: bool = False) -> list[Row]:
        """A row for each entry: the page's label, and the headline beside it; on elements of no
        document where they are measured alone."""
        owner = Element("TOC") if scratch else self.element
        type_, sheet = self.type, self.sheet
        drop = grid_baseline(type_)
        rows: list[Row] = []
        labels = [
            set_text(type_.run(entry.label, Role.JUMP), Shape(sheet.column, how=Set.START))[:1]
            for entry in entries
        ]
        wide = max((line.right for label in labels for line in label), default=0.0)
        left = min(wide + ENTRY_GAP * type_.style(Role.LIST).size, sheet.column / 2)
        for entry, label in zip(entries, labels, strict=True):
            link = owner.child("TOCI").child("Reference").child("Link")
            link.target = entry.story.element
            title = set_text(
                type_.run(entry.story.name, Role.LIST),
                Shape(sheet.column, left, how=Set.START, balanced=True),
            )
            items = [*_placed([parted(line) for line in label], drop, sheet.grid, link)]
            items += _placed(title, drop, sheet.grid, link)
            rows.append(Row(max(len(title), 1), tuple(items)))
        return rows

    def chosen(self, entries: Sequence[Entry]) -> tuple[list[Entry], int]:
        """The entries to be shown, and the grid lines of their strip over the articles; 0 where
        they want pages of their own."""
        firsts = [entry for entry in entries if entry.first]
        shares = [(list(entries), STRIP), (firsts, LONG_STRIP)]
        if self.sheet.columns == 1:
            shares = [(list(entries), BOOK_STRIP)]
        for found, share in shares:
            height = self._height(found)
            if height <= share * self.sheet.lines:
                return found, height
        return list(entries), 0

    def _height(self, entries: Sequence[Entry]) -> int:
        rows = self.rows(entries, scratch=True)
        found = balance(rows, 0, [0] * self.sheet.columns, self.sheet.lines)
        return found[0] + 2 if found else self.sheet.lines

    def strip(self, entries: Sequence[Entry], height: int) -> Row:
        """The contents over all columns, `height` lines high, with a rule below."""
        sheet, items, high = self.sheet, list(self.heading().items), height - 2
        rows = self.rows(entries)
        for column, cut in enumerate(spread(rows, 0, [high] * sheet.columns, force=True)):
            y = sheet.grid
            for row in rows[cut.first : cut.end]:
                x = column * (sheet.column + sheet.gutter)
                items += [moved(item, x, y) for item in row.items]
                y += row.height * sheet.grid
        rules = self.type.theme.rules
        if rules.article:
            y = (height - 0.5) * sheet.grid - rules.article / 2
            items.append(RuleItem(0.0, y, sheet.span(sheet.columns), rules.article, rules.colour))
        return Row(height, tuple(items))

    def heading(self) -> Row:
        """The line that says what follows."""
        runs = self.type.run(self.type.words.contents, Role.SECTION)
        lines = set_text(runs, Shape(self.sheet.column, how=Set.START))
        element = self.element.child("Caption")
        return Row(1, tuple(_placed(lines[:1], grid_baseline(self.type), 0.0, element)), keep=True)


def _placed(lines: Iterable[Line], drop: float, grid: float, element: Element) -> list[Item]:
    return [TextItem(line, 0.0, drop + number * grid, element) for number, line in enumerate(lines)]
