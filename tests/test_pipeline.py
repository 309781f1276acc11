"""The public doors: what goes in as files and comes out as issues and editions."""

from __future__ import annotations

import importlib
import inspect
import io
import os
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

import converter
from converter import conservation
from converter.model import Article, Byline, Credit, Issue, Meta, Note, Paragraph, Repair, Text
from converter.page import Chunk, Page
from converter.passage import passage
from converter.pipeline import inputs

ROOT = Path(__file__).parent.parent
PAGE = """\
云河日报 A1 要闻

### 湖滨步道全线贯通

云河日报讯(记者/裴远舟) 昨日,湖滨步道全线贯通,沿途设驿站6处,全长12.5公里。

![步道一角](pictures/walk.png)
▲暮色中的湖滨步道。 柏舟 摄

市民可以从望津老城一直走到云浦新区。
"""
SECOND = """\
### 春耕备种进度加快

本报讯(记者 丁望舒) 眼下,春耕由南向北次第展开。各地农户抢晴播种,进度比去年同期快3个百分点。

铁路部门开辟绿色通道,优先装卸农资。
"""
ISSUE_FILE = """\
title = "云河日报"
date = 2026-03-17
number = 10452
language = "zh-CN"
pages = ["A2.txt", "A1.txt"]
publisher = "云河日报社"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An issue of two pages with a picture, and no issue.toml yet."""
    path = tmp_path / "yunhe"
    (path / "pictures").mkdir(parents=True)
    Image.new("RGB", (40, 30), "navy").save(path / "pictures" / "walk.png")
    (path / "A1.txt").write_text(PAGE, "utf-8")
    (path / "A2.txt").write_text(SECOND, "utf-8")
    return path


def titles(issue: Issue) -> list[str | None]:
    return [article.title for article in issue.articles]


# --- inputs ------------------------------------------------------------------------------------


def test_a_file_is_an_issue_of_one_page(folder: Path) -> None:
    issue = converter.understand(folder / "A1.txt")
    assert titles(issue) == ["湖滨步道全线贯通"]
    assert issue.meta.page_labels == ("A1",)


def test_a_folder_is_an_issue_whose_pages_stand_in_natural_order(folder: Path) -> None:
    (folder / "A10.txt").write_text(SECOND, "utf-8")
    (folder / ".A3.txt").write_text("hidden", "utf-8")
    (folder / "notes.doc").write_text("no page", "utf-8")
    issue = converter.understand(folder)
    assert issue.meta.page_labels == ("A1", "A2", "A10")
    assert [article.page for article in issue.articles] == ["A1", "A2", "A10"]


def test_issue_toml_says_what_the_pages_do_not(folder: Path) -> None:
    (folder / "issue.toml").write_text(ISSUE_FILE, "utf-8")
    issue = converter.understand(folder)
    assert issue.meta == Meta(
        "云河日报", "2026-03-17", "10452", ("A2", "A1"), "zh-Hans", "云河日报社"
    )
    assert [article.page for article in issue.articles] == ["A2", "A1"]


def test_an_option_goes_before_issue_toml(folder: Path) -> None:
    (folder / "issue.toml").write_text(ISSUE_FILE, "utf-8")
    options = converter.Options(title="湖滨周报", pages=("C1", "C2"), date="2026-03")
    meta = converter.understand(folder, options).meta
    assert (meta.title, meta.date, meta.number) == ("湖滨周报", "2026-03", "10452")
    assert meta.page_labels == ("C1", "C2")


def test_what_nobody_says_is_inferred_and_said_to_be(folder: Path) -> None:
    issue = converter.understand(folder)
    assert issue.meta.title == "云河日报"
    assert {"inferred-title", "inferred-language"} <= {note.code for note in issue.notes}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("A1.txt", "A1"),
        ("a2.txt", "A2"),
        ("12.md", "12"),
        ("page-3.txt", "3"),
        ("harbor-weekly-page-3.txt", "3"),
        ("p4.html", "4"),
        ("A2版.txt", "A2"),
        ("county-daily-a2.txt", None),
        ("2021.txt", None),
        ("draft-v2.txt", None),
    ],
)
def test_a_page_is_labelled_by_its_file_name(name: str, label: str | None) -> None:
    assert inputs.label(name) == label


@pytest.mark.parametrize(
    "name",
    ["../x.png", "a/../../x.png", "/etc/x.png", "\\\\host\\x.png", "C:\\x.png", "file:x.png",
     "http://example.com/x.png", "", "a\0b"],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    assert inputs.refused(name, str(tmp_path))


def test_a_path_within_the_folder_is_taken(tmp_path: Path) -> None:
    for name in ("x.png", "./x.png", "pictures/x.png", "图 1.png", "..x.png"):
        assert not inputs.refused(name, str(tmp_path))


def test_raw_text_is_repaired_without_a_file() -> None:
    first, second = "### 湖滨步道\n\n步道昨日全线贯", "通,沿途设驿站6处。"
    issue = converter.repair_text(
        [f"{first}\n", f"{second}\n"], labels=["A1", "A2"], title="云河日报"
    )
    assert issue.meta.title == "云河日报"
    assert issue.meta.page_labels == ("A1", "A2")
    assert converter.repair_text(["### 一\n\n昨日\ud800闭幕。\n"]).articles


# --- the library -------------------------------------------------------------------------------


def test_every_public_name_is_there_and_explained() -> None:
    for name in converter.__all__:
        value = getattr(converter, name)
        assert inspect.getdoc(value), name
    assert set(converter.__all__) <= set(dir(converter))
    with pytest.raises(AttributeError):
        _ = converter.no_such_name


def test_repair_stays_a_function_when_its_folder_is_loaded() -> None:
    folder = importlib.import_module("converter.repair")
    assert inspect.ismodule(folder)
    assert inspect.isfunction(converter.repair)


def test_the_doors_one_after_another(folder: Path) -> None:
    pages = converter.read(folder / "A1.txt")
    assert isinstance(pages, tuple)
    issue = converter.repair(pages, converter.Options(title="云河日报"))
    for format in ("json", "docx", "epub"):
        assert converter.write(issue, format, folder=folder).data
    assert converter.from_json(converter.to_json(issue)) == issue


def test_json_is_read_as_it_was_written(folder: Path, tmp_path: Path) -> None:
    (first,) = converter.convert([folder], output=tmp_path / "one", to=["json"])
    (second,) = converter.convert([first.files[0].path], output=tmp_path / "two", to=["json"])
    assert second.characters is None
    assert Path(second.files[0].path).read_bytes() == Path(first.files[0].path).read_bytes()


# --- editions ----------------------------------------------------------------------------------


def test_each_input_becomes_a_file_of_each_format(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    page, issue = converter.convert([folder / "A2.txt", folder], output=out, to=["json", "docx"])
    names = {"A2.json", "A2.docx", "yunhe.json", "yunhe.docx"}
    assert {path.name for path in out.iterdir()} == names
    for published in (page, issue):
        assert published.characters
        for file in published.files:
            assert os.path.getsize(file.path) == file.size


def test_the_three_editions_are_the_default_and_hold_the_picture(
    folder: Path, tmp_path: Path
) -> None:
    (published,) = converter.convert(str(folder), output=tmp_path)
    assert [file.format for file in published.files] == ["docx", "pdf", "epub"]
    for file in published.files:
        if file.format != "pdf":
            names = ZipFile(io.BytesIO(Path(file.path).read_bytes())).namelist()
            assert any(name.endswith(".png") for name in names), file.path


def test_the_same_input_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    to = ["json", *("docx", "pdf", "epub")]
    first = converter.convert([folder], output=tmp_path / "one", to=to)
    second = converter.convert([folder], output=tmp_path / "two", to=to)
    for a, b in zip(first[0].files, second[0].files, strict=True):
        assert Path(a.path).read_bytes() == Path(b.path).read_bytes(), a.format


def test_a_style_is_taken_from_the_option_or_issue_toml(folder: Path, tmp_path: Path) -> None:
    theme = (ROOT / "styles" / "daily.toml").read_text("utf-8")
    (folder / "own.toml").write_text(theme.replace("width = 297", "width = 320"), "utf-8")
    (folder / "issue.toml").write_text('style = "own.toml"\n', "utf-8")
    own, daily = (
        converter.convert([folder], output=tmp_path / str(style), to=["pdf"],
                          options=converter.Options(style=style))[0]
        for style in (None, "daily")
    )  # fmt: skip
    assert Path(own.files[0].path).read_bytes() != Path(daily.files[0].path).read_bytes()


@pytest.mark.parametrize("sample", sorted(path.name for path in (ROOT / "input").iterdir()))
def test_the_samples_lose_nothing(sample: str) -> None:
    pages = converter.read(ROOT / "input" / sample)
    assert isinstance(pages, tuple)
    issue = converter.understand(ROOT / "input" / sample)
    assert conservation.check(pages, issue) > 1000


# --- conservation ------------------------------------------------------------------------------


def page_of(text: str) -> Page:
    return Page("A1.txt", text, (Chunk(passage(text, "A1.txt")),))


def issue_of(text: str, *repairs: Repair, byline: Byline | None = None) -> Issue:
    article = Article("a1", byline=byline, blocks=(Paragraph((Text(text),)),))
    return Issue(articles=(article,), repairs=repairs)


def test_white_space_may_come_and_go() -> None:
    assert conservation.check([page_of("湖 滨\n步道")], issue_of("湖滨步道")) == 4


def test_a_lost_character_is_named() -> None:
    with pytest.raises(converter.LostTextError, match=r"1 character \(滨\) .*did not come through"):
        conservation.check([page_of("湖滨")], issue_of("湖"))


def test_a_character_from_nowhere_is_named() -> None:
    with pytest.raises(converter.LostTextError, match=r"2 characters \(滨\) came from nowhere"):
        conservation.check([page_of("湖")], issue_of("湖滨滨"))


def test_a_record_accounts_for_what_was_changed() -> None:
    repair = Repair("punctuation", ",", "，", 0.9)
    assert conservation.check([page_of("湖,滨")], issue_of("湖，滨", repair)) == 3
    with pytest.raises(converter.LostTextError):
        conservation.check([page_of("湖,滨")], issue_of("湖，滨"))


def test_a_byline_is_what_a_record_took_out() -> None:
    byline = Byline("本报讯", None, (Credit("记者", ("裴远舟",)),))
    taken = Repair("credits", "本报讯(记者/裴远舟)", "", 0.95)
    issue = issue_of("昨日。", taken, byline=byline)
    assert conservation.check([page_of("本报讯(记者/裴远舟) 昨日。")], issue) == 14


def test_text_that_the_reader_skipped_is_named() -> None:
    page = Page("A1.txt", "# 湖滨 <b>步</b>", (Chunk(passage("湖滨", "A1.txt", 2)),))
    with pytest.raises(converter.LostTextError, match=r"A1.txt: 1 character \(步\) were not read"):
        conservation.check([page], issue_of("湖滨"))


def test_a_page_without_text_is_noted(folder: Path) -> None:
    (folder / "A3.txt").write_text("\n\n", "utf-8")
    assert Note("empty-page", "A3.txt holds no text") in converter.understand(folder).notes
