"""What ebooklib leaves out of the ways into a book: names and roles in the nav, pages in the NCX."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "http://www.idpf.org/2007/ops"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
ROLES = {"toc": "doc-toc", "page-list": "doc-pagelist"}
"""DPUB-ARIA 1.1 has no role for landmarks: theirs is that of any `nav`."""


class PrintedPage(NamedTuple):
    name: str
    href: str


def printed_pages(marks: Iterable[tuple[str, str]]) -> tuple[PrintedPage, ...]:
    """The printed pages by their marks, each given with the name of its file."""
    pages = []
    for file_name, mark in marks:
        if mark:
            span = etree.fromstring(f'<div xmlns:epub="{OPS}">{mark}</div>')[0]
            pages.append(PrintedPage(span.get("aria-label", ""), f"{file_name}#{span.get('id')}"))
    return tuple(pages)


def named_nav(data: bytes) -> bytes:
    """The navigation document whose parts have a role and are called by their headings."""
    root = etree.fromstring(data)
    head = root.find(f"{XHTML}head")
    if head is not None:
        head.insert(0, etree.Element(f"{XHTML}meta", charset="utf-8"))
    for nav in root.iter(f"{XHTML}nav"):
        kind = str(nav.get(f"{{{OPS}}}type"))
        heading = nav.find(f"{XHTML}h2")
        if heading is not None:
            # ebooklib begins with headings of the second level, below none of the first.
            heading.tag = f"{XHTML}h1"
            heading.set("id", f"{kind}-title")
            nav.set("aria-labelledby", f"{kind}-title")
        if kind in ROLES:
            nav.set("role", ROLES[kind])
        if kind == "toc":
            nav.set("id", "toc")
    tree = root.getroottree()
    return bytes(etree.tostring(tree, encoding="utf-8", xml_declaration=True))


def paged_ncx(data: bytes, pages: tuple[PrintedPage, ...], title: str) -> bytes:
    """The NCX with its depth and the list of printed pages (Z39.86, 8.4)."""
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    # What ebooklib makes has no namespace until it is read again.
    said = {
        "dtb:depth": str(_depth(root.find(f"{NCX}navMap"))),
        "dtb:totalPageCount": str(len(pages)),
        "dtb:maxPageNumber": str(max((_number(page.name) for page in pages), default=0)),
    }
    for meta in root.iter(f"{NCX}meta"):
        meta.set("content", said.get(meta.get("name", ""), meta.get("content", "")))
    if pages:
        listed = etree.SubElement(root, f"{NCX}pageList")
        _label(listed, title)
        for number, page in enumerate(pages, 1):
            kind = {"id": f"printed-{number}"}
            if value := _number(page.name):
                kind |= {"type": "normal", "value": str(value)}
            else:
                kind["type"] = "special"
            target = etree.SubElement(listed, f"{NCX}pageTarget", kind)
            _label(target, page.name)
            etree.SubElement(target, f"{NCX}content", src=page.href)
    return bytes(etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True))


def _label(parent: etree._Element, text: str) -> None:
    label = etree.SubElement(parent, f"{NCX}navLabel")
    etree.SubElement(label, f"{NCX}text").text = text


def _depth(element: etree._Element | None) -> int:
    """How many levels of entries stand below an element."""
    if element is None:
        return 0
    return max((1 + _depth(point) for point in element.findall(f"{NCX}navPoint")), default=0)


def _number(name: str) -> int:
    """The number of a page that is called by one (“第4版”, “Page 5”), else nothing: A4 is none."""
    bare = name.removeprefix("第").removesuffix("版").lower().removeprefix("page ").strip()
    return int(bare) if bare.isdecimal() else 0
