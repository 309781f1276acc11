"""The outline of an issue for a terminal: what was understood, repaired and noticed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from converter.model import (
    Article,
    Block,
    Figure,
    Heading,
    Issue,
    List,
    Meta,
    Note,
    Paragraph,
    Quote,
    Repair,
    Separator,
    Spans,
    Table,
    Verse,
)
from converter.walk import block_text, byline_text

LABEL = 11
"""Columns that the names of the roles take."""
TEXT = 76
"""Columns after which a text is cut."""
SHORT = 12
"""Characters of a change that has room beside its place."""
SURE = 0.9
NOTHING = "(nothing)"

_BOLD, _DIM, _RED, _GREEN, _YELLOW = "1", "2", "31", "32", "33"


@dataclass(frozen=True, slots=True)
class _Pen:
    colour: bool

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def row(self, label: str, text: str, code: str = "") -> str:
        shown = clip(text, TEXT)
        return f"  {self.paint(label.ljust(LABEL), _DIM)} {self.paint(shown, code)}".rstrip()


def outline(issue: Issue, *, colour: bool = False) -> str:
    """The issue as lines of text; `colour` adds ANSI colours and changes nothing else."""
    pen = _Pen(colour)
    lines = [pen.paint(_heading(issue.meta), _BOLD)]
    for number, article in enumerate(issue.articles, 1):
        lines += ["", *_article(article, number, issue.meta, pen)]
    for title, rows in (
        ("Furniture", [pen.row("", text.text) for text in issue.furniture]),
        ("Repairs", [line for repair in issue.repairs for line in _repair(repair, pen)]),
        ("Notes", [line for note in issue.notes for line in _note(note, pen)]),
    ):
        if rows:
            lines += ["", pen.paint(title, _BOLD), *rows]
    return "\n".join(lines) + "\n"


def _heading(meta: Meta) -> str:
    pages = " ".join(meta.page_labels)
    parts = (meta.title or "untitled", meta.date, meta.number, pages, meta.language)
    return " · ".join(visible(part) for part in parts if part)


def _article(article: Article, number: int, meta: Meta, pen: _Pen) -> Iterator[str]:
    page = f" · {article.page}" if article.page else ""
    yield pen.paint(f"{number}{page}", _BOLD)
    heads = (
        ("from", f"page {article.continued_from}" if article.continued_from else None, ""),
        ("section", article.section and article.section.text, ""),
        ("kicker", article.kicker and article.kicker.text, ""),
        ("title", " ／ ".join(line.text for line in article.title_lines), _BOLD),
        ("deck", article.subtitle and article.subtitle.text, ""),
    )
    for label, text, code in heads:
        if text:
            yield pen.row(label, text, code)
    if article.byline:
        english = not meta.language.startswith("zh")
        yield pen.row("byline", byline_text(article.byline, english=english))
    for block in article.blocks:
        yield pen.row(*_block(block))
    if article.continued_on:
        yield pen.row("on", f"page {article.continued_on}")


def _block(block: Block) -> tuple[str, str]:
    text = block_text(block)
    match block:
        case Paragraph():
            return "paragraph", text
        case Heading():
            return "heading", text
        case Figure(credit=credit, image=image):
            place = "" if image else "(picture lost)"
            said = "  ".join(part for part in (text, credit and credit.text, image, place) if part)
            return "figure", said
        case Quote():
            return "quote", text
        case List(items=items):
            return f"list of {len(items)}", text
        case Table(rows=rows):
            return f"{len(rows)} rows", text
        case Verse(lines=lines):
            return f"{len(lines)} verses", text
        case Separator():
            return "separator", "* * *"
        case _:
            assert_never(block)


def _repair(repair: Repair, pen: _Pen) -> Iterator[str]:
    sure = pen.paint(f"{repair.confidence:4.0%}", _GREEN if repair.confidence >= SURE else _YELLOW)
    head = f"  {repair.code.ljust(LABEL)} {sure}"
    place = pen.paint(_place(repair.spans), _DIM)
    before, after = clip(repair.before, TEXT), clip(repair.after, TEXT)
    if not before and not after:
        yield f"{head}  {place}"
        return
    change = " → ".join(
        (pen.paint(before.strip() or NOTHING, _RED), pen.paint(after.strip() or NOTHING, _GREEN))
    )
    if len(before) + len(after) <= SHORT:
        yield f"{head}  {change}  {place}"
    else:
        yield f"{head}  {place}"
        yield f"  {'':{LABEL}}  {change}"
        if repair.why:
            yield f"  {'':{LABEL}}  {pen.paint(visible(repair.why), _DIM)}"


def _note(note: Note, pen: _Pen) -> Iterator[str]:
    yield f"  {note.code.ljust(LABEL)} {pen.paint(_place(note.spans), _DIM)}".rstrip()
    yield f"  {'':{LABEL}} {pen.paint(visible(note.text), _YELLOW)}"


def _place(spans: Spans) -> str:
    """Where a text was read: A1.txt 120–134, 201–215."""
    places: dict[str, list[str]] = {}
    for span in spans:
        places.setdefault(span.source, []).append(f"{span.start}–{span.end}")
    return " ".join(f"{visible(source)} {', '.join(at)}" for source, at in places.items())


def visible(text: str) -> str:
    """A text on one line, a newline as ⏎; what would steer the terminal is written as its code."""
    return "".join(_visible(text.replace("\n", "⏎").replace("\t", " ")))


def _visible(text: Iterable[str]) -> Iterator[str]:
    for character in text:
        if character.isprintable() or character == "\u3000":
            yield character
        else:
            yield f"<U+{ord(character):04X}>"


def clip(text: str, width: int) -> str:
    """The head of a text that fits a width in columns, where a Han character takes two."""
    shown = visible(text[: width + 1])
    columns = fitting = 0
    for n, character in enumerate(shown):
        columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if columns > width:
            return shown[:fitting] + "…"
        if columns < width:
            fitting = n + 1
    return shown
