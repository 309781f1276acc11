"""Repairs and notes in the Word edition: an editor finds each at its place, and can refuse it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest

from converter import pipeline
from converter.cli import main
from converter.model import Issue, Note, Paragraph, Repair, Span, Text
from converter.writers.edition import Asked, Assets
from tests.writers.docx_samples import (
    DAILY,
    FULL,
    ROOT,
    Opened,
    W,
    article,
    invalid,
    issue,
    opened,
    paragraph,
    style_of,
    text_of,
)

SAMPLES = ("input/yunhe-daily", "input/harbor-weekly")
PAGE = (
    "### 湖滨步道贯通\n\n本报讯 昨日,湖滨步道全线贯通。他说\"等 了三 年...终于通了\"。"
    "全长12公里\u200b,沿线设30个驿站。\n"
)  # fmt: skip


def shown(whole: Issue, repairs: str | None = None, *, notes: bool = False) -> Opened:
    assert repairs in ("comments", "tracked", None)
    return opened(whole, DAILY, Assets(asked=Asked(repairs, notes)))  # type: ignore[arg-type]


def ids(root: Element, tag: str) -> list[str]:
    return [each.get(W + "id", "") for each in root.iter(W + tag)]


def decided(paragraph: Element, *, keep: str) -> str:
    """A paragraph's text with every change accepted (`ins`) or refused (`del`)."""
    pieces = {W + "br": "\n", W + "tab": "\t"}
    gone = W + ("del" if keep == "ins" else "ins")

    def walk(element: Element) -> str:
        if element.tag == gone:
            return ""
        own = element.text or "" if element.tag in (W + "t", W + "delText") else ""
        return own + pieces.get(element.tag, "") + "".join(map(walk, element))

    return walk(paragraph)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("repairs", ["comments", "tracked"])
def test_every_repair_and_note_is_there_once(name: str, repairs: str, tmp_path: Path) -> None:
    whole = pipeline.understand(ROOT / name)
    edition = shown(whole, repairs, notes=True)
    comments = ids(edition.part("word/comments.xml"), "comment")
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert ids(edition.document, tag) == comments
    # A change has a deletion, an insertion or both beside each other.
    changes = 0
    for parent in edition.document.iter():
        tags = [child.tag for child in parent]
        changes += sum(
            tag == W + "del" or (tag == W + "ins" and (n == 0 or tags[n - 1] != W + "del"))
            for n, tag in enumerate(tags)
        )
    assert len(comments) + changes == len(whole.repairs)
    assert (changes == 0) == (repairs == "comments")
    assert len(ids(edition.document, "footnoteReference")) == len(whole.notes)
    assert invalid(edition.data, tmp_path) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_accepting_every_change_gives_the_edition_without_them(name: str) -> None:
    whole = pipeline.understand(ROOT / name)
    tracked, plain = (each.document for each in (shown(whole, "tracked", notes=True), shown(whole)))
    accepted = [decided(p, keep="ins").rstrip("\t") for p in tracked.iter(W + "p")]
    # The pages of the contents are not known while marks take room of their own.
    assert accepted == [re.sub(r"\t\d*$", "", text_of(p)) for p in plain.iter(W + "p")]


def test_refusing_every_change_gives_the_source_back() -> None:
    whole = pipeline.repair_text([PAGE], date="2026-03-17")
    paragraphs = shown(whole, "tracked").document.iter(W + "p")
    (body,) = [decided(p, keep="del") for p in paragraphs if style_of(p) == "BodyText"]
    assert body == PAGE.partition("本报讯 ")[2].rstrip()


def test_refusing_a_joint_gives_the_two_lines_back() -> None:
    whole = pipeline.understand(ROOT / "input/harbor-weekly")
    refused = "\n".join(
        decided(p, keep="del") for p in shown(whole, "tracked").document.iter(W + "p")
    )
    assert "the bitterest ques-\ntion of all" in refused


def test_a_comment_says_what_stood_there_why_and_where() -> None:
    whole = pipeline.repair_text([PAGE], date="2026-03-17")
    edition = shown(whole, "comments")
    said = [[text_of(p) for p in each] for each in edition.part("word/comments.xml")]
    assert ["punctuation: “...” → “……”", "an ellipsis is six dots, two em (GB/T 15834 §4.11)",
            "page-1.txt · 95%"] in said  # fmt: skip
    number = next(n for n, lines in enumerate(said) if "……" in lines[0])
    children = list(edition.document.iter())
    start = next(n for n, e in enumerate(children) if e.tag == W + "commentRangeStart"
                 and e.get(W + "id") == str(number))  # fmt: skip
    end = next(n for n, e in enumerate(children) if e.tag == W + "commentRangeEnd"
               and e.get(W + "id") == str(number))  # fmt: skip
    assert "".join(text_of(e) for e in children[start:end] if e.tag == W + "r") == "……"


def test_a_repair_without_a_place_is_a_comment_on_the_first_paragraph() -> None:
    whole = issue(article(paragraph("明日有风。")))
    whole = Issue(whole.meta, whole.articles, repairs=(Repair("spacing", " ", "", 0.9),))
    for repairs in ("comments", "tracked"):
        first = next(shown(whole, repairs).document.iter(W + "p"))
        assert ids(first, "commentReference") == ["0"]


def test_a_change_that_the_text_does_not_bear_out_is_a_comment() -> None:
    span = Span("A1.txt", 0, 5)
    block = paragraph("明日有风。")
    block = type(block)((Text("明日有风。", (span,)),))
    repair = Repair("punctuation", ",", "，", 0.9, (Span("A1.txt", 2, 3),))
    whole = issue(article(block))
    edition = shown(Issue(whole.meta, whole.articles, repairs=(repair,)), "tracked")
    assert not list(edition.document.iter(W + "del"))
    assert ids(edition.document, "commentReference") == ["0"]


@pytest.mark.parametrize("seed", range(40))
def test_remarks_however_they_overlap_leave_the_text_as_it_is(seed: int) -> None:
    chance = Random(seed)
    text = "明日,有风。 Rain at night, 雾大不开船"
    leaf = Text(text, (Span("A1.txt", 5, 20), Span("A1.txt", 22, 22 + len(text) - 15)))

    def spans() -> tuple[Span, ...]:
        start = chance.randrange(50)
        return (Span(chance.choice(["A1.txt", "A2.txt"]), start, start + chance.randrange(9)),)

    def words() -> str:
        return "".join(chance.choices(",， \n夜雨a", k=chance.randrange(4)))

    codes = ("punctuation", "join-lines", "spacing", "jump")
    repairs = tuple(
        Repair(chance.choice(codes), words(), words(), 0.9, spans() * chance.randrange(3))
        for _ in range(20)
    )
    notes = tuple(Note("unclosed-quote", "夜雨", spans()) for _ in range(4))
    plain = issue(article(Paragraph((leaf,))))
    whole = replace(plain, repairs=repairs, notes=notes)
    edition = shown(whole, "tracked", notes=True)
    assert [decided(p, keep="ins") for p in edition.document.iter(W + "p")] == [
        text_of(p) for p in shown(plain).document.iter(W + "p")
    ]
    made = len(ids(edition.document, "ins")) + len(ids(edition.document, "commentReference"))
    assert made <= len(repairs) <= made + len(ids(edition.document, "del"))
    assert len(ids(edition.document, "footnoteReference")) == len(notes)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_edition_is_read_back_as_if_nothing_were_shown(name: str, tmp_path: Path) -> None:
    read = []
    for extra in [], ["--with-notes", "--with-repairs", "tracked"]:
        argv = ["convert", "--to", "docx", "-o", str(tmp_path), "--quiet"]
        assert main([*argv, str(ROOT / name), *extra]) == 0
        edition = tmp_path / f"{Path(name).name}.docx"
        assert main(["verify", str(edition)]) == 0
        got = pipeline.read(edition)
        assert isinstance(got, Issue)
        read.append(got.articles)
    assert read[0] == read[1]


def test_a_footnote_says_what_was_noticed() -> None:
    whole = issue(article(paragraph("明日有风。")))
    whole = Issue(whole.meta, whole.articles, notes=(Note("name-variants", "甲一 / 甲乙"),))
    edition = shown(whole, notes=True)
    notes = [text_of(each) for each in edition.part("word/footnotes.xml")]
    assert notes[2:] == [" name-variants: 甲一 / 甲乙"]
    assert "word/comments.xml" not in edition.names()


def test_marks_bear_the_day_of_the_issue_and_never_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "A1.txt"
    page.write_text(PAGE, "utf-8")

    def dates(*extra: str) -> set[str]:
        argv = ["convert", str(page), "--to", "docx", "-o", str(tmp_path), "--with-repairs"]
        assert main([*argv, "tracked", "--quiet", *extra]) == 0
        with ZipFile(tmp_path / "A1.docx") as archive:
            document = archive.read("word/document.xml").decode()
        return set(re.findall('w:date="(.*?)"', document))

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert dates() == set()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert dates("--date", "2026-03-17") == {"1970-01-02T00:00:00Z"}
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert dates("--date", "2026-03-17") == {"2026-03-17T00:00:00Z"}


def test_a_moment_that_is_none_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    page = tmp_path / "A1.txt"
    page.write_text(PAGE, "utf-8")
    assert main(["convert", str(page), "--to", "docx", "-o", str(tmp_path)]) > 2
    assert "SOURCE_DATE_EPOCH: “soon” is no time" in capsys.readouterr().err


def test_without_being_asked_nothing_of_it_is_in_the_file() -> None:
    with ZipFile(io.BytesIO(shown(FULL).data)) as archive:
        assert not {"word/comments.xml", "word/footnotes.xml"} & set(archive.namelist())


@pytest.mark.parametrize("extra", [["--to", "epub"], ["--bind", "Run"]])
def test_asking_for_it_without_a_word_edition_is_a_wrong_command_line(
    extra: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "A1.txt"
    page.write_text(PAGE, "utf-8")
    assert main(["convert", str(page), "--with-notes", *extra]) == 2
    assert "--with-notes is for DOCX" in capsys.readouterr().err
