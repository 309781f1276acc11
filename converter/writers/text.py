"""The edition as plain text: a paragraph a line, headlines set off, in the order of the pages.

Chinese paragraphs are indented by two characters, others are parted by an empty line. Running heads
and folios stand at the end.
"""

from __future__ import annotations

from itertools import groupby
from typing import assert_never

from converter.model import (
    Article,
    Block,
    Figure,
    Heading,
    Issue,
    List,
    Paragraph,
    Quote,
    Separator,
    Table,
    Verse,
)
from converter.theme import Theme
from converter.walk import byline_text, plain
from converter.writers.edition import Assets, Written
from converter.writers.epub.words import Words, page_name, printed_date, words_of
from converter.writers.language import is_chinese
from converter.writers.plain_losses import NAMES, marks, pictures

SEPARATORS = {True: "＊　＊　＊", False: "* * *"}
INDENTS = {True: "　　", False: "    "}


def write(issue: Issue, theme: Theme, assets: Assets, /) -> Written:
    """The issue as UTF-8; lost are pictures, links and marks of emphasis."""
    lines = _Lines(issue)
    lines.issue()
    lost = (*pictures(issue, "its caption stands alone"), *marks(issue, NAMES))
    return Written(lines.text.encode("utf-8", "replace"), lost)


class _Lines:
    def __init__(self, issue: Issue) -> None:
        self._issue = issue
        self._language = issue.meta.language
        self._words: Words = words_of(issue.meta.language)
        self._chinese = is_chinese(issue.meta.language)
        self._indent = INDENTS[self._chinese]
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        return "\n".join(self._lines).strip("\n") + "\n"

    def issue(self) -> None:
        meta, words = self._issue.meta, self._words
        self._say(meta.title or "")
        labels = ("、" if self._chinese else ", ").join(
            page_name(label, words) for label in meta.page_labels
        )
        facts = (printed_date(meta.date, meta.language), meta.number, labels, meta.publisher)
        self._say(("　" if self._chinese else " · ").join(fact for fact in facts if fact))
        for page, run in groupby(self._issue.articles, key=lambda article: article.page):
            if page and len(meta.page_labels) != 1:
                self._apart(2)
                self._say(f"【{page_name(page, words)}】" if self._chinese else f"[{page}]")
            for article in run:
                self._apart(2)
                self._article(article)
        if self._issue.furniture:
            self._apart(2)
            self._say(SEPARATORS[self._chinese])
            for text in self._issue.furniture:
                self._say(text.text)

    # --- articles --------------------------------------------------------------------------------

    def _article(self, article: Article) -> None:
        for part in (article.section, article.kicker, *article.title_lines):
            self._say(part.text if part else "")
        if not article.title_lines:
            self._say(article.title or "")
        self._say(article.subtitle.text if article.subtitle else "")
        if article.byline:
            self._say(byline_text(article.byline, english=not self._chinese))
        self._apart(1)
        self._jump(self._words.continued_from, article.continued_from)
        self._blocks(article.blocks, self._indent if self._chinese else "")
        self._jump(self._words.continued_on, article.continued_on)

    def _jump(self, phrase: str, page: str | None) -> None:
        if page:
            said = phrase.format(page_name(page, self._words))
            self._paragraph(f"（{said}）" if self._chinese else f"({said})", "")

    # --- blocks ----------------------------------------------------------------------------------

    def _blocks(self, blocks: tuple[Block, ...], indent: str) -> None:
        for block in blocks:
            self._block(block, indent)

    def _block(self, block: Block, indent: str) -> None:
        match block:
            case Paragraph(inlines=inlines):
                self._paragraph(plain(inlines), indent)
            case Heading(inlines=inlines):
                self._apart(1)
                self._say(plain(inlines))
                self._apart(1)
            case Figure():
                self._figure(block)
            case Quote(blocks=inner):
                self._blocks(inner, indent + self._indent)
            case List():
                self._list(block, indent)
            case Table(rows=rows):
                self._apart(1)
                for row in rows:
                    self._say("\t".join(" ".join(plain(cell).split("\n")) for cell in row))
                self._apart(1)
            case Verse(lines=lines):
                self._apart(1)
                for line in lines:
                    self._lines.append((self._indent * 2 + plain(line)).rstrip())
                self._apart(1)
            case Separator():
                self._apart(1)
                self._say(self._indent * 2 + SEPARATORS[self._chinese])
                self._apart(1)
            case _:
                assert_never(block)

    def _paragraph(self, text: str, indent: str) -> None:
        if text.strip():
            self._lines += [indent + line.strip() for line in text.split("\n") if line.strip()]
            if not self._chinese:
                self._apart(1)

    def _figure(self, figure: Figure) -> None:
        credit = figure.credit.text if figure.credit else ""
        said = plain(figure.caption) or (figure.alt or "")
        caption = self._words.gap.join(filter(None, (said, credit)))
        if caption or figure.image:
            self._apart(1)
            name = self._words.picture
            mark = f"〔{name}〕" if self._chinese else f"[{name}] "
            self._say(f"{mark}{' '.join(caption.split(chr(10)))}")
            self._apart(1)

    def _list(self, block: List, indent: str) -> None:
        for number, item in enumerate(block.items, 1):
            mark = f"{number}. " if block.ordered else "• "
            rest = item
            if item and isinstance(item[0], Paragraph):
                self._lines.append(f"{indent}{mark}{plain(item[0].inlines)}".rstrip())
                rest = item[1:]
            self._blocks(rest, indent + self._indent)
        if not self._chinese:
            self._apart(1)

    # --- lines -----------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        self._lines += [line.rstrip() for line in text.split("\n") if line.strip()]

    def _apart(self, lines: int) -> None:
        """At least so many empty lines before what comes next."""
        have = 0
        while have < len(self._lines) and not self._lines[-1 - have]:
            have += 1
        self._lines += [""] * (lines - have)
