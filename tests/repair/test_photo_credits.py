"""credits of pictures: where the caption ends, and what is credited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.repair import credits, english_photos, figures
from converter.repair.record import Role
from tests.repair.passes import CHINESE, piece


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("江面上的大桥。 简宁 摄", "江面上的大桥。", "简宁 摄"),
        ("江面上的大桥（记者 车前 摄）", "江面上的大桥", "记者 车前 摄"),
        ("江面上的大桥 本报记者 车前 摄", "江面上的大桥", "本报记者 车前 摄"),
        ("江面上的大桥。摄影/车前", "江面上的大桥。", "摄影/车前"),
        ("江面上的大桥 特约摄影 鲍雨霏", "江面上的大桥", "特约摄影 鲍雨霏"),
        ("江面上的大桥。受访者供图", "江面上的大桥。", "受访者供图"),
        ("江面上的大桥 市二院 供图", "江面上的大桥", "市二院 供图"),
        ("江面上的大桥 江以寧／攝", "江面上的大桥", "江以寧／攝"),
        ("江面上的大桥。江以寧藏", "江面上的大桥。", "江以寧藏"),
        ("江面上的大桥。学生记者 江以宁 摄", "江面上的大桥。", "学生记者 江以宁 摄"),
        ("禚师傅在闸口查看水位蒙春雷 摄", "禚师傅在闸口查看水位", "蒙春雷 摄"),
        ("大桥合龙。新华社发（鲜于钊 摄）", "大桥合龙。", "新华社发（鲜于钊 摄）"),
        ("江面上的大桥。 王 晖 摄", "江面上的大桥。", "王 晖 摄"),
        (
            "The pier at first light. Photo by Dana Whitlock",
            "The pier at first light.",
            "Photo by Dana Whitlock",
        ),
        ("The pier (Photograph: T. Lund)", "The pier", "Photograph: T. Lund"),
        ("The pier. PHOTO BY TINA RAUTIO", "The pier.", "PHOTO BY TINA RAUTIO"),
        ("大桥 圖／記者江以寧攝", "大桥", "圖／記者江以寧攝"),
        ("大桥。图片来源：受访者", "大桥。", "图片来源：受访者"),
        ("大桥 图片由市文旅局提供", "大桥", "图片由市文旅局提供"),
        ("大桥（大華戲院贈刊）", "大桥", "大華戲院贈刊"),
        ("大桥 讀者江以寧寄贈", "大桥", "讀者江以寧寄贈"),
        ("大桥 车亚宁摄影", "大桥", "车亚宁摄影"),
        ("大桥 县文化馆 武惠 摄", "大桥", "县文化馆 武惠 摄"),
        ("大桥 阿里木·买买提摄", "大桥", "阿里木·买买提摄"),
        ("大桥 网友“阿海”/摄", "大桥", "网友“阿海”/摄"),
        ("大桥 本报记者 车前", "大桥", "本报记者 车前"),
        ("大桥 本報攝影記者攝", "大桥", "本報攝影記者攝"),
        ("大桥 资料图片", "大桥", "资料图片"),
        ("大桥（翻拍）", "大桥", "翻拍"),
        ("大桥（圖／翻攝自網路）", "大桥", "圖／翻攝自網路"),
        ("大桥。新华社发", "大桥。", "新华社发"),
        ("大桥。 法新社", "大桥。", "法新社"),
        ("大桥（巫小山）", "大桥", "巫小山"),
        ("大桥（通讯 员 车前 摄）", "大桥", "通讯 员 车前 摄"),
        ("The pier. Ann Hale/Courier", "The pier.", "Ann Hale/Courier"),
        ("The pier (Year 10 Media)", "The pier", "Year 10 Media"),
        ("The pier Associated Wirephoto", "The pier", "Associated Wirephoto"),
        ("The pier on Sunday ANN HALE", "The pier on Sunday", "ANN HALE"),
        ("The pier. Courtesy of the Hale family", "The pier.", "Courtesy of the Hale family"),
        ("The pier. Courier Photo", "The pier.", "Courier Photo"),
        ("The pier. —Ledger Photo by Al Reed", "The pier.", "Ledger Photo by Al Reed"),
        ("Reed of Pier Road Reader photo: Al", "Reed of Pier Road", "Reader photo: Al"),
    ],
)
def test_a_credit_closes_a_caption(text: str, caption: str, credit: str) -> None:
    found = credits.caption_credit(text)
    assert found is not None
    assert (text[: found[0]], found[1]) == (caption, credit)
    assert credit in text[found[0] :]


@pytest.mark.parametrize(
    "text",
    [
        "居民在食堂里排队选菜",
        "新校区效果图",
        "孩子们的手工作",
        "村民 在河边摄影",
        "展览由市文旅局提供",
        "插图：雪夜",
        "市长车前（右二）在大桥工地",
        "修表匠（裴三）",
        "大桥（5月26日凌晨摄）",
        "A picture of health.",
        "Mayor John Reed (left) with Councillor Ann Hale (right)",
        "Pfc. Raymond Hale",
        "Players from Calder City and Port Halim",
        "The new library on Main Street, opened in 1931",
        "",
    ],
)
def test_a_caption_without_a_credit_has_none(text: str) -> None:
    assert credits.caption_credit(text) is None


def test_a_word_of_the_caption_is_no_second_photographer() -> None:
    assert credits.caption_credit("专家在镇卫生院 查房 莫测 摄") == (10, "莫测 摄")
    assert credits.caption_credit("记者 查良 莫测 摄") == (0, "记者 查良 莫测 摄")


def test_a_name_that_the_page_credits_elsewhere_is_a_credit() -> None:
    assert credits.caption_credit("雨中的大桥 巫小山") is None
    assert credits.caption_credit("雨中的大桥 巫小山", frozenset({"巫小山"})) == (5, "巫小山")
    known = frozenset(english_photos.forms("Ann Hale"))
    assert credits.caption_credit("Terrell Boone Ann Hale") is None
    assert credits.caption_credit("Terrell Boone Ann Hale", known) == (13, "Ann Hale")


def test_a_short_last_line_is_a_credit_where_the_line_above_was_ended_on_purpose() -> None:
    text = "雨中的大桥上挤满了看水的人们他们不走巫小山"
    assert credits.caption_credit(text, ends=(13, 18)) == (18, "巫小山")
    assert credits.caption_credit(text) is None


def test_a_caption_and_its_credit_are_parted_before_spaces_go() -> None:
    done = figures.run((piece("四十八步一个来回 车亚宁摄影", Role.CAPTION),), CHINESE)
    assert done.pieces[0].text.text == "四十八步一个来回\u2028车亚宁摄影"
    assert figures.run(done.pieces, CHINESE).pieces == done.pieces


@given(
    st.text("简宁 车前摄图/：（）(記者社局供提。”\u2028aPhoto byX.—", max_size=70),
    st.integers(0, 70),
)
def test_offsets_are_within_the_caption(text: str, end: int) -> None:
    if found := credits.caption_credit(text, ends=(end,)):
        place, credit = found
        assert 0 <= place <= len(text)
        assert text.find(credit, place) >= place
