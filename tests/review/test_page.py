"""The page as a file: everything in it, nothing from outside, and no text of the source as markup."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from converter.cli import main
from converter.decisions import Decision, Verdict, dump
from converter.pipeline import Options, review, understand
from converter.repair import PASSES
from converter.repair.record import Role
from converter.review.page import SCRIPTS, STYLES
from converter.review.words import CODES, ROLES, wording

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "input" / "yunhe-daily"
FOLDER = ROOT / "converter" / "review"
HOSTILE = (
    '</script><img src=x onerror="alert(1)"><!-- <script> --> {{state}} & \u2028 昨日,全线贯通。\n'
)


class Parts(HTMLParser):
    """The elements of a page, their attributes, and what stands in its script and style."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.within: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        if self.lasttag in ("script", "style"):
            place = f"{self.lasttag} {self.tags.count(self.lasttag)}"
            self.within[place] = self.within.get(place, "") + data
            self.lasttag = ""


def made(source: Path, tmp_path: Path) -> str:
    out = tmp_path / "page.html"
    review.write(source, Options(), str(out))
    return out.read_bytes().decode()


def parts(page: str) -> Parts:
    found = Parts()
    found.feed(page)
    return found


def state(page: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(parts(page).within["script 1"])
    return value


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "A1.txt"
    path.write_text(HOSTILE * 3, "utf-8")
    return path


def test_the_policy_names_the_style_and_the_script_that_are_there(tmp_path: Path) -> None:
    found = parts(made(SAMPLE, tmp_path))
    policies = [str(value) for name, value in found.attributes if name == "content"]
    policy = next(value for value in policies if value.startswith("default-src"))
    assert policy.startswith("default-src 'none'")
    assert "connect-src 'none'" in policy
    for place in ("style 1", "script 2"):
        digest = b64encode(sha256(found.within[place].encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_nothing_is_asked_for_from_outside(tmp_path: Path) -> None:
    page = made(SAMPLE, tmp_path)
    found = parts(page)
    aims = [value for name, value in found.attributes if name in ("src", "href", "action")]
    assert aims == ["data:,"]
    ours = page.replace(found.within["script 1"], "")
    assert not re.search(r"url\(|@import|https?:", ours)


def test_text_of_the_source_is_never_markup(hostile: Path, tmp_path: Path) -> None:
    page = made(hostile, tmp_path)
    assert parts(page).tags.count("script") == 2
    assert "img" not in parts(page).tags
    assert state(page)["sources"][0]["text"] == HOSTILE * 3


def test_the_same_input_gives_the_same_page(tmp_path: Path) -> None:
    assert made(SAMPLE, tmp_path) == made(SAMPLE, tmp_path)


def test_every_repair_and_note_is_there_the_most_doubtful_first(tmp_path: Path) -> None:
    issue = understand(SAMPLE)
    items = state(made(SAMPLE, tmp_path))["items"]
    assert sum(item["kind"] == "repair" for item in items) == len(issue.repairs)
    assert [item["confidence"] for item in items] == sorted(i["confidence"] for i in items)
    codes = {item["code"] for item in items if item["kind"] != "repair"}
    assert codes == {note.code for note in issue.notes} - {"doubtful-join"}


def test_a_block_says_where_each_of_its_characters_was_read(tmp_path: Path) -> None:
    got = state(made(SAMPLE, tmp_path))
    texts = [source["text"] for source in got["sources"]]
    same = whole = 0
    for article in got["articles"]:
        for leaf in article["leaves"]:
            for at, source, start, length in leaf["steps"]:
                pairs = zip(leaf["text"][at : at + length], texts[source][start:], strict=False)
                same += sum(one == other for one, other in pairs)
                whole += length
    assert same / whole > 0.9
    assert whole / sum(len(leaf["text"]) for a in got["articles"] for leaf in a["leaves"]) > 0.98


def test_decisions_that_are_there_are_shown_and_unfit_ones_listed(
    hostile: Path, tmp_path: Path
) -> None:
    lost = Decision("punctuation", "A1.txt", 0, 1, ",", Verdict.REFUSE)
    hostile.with_name("A1.decisions.toml").write_text(dump([lost]), "utf-8")
    got = state(made(hostile, tmp_path))
    assert [each["before"] for each in got["decisions"]] == [","]
    unfit = [item for item in got["items"] if item["code"] == "decision-unfit"]
    assert [item["at"] for item in unfit] == [["A1.txt", 0, 1]]


def test_every_code_has_plain_words() -> None:
    """The codes as the package's own text names them, where repairs and notes are made."""
    said = "".join(path.read_text("utf-8") for path in (ROOT / "converter").rglob("*.py"))
    codes = set(re.findall(r"(?:Note|Repair|_taken)\(\s*\"([a-z-]+)\"", said)) | {*PASSES}
    assert codes - {"title-lines", "figures", "correction"} <= set(CODES)
    assert wording("a-new-code").name == "A new code"
    assert {role.value for role in Role} == set(ROLES)


def test_every_file_of_the_page_is_short_and_in_it() -> None:
    files = {path.name: path for path in FOLDER.iterdir() if path.suffix in (".js", ".css")}
    assert set(files) == {*SCRIPTS, *STYLES}
    for path in files.values():
        assert len(path.read_text("utf-8").splitlines()) < 400, path


def test_an_issue_in_json_cannot_be_reviewed(
    hostile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", str(hostile), "--to", "json", "-o", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    assert main(["review", str(tmp_path / "out" / "A1.json")]) == 10
    said = capsys.readouterr().err
    assert "no source text to review (review the page it was made from)" in said


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["A1.txt", "--port", "80"], 2, "--port is for --serve"),
        (["A1.txt", "--serve", "--port", "x"], 2, "a port is a number up to 65535"),
        (["A1.txt", "--serve", "-o", "x.html"], 2, "--output is for a page in a file"),
        (["A1.txt", "--serve", "--no-decisions"], 2, "--serve writes the decisions"),
        (["A1.txt", "-o", "A1.txt"], 18, "would be written over"),
        (["A1.txt", "-o", "."], 18, "a folder stands where"),
        (["B9.txt"], 10, "there is no such file or folder"),
    ],
)
def test_a_wrong_command_is_one_line(
    argv: list[str],
    code: int,
    said: str,
    hostile: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(hostile.parent)
    assert main(["review", *argv]) == code
    printed, complaint = capsys.readouterr()
    assert printed == ""
    assert said in complaint
    assert complaint.count("\n") == 1
