"""Markdown, as the page parsers write it (MinerU, marker, olmOCR, docling) or a person does.

Blocks come from a CommonMark parser with tables. What these tools add is understood: YAML front
matter, HTML tables and line breaks, page separators (`{3}-----`), anchors and page comments. A
paragraph's printed lines are chunks of their own, since joining them is for the repair to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.errors import LimitError
from converter.model import Span
from converter.page import Chunk, Kind, Page
from converter.passage import Mark, Passage, Run, join
from converter.readers.document import Document
from converter.readers.encoding import decode
from converter.readers.html import read_html

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_FRONT = re.compile(r"\A---\n(?P<yaml>.*?)\n---\n", re.DOTALL)
_LANGUAGE = re.compile(r"^(?:primary_)?lang(?:uage)?\s*:\s*['\"]?([A-Za-z-]+)", re.MULTILINE)
_TITLE = re.compile(r"^title\s*:\s*['\"]?(.+?)['\"]?\s*$", re.MULTILINE)
_PAGE_BREAK = re.compile(r"\{\d+\}-{10,}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^>]*>")
_MARKS = {"em": "emphasis", "strong": "strong", "s": "emphasis"}
_HTML_MARKS = {
    "sup": "superscript",
    "sub": "subscript",
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
}


def read(document: Document, /) -> Page:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    text = decode(document.data, document.name, document.encoding)
    front = _FRONT.match(text)
    yaml = front["yaml"] if front else ""
    body = "\n" * front[0].count("\n") + text[front.end() :] if front else text
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body))
    reading = _Reading(text, document)
    try:
        chunks = tuple(reading.blocks(tree.children, Chunk(Passage())))
    except RecursionError:
        raise LimitError("quotes or lists are nested too deep", where=document.name) from None
    language, title = _LANGUAGE.search(yaml), _TITLE.search(yaml)
    return Page(
        document.name,
        text,
        chunks,
        label=document.label,
        language=language[1] if language else None,
        title=title[1] if title else None,
    )


class _Reading:
    """The nodes of a text, each found again at its place in the source."""

    def __init__(self, text: str, document: Document) -> None:
        self.text = text
        self.document = document
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.at = 0
        self.line = 0

    def blocks(self, nodes: Sequence[SyntaxTreeNode], like: Chunk) -> Iterator[Chunk]:
        """The chunks of some blocks; `like` says what stands around them."""
        for node in nodes:
            blank = self._enter(node)
            first = True
            for chunk in self._block(node, like):
                yield replace(chunk, blank_before=blank) if first and blank else chunk
                first = False
            if node.map and node.type not in ("bullet_list", "ordered_list", "blockquote"):
                self.line = node.map[1]

    def _enter(self, node: SyntaxTreeNode) -> int:
        """Move to where a block begins; the empty lines before it."""
        if not node.map:
            return 0
        start = node.map[0]
        self.at = max(self.at, self.starts[min(start, len(self.starts) - 1)])
        above = range(self.line, min(start, len(self.starts) - 1))
        return sum(not self.text[self.starts[n] : self.starts[n + 1]].strip() for n in above)

    def _block(self, node: SyntaxTreeNode, like: Chunk) -> Iterator[Chunk]:
        match node.type:
            case "heading":
                level = int(node.tag[1:])
                yield from self._lines(node, replace(like, kind=Kind.HEADING, level=level))
            case "blockquote":
                yield from self.blocks(node.children, replace(like, kind=Kind.QUOTE))
            case "bullet_list" | "ordered_list":
                item = replace(
                    like,
                    kind=Kind.ITEM,
                    level=(like.level or 0) + 1,
                    ordered=node.type == "ordered_list",
                )
                yield from self.blocks(node.children, item)
            case "list_item":
                yield from self.blocks(node.children, like)
            case "table":
                yield from self._rows(node)
            case "hr":
                yield Chunk(Passage(), Kind.RULE)
            case "fence" | "code_block":
                for line in node.content.split("\n"):
                    if line.strip():
                        yield replace(like, text=self._found(line.strip()))
            case "html_block":
                yield from self._html(node.content)
            case _:
                yield from self._lines(node, like)

    def _lines(self, node: SyntaxTreeNode, like: Chunk) -> Iterator[Chunk]:
        """The printed lines of a paragraph; a picture stands alone."""
        runs: list[Run] = []
        for part in self._inlines(node.children, ()):
            if isinstance(part, Run):
                runs.append(part)
                continue
            if line := Passage(tuple(runs)).strip():
                yield self._said(line, like)
            runs = []
            if part is not None:
                yield part
        if line := Passage(tuple(runs)).strip():
            yield self._said(line, like)

    @staticmethod
    def _said(line: Passage, like: Chunk) -> Chunk:
        if _PAGE_BREAK.fullmatch(line.text):
            return Chunk(line, Kind.FURNITURE)
        return replace(like, text=line)

    def _inlines(
        self, nodes: Sequence[SyntaxTreeNode], marks: tuple[Mark, ...]
    ) -> Iterator[Run | Chunk | None]:
        """Runs; None at the end of a line; a chunk for a picture."""
        tags: list[Mark] = []
        for node in nodes:
            around = (*marks, *tags)
            match node.type:
                case "inline":
                    yield from self._inlines(node.children, around)
                case "softbreak" | "hardbreak":
                    yield None
                case "em" | "strong" | "s":
                    yield from self._inlines(node.children, (*around, Mark(_MARKS[node.type])))
                case "link":
                    href = str(node.attrs.get("href", ""))
                    web = href.startswith(("http://", "https://", "mailto:"))
                    inner = (*around, Mark("link", href)) if web else around
                    yield from self._inlines(node.children, inner)
                case "image":
                    yield self._picture(node)
                case "html_inline":
                    if _tag(node.content, tags):
                        yield None
                case _:
                    yield from self._found(node.content, around).runs

    def _picture(self, node: SyntaxTreeNode) -> Chunk:
        path = str(node.attrs.get("src", ""))
        alt = node.content or None
        plain = bool(path) and not _SCHEME.match(path)
        return Chunk(Passage(), Kind.PICTURE, image=path if plain else None, alt=alt)

    def _found(self, text: str, marks: tuple[Mark, ...] = ()) -> Passage:
        """The text at its next place in the source; one written otherwise there has no place."""
        if not text:
            return Passage()
        start = self.text.find(text, self.at)
        if start < 0:
            return Passage((Run(text, None, marks),))
        self.at = start + len(text)
        return Passage((Run(text, Span(self.document.name, start, self.at), marks),))

    def _rows(self, table: SyntaxTreeNode) -> Iterator[Chunk]:
        for part in table.children:
            for row in part.children:
                self._enter(row)
                cells = [self._cell(cell) for cell in row.children]
                yield Chunk(join(cells, "\t"), Kind.ROW, whole=True, header=part.type == "thead")

    def _cell(self, cell: SyntaxTreeNode) -> Passage:
        runs = [part for part in self._inlines(cell.children, ()) if isinstance(part, Run)]
        return Passage(tuple(runs)).strip()

    def _html(self, source: str) -> Iterator[Chunk]:
        """A block of HTML: its chunks, with their texts found in this source where they stand."""
        if re.fullmatch(r"\s*<!--.*?-->\s*", source, re.DOTALL):
            return
        inner = read_html(source, replace(self.document, data=b""))
        for chunk in inner.chunks:
            runs = tuple(
                run for part in chunk.text.runs for run in self._found(part.text, part.marks).runs
            )
            yield replace(chunk, text=Passage(runs))


def _tag(source: str, tags: list[Mark]) -> bool:
    """Follow an inline tag; true where it breaks the line."""
    match = _TAG.fullmatch(source)
    if not match:
        return False
    name = match["name"].lower()
    if name == "br":
        return True
    if name in _HTML_MARKS:
        mark = Mark(_HTML_MARKS[name])
        if not match["close"]:
            tags.append(mark)
        elif mark in tags:
            tags.remove(mark)
    return False
