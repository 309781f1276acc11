"""The parts put into one package by python-docx, and saved to the same bytes every time."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.phys_pkg import PhysPkgWriter
from docx.opc.pkgwriter import PackageWriter
from docx.opc.rel import Relationships
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package
from docx.parts.image import ImagePart

from converter.model import Meta
from converter.writers.docx.xml import clean

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can name."""
_LONGEST_PROPERTY = 255
_CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_KINDS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "fonts": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "theme": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "comments": (CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}
"""Content type and relationship type of each kind of part."""


class _StableZip(PhysPkgWriter):
    """Takes the parts as python-docx's own zip writer does, but keeps clock and machine out."""

    def __new__(cls, stream: IO[bytes]) -> _StableZip:
        return object.__new__(cls)  # the base would make its own kind of writer

    def __init__(self, stream: IO[bytes]) -> None:
        self._zip = ZipFile(stream, "w")

    def write(self, name: PackURI, blob: bytes) -> None:
        entry = ZipInfo(name.membername, EPOCH)
        entry.create_system = 0
        entry.compress_type = ZIP_STORED if "/media/" in name else ZIP_DEFLATED
        self._zip.writestr(entry, blob)

    def close(self) -> None:
        self._zip.close()


class _StableWriter(PackageWriter):
    """python-docx's order of parts, `[Content_Types].xml` first, through `_StableZip`."""

    @staticmethod
    def write(pkg_file: IO[bytes], pkg_rels: Relationships, parts: Iterable[Part]) -> None:
        archive = _StableZip(pkg_file)
        PackageWriter._write_content_types_stream(archive, parts)  # type: ignore[no-untyped-call]
        PackageWriter._write_pkg_rels(archive, pkg_rels)  # type: ignore[no-untyped-call]
        PackageWriter._write_parts(archive, parts)
        archive.close()


class Docx:
    """A package under way: parts are added to it, then it is saved."""

    def __init__(self, document: bytes) -> None:
        self._package = Package()
        self._data = 0
        self._document = self._part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, document)
        self._package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, self._document, "document")

    def _part(self, name: str, content_type: str, data: bytes) -> Part:
        return Part(PackURI(name), content_type, data, self._package)

    def add(self, kind: str, data: bytes, name: str | None = None) -> None:
        """Add a part that the document refers to; `kind` is a key of `_KINDS`."""
        content_type, relationship_type = _KINDS[kind]
        part = self._part(f"/word/{name or kind}.xml", content_type, data)
        self._document.load_rel(relationship_type, part, name or kind)

    def add_image(self, relationship: str, suffix: str, media_type: str, data: bytes) -> None:
        name = PackURI(f"/word/media/{relationship}.{suffix}")
        self._document.load_rel(
            RELATIONSHIP_TYPE.IMAGE, ImagePart(name, media_type, data), relationship
        )

    def add_link(self, relationship: str, address: str) -> None:
        self._document.load_rel(
            RELATIONSHIP_TYPE.HYPERLINK, address, relationship, is_external=True
        )

    def add_data(self, relationship: str, data: bytes, properties: bytes) -> None:
        """Add a custom XML data part and the properties that name it (ECMA-376 part 1, 15.2.5)."""
        self._data += 1
        item = self._part(f"/customXml/item{self._data}.xml", CONTENT_TYPE.XML, data)
        name = f"/customXml/itemProps{self._data}.xml"
        described = self._part(name, _CUSTOM_PROPERTIES, properties)
        item.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML_PROPS, described, "properties")
        self._document.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML, item, relationship)

    def add_properties(self, data: bytes) -> None:
        """Add the part of custom document properties (ECMA-376 part 1, 15.2.12.2)."""
        part = self._part("/docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, data)
        self._package.load_rel(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, part, "custom")

    def describe(self, meta: Meta, title: str, moment: datetime.datetime | None) -> None:
        """The core properties; `moment` is when the document was made, as far as that is known."""
        element = CT_CoreProperties.new()
        part = CorePropertiesPart(
            PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, element, self._package
        )
        core = part.core_properties
        core.title = _property(title)
        core.author = _property(meta.publisher or "") or core.title
        core.language = _property(meta.language)
        if meta.number:
            core.subject = _property(meta.number)
        if moment:
            core.created = core.modified = moment.replace(tzinfo=None)
        self._package.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, part, "core")

    def save(self) -> bytes:
        stream = io.BytesIO()
        _StableWriter.write(stream, self._package.rels, self._package.parts)
        return stream.getvalue()


def _property(text: str) -> str:
    return " ".join(clean(text).split())[:_LONGEST_PROPERTY]


def day(date: str | None) -> datetime.datetime | None:
    """The first day that an ISO date, as far as it is known, may mean: its beginning."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", date or "")
    if not found:
        return None
    year, month, number = (int(part or 1) for part in found.groups())
    try:
        made = datetime.datetime(year, month, number)
    except ValueError:
        return None
    return made if year >= 1000 else None
