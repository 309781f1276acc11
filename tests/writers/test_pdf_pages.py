"""The print edition's pages: where things stand on them, theme by theme."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from typing import Any

import pdfplumber
import pytest

from converter.lines import Lines
from converter.model import Article, Byline, Credit, Figure, Issue, Paragraph, Span, Text
from converter.theme import Role, Style, Theme, parse_theme
from converter.typeset.rows import Element, RuleItem, TextItem
from converter.walk import article_strings
from converter.writers.edition import Assets
from converter.writers.pdf.blocks import HAIRLINE
from converter.writers.pdf.pages import Layout, lay_out
from converter.writers.pdf.rules import HEAVY
from converter.writers.pdf.typography import POINTS, Typography
from converter.writers.pdf.wording import wording
from tests.writers.pdf_samples import (
    DAILY,
    FACES,
    FULL,
    PICTURES,
    ROOT,
    article,
    assets,
    issue,
    opened,
    paragraph,
    stored,
    texts,
)

THEMES = {
    path.stem: parse_theme(path.read_text("utf-8"), name=path.stem, where=path.stem)
    for path in sorted((ROOT / "styles").glob("*.toml"))
}
STORED = sorted(
    str(path.relative_to(ROOT / "tests")) for path in (ROOT / "tests/issues").glob("*.json")
) + sorted(
    str(path.relative_to(ROOT / "tests"))
    for path in (ROOT / "tests/damage/issues").glob("tune/*.json")
)
ONE_COLUMN = replace(DAILY, page=replace(DAILY.page, columns=1))
SENTENCE = "天晴了，河边的人多起来，船也多起来。"


def laid_out(source: Issue, theme: Theme = DAILY, lines: Lines | None = None) -> Layout:
    language = source.meta.language
    theme = theme.in_language(language)
    type_ = Typography(theme, FACES, wording(language), language)
    return lay_out(source, type_, {}, lines)


def texts_of(layout: Layout, page: int) -> list[tuple[str, TextItem]]:
    items = layout.pages[page].items
    return [(i.line.text, i) for i in items if isinstance(i, TextItem)]


def find(layout: Layout, page: int, text: str) -> TextItem:
    found = [item for said, item in texts_of(layout, page) if text in said]
    assert found, f"“{text}” does not stand on page {page}"
    return found[0]


def styled(role: Role, **changes: Any) -> Theme:
    style: Style = replace(DAILY.styles[role], **changes)
    return replace(DAILY, styles={**DAILY.styles, role: style})


def long_story(times: int, **parts: Any) -> Article:
    return article(*(paragraph(SENTENCE * 9) for _ in range(times)), **parts)


# --- the agency line -----------------------------------------------------------------------------

AGENCY = Byline("本报讯", None, (Credit("记者", ("甲一",)),))


def test_an_agency_line_begins_the_first_paragraphs_line() -> None:
    layout = laid_out(issue(article(paragraph(SENTENCE * 3), byline=AGENCY)))
    head, text = find(layout, 0, "本报讯"), find(layout, 0, "天晴了")
    assert head.y == text.y
    assert head.element is not None
    assert text.element is not None
    assert (head.element.tag, text.element.tag) == ("Byline", "P")


@pytest.mark.parametrize(
    "source",
    [
        issue(article(paragraph(SENTENCE), byline=replace(AGENCY, agency=None))),
        issue(article(paragraph("It rained."), byline=AGENCY, title="Rain"), language="en"),
    ],
    ids=["names alone", "English"],
)
def test_other_bylines_have_a_line_of_their_own(source: Issue) -> None:
    layout = laid_out(source)
    assert find(layout, 0, "甲一").y < min(
        i.y for _, i in texts_of(layout, 0) if i.element is not None and i.element.tag == "P"
    )


def test_an_agency_line_begins_the_text_below_a_picture_that_stands_first() -> None:
    blocks = (Figure(texts("河上的船。")), paragraph(SENTENCE * 3))
    layout = laid_out(issue(article(*blocks, byline=AGENCY)), ONE_COLUMN)
    assert find(layout, 0, "河上的船").y < find(layout, 0, "本报讯").y
    assert find(layout, 0, "本报讯").y == find(layout, 0, "天晴了").y


# --- contents ------------------------------------------------------------------------------------


def many(count: int, paragraphs: int = 12) -> Issue:
    articles = [
        long_story(paragraphs, id=f"a{n}", title=f"第{n}篇", page=f"A{n}") for n in range(1, count)
    ]
    return issue(*articles)


def entries(layout: Layout) -> list[Element]:
    (toc,) = [element for element in layout.root.children if element.tag == "TOC"]
    return [element for element in toc.children if element.tag == "TOCI"]


def test_an_issue_of_more_than_two_pages_says_what_stands_where() -> None:
    layout = laid_out(many(5))
    page = [text.strip() for text, _ in texts_of(layout, 0)]
    assert "本期导读" in page
    assert {"A1", "A2", "A3", "A4"} <= set(page)
    assert len(entries(layout)) == 4
    targets = [e.children[0].children[0].target for e in entries(layout)]
    assert [t.title for t in targets if isinstance(t, Element)] == [
        "第1篇", "第2篇", "第3篇", "第4篇"
    ]  # fmt: skip


def test_an_issue_of_two_pages_needs_no_contents() -> None:
    assert not entries(laid_out(many(3)))


def test_a_theme_may_do_without_contents() -> None:
    theme = replace(DAILY, page=replace(DAILY.page, contents=False))
    assert not entries(laid_out(many(5), theme))


def test_contents_too_long_for_a_strip_have_pages_of_their_own() -> None:
    layout = laid_out(many(260, paragraphs=1))
    assert len(entries(layout)) == 259
    first = next(n for n, page in enumerate(layout.pages) if page.label == "A1")
    assert first > 0
    assert layout.bookmarks[0].page == first


def test_contents_name_the_page_that_an_article_begins_on() -> None:
    layout = laid_out(many(5), THEMES["reader"])
    for n in range(1, 5):
        row = find(layout, 0, f"第{n}篇").y
        (label,) = [
            text.strip() for text, i in texts_of(layout, 0) if i.y == row and text.strip().isdigit()
        ]
        assert find(layout, int(label) - 1, f"第{n}篇")


# --- stories that run on -------------------------------------------------------------------------


def test_a_story_that_runs_on_says_where_and_whence() -> None:
    layout = laid_out(issue(long_story(40, page="A1")))
    assert len(layout.pages) > 1
    assert find(layout, 0, "（下转A1-2版）").element is None
    assert find(layout, 1, "（上接A1版）").element is None


def test_a_page_that_is_called_one_is_not_called_so_twice() -> None:
    layout = laid_out(issue(long_story(40, page="第五版")))
    assert find(layout, 0, "（下转第五版-2）").element is None
    assert find(layout, 1, "（上接第五版）").element is None


def test_jump_lines_of_the_page_are_not_in_the_way_of_the_text() -> None:
    layout = laid_out(issue(long_story(60, page="A1")))
    for number in range(len(layout.pages)):
        places = Counter(
            (round(i.x), round(i.y)) for _, i in texts_of(layout, number) if i.line.left == 0
        )
        jumps = [i for text, i in texts_of(layout, number) if "A1" in text and i.element is None]
        for jump in jumps:
            others = [i for _, i in texts_of(layout, number) if i is not jump and i.y == jump.y]
            assert all(
                jump.x + jump.line.left >= i.x + i.line.right
                or jump.x + jump.line.right <= i.x + i.line.left
                for i in others
            )
        assert max(places.values()) == 1


def test_a_book_has_no_jump_lines() -> None:
    layout = laid_out(issue(long_story(20, page="A1")), THEMES["reader"])
    assert not any("下转" in text for text, _ in texts_of(layout, 0))


# --- margins -------------------------------------------------------------------------------------


def test_the_archive_names_source_and_line_beside_each_paragraph() -> None:
    said = "甲。\n乙。\n丙。\n"
    blocks = tuple(
        Paragraph((Text(said[n : n + 2], (Span("A1.txt", n, n + 2),)),)) for n in (0, 3, 6)
    )
    lines = Lines({"A1.txt": said})
    layout = laid_out(issue(article(*blocks)), THEMES["archive"], lines)
    for number, text in enumerate(("甲。", "乙。", "丙。"), 1):
        note = find(layout, 0, f"A1.txt:{number}")
        assert note.y == find(layout, 0, text).y
        assert note.element is None
        assert note.x > layout.sheet.left + layout.sheet.column


def test_where_the_sources_are_not_at_hand_the_archive_names_characters() -> None:
    blocks = (Paragraph((Text("甲。", (Span("A1.txt", 40, 42),)),)),)
    assert find(laid_out(issue(article(*blocks)), THEMES["archive"]), 0, "A1.txt@40")


def test_other_themes_name_no_sources() -> None:
    blocks = (Paragraph((Text("甲。", (Span("A1.txt", 40, 42),)),)),)
    assert not any("A1.txt" in text for text, _ in texts_of(laid_out(issue(article(*blocks))), 0))


def test_bleed_and_crop_marks_stand_beyond_the_trimmed_page() -> None:
    theme = replace(DAILY, page=replace(DAILY.page, bleed=3.0, crop_marks=True))
    edition = opened(FULL, theme, assets(PICTURES))
    page = edition.pdf.pages[0]
    media, bleed, trim = (
        [float(n) for n in page[f"/{box}Box"]] for box in ("Media", "Bleed", "Trim")
    )
    assert trim == pytest.approx([0, 0, 297 * POINTS, 420 * POINTS], abs=0.01)
    assert bleed[0] == pytest.approx(-3 * POINTS, abs=0.01)
    assert media[0] == pytest.approx(-8 * POINTS, abs=0.01)
    layout = laid_out(FULL, theme)
    marks = [
        item
        for item in layout.pages[0].items
        if isinstance(item, RuleItem)
        and (item.x + item.width < 0 or item.x > trim[2] or item.y < -1 or item.y > trim[3])
    ]
    assert len(marks) == 8


def test_a_page_without_bleed_or_marks_is_no_larger_than_it_is() -> None:
    edition = opened(issue(article(paragraph("天晴。"))))
    assert "/TrimBox" not in edition.pdf.pages[0]


# --- boxes and hanging marks ---------------------------------------------------------------------


def test_a_short_article_stands_in_a_box_where_the_theme_asks_for_it() -> None:
    source = issue(long_story(20), article(paragraph(SENTENCE * 3), id="a2", title="短讯"))
    none = replace(DAILY, rules=replace(DAILY.rules, box=0.0))
    assert _heavy_rules(laid_out(source)) - _heavy_rules(laid_out(source, none)) == 1


def test_no_rule_of_an_article_stands_in_the_margin() -> None:
    source = issue(long_story(20), article(paragraph(SENTENCE * 3), id="a2", title="短讯"))
    layout = laid_out(source)
    left, right = layout.sheet.left, layout.sheet.left + layout.sheet.span(layout.sheet.columns)
    rules = [item for item in layout.pages[0].items if isinstance(item, RuleItem)]
    assert all(rule.x >= left - 0.01 and rule.x + rule.width <= right + 0.01 for rule in rules)


def _heavy_rules(layout: Layout) -> int:
    """Rules as thick as the one above a box."""
    items = (item for item in layout.pages[0].items if isinstance(item, RuleItem))
    heavy = HEAVY * DAILY.rules.box
    return sum(i.height == heavy for i in items)


def test_marks_hang_beyond_the_edge_only_where_the_theme_asks_for_it() -> None:
    source = issue(article(paragraph(SENTENCE * 20)))
    hanging = laid_out(source, styled(Role.PARAGRAPH, hang=True))
    for layout, beyond in ((laid_out(source), False), (hanging, True)):
        rights = [i.line.right for _, i in texts_of(layout, 0) if i.element is not None]
        assert (max(rights) > layout.sheet.column + 1 and beyond) or not beyond


# --- every theme ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_sets_every_kind_of_block_and_loses_nothing(name: str) -> None:
    wanted: Counter[str] = Counter()
    for part in FULL.articles:
        for string in article_strings(part):
            wanted.update("".join(string.split()))
    edition = opened(FULL, THEMES[name], assets(PICTURES))
    assert not wanted - Counter(edition.text())


@pytest.mark.parametrize("name", THEMES)
def test_columns_are_a_whole_number_of_characters_wide(name: str) -> None:
    sheet = laid_out(FULL, THEMES[name]).sheet
    em = THEMES[name].styles[Role.PARAGRAPH].size
    assert sheet.column / em == pytest.approx(round(sheet.column / em))


@pytest.mark.parametrize("name", THEMES)
def test_body_text_stands_on_one_grid(name: str) -> None:
    layout = laid_out(many(4), THEMES[name])
    for number in range(len(layout.pages)):
        grid = layout.sheet.grid
        lines = [i.y for _, i in texts_of(layout, number) if i.element and i.element.tag == "P"]
        assert all(
            (y - lines[0]) / grid == pytest.approx(round((y - lines[0]) / grid)) for y in lines
        )


def test_words_in_letters_have_wider_columns() -> None:
    english = issue(article(paragraph("It rained. " * 200), title="Rain"), language="en")
    assert laid_out(english).sheet.columns == DAILY.page.western_columns < DAILY.page.columns


def test_a_reading_stands_above_its_text_and_is_read_after_it() -> None:
    edition = opened(FULL, DAILY, Assets(assets(PICTURES).pictures, FACES))
    assert "苇(wěi)塘" in edition.text()
    with pdfplumber.open(io.BytesIO(edition.data)) as pdf:
        glyphs = [c for c in pdf.pages[0].chars if c["text"].startswith("(w")]
        (reading,) = glyphs
        base = min(
            (c for c in pdf.pages[0].chars if c["text"] == "苇"),
            key=lambda c: abs(c["x0"] - reading["x0"]) + abs(c["top"] - reading["bottom"]),
        )
    assert reading["bottom"] < base["bottom"] - 0.5 * base["size"]
    assert base["x0"] - base["size"] < reading["x0"] < base["x1"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", STORED[::20])
def test_no_two_lines_stand_on_one_another(name: str, theme: str) -> None:
    layout = laid_out(stored(name), THEMES[theme])
    for number in range(len(layout.pages)):
        lines = sorted(map(_inked, (item for _, item in texts_of(layout, number))))
        for place, (top, bottom, left, right) in enumerate(lines):
            assert 0 <= left <= right <= layout.sheet.width
            for over, _, start, end in lines[place + 1 :]:
                if over > bottom:
                    break
                assert end <= left + 0.5 or start >= right - 0.5, (number, top, left)


def _inked(item: TextItem) -> tuple[float, float, float, float]:
    """Top, bottom, left and right of what a line inks, about."""
    size = max((strip.font.size for strip in item.line.strips), default=0.0)
    left, right = item.x + item.line.left, item.x + item.line.right
    return item.y - 0.7 * size, item.y + 0.05 * size, left, right


def test_a_lost_pictures_caption_has_no_rule_at_a_pages_head() -> None:
    def rules(*before: Paragraph) -> list[RuleItem]:
        lost = Figure(texts("新闸放水的那一刻"))
        story = article(*before, lost, paragraph(SENTENCE * 9), title=None)
        layout = laid_out(issue(story, title=None, date=None), ONE_COLUMN)
        drawn = [item for item in layout.pages[0].items if isinstance(item, RuleItem)]
        return [rule for rule in drawn if rule.height == HAIRLINE]

    assert not rules()
    assert len(rules(paragraph(SENTENCE * 9))) == 1
