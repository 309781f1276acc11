"""Which character of the result came from which of the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converter.model import Span
from converter.review.align import Stretch, align


def aligned(text: str, source: str) -> list[Stretch]:
    return align(text, [Span("a", 0, len(source))], {"a": source})


def test_what_is_equal_is_one_stretch() -> None:
    assert aligned("湖滨步道", "湖滨步道") == [Stretch(0, "a", 0, 4)]


def test_one_character_in_place_of_another_breaks_no_stretch() -> None:
    assert aligned("昨日，全线贯通", "昨日,全线贯通") == [Stretch(0, "a", 0, 7)]


def test_what_was_taken_out_parts_two_stretches() -> None:
    assert aligned("湖滨步道", "湖滨  步道") == [Stretch(0, "a", 0, 2), Stretch(2, "a", 4, 2)]


def test_a_mark_of_another_width_is_alike_right_after_a_loss() -> None:
    assert aligned("蒲时雨）眼下，春耕", "蒲时雨) 眼下,春耕") == [
        Stretch(0, "a", 0, 4),
        Stretch(4, "a", 5, 5),
    ]


def test_what_was_put_in_stands_between_two_stretches() -> None:
    assert aligned("the end of every line", "the end of line") == [
        Stretch(0, "a", 0, 11),
        Stretch(17, "a", 11, 4),
    ]


def test_stretches_end_where_a_span_ends() -> None:
    sources = {"a": "上半句,", "b": "下半句。"}
    spans = [Span("a", 0, 4), Span("b", 0, 4), Span("elsewhere", 0, 9)]
    assert align("上半句，下半句。", spans, sources) == [
        Stretch(0, "a", 0, 4),
        Stretch(4, "b", 0, 4),
    ]


@given(st.text("ab，, \n𠮷", max_size=60), st.text("ab，, \n𠮷", max_size=60))
def test_stretches_stand_in_order_within_both_texts(text: str, source: str) -> None:
    at = place = 0
    for stretch in aligned(text, source):
        assert stretch.length > 0
        assert stretch.at >= at
        assert stretch.start >= place
        at, place = stretch.at + stretch.length, stretch.start + stretch.length
    assert at <= len(text)
    assert place <= len(source)


def test_texts_with_nothing_in_common_are_given_up_soon() -> None:
    assert sum(stretch.length for stretch in aligned("甲乙" * 50_000, "丙丁" * 50_000)) < 1000
