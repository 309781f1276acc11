"""The EPUB edition read back: the pages of its spine, by element and class."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from converter import proof
from converter.archive import Archive
from converter.errors import InputError
from converter.proof import Record, Role, data_digest
from converter.verify.edition import Edition, Pieces
from converter.verify.thumbs import thumb

if TYPE_CHECKING:
    from lxml.etree import _Element

PROOF = "META-INF/proof.json"
CONTAINER = "META-INF/container.xml"
OPF = "{http://www.idpf.org/2007/opf}"
MISSING = "missing"
"""The class of what the edition says in place of something that is not there."""
CLASSES = {
    "masthead": Role.MASTHEAD,
    "section": Role.SECTION,
    "kicker": Role.KICKER,
    "title": Role.TITLE,
    "subtitle": Role.DECK,
    "byline": Role.BYLINE,
    "jump": Role.JUMP,
    "heading": Role.HEADING,
    "caption": Role.CAPTION,
    "credit": Role.CREDIT,
}
PHRASES = frozenset(
    "a abbr b bdi bdo br cite code em i mark q rp rt ruby s small span strong sub sup u".split()
)
"""Elements within a text."""
SKIPPED = frozenset(("nav", "head", "script", "style"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def read(archive: Archive, *, thumbs: bool = False) -> Edition:
    """Raises `InputError` where the book is damaged, `SchemaError` where its record is."""
    record: Record | None = None
    if PROOF in archive:
        text = archive.read(PROOF).decode("utf-8", "replace")
        record = proof.from_text(text, where=archive.where)
    package = _package(archive)
    root = archive.xml(package)
    language = record.language if record else root.get("{http://www.w3.org/XML/1998/namespace}lang")
    reading = _Reading(archive, Pieces(language or "", thumbs=thumbs))
    for name in _spine(root, package, archive.where):
        body = archive.xml(name).find("{*}body")
        if body is not None:
            reading.page = name
            reading.blocks(body, Role.PARAGRAPH)
    return reading.pieces.edition("epub", archive.where, record)


def _package(archive: Archive) -> str:
    for file in archive.xml(CONTAINER).iter("{*}rootfile"):
        if path := file.get("full-path"):
            return str(path)
    raise InputError("its container names no package", where=archive.where)


def _spine(root: _Element, package: str, where: str) -> Iterator[str]:
    """The names of the pages, in the order of reading."""
    items = {item.get("id"): item for item in root.iter(f"{OPF}item")}
    for reference in root.iter(f"{OPF}itemref"):
        item = items.get(reference.get("idref"))
        href = None if item is None else item.get("href")
        if href is None:
            raise InputError("its spine names a page that is not there", where=where)
        yield posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(href)))


@dataclass(slots=True)
class _Reading:
    archive: Archive
    pieces: Pieces
    page: str = ""

    def blocks(self, parent: _Element, role: Role) -> None:
        """What stands in an element that holds blocks; loose text in it is a text too."""
        loose = parent.text or ""
        for child in parent:
            if _tag(child) in PHRASES:
                loose += "".join(_text(child))
            else:
                self.pieces.text(role, loose)
                loose = ""
                self._block(child, role)
            loose += child.tail or ""
        self.pieces.text(role, loose)

    def _block(self, element: _Element, role: Role) -> None:
        tag, classes = _tag(element), set((element.get("class") or "").split())
        if tag in SKIPPED or MISSING in classes or "cover" in classes:
            return
        own = next((CLASSES[name] for name in sorted(classes) if name in CLASSES), None)
        if tag == "img":
            self._picture(element)
        elif tag == "figcaption":
            self._caption(element)
        elif "verse" in classes:
            for line in element.iter("{*}span"):
                if "line" in (line.get("class") or "").split():
                    self._text(line, Role.VERSE)
        elif tag in HEADINGS or tag == "p":
            if "running-head" not in classes and not (tag in HEADINGS and role is Role.FURNITURE):
                self._text(element, own or (Role.HEADING if tag in HEADINGS else role))
        elif tag in ("td", "th"):
            self._text(element, Role.CELL)
        elif tag == "li":
            self._item(element, role)
        elif tag == "blockquote":
            self.blocks(element, Role.QUOTE)
        else:
            self.blocks(element, Role.FURNITURE if "colophon" in classes else role)

    def _item(self, element: _Element, role: Role) -> None:
        role = role if role is Role.FURNITURE else Role.ITEM
        if any(_tag(child) not in PHRASES for child in element):
            self.blocks(element, role)
        else:
            self._text(element, role)

    def _text(self, element: _Element, role: Role) -> None:
        self.pieces.text(role, "".join(_inner(element)), element.get("data-source") or "")

    def _caption(self, element: _Element) -> None:
        loose = element.text or ""
        for child in element:
            classes = (child.get("class") or "").split()
            own = next((CLASSES[name] for name in classes if name in CLASSES), None)
            if own and MISSING not in classes:
                self._text(child, own)
            elif not own:
                loose += "".join(_text(child))
            loose += child.tail or ""
        self.pieces.text(Role.CAPTION, loose)

    def _picture(self, element: _Element) -> None:
        path = unquote(urlsplit(element.get("src") or "").path)
        name = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), path))
        data = self.archive.read(name) if name in self.archive else b""
        self.pieces.picture(data_digest(data), "", lambda: thumb(data))


def _tag(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: _Element) -> Iterator[str]:
    """The characters of an element within a text, a reading in brackets behind its base."""
    tag = _tag(element)
    if tag == "br":
        yield "\n"
    elif tag == "rt":
        yield f"({''.join(_inner(element))})"
    elif tag != "rp":
        yield from _inner(element)


def _inner(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""
