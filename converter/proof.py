"""The proof of an issue: what a reader of any edition must find in it, in order and by its role.

Every edition carries the record of its model: for each text its role, a digest, how it begins and
where it was read, but not the text itself. `converter.verify` reads an edition back and compares.
The model's digest is the same in all editions of an issue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b, sha256

from converter.errors import SchemaError
from converter.lines import Lines
from converter.model import (
    Article,
    Block,
    Figure,
    Heading,
    Issue,
    List,
    Paragraph,
    Quote,
    Separator,
    Spans,
    Table,
    Text,
    Verse,
)
from converter.walk import block_spans, byline_text, plain, spans_of

SCHEMA = "converter/proof/1"
BEGINNING = 12
"""Characters of a text that its record tells."""
BLOCK = 16
"""Characters between two places to which a difference can be traced without the text."""
NOTHING = Lines({})


class Role(StrEnum):
    """What a text is, in every edition."""

    MASTHEAD = "masthead"
    SECTION = "section"
    KICKER = "kicker"
    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    JUMP = "jump"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    CELL = "cell"
    VERSE = "verse"
    PICTURE = "picture"
    CAPTION = "caption"
    CREDIT = "credit"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or a picture, as it stands in the model or in an edition."""

    role: Role
    text: str = ""
    """Comparable: see `comparable`."""
    article: int = 0
    """Of the model, from 1; 0 outside all."""
    where: str = ""
    """Where it was read: A1.txt:12:3-14:20."""
    image: str = ""
    """Of a picture: its path in the model, or the digest of its data in an edition."""

    @property
    def key(self) -> str:
        """What two that say the same have in common, whatever their roles."""
        return f"picture {self.image}" if self.role is Role.PICTURE else _digest(self.text)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the record tells of a piece."""

    role: Role
    article: int
    key: str
    length: int
    beginning: str
    blocks: str
    """Four hexadecimal digits for each `BLOCK` characters."""
    where: str
    printed: bool = True
    """False where this edition leaves it out: a picture that could not be had."""
    text: str | None = field(default=None, compare=False)
    """Only where the model itself is at hand."""


@dataclass(frozen=True, slots=True)
class Record:
    language: str
    entries: tuple[Entry, ...]
    digest: str
    """Of the model: its texts, roles and their order."""


# --- from the model ----------------------------------------------------------------------------


def pieces(issue: Issue, lines: Lines = NOTHING) -> Iterator[Piece]:
    """Every piece of an issue, in reading order; what says nothing is left out."""
    language = issue.meta.language
    made = _pieces(issue, lines)
    for piece in made:
        text = comparable(piece.text, piece.role, language)
        if text or piece.role is Role.PICTURE:
            yield replace(piece, text=text)


def _pieces(issue: Issue, lines: Lines) -> Iterator[Piece]:
    yield Piece(Role.MASTHEAD, issue.meta.title or "")
    for number, article in enumerate(issue.articles, 1):
        for role, text, spans, image in _article(article, issue.meta.language):
            yield Piece(role, text, number, lines.names(spans), image)
    for text_ in issue.furniture:
        yield Piece(Role.FURNITURE, text_.text, 0, lines.names(text_.spans))


_Told = tuple[Role, str, Spans, str]


def _article(article: Article, language: str) -> Iterator[_Told]:
    """In the order in which editions set an article."""
    for role, line in ((Role.SECTION, article.section), (Role.KICKER, article.kicker)):
        if line:
            yield role, line.text, line.spans, ""
    spans = tuple(span for text in article.title_lines for span in text.spans)
    yield Role.TITLE, headline(article), spans, ""
    if article.subtitle:
        yield Role.DECK, article.subtitle.text, article.subtitle.spans, ""
    if article.byline:
        english = not is_chinese(language)
        yield Role.BYLINE, byline_text(article.byline, english=english), article.byline.spans, ""
    yield Role.JUMP, article.continued_from or "", (), ""
    yield from _blocks(article.blocks, Role.PARAGRAPH)
    yield Role.JUMP, article.continued_on or "", (), ""


def headline(article: Article) -> str:
    """The lines of a headline, or its title where no lines are known."""
    lines = [line.text for line in article.title_lines if line.text.strip()]
    return "\n".join(lines) or article.title or ""


def _blocks(blocks: Iterable[Block], role: Role) -> Iterator[_Told]:
    for block in blocks:
        match block:
            case Paragraph(inlines=inlines):
                yield role, plain(inlines), spans_of(inlines), ""
            case Heading(inlines=inlines):
                yield Role.HEADING, plain(inlines), spans_of(inlines), ""
            case Quote(blocks=inner):
                yield from _blocks(inner, Role.QUOTE)
            case List(items=items):
                for item in items:
                    yield from _blocks(item, Role.ITEM)
            case Table(rows=rows):
                for cell in (cell for row in rows for cell in row):
                    yield Role.CELL, plain(cell), spans_of(cell), ""
            case Verse(lines=lines):
                for line in lines:
                    yield Role.VERSE, plain(line), spans_of(line), ""
            case Figure():
                yield from _figure(block)
            case Separator():
                pass


def _figure(figure: Figure) -> Iterator[_Told]:
    if figure.image:
        yield Role.PICTURE, "", block_spans(figure), figure.image
    yield Role.CAPTION, plain(figure.caption), spans_of(figure.caption), ""
    credit = figure.credit or Text("")
    yield Role.CREDIT, credit.text, credit.spans, ""


# --- what can be compared ----------------------------------------------------------------------


def is_chinese(language: str) -> bool:
    return language.lower().split("-")[0] == "zh"


def comparable(text: str, role: Role, language: str) -> str:
    """A text as it can be compared across editions.

    Runs of white space are one space; what leaves no mark on paper is left out. Of bylines and
    jumps, whose marks are each edition's own, the letters and digits are compared.
    """
    if role is Role.BYLINE or role is Role.JUMP:
        return "".join(c for c in text.casefold() if c.isalnum())
    if "\n" in text and role is Role.TITLE and is_chinese(language):
        text = text.replace("\n", "")
    if not (text.isascii() and text.isprintable()):
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001-\U000e01ef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
"""Controls, format characters, lone surrogates, variation selectors, noncharacters."""


# --- the record --------------------------------------------------------------------------------


def record(
    issue: Issue,
    lines: Lines = NOTHING,
    *,
    pictures: Mapping[str, str] | None = None,
    unprinted: Collection[tuple[Role, int, str]] = (),
    texts: bool = False,
) -> Record:
    """The record of an issue for one edition.

    `pictures` gives the digest of each picture's data in the edition by its path; one that is not
    there is not printed, nor are `unprinted` pieces, told by role, article and text. `texts` keeps
    the texts, for a comparison in full.
    """
    entries: list[Entry] = []
    for piece in pieces(issue, lines):
        printed = (piece.role, piece.article, piece.text) not in unprinted
        if piece.role is Role.PICTURE:
            digest = (pictures or {}).get(piece.image)
            printed, piece = digest is not None, replace(piece, image=digest or "")
        entries.append(_entry(piece, printed=printed, text=piece.text if texts else None))
    return Record(issue.meta.language, tuple(entries), _digest_of(entries))


def together(records: Sequence[Record]) -> Record:
    """The record of several issues that one edition holds, in its order."""
    entries: list[Entry] = []
    before = 0
    for told in records:
        entries += (replace(e, article=e.article and e.article + before) for e in told.entries)
        before = max([before, *(entry.article for entry in entries)])
    return Record(records[0].language if records else "", tuple(entries), _digest_of(entries))


def _entry(piece: Piece, *, printed: bool, text: str | None) -> Entry:
    whole = piece.text
    blocks = "".join(map(block_digest, _parts(whole)))
    beginning = whole if piece.role is Role.JUMP else whole[:BEGINNING]
    return Entry(
        piece.role, piece.article, piece.key, len(whole), beginning, blocks, piece.where,
        printed, text,
    )  # fmt: skip


def _parts(text: str) -> list[str]:
    return [text[at : at + BLOCK] for at in range(0, len(text), BLOCK)]


def block_digest(text: str) -> str:
    """The digest of a part of a text, by which a difference is traced."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=2).hexdigest()


def data_digest(data: bytes) -> str:
    """The digest of a picture's data."""
    return blake2b(data, digest_size=8).hexdigest()


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _digest_of(entries: Iterable[Entry]) -> str:
    """Roles, order and texts; of pictures only that they are there, for editions differ in them."""
    told = sha256()
    for entry in entries:
        key = "" if entry.role is Role.PICTURE else entry.key
        told.update(f"{entry.role} {entry.article} {entry.length} {key}\n".encode())
    return told.hexdigest()


# --- its JSON form -----------------------------------------------------------------------------


def to_text(told: Record) -> str:
    """The record as JSON, short: one list for each entry."""
    value = {
        "schema": SCHEMA,
        "language": told.language,
        "digest": told.digest,
        "entries": [
            [e.role, e.article, e.key, e.length, e.beginning, e.blocks, e.where, e.printed]
            for e in told.entries
        ],
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Some of what JSON may hold XML may not; escaped it is the same to a reader of JSON.
    return re.sub("[\x7f-\x9f\ud800-\udfff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def from_text(text: str, *, where: str) -> Record:
    """Read a record; raises `SchemaError` where it is none, or does not agree with itself."""
    remedy = "compare with the model: --against ISSUE.json"
    try:
        value = json.loads(text)
        rows = value["entries"]
        entries = tuple(_row(row) for row in rows)
        told = Record(str(value["language"]), entries, str(value["digest"]))
        known = value["schema"] == SCHEMA
    except (ValueError, TypeError, KeyError, RecursionError):
        known, told = False, Record("", (), "")
    if not known:
        raise SchemaError("its record is damaged", where=where, remedy=remedy)
    if told.digest != _digest_of(told.entries):
        raise SchemaError("its record was changed", where=where, remedy=remedy)
    return told


def _row(row: list[object]) -> Entry:
    role, article, key, length, beginning, blocks, where, printed = row
    if not (isinstance(article, int) and isinstance(length, int)):
        raise TypeError
    return Entry(
        Role(str(role)), article, str(key), length, str(beginning), str(blocks), str(where),
        bool(printed),
    )  # fmt: skip
