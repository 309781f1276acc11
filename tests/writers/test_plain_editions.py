"""The editions that cost little: Markdown, plain text, one HTML page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from converter.model import (
    Article,
    Byline,
    Credit,
    Emphasis,
    Figure,
    Inline,
    Inlines,
    Issue,
    LineBreak,
    Link,
    List,
    Meta,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from converter.page import Page
from converter.readers import markdown as reader
from converter.readers.document import Document
from converter.repair import repair
from converter.repair.record import Profile
from converter.walk import article_strings, plain
from converter.writers import html, markdown, text
from converter.writers.edition import Assets, Writer, Written
from converter.writers.markdown_inline import line
from tests.writers.docx_samples import FULL, assets, paragraph, stored, texts
from tests.writers.epub_samples import ENGLISH, ODD, THEME

PICTURE = "pictures/ferry.png"
WRITERS: dict[str, Writer] = {
    "markdown": markdown.write, "text": text.write, "html": html.write,
}  # fmt: skip


def written(writer: Writer, issue: Issue = FULL) -> Written:
    return writer(issue, THEME, assets(PICTURE))


def text_of(writer: Writer, issue: Issue = FULL) -> str:
    return written(writer, issue).data.decode()


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("issue", [FULL, ENGLISH, ODD, Issue()], ids=["full", "en", "odd", "none"])
def test_any_issue_gives_the_same_bytes_each_time(name: str, issue: Issue) -> None:
    assert written(WRITERS[name], issue) == written(WRITERS[name], issue)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("issue", [FULL, ENGLISH], ids=["zh", "en"])
def test_every_text_of_the_issue_is_in_it(name: str, issue: Issue) -> None:
    data = text_of(WRITERS[name], issue)
    if name == "html":
        for rt in (soup := BeautifulSoup(data, "lxml")).find_all("rt"):
            rt.string = f"({rt.get_text()})"
        data = soup.get_text()
    if name == "markdown":
        data = re.sub(r"</?\w+>|\]\(<[^>]*>\)", "", data)
    held = "".join(c for c in data if c.isalnum())
    for article in issue.articles:
        for string in article_strings(article):
            for part in re.split(r"[\n\t]", string):
                assert "".join(c for c in part if c.isalnum()) in held, part


# --- plain text --------------------------------------------------------------------------------


def test_text_has_a_paragraph_a_line_indented_as_chinese_is_and_headlines_set_off() -> None:
    lines = text_of(text.write).splitlines()
    assert lines[:2] == ["青岬日报", "2024年5月6日　第88期　A1版、A2版　青岬报社"]
    at = lines.index("渡口晨雾")
    assert lines[at - 3 : at] == ["", "江上人家", "雾季第一天"]
    assert lines[at : at + 4] == [
        "渡口晨雾",
        "散尽",
        "——头班船晚了一刻",
        "本报讯（记者 甲一 乙二）",
    ]
    assert "　　明日有风。" in lines
    assert "　　　　雾大不开船，是老规矩。" in lines
    assert "〔图片〕清晨的渡口。　甲一 摄" in lines
    assert "　　1. 先买票" in lines
    assert "班次\t时刻" in lines


def test_english_text_has_empty_lines_between_paragraphs() -> None:
    issue = replace(
        ENGLISH, articles=(Article("a", blocks=(paragraph("One."), paragraph("Two."))),)
    )
    assert "\nOne.\n\nTwo.\n" in text_of(text.write, issue)


def test_text_says_what_it_could_not_carry() -> None:
    assert written(text.write).lost == (
        "picture pictures/ferry.png: its caption stands alone",
        "emphasis, once",
        "strong emphasis, once",
        "superscript, once",
        "the target of a link, once",
        "ruby, which stands in brackets, once",
    )


# --- Markdown ----------------------------------------------------------------------------------

MARKDOWN = MarkdownIt("commonmark").enable("table")


def test_markdown_has_front_matter_headings_and_blocks() -> None:
    said = text_of(markdown.write)
    head, body = said.split("\n---\n\n", 1)
    assert head.splitlines() == [
        "---",
        "title: 青岬日报",
        "date: 2024-05-06",
        "number: 第88期",
        "language: zh-Hans",
        "publisher: 青岬报社",
        "pages: [A1, A2]",
    ]
    assert "江上人家\n\n雾季第一天\n\n# 渡口晨雾 散尽\n\n——头班船晚了一刻" in body
    assert "## 岸上的灯" in body
    assert "1. 先买票\n\n   再排队" in body or "1. 先买票" in body
    assert "> 雾大不开船，是老规矩。" in body
    assert "| 班次 | 时刻 |\n| --- | --- |\n| 头班 |  |" in body
    assert "江水不说话\n\n只把船推开" in body
    assert "![雾中的渡船](<pictures/ferry.png>)\n清晨的渡口。 甲一 摄" in body
    assert "<!-- 责编 丙三 <校> & 丁四 -->" in body


def test_markdown_names_its_pictures_and_says_that_it_does_not_hold_them() -> None:
    assert written(markdown.write).lost == (
        "picture pictures/ferry.png: it is named, and must lie beside the file",
    )


def test_what_looks_like_a_mark_and_is_none_stays_text() -> None:
    odd = (
        "# 一", "#2", "> 引", "- 项", "+ 项", "1. 一", "2) 二", "---", "***", "===", "| 表", "~~~",
        "*星*", "_线_", "a_b_c", "[链](x)", "![图](x)", "<b>粗</b>", "&amp;", "`码`", "$x$", "\\*",
        "    四格", "a ~~b~~", "https://example.org/a_b*c",
    )  # fmt: skip
    for each in odd:
        rendered = BeautifulSoup(MARKDOWN.render(line(texts(each))), "lxml")
        assert rendered.get_text().strip("\n") == each.strip(), each
        assert [tag.name for tag in rendered.find_all(True)] == ["html", "body", "p"], each


LETTERS = "甲乙“”（）。，*_`[]<>&#!$~\\-+.|1a \"'"


def inline(depth: int) -> st.SearchStrategy[Inline]:
    some = st.text(LETTERS, min_size=1, max_size=6).map(Text)
    if not depth:
        return some
    inner = st.lists(inline(depth - 1), min_size=1, max_size=3).map(tuple)
    return some | inner.map(Emphasis) | inner.map(Strong)


@given(st.lists(inline(2), min_size=1, max_size=4).map(tuple))
def test_any_row_of_inlines_reads_in_markdown_as_it_is(inlines: Inlines) -> None:
    html_ = MARKDOWN.render(line(inlines))
    got = BeautifulSoup(html_, "lxml").get_text()
    assert "".join(got.split()) == "".join(plain(inlines).split())
    strong = "".join(tag.get_text() for tag in BeautifulSoup(html_, "lxml").select("strong"))
    if not any(isinstance(i, Strong) or _holds(i) for i in inlines):
        assert not strong


def _holds(inline_: Inline) -> bool:
    inner = getattr(inline_, "inlines", ())
    return any(isinstance(each, Strong) or _holds(each) for each in inner)


def read_again(issue: Issue) -> Issue:
    page = reader.read(Document("issue.md", written(markdown.write, issue).data))
    assert isinstance(page, Page)
    return repair([page], Meta(language=""), Profile())


def test_markdown_read_again_gives_the_same_articles() -> None:
    issue = stored("damage/issues/tune/zh-01.json")
    again = read_again(issue)
    meta = issue.meta
    assert again.meta == Meta(meta.title, meta.date, meta.number, again.meta.page_labels,
                              meta.language, meta.publisher)  # fmt: skip
    assert [a.title for a in again.articles] == [a.title for a in issue.articles]
    same = sum(
        block in [b for a in again.articles for b in a.blocks]
        for article in issue.articles
        for block in article.blocks
    )
    assert same >= 0.9 * sum(len(article.blocks) for article in issue.articles)


def test_front_matter_that_yaml_would_take_for_something_else_is_quoted() -> None:
    issue = Issue(Meta('a: "b" #c', number="1234", page_labels=("1", "null"), language="no"))
    said = text_of(markdown.write, issue)
    assert 'title: "a: \\"b\\" #c"' in said
    assert 'pages: ["1", "null"]' in said
    assert 'language: "no"' in said
    page = reader.read(Document("x.md", said.encode()))
    assert page.title == 'a: "b" #c'


# --- HTML --------------------------------------------------------------------------------------


def test_html_is_one_page_that_needs_nothing_else() -> None:
    soup = BeautifulSoup(text_of(html.write), "lxml")
    assert not soup.find_all(["link", "script"])
    (picture,) = soup.find_all("img")
    assert str(picture["src"]).startswith("data:image/png;base64,iVBOR")
    assert picture["alt"] == "雾中的渡船"
    assert "url(" not in soup.style.get_text() if soup.style else False
    assert written(html.write).lost == ()


def test_html_has_headings_that_nest_and_ids_that_are_unique() -> None:
    soup = BeautifulSoup(text_of(html.write), "lxml")
    headings = [(tag.name, tag.get_text()) for tag in soup.find_all(re.compile(r"h\d"))]
    assert headings == [
        ("h1", "青岬日报"), ("h2", "渡口晨雾散尽"), ("h3", "岸上的灯"), ("h2", "短讯"),
    ]  # fmt: skip
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    aims = [str(tag["href"]).removeprefix("#") for tag in soup.select('a[href^="#"]')]
    assert set(aims) <= set(map(str, ids))
    assert len(soup.select(".jump a")) == 2


def test_html_says_what_it_could_not_carry() -> None:
    issue = Issue(articles=(Article("a", blocks=(
        Paragraph((Link("javascript:x", texts("点")),)), Figure(image="gone.png"),
    )),))  # fmt: skip
    assert [each.split(":")[0] for each in html.write(issue, THEME, Assets()).lost] == [
        "link to 'javascript",
        "picture gone.png",
    ]


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_nothing_in_a_text_becomes_markup_of_the_page(writer: Callable[..., Written]) -> None:
    issue = Issue(Meta("<script>"), (Article("a", title="--> <script>", kicker=Text("</style>"),
        blocks=(paragraph("</p><script>x</script>"), List(((paragraph("<img src=x>"),),)),
                Quote((paragraph("]]>"),)), Table((((LineBreak(),), texts("|")),)))),),
        (Text("--><script>"),))  # fmt: skip
    said = writer(issue, THEME, Assets()).data.decode()
    if writer is html.write:
        assert not BeautifulSoup(said, "lxml").find_all(["script"])
    if writer is markdown.write:
        assert not BeautifulSoup(MARKDOWN.render(said), "lxml").find_all("script")


def test_a_byline_stands_where_papers_of_the_language_print_it() -> None:
    byline = Byline("本报讯", None, (Credit("记者", ("甲一",)),))
    chinese = Issue(
        articles=(Article("a", title="题", byline=byline, blocks=(paragraph("文。"),)),)
    )
    assert "本报讯（记者 甲一） 文。" in text_of(markdown.write, chinese)
    said = text_of(markdown.write, ENGLISH)
    assert "By Ada Quill\\\nStaff Writer\n\nTERN LEDGE — Mr. J. Pell & Co." in said
