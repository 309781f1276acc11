"""E-books as input: our own edition, edited or not, and those of others."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from converter import pipeline
from converter.errors import InputError
from converter.model import Byline, Credit, Issue, Paragraph, Text
from converter.pipeline import binding
from converter.readers import epub_blocks
from converter.writers.edition import Assets
from converter.writers.epub import write
from converter.writers.epub.words import ENGLISH, SIMPLIFIED, TRADITIONAL
from tests.readers.archives import (
    book,
    book_issue,
    book_page,
    edited,
    images,
    paragraphs,
    shown,
    with_images,
    without,
)
from tests.readers.test_docx import plainly
from tests.writers.docx_samples import FULL, assets, stored
from tests.writers.epub_samples import THEME

ISSUE = plainly(FULL)
READ = with_images(ISSUE, {"pictures/ferry.png": "book.epub/EPUB/pictures/001-ferry.png"})
FIRST, LAST = "EPUB/article-001.xhtml", "EPUB/article-003.xhtml"


@cache
def edition() -> bytes:
    return write(ISSUE, THEME, assets("pictures/ferry.png")).data


def test_our_own_edition_gives_the_issue_itself() -> None:
    assert book_issue(edition()) == READ


@pytest.mark.parametrize("name", ["zh-01", "en-01", "zh-hant-01"])
def test_a_whole_issue_comes_back(name: str) -> None:
    issue = replace(stored(f"damage/issues/tune/{name}.json"), repairs=(), notes=())
    assert book_issue(write(issue, THEME, Assets()).data) == issue


def test_without_its_flatplan_it_is_told_by_its_markup() -> None:
    issue = book_issue(without(edition(), r"META-INF/flatplan\.json"))
    assert issue.meta.title == "青岬日报"
    assert (issue.meta.date, issue.meta.publisher) == ("2024-05-06", "青岬报社")
    assert [a.title for a in issue.articles] == ["渡口晨雾散尽", None, "短讯"]
    assert [a.page for a in issue.articles] == ["A1", "A2", "A2"]
    assert issue.articles[0].byline == ISSUE.articles[0].byline
    assert (issue.articles[0].continued_on, issue.articles[1].continued_from) == ("A2", "A1")


def test_what_was_edited_stands() -> None:
    def edit(page: str) -> str:
        page = page.replace('class="title" id="title">', 'class="title" id="title">晨间')
        return page.replace("明日有风。</p>", "明日有<i>大风</i>。</p>\n<p>后日\n放晴。</p>")

    issue = book_issue(edited(edition(), LAST, edit))
    last = issue.articles[-1]
    assert (last.title, last.page, last.id) == ("晨间短讯", "A2", "a3")
    assert paragraphs(issue)[-2:] == ["明日有大风。", "后日放晴。"]
    assert issue.articles[:2] == READ.articles[:2]


def test_a_name_that_was_edited_in_a_byline() -> None:
    issue = book_issue(edited(edition(), FIRST, lambda page: page.replace("乙二", "己六")))
    assert issue.articles[0].byline == Byline("本报讯", None, (Credit("记者", ("甲一", "己六")),))


def test_what_the_edition_says_of_pictures_is_known() -> None:
    said = {words.picture for words in (SIMPLIFIED, TRADITIONAL, ENGLISH)}
    said |= {words.captioned_picture for words in (SIMPLIFIED, TRADITIONAL, ENGLISH)}
    assert said == epub_blocks.PICTURES


def test_pictures_within_the_book_reach_the_editions(tmp_path: Path) -> None:
    source = tmp_path / "book.epub"
    source.write_bytes(edition())
    (done,) = pipeline.convert([source], output=tmp_path / "out", to=["docx", "html"])
    assert [file.lost for file in done.files] == [(), ()]


# --- of others ---------------------------------------------------------------------------------


def test_a_book_of_others_is_read_page_by_page() -> None:
    page = book_page(
        book(
            {
                "cover.xhtml": '<section epub:type="cover"><h1>封面</h1></section>',
                "nav.xhtml": '<nav epub:type="toc"><ol><li>江上灯火</li></ol></nav>',
                "one.xhtml": "<h1>江上灯火</h1><p>夜航的人&nbsp;都认得它。</p>",
                "two.xhtml": '<h2>守灯人</h2><a id="x"/><p>他说，<b>再亮</b>一会儿。</p>',
            },
            properties={"nav.xhtml": "nav"},
        )
    )
    assert shown(page) == [
        ("heading", 1, "江上灯火"),
        ("text", None, "夜航的人\u00a0都认得它。"),
        ("heading", 2, "守灯人"),
        ("text", None, "他说，再亮一会儿。"),
    ]
    assert (page.title, page.language) == ("江岸纪事", "zh")
    for chunk in page.chunks:
        for run in chunk.text.runs:
            assert run.span
            assert page.text[run.span.start : run.span.end] == run.text


def test_its_pictures_are_found_where_the_pages_name_them(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (6, 4), "#336699").save(out, "PNG")
    text = '<h1>旧照</h1><p>江边有一座灯塔，夜航的人都认得它。</p><p><img src="../img/a%20b.png" alt="灯塔"/></p>'
    path = tmp_path / "book.epub"
    path.write_bytes(book({"text/one.xhtml": text}, {"OPS/img/a b.png": out.getvalue()}))
    issue = pipeline.understand(path)
    assert images(issue) == ["book.epub/OPS/img/a b.png"]
    assert not [note for note in issue.notes if note.code.startswith("picture")]
    assert pipeline.write(issue, "epub", folder=tmp_path).lost == ()


def test_a_book_that_is_locked_is_an_error() -> None:
    reference = '<e><CipherReference xmlns="x" URI="OPS/one.xhtml"/></e>'
    data = book({"one.xhtml": "<p>文</p>"}, {"META-INF/encryption.xml": reference})
    with pytest.raises(InputError, match="locked to one reader or device"):
        book_page(data)


def test_bound_issues_are_not_one_issue(tmp_path: Path) -> None:
    for day in (1, 2):
        issue = Issue(replace(ISSUE.meta, date=f"2024-05-0{day}"), ISSUE.articles)
        path = tmp_path / f"{day}.epub"
        path.write_bytes(write(issue, THEME, Assets()).data)
    binding.bind([tmp_path / "1.epub", tmp_path / "2.epub"], "both", tmp_path)
    with pytest.raises(InputError, match="2 issues are bound into it"):
        book_issue((tmp_path / "both.epub").read_bytes())


def test_loose_text_and_nested_marks_are_kept() -> None:
    def edit(page: str) -> str:
        return page.replace("</article>", "散着的<strong><em>话</em></strong>。\n</article>")

    block = book_issue(edited(edition(), LAST, edit)).articles[-1].blocks[-1]
    assert isinstance(block, Paragraph)
    assert block.inlines[0] == Text("散着的")
