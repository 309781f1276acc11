"""What an edition without pictures, links or marks could not hold, counted over the issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from converter.model import (
    Block,
    Emphasis,
    Figure,
    Inline,
    Issue,
    Link,
    Ruby,
    Strong,
    Subscript,
    Superscript,
)
from converter.walk import descend, every_inline, inlines_of

NAMES: dict[type[Inline], str] = {
    Emphasis: "emphasis",
    Strong: "strong emphasis",
    Superscript: "superscript",
    Subscript: "subscript",
    Link: "the target of a link",
    Ruby: "ruby, which stands in brackets",
}


def blocks(issue: Issue) -> Iterator[Block]:
    """Every block of an issue, in its order."""
    for article in issue.articles:
        yield from descend(article.blocks)


def marks(issue: Issue, lost: Iterable[type[Inline]]) -> Iterator[str]:
    """A line for each kind of mark that is lost, and how often."""
    kinds = frozenset(lost)
    counts = Counter(
        type(inline)
        for block in blocks(issue)
        for inlines in inlines_of(block)
        for inline in every_inline(inlines)
    )
    for kind, name in NAMES.items():
        if kind in kinds and counts[kind]:
            times = "once" if counts[kind] == 1 else f"{counts[kind]:,} times"
            yield f"{name}, {times}"


def pictures(issue: Issue, said: str) -> Iterator[str]:
    """A line for each picture."""
    images = (block.image for block in blocks(issue) if isinstance(block, Figure) and block.image)
    for image in dict.fromkeys(images):
        yield f"picture {image}: {said}"
