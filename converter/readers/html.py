"""HTML: the visible text of a page, block by block.

`Page.text` is that text, one block a line, and the spans count in it. Scripts, styles, templates
and comments are not text. Nothing is ever fetched: a picture that is not beside the page is a note.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import CData, NavigableString, PreformattedString, Tag

from converter.errors import LimitError
from converter.page import Chunk, Page
from converter.readers.document import Document
from converter.readers.encoding import decode
from converter.readers.html_blocks import Blocks

MOST_TAGS = 200_000
"""Tags a page may have: a hundred newspaper pages have a tenth of that."""

_TAG = re.compile(r"<[A-Za-z]")
_DROPPED = frozenset({"script", "style", "template", "head", "title"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def read(document: Document, /) -> Page:
    """Read an HTML page. Raises `LimitError` for one of too many tags, and what `decode` raises."""
    source = decode(document.data, document.name, document.encoding)
    soup = parse(source, document.name)
    blocks = Blocks(document.name)
    walk(soup, blocks)
    root = soup.find("html")
    language = ""
    if isinstance(root, Tag):
        language = str(root.get("lang") or root.get("xml:lang") or "")
    title = " ".join(soup.title.get_text().split()) if soup.title else ""
    return Page(
        document.name,
        blocks.text,
        tuple(blocks.chunks),
        label=document.label,
        language=language if _LANGUAGE.fullmatch(language) else None,
        title=title or None,
    )


def fragment(source: str, name: str) -> tuple[str, list[Chunk]]:
    """The visible text of a piece of HTML, and its chunks, whose spans count in that text."""
    blocks = Blocks(name)
    walk(parse(source, name), blocks)
    return blocks.text, blocks.chunks


def parse(source: str, name: str) -> BeautifulSoup:
    """The tree of a page, by lxml: linear in time, however the tags are nested or left open."""
    if len(_TAG.findall(source)) > MOST_TAGS:
        raise LimitError(
            f"more than {MOST_TAGS:,} tags on one page",
            where=name,
            remedy="divide the page, or save it as text",
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", UserWarning)  # it guesses at paths and addresses in text
        return BeautifulSoup(_closed(source), "lxml")


def _closed(source: str) -> str:
    """A comment that is never closed would hide the rest of the page: its mark is text."""
    start = source.find("<!--", max(0, source.rfind("-->")))
    return f"{source[:start]}&lt;{source[start + 1 :]}" if start >= 0 else source


class _Frame(NamedTuple):
    tag: Tag
    children: Iterator[object]


def walk(soup: Tag, blocks: Blocks) -> None:
    """Tell `blocks` of each tag that opens or closes and of each text between, in order.

    A loop and no recursion: a page may be nested deeper than the stack.
    """
    frames = [_Frame(soup, iter(soup.children))]
    while frames:
        child = next(frames[-1].children, None)
        if child is None:
            closed = frames.pop().tag
            if frames:
                blocks.close(closed)
        elif isinstance(child, Tag):
            if child.name not in _DROPPED:
                blocks.open(child)
                frames.append(_Frame(child, iter(child.children)))
        elif _is_text(child):
            blocks.say(str(child))
    blocks.finish()


def _is_text(node: object) -> bool:
    """Text, not a comment, a declaration or the like."""
    if isinstance(node, PreformattedString):
        return isinstance(node, CData)
    return isinstance(node, NavigableString)
