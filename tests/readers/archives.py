"""Word documents and e-books for the tests of their readers: our own, edited, and those of others."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from zipfile import ZIP_DEFLATED, ZipFile

from converter.model import Block, Figure, Issue, Paragraph
from converter.page import Page
from converter.readers import docx, epub
from converter.readers.document import Document
from converter.walk import block_text, descend

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(entries: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def entries(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(data: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    """An archive with one of its parts edited as text, which must change it."""
    parts = entries(data)
    before = parts[name].decode()
    after = edit(before)
    assert after != before
    return zipped({**parts, name: after})


def without(data: bytes, *patterns: str) -> bytes:
    """An archive without the entries whose names match."""
    kept = {
        name: data
        for name, data in entries(data).items()
        if not any(re.fullmatch(pattern, name) for pattern in patterns)
    }
    return zipped(kept)


# --- Word --------------------------------------------------------------------------------------


def word(
    body: str, parts: Mapping[str, bytes | str] | None = None, relationships: str = ""
) -> bytes:
    """A document of somebody else's: `body` is the markup of its paragraphs."""
    rels = f'<Relationships xmlns="{RELATIONSHIPS}">'
    names = {"styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml",
             "header": "header1.xml"}  # fmt: skip
    told = "".join(
        f'<Relationship Id="{kind}" Type="{TYPES}/{kind}" Target="{target}"/>'
        for kind, target in names.items()
        if f"word/{target}" in (parts or {})
    )
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'{rels}<Relationship Id="d" Type="{TYPES}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f"{rels}{told}{relationships}</Relationships>",
            "word/document.xml": f"<w:document {W} {MORE}><w:body>{body}</w:body></w:document>",
            **(parts or {}),
        }
    )


def styles(*rows: str) -> str:
    return f"<w:styles {W}>{''.join(rows)}</w:styles>"


def style(style_id: str, name: str, above: str = "", inner: str = "") -> str:
    based = f'<w:basedOn w:val="{above}"/>' if above else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f"{based}{inner}</w:style>"
    )


def p(text: str, style_id: str = "", inner: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>' if style_id else ""
    return f"<w:p>{named}{r(text) if text else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read_word(data: bytes) -> Page | Issue:
    return docx.read(Document("edited.docx", data))


def word_issue(data: bytes) -> Issue:
    issue = read_word(data)
    assert isinstance(issue, Issue)
    return issue


def word_page(data: bytes) -> Page:
    page = read_word(data)
    assert isinstance(page, Page)
    return page


# --- EPUB --------------------------------------------------------------------------------------


def book(pages: Mapping[str, str], extra: Mapping[str, bytes | str] | None = None,
         properties: Mapping[str, str] | None = None) -> bytes:  # fmt: skip
    """A book of somebody else's: its pages by their names, in the order of the spine."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml" '
        f'properties="{(properties or {}).get(name, "")}"/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>江岸纪事</dc:title>'
        "<dc:language>zh</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
            "OPS/book.opf": opf,
            **{f"OPS/{name}": xhtml(text) for name, text in pages.items()},
            **(extra or {}),
        }
    )


def xhtml(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{body}</body></html>'
    )


def read_book(data: bytes) -> Page | Issue:
    return epub.read(Document("book.epub", data))


def book_issue(data: bytes) -> Issue:
    issue = read_book(data)
    assert isinstance(issue, Issue)
    return issue


def book_page(data: bytes) -> Page:
    page = read_book(data)
    assert isinstance(page, Page)
    return page


# --- what is compared --------------------------------------------------------------------------


def with_images(issue: Issue, names: Mapping[str, str | None]) -> Issue:
    """An issue whose figures name other pictures."""

    def block(each: Block) -> Block:
        if isinstance(each, Figure) and each.image in names:
            return replace(each, image=names[each.image or ""])
        return each

    articles = (replace(a, blocks=tuple(map(block, a.blocks))) for a in issue.articles)
    return replace(issue, articles=tuple(articles))


def images(issue: Issue) -> list[str]:
    found = [getattr(b, "image", None) for a in issue.articles for b in descend(a.blocks)]
    return [image for image in found if image]


def paragraphs(issue: Issue) -> list[str]:
    return [block_text(b) for a in issue.articles for b in a.blocks if isinstance(b, Paragraph)]


def shown(page: Page) -> list[tuple[str, int | None, str]]:
    return [(str(c.kind), c.level, c.text.text) for c in page.chunks]
