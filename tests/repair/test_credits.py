"""credits: bylines at a text's head and foot, and the credits of pictures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model import Byline, Credit
from converter.repair import credits
from converter.repair.record import Profile
from tests.repair.passes import CHINESE, ENGLISH, TRADITIONAL


def said(byline: Byline) -> str:
    """A byline in one line: agency | dateline | role: names; role: names."""
    rows = "; ".join(f"{credit.role}: {', '.join(credit.names)}" for credit in byline.credits)
    return f"{byline.agency or ''} | {byline.dateline or ''} | {rows}"


def head(text: str, profile: Profile = CHINESE) -> tuple[str, str] | None:
    """The byline that opens a text, and what follows it."""
    found = credits.parse(text, profile)
    return (said(found[0]), text[found[1] :]) if found else None


@pytest.mark.parametrize(
    ("text", "byline", "rest"),
    [
        ("本报讯（记者 甲某 通讯员 乙某）昨日", "本报讯 |  | 记者: 甲某; 通讯员: 乙某", "昨日"),
        ("本报讯 (通讯员/甲某 记者/乙某) 昨日", "本报讯 |  | 通讯员: 甲某; 记者: 乙某", "昨日"),
        ("云河日报·云上讯(记者/张远舟) 昨日", "云河日报·云上讯 |  | 记者: 张远舟", "昨日"),
        ("本报石磡讯（记者张远舟）昨日", "本报石磡讯 |  | 记者: 张远舟", "昨日"),
        (
            "新华社北京5月8日电 (记者丁某、戊某) 近日",
            "新华社 | 北京5月8日电 | 记者: 丁某, 戊某",
            "近日",
        ),
        ("据新华社北京11月4日电 近日", "据新华社 | 北京11月4日电 | ", "近日"),
        ("据新华社电 近日", "据新华社电 |  | ", "近日"),
        ("本报海岬10月21日专电（记者 车前） 赛后", "本报 | 海岬10月21日专电 | 记者: 车前", "赛后"),
        ("本报综合消息 近日", "本报综合消息 |  | ", "近日"),
        ("（记者 甲某） 昨日", " |  | 记者: 甲某", "昨日"),
        ("本报讯（记者 王 晖 赵 一）昨日", "本报讯 |  | 记者: 王晖, 赵一", "昨日"),
        ("本报讯（通讯员 市青少年科技中心）昨日", "本报讯 |  | 通讯员: 市青少年科技中心", "昨日"),
        ("本报讯（张远舟）昨日", "本报讯 |  | : 张远舟", "昨日"),
        ("本报讯 记者张远舟报道：昨日", "本报讯 |  | 记者: 张远舟", "昨日"),
        ("【本报讯】昨日", "本报讯 |  | ", "昨日"),
        ("【記者郎曉彤／石磡報導】昨日", " | 石磡報導 | 記者: 郎曉彤", "昨日"),
        ("石磡1日訊 昨日", "石磡1日訊 |  | ", "昨日"),
        ("石磡1日訊（體育記者郎曉彤）昨日", "石磡1日訊 |  | 體育記者: 郎曉彤", "昨日"),
        ("訪員特稿（本報記者郎曉彤）昨日", "訪員特稿 |  | 本報記者: 郎曉彤", "昨日"),
        ("石磡通訊 昨日", "石磡通訊 |  | ", "昨日"),
        ("路透社倫敦七日電海軍省今日", "路透社 | 倫敦七日電 | ", "海軍省今日"),
        ("法新社巴黎廿五日電 今日", "法新社 | 巴黎廿五日電 | ", "今日"),
    ],
)
def test_a_byline_opens_a_text(text: str, byline: str, rest: str) -> None:
    assert head(text) == (byline, rest)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("■本报记者/郎晓彤", " |  | 本报记者: 郎晓彤"),
        ("□ 本报记者 郎晓彤 摄影 白玛", " |  | 本报记者: 郎晓彤; 摄影: 白玛"),
        ("记者 甲某", " |  | 记者: 甲某"),
        ("文/闻鹤声 图/简宁", " |  | 文: 闻鹤声; 图: 简宁"),
        ("文/图 单文生", " |  | 文/图: 单文生"),
        ("作者：闻鹤声", " |  | 作者: 闻鹤声"),
        ("（通讯员/丁某）", " |  | 通讯员: 丁某"),
        ("采访整理 本报编辑部", " |  | 采访整理: 本报编辑部"),
        ("安全检查员 岳石", " |  | 安全检查员: 岳石"),
        (
            "市朝阳路小学四（2）班 米粒 指导教师 蓝心",
            " |  | 市朝阳路小学四（2）班: 米粒; 指导教师: 蓝心",
        ),
        ("张远舟 文 简宁 图", " |  | 文: 张远舟; 图: 简宁"),
        ("闻鹤声", " |  | : 闻鹤声"),
        ("（耿直）", " |  | : 耿直"),
        ("文/图 本报记者 单文生", " |  | 文/图 本报记者: 单文生"),
        ("心理咨询师/屠依然", " |  | 心理咨询师: 屠依然"),
        ("县植保站 蔺守谦", " |  | 县植保站: 蔺守谦"),
        ("县植保站蔺守谦", " |  | 县植保站: 蔺守谦"),
        ("律师 关维新", " |  | 律师: 关维新"),
        ("甘泉清 柏树森", " |  | : 甘泉清, 柏树森"),
        ("本报记者 单文生 石磡报道", " | 石磡报道 | 本报记者: 单文生"),
        ("記者 Panay Mayaw 簡如／石磡報導", " | 石磡報導 | 記者: Panay Mayaw, 簡如"),
        ("簡惠如／石磡市／退休教師", " | 石磡市／退休教師 | : 簡惠如"),
        ("□／石磡八日專電", " | 石磡八日專電 | "),
        ("本报记者 古丽娜尔·艾山 苗雨", " |  | 本报记者: 古丽娜尔·艾山, 苗雨"),
    ],
)
def test_a_byline_is_a_line_of_its_own(line: str, byline: str) -> None:
    assert head(line) == (byline, "")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("住在石磡六十八号的人", " |  | : 住在石磡六十八号的人"),
        ("老哨", " |  | : 老哨"),
        ("执教 栾可", " |  | 执教: 栾可"),
        ("采访人：郎晓彤", " |  | 采访人: 郎晓彤"),
        ("輯自移民處手冊", " |  | : 輯自移民處手冊"),
        ("Ann Hale", " |  | : Ann Hale"),
        ("Our Market Correspondent", " |  | : Our Market Correspondent"),
        ("Ann Hale/Staff Reporter", "Staff Reporter |  | : Ann Hale"),
        ("ANN HALE, CHIEF REPORTER", "CHIEF REPORTER |  | : ANN HALE"),
        ("Words: Ann Hale Pictures: Tom Reed", " |  | Words: Ann Hale; Pictures: Tom Reed"),
    ],
)
def test_where_a_byline_stands_its_place_speaks_for_it(line: str, byline: str) -> None:
    found = credits.line(line, CHINESE)
    assert found is not None
    assert said(found) == byline


def test_the_writers_post_stands_on_a_printed_line_of_its_own() -> None:
    found = credits.line("By VERN REED Ledger Staff Writer", ENGLISH, (13,))
    assert found is not None
    assert said(found) == "Ledger Staff Writer |  | By: VERN REED"


@pytest.mark.parametrize(
    "line", ["编辑同志：", "桥通了。", "■", "责任编辑/柳闻溪", "The river rose."]
)
def test_what_stands_there_and_is_a_sentence_or_the_editors_is_no_byline(line: str) -> None:
    assert credits.line(line, CHINESE) is None


def test_a_traditional_byline_may_carry_its_place() -> None:
    assert head("記者 童立／鹿溪", TRADITIONAL) == (" | 鹿溪 | 記者: 童立", "")
    assert head("採訪．撰文 沈霽 攝影 卓然", TRADITIONAL) == (
        " |  | 採訪．撰文: 沈霽; 攝影: 卓然",
        "",
    )


@pytest.mark.parametrize(
    "text",
    [
        "记者昨日从市交通局获悉，大桥今起封闭。",
        "据通讯员介绍，河水昨夜已经退去。",
        "会议通讯录已经下发，请各单位核对。",
        "（上接A1版）桥通了。",
        "（未完待续）",
        "责任编辑/柳闻溪 版式/简宁 校对/阮青禾",
        "因更换伸缩缝，大桥自今日起封闭。",
        "问：怎么办？",
        "编辑同志：",
        "记兽医员宿满仓",
        "通讯员发来消息 说昨日",
        "会议通讯 员昨日到会",
        "时间：四月三十日晚",
        "桥 上的人 都停下 来看",
        "",
    ],
)
def test_what_only_resembles_a_byline_is_left_alone(text: str) -> None:
    assert head(text) is None


@pytest.mark.parametrize(
    ("text", "byline", "rest"),
    [
        ("By Ann Hale", " |  | By: Ann Hale", ""),
        ("By Ann Hale and Tom Reed", " |  | By: Ann Hale, Tom Reed", ""),
        ("BY HARRIET LOMAS Chief Reporter", "Chief Reporter |  | BY: HARRIET LOMAS", ""),
        ("By Russell T. Amory Staff Writer", "Staff Writer |  | By: Russell T. Amory", ""),
        (
            "By Wayne Dufresne Sentinel Farm Editor",
            "Sentinel Farm Editor |  | By: Wayne Dufresne",
            "",
        ),
        ("Special to the Weekly", "Special to the Weekly |  | ", ""),
        ("From Our Own Correspondent", " |  | From: Our Own Correspondent", ""),
        ("By Ann Hale Photos by Tom Reed", " |  | By: Ann Hale; Photos by: Tom Reed", ""),
        ("Interview by Priya Sandhurst", " |  | Interview by: Priya Sandhurst", ""),
        ("MILLBROOK — The river rose.", " | MILLBROOK | ", "The river rose."),
        ("MILLBROOK, May 3 (AP) — The river", "AP | MILLBROOK, May 3 | ", "The river"),
        ("CAPE ORRIS, Friday—The ship", " | CAPE ORRIS, Friday | ", "The ship"),
        ("ABOARD TRAIN 15 — The pies", " | ABOARD TRAIN 15 | ", "The pies"),
        ("Cape Orris, May 3 — The ship", " | Cape Orris, May 3 | ", "The ship"),
        ("By Ann Hale, Courier Staff Writer", "Courier Staff Writer |  | By: Ann Hale", ""),
    ],
)
def test_an_english_byline(text: str, byline: str, rest: str) -> None:
    assert head(text, ENGLISH) == (byline, rest)


@pytest.mark.parametrize(
    "text",
    [
        "By the river it was quiet.",
        "NOTE — bring a blanket.",
        "By 2030 the pier will be gone.",
        "DEAR EDITOR — I see that",
        "HALE (Orris, Cape)—May 3, at home",
    ],
)
def test_english_text_that_begins_like_a_byline_is_left_alone(text: str) -> None:
    assert head(text, ENGLISH) is None


@pytest.mark.parametrize(
    ("text", "byline", "kept"),
    [
        ("详情可拨打12393咨询。（记者/岑一禾）", " |  | 记者: 岑一禾", "详情可拨打12393咨询。"),
        ("桥通了。 (记者 甲某 通讯员 乙某) ", " |  | 记者: 甲某; 通讯员: 乙某", "桥通了。"),
        ("桥通了。□本报记者 郎晓彤", " |  | 本报记者: 郎晓彤", "桥通了。"),
        ("桥通了。（据新华社）", "据新华社 |  | ", "桥通了。"),
        ("桥通了。（耿直）", " |  | : 耿直", "桥通了。"),
        ("桥通了。本报记者 郎晓彤", " |  | 本报记者: 郎晓彤", "桥通了。"),
        ("桥通了。（市反诈中心）", " |  | : 市反诈中心", "桥通了。"),
        ("桥通了。（石磡小学五（3）班/水清）", " |  | 石磡小学五（3）班: 水清", "桥通了。"),
        ("桥通了。（据新华社石磡5月8日电）", "据新华社石磡5月8日电 |  | ", "桥通了。"),
    ],
)
def test_a_byline_closes_a_text(text: str, byline: str, kept: str) -> None:
    found = credits.foot(text)
    assert found is not None
    assert (said(found[0]), text[: found[1]]) == (byline, kept)


@pytest.mark.parametrize(
    "text",
    [
        "收入增长（同比）",
        "桥通了（图）。",
        "他走了。（完）",
        "见附表（略）",
        "他是市长（郎晓彤）",
        "桥通了。（见图）",
        "桥通了。（本文有删节）",
        "桥通了。（据说他后来回来了）",
    ],
)
def test_a_bracket_at_the_end_is_not_always_a_credit(text: str) -> None:
    assert credits.foot(text) is None


@given(st.text("本报讯记者/甲王 晖（）()电摄新华社5月日 。■、ByA.—", max_size=60))
def test_offsets_are_within_the_text(text: str) -> None:
    if found := credits.parse(text, CHINESE):
        assert 0 < found[1] <= len(text)
        assert all(isinstance(credit, Credit) and credit.names for credit in found[0].credits)
    if found := credits.foot(text):
        assert 0 <= found[1] < len(text)
    if caption := credits.caption_credit(text):
        end, credit = caption
        assert 0 <= end <= len(text)
        assert text.find(credit, end) >= end


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        (("（记者 郎晓彤、", "仉念 通讯员", "卫大林）昨日"), "记者: 郎晓彤, 仉念; 通讯员: 卫大林"),
        (("（记者郎晓彤", "仉念", "通讯员卫大", "林）昨日"), "记者: 郎晓彤, 仉念; 通讯员: 卫大林"),
        (("（特约记者", "欧阳", "文念）昨日"), "特约记者: 欧阳文念"),
    ],
)
def test_a_line_that_ends_behind_a_whole_name_parts_it_from_what_follows(
    lines: tuple[str, ...], byline: str
) -> None:
    text = "".join(lines)
    ends = tuple(len("".join(lines[:n])) for n in range(1, len(lines)))
    found = credits.parse(text, CHINESE, ends)
    assert found
    assert (said(found[0]), text[found[1] :]) == (f" |  | {byline}", "昨日")
    closing = credits.foot(f"桥通了。{text.removesuffix('昨日')}", tuple(end + 4 for end in ends))
    assert closing
    assert (said(closing[0]), closing[1]) == (f" |  | {byline}", 4)


def test_a_rank_before_a_colon_is_a_role_where_a_credit_stands() -> None:
    byline = credits.line("□特約：雲念", TRADITIONAL)
    assert byline
    assert said(byline) == " |  | 特約: 雲念"


@given(
    st.lists(st.text("（）记者本报通讯员郎晓彤欧阳仉、 。讯", max_size=9), min_size=1, max_size=6),
)
def test_wherever_lines_end_what_is_read_lies_within_the_text(lines: list[str]) -> None:
    text = "".join(lines)
    ends = tuple(len("".join(lines[:n])) for n in range(len(lines) + 1))
    found, closing = credits.parse(text, CHINESE, ends), credits.foot(text, ends)
    assert found is None or 0 < found[1] <= len(text)
    assert closing is None or 0 <= closing[1] < len(text)
