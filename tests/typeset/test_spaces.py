"""Word spaces of western text: as even as any way to break it allows."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.typeset.hyphens import cuts, last_resorts
from converter.typeset.paragraph import Shape, set_text
from converter.typeset.stream import SPACE_LEAST, SPACE_MOST, TIGHTENING, TRACKING, WIDENING, Run
from tests.typeset.faces import EM, LETTER, SPACE, font
from tests.typeset.test_rivers import spaces

SPACE_WIDTH, LETTER_WIDTH = SPACE * EM / 1000, LETTER * EM / 1000
WORDS = """the a of to and in that it was for on with harbor ferry council voted yesterday
morning fishermen rebuilding announcement neighborhood twenty-two residents Halvorsen Gunderson
tide rope gravel lighthouse wheelwright strength through eleven argument""".split()
english = st.lists(st.sampled_from(WORDS), min_size=8, max_size=40).map(
    lambda words: " ".join([*words, "afterwards."])
)
measures = st.sampled_from([18.0, 24.0, 31.0, 40.0]).map(lambda ems: ems * EM)


def parts(text: str) -> list[tuple[str, bool, bool]]:
    """What a line may be divided between: letters, whether a space follows, and whether a hyphen
    is added where a line ends there."""
    found: list[tuple[str, bool, bool]] = []
    for word in text.split():
        hard = {match.end() for match in re.finditer("(?<=..)-(?=..)", word)}
        soft = {*cuts(word, "en"), *last_resorts(word, "en")} - hard
        places = [0, *sorted(hard | soft), len(word)]
        for start, end in pairwise(places):
            found.append((word[start:end], end == len(word), end in soft))
    return found


def can_be_even(text: str, measure: float, most: float = SPACE_MOST) -> bool:
    """Whether any way to break a text keeps all its word spaces within the limits."""
    pieces = parts(text)

    def fits(first: int, end: int) -> bool:
        letters = sum(len(piece) for piece, _, _ in pieces[first:end])
        gaps = sum(spaced for _, spaced, _ in pieces[first : end - 1])
        hyphen = pieces[end - 1][2]
        width = (letters + hyphen) * LETTER_WIDTH
        steps = letters - (not hyphen)
        least = width * (1 - WIDENING) - steps * TIGHTENING * EM
        least += gaps * (SPACE_WIDTH * SPACE_LEAST + TIGHTENING * EM)
        widest = width * (1 + WIDENING) + steps * TRACKING * EM
        widest += gaps * (SPACE_WIDTH * most - TRACKING * EM)
        if end == len(pieces):
            return least <= measure
        return least + 0.5 <= measure <= widest - 0.5

    @cache
    def breaks(first: int, hyphens: int) -> bool:
        if first == len(pieces):
            return True
        for end in range(first + 1, len(pieces) + 1):
            run = hyphens + 1 if pieces[end - 1][2] or pieces[end - 1][0][-1] == "-" else 0
            if run <= 2 and fits(first, end) and breaks(end, run):
                return True
        return False

    return breaks(0, 0)


def widest(text: str, measure: float) -> tuple[float, float]:
    """The narrowest and the widest word space of full lines, as parts of its natural width."""
    lines = set_text([Run(text, font("en"))], Shape(measure))
    found = [(b - a) / SPACE_WIDTH for line in lines[:-1] for a, b in spaces(line)]
    return min(found, default=1.0), max(found, default=1.0)


@given(english, measures)
def test_no_word_space_leaves_its_limits_unless_no_break_whatever_can_do_better(
    text: str, measure: float
) -> None:
    least, most = widest(text, measure)
    assert least >= 0.75
    if can_be_even(text, measure):
        assert most <= 1.5


@given(english, st.sampled_from([11.0, 13.0, 15.0]).map(lambda ems: ems * EM))
def test_where_some_line_must_be_torn_apart_none_is_torn_much_more(
    text: str, measure: float
) -> None:
    _, most = widest(text, measure)
    for limit in (1.6, 1.9, 2.5):
        if can_be_even(text, measure, limit):
            assert most <= 1.5 * limit
            return


@given(english, measures)
def test_letters_are_drawn_as_wide_as_they_are_but_for_a_fiftieth(
    text: str, measure: float
) -> None:
    lines = set_text([Run(text, font("en"))], Shape(measure))
    for line in lines:
        assert all(0.98 - 1e-9 <= strip.scale <= 1.02 + 1e-9 for strip in line.strips)
    for line in lines[:-1]:
        assert line.right == pytest.approx(measure)


def test_a_name_that_no_pattern_knows_is_divided_only_at_need() -> None:
    assert cuts("Halvorsen", "en") == ()
    assert last_resorts("Halvorsen", "en") == (3, 6)
    assert last_resorts("mother", "en") == last_resorts("announcement", "en") == ()
    assert last_resorts("Halvorsen", "de") == ()
    for text, divided in (
        ("the tide rose and Halvorsen left", False),
        ("tide yesterday Halvorsen left", True),
    ):
        lines = set_text([Run(text, font("en"))], Shape(9 * EM))
        assert any("Hal\u00ad" in line.text for line in lines) == divided
