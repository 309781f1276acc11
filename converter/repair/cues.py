"""Looks at a line's text for what speaks for a role, by the name of the feature."""

from __future__ import annotations

import re
from typing import Final

from converter.repair import lines as shape

_DATE_ALONE = re.compile(
    r"^[（(]?(?:[〇○零一二三四五六七八九十\d]{2,4}年)?[一二三四五六七八九十\d]{1,2}月[一二三四五六七八九十\d]{1,3}日[）)]?$"
)
_OFFICE = re.compile(
    "(?:局|处|處|委|委员会|委員會|办公室|辦公室|公司|部|社|科|中心|学校|學校|政府|医院|醫院|支队|大队|厂|廠|矿|协会|協會|全体|居民|职工|敬启|敬啟|启)$"
)
LOOKS: Final = (
    ("numbered", shape.NUMBERED.match),
    ("bullet", shape.BULLET.match),
    ("claused", shape.CLAUSED.match),
    ("speaker", shape.SPEAKER.match),
    ("question", re.compile(r"[?？]$").search),
    ("date alone", _DATE_ALONE.match),
    ("office", _OFFICE.search),
    ("quoted", re.compile(r"[“「『\"].*[”」』\"]$").match),
    ("book", re.compile("《").match),
    ("verse space", re.compile(r"\S{2,8} \S{2,8}$").match),
)
