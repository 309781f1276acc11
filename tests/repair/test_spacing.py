"""spacing: stray spaces in running text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converter.repair import spacing
from converter.repair.record import Profile, Role
from tests.repair.passes import CHINESE, ENGLISH, TRADITIONAL, check_pass, mended, pieces

ALPHABET = '云河张王 \u3000　，。：“”‘"（)(,.;!?a B1Жк讯电记者/摄■—'
ROLES = (Role.PARAGRAPH, Role.HEADING, Role.CAPTION, Role.ITEM, Role.TITLE, Role.ROW, Role.CREDIT)


@given(
    st.lists(st.text(ALPHABET, max_size=24), max_size=3),
    st.sampled_from(ROLES),
    st.sampled_from((CHINESE, TRADITIONAL, ENGLISH)),
)
def test_it_is_idempotent_and_lossless(texts: list[str], role: Role, profile: Profile) -> None:
    check_pass(spacing.run, texts, role, profile)


def test_rows_verse_and_credits_keep_their_spaces() -> None:
    for role in (Role.ROW, Role.VERSE, Role.CREDIT, Role.FURNITURE):
        assert mended(spacing.run, "甲队  3 胜 1 负", role) == "甲队  3 胜 1 负"


def test_a_byline_and_a_closing_credit_keep_theirs() -> None:
    kept = "（记者 王 晖 通讯员 郗若岚）"
    assert mended(spacing.run, f"本报讯{kept} 昨 日上午") == f"本报讯{kept} 昨日上午"
    assert mended(spacing.run, f"桥 通了。{kept}") == f"桥通了。{kept}"


def test_a_caption_keeps_the_space_before_its_credit() -> None:
    said = mended(spacing.run, "合 龙的大桥。 简宁 摄", Role.CAPTION)
    assert said == "合龙的大桥。 简宁 摄"


def test_a_space_in_a_subhead_is_stray_where_the_page_is_full_of_strays() -> None:
    heads = pieces(["一条缆绳拧 起四户人家"], Role.HEADING)
    assert spacing.run(heads, CHINESE).pieces == heads
    strays = pieces(["桥 上的人 都停下 来看"])
    assert spacing.run(heads + strays, CHINESE).pieces[0].text.text == "一条缆绳拧起四户人家"


def test_a_million_spaces_are_one_change() -> None:
    done = spacing.run(pieces(["云" + " " * 1_000_000 + "河"]), CHINESE)
    assert done.pieces[0].text.text == "云河"
    assert len(done.repairs) == 1
