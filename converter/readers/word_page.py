"""A Word document that is not ours, as chunks: headings by their styles, whole paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from converter.page import Chunk, Kind, Page
from converter.passage import Mark, Passage
from converter.readers.document import Document
from converter.readers.languages import fitting
from converter.readers.marks import indent
from converter.readers.sheet import Marks, Sheet
from converter.readers.word_blocks import cell_paras
from converter.readers.word_inlines import Piece, stripped, told
from converter.readers.word_package import WordPackage
from converter.readers.word_scan import Drawn
from converter.readers.word_text import Grid, Item, Para, WordText

_HEADING = re.compile(r"heading (\d)")
_LISTED = re.compile(r"list (bullet|number|paragraph)( \d)?")
_QUOTED = re.compile(r"(intense )?quote|block text|quotations")
_VERSE = re.compile(r"html preformatted|preformatted text|verse|poem")


class _Said(NamedTuple):
    kind: Kind
    level: int | None = None
    ordered: bool = False


def read(package: WordPackage, document: Document) -> Page:
    """Head and foot lines are furniture; notes stand at the end, where Word has them."""
    text = WordText(package)
    core = package.core()
    writing = _Writing(package, document.name)
    body = text.body()
    writing.furniture(_parts(package, text, "header"))
    writing.items(body)
    for kind in ("footnote", "endnote"):
        notes = text.notes(kind)
        for item in body:
            for found, number in _references(item):
                if found == kind and (note := notes.pop(number, None)):
                    writing.items(note)
    writing.furniture(_parts(package, text, "footer"))
    return Page(
        document.name,
        writing.text,
        tuple(writing.chunks),
        label=document.label,
        language=fitting(core.get("language", ""), writing.text),
        title=core.get("title") or None,
    )


def _parts(package: WordPackage, text: WordText, kind: str) -> Iterator[Para]:
    """The paragraphs of head or foot lines, each text once."""
    seen = set()
    for name in package.parts(kind):
        for para in cell_paras(text.part(name)):
            if para.text.strip() and para.text not in seen:
                seen.add(para.text)
                yield para


def _references(item: Item) -> Iterator[tuple[str, str]]:
    for para in cell_paras([item]):
        yield from para.notes


class _Writing(Sheet):
    """Writes the document's text, one chunk a line, in which the spans count."""

    def __init__(self, package: WordPackage, source: str) -> None:
        super().__init__(source)
        self._package = package

    def items(self, items: Iterable[Item]) -> None:
        for item in items:
            if isinstance(item, Grid):
                self._grid(item)
            else:
                self._para(item)

    def furniture(self, paras: Iterable[Para]) -> None:
        for para in paras:
            for line in _lines(para.pieces):
                self._put(Chunk(self._written([_stretches(line)]), Kind.FURNITURE))

    def _para(self, para: Para) -> None:
        if para.ruled:
            self._put(Chunk(Passage(), Kind.RULE))
        lines = list(_lines(para.pieces))
        said = self._said(para)
        self._pictures(drawn for drawn in para.pictures if drawn.first)
        for n, line in enumerate(lines):
            self._blank = max(self._blank, int(n == 0))
            head = "".join(piece.text for piece in line)
            white = head[: len(head) - len(head.lstrip())]
            chunk = Chunk(
                self._written([_stretches(stripped(line))]),
                said.kind,
                said.level,
                whole=len(lines) == 1,
                indent=indent(white),
                ordered=said.ordered,
            )
            self._put(chunk)
        if not lines and not para.pictures:
            self._blank += 1
        self._pictures(drawn for drawn in para.pictures if not drawn.first)

    def _pictures(self, pictures: Iterable[Drawn]) -> None:
        for drawn in pictures:
            if drawn.entry:
                image = f"{self._source}/{drawn.entry}"
                self._put(Chunk(Passage(), Kind.PICTURE, image=image, alt=drawn.alt or None))
            elif drawn.target:
                alt = f"{drawn.alt} ({drawn.target})" if drawn.alt else drawn.target
                self._put(Chunk(Passage(), Kind.PICTURE, alt=alt))

    def _said(self, para: Para) -> _Said:
        """What the styles say of a paragraph."""
        for name in self._package.styles.names(para.style):
            if match := _HEADING.fullmatch(name):
                return _Said(Kind.HEADING, int(match[1]))
            if name == "title":
                return _Said(Kind.HEADING, 1)
            if name in ("caption", "figure caption", "image caption", "table caption"):
                return _Said(Kind.CAPTION)
            if _QUOTED.fullmatch(name):
                return _Said(Kind.QUOTE)
            if _VERSE.fullmatch(name):
                return _Said(Kind.VERSE)
            if _LISTED.fullmatch(name) and para.numbering is None and "paragraph" not in name:
                return _Said(Kind.ITEM, 1, "number" in name)
        if para.outline is not None:
            return _Said(Kind.HEADING, para.outline + 1)
        if para.numbering:
            counts = self._package.counted.get(para.numbering, False)
            return _Said(Kind.ITEM, para.numbering[1] + 1, counts)
        return _Said(Kind.TEXT)

    def _grid(self, grid: Grid) -> None:
        """A table's rows; one of a single cell only frames its text."""
        if all(len(cells) == 1 for cells in grid.rows):
            for cells in grid.rows:
                self.items(cells[0])
            return
        self._blank = max(self._blank, 1)
        for n, cells in enumerate(grid.rows):
            texts = [_cell(cell) for cell in cells]
            if any(texts):
                self._put(
                    Chunk(
                        self._written([*map(_stretches, texts)]),
                        Kind.ROW,
                        header=n < grid.header_rows,
                    )
                )
            for cell in cells:
                for para in cell_paras(cell):
                    self._pictures(para.pictures)

    def _told(self, text: str, marks: Marks) -> Marks:
        return (Mark("break"),) if text == "\n" else tuple(map(told, marks))


def _stretches(pieces: Sequence[Piece]) -> list[tuple[str, Marks]]:
    return [(piece.text, piece.marks) for piece in pieces]


def _lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces parted at the line breaks; lines without a character are left out."""
    line: list[Piece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        if first:
            line.append(piece._replace(text=first))
        for text in rest:
            if any(p.text.strip() for p in line):
                yield line
            line = [piece._replace(text=text)] if text else []
    if any(p.text.strip() for p in line):
        yield line


def _cell(items: Sequence[Item]) -> list[Piece]:
    """The text of a cell, its paragraphs and lines parted by line breaks."""
    made: list[Piece] = []
    for para in cell_paras(items):
        for line in _lines(para.pieces):
            made += [Piece("\n"), *stripped(line)] if made else stripped(line)
    return made
