"""The decisions file: it holds any text, comes back as it was, and says what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.decisions import (
    APART,
    HIDDEN,
    JOIN,
    ROLE,
    ROLES,
    TEXT,
    Decision,
    Key,
    Verdict,
    decisions_name,
    dump,
    key,
    merged,
    parse,
    place,
)
from converter.errors import DecisionsError
from converter.model import Note, Repair, Span
from converter.repair.record import Role

REFUSED = Decision("punctuation", "A1.txt", 12, 13, ",", Verdict.REFUSE)
FILE = """\
schema = "converter/decisions/1"

[[decision]]
code = "punctuation"
source = "A1.txt"
start = 12
end = 13
before = ","
verdict = "refuse"
"""

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.text("abAB云河é𠀀./", min_size=1, max_size=6)
places = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    (start, end), verdict = draw(places), draw(st.sampled_from(Verdict))
    code, after = draw(st.sampled_from(["punctuation", "join-column", ROLE, TEXT])), None
    if code in (ROLE, TEXT):
        verdict = Verdict.CORRECT
    if verdict is Verdict.CORRECT:
        after = draw(st.sampled_from([*ROLES, JOIN, APART]) if code == ROLE else texts)
    return Decision(code, draw(names), start, end, draw(texts), verdict, after)


def once(made: list[Decision]) -> list[Decision]:
    """Without those on a thing that is decided already."""
    kept: dict[tuple[Key, bool], Decision] = {}
    for each in made:
        kept.setdefault((each.key, each.after in (JOIN, APART)), each)
    return list(kept.values())


@given(st.lists(decisions(), max_size=4).map(once))
def test_what_is_written_is_read_again(made: list[Decision]) -> None:
    text = dump(made)
    assert set(parse(text)) == set(made)
    assert dump(parse(text)) == text
    assert dump(reversed(made)) == text


@given(texts)
def test_what_shows_nothing_is_shown_in_the_file(before: str) -> None:
    text = dump([Decision(TEXT, "A1.txt", 0, 3, before, Verdict.CORRECT, before)])
    assert not HIDDEN.search(text.replace("\n", ""))


def test_a_file_reads_like_this() -> None:
    assert dump([REFUSED, REFUSED]) == FILE
    assert parse(FILE) == (REFUSED,)
    assert parse('schema = "converter/decisions/1"') == ()
    assert decisions_name("A1") == "A1.decisions.toml"


def test_the_roles_are_those_of_the_repair() -> None:
    assert tuple(role.value for role in Role) == ROLES


def test_a_place_runs_to_the_last_end_within_its_first_source() -> None:
    spans = (Span("a", 3, 5), Span("b", 90, 95), Span("a", 8, 9))
    assert place(spans) == Span("a", 3, 9)
    assert place(()) is None
    assert key(Note("inferred-title", "title")) is None
    repair = Repair("join-column", "x\ny", "xy", 0.9, spans)
    assert key(repair) == Key("join-column", "a", 3, 9, "x\ny")


WRONG = {
    "schema = ": "not TOML",
    "": "schema is missing",
    FILE.replace("decisions/1", "decisions/9"): "schema is missing, or another",
    FILE.replace("code", "cod", 1): "unknown key “cod” (nearest is “code”)",
    FILE.replace("[[decision]]", "[[decisions]]"): "nearest is “decision”",
    FILE.replace("[[decision]]", "[decision]"): "[[decision]] tables",
    FILE.replace("start = 12", "start = -1"): "“start” must be a whole number",
    FILE.replace("start = 12", "start = true"): "“start” must be a whole number",
    FILE.replace("end = 13", "end = 2"): "lies before its start",
    FILE.replace("end = 13\n", ""): "“end” must be a whole number",
    FILE.replace('"refuse"', '"refused"'): "nearest is “refuse”",
    FILE.replace('"refuse"', '"correct"'): "“after” must be a string",
    FILE + 'after = "，"\n': "“after” has no place beside “refuse”",
    FILE.replace('"A1.txt"', "1"): "“source” must be a string",
    FILE.replace('"A1.txt"', '""'): "“source” must be a string",
    FILE.replace('"punctuation"', '"role"'): "“role” can only be corrected",
    FILE.replace('"punctuation"', '"role"').replace('"refuse"', '"correct"\nafter = "headng"'): (
        "“headng” is no role (nearest is “heading”)"
    ),
    FILE
    + FILE.partition("\n\n")[2].replace("refuse", "accept"): "decided twice: refuse and accept",
}


@pytest.mark.parametrize("text", WRONG, ids=list(WRONG.values()))
def test_what_is_wrong_is_said_with_its_place(text: str) -> None:
    with pytest.raises(DecisionsError) as raised:
        parse(text, where="A1.decisions.toml")
    assert WRONG[text] in str(raised.value)
    assert str(raised.value).startswith("A1.decisions.toml: ")


def test_two_files_may_say_the_same_but_not_two_things() -> None:
    accepted = Decision("punctuation", "A1.txt", 12, 13, ",", Verdict.ACCEPT)
    assert merged([("a", [REFUSED]), ("b", [REFUSED])]) == (REFUSED,)
    with pytest.raises(DecisionsError, match=r"^b: .* decided twice \(and in a\)"):
        merged([("a", [REFUSED]), ("b", [accepted])])


def test_of_one_line_both_may_be_said_what_it_is_and_that_it_begins_anew() -> None:
    line = Decision(ROLE, "A1.txt", 0, 2, "云河", Verdict.CORRECT, "heading")
    apart = Decision(ROLE, "A1.txt", 0, 2, "云河", Verdict.CORRECT, APART)
    assert set(parse(dump([line, apart]))) == {line, apart}
