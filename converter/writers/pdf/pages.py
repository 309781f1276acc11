"""The issue laid out: pages with everything that is drawn on them, at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from converter.lines import Lines
from converter.model import Article, Issue
from converter.pictures import Picture
from converter.proof import headline
from converter.theme import Role
from converter.typeset.columns import spread
from converter.typeset.lines import Set
from converter.typeset.paragraph import Shape, set_text
from converter.typeset.plan import JUMP, Part, Plan, offsets
from converter.typeset.rivers import calmed
from converter.typeset.rows import Element, Item, Row, RuleItem, TextItem, moved
from converter.writers.pdf.blocks import TALLEST, Column
from converter.writers.pdf.copyfit import Story, fitted
from converter.writers.pdf.front import FEW_PAGES, Contents, Entry, masthead
from converter.writers.pdf.imprint import TextStory
from converter.writers.pdf.margins import Sources, crop_marks, furniture
from converter.writers.pdf.outline import Bookmark, by_section, link_halves, section_parents
from converter.writers.pdf.rules import closing_rule, rules_between
from converter.writers.pdf.stories import ArticleStory
from converter.writers.pdf.typography import Sheet, Typography, grid_baseline, sheet
from converter.writers.pdf.wording import jump, page_name


@dataclass(slots=True)
class PrintedPage:
    label: str
    """As printed and as viewers show it."""
    items: list[Item] = field(default_factory=list)
    """With x from the left and y from the top edge of the sheet, in points."""


@dataclass(slots=True)
class Layout:
    sheet: Sheet
    pages: list[PrintedPage]
    bookmarks: list[Bookmark]
    root: Element


@dataclass(slots=True)
class _Section:
    """The articles of one printed page, on as many sheets as they need."""

    label: str | None
    stories: list[Story]
    plan: Plan
    first: int = 0
    """Number of its first sheet in the issue."""

    def page_label(self, number: int) -> str:
        """A2 for the first sheet of page A2, A2-2 for the one it runs on to."""
        if self.label is None:
            return str(self.first + number + 1)
        return f"{self.label}-{number + 1}" if number else self.label


def lay_out(
    issue: Issue, type_: Typography, pictures: Mapping[str, Picture], lines: Lines | None = None
) -> Layout:
    """Lay an issue out by its theme: a section for each printed page that it came from."""
    layout = Layout(sheet(type_.theme), [], [], Element("Document"))
    front = masthead(issue, type_, layout.sheet, layout.root)
    contents = Contents(type_, layout.sheet, layout.root.child("TOC"))
    sections = [
        _Section(label, stories, Plan(()))
        for label, stories in _stories(issue, type_, pictures, layout, 2 if front else 1)
    ]
    told = (story for section in sections for story in section.stories)
    link_halves(issue, {id(s.article): s for s in told if isinstance(s, ArticleStory)})
    tops = [front] if front else []
    _plan(sections, layout.sheet, sum(row.height for row in tops))
    entries = _entries(sections, layout.sheet.columns)
    pages = sum(len(section.plan.pages) for section in sections)
    if type_.theme.page.contents and pages > FEW_PAGES and len(entries) > 1:
        tops = _with_contents(layout, sections, contents, tops)
    for number, section in enumerate(sections):
        _draw(layout, type_, section, tops if number == 0 else [])
    sources = Sources(type_, layout.sheet, lines or Lines({}))
    for number, page in enumerate(layout.pages):
        if type_.theme.page.sources:
            page.items += list(sources.beside(page.items))
        head = number > 0 or front is None
        page.items += furniture(issue, type_, layout.sheet, page.label, number, head=head)
        page.items += crop_marks(type_.theme.page)
    return layout


def _stories(
    issue: Issue,
    type_: Typography,
    pictures: Mapping[str, Picture],
    layout: Layout,
    level: int,
) -> Iterator[tuple[str | None, list[Story]]]:
    """The stories of each printed page, their elements made in reading order."""
    sheet_ = layout.sheet
    groups = _groups(issue)
    tallest = max(int(TALLEST * sheet_.lines), 1)
    column = Column(type_, pictures, sheet_.column, tallest, "H2")
    for number, (label, articles) in enumerate(groups):
        parent = layout.root
        if len(groups) > 1 and label:
            parent = layout.root.child("Part")
            parent.title = page_name(label, type_.words)
        stories: list[Story] = [
            ArticleStory(
                article,
                replace(column, heading=f"H{level + 1 if headline(article).strip() else level}"),
                sheet_,
                owner,
                level,
                lead=place_ == 0,
            )
            for place_, (article, owner) in enumerate(
                zip(articles, section_parents(articles, parent), strict=True)
            )
        ]
        texts = tuple(text.text for text in issue.furniture if text.text.strip())
        if number == len(groups) - 1 and texts:
            stories.append(TextStory(texts, column, layout.root))
        for story in stories:
            story.set(sheet_.columns)
        yield label, stories


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


def _plan(sections: list[_Section], sheet_: Sheet, taken: int, first: int = 0) -> None:
    """Place the stories of each section; `taken` lines of the first page hold what stands above
    them. Sections that were placed on whole pages before are only numbered anew."""
    for number, section in enumerate(sections):
        if number == 0 or not section.plan.pages:
            lines = max(sheet_.lines - (0 if number else taken), 1)
            section.plan = (
                fitted(section.stories, sheet_, lines) if section.stories else Plan(((),))
            )
        section.first = first
        first += len(section.plan.pages)


def _entries(sections: list[_Section], columns: int) -> list[Entry]:
    """The articles for the contents, with the pages that they begin on."""
    entries: list[Entry] = []
    for section in sections:
        first = True
        for number, parts in enumerate(section.plan.pages):
            for part in parts:
                story = section.stories[part.story]
                if isinstance(story, ArticleStory) and part.begins and story.has_title:
                    # A book is found one's way in by its folios.
                    sheet_number = str(section.first + number + 1)
                    label = sheet_number if columns == 1 else section.page_label(number)
                    entries.append(Entry(story, label, first))
                    first = False
    return entries


def _with_contents(
    layout: Layout, sections: list[_Section], contents: Contents, tops: list[Row]
) -> list[Row]:
    """Make room for the contents, above the first articles or on pages of their own; what stands
    above the first articles then."""
    sheet_ = layout.sheet
    chosen, height = contents.chosen(_entries(sections, sheet_.columns))
    stories = {entry.story for entry in chosen}
    taken = sum(row.height for row in tops)
    if height:
        _plan(sections, sheet_, taken + height)
        found = [entry for entry in _entries(sections, sheet_.columns) if entry.story in stories]
        return [*tops, contents.strip(found, height)]
    room, count, at = sheet_.lines - taken, 0, 0
    blank = [Row(row.height) for row in contents.rows(chosen, scratch=True)]
    while at < len(blank):
        cuts = spread(blank, at, [room - 2 if not count else room] * sheet_.columns, force=True)
        at, count, room = cuts[-1].end, count + 1, sheet_.lines
    _plan(sections, sheet_, 0, first=count)
    # The heading is made before the entries: a contents' caption is its first child (ISO 14289-1).
    above = [*tops, contents.heading()]
    rows, at = contents.rows(_entries(sections, sheet_.columns)), 0
    for number in range(count):
        page = PrintedPage(str(number + 1))
        y = _put_above(page, [] if number else above, sheet_)
        room = sheet_.lines - sum(row.height for row in tops) - 2 if number == 0 else sheet_.lines
        for column, cut in enumerate(spread(rows, at, [room] * sheet_.columns, force=True)):
            line = y
            for row in rows[cut.first : cut.end]:
                page.items += [moved(item, sheet_.x(column), line) for item in row.items]
                line += row.height * sheet_.grid
            at = cut.end
        layout.pages.append(page)
    return []


def _put_above(page: PrintedPage, rows: list[Row], sheet_: Sheet) -> float:
    """Put what stands above the articles on a page; where they begin."""
    y = sheet_.top
    for row in rows:
        page.items += [moved(item, sheet_.left, y) for item in row.items]
        y += row.height * sheet_.grid
    return y


def _draw(layout: Layout, type_: Typography, section: _Section, tops: list[Row]) -> None:
    """Draw the pages of a section."""
    sheet_, first = layout.sheet, len(layout.pages)
    marks: dict[int, Bookmark] = {}
    for number, parts in enumerate(section.plan.pages):
        page = PrintedPage(section.page_label(number))
        top = _put_above(page, tops if number == 0 else [], sheet_)
        for part in parts:
            story = section.stories[part.story]
            page.items += _part_items(part, story, sheet_, top, type_)
            if part.jumps:
                page.items += _jumps(part, section, number, sheet_, top, type_)
            if part.begins and isinstance(story, ArticleStory):
                y = top + part.top * sheet_.grid
                marks[part.story] = Bookmark(story.name, len(layout.pages), y)
        page.items += rules_between(parts, section.stories, sheet_, top, type_)
        page.items += closing_rule(parts, sheet_, top, type_)
        layout.pages.append(page)
    found = by_section(section.stories, marks)
    if section.label:
        name = page_name(section.label, type_.words)
        layout.bookmarks.append(Bookmark(name, first, 0.0, found))
    else:
        layout.bookmarks += found


def _part_items(
    part: Part, story: Story, sheet_: Sheet, top: float, type_: Typography
) -> Iterator[Item]:
    """What stands in a part of the page, at its place."""
    first, end = part.columns
    setting, grid = story.set(end - first, part.form), sheet_.grid
    y = top + part.top * grid
    head, taken = 0, offsets(setting, end - first) if part.begins else [0] * (end - first)
    if part.begins:
        above, air = story.headed(end - first, part.form, part.air)
        down = y + air * grid / 2
        for row in above:
            # A section's flag stays where the article begins, level with those beside it.
            start = y if any(isinstance(item, RuleItem) for item in row.items) else down
            yield from (moved(i, sheet_.x(first), start + head * grid) for i in row.items)
            head += row.height
        head = 0 if setting.beside else head + air
        if setting.banner:
            x = sheet_.x(end - setting.banner_columns)
            for item in setting.banner.items:
                yield moved(item, x, y + head * grid)
    for number, cut in enumerate(part.cuts, first):
        line = head + taken[number - first]
        if number == first and not part.begins and part.jumps:
            line += JUMP
        rows = [
            replace(row, height=row.height + 1) if place_ in part.opened else row
            for place_, row in enumerate(setting.body[cut.first : cut.end], cut.first)
        ]
        if rows and rows[0].ruled and not part.top + line:
            # At a page's head there is nothing above; the running head has a rule of its own.
            rows[0] = replace(rows[0], items=rows[0].items[1:])
        for row in calmed(rows) if type_.words.western else rows:
            for item in row.items:
                yield moved(item, sheet_.x(number), y + line * grid)
            line += row.height
    thickness = type_.theme.rules.column
    colour = type_.theme.rules.colour
    for number in range(first + 1, end) if thickness else ():
        over = head + min(taken[number - first - 1 : number - first + 1])
        if setting.beside and number == end - setting.banner_columns:
            over = 0  # between the headline and the picture too
        x = sheet_.x(number) - sheet_.gutter / 2 - thickness / 2
        height = (part.height - over) * grid - grid * 0.4
        if height > 0:
            yield RuleItem(x, y + over * grid + 0.2 * grid, thickness, height, colour)


def _jumps(
    part: Part, section: _Section, number: int, sheet_: Sheet, top: float, type_: Typography
) -> Iterator[Item]:
    """The lines that say where a story goes on, and where it came from: they are the page's, not
    the issue's."""
    words, drop = type_.words, grid_baseline(type_)
    y = top + part.top * sheet_.grid + drop
    indent = type_.style(Role.JUMP).indent * type_.style(Role.JUMP).size
    if not part.begins:
        text = jump(section.page_label(number - 1), words.continued_from, words)
        for line in set_text(
            type_.run(text, Role.JUMP), Shape(sheet_.column, indent, how=Set.START)
        )[:1]:
            yield TextItem(line, sheet_.x(part.columns[0]), y, None)
    if not part.ends:
        text = jump(section.page_label(number + 1), words.continued_on, words)
        for line in set_text(type_.run(text, Role.JUMP), Shape(sheet_.column, how=Set.START))[:1]:
            x = sheet_.x(part.columns[1] - 1) + max(sheet_.column - line.right, 0.0)
            yield TextItem(line, x, y + (part.height - JUMP) * sheet_.grid, None)
