"""credits, of roles and names in a row: 记者/甲某 通讯员/乙某 丙某.

One grammar for all places where a credit stands. A role is a known one (记者, 摄影, 采访整理 …, with
the paper and the rank before it); on a line of its own also a body or an office (县植保站 甲某), or
what stands before a slash. Names stand behind it, parted by spaces, 、 or a slash; a place may
follow them behind a slash (記者 甲某／鹿溪報導). Verbs may follow the names instead (甲某 文 乙某 图). A
row is read whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from converter.model import Credit
from converter.repair.credit_words import BODY_END, HOUSE, PAPER, POST, RANK, TITLE, VERB, either
from converter.repair.people import has_surname, is_name, is_person, merged, words
from converter.repair.script import HAN_CHAR

_OFFICE = rf"(?:《[^》]{{1,10}}》|[“「][^”」]{{1,10}}[”」])?(?:{HOUSE}|{PAPER}|{HAN_CHAR}{{1,6}}?)?{RANK}{{0,2}}"
_ROLE = re.compile(rf"{RANK}{{0,2}}{POST}(?:[．·/／、]?{RANK}?{POST})*|{_OFFICE}{POST}")
_SHORT_ROLE = re.compile(r"[文图圖摄攝绘繪影译譯编編著](?=$|[/／:：·・|｜◎．])")
_VERBS = re.compile(
    rf"(?P<names>{HAN_CHAR}{{2,4}})(?P<verb>{either('整理 编译 編譯 摄影 攝影')}|{VERB})"
)
_GIVEN: Final = frozenset("图圖绘繪作发")
"""Verbs of a credit that are given names too."""
_BY_PLACE = re.compile("(?:記者|特派員|通訊員|實習生)$")
"""Behind the names of these a slash brings the place: 記者甲某／元崗."""
_OFFICE_END = re.compile(rf"(?!.*[的了是在])(?:{HAN_CHAR}){{2,6}}(?:员|員|者|人|师|師)")
_ABOUT: Final = frozenset("记記访訪与與")
"""记兽医员甲某 is a line above a story about him, not a credit."""
_SLASH = re.compile(r"[/／:：]")
_PARTS: Final = "/／:：·・|｜◎．"
"""What stands between a role and its names."""
_REPORTED = re.compile(
    rf"(?P<name>{HAN_CHAR}{{2,3}})(?P<place>{HAN_CHAR}{{2,6}}(?:报道|報導|报导|专电|專電))"
)
_ALONE = re.compile(rf"(?P<name>{HAN_CHAR}{{3,4}})(?:报道|報導|报导|专访|專訪|专稿|專稿|特稿)")
"""記者甲某報導, with no place."""
_FROM = re.compile(rf"{HAN_CHAR}{{2,8}}(?:报道|報導|报导|专电|專電)|发自{HAN_CHAR}{{2,6}}")
_COLON = re.compile("[:：]")
_TIGHT = re.compile(r"\s*([/／:：])\s*")
_INNER = rf"(?:{HAN_CHAR}|[0-9（）()·A-Za-z])"
_BODY = re.compile(rf"(?!.*[在的了是]){_INNER}{{2,24}}?{BODY_END}")
_TITLED = re.compile(rf"(?:{_INNER}|[《》])*?{TITLE}")
_SCHOOL = re.compile(rf"{_INNER}{{0,24}}?(?:班|年级|年級|[高初][一二三])")
"""A pupil's school and form stand where others have their post."""
_ACCORDING = re.compile(rf"[据據](?![说說悉了统統介报報]){HAN_CHAR}{{2,10}}")
_PLACE = re.compile(
    r".{1,12}(?:报导|報導|报道|報道|专电|專電|[电電讯訊市縣县鎮镇鄉乡村省區区州港島岛])|发自.{2,6}"
)
_TELLS = re.compile("[发發来來说說称稱昨今将將已在是了的从從获獲悉报報]")
"""Behind a role that runs on: 记者昨日获悉."""
_NOT_CREDITS = re.compile(
    "责任编辑|責任編輯|责编|责編|責編|美编|美編|校对|校對|版式|值班|本版|作者单位|作者單位|作者系|"
    "作者为|作者是|编辑同志|編輯先生|编者按|編者按|编者附|編者附|按语|按語"
)
_NOT_NAMES = re.compile(
    "未完|待续|待續|完$|略$|[版页頁接转轉续續]$|^[图圖表注附上中下见見如左右前后後]|化名|音译|音譯|同比|环比|"
    "笑|掌声|掌聲|节选|節選|删节|刪節|连载|連載|摘自|原文|来源|來源|暂名|暫名"
)


class Row(NamedTuple):
    credits: tuple[Credit, ...]
    place: str | None = None
    """The dateline that some papers set after the names, behind a slash."""


@dataclass
class _Part:
    """A role and the names read for it."""

    role: str = ""
    names: list[str] = field(default_factory=list)


def read_row(text: str, *, whole: bool = False, placed: bool = False) -> Row | None:
    """Roles and names in a row; None where anything else is among them.

    `whole`: the row is a line of its own, where names may stand first, and a role that is not
    among the known ones. `placed`: the line stands where a byline does, so that what is before a
    name is a role, whatever it says.
    """
    if _NOT_CREDITS.search(text):
        return None
    parts: list[_Part] = []
    place: str | None = None
    for token in words(_TIGHT.sub(r"\1", text.strip())):
        if place:
            if not _FROM.fullmatch(token) or f"、{token}" not in text:
                return None
            place = f"{place}、{token}"
            continue
        if parts and parts[-1].names and _FROM.fullmatch(token):
            name, place = _last_of(token)
            parts[-1].names += name
            continue
        role = _role_before(parts)
        found = _known(token) or _named_from(token, role)
        if found is None and whole:
            found = _unknown(token, placed)
        if found is None and not parts and not whole:
            return None
        if found is None:
            found = _Part(names=[token]), None
            if _SLASH.search(token):
                return None
        part, place = found
        _add(part, parts)
    if whole and parts and not parts[0].role:
        parts = _led(parts, placed)
    if whole and place and parts and not any(part.role for part in parts):
        names = merged(parts[0].names)
        return Row((Credit("", tuple(names)),) if names else (), place)
    rows = _closed(parts)
    return Row(tuple(rows), place) if rows and all(map(_sound, rows)) else None


def read_bare(text: str, *, marked: bool) -> Row | None:
    """A line of nothing but a name; more than one only where a mark says that it is a credit."""
    names = merged(words(text))
    if not names or len(names) > 3 or _NOT_NAMES.search(text) or _NOT_CREDITS.search(text):
        return None
    plausible = all(is_body(name) or is_name(name) for name in names)
    if len(names) == 1:
        plausible = plausible or bool(_ACCORDING.fullmatch(names[0]))
    elif not marked:
        plausible = plausible and all(map(is_person, names))
    return Row((Credit("", tuple(names)),)) if plausible else None


def is_body(text: str) -> bool:
    """Whether a text is the name of a body: a bureau, a school, a firm."""
    return (len(text) > 3 or not has_surname(text)) and bool(_BODY.fullmatch(text))


def is_editors(text: str) -> bool:
    """Whether a text names those who made the page, or speaks to them or for them: no credit."""
    return bool(_NOT_CREDITS.search(text))


def _known(token: str) -> tuple[_Part, str | None] | None:
    """A token that begins with a known role, and what of a place is behind it."""
    match = _VERBS.fullmatch(token)
    if match and is_person(match["names"]) and not _ends_a_name(token):
        return _Part(match["verb"], [match["names"]]), None
    for pattern in (_ROLE, _SHORT_ROLE):
        if match := pattern.match(token):
            return _behind(match.group(), token[match.end() :])
    if len(token) == 4 and token[0] in "文图圖" and is_person(token[1:]):
        return _Part(token[0], [token[1:]]), None
    return None


def _ends_a_name(token: str) -> bool:
    """Whether the verb at a token's end is likelier the last character of a name: 昝宏图."""
    return len(token) == 3 and token[-1] in _GIVEN and is_person(token)


def _behind(role: str, rest: str) -> tuple[_Part, str | None] | None:
    """The names behind a role, with a slash or without."""
    if not rest:
        return _Part(role), None
    slashed = rest[0] in _PARTS
    name, *more = _SLASH.split(rest.lstrip(_PARTS))
    if (alone := _ALONE.fullmatch(name)) and is_person(alone["name"]):
        name = alone["name"]
    elif reported := _REPORTED.fullmatch(name):
        name, more = reported["name"], [reported["place"], *more]
    if inner := None if is_body(name) or name == "编辑部" else _ROLE.match(name):
        if is_name(name[inner.end() :]):
            role, name = f"{role}{rest[0] if slashed else ''}{inner.group()}", name[inner.end() :]
        elif slashed and more:
            role, name, more = f"{role}{rest[0]}{name}", more[0], more[1:]
    runs_on = is_person(name) or is_body(name) or (is_name(name) and not _TELLS.search(name))
    if not slashed and not runs_on:
        return None
    names = [name]
    while more and slashed and is_person(more[0]) and not _is_place(more, role):
        names.append(more.pop(0))
    if more and re.fullmatch(VERB, more[-1]):
        more.pop()
    return _Part(role, names), "／".join(more) or None


def _is_place(more: Sequence[str], role: str) -> bool:
    """Whether what is behind a slash after a name is where the story comes from."""
    return bool(_PLACE.fullmatch(more[0]) or (len(more) == 1 and _BY_PLACE.search(role)))


def _role_before(parts: Sequence[_Part]) -> str:
    """The role that the next name belongs to."""
    return parts[-1].role if parts else ""


def _last_of(token: str) -> tuple[list[str], str]:
    """The last name of a row and the place that runs on from it: 乙某某石磡報導; or a place alone."""
    match = _REPORTED.fullmatch(token)
    if match and len(match["name"]) == 3 and is_person(match["name"]):
        return [match["name"]], match["place"]
    return [], token


def _named_from(token: str, role: str) -> tuple[_Part, str | None] | None:
    """A further name of a role, and the place behind its slash: 記者甲某、乙某／石磡報導."""
    first, *more = _SLASH.split(token)
    if role and len(more) == 1 and is_name(first) and _is_place(more, role):
        return _Part("", [first]), more[0]
    return None


def _unknown(token: str, placed: bool) -> tuple[_Part, str | None] | None:
    """A token of a line of its own whose role is not among the known ones."""
    first, *more = _SLASH.split(token)
    if not more:
        return _glued(token)
    if _COLON.search(token) and not (placed and _tells(first)):
        return None  # what stands before a colon is a heading as often as a role
    behind = "／".join(more)
    if not first:
        return _Part(), behind
    if all(re.fullmatch(VERB, word) for word in more):
        return _Part(behind, [first]), None
    if _PLACE.fullmatch(more[-1]) or (is_person(first) and not is_person(more[0])):
        return _Part("", [first]), behind
    if _PLACE.fullmatch(more[0]) and is_name(first) and len(more) > 1:
        return _Part("", [first]), behind
    if is_person(first):
        return (_Part("", [first, *more]), None) if all(map(is_person, more)) else None
    if is_name(more[0]) and re.fullmatch(r"[^。，！？；\s]{1,24}", first):
        return _Part(first, more[:1]), "／".join(more[1:]) or None
    return None


def _glued(token: str) -> tuple[_Part, str | None] | None:
    """An office or a body with its member's name close behind it."""
    if token[0] in _ABOUT:
        return None
    office = _OFFICE_END.match(token)
    if office and office.end() == len(token) > 2 and not has_surname(token):
        return _Part(token), None
    if is_body(token):
        return None
    for size in (3, 2, 4):
        body, name = token[:-size], token[-size:]
        office = _OFFICE_END.fullmatch(body) or _TITLED.fullmatch(body)
        if len(body) > 1 and is_person(name) and (office or _is_post(body)):
            return _Part(body, [name]), None
    return None


def _is_post(text: str) -> bool:
    """Whether a text says where somebody works or learns, or as what."""
    return is_body(text) or bool(_SCHOOL.fullmatch(text))


def _add(part: _Part, parts: list[_Part]) -> None:
    """Take in what was read: a name belongs to the role before it, a role to a role before it."""
    last = parts[-1] if parts else None
    if last and not part.role:
        last.names += part.names
    elif last and last.role and not last.names and part.names:
        # 文/图 本报记者 甲某: one role in two words.
        last.role, last.names = f"{last.role} {part.role}", part.names
    elif last and last.role and not last.names:
        last.role = f"{last.role} {part.role}"
    else:
        parts.append(part)


def _closed(parts: list[_Part]) -> list[Credit]:
    """Roles with their names; a verb at the row's end belongs to the names before it."""
    if not parts or not any(part.role for part in parts):
        return []
    if not parts[0].role and not parts[-1].names:
        return _verbs_behind(parts)
    if not parts[-1].names:
        parts = parts[:-1]
    return [Credit(*_titled(part.role, merged(part.names))) for part in parts]


def _titled(role: str, names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A role and its names; what says what the one named behind it is belongs to the role."""
    first, *more = names or ("",)
    if not role or not more or is_person(first):
        return role, tuple(names)
    if _TITLED.fullmatch(first) or _SCHOOL.fullmatch(first):
        return f"{role} {first}", tuple(more)
    return role, tuple(names)


def _verbs_behind(parts: list[_Part]) -> list[Credit]:
    """甲某 文 乙某 图: each verb follows its names."""
    out: list[Credit] = []
    names, verb = parts[0].names, ""
    for part in parts[1:]:
        out.append(Credit(part.role.split(" ")[0], tuple(merged(names))))
        names, verb = part.names, part.role
    return out if verb and not names else []


def _tells(word: str) -> bool:
    """Whether a word says where somebody works or learns, or as what."""
    office = len(word) > 2 and _OFFICE_END.fullmatch(word)
    return bool(office or _is_post(word) or _TITLED.fullmatch(word))


def _led(parts: list[_Part], placed: bool) -> list[_Part]:
    """The row with what stands first read as a post, where it is one."""
    first, *rest = parts
    names = merged(first.names)
    if told := _with_post(names, placed):
        return [told, *rest]
    if (
        rest
        and rest[0].names
        and (placed or all(map(_tells, names)))
        and not any(map(is_person, names))
    ):
        # 本报法律顾问 律师/甲某: one role in two words.
        return [_Part(" ".join([*names, rest[0].role]), rest[0].names), *rest[1:]]
    return parts


def _with_post(names: Sequence[str], placed: bool) -> _Part | None:
    """What stands before a name on a line of two or three: his body, his office."""
    *before, name = names or ("",)
    if not before or not is_name(name) or is_body(name):
        return None
    told = all(map(_tells, before))
    odd = placed and len(before) == 1 and has_surname(name) and not has_surname(before[0])
    return _Part(" ".join(before), [name]) if told or odd else None


def _sound(credit: Credit) -> bool:
    """Names of people or bodies."""
    return bool(credit.names) and all(is_name(name) or is_body(name) for name in credit.names)
