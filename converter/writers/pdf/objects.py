"""The few kinds of PDF objects that everything else is made of, on reportlab's.

reportlab ends a stream without an end-of-line before `endstream`, which ISO 32000-1, 7.3.8.1 asks
for and PDF/A (ISO 19005-2, 6.1.7.1) insists on; it gives a stream that is not packed an empty list
of filters, which metadata may not have; and it writes its own name over empty entries of the
document's information. All three are mended here.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc

from converter.writers.pdf.compact import compact

Object = Any
"""Whatever reportlab's `format` writes: its objects, numbers, names."""
Reference = pdfdoc.PDFObjectReference

VERSION = (1, 7)
ENCODING_MARK = b"\xfe\xff"
LONGEST_STRING = 8000


class Raw(pdfdoc.PDFObject):
    """Bytes written as they are: names, numbers, arrays of them."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: object) -> bytes:
        return self.data


class Stream(pdfdoc.PDFObject):
    """A stream whose data is as it will stand in the file; its length is entered here."""

    def __init__(self, entries: Object, data: bytes) -> None:
        self.entries = entries
        self.data = data

    def format(self, document: object) -> bytes:
        self.entries["Length"] = len(self.data)
        head: bytes = self.entries.format(document)
        return head + b"\nstream\n" + self.data + b"\nendstream\n"


class Info(pdfdoc.PDFObject):
    """The document information dictionary, of what is known alone."""

    def __init__(self, entries: Mapping[str, Object]) -> None:
        self.entries = entries

    def format(self, document: object) -> bytes:
        return bytes(pdfdoc.PDFDictionary(dict(self.entries)).format(document))


def name(text: str) -> Raw:
    """A name; what a name may not hold is written as its code (7.3.5)."""
    return Raw(
        b"/"
        + b"".join(
            bytes([b]) if 0x21 <= b <= 0x7E and b not in b"()<>[]{}/%#" else b"#%02X" % b
            for b in text.encode()
        )
    )


def string(text: str) -> Raw:
    """A text string: as it is where it is ASCII, else in UTF-16 (7.9.2.2).

    Longer ones than PDF/A allows (ISO 19005-2, 6.1.13) are cut.
    """
    text = text[:LONGEST_STRING]
    if text.isascii() and text.isprintable():
        return Raw(b"(" + re.sub(rb"([()\\])", rb"\\\1", text.encode()) + b")")
    return Raw(b"<" + (ENCODING_MARK + text.encode("utf-16-be", "replace")).hex().encode() + b">")


def number(value: float) -> str:
    """A number as short as a thousandth of a point allows."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def numbers(values: Iterable[float]) -> Raw:
    return Raw(("[" + " ".join(map(number, values)) + "]").encode())


def dictionary(**entries: Object) -> Object:
    return pdfdoc.PDFDictionary({key: value for key, value in entries.items() if value is not None})


def array(items: Iterable[Object]) -> Object:
    return pdfdoc.PDFArray(items)


class File:
    """A PDF file being put together; the same objects in the same order give the same bytes."""

    def __init__(self) -> None:
        document: Any = pdfdoc.PDFDocument(dummyoutline=1, invariant=1, pdfVersion=VERSION)
        self.document = document
        self.catalog = document.Catalog
        extra = ["OutputIntents", "PieceInfo"]
        self.catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, *extra]
        self.catalog.Outlines = None
        self._pages: list[Object] = []

    def add(self, thing: Object) -> Reference:
        """Make a thing an object of its own and refer to it."""
        reference: Reference = self.document.Reference(thing)
        return reference

    def stream(self, data: bytes, *, compress: bool = True, **entries: Object) -> Reference:
        """A stream; what is not to be compressed here may be so already, then `Filter` is among
        the entries."""
        if compress:
            data, entries["Filter"] = zlib.compress(data), name("FlateDecode")
        return self.add(Stream(dictionary(**entries), data))

    def page(self, **entries: Object) -> Reference:
        """Add a page."""
        page = dictionary(Type=name("Page"), Parent=self.add(self.document.Pages), **entries)
        reference = self.add(page)
        self.document.Pages.addPage(page)
        self._pages.append(page)
        return reference

    def annotate(self, page: int, annotation: Object) -> Reference:
        """Put an annotation on a page that was added."""
        entry = self._pages[page]
        reference = self.add(annotation)
        entry["Annots"] = array([*getattr(entry.dict.get("Annots"), "sequence", ()), reference])
        return reference

    def data(self, info: Mapping[str, Object], identity: bytes) -> bytes:
        """The whole file; `identity` tells it from others, and gives it its id."""
        self.document.info = Info(info)
        digest = hashlib.md5(identity, usedforsecurity=False).hexdigest().encode()
        self.document._ID = b"[<%s> <%s>]" % (digest, digest)
        return compact(bytes(self.document.format()))
