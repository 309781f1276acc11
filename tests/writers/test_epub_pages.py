"""The pages of the EPUB edition, read back as a reading system reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from converter.model import Article, Issue, Link, Paragraph, Ruby
from converter.walk import article_strings
from tests.writers.epub_samples import (
    ENGLISH,
    ISSUE,
    ODD,
    files,
    find,
    png,
    read,
    texts,
    tree,
    written,
)


def test_every_string_of_an_article_stands_on_its_page() -> None:
    for number, article in enumerate(ISSUE.articles, 1):
        page = read(tree(f"article-{number:03}.xhtml"))
        for line in (line for text in article_strings(article) for line in text.split("\n")):
            # Ruby sets the reading beside its base without brackets.
            assert all(cell in page for cell in line.replace("郗(chī)", "郗chī").split("\t"))


def test_furniture_is_kept_on_a_last_page() -> None:
    assert [read(item) for item in find(tree("colophon.xhtml"), ".//h:li")] == [
        "泊岭日报　A4",
        "责编：甯远",
    ]


def test_an_article_has_one_main_heading_and_subheads_below_it() -> None:
    page = tree("article-001.xhtml")
    assert [read(heading) for heading in find(page, ".//h:h1")] == ["菜市场里天亮了"]
    assert [read(heading) for heading in find(page, ".//h:h2")] == ["一日账本"]
    assert [read(line) for line in find(page, ".//h:p[@class='kicker']")] == ["一座城的早晨"]


def test_an_english_headline_keeps_a_space_between_its_lines() -> None:
    page = tree("article-001.xhtml", ENGLISH)
    assert read(find(page, ".//h:h1")[0]) == "Harbour wall to be raised by a foot"


def test_credits_are_marked_with_role_and_names() -> None:
    byline = find(tree("article-001.xhtml"), ".//h:p[@class='byline']")[0]
    assert [read(span) for span in find(byline, ".//h:span[@class='role']")] == ["记者"]
    assert [read(span) for span in find(byline, ".//h:span[@class='name']")] == ["甯远", "尉迟敏"]
    assert read(byline) == "本报讯（记者 甯远 尉迟敏）"


def test_an_english_byline_reads_as_english_papers_print_it() -> None:
    byline = find(tree("article-001.xhtml", ENGLISH), ".//h:p[@class='byline']")[0]
    assert read(byline) == "By Ada Quill · Staff Writer · TERN LEDGE"


def test_both_halves_of_a_story_lead_to_each_other() -> None:
    first, second = tree("article-001.xhtml"), tree("article-003.xhtml")
    forth, back = (find(page, ".//h:p[@class='jump']/h:a")[0] for page in (first, second))
    assert (forth.get("href"), read(forth)) == ("article-003.xhtml", "下转A4版")
    assert (back.get("href"), read(back)) == ("article-001.xhtml", "上接A1版")


def test_a_jump_with_two_possible_ends_is_no_link() -> None:
    twice = replace(ISSUE, articles=(*ISSUE.articles, replace(ISSUE.articles[2], id="c")))
    page = tree("article-001.xhtml", twice)
    assert [read(line) for line in find(page, ".//h:p[@class='jump']")] == ["下转A4版"]
    assert not find(page, ".//h:p[@class='jump']/h:a")


def test_each_article_leads_to_its_neighbours_and_the_front_page() -> None:
    links = find(tree("article-002.xhtml"), ".//h:nav[@class='turn']//h:a")
    assert [(link.get("rel"), link.get("href")) for link in links] == [
        ("prev", "article-001.xhtml"),
        ("next", "article-003.xhtml"),
        (None, "contents.xhtml"),
    ]


def test_a_first_sentence_does_not_end_at_an_abbreviation() -> None:
    lead = find(tree("contents.xhtml", ENGLISH), ".//h:p[@class='lead']")[0]
    assert read(lead) == "Mr. J. Pell & Co. will raise the wall by 1.5 ft."


def test_a_picture_is_carried_as_given_under_a_safe_name() -> None:
    assert files()["EPUB/pictures/001-picture.png"] == png()
    image = find(tree("article-001.xhtml"), ".//h:img")[0]
    assert (image.get("src"), image.get("alt")) == ("pictures/001-picture.png", "灯下的摊位")


def test_a_picture_not_to_be_had_leaves_its_caption_and_a_line_among_the_losses() -> None:
    lost = find(tree("article-001.xhtml"), ".//h:figure[@class='lost']")
    assert [read(figure) for figure in lost] == ["收摊以后的市场。", "图片缺失"]
    assert written().lost == (
        "picture pictures/lost.png: it could not be had; its caption stands alone",
    )


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/路?a=1&b=%zz", "https://example.org/%E8%B7%AF?a=1&b=%25zz"),
        ("http://bücher.example/a b", "http://xn--bcher-kva.example/a%20b"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("//example.org/x", None),
        ("https://user@example.org/", None),
        ("https://[broken/", None),
        ("https://example.org:99999/", None),
        ("mailto:two words@example.org", None),
        ("", None),
    ],
)
def test_a_link_leads_to_the_web_or_to_a_mailbox_or_nowhere(href: str, target: str | None) -> None:
    block = Paragraph((Link(href, texts("此处")),))
    issue = Issue(articles=(Article("a", title="题", blocks=(block,)),))
    links = find(tree("article-001.xhtml", issue), ".//h:article//h:a")
    assert [link.get("href") for link in links] == ([target] if target else [])
    assert "此处" in read(tree("article-001.xhtml", issue))
    assert len(written(issue).lost) == (0 if target else 1)


def test_neither_links_nor_ruby_are_nested() -> None:
    inner = Link("https://example.org/b", (Ruby((Ruby(texts("郗"), "xī"),), "chī"),))
    block = Paragraph((Link("https://example.org/a", (inner,)),))
    page = tree("article-001.xhtml", Issue(articles=(Article("a", title="题", blocks=(block,)),)))
    assert [link.get("href") for link in find(page, ".//h:article//h:a")] == [
        "https://example.org/a"
    ]
    assert len(find(page, ".//h:ruby")) == 1


def test_what_xml_forbids_is_dropped_and_said() -> None:
    assert "character U+0001: XML forbids it" not in written(ISSUE).lost
    assert "character U+0004: XML forbids it" in written(ODD).lost
    assert "character U+D800: XML forbids it" in written(ODD).lost


def test_the_rows_of_a_table_are_as_long_as_its_longest_and_its_heads_have_a_scope() -> None:
    table = find(tree("article-001.xhtml"), ".//h:table")[0]
    assert [len(row) for row in find(table, ".//h:tr")] == [2, 2, 2]
    assert {head.get("scope") for head in find(table, "./h:thead//h:th")} == {"col"}


def test_a_stanza_is_a_paragraph_of_verse() -> None:
    verse = find(tree("article-001.xhtml"), ".//h:div[@class='verse']")[0]
    assert [len(find(stanza, "./h:span")) for stanza in find(verse, "./h:p")] == [2, 1]
