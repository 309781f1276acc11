"""Finished editions for the tests of verify, and hands that change them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from lxml import etree

from converter.model import Issue
from converter.proof import Record
from converter.verify import Difference, compare, read
from converter.writers import registry
from tests.writers.pdf_samples import DAILY, PICTURES, assets

FORMATS = ("pdf", "docx", "epub")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def edition(issue: Issue, format: str) -> bytes:
    return registry.writer(format)(issue, DAILY, assets(PICTURES)).data


def differences(data: bytes, record: Record | None = None) -> list[Difference]:
    """What verify says of an edition, by the record it carries or by another."""
    found = read(data, "edition")
    told = record or found.record
    assert told is not None
    return compare(found, told)


# --- hands -------------------------------------------------------------------------------------


def rezipped(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """An archive with its entries changed."""
    with ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF with its objects changed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def edited(data: bytes, change: Callable[[list[Any]], None]) -> bytes:
    """An edition whose paragraphs of text, in their order, were changed by a hand.

    What the hand is given are elements of XML, or of the structure tree; it takes out, exchanges or
    alters what is in the list by `drop`, `swap` and `reword`.
    """
    if data.startswith(b"%PDF"):
        return repacked(data, lambda pdf: change(_structured(pdf)))

    def hand(entries: dict[str, bytes]) -> None:
        for name in entries:
            if name == "word/document.xml" or re.search(r"article-\d+\.xhtml$", name):
                root = etree.fromstring(entries[name])
                paragraphs = [p for p in root.iter(f"{W}p", f"{XHTML}p") if _is_text(p)]
                if len(paragraphs) > 2:
                    change(paragraphs)
                    entries[name] = etree.tostring(root, encoding="utf-8", xml_declaration=True)

    return rezipped(data, hand)


def _is_text(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None:
        return bool(style.get(f"{W}val") == "BodyText")
    return paragraph.tag == f"{XHTML}p" and paragraph.get("class") is None


def _structured(pdf: pikepdf.Pdf) -> list[Any]:
    """The paragraphs of the first article."""

    def articles(element: Any) -> Any:
        for kid in element.K if isinstance(element.get("/K"), pikepdf.Array) else ():
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from ([kid] if str(kid.S) == "/Art" else articles(kid))

    article = next(articles(pdf.Root.StructTreeRoot))
    return [kid for kid in article.K if str(kid.S) == "/P"]


def drop(element: Any) -> None:
    if isinstance(element, pikepdf.Dictionary):
        kids = element.P.K
        del kids[[kid.objgen for kid in kids].index(element.objgen)]
    else:
        element.getparent().remove(element)


def swap(one: Any, other: Any) -> None:
    if isinstance(one, pikepdf.Dictionary):
        kids = one.P.K
        numbers = [kid.objgen for kid in kids]
        a, b = numbers.index(one.objgen), numbers.index(other.objgen)
        kids[a], kids[b] = other, one
        return
    home, away = one.getparent(), other.getparent()
    mark = etree.Element("mark")
    home.replace(one, mark)
    away.replace(other, one)
    mark.getparent().replace(mark, other)


def reword(element: Any, old: str, new: str) -> None:
    """Change a word; in a PDF by what the element says it reads."""
    if isinstance(element, pikepdf.Dictionary):
        raise TypeError("a word of a PDF is in its content: see `respelt`")
    for part in element.iter():
        if part.text and old in part.text:
            part.text = part.text.replace(old, new, 1)
            return
    raise AssertionError(f"{old} is not in it")


def respelt(data: bytes, old: str, new: str) -> bytes:
    """A PDF in which one character reads as another, wherever it stands."""
    code = old.encode("utf-16-be").hex().upper()
    other = new.encode("utf-16-be").hex().upper()

    def hand(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            cmap = font.ToUnicode.read_bytes().decode()
            font.ToUnicode = pdf.make_stream(cmap.replace(f"<{code}>", f"<{other}>").encode())

    return repacked(data, hand)
