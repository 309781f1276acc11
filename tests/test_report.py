"""Decisions beside an input are obeyed; the report says what was done and what is in doubt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import converter
from converter.cli import main
from converter.decisions import APART, ROLE, TEXT, Decision, Verdict, dump, key
from converter.doubt import SURE, Kind, in_doubt, items
from converter.errors import DecisionsError, DoubtError
from converter.lines import Lines
from converter.model import Issue, Note, Repair, Span
from converter.report import Subject, record, summary
from tests.inputs import write

PAGE = """\
### 湖滨步道贯通

本报讯(记者/裴远舟) 昨日,湖滨步道全线贯通,沿途设驿站6处,全长12.5公里。

“一路都有灯,入口都有坡道。市民可以从望津老城一直走到云浦新区。
"""
SECOND = """\
### 春耕备种进度加快

本报讯(记者/丁望舒) 眼下,春耕由南向北次第展开,各地农户抢晴播种,铁路部门开辟绿色通道。
"""
START = PAGE.index("驿站")
WORDS = Decision(TEXT, "A1.txt", START, START + 2, "驿站", Verdict.CORRECT, "凉亭")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write(tmp_path / "A1.txt", PAGE.encode())


@pytest.fixture
def folder(page: Path) -> Path:
    path = page.parent / "yunhe"
    path.mkdir()
    (path / "A1.txt").write_text(PAGE, "utf-8")
    (path / "A2.txt").write_text(SECOND, "utf-8")
    return path


def texts(issue: Issue) -> str:
    return converter.to_json(issue)


def put(path: Path, *decisions: Decision) -> None:
    path.write_text(dump(decisions), "utf-8")


def test_the_decisions_beside_a_page_are_obeyed(page: Path, works: Any) -> None:
    put(page.with_name("A1.decisions.toml"), WORDS)
    said = json.dumps(works(page), ensure_ascii=False)
    assert "凉亭6处" in said
    assert "凉亭" not in json.dumps(works(page, "--no-decisions"), ensure_ascii=False)


def test_an_option_of_the_library_goes_before_the_file(page: Path) -> None:
    put(page.with_name("A1.decisions.toml"), WORDS)
    assert "凉亭6处" in texts(converter.understand(page))
    assert "凉亭" not in texts(converter.understand(page, converter.Options(decisions=())))


@pytest.mark.parametrize(
    "name", ["yunhe.decisions.toml", "yunhe/decisions.toml", "yunhe/A1.decisions.toml"]
)
def test_of_a_folder_all_files_are_obeyed(folder: Path, name: str) -> None:
    put(folder.parent / name, WORDS)
    assert "凉亭6处" in texts(converter.understand(folder))
    assert "凉亭6处" in texts(converter.understand(f"{folder}/"))


def test_a_page_in_an_inner_folder_is_named_in_its_own_file_without_it(folder: Path) -> None:
    (folder / "one").mkdir()
    (folder / "A1.txt").rename(folder / "one" / "A1.txt")
    (folder / "issue.toml").write_text('pages = ["one/A1.txt", "A2.txt"]', "utf-8")
    put(folder / "one" / "A1.decisions.toml", WORDS)
    assert "凉亭6处" in texts(converter.understand(folder))


def test_two_files_that_say_two_things_are_an_error(folder: Path) -> None:
    made = next(r for r in converter.understand(folder).repairs if r.code == "credits")
    here = key(made)
    assert here
    put(folder / "decisions.toml", Decision(*here, Verdict.REFUSE))
    put(folder / "A1.decisions.toml", Decision(*here, Verdict.ACCEPT))
    with pytest.raises(DecisionsError, match="decided twice"):
        converter.understand(folder)


@pytest.mark.parametrize("data", [b"schema = 1", b"\xff\xfe", b""])
def test_a_wrong_file_is_one_error_with_its_own_code(page: Path, fails: Any, data: bytes) -> None:
    beside = page.with_name("A1.decisions.toml")
    beside.write_bytes(data)
    code, said = fails(page)
    assert code == DecisionsError.exit_code == 21
    assert str(beside) in said


def test_a_picture_that_is_missing_can_be_settled(page: Path) -> None:
    page.write_text(PAGE + "\n![步道](walk.png)\n▲暮色中的湖滨步道。 柏舟 摄\n", "utf-8")
    (note,) = (n for n in converter.understand(page).notes if n.code == "picture-missing")
    here = key(note)
    assert here
    settled = converter.Options(decisions=(Decision(*here, Verdict.ACCEPT),))
    codes = {n.code for n in converter.understand(page, settled).notes}
    assert not codes & {"picture-missing", "decision-unfit"}
    other = converter.Options(decisions=(Decision(*here[:4], "river.png: no", Verdict.ACCEPT),))
    codes = {n.code for n in converter.understand(page, other).notes}
    assert codes >= {"picture-missing", "decision-unfit"}


# --- what is in doubt --------------------------------------------------------------------------

AT = (Span("A1.txt", 4, 6),)
ISSUE = Issue(
    repairs=(
        Repair("punctuation", ",", "，", 0.99, AT, "a rule"),
        Repair("join-column", "一\n直", "一直", SURE - 0.01, AT, "the evidence"),
    ),
    notes=(
        Note("inferred-title", "title 云河日报"),
        Note("doubtful-join", "joined with doubt: 一直", AT),
        Note("doubtful-role", "heading: 湖滨", AT),
        Note("unclosed-quote", "“湖滨", AT),
    ),
)


def test_the_most_doubtful_comes_first() -> None:
    assert [(item.kind, item.code) for item in in_doubt(ISSUE)] == [
        (Kind.NOTE, "unclosed-quote"),
        (Kind.ROLE, "doubtful-role"),
        (Kind.REPAIR, "join-column"),
    ]
    assert len(items(ISSUE)) == 6


def test_an_item_is_tied_to_a_decision_as_its_repair_is() -> None:
    assert [item.key for item in items(Issue(repairs=ISSUE.repairs[:1]))] == [key(ISSUE.repairs[0])]


# --- the report --------------------------------------------------------------------------------


def test_a_line_and_a_column_count_from_one() -> None:
    lines = Lines({"A1.txt": "云河\n\n湖滨"})
    assert [lines.place("A1.txt", at) for at in (0, 1, 3, 4)] == [(1, 1), (1, 2), (2, 1), (3, 1)]
    assert lines.name((Span("A1.txt", 5, 6),)) == "A1.txt:3:2"
    assert lines.name((Span("B1.txt", 5, 6),)) == "B1.txt"
    assert lines.name(()) == ""


def test_the_report_holds_every_repair_with_its_place_and_reason() -> None:
    got = json.loads(record(Subject("A1.txt", ISSUE, {"A1.txt": "云河\n\n湖滨"}, (WORDS,), 4)))
    assert got["schema"] == "converter/report/1"
    assert got["characters"] == 4
    assert got["counts"] == {
        "articles": 0,
        "repairs": {"join-column": 1, "punctuation": 1},
        "notes": {"doubtful-join": 1, "doubtful-role": 1, "inferred-title": 1, "unclosed-quote": 1},
        "in_doubt": 3,
        "obeyed": 1,
        "unfit": 0,
    }
    assert len(got["items"]) == 6
    joint = next(item for item in got["items"] if item["code"] == "join-column")
    assert joint == {
        "kind": "repair", "code": "join-column", "confidence": 0.74, "in_doubt": True,
        "places": [{"source": "A1.txt", "line": 3, "column": 1, "start": 4, "end": 6}],
        "before": "一\n直", "after": "一直", "why": "the evidence",
    }  # fmt: skip


def test_the_summary_says_what_a_person_has_to_look_at() -> None:
    text = summary(Subject("A1.txt", ISSUE, {"A1.txt": "云河\n\n湖滨"}, (WORDS,), 4))
    assert "In doubt: 3, the most doubtful first." in text
    assert "  A1.txt:3:1  join-column  (0.74)\n      “一⏎直” → “一直”\n      the evidence\n" in text
    assert "Decisions: 1 obeyed, 0 that fit no more." in text
    assert text.endswith("To judge them: converter review A1.txt\n")
    assert summary(Subject("A1.txt", Issue())).endswith("Nothing is in doubt.\n")


def test_reports_are_written_beside_the_editions_and_are_no_pages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["convert", str(folder), "--to", "json", "--report"]
    assert main([*argv, "-o", str(folder.parent)]) == 0
    report = json.loads((folder.parent / "yunhe.report.json").read_text("utf-8"))
    assert report["name"] == str(folder)
    assert "yunhe.report.txt" in capsys.readouterr().out
    for name in ("yunhe.report.json", "yunhe.report.txt"):
        (folder.parent / name).rename(folder / name)
    assert main([*argv, "-o", str(folder.parent), "--quiet"]) == 0
    assert json.loads((folder.parent / "yunhe.report.json").read_text("utf-8")) == report


def test_an_unfit_decision_is_in_the_report(page: Path, out: Path) -> None:
    other = Decision(ROLE, "A1.txt", 4, 6, "渡口", Verdict.CORRECT, APART)
    put(page.with_name("A1.decisions.toml"), WORDS, other)
    assert main(["convert", str(page), "-o", str(out), "--to", "json", "--report", "--quiet"]) == 0
    report = json.loads((out / "A1.report.json").read_text("utf-8"))
    assert [(each["code"], each["obeyed"]) for each in report["decisions"]] == [
        ("role", False), ("text", True),
    ]  # fmt: skip
    assert report["items"][0]["code"] == "decision-unfit"


def test_strict_writes_the_editions_and_then_fails(
    page: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["convert", str(page), "-o", str(out), "--to", "json", "--strict"]
    assert main(argv) == DoubtError.exit_code == 22
    printed, said = capsys.readouterr()
    assert (out / "A1.json").is_file()
    assert "in doubt: A1.txt:5:1: unclosed-quote" in printed
    assert said.startswith("converter: A1.txt:5:1: something is in doubt, first unclosed-quote")
    assert f"converter review {page}" in said


def test_strict_is_content_when_all_is_settled(page: Path, out: Path) -> None:
    doubts = [item.key for item in in_doubt(converter.understand(page))]
    put(
        page.with_name("A1.decisions.toml"),
        *(Decision(*each, Verdict.ACCEPT) for each in doubts if each),
    )
    argv = ["convert", str(page), "-o", str(out), "--to", "json", "--strict", "--quiet"]
    assert main(argv) == 0
