"""An article's paragraphs: what stands above its text, and the text."""

from __future__ import annotations

from collections.abc import Iterator

from converter.model import Article, Paragraph
from converter.theme import Role
from converter.walk import byline_text
from converter.writers.docx.carriers import headline_spans
from converter.writers.docx.draft import Draft
from converter.writers.docx.jumps import Jump
from converter.writers.docx.wording import page_name
from converter.writers.docx.xml import Element, element, paragraph, plain_run, w


def headline(article: Article) -> str:
    """The headline's lines, kept as lines of the one heading."""
    return "\n".join(line.text for line in article.title_lines) or article.title or ""


def subhead_style(article: Article) -> str:
    """A subhead below nothing else in the outline is itself the first level of it."""
    has_heading = headline(article).strip() or article.continued_from
    return "Heading2" if has_heading else "OpeningSubhead"


def opening(
    article: Article, jump: Jump, draft: Draft, title: str, *, first: bool
) -> Iterator[Element]:
    """Section, kicker, the headline as it is to be set, and deck.

    Without a headline the jump line stands in its place; without anything, a separator keeps the
    article from the one before it.
    """
    yielded = False
    for style, text in (("Section", article.section), ("Kicker", article.kicker)):
        if text and text.text:
            yielded = True
            yield paragraph(style, *draft.runs(text.text, text.spans))
    if title.strip():
        yielded = True
        content = list(draft.runs(title, headline_spans(article)))
        yield paragraph("Heading1", *_bookmarked(content, jump, draft))
    elif line := _continued_from(article, jump, draft):
        yielded = True
        yield paragraph("OpeningJump", *_bookmarked(line, jump, draft))
    if article.subtitle and article.subtitle.text:
        deck = article.subtitle
        yield paragraph("Subtitle", *draft.runs(deck.text, deck.spans))
    elif not yielded and not first:
        yield paragraph("Separator", plain_run(draft.words.separator))


def before_text(article: Article, jump: Jump, draft: Draft) -> Iterator[Element]:
    """Byline, and where the article came from if it has a headline."""
    if article.byline and (line := byline_text(article.byline, english=not draft.words.chinese)):
        byline = paragraph("Byline", *draft.runs(line, article.byline.spans, exact=False))
        if _runs_in(article, draft):
            # A style separator: Word sets the next paragraph on the same line.
            byline[0].append(w("rPr", w("vanish"), w("specVanish")))
        yield byline
    if headline(article).strip() and (from_page := _continued_from(article, jump, draft)):
        yield paragraph("Jump", *from_page)


def _runs_in(article: Article, draft: Draft) -> bool:
    """An agency line begins the text in Chinese, where the theme says so."""
    byline, blocks = article.byline, article.blocks
    told = byline is not None and (byline.agency or byline.dateline)
    runs_in = draft.theme.styles[Role.BYLINE].run_in and draft.words.chinese
    return bool(told) and runs_in and bool(blocks) and isinstance(blocks[0], Paragraph)


def after_text(article: Article, jump: Jump, draft: Draft) -> Iterator[Element]:
    """Where the article goes on, unless the rest of it stands here already."""
    if article.continued_on and not jump.whole:
        text = draft.words.continued_on.format(page_name(article.continued_on, draft.words))
        yield paragraph("Jump", *_led(text, jump.onward))


def _continued_from(article: Article, jump: Jump, draft: Draft) -> list[Element]:
    if not article.continued_from:
        return []
    text = draft.words.continued_from.format(page_name(article.continued_from, draft.words))
    return _led(text, jump.back)


def _led(text: str, bookmark: str | None) -> list[Element]:
    """A line of text, a link to a bookmark where it leads to one."""
    run = plain_run(text)
    if bookmark is None:
        return [run]
    return [element("w:hyperlink", {"w:anchor": bookmark, "w:history": "1"}, run)]


def _bookmarked(content: list[Element], jump: Jump, draft: Draft) -> list[Element]:
    if jump.name is None:
        return content
    number = draft.next_bookmark()
    return [w("bookmarkStart", id=number, name=jump.name), *content, w("bookmarkEnd", id=number)]
