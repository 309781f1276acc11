"""Raw text, as OCR or a PDF extraction leaves it: each line that is not empty is a chunk.

What the text itself marks is kept as a hint (heading marks, bullets, quotes, a picture's Markdown
line, pipe tables, tables of HTML, rules, comments, form feeds, empty lines, the indent of a line), and nothing else
is found. The marks stay out of the passage; a rule is its passage, as a rule is print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from converter.page import Chunk, Kind, Page
from converter.passage import Mark, Passage
from converter.readers import marks, references
from converter.readers.document import Document
from converter.readers.encoding import decode
from converter.readers.marks import located

_LINE = re.compile(r"\S[^\n\f]*")
_TABLE = re.compile(
    r"^[^\S\n]*(?:\f[^\S\n]*)?(?P<table><table\b(?:(?!</?table\b).)*</table>)[^\S\n]*$",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
"""A table that begins a line and ends one; without another in it."""


class _Line(NamedTuple):
    text: str
    """Without the white space around it; never empty."""
    start: int
    blank: int
    indent: int
    new_column: bool


def read(document: Document, /) -> Page:
    """Read a page of raw text; raises what `decode` raises."""
    text = decode(document.data, document.name, document.encoding)
    chunks = tuple(chunks_of(text, document.name))
    return Page(document.name, text, chunks, label=document.label)


def chunks_of(text: str, source: str) -> Iterator[Chunk]:
    """The chunks of a text that has its line ends as `\\n`."""
    if "<table" in text.lower():
        yield from _around_tables(text, source)
    else:
        yield from _chunks_of(list(_lines(text)), source)


def _around_tables(text: str, source: str) -> Iterator[Chunk]:
    """The chunks of a text in which a parser of pages set tables of HTML among its lines."""
    tables = {
        match.start("table"): (match.end("table"), rows)
        for match in _TABLE.finditer(text)
        if (rows := _rows(match["table"], source, match.start("table")))
    }
    lines: list[_Line] = []
    end = 0
    for line in _lines(text):
        if line.start in tables:
            yield from _chunks_of(lines, source)
            lines = []
            end, (first, *more) = tables[line.start]
            yield replace(first, blank_before=line.blank, new_column=line.new_column)
            yield from more
        elif line.start >= end:
            lines.append(line)
    yield from _chunks_of(lines, source)


def _rows(table: str, source: str, start: int) -> list[Chunk]:
    """The rows of a table of HTML; none where anything else is in it, or nothing."""
    from converter.readers import markdown_html

    rows = list(markdown_html.chunks(table, source, start))
    return rows if all(row.kind is Kind.ROW for row in rows) else []


def _chunks_of(lines: Sequence[_Line], source: str) -> Iterator[Chunk]:
    rows = [marks.is_row(line.text) for line in lines]
    for n, line in enumerate(lines):
        follows = n > 0 and rows[n - 1] and not line.blank
        goes_on = n + 1 < len(lines) and rows[n + 1] and not lines[n + 1].blank
        if not (rows[n] and (follows or goes_on)):
            yield from _chunks(line, source)
        elif not marks.is_delimiter_row(line.text):
            yield _row(line, source, goes_on and marks.is_delimiter_row(lines[n + 1].text))


def _lines(text: str) -> Iterator[_Line]:
    end = 0
    for match in _LINE.finditer(text):
        gap = text[end : match.start()]
        lead = gap[max(gap.rfind("\n"), gap.rfind("\f")) + 1 :]
        # The first line end is that of the line before.
        blank = gap.count("\n") - (end > 0 and gap[0] == "\n")
        yield _Line(match[0].rstrip(), match.start(), blank, marks.indent(lead), "\f" in gap)
        end = match.end()


def _chunks(line: _Line, source: str) -> Iterator[Chunk]:
    """The chunk of a line; two for a picture with a title."""
    text = line.text

    def chunk(kind: Kind, part: slice | None = None, level: int | None = None) -> Chunk:
        return Chunk(
            _set(located(text, source, line.start, part)),
            kind,
            level,
            blank_before=line.blank,
            indent=line.indent,
            new_column=line.new_column,
        )

    if heading := marks.heading(text):
        yield chunk(Kind.HEADING, slice(heading.start, heading.end), heading.level)
    elif picture := marks.picture(text):
        image, alt = references.picture(picture.target, picture.alt, quoted=False)
        yield Chunk(
            located(text, source, line.start, slice(0, 0)),
            Kind.PICTURE,
            blank_before=line.blank,
            image=image,
            alt=alt,
            new_column=line.new_column,
        )
        if title := located(text, source, line.start, picture.title):
            yield Chunk(title, Kind.CAPTION)
    elif marks.is_rule(text):
        yield chunk(Kind.RULE)
    elif (said := marks.comment(text)) is not None:
        if text[said].lower() in marks.PICTURE_COMMENTS:
            yield chunk(Kind.PICTURE, slice(0, 0))
        elif said.start < said.stop:
            yield chunk(Kind.FURNITURE, said)
    elif (start := marks.item(text)) is not None:
        yield chunk(Kind.ITEM, slice(start, None), level=1)
    elif (start := marks.quote(text)) is not None:
        yield chunk(Kind.QUOTE, slice(start, None))
    else:
        yield chunk(Kind.TEXT)


def _set(passage: Passage) -> Passage:
    """A line without the signs that Markdown sets around all of it, marked as they say."""
    found = marks.emphasis(passage.text)
    if found is None:
        return passage
    kind, inside = found
    return passage.cut(inside.start, inside.stop).under(Mark(kind))


def _row(line: _Line, source: str, header: bool) -> Chunk:
    cells = [located(line.text, source, line.start, part) for part in marks.cells(line.text)]
    return Chunk(
        marks.row(cells),
        Kind.ROW,
        blank_before=line.blank,
        indent=line.indent,
        header=header,
        new_column=line.new_column,
    )
