"""invisible: what shows nothing, or shows one letter and is another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converter.repair import invisible
from converter.repair.record import Profile, Role
from tests.repair.passes import CHINESE, ENGLISH, check_pass, mended, piece

ALPHABET = (
    "ab一二 \u200b\ufeff\u00ad\u2060\u202e\u2066\u200e\x00\x07\x0b\x0c\x85\u2028\ud800\ufffe\U0001fffe\ufdd0"
    "\ufb01\ufb03\u2f00\u2f42\u2ee9Ａｚ１\u00a0\u2003\u200c\u200d\u0628\u0915\ufe41\ufe11\ufe50\uff61\uff0e\U0001f468\U0001f3f4\U000e0067\U000e007f\ufe0f\ufffd"
)


@given(st.lists(st.text(ALPHABET, max_size=12), max_size=3), st.sampled_from((CHINESE, ENGLISH)))
def test_it_is_idempotent_and_lossless(texts: list[str], profile: Profile) -> None:
    check_pass(invisible.run, texts, Role.PARAGRAPH, profile)


def test_what_xml_forbids_and_what_shows_nothing_goes() -> None:
    dirty = "云\u200b河\ufeff\u202e日\x00报\ud800\ufffe\u2066第\u00ad一版\U000e0041"
    assert mended(invisible.run, dirty) == "云河日报第一版"


def test_a_joiner_stays_within_emoji_and_within_a_persian_word() -> None:
    for kept in (
        "一家人\U0001f468\u200d\U0001f469\u200d\U0001f467好",
        "نامه\u200cای",
        "क\u094d\u200dष",
    ):
        assert mended(invisible.run, kept) == kept
    assert mended(invisible.run, "云\u200d河 a\u200cb") == "云河 ab"


def test_the_flag_of_a_region_keeps_its_tags() -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    assert mended(invisible.run, f"{flag}\U000e0067") == flag


def test_a_soft_hyphen_stays_at_a_lines_end_only() -> None:
    assert (
        mended(invisible.run, "a ques\u00adtion put\u00ad", profile=ENGLISH)
        == "a question put\u00ad"
    )


def test_a_character_that_parts_lines_becomes_a_space() -> None:
    assert mended(invisible.run, "one\x0ctwo\u2028three", profile=ENGLISH) == "one two three"


def test_full_width_letters_stay_where_the_text_is_not_chinese() -> None:
    assert mended(invisible.run, "ＡＢＣ１２３") == "ABC123"
    assert mended(invisible.run, "ＡＢＣ１２３", profile=ENGLISH) == "ＡＢＣ１２３"


def test_radicals_become_the_characters_they_look_like() -> None:
    assert mended(invisible.run, "\u2f42\u2f38\u2e9f") == "文弓母"


def test_what_cannot_be_read_is_said_and_kept() -> None:
    done = invisible.run((piece("云河\ufffd桥合龙"),), CHINESE)
    assert done.pieces[0].text.text == "云河\ufffd桥合龙"
    (note,) = done.notes
    assert (note.code, note.text) == ("unreadable", "云河\ufffd桥合龙")
    assert [(span.start, span.end) for span in note.spans] == [(2, 3)]
