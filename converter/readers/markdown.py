"""Markdown, as the page parsers write it (MinerU, marker, olmOCR) or a person does.

Blocks come from a CommonMark parser with tables. What the tools add is understood: front matter,
HTML tables, page separators, anchors, comments, formulas, a fence around the whole page. The lines
of a paragraph are chunks of their own, as joining printed lines is for the repair to do.

Left out of CommonMark is what would swallow print: code by indent, link reference definitions.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from markdown_it import MarkdownIt

from converter.page import Chunk, Page
from converter.readers import text as raw_text
from converter.readers.document import Document
from converter.readers.encoding import decode
from converter.readers.markdown_blocks import Blocks, furniture
from converter.readers.markdown_inline import math

MOST_MARKS = 400_000
"""Marks that may be a link or an emphasis; a hundred newspaper pages have a twentieth of that."""
_COSTLY = "[*_`$\\&"

DEEPEST = 60
"""Quotes and lists within one another; the parser drops what is deeper."""

_FRONT = re.compile(
    r"\A---[ \t]*\n((?:[\w-]+:.*\n|[ \t-].*\n|[ \t]*\n)+?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_PAGE_HEAD = re.compile(
    r"^---\n(?:(?:primary_language|is_rotation_valid|rotation_correction|is_table|is_diagram):.*\n)+"
    r"---$",
    re.MULTILINE,
)
"""The head that olmOCR's model writes before each page."""
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_KNOWN_FIELDS = frozenset(
    {
        "primary_language", "language", "lang", "title", "date", "number", "publisher", "pages",
        "is_rotation_valid", "rotation_correction", "is_table", "is_diagram",
    }
)  # fmt: skip
_FENCED_WHOLE = re.compile(r"\s*(```+)[ \t]*(?:markdown|md)[ \t]*\n", re.IGNORECASE)
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_NOT_LINE_END = re.compile(r"[^\n]")
_WORD_BEYOND_ASCII = re.compile(r"\w*[^\W\x00-\x7f]\w*")


def read(document: Document, /) -> Page:
    """Read a page of Markdown; raises what `decode` raises.

    What is nested too deep to be Markdown, or holds little but marks, is read as raw text.
    """
    text = decode(document.data, document.name, document.encoding)
    if sum(map(text.count, _COSTLY)) > MOST_MARKS:
        return raw_text.read(document)
    head = _head(text)
    tokens = _parser().parse(head.body)
    if any(token.level >= DEEPEST - 2 for token in tokens):
        return raw_text.read(document)
    blocks = Blocks(text, document.name, head.page_turns)
    blocks.take(tokens)
    said = head.values
    date = said.get("date", "")
    labels = [label.strip(" \"'") for label in said.get("pages", "").strip("[]").split(",")]
    known = _KNOWN_FIELDS if _DAY.fullmatch(date) else _KNOWN_FIELDS - {"date"}
    chunks = [*_unknown_fields(text, head.fields, known, document.name), *blocks.chunks]
    language = said.get("primary_language") or said.get("language") or said.get("lang") or ""
    title, number, publisher = (said.get(name) for name in ("title", "number", "publisher"))
    declared = "".join(filter(None, (title, number, publisher, *labels)))
    chunks.extend(_unread(text, chunks, declared, document.name))
    return Page(
        document.name,
        text,
        tuple(chunks),
        label=document.label or (labels[0] or None if len(labels) == 1 else None),
        language=language if _LANGUAGE.fullmatch(language) else None,
        title=title or None,
        date=date if "date" in known and date else None,
        number=number or None,
        publisher=publisher or None,
    )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    parser.disable(["code", "reference", "text_join"])
    parser.inline.ruler.before("escape", "math", math)
    return parser


class _Head(NamedTuple):
    """A page's metadata, and its text with that made blank."""

    body: str
    fields: tuple[re.Match[str], ...]
    """Of the front matter, where they stand in the text."""
    values: dict[str, str]
    page_turns: tuple[int, ...]
    """Where another page begins."""


def _head(text: str) -> _Head:
    front = _FRONT.match(text)
    fields = tuple(_FIELD.finditer(text, front.start(1), front.end(1))) if front else ()
    values = {field[1].lower(): _scalar(field[2]) for field in reversed(fields)}
    body = _blank(text, front.start(), front.end()) if front else text
    turns = []
    for match in _PAGE_HEAD.finditer(body):
        for field in _FIELD.finditer(match[0]):
            values.setdefault(field[1].lower(), field[2].strip("\"'"))
        turns.append(match.end())
    body = _PAGE_HEAD.sub(lambda match: _blank(match[0], 0, len(match[0])), body)
    if fence := _FENCED_WHOLE.match(body):
        end = body.rstrip().rfind(f"\n{fence[1]}")
        if end == len(body.rstrip()) - len(fence[1]) - 1 or end < fence.end():
            body = _blank(body, fence.start(), fence.end())
            if end >= fence.end() - 1:
                body = _blank(body, end, len(body))
    return _Head(body, fields, values, tuple(turns))


def _scalar(written: str) -> str:
    """The value of a YAML scalar, as far as JSON has it too."""
    if written[:1] == '"':
        with suppress(ValueError):
            return str(json.loads(written))
    return written.strip("\"'")


def _blank(text: str, start: int, end: int) -> str:
    """The text with a stretch made white; every other character keeps its place."""
    return text[:start] + _NOT_LINE_END.sub(" ", text[start:end]) + text[end:]


def _unknown_fields(
    text: str, fields: Sequence[re.Match[str]], known: frozenset[str], source: str
) -> Iterator[Chunk]:
    """Front matter that nobody here has a use for is kept as furniture."""
    for field in fields:
        if field[1].lower() not in known and field[2]:
            yield furniture(text, source, field.start(), field.end(2))


def _unread(text: str, chunks: Sequence[Chunk], title: str, source: str) -> Iterator[Chunk]:
    """Words that stand only in markup (a link's title, an attribute) are kept as furniture.

    Markup proper is ASCII: what is beyond it and in no run, picture or link says something.
    """
    runs = [run for chunk in chunks for run in chunk.text.runs]
    held = [title, *(run.text for run in runs if run.span is None)]
    held += [part for chunk in chunks for part in (chunk.alt, chunk.image) if part]
    held += [mark.value for run in runs for mark in run.marks]
    kept = Counter(character for part in held for character in part if not character.isascii())
    spans = sorted((run.span.start, run.span.end) for run in runs if run.span)
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        for match in _WORD_BEYOND_ASCII.finditer(text, at, max(at, start)):
            said = Counter(character for character in match[0] if not character.isascii())
            if said <= kept:
                kept -= said
            else:
                yield furniture(text, source, match.start(), match.end())
        at = max(at, end)
