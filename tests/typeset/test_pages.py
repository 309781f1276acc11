"""Columns and shelves: rows in order, none lost, nothing stranded, nothing over the edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.typeset import shelves
from converter.typeset.columns import Cut, balance, fill, spread
from converter.typeset.level import level, opened
from converter.typeset.plan import AIR, GAP, JUMP, Part, Plan, Setting
from converter.typeset.rows import Row, paragraph_rows
from converter.typeset.shelves import place

rows = st.lists(
    st.builds(Row, st.integers(1, 4), keep=st.booleans(), blank=st.booleans()), max_size=40
)


def paragraph(lines: int) -> list[Row]:
    return paragraph_rows([Row(1) for _ in range(lines)])


@given(rows, st.integers(1, 20), st.integers(1, 5))
def test_columns_take_every_row_once_and_in_order(
    given_rows: list[Row], height: int, columns: int
) -> None:
    start = 0
    for _ in range(200):
        cuts = spread(given_rows, start, [height] * columns, force=True)
        for cut in cuts:
            assert all(row.blank for row in given_rows[start : cut.first])
            assert cut.first <= cut.end
            start = cut.end
        if start >= len(given_rows):
            break
    assert start >= len(given_rows)


@given(rows, st.integers(1, 20))
def test_a_column_is_no_higher_than_it_may_be(given_rows: list[Row], height: int) -> None:
    cut = fill(given_rows, 0, height)
    assert sum(row.height for row in given_rows[cut.first : cut.end]) <= height


@given(rows, st.integers(1, 20))
def test_a_column_does_not_end_with_what_belongs_to_the_next(
    given_rows: list[Row], height: int
) -> None:
    cut = fill(given_rows, 0, height)
    if cut.first < cut.end < len(given_rows):
        assert not given_rows[cut.end - 1].keep


@pytest.mark.parametrize("lines", range(1, 9))
def test_a_paragraph_leaves_no_widow_and_no_orphan(lines: int) -> None:
    before = paragraph(6)
    for height in range(2, 16):
        first, second = spread(before + paragraph(lines), 0, [height, 99])
        inside = first.end - len(before)
        assert inside != 1 or lines == 1
        assert second.end - second.first != 1 or lines == 1


def test_a_heading_stands_with_the_lines_that_follow() -> None:
    body = [*paragraph(4), Row(1, blank=True), Row(1, keep=True), *paragraph(5)]
    assert fill(body, 0, 6).end == 4
    assert fill(body, 0, 7).end == 4
    assert fill(body, 0, 8).end == 8


def test_blank_rows_are_dropped_at_the_head_of_a_column() -> None:
    assert fill([Row(1, blank=True), Row(1)], 0, 1) == (1, 2)


def test_balanced_columns_are_as_low_as_they_can_be() -> None:
    found = balance([Row(1)] * 10, 0, [0, 0, 0], 20)
    assert found is not None
    assert found[0] == 4


def test_columns_below_a_picture_begin_lower() -> None:
    found = balance([Row(1)] * 12, 0, [0, 0, 6], 20)
    assert found is not None
    height, cuts = found
    assert height == 6
    assert [cut.end - cut.first for cut in cuts] == [6, 6, 0]


@dataclass
class Piece:
    """A story of so many lines below a headline."""

    lines: int
    head: int = 3
    banner: int = 0
    growth: int = 0
    imprint: bool = False
    settings: dict[int, Setting] = field(default_factory=dict)

    def forms(self, columns: int, /) -> int:
        return 1

    def set(self, columns: int, form: int = 0, /) -> Setting:
        if columns not in self.settings:
            self.settings[columns] = self._set(columns)
        return self.settings[columns]

    def _set(self, columns: int) -> Setting:
        banner = Row(self.banner) if self.banner and columns > 1 else None
        body = tuple(row for _ in range(self.lines // 5 + 1) for row in paragraph(5))
        head = (Row(self.head, keep=True),) if self.head else ()
        across = 2 if banner else 0
        return Setting(head, banner, across, body, 0.0, self.growth, self.imprint)


stories = st.lists(
    st.builds(Piece, st.integers(0, 300), st.integers(1, 9), st.sampled_from([0, 0, 8])),
    min_size=1,
    max_size=12,
)


@given(stories, st.integers(1, 6), st.integers(12, 60), st.integers(0, 11))
def test_every_story_stands_whole_and_in_order(
    pieces: list[Piece], columns: int, height: int, masthead: int
) -> None:
    plan = place(pieces, columns, height - masthead, height)
    parts = [part for page in plan.pages for part in page]
    assert [part.story for part in parts if part.begins] == list(range(len(pieces)))
    assert [part.story for part in parts if part.ends] == list(range(len(pieces)))
    for number, piece in enumerate(pieces):
        own = [part for part in parts if part.story == number]
        width = own[0].columns[1] - own[0].columns[0]
        body = piece.set(width).body
        taken = [n for part in own for cut in part.cuts for n in range(cut.first, cut.end)]
        missing = set(range(len(body))) - set(taken)
        assert taken == sorted(set(taken))
        assert all(body[n].blank for n in missing)


@given(stories, st.integers(1, 6), st.integers(20, 60))
def test_stories_do_not_overlap_and_stay_on_the_page(
    pieces: list[Piece], columns: int, height: int
) -> None:
    plan = place(pieces, columns, height, height)
    for page in plan.pages:
        taken: set[tuple[int, int]] = set()
        for part in page:
            assert part.top >= 0
            assert part.top + part.height <= height
            cells = _cells(part)
            assert not cells & taken
            taken |= cells


def _cells(part: Part) -> set[tuple[int, int]]:
    lines = range(part.top, part.top + part.height)
    return {(line, column) for line in lines for column in range(*part.columns)}


def test_short_stories_stand_side_by_side() -> None:
    plan = place([Piece(30), Piece(30), Piece(30), Piece(30)], 4, 60, 60)
    (page,) = plan.pages
    assert len({part.top for part in page}) < 4


def test_a_story_longer_than_a_page_runs_on_over_the_next() -> None:
    plan = place([Piece(700)], 4, 40, 40)
    assert len(plan.pages) > 3
    assert [page[0].begins for page in plan.pages] == [True] + [False] * (len(plan.pages) - 1)


def test_shelves_are_parted_by_the_line_that_holds_the_rule() -> None:
    plan = place([Piece(40), Piece(40)], 1, 200, 200)
    first, second = plan.pages[0]
    assert second.top == first.top + first.height + GAP


def test_the_work_grows_with_the_stories_and_not_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    on_shelf: Any = shelves._on_shelf

    def counted(*given: Any) -> Any:
        tried.append(1)
        return on_shelf(*given)

    monkeypatch.setattr(shelves, "_on_shelf", counted)
    work = []
    for times in (40, 80, 160):
        tried.clear()
        plan: Plan = place([Piece(20 + 7 * (n % 9)) for n in range(times)], 4, 70, 70)
        assert plan.pages
        work.append(len(tried))
    assert work[2] < 2.3 * work[1] < 5.3 * work[0]


def test_a_short_story_stands_above_another_beside_a_long_one() -> None:
    plan = place([Piece(100), Piece(10), Piece(10)], 4, 42, 42)
    long, first, second = plan.pages[0]
    assert first.columns == second.columns != long.columns
    assert second.top == first.top + first.height + GAP


def test_a_story_that_runs_on_leaves_a_line_for_each_jump() -> None:
    plan = place([Piece(700)], 4, 40, 40)
    body = Piece(700).set(4).body
    for page in plan.pages[:-1]:
        (part,) = page
        assert part.jumps
        assert _rows(body, part, -1) <= 40 - JUMP - (3 if part.begins else 0)
    assert _rows(body, plan.pages[1][0], 0) <= 40 - JUMP


def _rows(body: tuple[Row, ...], part: Part, column: int) -> int:
    cut = part.cuts[column]
    return sum(row.height for row in body[cut.first : cut.end])


def test_a_book_of_one_column_has_no_jumps() -> None:
    assert not any(part.jumps for page in place([Piece(300)], 1, 40, 40).pages for part in page)


def test_columns_beside_a_picture_that_fills_its_own_are_alike_in_height() -> None:
    rows = [row for _ in range(6) for row in paragraph(5)]
    found = balance(rows, 0, [0, 0, 24, 24], 40)
    assert found is not None
    height, cuts = found
    assert height == 24
    assert [cut.end - cut.first for cut in cuts] == [15, 15, 0, 0]


def test_a_headline_takes_lines_that_are_left_over_before_they_stay_blank() -> None:
    def air(growth: int) -> int:
        ((part,),) = place([Piece(60, growth=growth)], 2, 41, 41).pages
        return part.air

    assert (air(0), air(1), air(4)) == (AIR, AIR + 1, AIR + 2)


def test_an_imprint_stands_at_the_last_pages_foot() -> None:
    (page,) = place([Piece(90), Piece(8, head=0, imprint=True)], 2, 66, 66).pages
    assert page[-1].top + page[-1].height == 66
    assert page[0].top == 0


def test_an_imprint_stands_close_below_the_last_story_where_much_of_the_page_is_left() -> None:
    (page,) = place([Piece(40), Piece(8, head=0, imprint=True)], 2, 90, 90).pages
    assert page[-1].top == page[0].height + GAP


def test_the_last_two_pages_share_what_runs_over() -> None:
    plan = place([Piece(70) for _ in range(5)], 4, 78, 78)
    first, second = plan.pages
    assert max(part.top + part.height for part in first) == 78
    assert max(part.top + part.height for part in second) > 30


def test_no_more_than_two_stories_follow_each_other_over_the_whole_page() -> None:
    (page,) = place([Piece(60) for _ in range(4)], 4, 78, 78).pages
    assert sum(part.columns == (0, 4) for part in page) <= 2


def test_a_page_that_is_nearly_full_reaches_its_foot() -> None:
    plan = place([Piece(60), Piece(60), Piece(60)], 1, 90, 90)
    for height in range(72, 80):
        plan = place([Piece(120), Piece(120), Piece(700)], 4, height, height)
        first = plan.pages[0]
        assert max(part.top + part.height for part in first) >= height - 1


def test_no_column_at_a_pages_foot_ends_with_a_paragraphs_end_where_lines_can_be_spared() -> None:
    rows = [row for lines in (5, 5, 5, 5, 5, 3) for row in paragraph(lines)]

    class Fives:
        def forms(self, columns: int, /) -> int:
            return 1

        def set(self, columns: int, form: int = 0, /) -> Setting:
            return Setting((Row(2, keep=True),), None, 0, tuple(rows), 0.0)

    (page,) = place([Fives()], 3, 40, 40).pages
    first, second, _ = page[0].cuts
    assert not rows[first.end - 1].ends
    assert not rows[second.end - 1].ends


def test_columns_lack_as_little_as_they_can_and_alike() -> None:
    found = level(
        [row for lines in (6, 5, 7, 4, 6, 8) for row in paragraph(lines)], [13] * 3, [None] * 3
    )
    assert found is not None
    assert [cut.end - cut.first for cut in found[1]] == [13, 12, 11]


def test_a_column_too_short_opens_the_blanks_within_it() -> None:
    body = [*paragraph(4), Row(1, blank=True), *paragraph(4), Row(1, blank=True), *paragraph(4)]
    assert opened(body, Cut(0, 14), 1) == [4]
    assert opened(body, Cut(0, 14), 3) == [4, 9]
    assert opened(body, Cut(0, 14), 0) == []
