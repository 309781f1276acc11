"""A paper's own ways: stated in issue.toml, or learned across the pages of an issue."""

from __future__ import annotations

from converter.issue_file import parse_issue_file
from converter.model import Heading, Issue, Meta
from converter.page import Chunk, Kind
from converter.passage import passage
from converter.repair import habits
from converter.repair import repair as mend
from converter.repair.record import Profile
from converter.walk import block_text, descend
from tests.test_decision_cases import read

STORY = """\
### 湖滨步道贯通

本报讯(记者/裴远舟) 昨日,湖滨步道全线贯通,沿途设驿站6处,全长12.5公里,沿湖的九个小区都有出入口。

{}

市民可以从望津老城一直走到云浦新区,中途不用再绕行公路,骑车二十分钟,步行一个小时。

{}

沿湖的九个小区都有出入口,入口处设了无障碍坡道和指路牌,夜里也有灯,老人出门散步不用再带手电。
"""


def chunks(*lines: str) -> list[Chunk]:
    return [Chunk(passage(line, "page.txt")) for line in lines]


def subheads(issue: Issue) -> list[str]:
    blocks = (block for article in issue.articles for block in descend(article.blocks))
    return [block_text(block) for block in blocks if isinstance(block, Heading)]


def told(lines: list[str], **profile: tuple[str, ...]) -> dict[int, str]:
    held = habits.told(lines, Profile(**profile))  # type: ignore[arg-type]
    return {n: "/".join(sorted(labels)) for n, labels in held.items()}


def test_a_star_in_a_pattern_stands_for_any_text() -> None:
    lines = ["■ 三年换了样", "■三年换了样", "【聚焦】", "【聚焦】昨日,", "■", "三年 ■ 换了样"]
    assert told(lines, subheads=("■ *", "【*】")) == {
        0: "heading", 1: "heading", 2: "heading",
    }  # fmt: skip


def test_sections_and_furniture_are_known_whatever_their_spaces_and_case() -> None:
    lines = ["民生 追踪", "Harbor weekly", "民生追踪报道"]
    assert told(lines, sections=("民生追踪",), furniture=("HARBOR WEEKLY",)) == {
        0: "section", 1: "furniture",
    }  # fmt: skip


def test_the_issue_file_states_the_patterns_of_subheads() -> None:
    assert parse_issue_file('subheads = ["■ *", "【*】"]').subheads == ("■ *", "【*】")


def test_a_line_that_fits_a_pattern_is_a_subhead() -> None:
    pages = read(STORY.format("◇步道全天开放,夜间有灯。", "◇骑行的人多起来,快慢要分道。"))
    profile = Profile(subheads=("◇*",))
    assert subheads(mend(pages, Meta(language="zh-Hans"), Profile())) == []
    assert len(subheads(mend(pages, Meta(language="zh-Hans"), profile))) == 2


def test_what_stands_at_the_edge_of_several_pages_is_furniture() -> None:
    pages = [
        chunks(
            "云河日报 2026年3月17日 A1",
            "要闻",
            "### 湖滨步道贯通",
            "昨日,步道全线贯通。",
            "值班 柳闻溪",
        ),
        chunks("云河日报 2026年3月17日 A2", "湖滨夜话", "昨日,渡口的灯亮了。", "值班 柳闻溪"),
        chunks("云河日报 2026年3月17日 A3", "要闻", "昨日,渡口的灯亮了。", "责编 简宁"),
    ]
    held = habits.repeated(pages, Profile())
    assert [sorted(lines) for lines in held] == [[0, 1, 4], [0, 3], [0, 1]]


def test_what_repeats_below_other_lines_is_none() -> None:
    """What stands between it and the page's edge is of this page alone."""
    pages = [
        chunks("湖滨步道贯通", "要闻", "昨日,步道全线贯通。"),
        chunks("渡口夜泊", "要闻", "灯亮了。"),
    ]
    assert habits.repeated(pages, Profile()) == [{}, {}]


def test_a_headline_repeated_where_its_story_goes_on_is_none() -> None:
    pages = [
        chunks("湖滨步道贯通", "昨日,步道全线贯通,沿途设驿站6处。", "下转A2版"),
        chunks("湖滨步道贯通", "上接A1版", "市民可以一直走到云浦新区。", "下转A3版"),
    ]
    assert habits.repeated(pages, Profile()) == [{}, {}]


def test_credits_and_sentences_are_none() -> None:
    pages = [
        chunks("本报记者 裴远舟", "甲", "昨日,灯亮了。"),
        chunks("本报记者 裴远舟", "乙", "昨日,灯亮了。"),
    ]
    assert habits.repeated(pages, Profile()) == [{}, {}]


def test_what_the_source_marks_is_none() -> None:
    heads = [Chunk(passage("简讯", "page.txt"), Kind.HEADING, 2)]
    assert habits.repeated([heads, heads], Profile()) == [{}, {}]


def test_the_mark_of_one_page_s_subheads_is_known_on_the_others() -> None:
    pages = [["◆ 三年换了样", "◆ 一碗茶两元", "昨日,步道贯通。"], ["◆ 渡口的灯", "◆ 昨日,灯亮了。"]]
    labels = [["heading", "heading", "paragraph"], ["paragraph", "paragraph"]]
    held = habits.marked(pages, labels)
    assert [sorted(lines) for lines in held] == [[0, 1], [0]]


def test_the_mark_of_a_list_is_none_of_subheads() -> None:
    pages = [["● 三年换了样", "● 一碗茶两元"], ["● 渡口的灯"]]
    assert habits.marked(pages, [["heading", "heading"], ["item"]]) == [{}, {}]
