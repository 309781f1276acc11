"""unclosed-quote: marks that have lost their other half."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.repair import quotation
from converter.repair.record import Role
from tests.repair.passes import ENGLISH, noted, pieces


def faults(*texts: str, role: Role = Role.PARAGRAPH) -> list[str]:
    return [
        text for code, text in noted(quotation.run, *texts, role=role) if code == quotation.CODE
    ]


def test_marks_that_pair_are_no_fault() -> None:
    assert faults("他说：“这是《山里有》的‘画’（一期）。”", "「好」，『行』。") == []


def test_a_note_shows_the_sentence_and_its_place() -> None:
    text = "桥通了。居民抱怨“签而不约。后来好了。"
    (note,) = quotation.run(pieces([text]), ENGLISH).notes
    assert note.text == "居民抱怨“签而不约。"
    assert [(span.start, span.end) for span in note.spans] == [(4, 14)]


def test_a_closing_mark_alone_shows_what_it_closes() -> None:
    assert faults("一次办成，太方便了！”李先生说。后来好了。") == [
        "一次办成，太方便了！”李先生说。"
    ]


def test_a_quotation_may_open_each_of_its_paragraphs_anew() -> None:
    assert faults("他说：“桥要通了。", "“路也修了。", "“我放心了。”他说。") == []
    assert faults("他说：“桥要通了。", "后来好了。") == ["他说：“桥要通了。"]


def test_a_caption_between_does_not_end_the_quotation() -> None:
    said = pieces(["他说：“桥要通了。"])
    caption = pieces(["桥面上的人群"], Role.CAPTION)
    assert quotation.run(said + caption + pieces(["“我放心了。”"]), ENGLISH).notes == ()


def test_the_lines_of_a_headline_are_one_text() -> None:
    assert faults("老邻居的“急难", "愁盼”问题", role=Role.TITLE) == []


def test_numbers_apostrophes_and_arrows_are_no_faults() -> None:
    assert faults("1）先洗手；2）再排队。", "a）甲；b）乙。") == []
    assert faults("the members’ own ‘choosing’, 'tis said") == []
    assert faults("每一条路都 》》下转A2版", "《《上接A1版》 经得起检验。") == []


@pytest.mark.parametrize("role", [Role.ROW, Role.FURNITURE])
def test_rows_and_furniture_are_not_looked_at(role: Role) -> None:
    assert faults("“云", role=role) == []


@given(st.lists(st.text('云“”‘’《》「（）)1。"a', max_size=20), max_size=4))
def test_it_changes_nothing_and_shows_what_stands_there(texts: list[str]) -> None:
    for _, text in noted(quotation.run, *texts):
        assert text in "\n".join(texts)
