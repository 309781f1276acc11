"""What the command line asks of an edition, asked from a program: `converter.write` and `bind`."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

import converter
from converter.cli import main
from converter.pipeline import EDITIONS

ROOT = Path(__file__).parent.parent
PAGE = """\
### 春耕备种进度加快

云河日报讯(记者 丁望舒) 眼下,春耕由南向北次第展开,各地农户抢晴播种。
“铁路部门开辟绿色通道。
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "A1.txt"
    path.write_text(PAGE, "utf-8")
    return path


def entries(data: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


@pytest.mark.parametrize(
    ("format", "options", "asked"),
    [
        ("docx", converter.Options(), []),
        ("docx", converter.Options(repairs="comments"), ["--with-repairs", "comments"]),
        ("docx", converter.Options(repairs="tracked", notes=True),
         ["--with-repairs", "tracked", "--with-notes"]),
        ("epub", converter.Options(embed_fonts=True), ["--embed-fonts"]),
        ("epub", converter.Options(style="reader"), ["--style", "reader"]),
    ],
)  # fmt: skip
def test_a_program_is_given_the_same_bytes_as_the_command_line(
    format: str, options: converter.Options, asked: list[str], page: Path, tmp_path: Path
) -> None:
    argv = ["convert", str(page), "-o", str(tmp_path / "dist"), "--to", format, "--quiet"]
    assert main([*argv, *asked]) == 0
    pages = converter.read(page)
    assert isinstance(pages, tuple)
    issue = converter.repair(pages)
    assert issue.notes
    issue = converter.understand(page)
    data = converter.write(issue, format, options=options, pages=pages).data
    assert data == (tmp_path / "dist" / f"A1.{format}").read_bytes()


def test_a_program_takes_the_styles_of_a_document(page: Path, tmp_path: Path) -> None:
    issue = converter.understand(page)
    house = tmp_path / "house.docx"
    house.write_bytes(converter.write(issue, "docx", style="archive").data)
    options = converter.Options(reference=str(house))
    own, theirs = (
        entries(converter.write(issue, "docx", options=each).data)["word/styles.xml"]
        for each in (converter.Options(), options)
    )
    assert own != theirs
    options = converter.Options(reference=str(tmp_path / "missing.docx"))
    with pytest.raises(converter.InputError, match="missing"):
        converter.write(issue, "docx", options=options)


def test_several_issues_are_bound_in_whatever_order_they_are_given(page: Path) -> None:
    days = ("2026-03-17", "2026-03-18")
    first, second = (converter.understand(page, converter.Options(date=day)) for day in days)
    book = converter.write([first, second], "epub").data
    assert book == converter.write([second, first], "epub").data
    assert {"EPUB/issue-01/contents.xhtml", "EPUB/issue-02/contents.xhtml"} <= set(entries(book))
    with pytest.raises(converter.FormatError, match="docx cannot bind several issues"):
        converter.write([first, second], "docx")
    with pytest.raises(converter.InputError, match="no issue to bind"):
        converter.write([], "epub")


def test_files_are_bound_as_the_command_line_binds_them(page: Path, tmp_path: Path) -> None:
    *_, last = converter.bind([page], "march", tmp_path / "one")
    assert main(["convert", str(page), "-o", str(tmp_path / "two"), "--bind", "march"]) == 0
    assert last.files[-1].path == str(tmp_path / "one" / "march.epub")
    one, two = (tmp_path / name / "march.epub" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def dates(data: bytes) -> set[str]:
    """Every day that stands in what is said of an edition."""
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            told = pdf.Root.Metadata.read_bytes().decode() + str(dict(pdf.docinfo))
        found = re.findall(r"(?:Date>|D:)(\d{4}-?\d\d-?\d\d)", told)
        return {day.replace("-", "") for day in found}
    files = entries(data)
    parts = (files.get("docProps/core.xml", ""), files.get("EPUB/content.opf", ""))
    found = re.findall(r"(?:modified|created)[^<]*>(\d{4}-\d\d-\d\d)T", "".join(parts))
    return {day.replace("-", "") for day in found}


@pytest.mark.parametrize("format", EDITIONS)
def test_an_edition_is_dated_by_its_issue_or_by_the_environment_and_never_by_a_clock(
    format: str, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    issue = converter.understand(page, converter.Options(date="2026-03-17"))
    assert dates(converter.write(issue, format).data) == {"20260317"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(40 * 365 * 86_400))
    assert dates(converter.write(issue, format).data) == {"20091222"}
