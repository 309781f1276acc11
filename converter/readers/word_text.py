"""The text of a Word document as an editor would have it: insertions taken, deletions gone.

After it holds: every character that the document shows stands in a paragraph or a cell, in the
order of the document; text boxes stand after the paragraph that holds them. Left out is what Word
makes itself: contents, field instructions, comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from converter.readers.word_inlines import Piece, plain
from converter.readers.word_package import W, WordPackage, numbering, value
from converter.readers.word_scan import SKIPPED, Context, Drawn, Scan, choice, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENTS = re.compile(r"toc \d|toc heading|table of figures|contents( heading| \d)?|toc")


@dataclass(frozen=True, slots=True)
class Para:
    pieces: tuple[Piece, ...]
    style: str
    """The id of its style; empty where it has none."""
    numbering: tuple[str, int] | None = None
    """The list it is an item of, and how deep."""
    outline: int | None = None
    pictures: tuple[Drawn, ...] = ()
    bookmarks: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    """Footnotes and endnotes referred to: kind and id."""
    ruled: bool = False
    """It is empty but for a border: a rule."""

    @property
    def text(self) -> str:
        return plain(self.pieces)


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[tuple[tuple[Item, ...], ...], ...]
    """The items of each cell of each row; what a cell spans are empty cells."""
    header_rows: int


Item: TypeAlias = Para | Grid


class WordText:
    """Goes through the parts of a document."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._context = Context(package)

    def body(self) -> list[Item]:
        return list(self.items(self._package.body))

    def part(self, name: str) -> list[Item]:
        """The text of another part: a header, a footer."""
        context = self._context
        before, context.references = context.references, self._package.relationships(name)
        found = list(self.items(self._package.archive.xml(name)))
        context.references = before
        return found

    def notes(self, kind: str) -> dict[str, list[Item]]:
        """The footnotes or endnotes by their ids."""
        root = self._package.part(f"{kind}s")
        found = {}
        for note in () if root is None else root.iter(f"{W}{kind}"):
            if note.get(f"{W}type", "normal") == "normal":
                found[note.get(f"{W}id", "")] = list(self.items(note))
        return found

    def items(self, parent: _Element) -> Iterator[Item]:
        """Paragraphs and tables in an element; a paragraph whose end was deleted goes on."""
        held: Para | None = None
        for element in self._blocks(parent):
            if element.tag == f"{W}tbl":
                if held:
                    yield held
                    held = None
                yield from self._table(element)
                continue
            para, boxes = self._paragraph(element)
            if held:
                pieces = held.pieces + para.pieces
                para = replace(
                    para if para.pieces or not held.pieces else held,
                    pieces=pieces,
                    pictures=held.pictures + para.pictures,
                    bookmarks=(held.bookmarks if held.pieces else ()) + para.bookmarks,
                )
            held = para if _ends_deleted(element) else None
            if not held:
                yield para
            yield from boxes
        if held and (held.pieces or held.pictures):
            yield held

    def _blocks(self, parent: _Element) -> Iterator[_Element]:
        for child in parent:
            tag = local(child)
            if tag in ("p", "tbl"):
                yield child
            elif tag == "sdt":
                gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                if value(gallery) != "Table of Contents":
                    yield from self._blocks(child)
            elif tag == "AlternateContent":
                yield from self._blocks(choice(child))
            elif tag not in SKIPPED and tag != "sectPr":
                yield from self._blocks(child)

    # --- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, element: _Element) -> tuple[Para, list[Item]]:
        properties = element.find(f"{W}pPr")
        style = "" if properties is None else value(properties.find(f"{W}pStyle")) or ""
        styles = self._package.styles
        own = None if properties is None else numbering(properties)
        listed = own or styles.numbering(style or self._package.default_style)
        outline = None if properties is None else properties.find(f"{W}outlineLvl")
        said = value(outline)
        level = int(said) if said and said.isdecimal() and len(said) < 3 else styles.outline(style)
        scan = Scan(self._context, style, self._box)
        scan.within(element, ())
        for field in self._context.fields:
            field.shows = True  # an instruction does not reach beyond its paragraph
        is_contents = any(map(_CONTENTS.fullmatch, styles.names(style)))
        border = None if properties is None else properties.find(f"{W}pBdr")
        return Para(
            () if is_contents else tuple(scan.pieces),
            style,
            listed if listed and listed[0] != "0" else None,
            level if level is not None and level < 9 else None,
            tuple(scan.pictures),
            tuple(scan.bookmarks),
            tuple(scan.notes),
            border is not None and not scan.pieces and not scan.pictures,
        ), scan.boxes

    # --- tables ----------------------------------------------------------------------------------

    def _table(self, element: _Element) -> Iterator[Item]:
        rows: list[tuple[tuple[Item, ...], ...]] = []
        headers = 0
        for row in _wrapped(element, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            cells: list[tuple[Item, ...]] = [
                () for _ in range(_number(properties, "gridBefore", 0, 60))
            ]
            for cell in _wrapped(row, "tc"):
                cells += self._cell(cell)
            if headers == len(rows) and properties is not None:
                headers += properties.find(f"{W}tblHeader") is not None
            rows.append(tuple(cells))
        if rows:
            yield Grid(tuple(rows), headers)

    def _cell(self, cell: _Element) -> list[tuple[Item, ...]]:
        properties = cell.find(f"{W}tcPr")
        if properties is not None and properties.find(f"{W}cellDel") is not None:
            return []
        empty: list[tuple[Item, ...]] = [()] * (_number(properties, "gridSpan", 1, 60) - 1)
        return [tuple(self.items(cell)), *empty]

    def _box(self, element: _Element) -> list[Item]:
        return list(self.items(element))


def _wrapped(parent: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, whatever content controls stand around them."""
    for child in parent:
        if local(child) == tag:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _wrapped(child, tag)


def _ends_deleted(paragraph: _Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    return mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None


def _number(properties: _Element | None, name: str, default: int, most: int) -> int:
    said = None if properties is None else value(properties.find(f"{W}{name}"))
    return min(int(said), most) if said and said.isdecimal() and len(said) < 9 else default
