"""Whatever is put in: one clear line, an exit code of its own, nothing half-written."""

from __future__ import annotations

import errno
import io
import json
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PIL import Image

from converter.cli import main
from converter.model import Issue, Meta
from converter.pipeline import inputs, outputs
from tests.inputs import PAGE, all_text, files_in, noted, write

pytestmark = pytest.mark.usefixtures("no_network")

# --- inputs ------------------------------------------------------------------------------------


def test_a_missing_file(fails: Any, tmp_path: Path) -> None:
    code, line = fails(tmp_path / "none.txt")
    assert code == 10
    assert f"{tmp_path}/none.txt: there is no such file or folder" in line


def test_a_folder_without_pages(fails: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, line = fails(tmp_path / "empty")
    assert code == 10
    assert "the folder holds no pages (pages end in " in line
    assert ".txt" in line


@pytest.mark.parametrize("data", [b"", b" \n\n\t\n", "\ufeff".encode()])
def test_a_file_without_text(fails: Any, tmp_path: Path, data: bytes) -> None:
    code, line = fails(write(tmp_path / "A1.txt", data))
    assert code == 10
    assert "A1.txt: " in line


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        bytes(range(256)) * 40,
    ],
    ids=["pdf", "zip", "png", "noise"],
)
def test_a_binary_file(fails: Any, tmp_path: Path, data: bytes) -> None:
    code, line = fails(write(tmp_path / "A1.txt", data))
    assert code == 10
    assert "A1.txt: " in line


def test_bytes_that_the_encoding_does_not_read(fails: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "A1.txt", PAGE.encode("gb18030"))
    code, line = fails(path, "--encoding", "utf-8")
    assert code == 11
    assert "A1.txt: " in line


def test_an_unknown_encoding(fails: Any, page: Path) -> None:
    code, line = fails(page, "--encoding", "utf-9")
    assert code == 11
    assert "utf-9" in line


def test_a_file_beyond_the_limit(fails: Any, tmp_path: Path) -> None:
    with (tmp_path / "A1.txt").open("wb") as file:
        file.truncate(inputs.LIMIT + 1)
    code, line = fails(tmp_path / "A1.txt")
    assert code == 19
    assert "larger than 64 MiB" in line


def test_json_that_is_no_issue(fails: Any, tmp_path: Path) -> None:
    code, line = fails(write(tmp_path / "A1.json", b'{"schema": "other/1"}'))
    assert code == 15
    assert "A1.json: " in line


def test_json_with_a_lone_surrogate(fails: Any, tmp_path: Path) -> None:
    data = json.dumps({"schema": "converter/issue/1", "meta": {"title": "\ud800"}, "articles": []})
    code, _ = fails(write(tmp_path / "A1.json", data.encode()), to="json,epub")
    assert code == 15


def test_an_issue_in_json_beside_pages(fails: Any, tmp_path: Path, page: Path) -> None:
    folder = tmp_path / "issue"
    folder.mkdir()
    page.rename(folder / "A1.txt")
    write(folder / "A2.json", b'{"schema": "converter/issue/1", "meta": {}, "articles": []}')
    code, line = fails(folder)
    assert code == 10
    assert "must stand alone" in line


def test_page_labels_that_are_too_many(fails: Any, page: Path) -> None:
    code, line = fails(page, "--page", "A1,A2")
    assert code == 10
    assert "2 page labels for 1 pages" in line


# --- options -----------------------------------------------------------------------------------


@pytest.mark.parametrize("date", ["2026-13-01", "17.3.2026", "2026-3-7", "tomorrow"])
def test_a_date_that_is_none(fails: Any, page: Path, date: str) -> None:
    code, line = fails(page, "--date", date)
    assert code == 10
    assert "is no date; write it as 2026-03-17" in line


def test_a_language_that_is_none(fails: Any, page: Path) -> None:
    code, line = fails(page, "--language", "Chinese!")
    assert code == 10
    assert "zh-Hans" in line


def test_an_unknown_format(fails: Any, page: Path) -> None:
    code, line = fails(page, to="json,epup")
    assert code == 12
    assert "“epup”" in line
    assert "epub" in line.replace("epup", "")
    code, line = fails(page, "--from", "markdwon")
    assert code == 12
    assert "markdown" in line


def test_an_unknown_theme(fails: Any, page: Path) -> None:
    code, line = fails(page, "--style", "dayli")
    assert code == 13
    assert "unknown style “dayli” (nearest is “daily”" in line


def test_a_theme_with_a_wrong_key(fails: Any, page: Path, tmp_path: Path) -> None:
    theme = tmp_path / "mine.toml"
    theme.write_text("[pages]\nwidth = 3\n", "utf-8")
    code, line = fails(page, "--style", theme)
    assert code == 13
    assert "mine.toml: unknown key “pages” (nearest is “page”)" in line
    code, line = fails(page, "--style", tmp_path / "none.toml")
    assert code == 13


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["convert", "A1.txt", "--titel", "x"], "nearest is --title"),
        (["convert"], "INPUT"),
        (["convert", "A1.txt", "--to", ","], "--to names no format"),
        (["publish", "A1.txt"], "publish"),
        ([], "COMMAND"),
    ],
)
def test_a_wrong_command_line(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    printed, error = capsys.readouterr()
    assert printed == ""
    assert error.startswith("converter: ")
    assert said in error
    assert error.count("\n") == 1


# --- issue.toml --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = '云河日报'", "unknown key “titel” (nearest is “title”)"),
        ("date = '17.3.2026'", "is no date"),
        ("pages = 'A1.txt'", "“pages” must be a list of strings"),
        ("pages = ['A9.txt']", "page “A9.txt” is not in the folder"),
        ("pages = ['../A1.txt']", "page “../A1.txt” is not in the folder"),
        ("title = ''", "“title” must be a string"),
        ("title = ", "this is not TOML"),
    ],
)
def test_an_issue_file_with_a_fault(
    fails: Any, tmp_path: Path, page: Path, text: str, said: str
) -> None:
    folder = tmp_path / "issue"
    folder.mkdir()
    (folder / "A1.txt").write_text(PAGE, "utf-8")
    (folder / "issue.toml").write_text(text, "utf-8")
    code, line = fails(folder)
    assert code == 14
    assert "issue.toml: " in line
    assert said in line


# --- pictures ----------------------------------------------------------------------------------


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (4, 3), "navy").save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ("pictures/none.png", "picture-missing"),
        ("broken.png", "picture-broken"),
        ("empty.png", "picture-broken"),
        ("../outside.png", "picture-refused"),
        ("link.png", "picture-refused"),
        ("linked/outside.png", "picture-refused"),
    ],
)
def test_a_picture_that_cannot_be_had_is_noted_and_its_caption_stays(
    works: Any, tmp_path: Path, image: str, code: str
) -> None:
    folder = tmp_path / "issue"
    folder.mkdir()
    write(tmp_path / "outside.png", picture())
    write(folder / "broken.png", picture()[:40])
    write(folder / "empty.png", b"")
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "linked").symlink_to(tmp_path)
    text = f"{PAGE}\n![暮色]({image})\n▲暮色中的湖滨。 柏舟 摄\n"
    (folder / "A1.txt").write_text(text, "utf-8")
    issue = works(folder / "A1.txt", to="json,docx,epub")
    assert code in noted(issue)
    assert "暮色中的湖滨" in all_text(issue)


# --- outputs -----------------------------------------------------------------------------------


def test_a_file_in_place_of_the_folder(
    page: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out.write_text("mine")
    assert main(["convert", str(page), "-o", str(out), "--to", "json"]) == 18
    assert "cannot be written" in capsys.readouterr().err
    assert out.read_text() == "mine"


def test_a_folder_in_place_of_the_edition(
    page: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / "A1.json").mkdir(parents=True)
    assert main(["convert", str(page), "-o", str(out), "--to", "docx,json"]) == 18
    assert "A1.json: a folder stands where" in capsys.readouterr().err
    assert list(files_in(out)) == []


class FullDisk(io.BytesIO):
    """A file on a disk that is full after a few bytes."""

    def __init__(self, path: str, _: str) -> None:
        super().__init__()
        Path(path).touch()

    def write(self, data: Any, /) -> int:
        if len(data) > 3000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return len(data)


def test_a_disk_that_fills_up_half_way(
    fails: Any, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "open", FullDisk, raising=False)
    code, line = fails(page, to="json,docx,epub")
    assert code == 18
    assert "cannot be written: No space left on device" in line


def test_an_old_edition_survives_a_failure(
    page: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.mkdir()
    write(out / "A1.json", b"old")
    monkeypatch.setattr(outputs, "open", FullDisk, raising=False)
    assert main(["convert", str(page), "-o", str(out), "--to", "json,docx"]) == 18
    assert {path.name: path.read_bytes() for path in files_in(out)} == {"A1.json": b"old"}


def test_two_inputs_with_one_name(fails: Any, page: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / "A1.txt"
    other.write_text(PAGE, "utf-8")
    code, line = fails(page, other)
    assert code == 18
    assert "would have the same name" in line
    assert fails(page, page).code == 18


def test_an_edition_never_takes_the_place_of_its_input(
    page: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", str(page), "-o", str(out), "--to", "json", "--quiet"]) == 0
    before = (out / "A1.json").read_bytes()
    assert main(["convert", str(out / "A1.json"), "-o", str(out), "--to", "json"]) == 18
    assert "would be written over" in capsys.readouterr().err
    assert (out / "A1.json").read_bytes() == before


def test_a_character_that_no_face_holds(fails: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "A1.txt", f"{PAGE}\n罕见字\U0010fff0。\n".encode())
    code, line = fails(path, to="json,pdf")
    assert code == 16
    assert "U+10FFF0" in line


# --- faults of our own -------------------------------------------------------------------------


def test_text_that_repair_loses_is_an_error(
    fails: Any, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = import_module("converter.repair")
    monkeypatch.setattr(repair, "repair", lambda *_: Issue(Meta("x")))
    code, line = fails(page)
    assert code == 20
    assert "did not come through" in line


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (ZeroDivisionError, 70)])
def test_what_is_raised_elsewhere_leaves_no_traceback(
    page: Path,
    out: Path,
    error: type[BaseException],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> NoReturn:
        raise error("by chance")

    monkeypatch.setattr(inputs, "load", fail)
    assert main(["convert", str(page), "-o", str(out)]) == code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert ("this is a bug" in said) == (code == 70)
    assert list(files_in(out)) == []
