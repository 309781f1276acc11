"""One theme, three editions: a key means the same to each, in its own terms."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from converter.model import Article, Issue
from converter.theme import Role, Theme, parse_theme
from converter.writers.epub.book import write as write_epub
from tests.writers import docx_samples as docx
from tests.writers.docx_samples import ROOT, article, assets, issue, paragraph
from tests.writers.pdf_samples import FULL

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THEMES = {
    path.stem: parse_theme(path.read_text("utf-8"), name=path.stem, where=path.stem)
    for path in sorted((ROOT / "styles").glob("*.toml"))
}


def css(source: Issue, theme: Theme) -> str:
    with ZipFile(io.BytesIO(write_epub(source, theme, assets()).data)) as book:
        (name,) = [name for name in book.namelist() if name.endswith(".css")]
        return book.read(name).decode()


def with_agency(language: str = "zh-Hans") -> Issue:
    byline = FULL.articles[0].byline
    own: Article = article(paragraph("天晴了。"), byline=byline)
    return issue(own, language=language)


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_makes_a_valid_word_document(name: str, tmp_path: Path) -> None:
    assert not docx.invalid(docx.opened(FULL, THEMES[name]).data, tmp_path)


def test_an_agency_line_and_the_text_are_two_paragraphs_on_one_line_in_word() -> None:
    """Word calls the mark between them a style separator (`w:specVanish`)."""
    for name, separated in (("daily", True), ("reader", False)):
        document = docx.opened(with_agency(), THEMES[name]).document
        marks = document.findall(f".//{W}pPr/{W}rPr/{W}specVanish")
        assert bool(marks) == separated


def test_english_has_its_own_columns_in_word_too() -> None:
    long = article(*(paragraph("It rained. " * 40) for _ in range(9)), title="Rain")
    document = docx.opened(issue(long, language="en"), THEMES["daily"]).document
    assert {columns for _, columns in docx.columns(document)} <= {"1", "3"}


def test_the_archive_names_the_sources_in_the_book_too() -> None:
    assert "attr(data-source)" in css(FULL, THEMES["archive"])
    assert "attr(data-source)" not in css(FULL, THEMES["daily"])


def test_marks_hang_in_the_book_where_the_theme_says_so() -> None:
    daily = THEMES["daily"]
    styles = {**daily.styles, Role.PARAGRAPH: replace(daily.styles[Role.PARAGRAPH], hang=True)}
    assert "hanging-punctuation: none" in css(FULL, daily)
    assert "hanging-punctuation: allow-end" in css(FULL, replace(daily, styles=styles))
