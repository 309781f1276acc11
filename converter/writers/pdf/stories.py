"""Articles as stories for the page: a headline for every width, rows for the columns below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from converter.model import Article, Block, Byline, Figure, Paragraph
from converter.theme import Role
from converter.typeset.plan import Setting
from converter.typeset.rows import Element, Row, divided
from converter.walk import byline_text, plain, spans_of
from converter.writers.pdf.banners import USUAL, Form, banner, broad_picture, fills, forms
from converter.writers.pdf.blocks import (
    Column,
    block_rows,
    joined,
    plain_text,
    run_in_rows,
    text_rows,
)
from converter.writers.pdf.heads import Heads, Roots, headline_lines
from converter.writers.pdf.typography import Sheet
from converter.writers.pdf.wording import jump

HIGHEST = 0.75
"""Part of the page's lines that headline and broad picture take together at most."""


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
    heads: Heads = field(init=False)
    _settings: dict[int, list[Setting]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Elements are made in reading order.
        self.heads = Heads(self.article, self.column, self.sheet, self._roots, self.lead)

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
        return bool(headline_lines(self.article))

    @cached_property
    def _roots(self) -> Roots:
        article, element = self.article, self.element
        head = element.child("Head")
        spans = tuple(span for line in article.title_lines for span in line.spans)
        section, kicker, deck = article.section, article.kicker, article.subtitle
        return Roots(
            head.child("Flag", section.spans) if section else None,
            head.child("Kicker", kicker.spans) if kicker else None,
            head.child(f"H{self.level}", spans) if headline_lines(article) else None,
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

    def tighten(self, tight: bool) -> None:
        """Set the headline closely, or as usual again."""
        if tight != self.heads.tight:
            self.heads = self.heads.tightened(tight)
            self._settings = {}

    def forms(self, columns: int, /) -> int:
        if columns not in self._settings:
            self._settings[columns] = list(self._set(columns))
        return len(self._settings[columns])

    def set(self, columns: int, form: int = 0, /) -> Setting:
        if columns not in self._settings:
            self._settings[columns] = list(self._set(columns))
        return self._settings[columns][form]

    def _set(self, columns: int) -> Iterator[Setting]:
        """The article over so many columns: with its broad picture in every way that it has room,
        and without where there is none."""
        broad = broad_picture(self._pieces, self.column) if columns > 1 else None
        usual = True
        for form in forms(columns, lead=self.lead) if broad else ():
            assert broad is not None
            made = self._with_banner(*broad, form, columns)
            if made is None and usual:
                break
            if made is not None:
                usual = False
                yield made
        if usual:
            yield self._plain(columns)

    def _plain(self, columns: int) -> Setting:
        head, awkward = self.heads.rows(columns)
        growth = self.heads.growth(columns) if self.sheet.columns > 1 else 0
        body: list[Row] = []
        if sum(row.height for row in head) > int(HIGHEST * self.sheet.lines):
            # Too high to stand over columns: it runs down them with the text.
            head, awkward = self.heads.rows(1)
            body = [line for row in head for line in divided(row, self.sheet.grid)]
            head, growth = [], 0
        for _, rows in self._pieces:
            body = joined(body, rows)
        return Setting(tuple(head), None, 0, tuple(body), awkward, growth)

    def _with_banner(
        self, figure: Figure, own: list[Row], form: Form, columns: int
    ) -> Setting | None:
        """The article with a picture over several columns; none where that is too high or, but for
        the usual form, not as wide as its columns."""
        across = columns - form.columns if form.beside else columns
        head, awkward = self.heads.rows(across)
        picture = banner(figure, own, self.column, self.sheet, form.columns)
        room = int(HIGHEST * self.sheet.lines)
        over = sum(row.height for row in head)
        if max(over, picture.height) > room or (not form.beside and over + picture.height > room):
            return None
        if form.columns != USUAL and not fills(picture, self.sheet.span(form.columns)):
            return None
        body: list[Row] = []
        for _, rows in self._pieces:
            if rows is not own:
                body = joined(body, rows)
        growth = self.heads.growth(columns) if self.sheet.columns > 1 and not form.beside else 0
        return Setting(
            tuple(head),
            picture,
            form.columns,
            tuple(body),
            awkward + form.awkward,
            growth,
            beside=form.beside,
        )

    def headed(self, columns: int, form: int, air: int, /) -> tuple[list[Row], int]:
        """The head where `air` lines are left over, and how many of them stay free: the headline
        is set larger, and white stands round it."""
        setting = self.set(columns, form)
        more = min(setting.growth, air - 1)
        if more < 1:
            return list(setting.head), air
        return self.heads.rows(columns, more)[0], air - more
