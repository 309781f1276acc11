"""A Word document's package: its parts, what they refer to, its styles and its numbering.

Nothing is trusted: parts may be missing, references may lead nowhere, styles may be based on one
another in a circle.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from converter.archive import Archive
from converter.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REMEDY = "save it anew as .docx"
STRICT = "http://purl.oclc.org/ooxml/"
"""The namespaces of ISO 29500 strict, which few programs write."""
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The head of a compound file: what Word wrote up to 2003, and what it locks with a password."""


class Looks(NamedTuple):
    """What a style, or the formatting of a run, says of its text; None where it says nothing."""

    strong: bool | None = None
    emphasis: bool | None = None
    raised: str | None = None
    """`superscript`, `subscript`, or `baseline`."""
    hidden: bool | None = None

    def over(self, below: Looks) -> Looks:
        """These looks, and those below where they say nothing."""
        return Looks(
            below.strong if self.strong is None else self.strong,
            below.emphasis if self.emphasis is None else self.emphasis,
            self.raised or below.raised,
            below.hidden if self.hidden is None else self.hidden,
        )


PLAIN = Looks()


@dataclass(frozen=True, slots=True)
class WordStyle:
    name: str
    """In English for the styles that Word brings, whatever language it runs in."""
    above: str | None
    """The id of the style it is based on."""
    looks: Looks
    outline: int | None
    numbering: tuple[str, int] | None


@dataclass(slots=True)
class Styles:
    known: dict[str, WordStyle] = field(default_factory=dict)

    def chain(self, style_id: str) -> Iterator[tuple[str, WordStyle]]:
        """A style and those it is based on, each once."""
        seen: set[str] = set()
        next_id: str | None = style_id
        while next_id is not None and next_id not in seen and next_id in self.known:
            seen.add(next_id)
            yield next_id, self.known[next_id]
            next_id = self.known[next_id].above

    def looks(self, style_id: str) -> Looks:
        looks = PLAIN
        for _, style in self.chain(style_id):
            looks = looks.over(style.looks)
        return looks

    def outline(self, style_id: str) -> int | None:
        return next((s.outline for _, s in self.chain(style_id) if s.outline is not None), None)

    def numbering(self, style_id: str) -> tuple[str, int] | None:
        return next((s.numbering for _, s in self.chain(style_id) if s.numbering), None)

    def names(self, style_id: str) -> Iterator[str]:
        """The names of a style and of those it is based on, in lower case."""
        yield from (style.name.lower() for _, style in self.chain(style_id))


class WordPackage:
    """The parts of a document; raises `InputError` where it has no text part."""

    def __init__(self, data: bytes, where: str) -> None:
        if data.startswith(OLD):
            raise InputError(
                "an old Word document, or one that is locked by a password",
                where=where,
                remedy="save it without a password as .docx",
            )
        self.archive = Archive(data, where, REMEDY)
        if "[Content_Types].xml" not in self.archive:
            raise InputError("this archive is no Word document", where=where, remedy=REMEDY)
        self.where = where
        main = (t for kind, t in self.relationships("").values() if kind == "officeDocument")
        self.main = next(main, "word/document.xml")
        if self.main not in self.archive:
            raise InputError(f"there is no {self.main} in it", where=where, remedy=REMEDY)
        root = self.archive.xml(self.main)
        if root.tag != f"{W}document":
            raise InputError(self._otherwise(str(root.tag)), where=where, remedy=REMEDY)
        body = root.find(f"{W}body")
        if body is None:
            raise InputError(f"{self.main} has no body", where=where, remedy=REMEDY)
        self.body: _Element = body

    def _otherwise(self, tag: str) -> str:
        if tag.startswith("{" + STRICT):
            return "this is strict Open XML, which is not read"
        return f"{self.main} is no text of a Word document"

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Of a part: what each refers to, by its id, as kind and target.

        The target is the name of a part, or an address outside the package, which has a scheme.
        """
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.archive:
            return {}
        found = {}
        for each in self.archive.xml(rels):
            target = each.get("Target") or ""
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id") or ""] = ((each.get("Type") or "").rpartition("/")[2], target)
        return found

    @cached_property
    def references(self) -> dict[str, tuple[str, str]]:
        """Of the text part."""
        return self.relationships(self.main)

    def parts(self, kind: str) -> Iterator[str]:
        """The parts of a kind that the text refers to and that are there."""
        for found, target in self.references.values():
            if found == kind and target in self.archive:
                yield target

    def part(self, kind: str) -> _Element | None:
        name = next(self.parts(kind), None)
        return self.archive.xml(name) if name else None

    @cached_property
    def styles(self) -> Styles:
        root = self.part("styles")
        known: dict[str, WordStyle] = {}
        for style in () if root is None else root.iter(f"{W}style"):
            properties = style.find(f"{W}pPr")
            outline = None if properties is None else properties.find(f"{W}outlineLvl")
            known[style.get(f"{W}styleId", "")] = WordStyle(
                value(style.find(f"{W}name")) or "",
                value(style.find(f"{W}basedOn")),
                looks(style.find(f"{W}rPr")),
                number(value(outline)),
                None if properties is None else numbering(properties),
            )
        return Styles(known)

    @cached_property
    def default_style(self) -> str:
        """The id of the style of a paragraph that names none."""
        root = self.part("styles")
        for style in () if root is None else root.iter(f"{W}style"):
            if style.get(f"{W}default") in ("1", "true") and style.get(f"{W}type") == "paragraph":
                return str(style.get(f"{W}styleId", ""))
        return ""

    @cached_property
    def restarted(self) -> frozenset[str]:
        """The lists that begin to count anew."""
        root = self.part("numbering")
        return frozenset(
            num.get(f"{W}numId", "")
            for num in (() if root is None else root.iter(f"{W}num"))
            if num.find(f".//{W}startOverride") is not None
        )

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each list, by its number."""
        root = self.part("numbering")
        return {
            num.get(f"{W}numId", ""): value(num.find(f"{W}abstractNumId")) or ""
            for num in (() if root is None else root.iter(f"{W}num"))
        }

    @cached_property
    def counted(self) -> dict[tuple[str, int], bool]:
        """Whether a list counts its items, by its number and level; False for bullets."""
        root = self.part("numbering")
        if root is None:
            return {}
        kinds = {
            kind.get(f"{W}abstractNumId"): [
                value(level.find(f"{W}numFmt")) for level in kind.iter(f"{W}lvl")
            ]
            for kind in root.iter(f"{W}abstractNum")
        }
        found = {}
        for num in root.iter(f"{W}num"):
            formats = kinds.get(value(num.find(f"{W}abstractNumId")), ())
            for level, format_ in enumerate(formats):
                found[num.get(f"{W}numId", ""), level] = format_ not in (None, "bullet", "none")
        return found

    def core(self) -> dict[str, str]:
        """What the document says of itself: title, language and the like."""
        name = next((t for k, t in self.relationships("").values() if k == "core-properties"), "")
        if name not in self.archive:
            return {}
        return {
            each.tag.rpartition("}")[2]: " ".join((each.text or "").split())
            for each in self.archive.xml(name)
            if isinstance(each.tag, str)
        }

    def data(self) -> Iterator[_Element]:
        """The parts of custom XML data."""
        for name in sorted(self.archive.names()):
            if re.fullmatch(r"customXml/item\d+\.xml", name):
                yield self.archive.xml(name)


def value(element: _Element | None) -> str | None:
    """The `w:val` of an element."""
    return None if element is None else element.get(f"{W}val")


def number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else None


def switch(element: _Element | None) -> bool | None:
    """What a property says that is on or off (ECMA-376 part 1, 17.17.4)."""
    if element is None:
        return None
    return element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def looks(properties: _Element | None) -> Looks:
    """What run properties say."""
    if properties is None:
        return PLAIN
    italic, dotted = switch(properties.find(f"{W}i")), switch(properties.find(f"{W}em"))
    return Looks(
        switch(properties.find(f"{W}b")),
        italic if dotted is None else bool(italic) or dotted,
        value(properties.find(f"{W}vertAlign")),
        switch(properties.find(f"{W}vanish")),
    )


def numbering(properties: _Element) -> tuple[str, int] | None:
    """Which list paragraph properties put a paragraph into, and how deep; list 0 is none."""
    found = properties.find(f"{W}numPr")
    if found is None:
        return None
    return value(found.find(f"{W}numId")) or "", number(value(found.find(f"{W}ilvl"))) or 0
