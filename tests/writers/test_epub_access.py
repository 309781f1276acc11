"""What a reader who listens, or who goes by the printed pages, finds in the EPUB edition."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from converter.model import Article, Issue, Meta, Text
from tests.writers.epub_samples import (
    ENGLISH,
    ISSUE,
    NAMES,
    files,
    find,
    paragraph,
    read,
    tree,
)

KIND = f"{{{NAMES['e']}}}type"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def numbered(language: str) -> Issue:
    articles = (
        Article("a", "1", title="甲", continued_on="4", blocks=(paragraph("天亮了。"),)),
        Article("b", "4", continued_from="1", blocks=(paragraph("人散了。"),)),
    )
    return Issue(Meta("泊岭日报", "2024-04-09", None, ("1", "4"), language), articles)


def listed(issue: Issue) -> list[tuple[str, str | None]]:
    pages = find(tree("toc.ncx", issue), ".//n:pageTarget")
    return [
        (read(find(page, "./n:navLabel/n:text")[0]), find(page, "./n:content")[0].get("src"))
        for page in pages
    ]


@pytest.mark.parametrize(("language", "jump"), [("zh-Hans", "下转第4版"), ("zh-Hant", "下轉第4版")])
def test_a_page_that_is_a_bare_number_is_named_as_in_the_other_editions(
    language: str, jump: str
) -> None:
    issue = numbered(language)
    assert [read(head) for head in find(tree("contents.xhtml", issue), ".//h:h2")] == [
        "第1版",
        "第4版",
    ]
    assert read(find(tree("article-001.xhtml", issue), ".//h:p[@class='jump']")[0]) == jump


def test_the_ncx_has_its_depth_and_the_printed_pages() -> None:
    ncx = tree("toc.ncx")
    said = {meta.get("name"): meta.get("content") for meta in find(ncx, ".//n:meta")}
    assert (said["dtb:depth"], said["dtb:totalPageCount"]) == ("3", "2")
    assert listed(ISSUE) == [
        ("A1版", "article-001.xhtml#page-1"),
        ("A4版", "article-003.xhtml#page-2"),
    ]
    assert [page.get("type") for page in find(ncx, ".//n:pageTarget")] == ["special", "special"]
    bare = find(tree("toc.ncx", numbered("zh-Hans")), ".//n:pageTarget")
    assert [page.get("value") for page in bare] == ["1", "4"]


def test_an_issue_without_pages_has_no_page_list() -> None:
    issue = Issue(articles=(Article("a", title="题", blocks=(paragraph("文。"),)),))
    assert listed(issue) == []
    assert not find(tree("nav.xhtml", issue), ".//h:nav[@id='pages']")


def test_each_part_of_the_nav_is_called_by_its_heading_and_has_the_role_of_its_type() -> None:
    nav = tree("nav.xhtml")
    found = {}
    for part in find(nav, ".//h:nav"):
        title = find(nav, f".//*[@id='{part.get('aria-labelledby')}']")[0]
        found[part.get(KIND)] = (part.get("role"), title.text)
    assert found == {
        "toc": ("doc-toc", "目录"),
        "landmarks": (None, "导览"),
        "page-list": ("doc-pagelist", "印刷版"),
    }


def test_every_type_in_the_text_has_its_role() -> None:
    pages = [tree(name.removeprefix("EPUB/")) for name in files() if name.endswith(".xhtml")]
    typed = [
        (element.get(KIND), element.get("role"))
        for page in pages
        for element in page.iter()
        if element.get(KIND) and element.tag.rpartition("}")[2] not in ("nav", "a")
    ]
    assert {kind for kind, _ in typed} == {"cover", "pagebreak", "subtitle", "colophon"}
    assert all(role == f"doc-{kind}" for kind, role in typed)


def test_kicker_and_deck_belong_to_the_headline_and_are_no_headings() -> None:
    group = find(tree("article-001.xhtml"), ".//h:header/h:hgroup")[0]
    assert [(part.tag.rpartition("}")[2], part.get("class")) for part in group] == [
        ("p", "kicker"),
        ("h1", "title"),
        ("p", "subtitle"),
    ]


def test_a_headline_alone_makes_no_group() -> None:
    assert not find(tree("article-002.xhtml"), ".//h:hgroup")


def test_who_certifies_stands_with_the_claim() -> None:
    package = tree("content.opf")
    claim = find(package, ".//o:meta[@property='dcterms:conformsTo']")[0]
    by = find(package, ".//o:meta[@property='a11y:certifiedBy']")[0]
    assert by.get("refines") == f"#{claim.get('id')}"


def test_a_phrase_of_another_language_is_marked_and_a_name_is_not() -> None:
    text = "碑上刻着 The river is a road for those who wait，由 Tern Ledge Press 印行。"
    issue = replace(ISSUE, articles=(Article("a", title="碑", blocks=(paragraph(text),)),))
    assert marked(tree("article-001.xhtml", issue)) == [
        ("en", "The river is a road for those who wait")
    ]
    assert text in read(tree("article-001.xhtml", issue))


def test_han_characters_in_an_english_text_are_chinese() -> None:
    article = replace(ENGLISH.articles[0], kicker=Text("A song called 渡口，晨"))
    page = tree("article-001.xhtml", replace(ENGLISH, articles=(article,)))
    assert marked(page) == [("zh", "渡口，晨")]


def marked(page: Element) -> list[tuple[str, str]]:
    spans = find(page, ".//h:span[@lang]")
    assert all(span.get("lang") == span.get(LANGUAGE) for span in spans)
    return [(span.get("lang", ""), read(span)) for span in spans]
