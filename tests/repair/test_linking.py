"""Whether a text goes on in another, told by the characters on both sides of the joint."""

from statistics import mean

import pytest

from converter.repair.linking import LATER, Links

# Above a picture, below it, and the picture's caption.
TORN = [
    ("寄宿的孩子过去吃完晚饭后", "就守着电视，现在忙得很。", "朗读亭里，孩子们在练习。"),
    ("乡里今年新修了三条机", "耕道，总长十二公里。", "图为村民在新修的路上行走。"),
    ("他把一车西瓜停在小区东", "门的白线框内。", "市民在选购西瓜。"),
    ("每晚施工时间为二十二时至次", "日五时，预计月底完工。", "昨日，工人在铣刨旧路面。"),
    ("县公司已组织六十二支抢修队", "伍二十四小时待命。", "线路工在检查变压器。"),
    ("这批蜜桔有六成以上通过铁", "路发往北方九个城市。", "收购小组在桔园过秤。"),
    ("产品被评为地区优", "质产品，供不应求。", "女工在编织竹凉席。"),
    ("市图书馆延长开放时", "间，少儿室同步开放。", "昨晚，自习区内座无虚席。"),
    ("省队的选手以十三秒的成", "绩夺冠，打破了纪录。", "选手在决赛中冲刺。"),
    ("村里的老人说，这口井是他祖", "父那一辈挖的。", "古井旁的石碑。"),
    ("會議由縣長主持，各局處主", "管均列席報告。", "縣長在會中致詞。"),
    ("工程由鎮公所發包，預定年", "底完工，經費三千萬元。", "施工中的橋梁。"),
]


def test_a_torn_sentence_goes_on_with_its_rest_rather_than_with_a_caption() -> None:
    # One joint alone may mislead; on the whole the odds are clear.
    links = [Links([above, caption, rest]) for above, rest, caption in TORN]
    assert mean(torn.link(0, 2) for torn in links) > 2
    assert mean(torn.link(0, 2) - torn.link(0, 1) for torn in links) > 2


def test_a_stray_space_changes_nothing() -> None:
    plain, spaced = (Links([a, "耕道，总长"]) for a in ("新修了三条机", "新 修了三 条机　"))
    assert plain.link(0, 1) == spaced.link(0, 1)


def test_a_traditional_character_counts_as_its_simplified_one() -> None:
    one, other = Links(["会议由县长", "主持报告"]), Links(["會議由縣長", "主持報告"])
    assert one.link(0, 1) == pytest.approx(other.link(0, 1), abs=1e-5)


def test_a_text_far_below_is_judged_like_one_near() -> None:
    far = Links(["新修了三条机", *["图片"] * LATER, "耕道，总长"])
    near = Links(["新修了三条机", "耕道，总长"])
    assert far.link(0, LATER + 1) == pytest.approx(near.link(0, 1), abs=1e-4)


def test_a_page_of_one_line_has_no_joint() -> None:
    Links(["一行"])
    Links(["", "一"]).link(0, 1)
