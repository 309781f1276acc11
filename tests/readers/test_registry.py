"""Readers and writers are found by name, those of other packages too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from converter import plugins
from converter.errors import FormatError
from converter.page import Page
from converter.readers import registry as readers
from converter.readers.document import Document
from converter.writers import registry as writers

MODULE = """
from converter.page import Page
from converter.writers.edition import Written

def read(document):
    return Page(document.name, document.data.decode(), ())

read.suffixes = {suffixes!r}

def write(issue, theme, assets):
    return Written(b"shouted")

write.suffix = ".shout.txt"
"""


def install(folder: Path, entry_points: str, suffixes: tuple[str, ...] = ("shout",)) -> None:
    """An installed package, as pip would leave it, with the given entry points."""
    (folder / "shouting.py").write_text(MODULE.format(suffixes=suffixes), "utf-8")
    info = folder / "shouting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(entry_points)


BOTH = """\
[converter.readers]
shout = shouting:read

[converter.writers]
shout = shouting:write
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages that this process sees."""
    monkeypatch.syspath_prepend(tmp_path)
    plugins.refresh()
    yield tmp_path
    sys.modules.pop("shouting", None)
    monkeypatch.undo()
    plugins.refresh()


def test_the_built_in_formats_are_entry_points_like_any_other() -> None:
    assert {"text", "markdown", "html", "json", "docx", "epub"} <= set(readers.names())
    assert {"docx", "pdf", "epub", "json", "markdown", "text", "html"} <= set(writers.names())
    assert plugins.package(readers.GROUP, "text") == "converter"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("A1.txt", "text"),
        ("A1.TXT", "text"),
        ("page.md", "markdown"),
        ("page.htm", "html"),
        ("page.xhtml", "html"),
        ("issue.json", "json"),
        ("edited.DOCX", "docx"),
        ("book.epub", "epub"),
        ("page.dat", "text"),
        ("page", "text"),
        ("v1.2/page", "text"),
    ],
)
def test_a_suffix_tells_the_format(name: str, expected: str) -> None:
    assert readers.format_of(name) == expected


def test_a_document_is_read_by_what_its_name_tells_or_by_the_format_named() -> None:
    document = Document("page.md", b"a **bold** word")
    by_name, as_text = readers.read(document), readers.read(document, "text")
    assert isinstance(by_name, Page)
    assert isinstance(as_text, Page)
    assert by_name.chunks[0].text.text == "a bold word"
    assert as_text.chunks[0].text.text == "a **bold** word"


def test_an_unknown_format_is_an_error_with_the_nearest_and_all_the_known() -> None:
    with pytest.raises(FormatError, match=r"did you mean “markdown”.*known: docx, epub,"):
        readers.reader("markdwon")
    with pytest.raises(FormatError, match=r"no writer is called “doc”.*docx"):
        writers.writer("doc")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("docx", ".docx"), ("markdown", ".md"), ("text", ".txt"), ("html", ".html")],
)
def test_an_edition_is_named_for_its_format(name: str, suffix: str) -> None:
    assert writers.suffix(name) == suffix


def test_a_reader_and_a_writer_of_another_package_appear(site: Path) -> None:
    install(site, BOTH)
    plugins.refresh()
    assert "shout" in readers.names()
    assert plugins.package(readers.GROUP, "shout") == "shouting"
    assert readers.format_of("page.SHOUT") == "shout"
    assert readers.suffixes()["shout"] == "shout"
    page = readers.read(Document("page.shout", b"HEY"))
    assert isinstance(page, Page)
    assert page.text == "HEY"
    assert writers.suffix("shout") == ".shout.txt"


def test_another_process_sees_them_too(tmp_path: Path) -> None:
    install(tmp_path, BOTH)
    done = subprocess.run(
        [sys.executable, "-m", "converter", "formats"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert any(line.split()[:3] == ["shout", "reads", ".shout"] for line in done.stdout.split("\n"))
    assert ".shout.txt" in done.stdout


def test_a_name_that_is_taken_is_an_error_and_no_surprise(site: Path) -> None:
    install(site, "[converter.readers]\ntext = shouting:read\n")
    plugins.refresh()
    with pytest.raises(FormatError, match="“text” is claimed by two readers") as caught:
        readers.names()
    assert caught.value.where == "converter and shouting"
    assert writers.names()


def test_a_suffix_that_is_taken_is_an_error(site: Path) -> None:
    install(site, BOTH, suffixes=("shout", ".md"))
    plugins.refresh()
    with pytest.raises(FormatError, match=r"claims the suffix \.md, which “markdown” reads"):
        readers.suffixes()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere:read", "cannot be loaded: ModuleNotFoundError"),
        ("shouting:absent", "cannot be loaded: AttributeError"),
        ("shouting:__name__", "is no function"),
    ],
)
def test_a_plug_in_that_is_broken_is_an_error_that_names_its_package(
    site: Path, target: str, said: str
) -> None:
    install(site, f"[converter.readers]\nshout = {target}\n")
    plugins.refresh()
    with pytest.raises(FormatError, match=said) as caught:
        readers.reader("shout")
    assert caught.value.where == "shouting"


def test_no_reader_is_imported_to_look_up_a_suffix() -> None:
    code = (
        "import sys; from converter.readers import registry; registry.format_of('page.md');"
        "registry.suffixes(); print([m for m in ('bs4', 'lxml', 'markdown_it') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
