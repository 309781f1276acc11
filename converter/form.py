"""The JSON form of an issue, schema `converter/issue/1`: `to_json` and `from_json`.

Absent is null, never missing. `text` always stands on a block; `inlines` too where it holds more
than plain text. What is read is checked: an unknown key or a wrong type is a `SchemaError` that
names its place. Spans may be left out of a file written by hand.
"""

from __future__ import annotations

import json
from typing import TypeAlias, assert_never

from converter.errors import SchemaError
from converter.form_reader import read_issue
from converter.model import (
    SCHEMA,
    Article,
    Block,
    Byline,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Issue,
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
from converter.walk import block_text, is_plain, plain, spans_of

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
Object: TypeAlias = dict[str, Json]


def to_json(issue: Issue) -> str:
    """The issue as JSON text: keys in a fixed order, two spaces of indent, one final newline."""
    return json.dumps(_issue(issue), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, *, where: str = "issue.json") -> Issue:
    """Read the JSON form.

    Raises `SchemaError` where the text is not JSON or not an issue; `where` names it in the error.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"this is not JSON: {error}", where=where) from None
    try:
        return read_issue(value, where)
    except RecursionError:
        raise SchemaError("blocks are nested too deep", where=where) from None


def _issue(issue: Issue) -> Object:
    meta = issue.meta
    return {
        "schema": SCHEMA,
        "meta": {
            "title": meta.title,
            "date": meta.date,
            "number": meta.number,
            "page_labels": list(meta.page_labels),
            "language": meta.language,
            "publisher": meta.publisher,
        },
        "articles": [_article(article) for article in issue.articles],
        "furniture": [_text(text) for text in issue.furniture],
        "repairs": [
            {
                "code": repair.code,
                "before": repair.before,
                "after": repair.after,
                "confidence": repair.confidence,
                "spans": _spans(repair.spans),
                "why": repair.why,
            }
            for repair in issue.repairs
        ],
        "notes": [
            {"code": note.code, "text": note.text, "spans": _spans(note.spans)}
            for note in issue.notes
        ],
    }


def _article(article: Article) -> Object:
    return {
        "id": article.id,
        "page": article.page,
        "section": _string(article.section),
        "kicker": _string(article.kicker),
        "title": article.title,
        "title_lines": [line.text for line in article.title_lines],
        "subtitle": _string(article.subtitle),
        "byline": _byline(article.byline),
        "continued_from": article.continued_from,
        "continued_on": article.continued_on,
        "blocks": [_block(block) for block in article.blocks],
        # The strings above have no room for their spans; they stand here.
        "spans": {
            "section": _spans(article.section.spans if article.section else ()),
            "kicker": _spans(article.kicker.spans if article.kicker else ()),
            "title_lines": [_spans(line.spans) for line in article.title_lines],
            "subtitle": _spans(article.subtitle.spans if article.subtitle else ()),
        },
    }


def _byline(byline: Byline | None) -> Object | None:
    if byline is None:
        return None
    return {
        "agency": byline.agency,
        "dateline": byline.dateline,
        "credits": [{"role": c.role, "names": list(c.names)} for c in byline.credits],
        "spans": _spans(byline.spans),
    }


def _block(block: Block) -> Object:
    match block:
        case Paragraph(inlines=inlines):
            return {"type": "paragraph", **_inlines(inlines)}
        case Heading(inlines=inlines):
            return {"type": "heading", **_inlines(inlines)}
        case Figure():
            return _figure(block)
        case Quote(blocks=blocks):
            body: Object = {"blocks": [_block(b) for b in blocks]}
            return {"type": "quote", "text": block_text(block), **body}
        case List(items=items, ordered=ordered):
            return {
                "type": "list",
                "text": block_text(block),
                "ordered": ordered,
                "items": [[_block(b) for b in item] for item in items],
            }
        case Table(rows=rows, header_rows=header_rows):
            return {
                "type": "table",
                "text": block_text(block),
                "header_rows": header_rows,
                "rows": [[_inlines(cell) for cell in row] for row in rows],
            }
        case Verse(lines=lines):
            stanza: list[Json] = [_inlines(line) for line in lines]
            return {"type": "verse", "text": block_text(block), "lines": stanza}
        case Separator():
            return {"type": "separator", "text": ""}
        case _:
            assert_never(block)


def _figure(figure: Figure) -> Object:
    content = _inlines(figure.caption)
    return {
        "type": "figure",
        "text": content["text"],
        "caption": plain(figure.caption) if figure.caption else None,
        "credit": _string(figure.credit),
        "image": figure.image,
        "alt": figure.alt,
        "spans": content["spans"],
        "credit_spans": _spans(figure.credit.spans if figure.credit else ()),
        **({"inlines": content["inlines"]} if "inlines" in content else {}),
    }


def _inlines(inlines: Inlines) -> Object:
    value: Object = {"text": plain(inlines), "spans": _spans(spans_of(inlines))}
    if not is_plain(inlines):
        value["inlines"] = [_inline(inline) for inline in inlines]
    return value


def _inline(inline: Inline) -> Object:
    match inline:
        case Text():
            return {"type": "text", **_text(inline)}
        case LineBreak():
            return {"type": "break"}
        case Link(href=href, inlines=inner):
            return {"type": "link", "href": href, "inlines": [_inline(i) for i in inner]}
        case Ruby(inlines=inner, reading=reading):
            return {"type": "ruby", "reading": reading, "inlines": [_inline(i) for i in inner]}
        case Emphasis(inlines=inner) | Strong(inlines=inner):
            kind = "emphasis" if isinstance(inline, Emphasis) else "strong"
            return {"type": kind, "inlines": [_inline(i) for i in inner]}
        case Superscript(inlines=inner) | Subscript(inlines=inner):
            kind = "superscript" if isinstance(inline, Superscript) else "subscript"
            return {"type": kind, "inlines": [_inline(i) for i in inner]}
        case _:
            assert_never(inline)


def _text(text: Text) -> Object:
    return {"text": text.text, "spans": _spans(text.spans)}


def _string(text: Text | None) -> str | None:
    return text.text if text else None


def _spans(spans: Spans) -> list[Json]:
    return [[span.source, span.start, span.end] for span in spans]
