"""hyphen: how two printed lines join."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.page import Chunk, Page
from converter.passage import passage
from converter.repair import hyphen
from converter.repair.compounds import word_counts
from converter.repair.record import Profile
from tests.repair.passes import CHINESE, ENGLISH


def joined(before: str, after: str, *words: str, profile: Profile = ENGLISH) -> str:
    if words:
        profile = Profile(profile.language, vocabulary=frozenset(words))
    drop, glue, confidence = hyphen.joint(before, after, profile)
    assert before.endswith(drop)
    assert 0.0 < confidence <= 1.0
    return before[: len(before) - len(drop)] + glue + after


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the bitterest ques-", "tion of all", "the bitterest question of all"),
        ("thirty sec-", "onds later", "thirty seconds later"),
        ("a north-", "easter took", "a northeaster took"),
        ("rebuild the century-", "old pier", "rebuild the century-old pier"),
        ("my mother-in-", "law’s house", "my mother-in-law’s house"),
        ("a twenty-", "seven-foot field", "a twenty-seven-foot field"),
        ("two- and three-", "year terms", "two- and three-year terms"),
        ("for two-", "and three-year terms", "for two-and three-year terms"),
        ("the Smith-", "Jones house", "the Smith-Jones house"),
        ("Mr. and Mrs. Mc-", "Nulty", "Mr. and Mrs. McNulty"),
        ("in the 25-", "year plan", "in the 25-year plan"),
        ("there is no kinder way—", "like a cow", "there is no kinder way—like a cow"),
        ("it — or so we hear —", "went down", "it — or so we hear — went down"),
        ("an un-", "known sailor", "an unknown sailor"),
        ("his ques\u00ad", "tion", "his question"),
    ],
)
def test_english_lines(before: str, after: str, whole: str) -> None:
    assert joined(before, after) == whole


def test_the_issues_own_words_weigh_more_than_the_list() -> None:
    assert (
        joined("the fishermen’s co-", "operative", "co-operative") == "the fishermen’s co-operative"
    )
    assert joined("Councilor Van-", "terpool", "vanterpool") == "Councilor Vanterpool"
    assert joined("Councilor Van-", "terpool’s", "vanterpool") == "Councilor Vanterpool’s"


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("驻村专员冯晗", "屿在田头", "驻村专员冯晗屿在田头"),
        ("投资218", "亿元", "投资218亿元"),
        ("增长4.55%,", "90天", "增长4.55%,90天"),
        ("使用Machine", "Learning的方法", "使用Machine Learning的方法"),
        ("——他说,", "“好。”", "——他说,“好。”"),
    ],
)
def test_chinese_lines(before: str, after: str, whole: str) -> None:
    assert joined(before, after, profile=CHINESE) == whole


def test_the_vocabulary_leaves_out_the_halves_of_divided_words() -> None:
    lines = ["The co-operative put a ques-", "tion to Nora Tillinghast", "and the co\u00ad", "op."]
    page = Page("page.txt", "", tuple(Chunk(passage(line)) for line in lines))
    words = hyphen.vocabulary((page,))
    assert {"the", "co-operative", "put", "tillinghast", "and"} <= words
    assert words.isdisjoint({"ques", "tion", "co", "op"})


def test_a_compound_keeps_its_hyphen_where_the_issue_sets_hyphens_in_such_words() -> None:
    way = ("week-end", "station-master", "work-force", "full-back", "lamp-posts")
    assert joined("The night-", "watchman", "watchman").endswith("nightwatchman")
    assert joined("The night-", "watchman", *way).endswith("night-watchman")
    assert joined("They kept to the out-", "side", *way).endswith("outside")
    assert joined("said the audi-", "tor", *way).endswith("auditor"), "audi is rarer than auditor"


def test_a_compound_is_written_as_one_like_it() -> None:
    assert joined("in the tap-", "room", "tea-room").endswith("tap-room")
    assert joined("in the lamp-", "post", "lamp-posts").endswith("lamp-post")
    assert joined("in the lamp-", "posts", "lamppost").endswith("lampposts")


def test_a_british_issue_has_co_operatives() -> None:
    assert joined("the co-", "operative", "colour", "centre", "programme").endswith("co-operative")
    assert joined("the co-", "operative", "color", "center").endswith("cooperative")


@given(st.text("ab-—云， \u00ad¬’1/", max_size=8), st.text("ab-—云， \u00ad¬’1/", max_size=8))
def test_only_what_stands_at_the_end_goes(before: str, after: str) -> None:
    for profile in (ENGLISH, CHINESE):
        drop, glue, _ = hyphen.joint(before, after, profile)
        assert before.endswith(drop)
        assert drop in ("", "-", "\u00ad", "¬")
        assert glue in ("", " ")
        assert not (drop and glue)


def test_the_word_list_reads_as_expected() -> None:
    """The counts come from a file of another package: its form is part of what we rely on."""
    assert joined("a rema-", "nent", "x").endswith("remanent")
    assert len(word_counts()) > 100_000
    assert word_counts()["harbor"] > hyphen.COMMON
