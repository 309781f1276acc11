"""Rivers of word spaces, found and calmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.typeset.lines import Line
from converter.typeset.paragraph import Shape, set_text
from converter.typeset.rivers import calmed
from converter.typeset.rows import Row, TextItem
from converter.typeset.stream import Run
from tests.typeset.faces import EM, LETTER, SPACE, font

NATURAL = SPACE * EM / 1000
english = st.lists(
    st.sampled_from("the river bridge of a residents said yesterday it was old and the".split()),
    min_size=4,
    max_size=60,
).map(" ".join)


def rows(*texts: str) -> list[Row]:
    """Lines as they are, one below another."""
    lines = [set_text([Run(text, font("en"))], Shape(99 * EM))[0] for text in texts]
    return [Row(1, (TextItem(line, 0.0, 0.0, None),)) for line in lines]


def lines(column: list[Row]) -> list[Line]:
    return [item.line for row in column for item in row.items if isinstance(item, TextItem)]


def spaces(line: Line) -> list[tuple[float, float]]:
    """The blanks between the words, as they are seen."""
    glyphs = [
        (x, x + LETTER * EM / 1000 * strip.scale, text)
        for strip in line.strips
        for _, x, text in strip.glyphs
    ]
    return [
        (end, after)
        for (_, end, _), (_, _, text), (after, _, _) in zip(
            glyphs, glyphs[1:], glyphs[2:], strict=False
        )
        if text == " "
    ]


def longest_river(column: list[Line]) -> int:
    """The most lines in a row whose spaces meet by a fifth of a space and more."""
    above: list[tuple[float, float, int]] = []
    longest = 0
    for line in column:
        own = []
        for left, right in spaces(line):
            met = [n for a, b, n in above if min(b, right) - max(a, left) > 0.2 * NATURAL]
            own.append((left, right, 1 + max(met, default=0)))
        longest = max([longest, *(n for _, _, n in own)])
        above = own
    return longest


def test_a_river_of_three_lines_is_parted() -> None:
    column = rows(
        "abc ab abc abcdef ab a abc abcdefg",
        "a abcde abcdef ab ab abcde abcd ab",
        "abcdef a ab abcdef a abcd abcdef a",
    )
    assert longest_river(lines(column)) == 3
    assert longest_river(lines(calmed(column))) == 2


def test_two_lines_may_meet() -> None:
    column = rows("abcd efgh ijkl", "bcde fghi jklm")
    assert calmed(column) == column


def test_a_free_line_ends_a_river() -> None:
    column = [*rows("abcd ef", "bcde fg"), Row(1, blank=True), *rows("cdef gh")]
    assert calmed(column) == column


@given(english)
def test_calm_lines_keep_their_words_their_edges_and_the_limits_of_their_spaces(text: str) -> None:
    shape = Shape(20 * EM)
    before = set_text([Run(text, font("en"))], shape)
    after = lines(calmed([Row(1, (TextItem(line, 0.0, 0.0, None),)) for line in before]))
    assert [line.text for line in after] == [line.text for line in before]
    assert longest_river(after) <= max(longest_river(before), 2)
    edge = max(line.right for line in before)
    for old, new in zip(before, after, strict=True):
        assert new.left == old.left
        assert new.right == pytest.approx(old.right) if old.right == edge else new.right <= edge
        assert all(0.98 <= strip.scale <= 1.02 for strip in new.strips)
        for (a, b), (c, d) in zip(spaces(old), spaces(new), strict=True):
            kept = d - c == pytest.approx(b - a)
            assert kept or 0.75 * NATURAL <= d - c <= 1.5 * NATURAL
