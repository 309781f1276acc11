"""The command line, as a person at a terminal meets it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from converter import errors
from converter.cli import main
from converter.model import Article, Figure, Issue, Meta, Note, Paragraph, Repair, Span, Text
from converter.pipeline import Options, doctor, theme
from converter.writers.outline import clip, outline

ROOT = Path(__file__).parent.parent
PAGE = """\
### 湖滨步道全线贯通

本报讯(记者/裴远舟) 昨日,湖滨步道全线贯通。步道全长12.5公里,沿途设驿站6处。

据介绍,步道把望津老城和云浦新区连在一起,市民可以一直走到江边。
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "A1.txt"
    path.write_text(PAGE, "utf-8")
    return path


def run(*argv: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "converter", *map(str, argv)],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    )


def test_convert_says_what_it_made_and_that_nothing_was_lost(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["convert", str(page), "--to", "json,docx", "-o", str(out)]) == 0
    said = capsys.readouterr().out
    assert f"{page}: 1 article, " in said
    assert "  all 82 characters accounted for\n" in said
    assert f"  {out / 'A1.json'}  " in said
    assert f"  {out / 'A1.docx'}  " in said


def test_quiet_says_nothing(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(page), "--to", "json", "-o", str(tmp_path), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_inspect_shows_roles_repairs_and_notes(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inspect", str(page), "--title", "云河日报", "--date", "2026-03-17"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("云河日报 · 2026-03-17 · A1 · zh-Hans\n\n1 · A1\n")
    for line in (
        "  title       湖滨步道全线贯通\n",
        "  byline      本报讯（记者 裴远舟）\n",
        "  paragraph   昨日，湖滨步道全线贯通。步道全长12.5公里，沿途设驿站6处。\n",
        "Repairs\n",
        "  , → ，  A1.txt ",
        "Notes\n",
    ):
        assert line in said
    assert "\x1b" not in said


def test_formats_and_styles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats"]) == 0
    rows = capsys.readouterr().out.splitlines()
    names = [row.split()[0] for row in rows]
    assert {"docx", "epub", "html", "json", "markdown", "pdf", "text"} <= set(names)
    assert next(row for row in rows if row.startswith("json")).split() == [
        "json", "reads", ".json", "writes", ".json",
    ]  # fmt: skip
    assert main(["styles"]) == 0
    assert capsys.readouterr().out.startswith("archive ")


def test_doctor_says_whether_the_converter_can_work(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert said.endswith("\nready\n")
    for word in ("Faces", "zh-Hant song bold", "Libraries", "EPUBCheck", "LibreOffice", "Extras"):
        assert word in said


def test_doctor_says_how_to_get_a_missing_face(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("converter.fonts.finder.system_folders", tuple)
    monkeypatch.setattr("converter.fonts.finder.package_folders", tuple)
    assert main(["doctor", "--language", "zh-Hans"]) == errors.FaceError.exit_code
    said = capsys.readouterr().out
    assert "apt install fonts-noto-cjk" in said
    assert "not ready: zh-Hans hei" in said


def test_a_missing_library_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ["no-such-library>=1", "x; extra == 'dev'"])
    findings = doctor.examine(theme(), "en", Options().faces)
    (missing,) = [each for each in findings if each.needed and not each.found]
    assert (missing.name, missing.remedy) == ("no-such-library", "pip install no-such-library")


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"converter {version('converter')}\n"


@pytest.mark.parametrize("argv", [["--help"], ["convert", "--help"], ["inspect", "--help"]])
def test_help_is_there(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(argv)
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("usage: converter")
    assert ("converter convert A2.txt --title" in said) == (argv == ["--help"])


def test_every_error_has_an_exit_code_of_its_own() -> None:
    kinds = errors.ConverterError.__subclasses__()
    codes = [kind.exit_code for kind in kinds]
    assert len(set(codes)) == len(codes) > 10
    assert all(code > 2 for code in codes)


# --- terminals ---------------------------------------------------------------------------------


def test_a_terminal_that_cannot_show_chinese_is_no_error(page: Path) -> None:
    done = run("inspect", page, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"\\u6e56\\u6ee8" in done.stdout
    assert done.stderr == b""


def test_a_reader_that_leaves_is_no_error(page: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "converter", "inspect", str(page)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_argument_that_is_no_text_is_a_usage_error(page: Path) -> None:
    done = run("inspect", page, "--title", os.fsdecode(b"\xff"), PYTHONUTF8="1")
    assert done.returncode == 2
    assert b"this is not UTF-8 text" in done.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_that_want_it(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    shown = {}
    for wish in ("", "1"):
        monkeypatch.setenv("NO_COLOR", wish)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        assert main(["inspect", str(page)]) == 0
        shown[wish] = terminal.getvalue()
    assert "\x1b[1m" in shown[""]
    assert "\x1b" not in shown["1"]


# --- the outline -------------------------------------------------------------------------------


def test_the_outline_shows_each_repair_with_its_place() -> None:
    repair = Repair(
        "join-column", "裴\n远", "裴远", 0.75, (Span("A1.txt", 4, 6), Span("A1.txt", 9, 9))
    )
    note = Note("unclosed-quote", "“昨日", (Span("A1.txt", 1, 3),))
    said = outline(Issue(Meta("云河日报"), repairs=(repair,), notes=(note,)))
    assert "  join-column  75%  裴⏎远 → 裴远  A1.txt 4–6, 9–9\n" in said
    assert "  unclosed-quote A1.txt 1–3\n" in said


def test_the_outline_says_which_pictures_are_lost() -> None:
    figure = Figure((Text("湖滨"),), Text("柏舟 摄"))
    article = Article("a1", blocks=(figure, Paragraph((Text("一" * 50),))), continued_on="A4")
    said = outline(Issue(articles=(article,)))
    assert "  figure      湖滨  柏舟 摄  (picture lost)\n" in said
    assert f"  paragraph   {'一' * 37}…\n" in said
    assert "  on          page A4\n" in said


def test_nothing_in_a_text_steers_the_terminal() -> None:
    article = Article("a1", title_lines=(Text("\x1b[31m红\u202e"),))
    said = outline(Issue(Meta("\x07"), (article,)), colour=False)
    assert "<U+001B>[31m红<U+202E>" in said
    assert said.startswith("<U+0007>")


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("湖滨", 4, "湖滨"), ("湖滨", 3, "湖…"), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("", 3, "")],
)
def test_a_text_is_cut_to_its_columns(text: str, width: int, shown: str) -> None:
    assert clip(text, width) == shown
