"""The issue laid out: pages with everything that is drawn on them, at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from converter.model import Article, Issue
from converter.pictures import Picture
from converter.theme import Role
from converter.typeset.lines import Set
from converter.typeset.paragraph import Shape, set_text
from converter.typeset.rows import Element, Item, Row, RuleItem, TextItem, moved
from converter.typeset.shelves import GAP, Part, Plan, Setting, place
from converter.writers.language import date_name
from converter.writers.pdf.blocks import TALLEST, Column
from converter.writers.pdf.stories import ArticleStory, TextStory, block_row
from converter.writers.pdf.typography import Sheet, Typography, Voice, grid_baseline, sheet
from converter.writers.pdf.wording import page_name

MASTHEAD = 0.3
"""Part of the page's lines that the paper's name takes at most: a long one is set smaller."""


@dataclass(slots=True)
class PrintedPage:
    label: str
    """As printed and as viewers show it."""
    items: list[Item] = field(default_factory=list)
    """With x from the left and y from the top edge of the sheet, in points."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    title: str
    page: int
    y: float
    """Below the top edge of the sheet."""
    children: tuple[Bookmark, ...] = ()


@dataclass(slots=True)
class Layout:
    sheet: Sheet
    pages: list[PrintedPage]
    bookmarks: list[Bookmark]
    root: Element


def lay_out(issue: Issue, type_: Typography, pictures: Mapping[str, Picture]) -> Layout:
    """Lay an issue out by its theme: a section for each printed page that it came from."""
    layout = Layout(sheet(type_.theme), [], [], Element("Document"))
    masthead = _masthead(issue, type_, layout.sheet, layout.root)
    level = 2 if masthead else 1
    groups = _groups(issue)
    for number, (label, articles) in enumerate(groups):
        parent = layout.root
        if len(groups) > 1 and label:
            parent = layout.root.child("Part")
            parent.title = page_name(label, type_.words)
        column = Column(
            type_,
            pictures,
            layout.sheet.column,
            max(int(TALLEST * layout.sheet.lines), 1),
            "H2",
        )
        stories: list[ArticleStory | TextStory] = [
            ArticleStory(
                article,
                replace(column, heading=f"H{level + 1 if article.title_lines else level}"),
                layout.sheet,
                parent,
                level,
                lead=place_ == 0,
            )
            for place_, article in enumerate(articles)
        ]
        furniture = tuple(text.text for text in issue.furniture if text.text.strip())
        if number == len(groups) - 1 and furniture:
            stories.append(TextStory(furniture, column, layout.root))
        _section(layout, type_, stories, label, masthead if number == 0 else None)
    for number, page in enumerate(layout.pages):
        page.items += _furniture(issue, type_, layout, number, bool(masthead) and number == 0)
    return layout


def _groups(issue: Issue) -> list[tuple[str | None, list[Article]]]:
    """Articles by the printed page they came from, in the order in which pages appear.

    One that names no page stands with the one before it.
    """
    groups: dict[str | None, list[Article]] = {}
    label: str | None = issue.meta.page_labels[0] if issue.meta.page_labels else None
    for article in issue.articles:
        label = article.page or label
        groups.setdefault(label, []).append(article)
    return list(groups.items()) or [(label, [])]


def _section(
    layout: Layout,
    type_: Typography,
    stories: list[ArticleStory | TextStory],
    label: str | None,
    masthead: Row | None,
) -> None:
    """Lay out the articles of one printed page on as many sheets as they need."""
    sheet_, first = layout.sheet, len(layout.pages)
    for story in stories:
        story.set(sheet_.columns)  # elements are made in reading order
    taken = masthead.height if masthead else 0
    lines = max(sheet_.lines - taken, 1)
    plan = place(stories, sheet_.columns, lines, sheet_.lines) if stories else Plan(((),))
    marks: list[Bookmark] = []
    for number, parts in enumerate(plan.pages):
        top = sheet_.top + (taken if number == 0 else 0) * sheet_.grid
        page = PrintedPage(_page_label(label, number, first))
        if number == 0 and masthead:
            page.items += [moved(item, sheet_.left, sheet_.top) for item in masthead.items]
        for part in parts:
            story = stories[part.story]
            setting = story.set(part.columns[1] - part.columns[0])
            page.items += _part_items(part, setting, sheet_, top, type_)
            if part.begins and isinstance(story, ArticleStory):
                y = top + part.top * sheet_.grid
                marks.append(Bookmark(story.name, len(layout.pages), y))
        page.items += _rules(parts, sheet_, top, type_)
        layout.pages.append(page)
    if label:
        name = page_name(label, type_.words)
        layout.bookmarks.append(Bookmark(name, first, 0.0, tuple(marks)))
    else:
        layout.bookmarks += marks


def _page_label(label: str | None, number: int, first: int) -> str:
    """A2 for the first sheet of page A2, A2-2 for the one it runs on to."""
    if label is None:
        return str(first + number + 1)
    return f"{label}-{number + 1}" if number else label


def _part_items(
    part: Part, setting: Setting, sheet_: Sheet, top: float, type_: Typography
) -> Iterator[Item]:
    """What stands in a part of the page, at its place."""
    first, end = part.columns
    y = top + part.top * sheet_.grid
    head = 0
    banner = 0
    if part.begins:
        for row in setting.head:
            yield from (moved(i, sheet_.x(first), y + head * sheet_.grid) for i in row.items)
            head += row.height
        if setting.banner:
            x = sheet_.x(end - setting.banner_columns)
            for item in setting.banner.items:
                yield moved(item, x, y + head * sheet_.grid)
            banner = setting.banner.height
    for number, cut in enumerate(part.cuts, first):
        under = number >= end - setting.banner_columns and banner
        line = head + (banner if under else 0)
        for row in setting.body[cut.first : cut.end]:
            for item in row.items:
                yield moved(item, sheet_.x(number), y + line * sheet_.grid)
            line += row.height
    thickness = type_.theme.rules.column
    colour = type_.theme.rules.colour
    for number in range(first + 1, end) if thickness else ():
        over = head + (banner if number > end - setting.banner_columns else 0)
        x = sheet_.x(number) - sheet_.gutter / 2 - thickness / 2
        height = (part.height - over) * sheet_.grid - sheet_.grid * 0.4
        if height > 0:
            start = y + over * sheet_.grid + 0.2 * sheet_.grid
            yield RuleItem(x, start, thickness, height, colour)


def _rules(parts: tuple[Part, ...], sheet_: Sheet, top: float, type_: Typography) -> Iterator[Item]:
    """Rules between articles: below each shelf but the last, and between two on one shelf."""
    rules = type_.theme.rules
    if not rules.article:
        return
    lowest = max((part.top for part in parts), default=0)
    for part in parts:
        y = top + part.top * sheet_.grid
        if part.columns[0]:
            x = sheet_.x(part.columns[0]) - sheet_.gutter / 2 - rules.article / 2
            yield RuleItem(x, y, rules.article, part.height * sheet_.grid, rules.colour)
        if part.top < lowest and part.columns[0] == 0:
            below = y + (part.height + GAP / 2) * sheet_.grid - rules.article / 2
            width = sheet_.span(sheet_.columns)
            yield RuleItem(sheet_.x(0), below, width, rules.article, rules.colour)


def _masthead(issue: Issue, type_: Typography, sheet_: Sheet, root: Element) -> Row | None:
    """The paper's name over a line with date, number, publisher and pages, between two rules."""
    meta = issue.meta
    if not meta.title or not meta.title.strip():
        return None
    width = sheet_.span(sheet_.columns)
    shape = Shape(width, how=Set.CENTER, balanced=True)
    element, scale = root.child("H1"), 1.0
    while True:
        lines = set_text(type_.run(meta.title, Role.MASTHEAD, Voice(scale=scale)), shape)
        row = block_row(lines, type_, Role.MASTHEAD, element, scale)
        if row.height <= MASTHEAD * sheet_.lines or scale < 0.1:
            break
        scale *= 0.8
    words = type_.words
    labels = [page_name(label, words) for label in meta.page_labels]
    facts = [
        date_name(meta.date, meta.language) if meta.date else None,
        meta.number,
        meta.publisher,
    ]
    facts.append(words.gap.join(labels) if len(labels) < 9 else f"{labels[0]}–{labels[-1]}")
    line = words.gap.join(fact for fact in facts if fact)
    items, height, grid = list(row.items), row.height, sheet_.grid
    rules = type_.theme.rules
    if line:
        runs = type_.run(line, Role.RUNNING_HEAD)
        element = root.child("P")
        drop = grid_baseline(type_)
        facts_lines = set_text(runs, shape)
        for number, set_line in enumerate(facts_lines):
            items.append(TextItem(set_line, 0.0, (height + number) * grid + drop, element))
        if rules.masthead:
            y = height * grid - rules.masthead / 2
            items.append(RuleItem(0.0, y, width, rules.masthead, rules.colour))
        height += len(facts_lines)
    if rules.masthead:
        thin = rules.masthead / 3
        items.append(RuleItem(0.0, height * grid + 0.1 * grid, width, thin, rules.colour))
    return Row(height + 1, tuple(items))


def _furniture(
    issue: Issue, type_: Typography, layout: Layout, number: int, first: bool
) -> Iterator[Item]:
    """Running head and folio, in the margins; the masthead stands in place of the first head."""
    sheet_ = layout.sheet
    page = layout.pages[number]
    width = sheet_.span(sheet_.columns)
    if not first:
        head = [page.label if not page.label.isdecimal() else "", issue.meta.title or ""]
        head.append(date_name(issue.meta.date, issue.meta.language) if issue.meta.date else "")
        y = sheet_.top - sheet_.grid + grid_baseline(type_)
        size = type_.style(Role.RUNNING_HEAD).size
        if y > size:
            yield from _spread(head, type_, sheet_, width, y)
            if type_.theme.rules.article and any(head):
                rule = y + 0.35 * size
                colour = type_.theme.rules.colour
                yield RuleItem(sheet_.left, rule, width, type_.theme.rules.article, colour)
    bottom = sheet_.height - sheet_.top - sheet_.lines * sheet_.grid
    style = type_.style(Role.FOLIO)
    if bottom > style.size * 1.2:
        lines = set_text(type_.run(str(number + 1), Role.FOLIO), Shape(width, how=Set.CENTER))
        # On the grid, as near the middle of the margin as it goes.
        below = max(round(bottom / 2 / sheet_.grid - 0.5), 0)
        y = sheet_.top + (sheet_.lines + below) * sheet_.grid + grid_baseline(type_)
        for line in lines:
            yield TextItem(line, sheet_.left, y, None)


def _spread(
    texts: list[str], type_: Typography, sheet_: Sheet, width: float, y: float
) -> Iterator[TextItem]:
    """Three short texts on one line: left, centred, right."""
    for place_, text in enumerate(texts):
        lines = set_text(type_.run(text, Role.RUNNING_HEAD), Shape(width, how=Set.START))[:1]
        for line in lines:
            x = (width - line.right) * place_ / 2
            yield TextItem(line, sheet_.left + x, y, None)
