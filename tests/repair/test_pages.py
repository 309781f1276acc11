"""What holds of every page, however damaged or odd: nothing is lost, and the same comes out again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.errors import InputError
from converter.form import from_json, to_json
from converter.model import Issue
from converter.pipeline import repair_text
from converter.repair.labels import LABELS, may_follow, role_of
from converter.repair.stitch import same_page

PIECES = (
    "本报讯(记者/甲乙 通讯员/丙丁) ", "《《上接A1版》", "》》下转A2版", "## ", "### ", "一、", "1. ", "• ",
    "。", ",", "“", "”", "(", ")", "【栏目】", "——", "\n", "\n\n", "\n\n\n\n", "　　", " ", "\t", "> ",
    "新桥昨天通车", "市民", "乙 摄", "9:00-12:00", "95.1%", "A3 民生", "By Ann Hale", "hos-", "pital",
    "Continued on page 4", "![说明](pictures/a.png)", "***", "| 甲 | 乙 |", "\u200b", "ﬁ", "A", "\f",
)  # fmt: skip
pages = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join), max_size=3
)


@settings(max_examples=300)
@given(pages)
def test_not_a_character_is_lost_and_the_issue_survives_its_json(raw: list[str]) -> None:
    try:
        issue = repair_text(raw, labels=[f"A{n}" for n, _ in enumerate(raw, 1)])
    except InputError:
        return  # no text in it
    text = to_json(issue)
    assert from_json(text) == issue
    assert to_json(from_json(text)) == text


@settings(max_examples=50)
@given(pages)
def test_the_same_page_gives_the_same_issue(raw: list[str]) -> None:
    def once() -> Issue | None:
        try:
            return repair_text(raw)
        except InputError:
            return None

    assert once() == once()


def test_every_label_has_a_role_and_a_way_to_be_reached() -> None:
    for label in LABELS:
        assert role_of(label).value == label.rstrip("+>")
        assert any(may_follow(before, label) for before in ("^", *LABELS))


@pytest.mark.parametrize(
    ("label", "other", "same"),
    [
        ("A2", "A2", True),
        ("A2", "A02版", True),
        ("2", "第二版", True),
        ("A2", "2", True),
        ("A2", "B2", False),
        ("A2", "A12", False),
        ("A2", None, False),
    ],
)
def test_page_labels_are_compared_as_a_reader_does(
    label: str, other: str | None, same: bool
) -> None:
    assert same_page(label, other) is same
