"""An EPUB's container: what it says of itself, and the pages of its spine (EPUB 3.3, 4 and 5)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from bs4 import BeautifulSoup

from converter.archive import MARKUP, Archive
from converter.errors import InputError
from converter.readers.encoding import decode
from converter.readers.html_tree import parse

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
REMEDY = "make it anew, or open it in an editor of e-books and save it"
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_EMPTY = re.compile(r"<(?P<name>[A-Za-z][\w:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_END = re.compile(r"</(body|html|dtbook)\s*>|<(html|body)\b[^>]*/>", re.IGNORECASE)
_ENTITIES = re.compile(r"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BookPage:
    name: str
    """Its entry in the archive."""
    properties: frozenset[str]
    linear: bool


class Book:
    """Raises `InputError` where the book is damaged, `LimitError` where it unpacks beyond bounds."""

    def __init__(self, data: bytes, where: str) -> None:
        self.archive, self.where = Archive(data, where, REMEDY), where
        if CONTAINER not in self.archive:
            raise InputError("this archive is no EPUB", where=where, remedy=REMEDY)
        files = self.archive.xml(CONTAINER).iter("{*}rootfile")
        self._package = next((str(p) for f in files if (p := f.get("full-path"))), "")
        if self._package not in self.archive:
            said = f"there is no {self._package or 'package'} in it"
            raise InputError(said, where=where, remedy=REMEDY)
        self._root = self.archive.xml(self._package)
        self._locked: frozenset[str] = frozenset()
        if ENCRYPTION in self.archive:
            references = self.archive.xml(ENCRYPTION).iter("{*}CipherReference")
            self._locked = frozenset(unquote(each.get("URI") or "") for each in references)

    def said(self, name: str) -> str:
        """The first value of an element of Dublin Core."""
        found = self._root.find(f".//{DC}{name}")
        return " ".join((found.text or "").split()) if found is not None else ""

    def pages(self) -> Iterator[BookPage]:
        """The pages in the order of reading. Raises `InputError` where one of them is missing."""
        items = {item.get("id"): item for item in self._root.iter(f"{OPF}item")}
        seen = set()
        for reference in self._root.iter(f"{OPF}itemref"):
            item = items.get(reference.get("idref"))
            name = self.resolve(self._package, item.get("href") or "") if item is not None else ""
            if item is None or name in seen:
                continue
            if item.get("media-type") in _PAGES:
                if name not in self.archive:
                    raise InputError(f"there is no {name} in it", where=self.where, remedy=REMEDY)
                seen.add(name)
                properties = frozenset((item.get("properties") or "").split())
                yield BookPage(name, properties, reference.get("linear") != "no")

    def covers(self) -> frozenset[str]:
        """The pages that the book's guide names as its cover or its contents."""
        found = set()
        for reference in self._root.iter(f"{OPF}reference"):
            if (reference.get("type") or "").lower() in ("cover", "toc"):
                found.add(self.resolve(self._package, reference.get("href") or ""))
        return frozenset(found)

    def resolve(self, base: str, href: str) -> str:
        """The entry that a reference from another leads to; empty where it leads outside."""
        try:
            parts = urlsplit(href)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc:
            return ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))

    def page(self, name: str) -> BeautifulSoup:
        """A page as a tree; its pictures are named by their entries in the archive."""
        where = f"{self.where}: {name}"
        if name in self._locked:
            raise InputError("this book is locked to one reader or device", where=self.where)
        text = decode(self.archive.read(name, MARKUP), where, None)
        if _ENTITIES.search(text):
            raise InputError("its XML declares entities", where=where, remedy=REMEDY)
        if not _END.search(text):
            # A parser of HTML would take what is left for the whole.
            raise InputError("it breaks off before its end", where=where, remedy=REMEDY)
        soup = parse(_EMPTY.sub(_opened, text), where)
        for picture in soup.find_all(["img", "image"]):
            target = picture.get("src") or picture.get("xlink:href") or picture.get("href") or ""
            picture.name = "img"
            entry = self.resolve(name, str(target))
            there = entry in self.archive
            picture["src"] = quote(f"{self.where}/{entry}") if there else str(target)
            if there and str(picture.get("alt") or "").endswith(posixpath.basename(entry)):
                picture["alt"] = ""  # a file's name describes nothing
            picture["data-entry"] = entry if there else ""
        return soup


def _opened(match: re.Match[str]) -> str:
    """An element without content, as HTML has it: `<title/>` would be open to the end there."""
    name = match["name"]
    return match[0] if name.lower() in _VOID else f"<{name}{match['rest']}></{name}>"
