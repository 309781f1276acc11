"""Inlines as runs: each with at most one character style, and none formatted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from converter.model import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from converter.theme import Style
from converter.walk import plain
from converter.writers.docx.draft import Draft
from converter.writers.docx.marks import PLAIN, Marks
from converter.writers.docx.measure import half_points
from converter.writers.docx.xml import Element, element, plain_run, w


def runs(inlines: Inlines, style: Style, draft: Draft, marks: Marks = PLAIN) -> Iterator[Element]:
    """The runs of inlines; `style` is that of the paragraph, by which ruby is measured."""
    for inline in inlines:
        yield from _runs(inline, style, draft, marks)


def _runs(inline: Inline, style: Style, draft: Draft, marks: Marks) -> Iterator[Element]:
    match inline:
        case Text(text=text, spans=spans):
            if text:
                yield from draft.runs(text, spans, draft.style_of(marks))
        case LineBreak():
            yield w("r", w("br"))
        case Emphasis(inlines=inner):
            yield from runs(inner, style, draft, replace(marks, emphasis=True))
        case Strong(inlines=inner):
            yield from runs(inner, style, draft, replace(marks, strong=True))
        case Superscript(inlines=inner):
            yield from runs(inner, style, draft, replace(marks, raised="superscript"))
        case Subscript(inlines=inner):
            yield from runs(inner, style, draft, replace(marks, raised="subscript"))
        case Link():
            yield from _link(inline, style, draft, marks)
        case Ruby():
            yield _ruby(inline, style, draft, marks)
        case _:
            assert_never(inline)


def _link(link: Link, style: Style, draft: Draft, marks: Marks) -> Iterator[Element]:
    """A hyperlink; one within another, which Word forbids, and an unsafe one are plain text."""
    relationship = None if marks.link else draft.link(link.href)
    if relationship is None:
        yield from runs(link.inlines, style, draft, marks)
        return
    inner = runs(link.inlines, style, draft, replace(marks, link=True))
    yield element("w:hyperlink", {"r:id": relationship, "w:history": "1"}, *inner)


def _ruby(ruby: Ruby, style: Style, draft: Draft, marks: Marks) -> Element:
    """A reading half as large above its base (ECMA-376 part 1, 17.3.3.25)."""
    character = draft.style_of(marks)
    size = half_points(style.size)
    properties = w(
        "rubyPr",
        w("rubyAlign", val="center"),
        w("hps", val=max(1, size // 2)),
        w("hpsRaise", val=max(1, size * 9 // 10)),
        w("hpsBaseText", val=size),
        w("lid", val=draft.words.east_asian),
    )
    base = plain_run(plain(ruby.inlines), character)
    reading = plain_run(ruby.reading, character)
    return w("r", w("ruby", properties, w("rt", reading), w("rubyBase", base)))
