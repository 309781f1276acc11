"""E-books (EPUB): our own edition, edited or not, and those of others.

Our own is read as the issue it is; of any other the pages of the spine are read as HTML is, one
after another, and the repair puts them together.
"""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from converter.errors import InputError
from converter.model import Issue, Span
from converter.page import Chunk, Page
from converter.passage import Passage
from converter.readers import epub_issue
from converter.readers.document import Document
from converter.readers.epub_book import REMEDY, Book, BookPage
from converter.readers.html import blocks_of
from converter.readers.languages import fitting


def read(document: Document, /) -> Page | Issue:
    """Read a book.

    Raises `InputError` for what is none, is damaged, locked or declares entities, `LimitError` for
    one that unpacks beyond the bounds.
    """
    book = Book(document.data, document.name)
    try:
        if epub_issue.is_ours(book):
            return epub_issue.read(book)
        return _page(book, document)
    except RecursionError:
        raise InputError("it is nested too deep", where=document.name, remedy=REMEDY) from None


def _page(book: Book, document: Document) -> Page:
    texts: list[str] = []
    chunks: list[Chunk] = []
    length = 0
    covers = book.covers()
    for each in book.pages():
        soup = book.page(each.name)
        if each.name in covers or _is_apart(each, soup):
            continue
        text, found = blocks_of(soup, document.name)
        chunks += (_moved(chunk, length, n == 0) for n, chunk in enumerate(found))
        texts.append(text)
        length += len(text)
    return Page(
        document.name,
        "".join(texts),
        tuple(chunks),
        label=document.label,
        language=fitting(book.said("language"), "".join(texts)),
        title=book.said("title") or None,
    )


def _is_apart(page: BookPage, soup: BeautifulSoup) -> bool:
    """Whether a page is the book's cover or its contents, and none of its text."""
    if "nav" in page.properties:
        return True
    body = soup.body
    marked = [body, *body.find_all(["section", "div", "nav"], limit=3)] if body else []
    kinds = {k for tag in marked if tag for k in str(tag.get("epub:type") or "").split()}
    return bool(kinds & {"cover", "toc", "landmarks"}) or (
        "svg" in page.properties and body is not None and not body.get_text().strip()
    )


def _moved(chunk: Chunk, by: int, first: bool) -> Chunk:
    """A chunk of a page whose text begins at `by` of the book's."""
    runs = tuple(
        run._replace(span=Span(run.span.source, run.span.start + by, run.span.end + by))
        if run.span
        else run
        for run in chunk.text.runs
    )
    blank = max(chunk.blank_before, 1) if first and by else chunk.blank_before
    return replace(chunk, text=Passage(runs), blank_before=blank)
