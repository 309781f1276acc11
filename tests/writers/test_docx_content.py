"""The DOCX edition: blocks, jumps and inlines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from converter.model import Link, Paragraph, Ruby, Table, Text
from converter.theme import Role
from tests.writers.docx_samples import (
    DAILY,
    FULL,
    READER,
    WP,
    R,
    W,
    article,
    assets,
    columns,
    invalid,
    issue,
    opened,
    paragraph,
    text_of,
    texts,
)

FERRY = assets("pictures/ferry.png")


# --- blocks -------------------------------------------------------------------------------------


def test_lists_have_real_numbers_and_each_counts_from_one() -> None:
    edition = opened(FULL)
    marks = edition.document.iter(W + "numPr")
    numbered = [tuple(e.get(W + "val") for e in mark) for mark in marks]
    assert numbered == [("0", "1"), ("0", "1"), ("0", "2"), ("1", "3")]
    assert edition.texts("ListNumber") == ["先买票", "后上船"]
    assert edition.texts("ListContinue") == ["再排队"]


def test_a_table_marks_its_header_and_is_kept_apart_from_the_next() -> None:
    document = opened(FULL, READER).document
    first, second = document.iter(W + "tbl")
    assert len(list(first.iter(W + "tblHeader"))) == 1
    assert len(list(first.iter(W + "tc"))) == 4
    assert not list(second.iter(W + "tblHeader"))
    tags = [e.tag for e in document[0]]
    assert all(pair != (W + "tbl", W + "tbl") for pair in pairwise(tags))


def test_a_column_of_figures_is_not_narrowed_for_one_of_sentences() -> None:
    long = texts("连日来往返两岸的班船都比往年多了一成")
    rows = ((long, long, long, texts("1384.6"), long),) * 2
    widths = [
        int(column.get(W + "w", ""))
        for column in opened(issue(article(Table(rows))), READER).document.iter(W + "gridCol")
    ]
    assert widths[3] >= 3 * 8.5 * 20  # six half-width characters at 8.5 points
    assert len(set(widths)) == 2


def test_a_table_too_wide_for_a_column_stands_across_them() -> None:
    row = tuple(texts("沿江各渡口") for _ in range(6))
    document = opened(issue(article(paragraph("潮水。" * 9), Table((row,))))).document
    assert [number for _, number in columns(document)] == ["1", "4", "1"]


def test_a_picture_fills_its_column_and_is_described() -> None:
    edition = opened(FULL, assets=assets("pictures/ferry.png", width=1200, height=600))
    across, down = (
        int(next(edition.document.iter(WP + "extent")).get(k, "")) for k in ("cx", "cy")
    )
    page = DAILY.page
    millimetres = page.width - page.inner - page.outer
    gutters = (page.columns - 1) * page.gutter * DAILY.styles[Role.PARAGRAPH].size * 25.4 / 72
    assert across / 36000 == pytest.approx((millimetres - gutters) / page.columns, abs=0.01)
    assert across / down == pytest.approx(2, abs=0.01)
    assert [e.get("descr") for e in edition.document.iter(WP + "docPr")] == ["雾中的渡船"]


def test_a_small_picture_is_not_blown_up() -> None:
    edition = opened(FULL, assets=FERRY)
    extent = next(edition.document.iter(WP + "extent"))
    assert int(extent.get("cx", "")) == 40 * 914400 // 96


def test_a_picture_that_cannot_be_had_is_its_caption_and_a_loss() -> None:
    edition = opened(FULL)
    assert "清晨的渡口。　甲一 摄" in edition.texts("Caption")
    assert not list(edition.document.iter(WP + "inline"))
    assert edition.lost == ("picture pictures/ferry.png",)


# --- jumps --------------------------------------------------------------------------------------


def test_jump_lines_lead_to_each_other() -> None:
    edition = opened(FULL)
    assert edition.texts("Jump") == ["下转A2版"]
    assert edition.texts("OpeningJump") == ["上接A1版"]
    anchors = [e.get(W + "anchor") for e in edition.document.iter(W + "hyperlink")]
    named = {e.get(W + "name") for e in edition.document.iter(W + "bookmarkStart")}
    assert {a for a in anchors if a and "_Toc" not in a} == {"article1", "article2"}
    assert {name for name in named if name and name[0] != "_"} == {"article1", "article2"}


def test_a_jump_to_a_page_that_is_not_here_is_text_alone() -> None:
    edition = opened(issue(article(paragraph("文"), page="A1", continued_on="第8版")))
    assert edition.texts("Jump") == ["下转第8版"]
    assert not list(edition.document.iter(W + "hyperlink"))


def test_a_story_put_together_from_two_pages_does_not_send_the_reader_on() -> None:
    whole = article(paragraph("文"), page="A1", continued_on="A2")
    edition = opened(issue(whole, article(page="A2"), page_labels=("A1", "A2")))
    assert edition.texts("Jump") == []


def test_a_subhead_below_no_headline_does_not_skip_a_level() -> None:
    untitled = article(*FULL.articles[0].blocks, title=None)
    assert opened(issue(untitled)).texts("OpeningSubhead") == ["岸上的灯"]


# --- inlines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.org/a b%zz", "https://example.org/a%20b%25zz"),
        ("http://渡口.example/", "http://xn--6orp42d.example/"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://[broken", None),
        ("https://", None),
        ("relative.html", None),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_become_links(
    address: str, target: str | None
) -> None:
    edition = opened(issue(article(Paragraph((Link(address, texts("处")),)))))
    relations = edition.part("word/_rels/document.xml.rels")
    targets = [e.get("Target") for e in relations if e.get("TargetMode") == "External"]
    assert targets == ([target] if target else [])
    assert edition.texts("BodyText") == ["处"]
    assert bool(edition.lost) == (target is None)


def test_ruby_stands_above_its_base() -> None:
    document = opened(issue(article(Paragraph((Ruby(texts("岬"), "jiǎ"),))))).document
    ruby = next(document.iter(W + "ruby"))
    assert [text_of(ruby.find(W + part) or ruby) for part in ("rt", "rubyBase")] == ["jiǎ", "岬"]


def test_every_relationship_that_is_named_exists() -> None:
    edition = opened(FULL, assets=FERRY)
    known = {e.get("Id") for e in edition.part("word/_rels/document.xml.rels")}
    named = {
        value
        for e in edition.document.iter()
        for key, value in e.attrib.items()
        if key.startswith(R)
    }
    assert named <= known


def test_characters_that_xml_forbids_are_dropped_and_no_others(tmp_path: Path) -> None:
    odd = "甲\x00\x0b\ud800\uffff乙\u202e丙\U0001f6a2"
    whole = issue(
        article(paragraph(odd), title=odd, section=Text(odd), byline=None), title=odd, publisher=odd
    )
    edition = opened(replace(whole, furniture=(Text(odd),)))
    assert edition.texts("BodyText") == ["甲乙\u202e丙\U0001f6a2"]
    assert edition.texts("Title") == edition.texts("Section") == edition.texts("BodyText")
    assert invalid(edition.data, tmp_path) == []
