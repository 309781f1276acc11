"""punctuation, of foreign names written in Han characters: the dot between their parts.

Such names are written with a small stock of characters (乔治·哈特菲尔德), so the characters around a
half-width period or a bullet tell whether it stands for the dot of a name (GB/T 15834 §4.14).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from converter.repair.script import HAN_CHAR

_DOT = re.compile(rf"[.●](?<={HAN_CHAR}.)(?={HAN_CHAR})")
_STOCK: Final = frozenset(
    "阿埃艾奥巴鲍贝彼宾伯博勃茨戴黛丹德登邓迪蒂杜顿厄恩尔菲弗夫盖戈哥格古圭哈赫亨胡霍基吉贾杰卡凯坎柯科克肯库夸"
    "奎昆拉莱赖兰朗劳勒雷蕾里莉琳卢鲁伦罗洛吕玛迈曼梅蒙米缪摩莫默姆穆纳娜奈瑙内尼妮努诺欧帕潘庞佩皮珀普奇契乔"
    "钦琼瑞萨塞桑瑟森莎圣施什史舒斯丝苏索塔泰坦汤唐特滕廷图托瓦威韦维温翁沃乌伍希锡谢辛雅亚耶叶伊詹兹佐拜治布马"
    "麦比安加达法费利西奧鮑貝賓鄧頓爾蓋賈傑凱萊賴蘭勞盧魯倫羅呂瑪邁夢蒙繆納諾歐龐喬欽瓊薩聖絲蘇湯圖韋維溫烏錫謝"
    "亞葉馬麥達費"
)


def dots(text: str) -> Iterator[int]:
    """Where a period or a bullet stands for the dot of a name: all around it is of the stock."""
    if "." in text or "●" in text:
        yield from (m.start() for m in _DOT.finditer(text) if _known(text, m.start()) == 4)


def may_be_dot(text: str, place: int) -> bool:
    """Whether a mark may be the dot of a name: the nearest characters and one more are."""
    return _known(text, place) >= 3


def _known(text: str, place: int) -> int:
    """How many of the four characters around a mark are of the stock; 0 if not the nearest two."""
    before, after = text[max(0, place - 2) : place], text[place + 1 : place + 3]
    if not _STOCK.issuperset((before[-1:], after[:1])):
        return 0
    return sum(character in _STOCK for character in before + after)
