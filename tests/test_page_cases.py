"""Page cases: a raw page, and what it becomes; the prose of each file states the rule.

`pytest --accept` writes what came out in place of what was expected: read the diff then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from converter.model import Article, Figure, Heading, Issue, List, Paragraph, Table, Verse
from converter.pipeline import repair_text
from converter.walk import block_text, byline_text
from tests.case_files import check

CASES = sorted((Path(__file__).parent / "cases" / "page").glob("*.md"))
BLOCK = re.compile(
    r"^````\n(?P<raw>.*?)\n\.\n(?P<expected>(?:.*?\n)?)````$", re.MULTILINE | re.DOTALL
)
PAGE = "\n=== page "


def outline(issue: Issue) -> str:
    """The issue in short: a line a part, its role before it."""
    lines = [line for article in issue.articles for line in _article(article)]
    lines += [f"furniture: {text.text}" for text in issue.furniture]
    return "\n".join(lines)


def _article(article: Article) -> Iterator[str]:
    yield f"article{f' {article.page}' if article.page else ''}"
    for role in ("section", "kicker"):
        if text := getattr(article, role):
            yield f"  {role}: {text.text}"
    if article.title_lines:
        yield "  title: " + " / ".join(line.text for line in article.title_lines)
    if article.subtitle:
        yield f"  subtitle: {article.subtitle.text}"
    if article.byline:
        yield f"  byline: {byline_text(article.byline)}"
    for jump in ("continued_from", "continued_on"):
        if page := getattr(article, jump):
            yield f"  {jump}: {page}"
    for block in article.blocks:
        match block:
            case Figure(credit=credit, image=image):
                said = " | ".join(
                    filter(None, (block_text(block), credit.text if credit else None, image))
                )
                yield f"  figure: {said}".rstrip()
            case Paragraph() | Heading() | List() | Table() | Verse():
                text = block_text(block).replace("\n", " / ").replace("\t", " | ")
                yield f"  {type(block).__name__.lower()}: {text}"
            case _:
                yield f"  {type(block).__name__.lower()}"


def run(raw: str) -> str:
    """The outline of a case's pages; `=== page A2` begins another page with that label."""
    first, *rest = raw.split(PAGE)
    labels = [part.partition("\n")[0] for part in rest]
    pages = [part.partition("\n")[2] for part in rest]
    if first.startswith(PAGE.lstrip()):
        labels.insert(0, first.partition("\n")[0].removeprefix(PAGE.lstrip()))
        pages.insert(0, first.partition("\n")[2])
    else:
        pages.insert(0, first)
    return outline(repair_text(pages, labels=labels))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_becomes_what_its_case_says(path: Path, request: pytest.FixtureRequest) -> None:
    check(path, BLOCK, lambda case: run(case["raw"]), request)


def test_there_are_cases() -> None:
    assert len(CASES) >= 12
