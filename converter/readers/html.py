"""HTML: the visible text of a page, block by block.

`Page.text` is that text, one block a line, and the spans count in it. Scripts, styles, templates
and comments are not text. Nothing is ever fetched: a picture that is not beside the page is a note.
"""

from __future__ import annotations

import re

from bs4.element import Tag

from converter.page import Chunk, Page
from converter.readers.document import Document
from converter.readers.encoding import decode
from converter.readers.html_blocks import Blocks
from converter.readers.html_tables import layouts
from converter.readers.html_tree import Step, parse, steps

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def read(document: Document, /) -> Page:
    """Read an HTML page. Raises `LimitError` for one of too many tags, and what `decode` raises."""
    source = decode(document.data, document.name, document.encoding)
    soup = parse(source, document.name)
    text, chunks = blocks_of(soup, document.name)
    root = soup.find("html")
    language = ""
    if isinstance(root, Tag):
        language = str(root.get("lang") or root.get("xml:lang") or "")
    title = " ".join(soup.title.get_text().split()) if soup.title else ""
    return Page(
        document.name,
        text,
        tuple(chunks),
        label=document.label,
        language=language if _LANGUAGE.fullmatch(language) else None,
        title=title or None,
    )


def fragment(source: str, name: str) -> tuple[str, list[Chunk]]:
    """The visible text of a piece of HTML, and its chunks, whose spans count in that text."""
    return blocks_of(parse(source, name), name)


def blocks_of(soup: Tag, name: str) -> tuple[str, list[Chunk]]:
    """The visible text of a tree, and its chunks, whose spans count in that text."""
    blocks = Blocks(name, layouts(soup))
    for step in steps(soup):
        match step:
            case (Step.OPEN, tag):
                blocks.open(tag)
            case (_, tag):
                blocks.close(tag)
            case text:
                blocks.say(text)
    blocks.finish()
    return blocks.text, blocks.chunks
