"""Traversal of the model: children, plain text, every text of an issue in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from converter.model import (
    Article,
    Block,
    Byline,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Ruby,
    Separator,
    Spans,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)


def plain(inlines: Inlines) -> str:
    """The characters of inlines, without their marks; a meant line break is a newline."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return text
        case LineBreak():
            return "\n"
        case Ruby(inlines=inner, reading=reading):
            return f"{plain(inner)}({reading})"
        case (
            Emphasis(inlines=inner)
            | Strong(inlines=inner)
            | Superscript(inlines=inner)
            | Subscript(inlines=inner)
            | Link(inlines=inner)
        ):
            return plain(inner)
        case _:
            assert_never(inline)


def texts(inlines: Inlines) -> Iterator[Text]:
    """Every `Text` leaf, in order."""
    for inline in inlines:
        match inline:
            case Text():
                yield inline
            case LineBreak():
                pass
            case _:
                yield from texts(inline.inlines)


def every_inline(inlines: Inlines) -> Iterator[Inline]:
    """Every inline, those within others too, in order."""
    for inline in inlines:
        yield inline
        if not isinstance(inline, Text | LineBreak):
            yield from every_inline(inline.inlines)


def spans_of(inlines: Inlines) -> Spans:
    return tuple(span for text in texts(inlines) for span in text.spans)


def is_plain(inlines: Inlines) -> bool:
    """True where nothing but text is held: no emphasis, link or break."""
    return all(isinstance(inline, Text) for inline in inlines)


def block_text(block: Block) -> str:
    """The text of a block: lines of verse, items and rows parted by newlines, cells by tabs."""
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines) | Figure(caption=inlines):
            return plain(inlines)
        case Quote(blocks=blocks):
            return "\n".join(map(block_text, blocks))
        case List(items=items):
            return "\n".join("\n".join(map(block_text, item)) for item in items)
        case Table(rows=rows):
            return "\n".join("\t".join(map(plain, row)) for row in rows)
        case Verse(lines=lines):
            return "\n".join(map(plain, lines))
        case Separator():
            return ""
        case _:
            assert_never(block)


def inlines_of(block: Block) -> tuple[Inlines, ...]:
    """The rows of inlines that a block itself holds; what is within it `descend` comes to."""
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines) | Figure(caption=inlines):
            return (inlines,)
        case Table(rows=rows):
            return tuple(cell for row in rows for cell in row)
        case Verse(lines=lines):
            return lines
        case Quote() | List() | Separator():
            return ()
        case _:
            assert_never(block)


def descend(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, those within quotes and lists too, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Quote(blocks=inner):
                yield from descend(inner)
            case List(items=items):
                for item in items:
                    yield from descend(item)
            case _:
                pass


def block_spans(block: Block) -> Spans:
    """Where a block was read."""
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines):
            return spans_of(inlines)
        case Figure(caption=caption, credit=credit):
            return spans_of(caption) + (credit.spans if credit else ())
        case Quote(blocks=blocks):
            return tuple(s for b in blocks for s in block_spans(b))
        case List(items=items):
            return tuple(s for item in items for b in item for s in block_spans(b))
        case Table(rows=rows):
            return tuple(s for row in rows for cell in row for s in spans_of(cell))
        case Verse(lines=lines):
            return tuple(s for line in lines for s in spans_of(line))
        case Separator():
            return ()
        case _:
            assert_never(block)


def byline_text(byline: Byline, *, english: bool = False) -> str:
    """A byline as a line of text, the way papers of the language print it."""
    credits = "  ".join(
        " ".join((credit.role, *credit.names))
        if not english or credit.role
        else ", ".join(credit.names)
        for credit in byline.credits
    )
    if english:
        parts = (credits, byline.agency, byline.dateline)
        return " · ".join(part for part in parts if part)
    head = f"{byline.agency or ''}{byline.dateline or ''}"
    return f"{head}（{credits}）" if head and credits else head or credits


def article_strings(article: Article) -> Iterator[str]:
    """Every string of an article that a reader of the edition must be able to find."""
    for part in (article.section, article.kicker, *article.title_lines, article.subtitle):
        if part:
            yield part.text
    if article.byline:
        yield from filter(None, (article.byline.agency, article.byline.dateline))
        for credit in article.byline.credits:
            yield credit.role
            yield from credit.names
    for block in descend(article.blocks):
        match block:
            case Quote() | List() | Separator():
                pass
            case Figure(credit=credit_text):
                yield block_text(block)
                if credit_text:
                    yield credit_text.text
            case _:
                yield block_text(block)
    yield from filter(None, (article.continued_from, article.continued_on))
