"""Inlines and blocks as XHTML (EPUB 3.3, 6.1), with roles as classes; all escaping is done here.

Nothing is trusted: characters that XML 1.0 forbids are dropped, and links lead nowhere but to
http, https and mailto.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import quote, urlsplit

from converter.lines import Lines
from converter.model import (
    Article,
    Block,
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
from converter.pictures import Picture
from converter.proof import NOTHING
from converter.walk import plain, spans_of
from converter.writers.epub.foreign import parts
from converter.writers.epub.words import Words
from converter.writers.language import is_chinese

STYLE_SHEET = "style.css"
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*\.?", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\?[!-~]*)?", re.IGNORECASE | re.ASCII)
URL_SAFE = "/:?&=;,+$!*'()~@%-._"


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture and the file that it has in the edition."""

    picture: Picture
    file_name: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What the markup of every page needs to know."""

    language: str
    words: Words
    pictures: Mapping[str, Placed]
    lines: Lines = NOTHING
    """Of the sources."""
    day: str = ""
    """What tells the issue from the others that are bound with it."""


def source(spans: Spans, setting: Setting) -> str:
    """The attribute that says where a text was read; nothing where that is not known."""
    return f' data-source="{escape(setting.lines.names(spans))}"' if spans else ""


def clean(text: str) -> str:
    """Text without the characters that XML 1.0 forbids (2.2)."""
    return text if text.isprintable() else FORBIDDEN.sub("", text)


def escape(text: str) -> str:
    """Text as character data or as the value of an attribute."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def phrase(text: str, language: str) -> str:
    """Text as content, what is of another language than the issue marked as such."""
    return "".join(
        f'<span lang="{other}" xml:lang="{other}">{escape(part)}</span>' if other else escape(part)
        for part, other in parts(text, language)
    )


def page(title: str, body: str, language: str) -> bytes:
    """A whole content document."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}">\n<head>\n<meta charset="utf-8"/>\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{STYLE_SHEET}"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def safe_href(href: str) -> str | None:
    """The link as a valid URL, or None where it leads elsewhere than http, https or mailto."""
    href = href.strip()
    scheme, _, rest = href.partition(":")
    if scheme.lower() == "mailto":
        return f"mailto:{rest}" if ADDRESS.fullmatch(rest) else None
    try:
        parts = urlsplit(href)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(host) or parts.username:
        return None
    url = f"{parts.scheme}://{host}{f':{port}' if port else ''}{_quoted(parts.path)}"
    url += f"?{_quoted(parts.query)}" if parts.query else ""
    return url + (f"#{_quoted(parts.fragment)}" if parts.fragment else "")


def _quoted(text: str) -> str:
    # A per cent sign that begins no escape is itself escaped.
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text), safe=URL_SAFE, errors="replace")


# --- inlines ---------------------------------------------------------------------------------


def inline_markup(
    inlines: Inlines, setting: Setting, *, linked: bool = False, annotated: bool = False
) -> str:
    """Inlines as phrasing content; neither a link within a link nor ruby within ruby is allowed."""
    return "".join(_inline(inline, setting, linked, annotated) for inline in inlines)


def _inline(inline: Inline, setting: Setting, linked: bool, annotated: bool) -> str:
    match inline:
        case Text(text=text):
            return phrase(text, setting.language)
        case LineBreak():
            return "<br/>"
        case Emphasis(inlines=inner):
            return f"<em>{inline_markup(inner, setting, linked=linked, annotated=annotated)}</em>"
        case Strong(inlines=inner):
            return f"<strong>{inline_markup(inner, setting, linked=linked, annotated=annotated)}</strong>"
        case Superscript(inlines=inner):
            return f"<sup>{inline_markup(inner, setting, linked=linked, annotated=annotated)}</sup>"
        case Subscript(inlines=inner):
            return f"<sub>{inline_markup(inner, setting, linked=linked, annotated=annotated)}</sub>"
        case Link(href=href, inlines=inner):
            target = None if linked else safe_href(href)
            if not target or not plain(inner).strip():
                return inline_markup(inner, setting, linked=linked, annotated=annotated)
            text = inline_markup(inner, setting, linked=True, annotated=annotated)
            return f'<a href="{escape(target)}">{text}</a>'
        case Ruby(inlines=inner, reading=reading):
            base = inline_markup(inner, setting, linked=linked, annotated=True)
            if annotated or not base:
                return f"{base}({escape(reading)})"
            return f"<ruby>{base}<rt>{escape(reading)}</rt></ruby>"
        case _:
            assert_never(inline)


def headline_markup(article: Article, language: str) -> str:
    """A headline whose printed lines hold together where the screen is wide enough for them."""
    lines = [line for text in article.title_lines if (line := clean(text.text).strip())]
    if len(lines) < 2:
        return phrase("".join(lines) or clean(article.title or "").strip(), language)
    joint = "" if is_chinese(language) else " "
    return joint.join(f'<span class="line">{phrase(line, language)}</span>' for line in lines)


# --- blocks ----------------------------------------------------------------------------------


def block_markup(blocks: tuple[Block, ...], setting: Setting) -> str:
    return "\n".join(filter(None, (_block(block, setting) for block in blocks)))


def _block(block: Block, setting: Setting) -> str:
    match block:
        case Paragraph(inlines=inlines):
            text = inline_markup(inlines, setting)
            return f"<p{source(spans_of(inlines), setting)}>{text}</p>" if text else ""
        case Heading(inlines=inlines):
            text = inline_markup(inlines, setting)
            place = source(spans_of(inlines), setting)
            return f'<h2 class="heading"{place}>{text}</h2>' if text.strip() else ""
        case Figure():
            return _figure(block, setting)
        case Quote(blocks=blocks):
            return f"<blockquote>\n{block_markup(blocks, setting)}\n</blockquote>"
        case List(items=items, ordered=ordered):
            tag = "ol" if ordered else "ul"
            rows = "\n".join(_item(item, setting) for item in items)
            return f"<{tag}>\n{rows}\n</{tag}>" if rows else ""
        case Table():
            return _table(block, setting)
        case Verse(lines=lines):
            return _verse(lines, setting)
        case Separator():
            return "<hr/>"
        case _:
            assert_never(block)


def _item(item: tuple[Block, ...], setting: Setting) -> str:
    """An item of one paragraph is set close, without the paragraph's own mark."""
    match item:
        case (Paragraph(inlines=inlines),):
            return f"<li{source(spans_of(inlines), setting)}>{inline_markup(inlines, setting)}</li>"
        case _:
            return f"<li>{block_markup(item, setting)}</li>"


def _figure(figure: Figure, setting: Setting) -> str:
    words = setting.words
    placed = setting.pictures.get(figure.image) if figure.image else None
    caption = inline_markup(figure.caption, setting)
    credit = figure.credit.text if figure.credit else ""
    place = source(spans_of(figure.caption), setting)
    parts = [f'<span class="caption"{place}>{caption}</span>' if caption else ""]
    if credit and figure.credit:
        place = source(figure.credit.spans, setting)
        parts.append(f'<span class="credit"{place}>{escape(credit)}</span>')
    below = words.gap.join(filter(None, parts))
    if not placed:
        below = below or f'<span class="caption missing">{escape(words.lost_picture)}</span>'
        return f'<figure class="lost"><figcaption>{below}</figcaption></figure>'
    alt = figure.alt or (words.captioned_picture if below else words.picture)
    picture = (
        f'<img src="{placed.file_name}" alt="{escape(alt)}" '
        f'width="{placed.picture.width}" height="{placed.picture.height}"/>'
    )
    return f"<figure>{picture}{f'<figcaption>{below}</figcaption>' if below else ''}</figure>"


def _table(table: Table, setting: Setting) -> str:
    width = max(map(len, table.rows), default=0)
    if not width:
        return ""
    rows = []
    for number, row in enumerate(table.rows):
        cells = [_cell(cell, setting, head=number < table.header_rows) for cell in row]
        rows.append(f"<tr>{''.join(cells)}{'<td></td>' * (width - len(row))}</tr>")
    heads = "\n".join(rows[: max(table.header_rows, 0)])
    body = "\n".join(rows[max(table.header_rows, 0) :])
    thead = f"<thead>\n{heads}\n</thead>\n" if heads else ""
    tbody = f"<tbody>\n{body}\n</tbody>\n" if body else ""
    return f"<table>\n{thead}{tbody}</table>"


def _cell(cell: Inlines, setting: Setting, *, head: bool) -> str:
    text, place = inline_markup(cell, setting), source(spans_of(cell), setting)
    # A heading without text names nothing: the corner of a table is a plain cell.
    tag = "th" if head and text.strip() else "td"
    scope = ' scope="col"' if tag == "th" else ""
    return f"<{tag}{scope}{place}>{text}</{tag}>"


def _verse(lines: tuple[Inlines, ...], setting: Setting) -> str:
    """Each stanza a paragraph, its lines kept; an empty line parts two stanzas."""
    stanzas: list[list[str]] = [[]]
    for line in lines:
        if plain(line).strip():
            place = source(spans_of(line), setting)
            stanzas[-1].append(f'<span class="line"{place}>{inline_markup(line, setting)}</span>')
        elif stanzas[-1]:
            stanzas.append([])
    body = "\n".join(f"<p>{'<br/>'.join(stanza)}</p>" for stanza in stanzas if stanza)
    return f'<div class="verse">\n{body}\n</div>' if body else ""
