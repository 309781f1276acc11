"""The body: articles set in areas of one or several columns, each a section of the document.

A page of the newspaper begins on a page. A headline spans all columns where its text fills them;
shorter articles follow one another within the columns. Word balances the columns of a section when
a continuous one follows (ECMA-376 part 1, 17.6.22), so an area of one column closes every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from converter.model import Article, Block, Figure, Issue, Table
from converter.theme import Role, Theme
from converter.walk import block_text, descend
from converter.writers.docx.articles import (
    after_text,
    before_text,
    headline,
    opening,
    subhead_style,
)
from converter.writers.docx.blocks import Place, blocks_xml
from converter.writers.docx.contents import contents
from converter.writers.docx.draft import Draft, RunningHead
from converter.writers.docx.folios import Stretch, folios
from converter.writers.docx.jumps import Jump, jumps
from converter.writers.docx.measure import column_width, em_length, text_width
from converter.writers.docx.sections import section_properties
from converter.writers.docx.tables import needed
from converter.writers.docx.wording import number_name, page_name
from converter.writers.docx.xml import Element, paragraph, plain_run, qualified, w
from converter.writers.language import date_name

FULL_COLUMN = 8
"""Lines that each column must hold for a headline to span them all."""
SHORT_COLUMN = 2
"""The same for a headline that is too long for one column."""
_PICTURE_LINES = 10


@dataclass(slots=True)
class Area:
    columns: int
    elements: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """One page of the newspaper."""

    label: str | None
    areas: list[Area] = field(default_factory=list)
    section: str = ""
    """The section with which it begins, where all of it is in sections."""
    closed: bool = False
    """What comes next begins an area: it does not belong below the headline over this one."""

    def put(self, columns: int, elements: list[Element]) -> None:
        """Add to the last area, or to a new one where the number of columns changes."""
        if not elements:
            return
        if self.closed or not self.areas or self.areas[-1].columns != columns:
            self.areas.append(Area(columns))
            self.closed = False
        self.areas[-1].elements += elements


def body_xml(issue: Issue, draft: Draft) -> Element:
    sheets = _sheets(issue, draft)
    body = w("body")
    for sheet_number, sheet in enumerate(sheets):
        head = draft.header(said) if any(said := _running_head(issue, sheet, draft)) else None
        for number, area in enumerate(sheet.areas):
            properties = section_properties(
                draft.theme,
                area.columns,
                new_page=number == 0,
                header=head if number == 0 else None,
                masthead=number == sheet_number == 0,
            )
            body.extend(area.elements)
            last = sheet is sheets[-1] and area is sheet.areas[-1]
            (body if last else _bearer(area, body)).append(properties)
    return body


def _bearer(area: Area, body: Element) -> Element:
    """The properties of the paragraph that is to bear the break at the end of an area."""
    bearer = area.elements[-1]
    if bearer.tag != qualified("w:p"):
        bearer = paragraph("SectionEnd")
        # LibreOffice takes a table that only the bearer follows out of the columns, and with it
        # the page's rest to the next page.
        body.extend((paragraph("SectionEnd", w("r", w("br"))), bearer))
    return bearer[0]


def _sheets(issue: Issue, draft: Draft) -> list[Sheet]:
    numbered = zip(issue.articles, jumps(issue), strict=True)
    sheets: list[Sheet] = []
    for label, group in groupby(numbered, key=lambda pair: pair[0].page):
        run = list(group)
        sheet = Sheet(label, section=_section([article for article, _ in run]))
        if not sheets:
            sheet.put(1, list(_masthead(issue, draft)))
        for number, (article, jump) in enumerate(run):
            _set_article(article, jump, draft, sheet, first=number == 0)
        sheets.append(sheet)
    if not sheets:
        sheets.append(Sheet(None))
        sheets[0].put(1, list(_masthead(issue, draft)))
    for sheet in sheets[:-1]:
        if sheet.areas and sheet.areas[-1].columns > 1:
            sheet.put(1, [paragraph("SectionEnd")])
    elements = [each for sheet in sheets for area in sheet.areas for each in area.elements]
    sheets[-1].put(1, list(contents(elements, draft, _pages(sheets, draft))))
    sheets[-1].put(1, [_imprint(issue, draft)])
    return [sheet for sheet in sheets if sheet.areas]


def _pages(sheets: list[Sheet], draft: Draft) -> dict[Element, int]:
    """The pages that are known: none where marks of a review or another's styles take their room."""
    if draft.remarks or draft.restyled:
        return {}
    stretches = [[Stretch(area.columns, area.elements) for area in each.areas] for each in sheets]
    return folios(stretches, draft.theme, chinese=draft.words.chinese)


def _set_article(article: Article, jump: Jump, draft: Draft, sheet: Sheet, *, first: bool) -> None:
    theme = draft.theme
    columns = theme.page.columns
    title = headline(article)
    fits = _fits(title, theme)
    spans = _lines(article, theme) >= columns * (FULL_COLUMN if fits else SHORT_COLUMN)
    if not (fits or spans):
        title = article.title or title
    place = Place(draft, column_width(theme, columns), subhead=subhead_style(article))
    wide = Place(draft, text_width(theme.page), subhead=place.subhead)
    sheet.put(1 if spans else columns, list(opening(article, jump, draft, title, first=first)))
    sheet.put(columns, list(before_text(article, jump, draft)))
    for crosses, blocks in groupby(article.blocks, key=lambda block: _crosses(block, draft)):
        sheet.put(
            1 if crosses else columns, list(blocks_xml(tuple(blocks), wide if crosses else place))
        )
    sheet.put(columns, list(after_text(article, jump, draft)))
    sheet.closed = spans and columns > 1


def _lines(article: Article, theme: Theme) -> int:
    """About how many lines of one column the text takes."""
    width = column_width(theme, theme.page.columns) / theme.styles[Role.PARAGRAPH].size
    lines = 0
    for block in descend(article.blocks):
        lines += ceil(em_length(block_text(block)) / width)
        if isinstance(block, Figure) and block.image:
            lines += _PICTURE_LINES
    return lines


def _fits(title: str, theme: Theme) -> bool:
    """True where each of the headline's lines stands within one column."""
    room = column_width(theme, theme.page.columns) / theme.styles[Role.TITLE].size
    return all(em_length(line) <= room for line in title.split("\n"))


def _crosses(block: Block, draft: Draft) -> bool:
    """True of a table that needs more than one column to stand in."""
    columns = draft.theme.page.columns
    room = column_width(draft.theme, columns)
    return columns > 1 and isinstance(block, Table) and needed(block, draft) > room


def _masthead(issue: Issue, draft: Draft) -> Iterator[Element]:
    """The paper's title, and below it what tells this issue from the others."""
    meta, words = issue.meta, draft.words
    if meta.title:
        yield paragraph("Title", plain_run(meta.title))
    labels = [page_name(label, words) for label in meta.page_labels]
    facts = (
        date_name(meta.date, meta.language) if meta.date else None,
        number_name(meta.number, words) if meta.number else None,
        words.comma.join(labels),
    )
    if line := words.gap.join(fact for fact in facts if fact):
        yield paragraph("Date", plain_run(line))


def _running_head(issue: Issue, sheet: Sheet, draft: Draft) -> RunningHead:
    """The paper's title and the section, at the other side the date and the page."""
    meta, words = issue.meta, draft.words
    label = sheet.label or (meta.page_labels[0] if len(meta.page_labels) == 1 else None)
    facts = (
        date_name(meta.date, meta.language) if meta.date else None,
        page_name(label, words) if label else None,
    )
    return RunningHead(
        meta.title or "", sheet.section, words.gap.join(fact for fact in facts if fact)
    )


def _section(articles: Sequence[Article]) -> str:
    """The first section of a page that has nothing but sections; a head must not name a wrong one."""
    named = [article.section.text.strip() if article.section else "" for article in articles]
    return named[0] if named and all(named) else ""


def _imprint(issue: Issue, draft: Draft) -> Element:
    """Who published this, or what it is: the last line of an issue."""
    if text := issue.meta.publisher or issue.meta.title:
        return paragraph("Imprint", plain_run(text))
    return paragraph("SectionEnd", w("r", w("br")))
