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
    assert edition.texts("TOC1") == ["渡口晨雾散尽", "上接A1版", "短讯"]


def test_the_lines_of_an_english_headline_are_joined_with_a_space() -> None:
    one = article(paragraph("Fog."), title_lines=(Text("Fog Lifts"), Text("at the Ferry")))
    edition = opened(issue(one, article(paragraph("Wind."), title="Wind"), language="en"))
    assert edition.texts("TOCHeading") == ["Contents"]
    assert edition.texts("TOC1") == ["Fog Lifts at the Ferry", "Wind"]


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
        assert targets[link.get(W + "anchor")] == text_of(line)


def test_the_field_begins_in_the_first_line_and_ends_in_the_last() -> None:
    document = opened(FULL).document
    lines = [each for each in document.iter(W + "p") if style_of(each) == "TOC1"]
    kinds = [[e.get(W + "fldCharType") for e in line.iter(W + "fldChar")] for line in lines]
    assert kinds == [["begin", "separate"], [], ["end"]]
    assert [e.text for line in lines for e in line.iter(W + "instrText")] == [INSTRUCTION]


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
