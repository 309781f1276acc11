"""The PDF edition read back by its structure tree (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name
from pikepdf import settings as limits

from converter import proof
from converter.archive import LARGEST, REMEDY
from converter.errors import ConverterError, InputError, SchemaError
from converter.pictures import LARGEST as LARGEST_PICTURE
from converter.proof import Record, Role
from converter.verify.edition import Edition, Pieces
from converter.verify.marked import Marked, marked
from converter.verify.thumbs import thumb_of

DEEPEST = 200
"""Levels of the structure tree."""
PACKAGE, DIGEST = "/converter", "{urn:converter:proof:1#}digest"
TEXTS = {
    "Flag": Role.SECTION,
    "Kicker": Role.KICKER,
    "Deck": Role.DECK,
    "Byline": Role.BYLINE,
    "Jump": Role.JUMP,
    "Line": Role.VERSE,
    "TD": Role.CELL,
    "TH": Role.CELL,
    "Cutline": Role.CAPTION,
    "Caption": Role.CAPTION,
    "Furniture": Role.FURNITURE,
}
"""Elements that hold a text, by their types."""
HEADINGS = frozenset(f"H{level}" for level in ("", *range(1, 7)))
WITHIN = frozenset(("Span", "Link", "Reference", "Credit", "Quote", "Code", "Ruby", "RB", "RP"))
"""Elements within a text."""
SILENT = frozenset(("Imprint", "TOC", "Lbl", "Artifact"))
"""What the edition itself says."""


def read(data: bytes, where: str, *, thumbs: bool = False) -> Edition:
    """Raises `InputError` where the file is damaged or not tagged, `SchemaError` where its record
    is damaged."""
    try:
        with _bounded(), pikepdf.open(io.BytesIO(data)) as pdf:
            return _read(pdf, where, thumbs)
    except ConverterError:
        raise
    except Exception as error:  # on bad data qpdf raises whatever it likes
        known = str(error).splitlines()[:1]
        said = re.sub(r"^stream <.*?>: |<.*?>", "", known[0] if known else "")
        raise InputError(
            f"this PDF is damaged or locked: {said}".rstrip(": "), where=where, remedy=REMEDY
        ) from None


@contextmanager
def _bounded() -> Iterator[None]:
    """qpdf unpacks no stream beyond what editions can have."""
    before = limits.set_qpdf_limits(
        flate_max_memory=LARGEST, png_max_memory=LARGEST, run_length_max_memory=LARGEST,
        tiff_max_memory=LARGEST, dct_max_memory=LARGEST, doc_max_warnings=100,
    )  # fmt: skip
    try:
        yield
    finally:
        limits.set_qpdf_limits(**cast(Any, before))


def _read(pdf: pikepdf.Pdf, where: str, thumbs: bool) -> Edition:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        raise InputError("this PDF has no structure", where=where, remedy=REMEDY)
    record = _record(pdf, where)
    found = marked(pdf)
    language = record.language if record else str(pdf.Root.get("/Lang", ""))
    reading = _Reading(found, Pieces(language, thumbs=thumbs))
    reading.elements(_kids(tree), "", Role.PARAGRAPH, 0)
    for text in found.unmarked:
        reading.pieces.text(Role.PARAGRAPH, text)
    return reading.pieces.edition("pdf", where, record)


def _record(pdf: pikepdf.Pdf, where: str) -> Record | None:
    own = pdf.Root.get("/PieceInfo", Dictionary()).get(PACKAGE)
    if own is None:
        return None
    text = bytes(own.Private.get_stream_buffer()).decode("utf-8", "replace")
    record = proof.from_text(text, where=where)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if metadata.get(DIGEST) not in (None, record.digest):
            raise SchemaError("its record is not that of its metadata", where=where)
    return record


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def _tag(element: Any) -> str:
    return str(element.get("/S", "")).lstrip("/")


class _Reading:
    """Goes through the tree; each element is visited once, whatever refers to it."""

    def __init__(self, found: Marked, pieces: Pieces) -> None:
        self.found, self.pieces = found, pieces
        self._seen: set[tuple[int, int]] = set()

    def elements(self, kids: list[Any], parent: str, role: Role, depth: int) -> None:
        for kid in kids:
            if isinstance(kid, Dictionary) and "/S" in kid and self._new(kid, depth):
                self._element(kid, parent, role, depth)

    def _new(self, element: Any, depth: int) -> bool:
        identity = element.objgen
        if depth > DEEPEST or (identity[0] and identity in self._seen):
            raise ValueError("its structure goes round in a circle")
        self._seen.add(identity)
        return True

    def _element(self, element: Any, parent: str, role: Role, depth: int) -> None:
        tag, where = _tag(element), _where(element)
        if tag in SILENT:
            return
        if tag in HEADINGS:
            own = {"Document": Role.MASTHEAD, "Head": Role.TITLE}.get(parent, Role.HEADING)
            self.pieces.text(own, self._text(element, depth), where)
        elif tag in ("Caption", "Cutline"):
            self._caption(element, where, depth)
        elif tag in TEXTS or tag == "P":
            self.pieces.text(TEXTS.get(tag, role), self._text(element, depth), where)
        else:
            if tag == "Figure":
                self._pictures(element, where)
            within = {"BlockQuote": Role.QUOTE, "L": Role.ITEM}.get(tag, role)
            self.elements(_kids(element), tag, within, depth + 1)

    def _caption(self, element: Any, where: str, depth: int) -> None:
        credit = [kid for kid in _kids(element) if isinstance(kid, Dictionary)]
        credit = [kid for kid in credit if _tag(kid) == "Credit"]
        self.pieces.text(Role.CAPTION, self._text(element, depth, without="Credit"), where)
        text = "".join(self._text(kid, depth) for kid in credit)
        self.pieces.text(Role.CREDIT, text, where)

    def _pictures(self, element: Any, where: str) -> None:
        for page, number in self._marks(element):
            for digest, image in self.found.pictures.get((page, number), ()):
                self.pieces.picture(digest, where, partial(_thumb, image))

    def _marks(self, element: Any) -> Iterator[tuple[int, int]]:
        for kid in _kids(element):
            if mark := self._mark(kid, element):
                yield mark

    def _mark(self, kid: Any, element: Any) -> tuple[int, int] | None:
        """Page and number of marked content that a kid of an element is."""
        if isinstance(kid, int):
            page = element.get("/Pg")
            return (self.found.pages[page.objgen], kid) if page is not None else None
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            page = kid.get("/Pg", element.get("/Pg"))
            return self.found.pages[page.objgen], int(kid.MCID)
        return None

    def _text(self, element: Any, depth: int, without: str = "") -> str:
        """The text of an element and of those within it, a reading behind its base."""
        said: list[str] = []
        for kid in _kids(element):
            if mark := self._mark(kid, element):
                said.append(self.found.texts.get(mark, ""))
            elif isinstance(kid, Dictionary) and "/S" in kid and _tag(kid) != without:
                self._new(kid, depth)
                text = self._text(kid, depth + 1)
                said.append(f"({text})" if _tag(kid) == "RT" else text)
        return "".join(said)


def _thumb(image: Any) -> bytes:
    if int(image.Width) * int(image.Height) > LARGEST_PICTURE:
        return b""
    return thumb_of(pikepdf.PdfImage(image).as_pil_image())


def _where(element: Any) -> str:
    """The place in the source that an element's user properties tell."""
    attributes = element.get("/A")
    for each in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(each, Dictionary) and each.get("/O") == Name.UserProperties:
            for told in each.get("/P", ()):
                if str(told.get("/N")) == "Source":
                    return str(told.get("/V", ""))
    return ""
