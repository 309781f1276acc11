"""HTML: what the cases in tests/cases/readers/html.md do not say, and hostile pages."""

from __future__ import annotations

import pytest

from converter.errors import LimitError
from converter.page import Kind, Page
from converter.readers.document import Document
from converter.readers.html import read


def page(source: str) -> Page:
    return read(Document("A1.html", source.encode()))


def texts(source: str) -> list[str]:
    return [chunk.text.text for chunk in page(source).chunks]


def test_the_page_says_its_language_and_title() -> None:
    found = page('<html lang="zh-Hant-HK"><title> 雲河\n日報 </title><p>正文</p>')
    assert (found.language, found.title) == ("zh-Hant-HK", "雲河 日報")
    assert page('<html lang="中文"><p>正文').language is None


def test_the_text_of_the_page_is_its_chunks_a_line_each_and_the_spans_count_in_it() -> None:
    found = page("<h1>题<i>目</i></h1><p>甲<br>乙 &lt;</p><table><tr><td>1<td>2</table>")
    assert found.text == "题目\n甲\n乙 <\n1\t2\n"
    for chunk in found.chunks:
        for run in chunk.text.runs:
            if run.span:
                assert found.text[run.span.start : run.span.end] == run.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("甲\n乙", "甲乙"),
        ("甲 乙", "甲 乙"),
        ("甲\n b", "甲 b"),
        ("a\r\n\tb", "a b"),
        ("甲<b>\n乙</b>", "甲乙"),
        ("a <b>b</b> c", "a b c"),
        ("가\n나", "가 나"),
        ("a&nbsp;&nbsp;b", "a\xa0\xa0b"),
        ("a<wbr>b<!-- c -->d", "abd"),
        ("a<span>b</span><font>c</font>", "abc"),
    ],
)
def test_white_space_comes_to_what_a_browser_makes_of_it(source: str, text: str) -> None:
    assert texts(f"<p>{source}</p>") == [text]


def test_text_outside_every_block_and_tag_soup_is_kept() -> None:
    assert texts("头<p>甲<p>乙<div>丙</p>尾<li>丁<b>戊<i>己</b>庚") == [
        "头", "甲", "乙", "丙尾", "丁戊己庚",
    ]  # fmt: skip


def test_a_comment_that_is_never_closed_hides_nothing() -> None:
    assert texts("<!-- 一 --><p>甲<!-- 乙<p>丙") == ["甲<!-- 乙", "丙"]


def test_the_readings_of_a_ruby_stay_with_their_bases() -> None:
    (chunk,) = page(
        "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>と<ruby>各<rt>おの</rt>各<rt>おの</rt>"
    ).chunks
    assert [(run.text, [m.value for m in run.marks]) for run in chunk.text.runs] == [
        ("漢", ["かん"]), ("字", ["じ"]), ("と", []), ("各各", ["おのおの"]),
    ]  # fmt: skip


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "#top", "p2.html"])
def test_a_link_that_leads_nowhere_in_an_edition_is_text(href: str) -> None:
    (chunk,) = page(f'<p><a href="{href}">甲</a></p>').chunks
    assert chunk.text.runs[0].marks == ()


def test_cells_that_span_too_much_do_not_make_the_table_huge() -> None:
    rows = '<td rowspan="65534" colspan="1000">甲' * 300
    found = page(f"<table><tr>{rows}<tr><td>乙<td>丙</table>")
    assert len(found.text) < 5_000


def test_a_cell_that_was_never_closed_holds_what_follows() -> None:
    found = page("<table><tr><td>甲<div><td>乙</div><tr><td>丙<td>丁</table>")
    assert "".join(found.text.split()) == "甲乙丙丁"


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_deep_nesting_is_read(tag: str) -> None:
    depth = 20_000
    found = page(f"<p>头</p>{f'<{tag}>' * depth}深处")
    assert [chunk.text.text for chunk in found.chunks] == ["头", "深处"]


def test_a_million_tags_are_beyond_the_limit() -> None:
    with pytest.raises(LimitError, match="more than 200,000 tags on one page") as caught:
        page("<div>" * 1_000_000)
    assert caught.value.where == "A1.html"


@pytest.mark.parametrize(
    "mark", ["<!--", "<a ", '<a b="', "<![CDATA[", "&", "</a", "<!", "<?", "<"]
)
def test_marks_that_are_never_closed_take_no_time(mark: str) -> None:
    assert len(page(mark * 100_000).chunks) <= 1


def test_nothing_is_opened_or_fetched(no_network: None) -> None:
    found = page(
        '<link rel="stylesheet" href="http://example.com/x.css"><base href="http://example.com/">'
        '<script src="http://example.com/x.js"></script><iframe src="http://example.com/"></iframe>'
        '<img src="http://example.com/x.png"><img src="file:///etc/passwd"><p>正文</p>'
    )
    assert [chunk.image for chunk in found.chunks if chunk.kind is Kind.PICTURE] == [None, None]
