"""Articles as stories for the page: a headline for every width, rows for the columns below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from converter.model import Article, Block, Byline, Figure, Paragraph, Text
from converter.theme import Align, Role
from converter.typeset.lines import Line, Set, parted
from converter.typeset.paragraph import Shape, set_text
from converter.typeset.plan import Setting
from converter.typeset.rows import Element, Item, Row, RuleItem, TextItem, divided, moved
from converter.walk import byline_text, plain, spans_of
from converter.writers.pdf.blocks import (
    Column,
    blank,
    block_rows,
    caption_rows,
    joined,
    picture_row,
    plain_text,
    run_in_rows,
    text_rows,
)
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
from converter.writers.pdf.wording import jump

SCALES = {1: 0.75, 2: 0.95, 3: 1.1}
"""Size of a headline by the columns it runs over, where the page has three or more."""
WIDEST, LEAD = 1.2, 1.25
BROAD = 1.2
"""Width over height from which a picture goes over two columns."""
HEAD_ROOM = 0.5
"""Part of the page's lines that a headline may take; one that needs more is set smaller."""
HIGHEST = 0.75
"""Part of the page's lines that headline and broad picture take together at most."""
MOST_GROWTH = {True: 1.6, False: 1.3}
"""Times as large as it need be that a headline is set at most to take lines left over: that of a
page's lead, and any other."""
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
class ArticleStory:
    article: Article
    column: Column
    sheet: Sheet
    parent: Element
    """Of the article's own element."""
    level: int
    """Of the headline: 1 is H1."""
    lead: bool = False
    """It leads the page: its headline is larger."""
    onward: Element | None = None
    """The jump line to the article that goes on with this one."""
    back: Element | None = None
    _settings: dict[int, Setting] = field(default_factory=dict)
    _titles: dict[int, Title] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _ = self.element  # elements are made in reading order

    @cached_property
    def element(self) -> Element:
        element = self.parent.child("Art")
        element.title = self.name
        return element

    @property
    def name(self) -> str:
        """What the article is called in the outline: its headline, or how it begins."""
        article = self.article
        if article.title or article.title_lines:
            return article.title or " ".join(line.text for line in article.title_lines)
        for block in article.blocks:
            inlines = block.caption if isinstance(block, Figure) else getattr(block, "inlines", ())
            if text := plain(inlines):
                return text if len(text) <= 24 else text[:23] + "…"
        return self.column.type.words.untitled

    @property
    def has_title(self) -> bool:
        return bool(_title(self.article))

    @cached_property
    def _roots(self) -> Roots:
        article, element = self.article, self.element
        head = element.child("Head")
        spans = tuple(span for line in article.title_lines for span in line.spans)
        section, kicker, deck = article.section, article.kicker, article.subtitle
        return Roots(
            head.child("Flag", section.spans) if section else None,
            head.child("Kicker", kicker.spans) if kicker else None,
            head.child(f"H{self.level}", spans) if _title(article) else None,
            head.child("Deck", deck.spans) if deck else None,
        )

    @cached_property
    def _pieces(self) -> list[tuple[Block | None, list[Row]]]:
        """The rows below the head, by the blocks they come from, every picture in its column."""
        article, column = self.article, self.column
        _ = self._roots  # they come first in the reading order
        words = column.type.words
        pieces: list[tuple[Block | None, list[Row]]] = []
        if article.continued_from:
            text = jump(article.continued_from, words.continued_from, words)
            self.back = self.element.child("Jump").child("Link")
            lines = self._jump(text, self.back)
            pieces.append((None, [replace(row, keep=True) for row in lines]))
        blocks = article.blocks
        if article.byline and (credit := byline_text(article.byline, english=words.western)):
            element = self.element.child("Byline", article.byline.spans)
            # Pictures may stand before the text that the agency line begins.
            lead = next((n for n, b in enumerate(blocks) if not isinstance(b, Figure)), 0)
            first = blocks[lead] if blocks else None
            if self._runs_in(article.byline) and isinstance(first, Paragraph):
                pieces += [(b, block_rows(b, column, self.element)) for b in blocks[:lead]]
                own = self.element.child("P", spans_of(first.inlines))
                pieces.append((None, run_in_rows(credit, first.inlines, column, element, own)))
                blocks = blocks[lead + 1 :]
            else:
                lines = text_rows(plain_text(credit), Role.BYLINE, column, element)
                pieces.append((None, [replace(row, keep=True) for row in lines]))
        pieces += [(block, block_rows(block, column, self.element)) for block in blocks]
        if article.continued_on:
            text = jump(article.continued_on, words.continued_on, words)
            self.onward = self.element.child("Jump").child("Link")
            lines = self._jump(text, self.onward)
            pieces.append((None, lines))
        return pieces

    def _runs_in(self, byline: Byline) -> bool:
        """An agency line begins the text in Chinese; names alone stand on a line of their own."""
        type_ = self.column.type
        told = byline.agency or byline.dateline
        return bool(told) and type_.style(Role.BYLINE).run_in and not type_.words.western

    def _jump(self, text: str, element: Element) -> list[Row]:
        return text_rows(plain_text(text), Role.JUMP, self.column, element)

    def set(self, columns: int, /) -> Setting:
        if columns not in self._settings:
            self._settings[columns] = self._set(columns)
        return self._settings[columns]

    def _set(self, columns: int) -> Setting:
        head, awkward = self._head(columns)
        growth = self._growth(columns) if self.sheet.columns > 1 else 0
        room = int(HIGHEST * self.sheet.lines)
        body: list[Row] = []
        if sum(row.height for row in head) > room:
            # Too high to stand over columns: it runs down them with the text.
            head, awkward = self._head(1)
            body = [line for row in head for line in divided(row, self.sheet.grid)]
            head, growth = [], 0
        banner, width, broad = None, 0, self._broad_picture() if columns > 1 else None
        if broad is not None:
            banner, width = self._banner(*broad, 2), 2
            if banner.height + sum(row.height for row in head) > room:
                banner, width, broad = None, 0, None
            elif columns == 2:
                awkward += 6.0
        for piece in self._pieces:
            if broad is None or piece[1] is not broad[1]:
                body = joined(body, piece[1])
        return Setting(tuple(head), banner, width, tuple(body), awkward, growth)

    def headed(self, columns: int, air: int) -> tuple[list[Row], int]:
        """The head where `air` lines are left over, and how many of them stay free: the headline
        is set larger, and white stands round it."""
        setting = self.set(columns)
        more = min(setting.growth, air - 1)
        if more < 1:
            return list(setting.head), air
        return self._head(columns, more)[0], air - more

    def _broad_picture(self) -> tuple[Figure, list[Row]] | None:
        """The article's first broad picture and its rows, where there is text to stand beside."""
        for block, rows in self._pieces:
            if isinstance(block, Figure) and block.image and len(self._pieces) > 1:
                picture = self.column.pictures.get(block.image)
                if picture and picture.width >= BROAD * picture.height:
                    return block, rows
        return None

    def _banner(self, figure: Figure, rows: list[Row], columns: int) -> Row:
        """A picture and its caption over several columns, on the elements of `rows`."""
        width = self.sheet.span(columns)
        column = replace(self.column, width=width)
        elements = [item.element for row in rows for item in row.items if hasattr(item, "element")]
        scratch = Element("Div")
        found = picture_row(figure, column, width, scratch)
        assert found is not None
        picture, fresh = found
        wide = [picture]
        if figure.caption or figure.credit:
            wide += caption_rows(figure, column, fresh.child("Caption"))
        # The picture was set in its column before: the same elements, another place.
        old = list(dict.fromkeys(element for element in elements if element is not None))
        same = dict(zip([fresh, *fresh.children], old, strict=False))
        items: list[Item] = []
        height = 0
        for row in wide:
            items += [_again(item, height * self.sheet.grid, same) for item in row.items]
            height += row.height
        return Row(height + 1, tuple(items))

    def _head(self, columns: int, more: int = 0) -> tuple[list[Row], float]:
        """Rows over all columns of the story, and how ill the headline fits; the headline is
        higher by `more` lines than it need be."""
        article, roots = self.article, self._roots
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
        lines = set_text(type_.run(text.text, role), shape)
        return [block_row(lines, type_, role, element)] if lines else []

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
        own = _title(self.article)
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
        return max(min(MOST_GROWTH[self.lead], room / widest), 1.0) if widest else 1.0

    def _growth(self, columns: int) -> int:
        """Grid lines that the headline takes more at its largest, not much white among them."""
        if not self._roots.title:
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
            higher = self._title_row(grown, size, self._roots.title)
            down = (row.height + more - higher.height) * self.sheet.grid / 2
            row, more = higher, row.height + more - higher.height
        items = tuple(moved(item, 0.0, down) for item in row.items)
        return replace(row, height=row.height + more, items=items)

    def _title_row(self, lines: list[Line], scale: float, element: Element | None) -> Row:
        return block_row(lines, self.column.type, Role.TITLE, element, scale)


def block_row(
    lines: Iterable[Line],
    type_: Typography,
    role: Role,
    element: Element | None,
    scale: float = 1.0,
) -> Row:
    """Lines at their own leading as one row of whole grid lines, with the style's space around."""
    style = type_.style(role)
    leading, grid = style.leading * scale, type_.grid
    lines = list(lines)
    needed = (style.before + style.after) * grid + len(lines) * leading
    height = grid_lines(needed - 0.02 * grid, grid)
    y = style.before * grid + max(height * grid - needed, 0.0) / 2
    y += leading / 2 + CENTRE * style.size * scale
    items = [
        TextItem(line, 0.0, y + number * leading, element) for number, line in enumerate(lines)
    ]
    return Row(height, tuple(items), keep=True)


def _title(article: Article) -> tuple[str, ...]:
    """The headline's lines as given."""
    lines = tuple(line.text for line in article.title_lines if line.text.strip())
    if lines:
        return lines
    return (article.title,) if article.title and article.title.strip() else ()


def _again(item: Item, y: float, same: dict[Element, Element]) -> Item:
    if isinstance(item, RuleItem):
        return replace(item, y=item.y + y)
    element = same.get(item.element, item.element) if item.element else None
    return replace(item, y=item.y + y, element=element)
