"""The tree of an HTML page, and the walk through it: linear, however a page is made."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from enum import Enum

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import CData, NavigableString, PreformattedString, Tag

from converter.errors import LimitError

MOST_TAGS = 200_000
"""Tags a page may have: a hundred newspaper pages have a tenth of that."""

_TAG = re.compile(r"<[A-Za-z]")
_DROPPED = frozenset({"script", "style", "template", "head", "title"})


class Step(Enum):
    OPEN = "open"
    CLOSE = "close"


def parse(source: str, name: str) -> BeautifulSoup:
    """The tree of a page, by lxml, which takes any nesting and any tag left open in its stride.

    Raises `LimitError` for a page of too many tags.
    """
    if len(_TAG.findall(source)) > MOST_TAGS:
        raise LimitError(
            f"more than {MOST_TAGS:,} tags on one page",
            where=name,
            remedy="divide the page, or save it as text",
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", UserWarning)  # guesses at paths and addresses in the text
        return BeautifulSoup(_closed(source), "lxml")


def _closed(source: str) -> str:
    """A comment that is never closed would hide the rest of the page: its mark becomes text."""
    end = source.rfind("-->") + 1
    return source[:end] + source[end:].replace("<!--", "&lt;!--")


def steps(root: Tag) -> Iterator[tuple[Step, Tag] | str]:
    """Each tag within `root` as it opens and closes, and each text between, in order.

    What is no text is left out: scripts, styles, templates, the head, comments, declarations.
    A loop and no recursion, as a page may be nested deeper than the stack.
    """
    open_tags: list[tuple[Tag, Iterator[object]]] = [(root, iter(root.contents))]
    while open_tags:
        tag, children = open_tags[-1]
        child = next(children, None)
        if child is None:
            open_tags.pop()
            if open_tags:
                yield Step.CLOSE, tag
        elif isinstance(child, Tag):
            if child.name not in _DROPPED:
                yield Step.OPEN, child
                open_tags.append((child, iter(child.contents)))
        elif _is_text(child):
            yield str(child)


def _is_text(node: object) -> bool:
    if isinstance(node, PreformattedString):
        return isinstance(node, CData)
    return isinstance(node, NavigableString)
