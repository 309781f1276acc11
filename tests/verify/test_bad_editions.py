"""Damaged and hostile editions: one clear error, bounded memory, nothing fetched or written."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converter import archive
from converter.archive import Archive
from converter.cli import main
from converter.errors import ConverterError, InputError, LimitError
from converter.verify import marked, read
from tests.verify.editions import FORMATS, edition, repacked, rezipped
from tests.writers.pdf_samples import FULL

EDITIONS = {format: edition(FULL, format) for format in FORMATS}
PAGE = "EPUB/article-001.xhtml"
DOCUMENT = "word/document.xml"
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&c;</p></body></html>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<d xmlns="http://www.w3.org/1999/xhtml"><body><p>&x;</p></body></d>"""
DEEP = b"<html>" + b"<div>" * 5000 + b"</div>" * 5000 + b"</html>"


def with_entry(format: str, name: str, content: bytes) -> bytes:
    return rezipped(EDITIONS[format], lambda entries: entries.update({name: content}))


def without_entry(format: str, name: str) -> bytes:
    def hand(entries: dict[str, bytes]) -> None:
        del entries[name]

    return rezipped(EDITIONS[format], hand)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is no PDF, DOCX or EPUB"),
        (b"just text", "this is no PDF, DOCX or EPUB"),
        (EDITIONS["pdf"][:20_000], "this PDF is damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, "this PDF is damaged"),
        (EDITIONS["docx"][:5_000], "this archive is damaged"),
        (EDITIONS["epub"][:5_000], "this archive is damaged"),
        (without_entry("docx", DOCUMENT), "there is no word/document.xml in it"),
        (without_entry("epub", PAGE), "there is no EPUB/article-001.xhtml in it"),
        (without_entry("epub", "META-INF/container.xml"), "neither DOCX nor EPUB"),
        (with_entry("epub", PAGE, b"<html><body><p>"), "not well-formed XML"),
        (with_entry("epub", PAGE, DEEP), "not well-formed XML"),
        (with_entry("epub", PAGE, ENTITIES), "declares entities"),
        (with_entry("epub", PAGE, OUTSIDE), "declares entities"),
        (with_entry("docx", DOCUMENT, OUTSIDE), "declares entities"),
        (with_entry("epub", "../../outside.xhtml", b""), "lies outside the archive"),
        (with_entry("docx", "/outside.xml", b""), "lies outside the archive"),
    ],
)  # fmt: skip
def test_a_damaged_edition_is_one_error_that_names_it(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "it")
    assert said in caught.value.what
    assert caught.value.where
    assert caught.value.where.startswith("it")


@pytest.mark.parametrize("format", ["docx", "epub"])
def test_an_archive_that_unpacks_without_end_is_refused(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MARKUP", 1 << 16)
    bomb = b"<a>" + b" " * (1 << 20) + b"</a>"
    with pytest.raises(LimitError, match="unpacks to more than"):
        read(with_entry(format, DOCUMENT if format == "docx" else PAGE, bomb), "it")


def test_an_archive_that_lies_about_its_sizes_is_read_within_bounds() -> None:
    bomb = bytearray(with_entry("docx", DOCUMENT, b" " * (4 << 20)))
    entry = bytes(bomb).rindex(DOCUMENT.encode()) - 46
    bomb[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(ConverterError, match=r"damaged|unpacks"):
        read(bytes(bomb), "it")


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ENTRIES", 10)
    with pytest.raises(LimitError, match="more than 10 entries"):
        read(EDITIONS["epub"], "it")


def test_all_that_is_read_of_an_archive_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST", 1000)
    out = io.BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("a", b"x" * 600)
        made.writestr("b", b"x" * 600)
    opened = Archive(out.getvalue(), "it")
    opened.read("a")
    with pytest.raises(LimitError):
        opened.read("b")


def bomb_in_a_page(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"")
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(140)) + packer.flush()
    stream.write(data, filter=pikepdf.Name.FlateDecode)
    pdf.pages[0].obj.Contents = stream


def circle(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot.K[0]
    root.K.append(root)


def no_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def other_digest(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    at = xmp.index(b"<proof:digest>") + 14
    pdf.Root.Metadata = pdf.make_stream(xmp[:at] + b"0" * 64 + xmp[at + 64 :])


@pytest.mark.parametrize("change", [bomb_in_a_page, circle, no_structure, other_digest])
def test_a_hostile_pdf_is_one_error(change: Callable[[pikepdf.Pdf], None]) -> None:
    with pytest.raises(ConverterError) as caught:
        read(repacked(EDITIONS["pdf"], change), "it")
    assert caught.value.where == "it"


def test_a_locked_pdf_is_one_error() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(EDITIONS["pdf"])) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(InputError, match="damaged or locked"):
        read(out.getvalue(), "it")


def test_a_map_of_codes_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "MOST_CODES", 100)

    def endless(pdf: pikepdf.Pdf) -> None:
        ranges = b"<0000> <FFFF> <0041>\n" * 1000
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode = pdf.make_stream(b"beginbfrange\n" + ranges + b"endbfrange")

    assert read(repacked(EDITIONS["pdf"], endless), "it").pieces


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1 << 30), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_bytes_changed_are_an_error_of_ours_or_none(
    format: str, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(EDITIONS[format])
    for at, byte in changes:
        data[at % len(data)] = byte
    with suppress(ConverterError):
        read(bytes(data), "it")


def test_an_edition_without_a_record_asks_for_the_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "it.epub"
    path.write_bytes(without_entry("epub", "META-INF/proof.json"))
    assert main(["verify", str(path)]) == 10
    assert capsys.readouterr().err == (
        f"converter: {path}: it carries no record of its model "
        "(compare with the model: --against ISSUE.json)\n"
    )
