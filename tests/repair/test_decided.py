"""Which decisions fit: judged by the source at their place, then by what came of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from converter import pipeline
from converter.decisions import ROLE, TEXT, Decision, Verdict, key
from converter.doubt import UNFIT, in_doubt
from converter.model import Issue, Repair
from converter.pipeline import Options
from converter.repair.decided import reads
from tests.test_decision_cases import read

PAGE = """\
### 湖滨步道贯通

本报讯(记者/裴远舟) 昨日,湖滨步道全线贯通 ,沿途设驿站6处,全长12.5公里。

老街始建于清末,长不足300米,却挤着近百间铺面。木匠师傅们用老办法修补门板,能不换的一律不

换,实在朽坏的才用同一种杉木接上。走在街上,很难分清哪一块是新的,哪一块是旧的。
"""
PAGES = read(PAGE)
FREE = pipeline.repair(PAGES)


def run(*decisions: Decision) -> Issue:
    return pipeline.repair(PAGES, Options(decisions=decisions))


def of(code: str, verdict: Verdict = Verdict.REFUSE, after: str | None = None) -> Decision:
    """A decision on the first repair with a code."""
    made = next(key(repair) for repair in FREE.repairs if repair.code == code)
    assert made
    return Decision(*made, verdict, after)


def unfit(issue: Issue) -> list[str]:
    return [note.text.partition(" (to ")[0] for note in issue.notes if note.code == UNFIT]


JOINT = of("join-column")
STALE = {
    "beyond the text": replace(JOINT, start=9000, end=9010),
    "another text": replace(JOINT, before="渡口夜泊\n灯火"),
    "another source": replace(JOINT, source="B9.txt"),
    "a correction of another text": Decision(TEXT, "1.txt", 4, 6, "河滨", Verdict.CORRECT, "江滨"),
    "a line of another text": Decision(ROLE, "1.txt", 4, 11, "河口", Verdict.CORRECT, "kicker"),
}


@pytest.mark.parametrize("decision", STALE.values(), ids=STALE)
def test_a_decision_on_a_source_that_reads_otherwise_is_unfit(decision: Decision) -> None:
    issue = run(decision)
    assert issue.articles == FREE.articles
    assert unfit(issue) == [f"{decision.code}: the source does not read so there"]
    assert in_doubt(issue)[0].code == UNFIT


def test_to_accept_what_does_not_arise_is_unfit() -> None:
    there = of("punctuation")
    for wrong in (replace(there, code="spacing"), replace(there, code="no-such-code")):
        issue = run(replace(wrong, verdict=Verdict.ACCEPT))
        assert unfit(issue) == [f"{wrong.code}: nothing of the kind arises there"]


def test_a_note_cannot_be_refused_nor_corrected_where_it_has_no_text() -> None:
    page = read("### 湖滨步道贯通\n\n昨日,步道全线贯通。\n\n“一路都有灯,入口都有坡道。\n")
    (note,) = (n for n in pipeline.repair(page).notes if n.code == "unclosed-quote")
    here = key(note)
    assert here
    refused = pipeline.repair(page, Options(decisions=(Decision(*here, Verdict.REFUSE),)))
    assert unfit(refused) == ["unclosed-quote: a note can only be accepted, or its text corrected"]
    assert note in refused.notes


def test_to_refuse_what_does_not_arise_is_obeyed() -> None:
    assert unfit(run(replace(of("punctuation"), code="spacing"))) == []


def test_a_decision_on_a_joint_holds_beside_a_correction_of_its_words() -> None:
    start = PAGE.index("换,实在")
    words = Decision(TEXT, "1.txt", start, start + 4, "换,实在", Verdict.CORRECT, "换；实在")
    issue = run(JOINT, words)
    assert unfit(issue) == []
    assert not [repair for repair in issue.repairs if repair.code == "join-column"]


def test_a_space_that_a_person_had_stay_goes_with_no_mark_beside_it() -> None:
    space = PAGE.index(" ,沿途")
    mark = next(r for r in FREE.repairs if r.spans and r.spans[0].start == space)
    assert mark.code == "spacing"
    issue = run(Decision("spacing", "1.txt", space, space + 1, " ", Verdict.REFUSE))
    text = issue.articles[0].blocks[0]
    assert "贯通 ，沿途" in str(text)


def test_a_decision_holds_beside_others_on_the_marks_of_its_text() -> None:
    credit, bracket = of("credits"), Decision("punctuation", "1.txt", 0, 0, "(", Verdict.REFUSE)
    start = PAGE.index("(")
    issue = run(credit, replace(bracket, start=start, end=start + 1))
    assert issue.articles[0].byline is None
    assert "本报讯(记者/裴远舟）" in str(issue.articles[0].blocks[0])
    assert unfit(issue) == []


def test_an_accepted_repair_is_sure_and_out_of_doubt() -> None:
    accepted = run(replace(JOINT, verdict=Verdict.ACCEPT))
    (joint,) = (repair for repair in accepted.repairs if repair.code == "join-column")
    assert joint.confidence == 1.0
    assert accepted.articles == FREE.articles


def test_what_a_person_corrected_is_recorded_as_theirs() -> None:
    start = PAGE.index("驿站")
    issue = run(Decision(TEXT, "1.txt", start, start + 2, "驿站", Verdict.CORRECT, "凉亭"))
    (made,) = (repair for repair in issue.repairs if repair.code == "correction")
    assert made == Repair("correction", "驿站", "凉亭", 1.0)
    assert [(span.start, span.end) for span in made.spans] == [(start, start + 2)]


def test_something_is_put_in_where_nothing_stood() -> None:
    start = PAGE.index("公里。") + 2
    issue = run(Decision(TEXT, "1.txt", start, start, "", Verdict.CORRECT, "（含支线）"))
    assert "12.5公里（含支线）。" in str(issue.articles[0].blocks[0])
    assert unfit(issue) == []


def test_every_repair_says_why() -> None:
    assert all(repair.why for repair in FREE.repairs)
    joint = next(repair for repair in FREE.repairs if repair.code == "join-column")
    assert joint.why.startswith("the line above ends without a stop")


@pytest.mark.parametrize(
    ("source", "before", "fits"),
    [
        ("一律不\n\n换,实在", "一律不\n换,实在", True),
        ("一律不\n\n▲图一\n\n换,实在", "一律不\n换,实在", True),
        ("ﬁnd the", "find the", True),
        ("R&amp;D 中心", "R&D中心", True),
        ("(", "（", True),
        (",", "；", False),
        (" ", " ", True),
        ("字", " ", False),
        ("一律不换", "一律要换", False),
        ("", "", True),
    ],
)
def test_a_source_reads_as_a_record_says_whatever_its_spaces_and_widths(
    source: str, before: str, fits: bool
) -> None:
    assert reads(source, before) is fits
