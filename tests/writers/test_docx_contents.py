"""The contents of the Word edition: there and right before any program updates them."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from converter import pipeline
from converter.model import Issue, Text
from converter.pipeline import verify
from converter.writers.docx.contents import INSTRUCTION
from tests.writers.docx_samples import (
    FULL,
    ROOT,
    W,
    article,
    issue,
    opened,
    paragraph,
    style_of,
    text_of,
)

HEADS = ("Heading1", "OpeningJump", "OpeningSubhead")


def test_every_head_of_an_article_is_in_it_on_one_line() -> None:
    edition = opened(FULL)
    assert edition.texts("TOCHeading") == ["目录"]
    assert edition.texts("TOC1") == ["渡口晨雾散尽\t1", "上接A1版\t2", "短讯\t2"]


def test_the_lines_of_an_english_headline_are_joined_with_a_space() -> None:
    one = article(paragraph("Fog."), title_lines=(Text("Fog Lifts"), Text("at the Ferry")))
    edition = opened(issue(one, article(paragraph("Wind."), title="Wind"), language="en"))
    assert edition.texts("TOCHeading") == ["Contents"]
    assert edition.texts("TOC1") == ["Fog Lifts at the Ferry\t1", "Wind\t1"]


def test_each_line_leads_to_its_head() -> None:
    document = opened(FULL).document
    paragraphs = list(document.iter(W + "p"))
    targets = {
        mark.get(W + "name"): text_of(each).replace("\n", "")
        for each in paragraphs
        if style_of(each) in HEADS
        for mark in each.iter(W + "bookmarkStart")
    }
    lines = [each for each in paragraphs if style_of(each) == "TOC1"]
    for line in lines:
        (link,) = line.iter(W + "hyperlink")
        anchor = link.get(W + "anchor")
        assert targets[anchor] == text_of(line).partition("\t")[0]
        assert rf" PAGEREF {anchor} \h " in [e.text for e in line.iter(W + "instrText")]


def test_the_field_begins_in_the_first_line_and_ends_in_the_last() -> None:
    document = opened(FULL).document
    lines = [each for each in document.iter(W + "p") if style_of(each) == "TOC1"]
    kinds = [[e.get(W + "fldCharType") for e in line.iter(W + "fldChar")] for line in lines]
    page = ["begin", "separate", "end"]
    assert kinds == [["begin", "separate", *page], page, [*page, "end"]]
    fields = [e.text or "" for line in lines for e in line.iter(W + "instrText")]
    assert fields[0] == INSTRUCTION
    assert all(field.startswith(" PAGEREF ") for field in fields[1:])


def test_a_page_stands_there_where_it_is_known_and_nothing_where_it_is_not() -> None:
    text = "江水不说话，只把船推开，对岸的人等着头班船，船上的人望着对岸。" * 8
    long = [article(*[paragraph(text)] * 3, id=f"a{n}", title=f"渡口{n}") for n in range(40)]
    edition = opened(issue(*long), pipeline.theme("reader"))
    shown = [line.split("\t") for line in edition.texts("TOC1")]
    pages = [page for _, page in shown]
    assert pages[0] == "1"
    assert "" in pages
    known = [int(page) for page in pages if page]
    assert known == sorted(known)
    assert known[-1] > 1


def test_no_program_is_made_to_ask_for_an_update() -> None:
    settings = opened(FULL).part("word/settings.xml")
    assert not list(settings.iter(W + "updateFields"))
    assert not [e for e in opened(FULL).document.iter() if e.get(W + "dirty")]


@pytest.mark.parametrize("articles", [0, 1])
def test_a_single_article_has_none(articles: int) -> None:
    one = article(paragraph("明日有风。"), title="短讯")
    assert opened(issue(*[one] * articles)).texts("TOC1") == []
    assert opened(Issue()).texts("TOCHeading") == []


def test_the_samples_are_read_back_without_it(tmp_path: Path) -> None:
    pipeline.convert([ROOT / "input/yunhe-daily"], output=tmp_path, to=["docx"])
    edition = tmp_path / "yunhe-daily.docx"
    list(verify.verified([str(edition)], None, None))
    made, read = pipeline.understand(ROOT / "input/yunhe-daily"), pipeline.read(edition)
    assert isinstance(read, Issue)
    assert [a.title for a in read.articles] == [a.title for a in made.articles]
    names = {style.name for style in docx.Document(str(edition)).styles}
    assert {"toc 1", "TOC Heading"} <= names
    with ZipFile(edition) as archive:
        assert b'w:customStyle="1" w:styleId="TOC1"' not in archive.read("word/styles.xml")


def test_every_caption_is_counted_by_a_field_that_shows_nothing() -> None:
    edition = opened(FULL)
    document = edition.document
    assert edition.style("CaptionCount").find(f"{W}rPr/{W}vanish") is not None
    captions = [each for each in document.iter(W + "p") if style_of(each) == "Caption"]
    assert captions
    for caption in captions:
        assert [e.text for e in caption.iter(W + "instrText")] == [r" SEQ 图 \h "]
        assert [e.get(W + "fldCharType") for e in caption.iter(W + "fldChar")] == ["begin", "end"]
        styles = [e.get(W + "val") for e in caption.iter(W + "rStyle")]
        assert styles[:3] == ["CaptionCount"] * 3
