"""Running heads, folios and editors' lines, told by their form from the lines of a story."""

from __future__ import annotations

import pytest

from converter.repair.running_lines import is_running


def running(line: str, date: str | None = "2016-03-22") -> bool:
    return is_running(line, ("云河日报", "The Harbor Weekly"), date, ("A3",))


@pytest.mark.parametrize(
    "line",
    [
        "云河日报 2016年3月22日 星期二 A3版",
        "A3｜云河日报｜2016年3月22日 星期二",
        "2016年03月22日　星期二",
        "云河日报　　第A3版",
        "二〇一六年三月二十二日 星期二 云河日报",
        "中華民國105年3月22日 星期二 A3版",
        "— A3 —",
        "A3版",
        "云河日报社出版",
        "PAGE A3 — THE HARBOR WEEKLY",
        "Tuesday, 22 March 2016   The Harbor Weekly   A3",
        "The Harbor Weekly | March 22, 2016 | A3",
    ],
)
def test_what_is_made_of_the_title_the_day_and_the_label_is_of_the_page(line: str) -> None:
    assert running(line)


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：卫大林 美术编辑：仉念 校对：郎晓彤",
        "值班编委 卫大林 责任编辑 仉念",
        "责编/卫大林 版式/仉念",
        "主办：云河报业集团",
        "发行：云河报业公司",
        "总第14883期",
        "新闻热线：4679390",
        "編輯部電話 33-606-5185",
        "Newsdesk: 01664 554951",
        "Page edited by Ruth Hale",
    ],
)
def test_editors_lines_and_the_imprint_are_of_the_page(line: str) -> None:
    assert running(line)


@pytest.mark.parametrize(
    "line",
    [
        "2016年3月22日",  # may close a notice
        "A3",
        "云河日报读者来信",
        "2015年3月22日 星期日",
        "2016年3月22日，云河日报刊登了来信。",
        "主办：市文化局",
        "责任编辑手记",
        "星期二",
        "March 22, 2016",
        "Page after page",
    ],
)
def test_a_line_that_a_story_may_have_is_not(line: str) -> None:
    assert not running(line)


def test_where_the_day_is_not_known_one_beside_the_title_is_taken_for_it() -> None:
    assert running("The Harbor Weekly | September 27, 2011 | A3", None)
    assert not running("2015年3月22日 星期日", None)
