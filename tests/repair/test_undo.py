"""Undoing one repair undoes that one: the rest of the record and of the text stays as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from converter import conservation, pipeline
from converter.decisions import APART, ROLE, Decision, Key, Verdict, key
from converter.doubt import UNFIT
from converter.model import Issue, Repair
from converter.page import Page
from converter.pipeline import Options
from tests.damage import clean, damage

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ("yunhe-daily", "harbor-weekly")
DAMAGED = (("torn", 0), ("noisy", 1), ("wrapped", 2), ("english", 1), ("hant", 2))
EACH = 5
"""So many repairs of one code are refused one by one; the rest are like them."""


@cache
def pages(name: str) -> tuple[Page, ...]:
    if name in SAMPLES:
        read = pipeline.read(ROOT / "input" / name)
        assert not isinstance(read, Issue)
        return read
    kind, _, seed = name.partition("-")
    for _, issue in clean.load("tune"):
        if kind in damage.kinds_for(issue["meta"]["language"]):
            made = damage.damage(issue, kind, int(seed))
            return tuple(_read(made.pages, made.labels))
    raise AssertionError(name)


def _read(texts: Sequence[str], labels: Sequence[str]) -> Iterator[Page]:
    from converter.readers import registry
    from converter.readers.document import Document

    for n, (text, label) in enumerate(zip(texts, labels, strict=True), 1):
        read = registry.reader("text")(Document(f"page-{n}.txt", text.encode(), "utf-8", label))
        assert isinstance(read, Page)
        yield read


def run(name: str, *decisions: Decision) -> Issue:
    """The issue as it comes out with some decisions; conservation is proved on the way."""
    issue = pipeline.repair(pages(name), Options(decisions=decisions))
    assert conservation.check(pages(name), issue) > 0
    return issue


@cache
def free(name: str) -> Issue:
    return run(name)


def refusal(repair: Repair) -> Decision:
    made = key(repair)
    assert made is not None, repair
    return Decision(*made, Verdict.REFUSE)


def record(issue: Issue) -> Counter[tuple[Key | None, str, float]]:
    return Counter((key(r), r.after, r.confidence) for r in issue.repairs)


def touches(made: Key, repair: Repair) -> bool:
    """Whether a repair takes the place of another, or stands beside it."""
    at = key(repair)
    return (
        at is not None
        and made.source == at.source
        and (made.start <= at.end and at.start <= made.end)
    )


NAMES = (*SAMPLES, *(f"{kind}-{seed}" for kind, seed in DAMAGED))

CAUSES: Mapping[str, frozenset[str]] = {
    # What a refused joint leaves is a paragraph of its own: it may open with a credit or close
    # with one, its end may be a sentence's, and a later joint's record shows its first words.
    "join-column": frozenset({"credits", "join-column", "join-figure", "punctuation", "spacing"}),
    "join-figure": frozenset({"credits", "join-column", "join-figure", "punctuation", "spacing"}),
    # The joint stays, and is recorded as what it is without the hyphen that went.
    "hyphen": frozenset({"join-column", "join-figure", "hyphen"}),
    # A credit that stays in the text is text; and the next may take its place.
    "credits": frozenset({"credits"}),
    # Without its pointer a half is not known for one.
    "jump": frozenset({"jump", "stitch", "stitch-head", "credits"}),
    "stitch": frozenset({"stitch", "stitch-head"}),
    "caption-credit": frozenset({"caption-credit"}),
}
"""Codes of repairs that may come or go with one of another code, and why."""


@pytest.mark.parametrize("name", NAMES)
def test_one_repair_refused_is_undone_and_the_rest_stays(name: str) -> None:
    before = free(name)
    tried: Counter[str] = Counter()
    for repair in before.repairs:
        tried[repair.code] += 1
        if tried[repair.code] > EACH:
            continue
        after = run(name, refusal(repair))
        assert key(repair) not in {key(other) for other in after.repairs}, repair
        assert not [note for note in after.notes if note.code == UNFIT], repair
        lost, new = record(before) - record(after), record(after) - record(before)
        allowed = CAUSES.get(repair.code, frozenset())
        others = [
            made
            for made, *_ in (*lost, *new)
            if made and made != key(repair) and not touches(made, repair)
        ]
        assert {made.code for made in others} <= allowed, (repair, others)
        assert len(others) <= 4, (repair, others)


@pytest.mark.parametrize("name", NAMES)
def test_every_repair_says_why(name: str) -> None:
    assert not [repair for repair in free(name).repairs if not repair.why]


@pytest.mark.parametrize("name", NAMES)
def test_everything_refused_is_undone_at_once(name: str) -> None:
    refused = tuple(refusal(repair) for repair in free(name).repairs)
    after = run(name, *dict.fromkeys(refused))
    left = {key(repair) for repair in after.repairs} & {each.key for each in refused}
    assert not left
    assert not [note for note in after.notes if note.code == UNFIT]


@pytest.mark.parametrize("name", NAMES)
def test_everything_accepted_is_as_it_was_and_sure(name: str) -> None:
    before = free(name)
    accepted = dict.fromkeys(replace(refusal(r), verdict=Verdict.ACCEPT) for r in before.repairs)
    after = run(name, *accepted)
    assert after.articles == before.articles
    assert all(repair.confidence == 1.0 for repair in after.repairs)
    assert not [note for note in after.notes if note.code in (UNFIT, "doubtful-join")]
    assert run(name, *accepted) == after


@pytest.mark.parametrize("name", NAMES)
def test_every_line_said_to_begin_anew_does(name: str) -> None:
    for page in pages(name):
        for chunk in page.chunks[:12]:
            if spans := chunk.text.strip().spans:
                start, end = spans[0].start, spans[-1].end
                said = page.text[start:end]
                run(name, Decision(ROLE, page.source, start, end, said, Verdict.CORRECT, APART))
