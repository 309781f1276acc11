"""What a line is by its form alone: credits that need no look at what stands around them."""

from __future__ import annotations

import pytest

from converter.readers.text import chunks_of
from converter.repair import certain
from converter.repair.lines import look
from converter.repair.record import Profile
from tests.repair.passes import CHINESE, ENGLISH, TRADITIONAL


def credits_of(page: str, profile: Profile) -> list[str]:
    """The lines of a page that are held to be credits."""
    lines = look(list(chunks_of(page, "page.txt")))
    return [lines[n].text for n in certain.told(lines, profile)]


@pytest.mark.parametrize(
    "line",
    [
        "本报讯 （记者 郎晓彤 通讯员 卫大林）",
        "□记者/郎晓彤",
        "实习生 仉念 记者 谌丹",
        "（通讯员 巴合提别克）",
    ],
)
def test_a_line_of_nothing_but_reporters_is_a_credit_wherever_it_stands(line: str) -> None:
    assert credits_of(f"四千名学生参加比赛\n{line}\n比赛昨日结束。", CHINESE) == [line]


def test_a_role_and_a_name_that_fill_a_line_of_text_are_no_credit() -> None:
    assert credits_of("昨日下午本报\n记者郎晓彤\n在现场看到。", CHINESE) == []
    assert credits_of("夜雨\n\n记者郎晓彤\n\n雨下了一夜。", CHINESE) == ["记者郎晓彤"]
    assert credits_of("## 夜雨\n记者郎晓彤\n雨下了一夜。", CHINESE) == ["记者郎晓彤"]


@pytest.mark.parametrize(
    "line",
    [
        "本报讯（记者 郎晓彤 通讯员 卫大",  # goes on in the next line
        "记者 郎晓彤 摄",  # a picture's
        "记者昨日获悉",
        "（通讯员）",
        "新任校长郎晓彤",
    ],
)
def test_what_is_cut_off_or_of_a_picture_is_not_certain(line: str) -> None:
    assert credits_of(f"夜雨\n\n{line}\n\n雨下了一夜。", CHINESE) == []


def test_traditional_lines_are_read_alike() -> None:
    page = "編列堤防經費\n〔本報訊〕（記者江以寧）\n縣府昨日宣布。"
    assert credits_of(page, TRADITIONAL) == ["〔本報訊〕（記者江以寧）"]


@pytest.mark.parametrize(
    "line",
    ["By Ann Hale", "By Ann Hale, Courier Staff Writer", "By “Kingfisher”", "Words by Ann Hale"],
)
def test_by_and_a_name_on_a_line_that_stands_apart_is_a_credit(line: str) -> None:
    page = f"# Bridge to close until autumn\n{line}\nThe bridge at Millbrook will close."
    assert credits_of(page, ENGLISH) == [line]
    assert credits_of(f"Bridge to close\n\n{line}\n\nIt will close.", ENGLISH) == [line]


def test_a_line_of_text_that_begins_with_by_is_no_credit() -> None:
    page = "the bridge was painted\nBy Ann Hale\nand her pupils."
    assert credits_of(page, ENGLISH) == []
    for line in ("By Thursday", "By The River", "By the time it rained", "By Ann Hale was done."):
        assert credits_of(f"Bridge to close\n\n{line}\n\nIt will close.", ENGLISH) == []
