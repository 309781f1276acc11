"""Damaged and hostile DOCX and EPUB: one clear error or a note, bounded memory, nothing outside."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

import pytest

from converter import archive, pipeline
from converter.cli import main
from converter.pipeline import inputs
from tests.inputs import files_in, noted, write
from tests.readers.archives import (
    book,
    edited,
    entries,
    p,
    style,
    styles,
    with_images,
    without,
    word,
    word_page,
    xhtml,
    zipped,
)
from tests.readers.test_docx import edition as own_docx
from tests.readers.test_epub import READ
from tests.readers.test_epub import edition as own_epub

pytestmark = pytest.mark.usefixtures("no_network")

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
    + "]>"
)
BODY, PAGE = "word/document.xml", "EPUB/article-001.xhtml"
TEXT = p("江心岛的灯塔重新点亮，夜航的人都认得它。")


def test_a_zip_bomb(fails: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MARKUP", 1 << 16)
    bomb = word(p("零" * 200_000))
    assert len(bomb) < 10_000
    code, line = fails(write(tmp_path / "A1.docx", bomb))
    assert code == 19
    assert "A1.docx: word/document.xml unpacks to more than" in line


def test_a_size_that_is_a_lie(fails: Any, tmp_path: Path) -> None:
    data = bytearray(word(TEXT))
    with ZipFile(io.BytesIO(bytes(data))) as zipped_:
        at = zipped_.getinfo(BODY).header_offset
    # The central directory tells another size than the data has.
    central = data.index(b"PK\x01\x02", at)
    while data[central + 46 : central + 46 + len(BODY)] != BODY.encode():
        central = data.index(b"PK\x01\x02", central + 4)
    data[central + 24 : central + 28] = struct.pack("<I", 10)
    code, line = fails(write(tmp_path / "A1.docx", bytes(data)))
    assert code == 10
    assert "A1.docx: " in line


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil", "word/../../evil", "a\\..\\evil"])
@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_entries_outside_the_archive(fails: Any, tmp_path: Path, name: str, suffix: str) -> None:
    data = word(TEXT) if suffix == "docx" else book({"one.xhtml": "<p>文</p>"})
    out = io.BytesIO(data)
    with ZipFile(out, "a") as zipped_:
        zipped_.writestr(ZipInfo(name), "x")
    code, line = fails(write(tmp_path / f"A1.{suffix}", out.getvalue()))
    assert code == 10
    assert "lies outside the archive" in line
    assert [path.name for path in files_in(tmp_path)] == [f"A1.{suffix}"]


@pytest.mark.parametrize(
    ("part", "name"), [("word/document.xml", "docx"), ("word/styles.xml", "docx")]
)
def test_entity_expansion_in_a_document(fails: Any, tmp_path: Path, part: str, name: str) -> None:
    data = word(p("&a8;" if part == BODY else "文"), {"word/styles.xml": styles()})
    data = edited(data, part, lambda text: LAUGHS + text)
    code, line = fails(write(tmp_path / f"A1.{name}", data))
    assert code == 10
    assert f"{part}: " in line


@pytest.mark.parametrize("part", ["META-INF/container.xml", "OPS/book.opf", "OPS/one.xhtml"])
def test_entity_expansion_in_a_book(fails: Any, tmp_path: Path, part: str) -> None:
    data = book({"one.xhtml": "<p>&a8;</p>"})

    def edit(text: str) -> str:
        at = text.index("?>") + 2 if text.startswith("<?xml") else 0
        return text[:at] + LAUGHS + text[at:]

    code, line = fails(write(tmp_path / "A1.epub", edited(data, part, edit)))
    assert code == 10
    assert f"{part}: its XML declares entities" in line


@pytest.mark.parametrize("missing", ["word/document.xml", r"\[Content_Types\].xml"])
def test_a_document_that_lacks_its_parts(fails: Any, tmp_path: Path, missing: str) -> None:
    code, line = fails(write(tmp_path / "A1.docx", without(word(TEXT), missing)))
    assert code == 10
    assert "save it anew as .docx" in line


def test_a_document_without_styles_numbering_and_relationships_is_read() -> None:
    page = word_page(without(word(TEXT), ".*rels"))
    assert page.chunks[0].text.text.startswith("江心岛")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a": "x"}, "this archive is no EPUB"),
        ({"META-INF/container.xml": "<container/>"}, "there is no package in it"),
        ({"META-INF/container.xml": '<c><rootfile full-path="x.opf"/></c>'}, "there is no x.opf"),
        ({"META-INF/container.xml": "<container"}, "not well-formed XML"),
    ],
)
def test_a_book_that_lacks_its_parts(
    fails: Any, tmp_path: Path, parts: dict[str, str], said: str
) -> None:
    code, line = fails(write(tmp_path / "A1.epub", zipped(parts)))
    assert code == 10
    assert said in line


TWO = {"one.xhtml": "<p>江心岛的灯塔重新点亮。</p>", "two.xhtml": "<p>文</p>"}


def test_a_page_that_the_spine_names_and_the_book_lacks_is_said(fails: Any, tmp_path: Path) -> None:
    code, line = fails(write(tmp_path / "A1.epub", without(book(TWO), "OPS/two.xhtml")))
    assert code == 10
    assert "there is no OPS/two.xhtml in it" in line


def test_a_page_that_breaks_off_is_no_whole_page(fails: Any, tmp_path: Path) -> None:
    cut = edited(book(TWO), "OPS/one.xhtml", lambda text: text[: text.index("重新点亮")])
    code, line = fails(write(tmp_path / "A1.epub", cut))
    assert code == 10
    assert "OPS/one.xhtml: it breaks off before its end" in line


@pytest.mark.parametrize("suffix", ["docx", "epub"])
@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(200), b"no archive", b""])
def test_no_archive_at_all(fails: Any, tmp_path: Path, suffix: str, data: bytes) -> None:
    code, line = fails(write(tmp_path / f"A1.{suffix}", data))
    assert code == 10
    assert f"A1.{suffix}: " in line


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_an_edition_cut_off_or_overwritten(
    fails: Any, works: Any, tmp_path: Path, suffix: str, at: float
) -> None:
    data = own_docx() if suffix == "docx" else own_epub()
    where = int(len(data) * at)
    code, line = fails(write(tmp_path / f"cut.{suffix}", data[:where]))
    assert code == 10
    assert "damaged" in line
    code = main(["convert", str(write(tmp_path / f"over.{suffix}", data[:where] + bytes(64) + data[where + 64 :])),
                 "-o", str(tmp_path / "out"), "--to", "json", "--quiet"])  # fmt: skip
    assert code in (0, 10)


def test_an_old_or_locked_document(fails: Any, tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    code, line = fails(write(tmp_path / "A1.docx", data))
    assert code == 10
    assert "locked by a password" in line


def test_styles_based_on_one_another_in_a_circle() -> None:
    circle = styles(style("A", "Apart", "B"), style("B", "Beside", "A"), style("C", "C", "C"))
    page = word_page(word(p("一", "A") + p("二", "C"), {"word/styles.xml": circle}))
    assert [chunk.text.text for chunk in page.chunks] == ["一", "二"]


@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_nesting_without_end(tmp_path: Path, suffix: str, out: Path) -> None:
    deep = 3000
    cell = "<w:tbl><w:tr><w:tc>"
    nested = word(cell * deep + TEXT + "</w:tc></w:tr></w:tbl>" * deep)
    quotes = book({"one.xhtml": "<blockquote>" * deep + "<p>文</p>" + "</blockquote>" * deep})
    path = write(tmp_path / f"A1.{suffix}", nested if suffix == "docx" else quotes)
    code = main(["convert", str(path), "-o", str(out), "--to", "json", "--quiet"])
    assert code in (0, 10)


@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_nesting_without_end_in_our_own(tmp_path: Path, suffix: str, out: Path) -> None:
    deep = 3000
    if suffix == "epub":
        inner = "<blockquote>" * deep + "<p>文</p>" + "</blockquote>" * deep
        data = edited(
            own_epub(), PAGE, lambda page: page.replace("</article>", f"{inner}</article>")
        )
    else:
        nested = "<w:tbl><w:tr><w:tc>" * deep + TEXT + "</w:tc></w:tr></w:tbl>" * deep
        data = edited(own_docx(), BODY, lambda body: body.replace("<w:body>", f"<w:body>{nested}"))
    path = write(tmp_path / f"A1.{suffix}", data)
    code = main(["convert", str(path), "-o", str(out), "--to", "json", "--quiet"])
    assert code in (0, 10)


# --- pictures ----------------------------------------------------------------------------------


def huge_png(width: int = 20_000, height: int = 10_000) -> bytes:
    """The head of a picture of 200 megapixels, and next to no data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (huge_png(), "megapixels is too large"),
        (b"MZ\x90 no picture at all", "no picture that can be read"),
        (b"", "no picture that can be read"),
    ],
    ids=["huge", "none", "empty"],
)
@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_a_picture_that_cannot_be_used_is_a_note(
    tmp_path: Path, out: Path, suffix: str, picture: bytes, said: str
) -> None:
    data = own_docx() if suffix == "docx" else own_epub()
    name = next(name for name in entries(data) if name.endswith(".png"))
    path = write(tmp_path / f"A1.{suffix}", zipped({**entries(data), name: picture}))
    (done,) = pipeline.convert([path], output=out, to=["docx", "epub"])
    (note,) = done.issue.notes
    assert note.code == "picture-broken"
    assert said in note.text
    assert [len(file.lost) for file in done.files] == [1, 1]


def test_a_picture_beyond_the_limit_is_a_note(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "LIMIT", 1 << 20)
    data = own_epub()
    name = next(name for name in entries(data) if name.endswith(".png"))
    path = write(tmp_path / "A1.epub", zipped({**entries(data), name: bytes(2 << 20)}))
    (done,) = pipeline.convert([path], output=out, to=["epub"])
    assert [note.code for note in done.issue.notes] == ["picture-broken"]


def test_a_picture_that_lies_elsewhere_is_refused(works: Any, tmp_path: Path) -> None:
    write(tmp_path / "secret.png", huge_png(2, 2))
    folder = tmp_path / "in"
    folder.mkdir()
    body = "<h1>旧照</h1><p>江心岛的灯塔重新点亮，夜航的人都认得它。</p>"
    data = book({"one.xhtml": f'{body}<img src="../../../secret.png" alt="远处"/>'})
    issue = works(write(folder / "A1.epub", data))
    assert "picture-refused" in noted(issue)


def test_a_picture_in_json_may_not_lead_out_of_an_archive(tmp_path: Path) -> None:
    write(tmp_path / "A1.epub", own_epub())
    for image in ("A1.epub/../../x.png", "A1.epub/none.png", "B1.epub/EPUB/x.png"):
        named = with_images(READ, {"book.epub/EPUB/pictures/001-ferry.png": image})
        written = pipeline.write(named, "epub", folder=tmp_path)
        assert [line for line in written.lost if "could not be had" in line]


def test_too_many_tags(fails: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TAGS", 100)
    code, line = fails(write(tmp_path / "A1.docx", word(TEXT * 100)))
    assert code == 19
    assert "more than 100 elements in it" in line


def test_a_broken_page_is_read_as_far_as_it_goes(works: Any, tmp_path: Path) -> None:
    data = book(
        {"one.xhtml": ""}, {"OPS/one.xhtml": xhtml("<p>江心岛的灯塔<b>重新点亮。<p>夜航的人")}
    )
    assert works(write(tmp_path / "A1.epub", data))["articles"]
