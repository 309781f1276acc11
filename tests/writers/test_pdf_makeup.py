"""The print edition's make-up: pages filled, stories and pictures given their room."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from converter.model import Article, Figure, Issue, Text
from converter.typeset.rows import PictureItem, RuleItem, TextItem
from converter.writers.edition import Assets
from converter.writers.pdf import copyfit
from converter.writers.pdf.heads import LARGEST
from converter.writers.pdf.pages import Layout, lay_out
from converter.writers.pdf.typography import Typography
from converter.writers.pdf.wording import wording
from tests.writers.pdf_samples import DAILY, FACES, article, assets, issue, paragraph, picture
from tests.writers.pdf_samples import texts as inlines

SENTENCE = "新闸放水的头一天，河边站满了看水的人，孩子们数着漂过来的叶子。"
TITLE = "苇塘换了新水闸"
PICTURE = "gate.png"


def laid_out(source: Issue, assets: Assets | None = None) -> Layout:
    type_ = Typography(DAILY, FACES, wording("zh-Hans"), "zh-Hans")
    return lay_out(source, type_, assets.pictures if assets else {})


def story(times: int, number: int = 1) -> Article:
    return article(*(paragraph(SENTENCE * 5) for _ in range(times)), id=f"a{number}")


def sizes_of_headlines(layout: Layout, page: int) -> list[float]:
    items = layout.pages[page].items
    heads = [item for item in items if isinstance(item, TextItem) and item.line.text == TITLE]
    return [item.line.strips[0].font.size for item in heads]


def test_closer_headlines_save_a_page_where_little_runs_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    head: dict[str, Any] = {"kicker": Text("修了两个冬天，今春第一次放水"), "title": "新闸开了"}
    stories = [replace(story(5, n), **head) for n in range(13)]
    issues = [issue(*stories[:count]) for count in range(4, 14)]
    close = [len(laid_out(one).pages) for one in issues]
    monkeypatch.setattr(copyfit, "USED", 0.0)
    plain = [len(laid_out(one).pages) for one in issues]
    assert all(few <= many for few, many in zip(close, plain, strict=True))
    assert sum(close) < sum(plain)


def test_a_picture_may_stand_beside_the_headline_of_its_article() -> None:
    held = assets({PICTURE: picture(300, 200)})
    found = []
    for times in range(1, 9):
        shown = Figure(inlines("闸口"), image=PICTURE)
        second = article(shown, *story(times).blocks, title="闸口一日", id="a2")
        (page, *_) = laid_out(issue(story(6), second, story(2, 3)), held).pages
        pictures = [item for item in page.items if isinstance(item, PictureItem)]
        titles = [i for i in page.items if isinstance(i, TextItem) and i.line.text == "闸口一日"]
        found += [
            (shown.y < title.y, title.x + title.line.right < shown.x)
            for shown, title in zip(pictures, titles, strict=True)
        ]
    assert (True, True) in found
    assert (True, False) not in found


def test_a_page_that_ends_above_its_foot_is_closed_by_a_rule() -> None:
    layout = laid_out(issue(story(9)))
    width = layout.sheet.span(layout.sheet.columns)
    body = [item for item in layout.pages[0].items if isinstance(item, TextItem) and item.element]
    rules = [item for item in layout.pages[0].items if isinstance(item, RuleItem)]
    assert any(r.width == width and r.y > max(item.y for item in body) for r in rules)


def test_no_other_headline_is_set_larger_than_a_pages_lead_may_be() -> None:
    layout = laid_out(issue(*(story(times, times) for times in (9, 4, 3, 6, 5))))
    largest = LARGEST * DAILY.styles[next(r for r in DAILY.styles if r.name == "TITLE")].size
    sizes = sizes_of_headlines(layout, 0)
    assert all(size <= largest + 0.01 for size in sizes[1:])


def test_a_rule_parts_a_story_from_all_that_stands_above_it() -> None:
    layout = laid_out(issue(story(9), story(6, 2), story(1, 3), story(9, 4), story(8, 5)))
    for page in layout.pages:
        across = [r for r in page.items if isinstance(r, RuleItem) and r.width > 3 * r.height]
        titles = [i for i in page.items if isinstance(i, TextItem) and i.line.text == TITLE]
        for title in titles:
            middle = title.x + (title.line.left + title.line.right) / 2
            over = [r for r in across if r.x < middle < r.x + r.width and r.y < title.y]
            assert over or title.y < layout.sheet.top + 12 * layout.sheet.grid
