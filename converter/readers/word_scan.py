"""One paragraph of a Word document, run by run, as an editor would have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from converter.passage import Mark
from converter.readers import references
from converter.readers.word_inlines import Piece
from converter.readers.word_package import R, W, WordPackage, looks, value

if TYPE_CHECKING:
    from lxml.etree import _Element

T = TypeVar("T")

MOST_FIELDS = 40
"""Fields within one another."""
SKIPPED = frozenset(
    "pPr rPr del moveFrom delText instrText rt rubyBase rubyPr sdtPr sdtEndPr tblPr trPr tcPr "
    "proofErr commentRangeStart commentRangeEnd commentReference annotationRef".split()
)
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\\S\s+)*"([^"]*)"', re.IGNORECASE)


class Drawn(NamedTuple):
    """A picture in a paragraph."""

    entry: str
    """Its part in the package; empty where it lies outside."""
    target: str
    alt: str
    first: bool
    """It stands before the text of its paragraph."""


class Field:
    """A field (ECMA-376 part 1, 17.16): its instruction, then what it shows."""

    def __init__(self) -> None:
        self.instruction: list[str] = []
        self.shows = False

    @property
    def link(self) -> str | None:
        match = _HYPERLINK.match("".join(self.instruction))
        return references.link(match[1]) if match else None


class Context:
    """What a scan must know of the document around it."""

    def __init__(self, package: WordPackage) -> None:
        self.references = package.references
        self.fields: list[Field] = []
        """Those that are open."""
        self._package = package
        self._rubies = 0

    def link(self, relationship: str) -> str | None:
        kind, target = self.references.get(relationship, ("", ""))
        return references.link(target) if kind == "hyperlink" else None

    def drawn(self, relationship: str, alt: str, *, first: bool) -> Drawn:
        _, target = self.references.get(relationship, ("", ""))
        there = target in self._package.archive
        return Drawn(target if there else "", target, alt, first)

    def marks(self, run: _Element, paragraph: str) -> tuple[tuple[Mark, ...], str, bool]:
        """What a run's style and formatting put on it, the style's name, whether it is hidden."""
        properties, styles = run.find(f"{W}rPr"), self._package.styles
        style_id = "" if properties is None else value(properties.find(f"{W}rStyle")) or ""
        on = looks(properties).over(styles.looks(style_id))
        base = styles.looks(paragraph)
        # Where the whole paragraph is bold, bold says nothing of a run in it.
        strong = bool(on.strong) and not base.strong
        emphasis = bool(on.emphasis) and not base.emphasis
        names = tuple(styles.names(style_id)) or (style_id.lower(),)
        strong = strong or any(name.startswith("strong") for name in names)
        emphasis = emphasis or any("emphasis" in name for name in names)
        raised = on.raised or next((n for n in ("superscript", "subscript") if n in names[0]), None)
        found = [Mark(n) for n, holds in (("strong", strong), ("emphasis", emphasis)) if holds]
        if raised in ("superscript", "subscript"):
            found.append(Mark(raised))
        return tuple(found), names[0], bool(on.hidden)

    def next_ruby(self) -> int:
        self._rubies += 1
        return self._rubies


class Scan(Generic[T]):
    """Goes through one paragraph."""

    def __init__(self, context: Context, style: str, box: Callable[[_Element], list[T]]) -> None:
        self._context, self._style, self._box = context, style, box
        self.pieces: list[Piece] = []
        self.pictures: list[Drawn] = []
        self.bookmarks: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[T] = []

    def within(self, element: _Element, marks: tuple[Mark, ...]) -> None:
        for child in element:
            tag = local(child)
            if tag in SKIPPED:
                continue
            if tag == "r":
                self._run(child, marks)
            elif tag == "hyperlink":
                href = self._context.link(child.get(f"{R}id") or "")
                self.within(child, (*marks, Mark("link", href)) if href else marks)
            elif tag == "fldSimple":
                match = _HYPERLINK.match(child.get(f"{W}instr") or "")
                href = references.link(match[1]) if match else None
                self.within(child, (*marks, Mark("link", href)) if href else marks)
            elif tag == "bookmarkStart":
                self.bookmarks.append(child.get(f"{W}name") or "")
            elif tag == "AlternateContent":
                self.within(choice(child), marks)
            elif tag in ("oMath", "oMathPara"):
                text = "".join(t.text or "" for t in child.iter("{*}t"))
                self._say(text, marks, "")
            else:
                self.within(child, marks)

    def _run(self, run: _Element, marks: tuple[Mark, ...]) -> None:
        own, style, hidden = self._context.marks(run, self._style)
        if hidden:
            return
        self._in_run(run, (*own, *(mark for mark in marks if mark not in own)), style)

    def _in_run(self, run: _Element, marks: tuple[Mark, ...], style: str) -> None:
        for child in run:
            tag = local(child)
            if tag == "t":
                self._say(child.text or "", marks, style)
            elif tag in _CHARACTERS:
                self._say(_CHARACTERS[tag], marks, style)
            elif tag == "br":
                if child.get(f"{W}type") in (None, "textWrapping"):
                    self._say("\n", marks, style)
            elif tag == "sym":
                self._say(_symbol(child.get(f"{W}char") or ""), marks, style)
            elif tag == "ruby":
                self._ruby(child, marks, style)
            elif tag in ("fldChar", "instrText"):
                self._field(tag, child)
            elif tag in ("footnoteReference", "endnoteReference"):
                self.notes.append((tag.removesuffix("Reference"), child.get(f"{W}id") or ""))
            elif tag in ("drawing", "pict", "object"):
                self._drawing(child)
            elif tag == "AlternateContent":
                self._in_run(choice(child), marks, style)
            elif tag not in SKIPPED:
                self._in_run(child, marks, style)

    def _say(self, text: str, marks: tuple[Mark, ...], style: str) -> None:
        fields = self._context.fields
        if not text or any(not field.shows for field in fields):
            return
        href = next((field.link for field in fields if field.link), None)
        if href and not any(mark.kind == "link" for mark in marks):
            marks = (*marks, Mark("link", href))
        last = self.pieces[-1] if self.pieces else None
        if last and last.marks == marks and last.style == style:
            self.pieces[-1] = last._replace(text=last.text + text)
        else:
            self.pieces.append(Piece(text, marks, style))

    def _ruby(self, ruby: _Element, marks: tuple[Mark, ...], style: str) -> None:
        base, reading = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
        said = "" if reading is None else "".join(t.text or "" for t in reading.iter(f"{W}t"))
        if base is not None:
            mark = (Mark(f"ruby#{self._context.next_ruby()}", said),) if said else ()
            before = self._style
            self.within(base, (*marks, *mark))
            self._style = before
        elif said:
            self._say(said, marks, style)

    def _field(self, tag: str, element: _Element) -> None:
        fields = self._context.fields
        kind = element.get(f"{W}fldCharType")
        if tag == "instrText":
            if fields and not fields[-1].shows:
                fields[-1].instruction.append(element.text or "")
        elif kind == "begin":
            if len(fields) < MOST_FIELDS:
                fields.append(Field())
        elif fields and kind == "separate":
            fields[-1].shows = True
        elif fields and kind == "end":
            fields.pop()

    def _drawing(self, element: _Element) -> None:
        """Its pictures, and the text of the boxes in it."""
        alt = ""
        for child in _descend(element):
            tag = local(child)
            if tag == "docPr":
                alt = child.get("descr") or child.get("title") or ""
            elif tag == "shape":
                alt = child.get("alt") or alt
            elif tag == "blip":
                told = child.get(f"{R}embed") or child.get(f"{R}link") or ""
                self.pictures.append(self._context.drawn(told, alt, first=not self.pieces))
            elif tag == "imagedata":
                self.pictures.append(
                    self._context.drawn(child.get(f"{R}id") or "", alt, first=not self.pieces)
                )
            elif tag == "txbxContent":
                self.boxes += self._box(child)


def _descend(element: _Element) -> Iterator[_Element]:
    """What is in a drawing, of alternatives the first, and of boxes the box alone."""
    children = choice(element) if local(element) == "AlternateContent" else element
    for child in children:
        yield child
        if local(child) != "txbxContent":
            yield from _descend(child)


def choice(element: _Element) -> _Element:
    """The first of the alternatives (ECMA-376 part 3, 7.6)."""
    return next(iter(element), element)


def _symbol(code: str) -> str:
    """A character of a symbol font: those of the private use area have no text."""
    if not re.fullmatch(r"[0-9A-Fa-f]{4}", code):
        return ""
    number = int(code, 16)
    return "•" if 0xE000 <= number <= 0xF8FF else "" if 0xD800 <= number < 0xE000 else chr(number)


def local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
