"""WordprocessingML built element by element with lxml, and the characters XML can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# XML 1.0, production 2 (Char): everything else cannot stand in a document, even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


@cache
def qualified(name: str) -> str:
    """`w:val` in lxml's notation; a name without a prefix stays as it is."""
    prefix, colon, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


@cache
def _namespace(prefix: str) -> dict[str, str]:
    return {prefix: NAMESPACES[prefix]}


def element(name: str, attributes: Mapping[str, str], *children: Element) -> Element:
    """An element with prefixed name and attributes; values must have been cleaned."""
    made = etree.Element(
        qualified(name),
        {qualified(key): value for key, value in attributes.items()},
        _namespace(name.partition(":")[0]),
    )
    made.extend(children)
    return made


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of the main namespace, whose attributes are of that namespace too."""
    made = etree.Element(
        qualified(f"w:{tag}"),
        {qualified(f"w:{key}"): str(value) for key, value in attributes.items()},
        _namespace("w"),
    )
    made.extend(children)
    return made


def paragraph(style: str, *content: Element) -> Element:
    """A paragraph, which always names its style: its first child is `w:pPr`."""
    return w("p", w("pPr", w("pStyle", val=style)), *content)


def plain_run(text: str, style: str | None = None) -> Element:
    """A run of text; tabs and line breaks within it become `w:tab` and `w:br`."""
    run = w("r")
    if style:
        run.append(w("rPr", w("rStyle", val=style)))
    for piece in re.split("(\r\n|[\t\n\r])", clean(text)):
        if piece == "\t":
            run.append(w("tab"))
        elif piece in ("\n", "\r", "\r\n"):
            run.append(w("br"))
        elif piece:
            run.append(_text(piece))
    return run


def field(instruction: str, style: str | None = None) -> list[Element]:
    """The runs of a field that shows nothing until a program fills it in (17.16.18)."""
    text = w("instrText")
    text.text = instruction
    text.set(SPACE, "preserve")
    marks = w("fldChar", fldCharType="begin"), text, w("fldChar", fldCharType="end")
    runs = [w("r", mark) for mark in marks]
    for run in runs if style else ():
        run.insert(0, w("rPr", w("rStyle", val=style or "")))
    return runs


def _text(text: str) -> Element:
    made = w("t")
    made.text = text
    if text != text.strip():
        made.set(SPACE, "preserve")
    return made


def serialize(root: Element) -> bytes:
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
