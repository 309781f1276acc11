"""Blocks as paragraphs, tables and drawings of WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from converter.model import (
    Block,
    Figure,
    Heading,
    Inlines,
    List,
    Paragraph,
    Quote,
    Separator,
    Table,
    Verse,
)
from converter.theme import Role
from converter.writers.docx.draft import Draft
from converter.writers.docx.figures import figure
from converter.writers.docx.inlines import runs
from converter.writers.docx.tables import table
from converter.writers.docx.xml import Element, paragraph, plain_run, w

DEEPEST = 8
"""The last of the nine levels a list has (ECMA-376 part 1, 17.9.6)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: what a paragraph is there, and how wide it may be."""

    draft: Draft
    width: float
    """Points from one side of the column to the other."""
    role: Role = Role.PARAGRAPH
    style: str = "BodyText"
    subhead: str = "Heading2"
    level: int = 0
    """How many lists it is within."""


def blocks_xml(blocks: tuple[Block, ...], place: Place) -> Iterator[Element]:
    """Blocks in order; two tables are kept apart, for Word makes one of neighbours."""
    after_table = False
    for block in blocks:
        for made in block_xml(block, place):
            is_table = made.tag == _TABLE
            if is_table and after_table:
                yield paragraph("SectionEnd", w("r", w("br")))
            after_table = is_table
            yield made


_TABLE = w("tbl").tag


def block_xml(block: Block, place: Place) -> Iterator[Element]:
    draft = place.draft
    match block:
        case Paragraph(inlines=inlines):
            yield from _text(inlines, place.style, place.role, draft)
        case Heading(inlines=inlines):
            yield from _text(inlines, place.subhead, Role.HEADING, draft)
        case Figure():
            yield from figure(block, draft, place.width)
        case Quote(blocks=inner):
            yield from blocks_xml(inner, replace(place, role=Role.QUOTE, style="Quote"))
        case List():
            yield from _list(block, place)
        case Table():
            if any(block.rows):
                yield table(block, draft, place.width)
        case Verse(lines=lines):
            yield from _verse(lines, draft)
        case Separator():
            yield paragraph("Separator", plain_run(draft.words.separator))
        case _:
            assert_never(block)


def _text(inlines: Inlines, style: str, role: Role, draft: Draft) -> Iterator[Element]:
    """A paragraph, or nothing: an empty one is noise to who listens."""
    if content := list(runs(inlines, draft.theme.styles[role], draft)):
        yield paragraph(style, *content)


def _verse(lines: tuple[Inlines, ...], draft: Draft) -> Iterator[Element]:
    """Each line a paragraph, so that one too long for its column hangs."""
    style = "Verse"
    for line in lines:
        made = list(_text(line, style, Role.VERSE, draft))
        yield from made
        style = "Verse" if made else "VerseStanza"


def _list(block: List, place: Place) -> Iterator[Element]:
    """Each item's first paragraph bears the number, and what follows it stands below it."""
    level = min(place.level, DEEPEST)
    number = place.draft.new_list(level, ordered=block.ordered)
    inner = replace(place, role=Role.LIST, style="ListContinue", level=place.level + 1)
    for item in block.items:
        rest = item
        if item and isinstance(item[0], Paragraph):
            style = "ListNumber" if block.ordered else "ListBullet"
            for made in _text(item[0].inlines, style, Role.LIST, place.draft):
                made[0].append(w("numPr", w("ilvl", val=level), w("numId", val=number)))
                yield made
            rest = item[1:]
        yield from blocks_xml(rest, inner)
