"""Binding with ebooklib: package document, navigation, NCX and container (EPUB 3.3, 4, 5, 7).

ebooklib passes each page through an HTML parser, which costs most of its time and drops what it
does not know, and it stamps the container with the clock; here pages go in as they are and the
stamps are fixed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ebooklib import epub

from converter import flatplan
from converter.proof import SCHEMA
from converter.writers.epub.navigation import named_nav, paged_ncx, printed_pages

PROOF_NAME = "META-INF/proof.json"
PROOF = f"urn:{SCHEMA.replace('/', ':')}#"
"""The vocabulary of what the metadata say of the model."""
PACKED = (".jpg", ".png", ".gif")
"""How files end that are compressed in themselves."""
NCX = b"""<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="%s"/>"""


@dataclass(frozen=True, slots=True)
class Document:
    """A page of the edition, in the order of reading."""

    file_name: str
    title: str
    content: bytes
    landmark: tuple[str, str] | None = None
    """Where it is a landmark, of what kind (EPUB 3.3, 7.4.5) and by what name."""
    page_mark: str = ""
    """The markup of the printed page that begins in it; the page list is made of these."""


@dataclass(frozen=True, slots=True)
class Resource:
    file_name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the table of contents and those below it."""

    title: str
    href: str
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadatum:
    """An element of the package's metadata; `name` is that of Dublin Core, or `meta`."""

    name: str
    value: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Package:
    identifier: str
    title: str
    language: str
    modified: datetime
    metadata: tuple[Metadatum, ...]
    documents: tuple[Document, ...]
    resources: tuple[Resource, ...]
    cover: Resource
    contents: tuple[Branch, ...]
    contents_title: str
    landmarks_title: str
    pages_title: str
    proof: bytes
    """The record of the model, and its digest."""
    flatplans: tuple[bytes, ...]
    """What the edition does not show of each issue in it."""
    digest: str


def bind(package: Package) -> bytes:
    """The container as bytes."""
    book = epub.EpubBook()
    book.set_identifier(package.identifier)
    book.set_title(package.title)
    book.set_language(package.language)
    book.add_prefix("proof", PROOF)
    book.add_metadata(None, "meta", package.digest, {"property": "proof:digest"})
    book.set_template("ncx", NCX % package.language.encode())
    for datum in package.metadata:
        namespace = None if datum.name == "meta" else "DC"
        book.add_metadata(namespace, datum.name, datum.value, dict(datum.attributes))
    pages = [_Page(number, document) for number, document in enumerate(package.documents)]
    cover = epub.EpubCover(uid="cover-picture", file_name=package.cover.file_name)
    cover.media_type, cover.content = package.cover.media_type, package.cover.data
    book.add_metadata(None, "meta", None, {"name": "cover", "content": cover.id})
    resources = [
        epub.EpubItem(f"resource-{number}", item.file_name, item.media_type, item.data)
        for number, item in enumerate(package.resources)
    ]
    nav = epub.EpubNav(title=package.contents_title)
    for item in (nav, epub.EpubNcx(), cover, *pages, *resources):
        book.add_item(item)
    book.spine = pages
    uids = iter(range(1, 1 << 62))
    book.toc = [_contents(branch, uids) for branch in package.contents]
    book.guide = [
        {"type": document.landmark[0], "title": document.landmark[1], "href": document.file_name}
        for document in package.documents
        if document.landmark
    ]
    options = {
        "mtime": package.modified,
        "landmark_title": package.landmarks_title,
        "pages_title": package.pages_title,
        "raise_exceptions": True,
    }
    out = io.BytesIO()
    _Writer(out, book, options, package).write()
    return out.getvalue()


def _beside(package: Package) -> dict[str, bytes]:
    """What travels beside the book, by its place in the container."""
    files = {PROOF_NAME: package.proof}
    for number, plan in enumerate(package.flatplans, 1):
        stem, _, suffix = flatplan.ENTRY.rpartition(".")
        several = f"-{number:02}" if len(package.flatplans) > 1 else ""
        files[f"{stem}{several}.{suffix}"] = plan
    return files


def _contents(branch: Branch, uids: Iterator[int]) -> Any:
    if branch.branches:
        below = [_contents(inner, uids) for inner in branch.branches]
        return epub.Section(branch.title, branch.href), below
    return epub.Link(branch.href, branch.title, f"entry-{next(uids)}")


class _Page(epub.EpubHtml):  # type: ignore[misc]
    """A page that is written as it is."""

    def __init__(self, number: int, document: Document) -> None:
        super().__init__(f"page-{number}", document.file_name, "application/xhtml+xml")
        self.title = document.title
        self.content = document.content
        self._page_mark = document.page_mark

    def get_content(self, default: bytes | None = None) -> bytes:
        return bytes(self.content)

    def get_body_content(self) -> bytes:
        """What ebooklib searches for marks of printed pages."""
        return f"<div>{self._page_mark}</div>".encode()


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    def __init__(
        self,
        out: io.BytesIO,
        book: epub.EpubBook,
        options: dict[str, Any],
        package: Package,
    ) -> None:
        super().__init__(out, book, options)
        self._package = package

    def write(self) -> None:
        with _FixedZip(self.file_name, "w", ZIP_DEFLATED) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", ZIP_STORED)
            self._write_container()
            for name, data in _beside(self._package).items():
                self.out.writestr(name, data)
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: Any) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        super()._write_opf_file(root)

    def _get_nav(self, item: epub.EpubNav) -> bytes:
        return named_nav(super()._get_nav(item))

    def _get_ncx(self) -> bytes:
        package = self._package
        pages = printed_pages((page.file_name, page.page_mark) for page in package.documents)
        return paged_ncx(super()._get_ncx(), pages, package.pages_title)


class _FixedZip(ZipFile):
    """A container whose entries carry no clock and no platform."""

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        info = ZipInfo(str(zinfo_or_arcname), (1980, 1, 1, 0, 0, 0))
        info.create_system = 3
        info.external_attr = 0o644 << 16
        method = compress_type
        if method is None:
            method = ZIP_STORED if info.filename.endswith(PACKED) else ZIP_DEFLATED
        super().writestr(info, data, method, compresslevel)
