"""Raw text: what the cases in tests/cases/readers/text.md do not say."""

from __future__ import annotations

import pytest

from converter.model import Span
from converter.page import Chunk, Kind, Page
from converter.readers.document import Document
from converter.readers.text import read


def chunks(text: str) -> tuple[Chunk, ...]:
    return read(Document("A1.txt", text.encode(), "utf-8")).chunks


def test_a_page_knows_its_source_its_text_and_its_label() -> None:
    page = read(Document("A1.txt", "\ufeff一\r\n二".encode(), None, "A1"))
    assert page == Page("A1.txt", "一\n二", page.chunks, label="A1")


def test_spans_are_exact_and_leave_out_the_indent_and_the_marks() -> None:
    page = read(Document("A1.txt", "　　正文 \n## 标题 ##\n".encode()))
    spans = [span for chunk in page.chunks for span in chunk.text.spans]
    assert spans == [Span("A1.txt", 2, 4), Span("A1.txt", 9, 11)]


def test_the_cells_of_a_row_are_runs_with_spans_and_the_tabs_between_are_not() -> None:
    runs = chunks("| 甲 | 乙\t丙 |\n| 丁 |  |\n")[0].text.runs
    assert [(run.text, run.span) for run in runs] == [
        ("甲", Span("A1.txt", 2, 3)),
        ("\t", None),
        ("乙 丙", Span("A1.txt", 6, 9)),
    ]


def test_an_escaped_bar_is_no_border() -> None:
    assert [chunk.text.text for chunk in chunks("|甲\\|乙|丙|\n|丁|戊|")] == [
        "甲\\|乙\t丙",
        "丁\t戊",
    ]


@pytest.mark.parametrize(
    ("target", "image"),
    [
        ("pictures/a.png", "pictures/a.png"),
        ("./a.png", "a.png"),
        ("pictures\\a.png", "pictures/a.png"),
        ("a (1).png", "a (1).png"),
        ("<a b.png>", "a b.png"),
        ("/etc/passwd", None),
        ("\\\\host\\share\\a.png", None),
        ("C:\\a.png", None),
        ("a/../../b.png", None),
        ("..\\b.png", None),
        ("//host/a.png", None),
        ("http://host/a.png", None),
        ("FILE:///a.png", None),
        ("javascript:alert(1)", None),
    ],
)
def test_only_a_path_into_the_folder_itself_is_a_picture_to_open(
    target: str, image: str | None
) -> None:
    (chunk,) = chunks(f"![桥]({target})")
    assert chunk.kind is Kind.PICTURE
    assert chunk.image == image
    assert chunk.alt == ("桥" if image else f"桥 ({target})")


def test_the_data_of_a_picture_within_the_line_is_not_kept_as_its_note() -> None:
    (chunk,) = chunks(f"![桥](data:image/png;base64,{'A' * 100_000})")
    assert (chunk.image, chunk.alt) == (None, "桥 (data:image/png;base64)")


def test_empty_lines_are_counted_across_a_form_feed() -> None:
    found = chunks("一\n\n\f\n\n二\f三\n四")
    assert [(c.text.text, c.blank_before, c.new_column) for c in found] == [
        ("一", 0, False), ("二", 3, True), ("三", 0, True), ("四", 0, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["云河。" * 3_000_000, " " * 9_000_000, "#" * 9_000_000, "- " * 4_000_000, "|" * 9_000_000,
     "![](" * 2_000_000, "<!--" * 2_000_000 + "-->", "\\|" * 4_000_000],
    ids=lambda line: line[:4],
)  # fmt: skip
def test_megabytes_on_one_line_are_one_chunk_or_none(line: str) -> None:
    assert len(chunks(line)) <= 1


@pytest.mark.parametrize("line", ["- 3 -", "- A1 -", "— B12 —"])
def test_a_folio_between_dashes_is_no_item_of_a_list(line: str) -> None:
    assert [(chunk.kind, chunk.text.text) for chunk in chunks(line)] == [(Kind.TEXT, line)]
