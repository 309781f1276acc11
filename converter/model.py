"""The document model: an issue holds articles, an article blocks, a block inlines.

Data alone: frozen dataclasses without behaviour; traversal stands in `converter.walk`, the JSON
form in `converter.form`. Every text carries the spans it was read from, several when it was put
together across a line, a column or a page. Spans are provenance, not identity: two texts that read
the same are equal wherever they came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

SCHEMA = "converter/issue/1"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one source: characters `start` up to, not including, `end`."""

    source: str
    """Name of the source: the file's name within its issue."""
    start: int
    end: int


Spans: TypeAlias = tuple[Span, ...]


# --- inlines ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, and where they were read."""

    text: str
    spans: Spans = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Ruby:
    """A base text with its reading set small beside it."""

    inlines: tuple[Inline, ...]
    reading: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author meant."""


Inline: TypeAlias = Text | Emphasis | Strong | Superscript | Subscript | Link | Ruby | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]


# --- blocks ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead within an article."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, or the place of a lost one (`image` is None)."""

    caption: Inlines = ()
    credit: Text | None = None
    image: str | None = None
    """Path of the picture relative to the issue's folder."""
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Inlines, ...], ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines kept as they stand; an empty line parts two stanzas."""

    lines: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Separator:
    """A break between two parts of an article."""


Block: TypeAlias = Paragraph | Heading | Figure | Quote | List | Table | Verse | Separator


# --- articles and the issue ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Credit:
    role: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Byline:
    agency: str | None = None
    """The agency line as printed: 本报讯, 新华社."""
    dateline: str | None = None
    """Place and day as printed: 北京5月8日电, MILLBROOK."""
    credits: tuple[Credit, ...] = ()
    spans: Spans = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    page: str | None = None
    section: Text | None = None
    kicker: Text | None = None
    title: str | None = None
    """The headline's lines joined as the language joins them."""
    title_lines: tuple[Text, ...] = ()
    subtitle: Text | None = None
    byline: Byline | None = None
    continued_from: str | None = None
    continued_on: str | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Meta:
    title: str | None = None
    date: str | None = None
    """ISO 8601, as far as known: 2021-09-28, 2021-09, 2021."""
    number: str | None = None
    page_labels: tuple[str, ...] = ()
    language: str = "zh-Hans"
    """BCP 47 tag."""
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """What one pass changed in one place, so that a person can judge it and have it undone."""

    code: str
    before: str
    after: str
    confidence: float
    spans: Spans = field(default=(), compare=False)
    why: str = field(default="", compare=False)
    """The rule or the evidence, in one short sentence that a person can judge."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a pass saw and may not mend."""

    code: str
    text: str
    spans: Spans = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Issue:
    meta: Meta = field(default_factory=Meta)
    articles: tuple[Article, ...] = ()
    furniture: tuple[Text, ...] = ()
    """Running heads, folios, dates, editors' lines: kept, but out of the text."""
    repairs: tuple[Repair, ...] = ()
    notes: tuple[Note, ...] = ()
