"""Whatever a person decides, the run succeeds, nothing is lost, and the same comes out again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from converter.decisions import (
    APART,
    JOIN,
    ROLE,
    ROLES,
    TEXT,
    Decision,
    Verdict,
    dump,
    key,
    parse,
    place,
)
from converter.doubt import UNFIT
from converter.errors import DecisionsError
from converter.model import Span
from tests.repair.test_undo import free, pages, run

NAMES = ("wrapped-2", "noisy-1", "english-1", "harbor-weekly")
given_text = st.text('云河，,。 \n"“”()（）ab-1■#*�', max_size=12)


@st.composite
def on_a_record(draw: st.DrawFn, name: str) -> Decision:
    """A decision on something that does arise."""
    issue = free(name)
    keys = [each for each in (*map(key, issue.repairs), *map(key, issue.notes)) if each]
    verdict = draw(st.sampled_from(Verdict))
    after = draw(given_text) if verdict is Verdict.CORRECT else None
    return Decision(*draw(st.sampled_from(keys)), verdict, after)


@st.composite
def on_the_source(draw: st.DrawFn, name: str) -> Decision:
    """A decision on a line, on several, or on any stretch of the source."""
    page = draw(st.sampled_from(pages(name)))
    places = [chunk.text.strip().spans for chunk in page.chunks]
    n = draw(st.integers(0, len(places) - 1))
    some = [span for spans in places[n : n + draw(st.integers(1, 3))] for span in spans]
    start, end = (some[0].start, some[-1].end) if some else (0, 0)
    if draw(st.booleans()):
        return Decision(
            ROLE, page.source, start, end, page.text[start:end], Verdict.CORRECT,
            draw(st.sampled_from([*ROLES, JOIN, APART])),
        )  # fmt: skip
    start = draw(st.integers(start, end))
    end = draw(st.integers(start, min(len(page.text), start + 60)))
    said = page.text[start:end]
    return Decision(TEXT, page.source, start, end, said, Verdict.CORRECT, draw(given_text))


@st.composite
def decided(draw: st.DrawFn) -> tuple[str, tuple[Decision, ...]]:
    name = draw(st.sampled_from(NAMES))
    made = draw(st.lists(st.one_of(on_a_record(name), on_the_source(name)), max_size=12))
    try:
        return name, parse(dump(made))
    except DecisionsError:  # one thing decided twice
        return name, ()


@settings(max_examples=30)
@given(decided())
def test_whatever_is_decided_nothing_is_lost(case: tuple[str, tuple[Decision, ...]]) -> None:
    name, decisions = case
    issue = run(name, *decisions)  # proves on the way that nothing is lost
    assert run(name, *decisions) == issue


@st.composite
def refused(draw: st.DrawFn) -> tuple[str, tuple[Decision, ...]]:
    """Any of the repairs of a page, refused together."""
    name = draw(st.sampled_from(NAMES))
    made = [each for each in map(key, free(name).repairs) if each]
    few = draw(st.lists(st.sampled_from(made), max_size=30, unique=True))
    return name, tuple(Decision(*each, Verdict.REFUSE) for each in few)


@settings(max_examples=30)
@given(refused())
def test_whatever_is_refused_together_is_undone(case: tuple[str, tuple[Decision, ...]]) -> None:
    name, decisions = case
    issue = run(name, *decisions)
    left = {(repair.code, place(repair.spans)) for repair in issue.repairs}
    asked = {(each.code, Span(each.source, each.start, each.end)) for each in decisions}
    assert not left & asked
    assert not [note for note in issue.notes if note.code == UNFIT]
