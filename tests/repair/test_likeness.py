"""name-variants, place-variants: two spellings that may be one."""

from __future__ import annotations

from converter.repair import likeness
from converter.repair.record import Piece, Role
from tests.repair.passes import CHINESE, ENGLISH, noted, pieces


def article(*texts: str) -> tuple[Piece, ...]:
    return pieces(["桥通了"], Role.TITLE) + pieces(texts)


def test_a_name_with_one_other_character_is_pointed_out() -> None:
    told = noted(
        likeness.run, "项目总工程师沈曜坤说，桥快通了。", "当晚，沈耀坤带着技术员守在桥上。"
    )
    assert told == [("name-variants", "沈曜坤 / 沈耀坤")]


def test_a_name_cut_short_is_pointed_out_where_it_speaks() -> None:
    told = noted(likeness.run, "驻村专员冯晗屿在田头讲解。", "“放心。”冯晗透露，手续已经齐全。")
    assert told == [("name-variants", "冯晗屿 / 冯晗")]


def test_two_people_who_are_both_introduced_are_two_people() -> None:
    assert noted(likeness.run, "局长沈曜坤说，桥快通了。", "村民沈耀坤说，路也修了。") == []


def test_names_in_different_articles_are_not_compared() -> None:
    both = article("总工程师沈曜坤说，桥快通了。") + article("当晚，沈耀坤带着技术员守在桥上。")
    assert likeness.run(both, CHINESE).notes == ()


def test_a_place_that_differs_from_one_named_often_is_pointed_out() -> None:
    often = "洈溪区的居民来到洈溪区政务中心，洈溪区档案馆周末也开门。"
    assert noted(likeness.run, often, "19岁的洇溪姑娘拿了头名。") == [
        ("place-variants", "洇溪 / 洈溪")
    ]
    assert noted(likeness.run, often, "人口普查的窗口在路口东侧。") == []
    assert noted(likeness.run, often, "19岁的洇溪姑娘拿了头名，洇溪人都来祝贺。") == []


def test_only_chinese_is_looked_at() -> None:
    text = "Walter Osgood said. Walter Osgod left."
    assert noted(likeness.run, text, profile=ENGLISH) == []
