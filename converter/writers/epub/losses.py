"""What the edition could not hold: pictures that are not to be had, links that lead elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from converter.model import (
    Figure,
    Issue,
    Link,
)
from converter.walk import article_strings, descend, every_inline, inlines_of
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
            for inlines in inlines_of(block):
                for inline in every_inline(inlines):
                    if isinstance(inline, Link) and not safe_href(inline.href):
                        yield f"link to {inline.href!a}: its text is kept, its target is not"
    for text in issue_strings(issue):
        for character in FORBIDDEN.findall(text) if not text.isprintable() else ():
            yield f"character U+{ord(character):04X}: XML forbids it"
