"""Lines of justified text: what clreq and GB/T 15834 ask of them, on any text."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.typeset import fit
from converter.typeset.font import Font
from converter.typeset.lines import SOFT_HYPHEN, Line, Set
from converter.typeset.marks import CLOSING, NO_END, NO_START, is_invisible
from converter.typeset.paragraph import Shape, set_text, widths
from converter.typeset.stream import Run
from tests.typeset.faces import EM, LETTER, font

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
MEASURE = 18 * EM

words = st.sampled_from(["OCR", "PDF/A", "2021", "95.1%", "9:00-12:00", "4×400", "a", "B2B"])
pieces = st.one_of(
    st.text(HAN, min_size=1, max_size=9),
    st.sampled_from("，。、；：！？"),
    st.sampled_from(["（", "）", "“", "”", "《", "》", "——", "……", "·", "％"]),
    words,
    st.just(" "),
)
han_text = st.lists(pieces, max_size=60).map("".join)
plain_han = st.lists(st.text(HAN, min_size=3, max_size=12), min_size=1, max_size=30).map(
    lambda parts: "，".join(parts) + "。"
)
english = st.lists(
    st.sampled_from(
        "the river bridge engineers committee accommodation of a residents said yesterday it's "
        "£1.4m well-known transportation I responsibilities".split()
    ),
    min_size=1,
    max_size=80,
).map(" ".join)


def lines_of(text: str, *, indent: float = 2 * EM, measure: float = MEASURE) -> list[Line]:
    return set_text([Run(text, font())], Shape(measure, indent=indent))


def spoken(lines: list[Line]) -> str:
    """What the lines say, without white space and the hyphens that they added."""
    return "".join("".join(line.text for line in lines).replace(SOFT_HYPHEN, "").split())


def origins(line: Line) -> list[tuple[str, float]]:
    """Characters and where their squares begin."""
    return [(text, x) for strip in line.strips for _, x, text in strip.glyphs]


@given(han_text)
def test_every_character_is_set_and_in_order(text: str) -> None:
    assert spoken(lines_of(text)) == "".join(text.split())


@given(st.text(max_size=80))
def test_any_text_at_all_keeps_its_characters(text: str) -> None:
    def seen(said: str) -> str:
        return "".join(c for c in "".join(said.split()) if not is_invisible(c))

    assert seen(spoken(lines_of(text))) == seen(text)


@given(han_text, st.sampled_from([1, 2, 3, 5, 8]))
def test_a_column_of_any_width_keeps_every_character(text: str, ems: int) -> None:
    assert spoken(lines_of(text, measure=ems * EM)) == "".join(text.split())


@given(plain_han)
def test_no_line_begins_or_ends_with_what_may_not(text: str) -> None:
    lines = lines_of(text)
    for line in lines[1:]:
        assert line.text.strip()[0] not in NO_START
    for line in lines[:-1]:
        assert line.text.strip()[-1] not in NO_END


@given(plain_han)
def test_every_line_but_the_last_is_flush(text: str) -> None:
    *full, last = lines_of(text)
    for line in full:
        assert line.right == pytest.approx(MEASURE, abs=1e-6)
    assert last.right <= MEASURE + 1e-6


@given(plain_han)
def test_the_last_line_has_more_than_one_character(text: str) -> None:
    lines = lines_of(text)
    if len(lines) > 1:
        assert sum(1 for character in lines[-1].text if character in HAN) > 1


@given(plain_han)
def test_han_characters_move_apart_evenly_and_never_together(text: str) -> None:
    for line in lines_of(text)[:-1]:
        places = origins(line)
        pitches = [
            b[1] - a[1] for a, b in itertools.pairwise(places) if a[0] in HAN and b[0] in HAN
        ]
        assert all(pitch >= EM - 1e-6 for pitch in pitches)
        assert max(pitches, default=EM) - min(pitches, default=EM) < 1e-6


def test_a_closing_mark_at_a_line_end_is_trimmed_to_half_an_em() -> None:
    text = HAN[:14] + "天，" + HAN * 2
    first = lines_of(text)[0]
    mark, place = origins(first)[-1]
    assert mark in CLOSING
    assert place == pytest.approx(MEASURE - EM / 2)


def test_an_opening_bracket_at_a_line_start_is_trimmed_in_the_first_line_too() -> None:
    first = lines_of("“" + HAN + "”")[0]
    assert first.left == pytest.approx(2 * EM)
    mark, place = origins(first)[0]
    assert mark == "“"
    assert place == pytest.approx(1.5 * EM)


@pytest.mark.parametrize("pair", ["。”", "”，", "》、", "（“", "）（", "：“", "”）"])
def test_adjacent_marks_stand_half_an_em_apart(pair: str) -> None:
    (line,) = lines_of(f"天地{pair}玄黄")
    places = dict(origins(line))
    assert places[pair[1]] - places[pair[0]] == pytest.approx(EM / 2)


def test_a_mark_alone_keeps_its_square_where_the_line_has_room() -> None:
    (line,) = lines_of("天，地")
    places = dict(origins(line))
    assert places["地"] - places["，"] == pytest.approx(EM)


def test_the_gap_between_han_and_latin_is_made_and_not_written() -> None:
    (line,) = lines_of("共42个")
    assert line.text == "共42个"
    places = dict(origins(line))
    assert places["4"] - places["共"] == pytest.approx(1.2 * EM)
    assert places["个"] - places["2"] == pytest.approx(0.7 * EM)


@given(han_text)
def test_the_gap_between_han_and_latin_is_an_eighth_to_a_quarter_em(text: str) -> None:
    for line in lines_of(text)[:-1]:
        for (a, x), (b, y) in itertools.pairwise(origins(line)):
            if a in HAN and b in "OPa249B" and not _forced(line):
                assert 0.125 * EM - 1e-6 <= y - x - EM <= 0.25 * EM + 1e-6


def _forced(line: Line) -> bool:
    """Nothing in the line but words and gaps can give way."""
    return sum(1 for c in line.text if c in HAN) < 6


@given(han_text)
def test_numbers_dashes_and_ellipses_are_not_broken(text: str) -> None:
    """A line may end between two numbers that a space parts (clreq 3.1.5.2): they are two words."""
    after_space, at = after_spaces(text), 0
    for a, b in itertools.pairwise(lines_of(text)):
        pair = a.text.strip()[-1] + b.text.strip()[0]
        at += len("".join(a.text.split()))
        assert at in after_space or pair not in ("——", "……")
        inside = pair[0].isdigit() and pair[1] in "0123456789%.:％"
        assert at in after_space or not inside


def after_spaces(text: str) -> set[int]:
    """How many characters that are no spaces stand before each word that a space parts."""
    words = text.split()
    return set(itertools.accumulate(map(len, words)))


def test_the_groups_of_one_number_stay_together() -> None:
    for before in range(30):
        lines = lines_of(HAN[:20] + HAN[:before] + "共12 000人")
        assert any("12 000" in line.text for line in lines)


def test_an_address_is_never_parted_within_a_word() -> None:
    address = "https://transportation.example/x?page=12&part=archive"
    for before in range(24):
        lines = [line.text for line in lines_of(HAN[:before] + address + "，" + HAN)]
        for line, after in itertools.pairwise(lines):
            assert not (line[-1].isascii() and line[-1].isalnum() and after[0].isalnum()) or (
                after[0] in HAN
            )


def test_an_address_whose_word_is_wider_than_a_line_is_parted_there_alone() -> None:
    lines = [line.text for line in lines_of("https://" + "x" * 30 + ".example/y", measure=10 * EM)]
    assert lines[0].startswith("https://")
    assert lines[-1].endswith("example/y")
    assert spoken(lines_of("https://" + "x" * 30 + ".example/y", measure=10 * EM)) == (
        "https://" + "x" * 30 + ".example/y"
    )


def test_a_word_among_han_gives_way_a_little_before_a_line_is_torn_apart() -> None:
    lines = lines_of(HAN[:10] + "transpo" + HAN, measure=13.7 * EM, indent=0)
    assert lines[0].text == HAN[:10] + "transpo"
    assert lines[0].right == pytest.approx(13.7 * EM)
    assert min(strip.scale for strip in lines[0].strips) >= 0.98


@pytest.mark.parametrize("token", ["9:00-12:00", "95.1%", "61.660", "4×400", "-3.5℃"])
def test_a_number_stays_whole_wherever_the_line_would_end(token: str) -> None:
    for before in range(30):
        lines = lines_of(HAN[:20] + HAN[:before] + token + HAN)
        assert any(token in line.text for line in lines)


def test_a_word_wider_than_the_column_is_broken_rather_than_lost() -> None:
    lines = lines_of("x" * 100, measure=10 * EM, indent=0)
    assert spoken(lines) == "x" * 100
    assert all(line.right <= 10 * EM + 1e-6 for line in lines)


def test_an_address_is_broken_after_its_marks() -> None:
    lines = lines_of(HAN[:13] + "https://news.example.org/archive/2021", indent=0)
    assert len(lines) == 2
    assert lines[0].text.endswith("https://")
    assert lines[1].text.startswith("news")


def test_an_address_gets_no_hyphen_that_is_not_its_own() -> None:
    for before in range(20):
        lines = english_lines("a " * before + "https://transportation.residents/accommodation end")
        assert not any(line.text.endswith(SOFT_HYPHEN) for line in lines)


def english_lines(text: str, setter: Font | None = None) -> list[Line]:
    return set_text([Run(text, setter or font("en"))], Shape(24 * EM, indent=EM))


@given(english)
def test_english_keeps_its_words_and_is_flush(text: str) -> None:
    lines = english_lines(text)
    assert spoken(lines) == "".join(text.split())
    for line in lines[:-1]:
        assert line.right == pytest.approx(24 * EM, abs=1e-6)


@given(english)
def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen(text: str) -> None:
    ends = [line.text.endswith(SOFT_HYPHEN) for line in english_lines(text)]
    assert not any(all(ends[n : n + 3]) for n in range(len(ends) - 2))


@given(english)
def test_a_word_space_is_never_under_three_quarters(text: str) -> None:
    for line in english_lines(text):
        places = origins(line)
        for (a, x), (_, y) in itertools.pairwise(places):
            if a == " ":
                assert y - x >= 0.75 * 0.25 * EM - 1e-6


def test_a_word_is_divided_where_its_language_allows() -> None:
    text = "extraordinary responsibilities accommodate " * 4
    divided = [line for line in english_lines(text) if line.text.endswith(SOFT_HYPHEN)]
    assert divided
    assert not any(line.text.endswith("o\u00adn") for line in divided)


def test_latin_words_in_chinese_are_not_hyphenated() -> None:
    lines = lines_of("天地" + "responsibilities玄黄" * 5)
    assert not any(SOFT_HYPHEN in line.text for line in lines)


def test_the_same_text_is_set_the_same_way() -> None:
    text = HAN * 9 + "，共95.1%。"
    assert [origins(line) for line in lines_of(text)] == [origins(line) for line in lines_of(text)]


def test_centred_text_is_balanced_over_its_lines() -> None:
    shape = Shape(MEASURE, how=Set.CENTER, balanced=True)
    first, second = set_text([Run(HAN[:20], font())], shape)
    assert abs((first.right - first.left) - (second.right - second.left)) <= EM + 1e-6
    assert first.left == pytest.approx(MEASURE - first.right)


def test_a_headline_breaks_after_a_mark_rather_than_in_the_middle() -> None:
    shape = Shape(10 * EM, how=Set.CENTER, balanced=True)
    first, second = set_text([Run("一刀下去，木头就睁眼了", font())], shape)
    assert (first.text, second.text) == ("一刀下去，", "木头就睁眼了")


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (6, ["三条公交线路", "临时改道"]),
        (7, ["粮食储备库", "年底前启用"]),
        (6, ["敬老院添了", "床位300张"]),
    ],
)
def test_a_headline_is_broken_between_words(width: int, lines: list[str]) -> None:
    shape = Shape(width * EM, how=Set.CENTER, balanced=True)
    assert [line.text for line in set_text([Run("".join(lines), font())], shape)] == lines


def test_a_headline_in_a_measure_narrower_than_a_word_is_broken_within_it() -> None:
    shape = Shape(2 * EM, how=Set.CENTER, balanced=True)
    assert len(set_text([Run("图书馆", font())], shape)) == 2


def test_a_headline_is_not_hyphenated_to_save_a_line() -> None:
    text = "Council considers responsibilities"
    for width in range(17, 30):
        shape = Shape(width * EM / 2, how=Set.CENTER, balanced=True)
        lines = set_text([Run(text, font("en"))], shape)
        assert not any(SOFT_HYPHEN in line.text for line in lines)
    narrow = set_text([Run(text, font("en"))], Shape(4 * EM, how=Set.CENTER, balanced=True))
    assert any(SOFT_HYPHEN in line.text for line in narrow)


def test_a_line_break_that_was_meant_is_kept() -> None:
    # A word space, without ink, parts the two for a reader of the file.
    assert [line.text for line in lines_of("天地\n玄黄")] == ["天地 ", "玄黄"]


def test_widths_tell_the_longest_word_and_the_whole() -> None:
    least, most = widths([Run("ab cdef", font("en"))])
    assert least == pytest.approx(4 * EM / 2)
    assert most == pytest.approx(6 * EM / 2 + 0.25 * EM)


def test_the_work_grows_with_the_text_and_not_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    badness = fit.badness

    def counted(*given: Any) -> float:
        tried.append(1)
        return badness(*given)

    monkeypatch.setattr(fit, "badness", counted)
    work = []
    for times in (100, 200, 400):
        tried.clear()
        lines_of((HAN + "，") * times)
        work.append(len(tried))
    assert work[2] < 2.2 * work[1] < 5 * work[0]


def test_a_comma_hangs_beyond_the_edge_only_where_a_theme_asks_for_it() -> None:
    text = HAN[:18] + "，" + HAN
    (plain, *_) = set_text([Run(text, font())], Shape(MEASURE))
    (hung, *_) = set_text([Run(text, font())], Shape(MEASURE, hang=True))
    assert plain.right <= MEASURE + 1e-6
    assert hung.text.endswith("，")
    assert hung.right == pytest.approx(MEASURE + EM / 2)


def test_digits_move_apart_with_the_characters_around_them_by_half_as_much() -> None:
    first, *_ = lines_of(HAN[:10] + "1234567" + "——" + HAN, indent=0)
    places = origins(first)
    pitches = [b[1] - a[1] for a, b in itertools.pairwise(places) if a[0] + b[0] in HAN]
    digits = [b[1] - a[1] for a, b in itertools.pairwise(places) if (a[0] + b[0]).isdigit()]
    assert pitches[0] > EM
    assert digits[0] - LETTER * EM / 1000 == pytest.approx((pitches[0] - EM) / 2)


def ruby(base: str, reading: str) -> list[Run]:
    return [Run("天地" + HAN[:6], font()), Run(base, font(), Run(reading, font("en", EM / 2)))]


def test_a_reading_stands_in_the_middle_above_its_text_and_is_told_after_it() -> None:
    (line,) = set_text(ruby("玄", "xu"), Shape(MEASURE))
    assert line.text.endswith("玄(xu)")
    places = {text: x for strip in line.strips for _, x, text in strip.glyphs}
    middle = places["玄"] + EM / 2
    assert (places["(x"] + places["u)"] + LETTER * EM / 2000) / 2 == pytest.approx(middle)


def test_a_text_is_as_wide_as_its_reading() -> None:
    (line,) = set_text([*ruby("玄", "abcdefgh"), Run("黄", font())], Shape(MEASURE))
    places = {text: x for strip in line.strips for _, x, text in strip.glyphs}
    assert places["黄"] - places["(a"] == pytest.approx(8 * LETTER * EM / 2000)


def test_a_reading_is_never_parted_from_its_text() -> None:
    for before in range(20):
        runs = [Run(HAN[:before], font()), *ruby("玄黄", "xuanhuang"), Run(HAN, font())]
        texts = [line.text for line in set_text(runs, Shape(MEASURE))]
        assert any("玄黄(xuanhuang)" in text for text in texts)
