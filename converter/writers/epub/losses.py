"""What the edition could not hold: pictures that are not to be had, links that lead elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from converter.model import (
    Block,
    Figure,
    Heading,
    Inlines,
    Issue,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Separator,
    Table,
    Text,
    Verse,
)
from converter.walk import article_strings, descend
from converter.writers.edition import Assets
from converter.writers.epub.xhtml import FORBIDDEN, safe_href


def losses(issue: Issue, assets: Assets) -> tuple[str, ...]:
    """A line for each thing lost, in the order of the issue, no line twice."""
    return tuple(dict.fromkeys(_losses(issue, assets)))


def issue_strings(issue: Issue) -> Iterator[str]:
    """Every string of the issue that the edition prints."""
    for article in issue.articles:
        if article.title:
            yield article.title
        yield from article_strings(article)
    for text in issue.furniture:
        yield text.text


def _losses(issue: Issue, assets: Assets) -> Iterator[str]:
    for article in issue.articles:
        for block in descend(article.blocks):
            if isinstance(block, Figure) and block.image and block.image not in assets.pictures:
                yield f"picture {block.image}: it could not be had; its caption stands alone"
            for link in _links(_inlines_of(block)):
                if not safe_href(link.href):
                    yield f"link to {link.href!a}: its text is kept, its target is not"
    for text in issue_strings(issue):
        for character in FORBIDDEN.findall(text) if not text.isprintable() else ():
            yield f"character U+{ord(character):04X}: XML forbids it"


def _inlines_of(block: Block) -> tuple[Inlines, ...]:
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines) | Figure(caption=inlines):
            return (inlines,)
        case Table(rows=rows):
            return tuple(cell for row in rows for cell in row)
        case Verse(lines=lines):
            return lines
        case Quote() | List() | Separator():  # `descend` comes to what is in them
            return ()
        case _:
            assert_never(block)


def _links(runs: Iterable[Inlines]) -> Iterator[Link]:
    for inlines in runs:
        for inline in inlines:
            match inline:
                case Text() | LineBreak():
                    continue
                case Link():
                    yield inline
            yield from _links((inline.inlines,))
