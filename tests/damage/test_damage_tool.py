"""The damage tool itself: what it may change, and what its score says."""

import copy
import re
from collections import Counter

import pytest

from tests.damage.clean import SETS, load
from tests.damage.damage import damage, kinds_for, seeds_of
from tests.damage.lines import NO_END, NO_START, han_lines, joined, units, word_lines
from tests.damage.press import Json
from tests.damage.score import MEASURES, characters, folded, score

ISSUES = [issue for name in SETS for issue in load(name)]
CASES = [
    pytest.param(issue, kind, seed, id=f"{name}-{issue['meta']['date']}-{kind}-{seed}")
    for name, issue in ISSUES
    for kind in kinds_for(issue["meta"]["language"])
    for seed in seeds_of(kind, 2)
]
DASHES_AND_DOTS = "—-."
"""Extraction has its own ways with these."""
HAN = re.compile(r"[\u4e00-\u9fff]")
every_case = pytest.mark.parametrize(("issue", "kind", "seed"), CASES)


def perfect(issue: Json, got: Json) -> bool:
    result = score(issue, got)
    flawless = all(result.f1(measure) == 1 for measure in MEASURES)
    return flawless and not (
        result.lost or result.invented or result.false_joins or result.false_splits
    )


@every_case
def test_the_same_seed_gives_the_same_bytes(issue: Json, kind: str, seed: int) -> None:
    before = copy.deepcopy(issue)
    assert damage(issue, kind, seed) == damage(issue, kind, seed)
    assert issue == before, "the clean issue is not touched"


@every_case
def test_no_character_is_lost(issue: Json, kind: str, seed: int) -> None:
    damaged = damage(issue, kind, seed)
    raw = Counter(folded("".join(damaged.pages)))
    lost = characters(damaged.expected) - raw
    assert not "".join(lost).strip(DASHES_AND_DOTS)


@every_case
def test_no_han_character_comes_in(issue: Json, kind: str, seed: int) -> None:
    damaged = damage(issue, kind, seed)
    # A jump is said in words of its own, and a headline again: then only no less may stand there.
    jumped = len(damaged.pages) > len(set(issue["meta"]["page_labels"])) or any(
        a["continued_from"] or a["continued_on"] for a in damaged.expected["articles"]
    )
    raw = Counter(HAN.findall("".join(damaged.pages)))
    said = Counter(HAN.findall("".join(characters(damaged.expected).elements())))
    assert said <= raw if jumped else said == raw


@every_case
def test_the_expected_issue_scores_full_marks(issue: Json, kind: str, seed: int) -> None:
    expected = damage(issue, kind, seed).expected
    assert perfect(expected, expected)


@pytest.mark.parametrize(
    "issue", [pytest.param(issue, id=f"{name}-{issue['meta']['date']}") for name, issue in ISSUES]
)
def test_clean_is_the_issue_itself(issue: Json) -> None:
    assert perfect(issue, damage(issue, "clean", 0).expected)


def test_seeds_differ() -> None:
    _, issue = ISSUES[0]
    kind = kinds_for(issue["meta"]["language"])[1]
    assert len({damage(issue, kind, seed).pages for seed in range(5)}) == 5


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        damage(ISSUES[0][1], "burnt", 0)


TEXT = "他说：“这座桥（见图）全长2.84公里，总投资19.7亿元，是‘一号民生工程’。”……人们看见了——桥。"


@pytest.mark.parametrize("width", range(9, 25))
@pytest.mark.parametrize("hang", [False, True])
def test_chinese_lines_neither_begin_nor_end_with_the_wrong_mark(width: int, hang: bool) -> None:
    lines = han_lines(TEXT * 3, width, indent=2, hang=hang)
    assert joined(lines, han=True) == TEXT * 3
    assert all(line[0] not in NO_START for line in lines)
    assert all(line[-1] not in NO_END for line in lines[:-1])
    assert all(units(line) <= 2 * width + 2 * hang for line in lines)


@pytest.mark.parametrize("width", range(28, 49))
def test_english_lines_join_again(width: int) -> None:
    said = "The well-known, much-photographed keeper — extraordinarily — retired in 1962–63."
    text = " ".join([said] * 3)
    lines = word_lines(text, width)
    assert joined(lines, han=False) == text
    assert all(len(line) <= width + 1 for line in lines)


def issue_of(*blocks: Json, **head: object) -> Json:
    article: Json = dict.fromkeys(
        ("section", "kicker", "subtitle", "byline", "continued_from", "continued_on")
    )
    article |= {"title": "题目", "title_lines": ["题目"], "blocks": list(blocks)} | head
    return {"meta": {"language": "zh-Hans"}, "articles": [article], "furniture": []}


def paragraph(text: str) -> Json:
    return {"type": "paragraph", "text": text}


ONE = paragraph("甲县今年新修了三条乡村公路，村民出行方便多了。")
TWO = paragraph("据了解，乙镇的水库也将在年底以前完成除险加固。")
BOTH = paragraph(ONE["text"] + TWO["text"])


def test_a_false_join_is_counted() -> None:
    result = score(issue_of(ONE, TWO), issue_of(BOTH))
    assert (result.false_joins, result.false_splits) == (1, 0)
    assert (result.lost, result.invented) == (0, 0)
    assert result.measures["paragraphs"].missed == 2


def test_a_false_split_is_counted() -> None:
    result = score(issue_of(BOTH), issue_of(ONE, TWO))
    assert (result.false_joins, result.false_splits) == (0, 1)


def test_what_is_missed_one_way_is_false_the_other() -> None:
    first, second = issue_of(ONE, TWO), issue_of(ONE, title="另一个题目")
    there, back = score(first, second), score(second, first)
    for measure in MEASURES:
        assert there.measures[measure].false == back.measures[measure].missed
        assert there.measures[measure].true == back.measures[measure].true
    assert (there.lost, there.invented) == (back.invented, back.lost)


def test_scores_add() -> None:
    good, bad = score(issue_of(ONE), issue_of(ONE)), score(issue_of(ONE), issue_of(TWO))
    assert (good + bad).f1("paragraphs") == 0.5
    assert (good + bad).exact == 1
    assert (good + bad).issues == 2


def test_a_jump_is_known_by_its_page() -> None:
    said = issue_of(ONE, continued_on="下转第四版")
    assert score(issue_of(ONE, continued_on="4"), said).f1("jumps") == 1
    assert score(issue_of(ONE, continued_on="A4"), said).f1("jumps") == 0
