"""What reading gives and repair takes: a page of chunks, each tied to its place in the source.

A chunk is a line or a block as the source has it. It says what the source itself says of it (a
heading mark and its level, a picture, a list item, empty lines before it) and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from converter.passage import Passage


class Kind(StrEnum):
    """What the source itself says a chunk is."""

    TEXT = "text"
    HEADING = "heading"
    PICTURE = "picture"
    CAPTION = "caption"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"
    """A row of a table; its cells are parted by tabs."""
    VERSE = "verse"
    RULE = "rule"
    FURNITURE = "furniture"
    """What the source itself marks as a running head, a folio or the like."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the printed page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Chunk:
    text: Passage
    kind: Kind = Kind.TEXT
    level: int | None = None
    """Of a heading: 1 is the highest. Of a list item: how deep it is nested, from 1."""
    whole: bool = False
    """The source gives blocks, not printed lines: this is one (`<p>` in HTML)."""
    blank_before: int = 0
    """Empty lines between this chunk and the one before."""
    indent: int = 0
    """White space at the head of the line, in half em: two for an ideographic space."""
    ordered: bool = False
    """Of a list item: numbered."""
    header: bool = False
    """Of a table row: a header row."""
    image: str | None = None
    alt: str | None = None
    new_column: bool = False
    """A form feed, or the like, stands before it."""
    box: Box | None = None
    font_size: float | None = None
    """In points."""


@dataclass(frozen=True, slots=True)
class Page:
    source: str
    """Name of the file within its issue; spans refer to it."""
    text: str
    """The source's text, which the spans count in; what no chunk holds is white space or markup."""
    chunks: tuple[Chunk, ...]
    label: str | None = None
    """The printed page: A1, 4."""
    language: str | None = None
    title: str | None = None
    """What the source's own metadata calls the whole, where it says so."""
    date: str | None = None
    """The day that its metadata names, in ISO 8601."""
    number: str | None = None
    publisher: str | None = None
