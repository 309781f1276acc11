"""The DOCX edition read back: paragraphs by their styles (ECMA-376 part 1, 17.3)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from converter import proof
from converter.archive import Archive
from converter.proof import Record, Role, data_digest
from converter.verify.edition import Edition, Pieces
from converter.verify.thumbs import thumb
from converter.writers.docx.roles import BOOKMARK, CREDIT, ROLES, STORE

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DOCUMENT = "word/document.xml"
ISSUE = "{urn:converter:issue:1}"
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
GONE = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "rubyPr"))
"""What is not text: deletions that await an editor, fields, properties."""


def read(archive: Archive, *, thumbs: bool = False) -> Edition:
    """Raises `InputError` where the document is damaged, `SchemaError` where its record is."""
    stores = [
        archive.xml(name)
        for name in sorted(archive.names())
        if re.fullmatch(r"customXml/item\d+\.xml", name)
    ]
    record: Record | None = None
    for root in stores:
        if root.tag == f"{{{STORE}}}proof":
            record = proof.from_text(root.text or "", where=archive.where)
    pieces = Pieces(record.language if record else "", thumbs=thumbs)
    reading = _Reading(archive, pieces, record)
    body = archive.xml(DOCUMENT).find(f"{W}body")
    if body is not None:
        for paragraph in body.iter(f"{W}p"):
            reading.paragraph(paragraph)
    for root in stores:
        if root.tag == f"{ISSUE}furniture":
            for text in root.iter(f"{ISSUE}text"):
                reading.pieces.text(Role.FURNITURE, text.text or "")
    return pieces.edition("docx", archive.where, record)


@dataclass(slots=True)
class _Reading:
    archive: Archive
    pieces: Pieces
    record: Record | None
    _names: dict[str, str] | None = None
    """Style ids that are not ours, and what their names would be as ids."""
    _targets: dict[str, str] | None = None

    def paragraph(self, paragraph: _Element) -> None:
        role = self._role(paragraph)
        where = self._where(paragraph)
        for blip in paragraph.iter(f"{A}blip"):
            data = self._data(blip.get(f"{R}embed") or "")
            self.pieces.picture(data_digest(data), where, partial(thumb, data))
        if role is None or role is Role.PICTURE:
            return
        if role is not Role.CAPTION:
            self.pieces.text(role, "".join(_text(paragraph)), where)
            return
        credit = [run for run in paragraph.iter(f"{W}r") if _style(run, "r") == CREDIT]
        self.pieces.text(Role.CAPTION, "".join(_text(paragraph, frozenset(credit))), where)
        self.pieces.text(Role.CREDIT, "".join(t for run in credit for t in _text(run)), where)

    def _role(self, paragraph: _Element) -> Role | None:
        style = _style(paragraph, "p")
        if style not in ROLES:
            style = self._ids().get(style, style)
        return ROLES.get(style, Role.PARAGRAPH)

    def _ids(self) -> dict[str, str]:
        """Other programs rename the ids of styles and keep their names."""
        if self._names is None:
            self._names = {}
            if "word/styles.xml" in self.archive:
                for style in self.archive.xml("word/styles.xml").iter(f"{W}style"):
                    name = style.find(f"{W}name")
                    said = "" if name is None else name.get(f"{W}val", "")
                    self._names[style.get(f"{W}styleId", "")] = said.title().replace(" ", "")
        return self._names

    def _where(self, paragraph: _Element) -> str:
        """Where the text was read, by the bookmark that names its entry in the record."""
        for bookmark in paragraph.iter(f"{W}bookmarkStart"):
            number = (bookmark.get(f"{W}name") or "").removeprefix(BOOKMARK)
            if self.record and number.isdecimal() and len(number) < 9:
                entries = self.record.entries
                return entries[int(number)].where if int(number) < len(entries) else ""
        return ""

    def _data(self, relationship: str) -> bytes:
        """A picture's data; nothing for one that is not there."""
        if self._targets is None:
            self._targets = {}
            name = "word/_rels/document.xml.rels"
            for each in self.archive.xml(name) if name in self.archive else ():
                target = each.get("Target") or ""
                path = target.lstrip("/") if target.startswith("/") else f"word/{target}"
                self._targets[each.get("Id") or ""] = posixpath.normpath(path)
        name = self._targets.get(relationship, "")
        return self.archive.read(name) if name in self.archive else b""


def _style(element: _Element, kind: str) -> str:
    """The id of the style of a paragraph (`p`) or a run (`r`)."""
    style = element.find(f"{W}{kind}Pr/{W}{kind}Style")
    return "" if style is None else style.get(f"{W}val", "")


def _text(element: _Element, without: frozenset[_Element] = frozenset()) -> Iterator[str]:
    """The characters of an element; a reading stands in brackets behind its base."""
    for child in element:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if tag in GONE or child in without:
            continue
        if tag == "t":
            yield child.text or ""
        elif tag in CHARACTERS:
            yield CHARACTERS[tag]
        elif tag == "ruby":
            base, reading = child.find(f"{W}rubyBase"), child.find(f"{W}rt")
            yield from _text(base) if base is not None else ()
            yield f"({''.join(_text(reading))})" if reading is not None else ""
        elif tag != "drawing":
            yield from _text(child, without)
