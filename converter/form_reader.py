"""Reading the JSON form: every value checked, every error naming its place in the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from converter.errors import SchemaError
from converter.model import (
    SCHEMA,
    Article,
    Block,
    Byline,
    Credit,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Issue,
    LineBreak,
    Link,
    List,
    Meta,
    Note,
    Paragraph,
    Quote,
    Repair,
    Ruby,
    Separator,
    Span,
    Spans,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)

T = TypeVar("T")


class Fields:
    """One JSON object being read: typed access by key, and a check that no key is left over."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise SchemaError("an object is needed here", where=where)
        self._values: dict[str, object] = dict(value)
        self.where = where

    def _take(self, key: str, kinds: type | tuple[type, ...], name: str) -> object:
        value = self._values.pop(key, None)
        if value is None or (isinstance(value, kinds) and not _is_stray_bool(value, kinds)):
            return value
        raise SchemaError(f"“{key}” must be {name} or null", where=self.where)

    def string(self, key: str) -> str | None:
        value = self._take(key, str, "a string")
        return None if value is None else str(value)

    def need(self, key: str) -> str:
        value = self.string(key)
        if value is None:
            raise SchemaError(f"“{key}” is missing", where=self.where)
        return value

    def flag(self, key: str) -> bool:
        return bool(self._take(key, bool, "true or false"))

    def number(self, key: str) -> float:
        value = self._take(key, (int, float), "a number")
        return value if isinstance(value, int | float) else 0

    def count(self, key: str) -> int:
        value = self._take(key, int, "a whole number")
        return value if isinstance(value, int) else 0

    def each(self, key: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        value = self._take(key, list, "a list")
        if not isinstance(value, list):
            return ()
        return tuple(read(item, f"{self.where}.{key}[{n}]") for n, item in enumerate(value))

    def child(self, key: str) -> Fields | None:
        value = self._take(key, dict, "an object")
        return None if value is None else Fields(value, f"{self.where}.{key}")

    def has(self, key: str) -> bool:
        return self._values.get(key) is not None

    def close(self) -> None:
        if self._values:
            raise SchemaError(f"unknown key “{next(iter(self._values))}”", where=self.where)


def _is_stray_bool(value: object, kinds: type | tuple[type, ...]) -> bool:
    """JSON's true is an int to Python; it is none to us."""
    return isinstance(value, bool) and kinds is not bool


def read_issue(value: object, where: str) -> Issue:
    fields = Fields(value, where)
    schema = fields.need("schema")
    if schema != SCHEMA:
        raise SchemaError(
            f"schema is “{schema}”", where=where, remedy=f"only “{SCHEMA}” is read here"
        )
    meta = fields.child("meta")
    issue = Issue(
        meta=_meta(meta) if meta else Meta(),
        articles=fields.each("articles", _article),
        furniture=fields.each("furniture", _text),
        repairs=fields.each("repairs", _repair),
        notes=fields.each("notes", _note),
    )
    fields.close()
    return issue


def _meta(fields: Fields) -> Meta:
    meta = Meta(
        title=fields.string("title"),
        date=fields.string("date"),
        number=fields.string("number"),
        page_labels=fields.each("page_labels", _string),
        language=fields.string("language") or Meta().language,
        publisher=fields.string("publisher"),
    )
    fields.close()
    return meta


def _article(value: object, where: str) -> Article:
    fields = Fields(value, where)
    spans = fields.child("spans")
    section, kicker, subtitle = (
        _placed(fields.string(key), spans, key) for key in ("section", "kicker", "subtitle")
    )
    title, lines = fields.string("title"), fields.each("title_lines", _string)
    if title and not lines:
        lines = (title,)
    places = spans.each("title_lines", _span_list) if spans else ()
    if spans:
        spans.close()
    byline = fields.child("byline")
    article = Article(
        id=fields.need("id"),
        page=fields.string("page"),
        section=section,
        kicker=kicker,
        title=title,
        title_lines=tuple(
            Text(line, places[n] if n < len(places) else ()) for n, line in enumerate(lines)
        ),
        subtitle=subtitle,
        byline=_byline(byline) if byline else None,
        continued_from=fields.string("continued_from"),
        continued_on=fields.string("continued_on"),
        blocks=fields.each("blocks", _block),
    )
    fields.close()
    return article


def _placed(text: str | None, spans: Fields | None, key: str) -> Text | None:
    places = spans.each(key, _span) if spans else ()
    return None if text is None else Text(text, places)


def _byline(fields: Fields) -> Byline:
    byline = Byline(
        agency=fields.string("agency"),
        dateline=fields.string("dateline"),
        credits=fields.each("credits", _credit),
        spans=fields.each("spans", _span),
    )
    fields.close()
    return byline


def _credit(value: object, where: str) -> Credit:
    fields = Fields(value, where)
    credit = Credit(role=fields.string("role") or "", names=fields.each("names", _string))
    fields.close()
    return credit


def _block(value: object, where: str) -> Block:
    fields = Fields(value, where)
    kind = fields.need("type")
    if kind not in _BLOCKS:
        known = ", ".join(_BLOCKS)
        raise SchemaError(f"unknown block type “{kind}”", where=where, remedy=f"one of {known}")
    block = _BLOCKS[kind](fields)
    fields.string("text")  # derived from what else the block holds
    fields.each("spans", _span)
    fields.close()
    return block


def _paragraph(fields: Fields) -> Paragraph:
    return Paragraph(_content(fields))


def _heading(fields: Fields) -> Heading:
    return Heading(_content(fields))


def _figure(fields: Fields) -> Figure:
    caption, credit = fields.string("caption"), fields.string("credit")
    inlines = fields.each("inlines", _inline)
    spans = fields.each("spans", _span)
    credit_spans = fields.each("credit_spans", _span)
    return Figure(
        caption=inlines or ((Text(caption, spans),) if caption else ()),
        credit=None if credit is None else Text(credit, credit_spans),
        image=fields.string("image"),
        alt=fields.string("alt"),
    )


def _quote(fields: Fields) -> Quote:
    if not fields.has("blocks"):
        return Quote((Paragraph(_content(fields)),))
    return Quote(fields.each("blocks", _block))


def _list(fields: Fields) -> List:
    return List(items=fields.each("items", _item), ordered=fields.flag("ordered"))


def _item(value: object, where: str) -> tuple[Block, ...]:
    if not isinstance(value, list):
        raise SchemaError("an item is a list of blocks", where=where)
    return tuple(_block(block, f"{where}[{n}]") for n, block in enumerate(value))


def _table(fields: Fields) -> Table:
    return Table(rows=fields.each("rows", _row), header_rows=fields.count("header_rows"))


def _row(value: object, where: str) -> tuple[Inlines, ...]:
    if not isinstance(value, list):
        raise SchemaError("a row is a list of cells", where=where)
    return tuple(_cell(cell, f"{where}[{n}]") for n, cell in enumerate(value))


def _cell(value: object, where: str) -> Inlines:
    fields = Fields(value, where)
    content = _content(fields)
    fields.close()
    return content


def _verse(fields: Fields) -> Verse:
    return Verse(lines=fields.each("lines", _cell))


def _separator(_: Fields) -> Separator:
    return Separator()


_BLOCKS: dict[str, Callable[[Fields], Block]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "figure": _figure,
    "quote": _quote,
    "list": _list,
    "table": _table,
    "verse": _verse,
    "separator": _separator,
}


def _content(fields: Fields) -> Inlines:
    inlines = fields.each("inlines", _inline)
    text, spans = fields.string("text"), fields.each("spans", _span)
    if inlines:
        return inlines
    return (Text(text, spans),) if text else ()


def _inline(value: object, where: str) -> Inline:
    fields = Fields(value, where)
    kind = fields.need("type")
    if kind == "text":
        leaf: Inline = Text(fields.need("text"), fields.each("spans", _span))
    elif kind == "break":
        leaf = LineBreak()
    else:
        leaf = _marked(kind, fields)
    fields.close()
    return leaf


def _marked(kind: str, fields: Fields) -> Inline:
    inner = fields.each("inlines", _inline)
    match kind:
        case "emphasis":
            return Emphasis(inner)
        case "strong":
            return Strong(inner)
        case "superscript":
            return Superscript(inner)
        case "subscript":
            return Subscript(inner)
        case "link":
            return Link(fields.need("href"), inner)
        case "ruby":
            return Ruby(inner, fields.need("reading"))
        case _:
            raise SchemaError(f"unknown inline type “{kind}”", where=fields.where)


def _text(value: object, where: str) -> Text:
    fields = Fields(value, where)
    text = Text(fields.need("text"), fields.each("spans", _span))
    fields.close()
    return text


def _repair(value: object, where: str) -> Repair:
    fields = Fields(value, where)
    repair = Repair(
        code=fields.need("code"),
        before=fields.need("before"),
        after=fields.need("after"),
        confidence=fields.number("confidence"),
        spans=fields.each("spans", _span),
        why=fields.string("why") or "",
    )
    fields.close()
    return repair


def _note(value: object, where: str) -> Note:
    fields = Fields(value, where)
    note = Note(fields.need("code"), fields.need("text"), fields.each("spans", _span))
    fields.close()
    return note


def _string(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise SchemaError("a string is needed here", where=where)
    return value


def _span_list(value: object, where: str) -> Spans:
    if not isinstance(value, list):
        raise SchemaError("a list of spans is needed here", where=where)
    return tuple(_span(span, f"{where}[{n}]") for n, span in enumerate(value))


def _span(value: object, where: str) -> Span:
    match value:
        case [str(source), int(start), int(end)] if 0 <= start <= end:
            return Span(source, start, end)
        case _:
            raise SchemaError("a span is [source, start, end]", where=where)
