"""credits, of roles and names in a row: 记者/甲某 通讯员/乙某 丙某.

A role is a known one (记者, 摄影, 采访整理 …, with the paper and the rank before it) or what stands
before a slash; names stand behind it, parted by spaces, 、 or a slash. Verbs may follow the names
instead (甲某 文 乙某 图). A row is read whole or not at all.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from converter.model import Credit
from converter.repair.people import has_surname, is_name, merged
from converter.repair.script import HAN_CHAR


def _either(words: str) -> str:
    """A regular expression for one of some words; of two that begin alike the longer is first."""
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"


PAPER: Final = (
    rf"(?:{_either('本报 本報 本刊 本台 本网 本網 本社 新华社 新華社 中新社 中央社')}"
    rf"|{HAN_CHAR}{{1,6}}?(?:[日晚早晨时時周週新商]?[报報]|{_either('都市报 周刊 电视台 電視臺 电台 通讯社 网 網')}))"
)
"""What a newspaper or an agency calls itself, for a regular expression."""

_RANK = _either(
    "首席 资深 資深 特约 特約 特派 见习 見習 实习 實習 全媒体 融媒体 摄影 攝影 文字 体育 體育 驻地 "
    "本地 综合"
)
_POST = _either(
    "记者 記者 通讯员 通訊員 实习生 實習生 特派员 特派員 评论员 評論員 撰稿人 撰稿 撰文 撰写 作者 "
    "供稿 来稿 投稿 采写 採寫 采访 採訪 采访整理 採訪整理 整理 记录 記錄 口述 讲述 策划 统筹 "
    "编译 編譯 编辑 編輯 翻译 翻譯 数据提供 资料提供 摄影 攝影 摄影报道 制图 製圖 漫画 漫畫 "
    "插图 插圖 绘图 指导教师 指導教師 指导老师 指導老師 主持人 主持 主讲人 主讲 文图 图文 "
    "文/图 文／图 图/文 图／文 文/摄 文／摄 文/圖 文／圖 圖/文 圖／文"
)
_ROLE = re.compile(
    rf"{_RANK}{{0,2}}{_POST}(?:[．·/／]{_RANK}?{_POST})?|{PAPER}{_RANK}{{0,2}}{_POST}"
)
_SHORT_ROLE = re.compile(r"[文图圖摄攝绘繪](?=$|[/／:：])")
_POST_ENDS = re.compile(rf"{HAN_CHAR}{{2,6}}(?:员|員|者|人|师|師)")
_ABOUT: Final = frozenset("记記访訪与與")
"""记兽医员甲某 is a line above a story about him, not a credit."""
_SCHOOL = re.compile(
    rf"(?:{HAN_CHAR}|[0-9（）()]){{3,24}}(?:班|小学|中学|大学|学院|学校|小學|中學|大學|學院|學校)"
)
"""A pupil's school and form stand where others have their post."""
_SLASH = re.compile(r"[/／:：]")
_TIGHT = re.compile(r"\s*([/／:：])\s*")
_GAP = re.compile(r"[\s、，,;；]+")
_BODY = re.compile(
    r"(?:[^\W_]|·){2,16}(?:中心|站|部|会|會|局|社|院|校|队|隊|室|馆|館|委|台|办|所|厂|组|組|公司|集团|协会|宣|关|處|处)"
)
"""A body that is credited in place of a person."""
_ACCORDING = re.compile(rf"[据據]{HAN_CHAR}{{2,10}}")
_NOT_CREDITS = re.compile("责任编辑|責任編輯|责编|美编|美編|校对|校對|版式|值班|本版")
_NOT_NAMES = re.compile("未完|待续|待續|完$|略$|[版页頁接转轉续續]$|^[图表注附上中下]")


class Row(NamedTuple):
    credits: tuple[Credit, ...]
    place: str | None = None
    """The dateline that some papers set after the names, behind a slash."""


class _Open:
    """A role whose names are still being read."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.names: list[str] = []


def read_row(text: str, *, whole: bool = False) -> Row | None:
    """Roles and names in a row; None where anything else is among them.

    `whole`: the row is a line of its own, where names may stand first, and a role that is not
    among the known ones.
    """
    if _NOT_CREDITS.search(text):
        return None
    open_: list[_Open] = []
    place: str | None = None
    for token in _tokens(text):
        role, rest = _role(token, first=not open_, whole=whole)
        if role:
            open_.append(_Open(role))
        elif not open_ and not whole:
            return None
        elif not open_:
            open_.append(_Open(""))
        if not rest:
            continue
        name, behind = _at_slash(rest)
        open_[-1].names.append(name)
        if behind and role:
            open_[-1].names.append(behind)
        elif behind:
            place = behind
    if not any(part.role for part in open_):
        return None
    rows = _paired(open_)
    return Row(tuple(rows), place) if rows and all(map(_sound, rows)) else None


def read_bare(text: str, *, marked: bool) -> Row | None:
    """A line of nothing but a name; more than one only where a mark says that it is a credit."""
    names = merged(_tokens(text))
    if not names or len(names) > 3 or _NOT_NAMES.search(text):
        return None
    bodies = [bool(_BODY.fullmatch(name)) and len(name) > 3 for name in names]
    people = [bool(is_name(name) and not re.search("[·・]", name)) for name in names]
    plausible = all(a or b for a, b in zip(bodies, people, strict=True))
    if len(names) == 1:
        plausible = plausible or bool(_ACCORDING.fullmatch(names[0]))
    elif not marked:
        plausible = plausible and bodies[0] and has_surname(names[-1])
    return Row((Credit("", tuple(names)),)) if plausible else None


def _tokens(text: str) -> list[str]:
    return [token for token in _GAP.split(_TIGHT.sub(r"\1", text.strip())) if token]


def _role(token: str, *, first: bool, whole: bool) -> tuple[str, str]:
    """A token's role, where it begins with one, and the rest of it."""
    if match := _ROLE.match(token) or _SHORT_ROLE.match(token):
        rest = token[match.end() :]
        name = _at_slash(rest.lstrip("/／:："))[0]
        if not rest or _SLASH.match(rest) or is_name(name) or _BODY.fullmatch(name):
            return match.group(), rest.lstrip("/／:：")
    if whole and first and (school := _SCHOOL.match(token)):
        rest = token[school.end() :]
        if not rest or _SLASH.match(rest) or (is_name(rest) and has_surname(rest)):
            return school.group(), rest.lstrip("/／:：")
    if len(token) == 4 and token[0] in "文图圖" and has_surname(token[1:]):
        return token[0], token[1:]
    return _unknown_role(token, first) if whole else ("", token)


def _unknown_role(token: str, first: bool) -> tuple[str, str]:
    """A role that is not among the known ones: before a slash, or a word for an office."""
    role, name = _at_slash(token)
    if name:
        known = re.fullmatch(rf"{HAN_CHAR}{{1,10}}", role) and (first or not has_surname(role))
        return (role, name) if known and is_name(name) else ("", token)
    office = None if token[0] in _ABOUT else _POST_ENDS.match(token)
    if office and (office.end() == len(token) or has_surname(token[office.end() :])):
        return office.group(), token[office.end() :]
    return "", token


def _at_slash(token: str) -> tuple[str, str]:
    """What stands before and behind a token's first slash."""
    match = _SLASH.search(token)
    return (token[: match.start()], token[match.end() :]) if match else (token, "")


def _paired(open_: list[_Open]) -> list[Credit]:
    """Roles with their names; a verb at the row's end belongs to the names before it."""
    if not open_[-1].names:
        if not open_[0].role:
            return _verbs_behind(open_)
        open_ = open_[:-1]
    return [Credit(part.role, tuple(merged(part.names))) for part in open_]


def _verbs_behind(open_: list[_Open]) -> list[Credit]:
    """甲某 文 乙某 图: each verb follows its names."""
    return [Credit(verb.role, tuple(merged(names.names))) for names, verb in pairwise(open_)]


def _sound(credit: Credit) -> bool:
    """Names of people; a body may stand alone."""
    if len(credit.names) == 1:
        return bool(is_name(credit.names[0]) or _BODY.fullmatch(credit.names[0]))
    return bool(credit.names) and all(map(is_name, credit.names))
