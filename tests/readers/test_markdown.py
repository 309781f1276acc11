"""Markdown: what the cases in tests/cases/readers do not say, and hostile pages."""

from __future__ import annotations

import pytest

from converter.page import Chunk, Kind, Page
from converter.readers.document import Document
from converter.readers.markdown import read


def page(text: str) -> Page:
    return read(Document("A1.md", text.encode(), "utf-8"))


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(chunk.kind, chunk.text.text) for chunk in page(text).chunks]


def read_at(text: str) -> list[tuple[str, str]]:
    """Each run, beside what stands in the source at its span."""
    found = page(text)
    return [
        (run.text, found.text[run.span.start : run.span.end])
        for chunk in found.chunks
        for run in chunk.text.runs
        if run.span
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# 标*题* ##",
        "> - 甲 **乙** `丙`",
        '甲[乙](甲 "甲")甲',
        "***甲***乙**甲**",
        "甲<sup>甲</sup><b>甲</b>",
        "<https://example.com/甲>甲",
        "1. 甲\n   甲\n\n   甲",
        "| 甲 | 甲 甲 |\n|---|---|\n| **甲** | `甲` |",
        "<table><tr><td title='甲'>甲</td><td>甲\n甲</td></tr></table>",
        "\xa0\n甲\n　　甲",
        "甲  \n甲\\\n甲",
        "$甲_1$ 甲_甲_",
    ],
)
def test_spans_are_exact_wherever_the_source_has_the_text_itself(text: str) -> None:
    pairs = read_at(text)
    assert pairs
    assert all(said == found for said, found in pairs)


def test_what_is_escaped_is_read_from_all_of_its_escape() -> None:
    assert read_at("\\*甲&amp;") == [("*", "\\*"), ("甲", "甲"), ("&", "&amp;")]
    assert read_at("| 甲\\|乙 | 丙 |\n|---|---|")[0] == ("甲|乙", "甲\\|乙")


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("---\nprimary_language: en\nis_rotation_valid: True\n---\nText", "en", None),
        ('---\ntitle: "云河日报"\nlang: zh-Hans\n---\n\n正文', "zh-Hans", "云河日报"),
        ("---\nlanguage: null value\n---\n正文", None, None),
        ("正文\n\n---\ntitle: 无\n---\n", None, None),
    ],
)
def test_front_matter_says_the_language_and_the_title(
    text: str, language: str | None, title: str | None
) -> None:
    found = page(text)
    assert (found.language, found.title) == (language, title)


def test_a_fence_around_the_whole_page_is_no_fence() -> None:
    assert kinds("```markdown\n# 题\n\n正文\n```\n") == [(Kind.HEADING, "题"), (Kind.TEXT, "正文")]
    assert kinds("```markdown\n正文\n") == [(Kind.TEXT, "正文")]


def test_a_fence_that_is_never_closed_sets_nothing_as_verse() -> None:
    assert kinds("```\n正文\n续") == [(Kind.TEXT, "正文"), (Kind.TEXT, "续")]


def test_a_heading_without_its_space_and_one_behind_an_anchor_are_headings() -> None:
    chunks = page('##题一\n\n<span id="page-1-0"></span># 题二\n').chunks
    assert [(c.kind, c.level, c.text.text) for c in chunks] == [
        (Kind.HEADING, 2, "题一"),
        (Kind.HEADING, 1, "题二"),
    ]


@pytest.mark.parametrize("text", ["2021.", "- 3 -", "7. 七", "<Tom>", "[注]: 某", "a * b", "\\"])
def test_what_only_looks_like_markup_is_text(text: str) -> None:
    assert kinds(text) == [(Kind.TEXT, text)]


def test_an_item_whose_number_does_not_count_on_keeps_it() -> None:
    assert kinds("1. 甲\n2. 乙\n7. 丙") == [
        (Kind.ITEM, "甲"), (Kind.ITEM, "乙"), (Kind.TEXT, "7. 丙"),
    ]  # fmt: skip


def test_words_that_stand_only_in_markup_are_furniture() -> None:
    assert kinds('[甲](https://example.com "乙") <span title="丙">丁</span>') == [
        (Kind.TEXT, "甲 丁"), (Kind.FURNITURE, "乙"), (Kind.FURNITURE, "丙"),
    ]  # fmt: skip


def test_a_link_of_the_web_is_a_mark_and_any_other_is_text() -> None:
    (chunk,) = page("[甲](https://example.com) [乙](#b) [丙](c.md)").chunks
    marks = {run.text: [mark.value for mark in run.marks] for run in chunk.text.runs}
    assert marks == {"甲": ["https://example.com"], " ": [], "乙": [], "丙": []}


def test_empty_lines_and_indents_are_counted_in_quotes_and_lists_too() -> None:
    def seen(text: str) -> list[tuple[int, int]]:
        return [(chunk.blank_before, chunk.indent) for chunk in page(text).chunks]

    assert seen("甲\n\n\n　　乙\n  丙") == [(0, 0), (2, 4), (0, 2)]
    assert seen("> 甲\n>\n> 　　乙") == [(0, 0), (1, 4)]
    assert seen("- 甲\n\n- 乙") == [(0, 0), (1, 0)]


def test_what_is_nested_too_deep_is_read_as_raw_text() -> None:
    assert kinds("> " * 500 + "甲") == [(Kind.TEXT, "> " * 500 + "甲")]


def test_pictures_of_every_form() -> None:
    def pictures(text: str) -> list[Chunk]:
        return [chunk for chunk in page(text).chunks if chunk.kind is Kind.PICTURE]

    for text in (
        "![桥](images/a%20b.png)",
        "![桥](<images/a b.png>)",
        '<img src="images/a b.png" alt="桥">',
        '前 <img alt="桥" src="images/a b.png"/> 后',
        '<div align="center">\n![桥](images/a b.png)\n</div>',
        "![桥](images/a b.png)",
    ):
        assert [(c.image, c.alt) for c in pictures(text)] == [("images/a b.png", "桥")], text


@pytest.mark.parametrize(
    "mark",
    ["[", "![", "*", "**a ", "`", "<a", "<!--", "&", "\\", "[a](b)", "|", "$", "$$", "> ", "- ",
     "_a_", "# ", "<戊>"],
)  # fmt: skip
def test_any_number_of_marks_is_read(mark: str) -> None:
    assert len(page(mark * 20_000).chunks) <= 20_000


def test_nine_megabytes_on_one_line_are_one_chunk() -> None:
    assert len(page("云河。" * 1_000_000).chunks) == 1
