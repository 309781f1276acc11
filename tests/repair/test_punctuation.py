"""punctuation: the marks of Chinese text are full width and whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converter.repair import punctuation
from converter.repair.change import MANY
from converter.repair.record import Profile, Role
from tests.repair.passes import CHINESE, ENGLISH, TRADITIONAL, check_pass, mended, pieces

ALPHABET = "云河巴一a1т ,.:;!?()\"'“”‘’「」（），。：…—-─·・•●%x@/&~`"
ROLES = (Role.PARAGRAPH, Role.TITLE, Role.CAPTION, Role.ROW, Role.CREDIT, Role.FURNITURE)


@given(
    st.lists(st.text(ALPHABET, max_size=24), max_size=3),
    st.sampled_from(ROLES),
    st.sampled_from((CHINESE, TRADITIONAL, ENGLISH)),
)
def test_it_is_idempotent_and_lossless(texts: list[str], role: Role, profile: Profile) -> None:
    check_pass(punctuation.run, texts, role, profile)


@given(st.text("云1a:.,www./@?=&http()", max_size=40))
def test_it_is_idempotent_about_addresses(text: str) -> None:
    check_pass(punctuation.run, [text], Role.PARAGRAPH, CHINESE)


@given(st.text("2013059:：日表, 云-", max_size=16))
def test_it_is_idempotent_about_times(text: str) -> None:
    check_pass(punctuation.run, [text], Role.PARAGRAPH, CHINESE)


@given(st.text('ab1 ，。：（）“”"', max_size=20), st.sampled_from((CHINESE, ENGLISH)))
def test_it_is_idempotent_about_foreign_phrases(text: str, profile: Profile) -> None:
    check_pass(punctuation.run, [f"ab cd{text}"], Role.PARAGRAPH, profile)


def test_english_text_is_left_alone() -> None:
    said = '"It works," he said - (mostly)...'
    assert mended(punctuation.run, said, profile=ENGLISH) == said
    assert mended(punctuation.run, said, profile=CHINESE) == said


def test_furniture_stays_as_printed() -> None:
    assert mended(punctuation.run, "责编:柳闻溪,校对:阮青禾", Role.FURNITURE).count(":") == 2


def test_a_space_beside_a_mark_goes_with_it_but_not_from_a_row() -> None:
    assert mended(punctuation.run, "签约 , 12人") == "签约，12人"
    assert mended(punctuation.run, "签约 , 12人", Role.ROW) == "签约 ， 12人"


def test_a_dash_of_one_em_is_left_where_the_page_has_whole_ones() -> None:
    alone = pieces(["他走了—我也走了。"])
    assert punctuation.run(alone, CHINESE).pieces[0].text.text == "他走了——我也走了。"
    beside = alone + pieces(["桥——两岸的路。"])
    assert punctuation.run(beside, CHINESE).pieces[0].text.text == "他走了—我也走了。"


def test_many_changes_in_one_text_are_recorded_in_stretches() -> None:
    done = punctuation.run(pieces(["云,河;" * 2 * MANY]), CHINESE)
    assert done.pieces[0].text.text == "云，河；" * 2 * MANY
    assert len(done.repairs) <= MANY
    assert len(done.pieces[0].text.runs) <= 2 * MANY + 1
