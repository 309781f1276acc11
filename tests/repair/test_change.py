"""Changes to a text: carried out in one walk, each recorded with its exact place."""

from __future__ import annotations

from converter.model import Span
from converter.page import Chunk
from converter.passage import Mark, Passage, Run
from converter.repair.change import Change, mend
from converter.repair.record import Piece, Role
from tests.repair.passes import piece


def test_a_record_holds_exactly_what_was_replaced_and_where() -> None:
    done, (first, second) = mend(
        piece("云,河 桥", start=10), [Change(1, 2, "，", 0.9), Change(3, 4, "", 0.8)], "punctuation"
    )
    assert done.text.text == "云，河桥"
    assert (first.before, first.after, first.spans) == (",", "，", (Span("page.txt", 11, 12),))
    assert (second.before, second.after, second.spans) == (" ", "", (Span("page.txt", 13, 14),))


def test_what_is_put_in_takes_the_marks_of_what_it_replaces() -> None:
    strong = (Mark("strong"),)
    text = Passage((Run("云", Span("a", 0, 1)), Run("...", Span("a", 3, 6), strong)))
    done, (repair,) = mend(
        Piece(text, Role.PARAGRAPH, Chunk(text)), [Change(1, 4, "……", 0.9)], "punctuation"
    )
    assert done.text.runs[1] == Run("……", Span("a", 3, 6), strong)
    assert repair.spans == (Span("a", 3, 6),)


def test_a_change_over_two_sources_keeps_both_places_in_its_record() -> None:
    text = Passage((Run("云-", Span("a", 8, 10)), Run("-河", Span("b", 0, 2))))
    done, (repair,) = mend(
        Piece(text, Role.PARAGRAPH, Chunk(text)), [Change(1, 3, "——", 0.9)], "punctuation"
    )
    assert done.text.text == "云——河"
    assert repair.spans == (Span("a", 9, 10), Span("b", 0, 1))
    assert done.text.runs[1].span == Span("a", 9, 10)


def test_without_changes_the_piece_is_the_same() -> None:
    one = piece("云河")
    assert mend(one, [], "punctuation") == (one, ())
