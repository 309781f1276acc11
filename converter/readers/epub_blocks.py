"""The blocks and inlines of our own EPUB edition, by element and class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bs4.element import NavigableString, PreformattedString, Tag

from converter.model import (
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
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)
from converter.readers import references
from converter.readers.html_space import between
from converter.walk import plain

PICTURES = frozenset(("图片", "圖片", "Picture", "图片，说明见图注", "圖片，說明見圖註",
                      "Picture, described by its caption"))  # fmt: skip
"""What the edition says of a picture that nobody described."""
_PHRASES = frozenset(
    "a abbr b bdi bdo br cite code em i mark q rp rt ruby s small span strong sub sup u".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BROKEN = re.compile(r"[ \t\r\f]*\n\s*")
_EDGES = " \t\r\n\f"


def classes(tag: Tag) -> frozenset[str]:
    found = tag.get("class")
    return frozenset(found if isinstance(found, list) else str(found or "").split())


def text(tag: Tag) -> str:
    """The text of an element, a line break as a newline."""
    return plain(inlines(tag.children)).strip()


def blocks(nodes: Iterable[object]) -> tuple[Block, ...]:
    """The blocks that nodes come to; text that stands loose between them is a paragraph."""
    made: list[Block] = []
    loose: list[object] = []
    for node in (*nodes, None):
        if isinstance(node, Tag) and node.name not in _PHRASES:
            made += _loose(loose)
            loose = []
            made += _block(node)
        else:
            loose.append(node)
    made += _loose(loose)
    return tuple(made)


def _loose(nodes: list[object]) -> Iterator[Block]:
    if found := inlines(nodes):
        yield Paragraph(found)


def _block(tag: Tag) -> Iterator[Block]:
    match tag.name:
        case "p":
            yield from _loose(list(tag.children))
        case "figure" | "img":
            yield _figure(tag)
        case "blockquote":
            yield Quote(blocks(tag.children))
        case "ul" | "ol":
            items = [child for child in tag.children if isinstance(child, Tag)]
            yield List(tuple(blocks(item.children) for item in items), tag.name == "ol")
        case "table":
            yield _table(tag)
        case "hr":
            yield Separator()
        case "nav" | "script" | "style":
            pass
        case name if name in _HEADINGS:
            if found := inlines(tag.children):
                yield Heading(found)
        case _ if "verse" in classes(tag):
            yield Verse(tuple(_verse(tag)))
        case _:
            yield from blocks(tag.children)


def _figure(tag: Tag) -> Figure:
    picture = tag if tag.name == "img" else tag.find("img")
    caption: Inlines = ()
    credit = ""
    if below := tag.find("figcaption"):
        assert isinstance(below, Tag)
        spans = [child for child in below.children if isinstance(child, Tag)]
        credit = "".join(text(span) for span in spans if "credit" in classes(span))
        named = [span for span in spans if "caption" in classes(span)]
        if not any("missing" in classes(span) for span in named):
            own = [c for c in below.children if not isinstance(c, Tag) or not _is_credit(c)]
            inner = named[0].children if len(named) == 1 and _alone(own, named[0]) else own
            caption = inlines(inner)
    image, alt = None, ""
    if isinstance(picture, Tag):
        alt = " ".join(str(picture.get("alt") or "").split())
        if picture.get("data-entry"):
            image, _ = references.picture(str(picture.get("src")), None, quoted=True)
    alt = "" if alt in PICTURES else alt
    return Figure(caption, Text(credit) if credit else None, image, alt or None)


def _is_credit(tag: Tag) -> bool:
    return "credit" in classes(tag)


def _alone(nodes: Sequence[object], span: Tag) -> bool:
    """Whether nothing else is said beside an element."""
    return all(node is span or not str(node).strip() for node in nodes)


def _table(tag: Tag) -> Table:
    rows, heads = [], 0
    for row in tag.find_all("tr"):
        cells = [c for c in row.children if isinstance(c, Tag) and c.name in ("td", "th")]
        heads += row.parent is not None and row.parent.name == "thead"
        rows.append(tuple(_cell(cell) for cell in cells))
    return Table(tuple(rows), heads)


def _cell(cell: Tag) -> Inlines:
    """What a cell says; the paragraphs that an editor put into it are parted by line breaks."""
    made: list[Inline] = []
    run: list[object] = []
    for node in (*cell.children, None):
        apart = isinstance(node, Tag) and node.name not in _PHRASES
        if node is not None and not apart:
            run.append(node)
            continue
        parts = [inlines(run), inlines(node.children) if isinstance(node, Tag) else ()]
        for part in filter(None, parts):
            made += [LineBreak(), *part] if made else part
        run = []
    return tuple(made)


def _verse(tag: Tag) -> Iterator[Inlines]:
    """The lines, an empty one between two stanzas."""
    for n, stanza in enumerate(tag.find_all("p")):
        if n:
            yield ()
        lines = [line for line in stanza.find_all("span") if "line" in classes(line)]
        for line in lines or [stanza]:
            yield inlines(line.children)


# --- inlines -----------------------------------------------------------------------------------


def inlines(nodes: Iterable[object]) -> Inlines:
    """Nodes as inlines, without white space around them; a line end within a text is a space."""
    made = _joined(_inlines(nodes))
    while made and isinstance(made[0], Text) and not made[0].text.strip(_EDGES):
        made = made[1:]
    while made and isinstance(made[-1], Text) and not made[-1].text.strip(_EDGES):
        made = made[:-1]
    if made and isinstance(made[0], Text):
        made = [Text(made[0].text.lstrip(_EDGES)), *made[1:]]
    if made and isinstance(made[-1], Text):
        made = [*made[:-1], Text(made[-1].text.rstrip(_EDGES))]
    return tuple(made)


def _inlines(nodes: Iterable[object]) -> Iterator[Inline]:
    for node in nodes:
        if isinstance(node, PreformattedString):
            continue  # comments and the like
        if isinstance(node, NavigableString):
            if said := _BROKEN.sub(_space, str(node)):
                yield Text(said)
        elif isinstance(node, Tag):
            yield from _inline(node)


def _space(match: re.Match[str]) -> str:
    whole = match.string
    return between(whole[: match.start()][-1:], match[0], whole[match.end() :][:1])


def _inline(tag: Tag) -> Iterator[Inline]:
    if tag.name == "br":
        yield LineBreak()
        return
    if tag.name == "ruby":
        reading = "".join(text(rt) for rt in tag.find_all("rt"))
        base = tuple(_joined(_inlines(c for c in tag.children if _name(c) not in ("rt", "rp"))))
        if base:
            yield Ruby(base, reading)
        return
    inner = tuple(_joined(_inlines(tag.children)))
    if not inner:
        return
    match tag.name:
        case "em" | "i" | "cite":
            yield Emphasis(inner)
        case "strong" | "b":
            yield Strong(inner)
        case "sup":
            yield Superscript(inner)
        case "sub":
            yield Subscript(inner)
        case "a" if href := references.link(str(tag.get("href") or "")):
            yield Link(href, inner)
        case _:
            yield from inner


def _name(node: object) -> str:
    return node.name if isinstance(node, Tag) else ""


def _joined(found: Iterable[Inline]) -> list[Inline]:
    """Texts that follow one another as one."""
    made: list[Inline] = []
    for inline in found:
        last = made[-1] if made else None
        if isinstance(inline, Text) and isinstance(last, Text):
            made[-1] = Text(last.text + inline.text)
        else:
            made.append(inline)
    return made
