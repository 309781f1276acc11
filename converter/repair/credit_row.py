"""credits, of roles and names in a row: 记者/甲某 通讯员/乙某 丙某.

One grammar for all places where a credit stands. A role is a known one (记者, 摄影, 采访整理 …, with
the paper and the rank before it); on a line of its own also a body or an office (县植保站 甲某), or
what stands before a slash. Names stand behind it, parted by spaces, 、 or a slash; a place may
follow them behind a slash (記者 甲某／鹿溪報導). Verbs may follow the names instead (甲某 文 乙某 图). A
row is read whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from converter.model import Credit
from converter.repair.credit_words import (
    HOUSE,
    PAPER,
    POST,
    RANK,
    REPORTER,
    VERB,
    either,
)
from converter.repair.people import has_surname, is_name, is_person, is_whole_name, merged, words
from converter.repair.posts import OFFICE, SCHOOL, TITLED, is_body, is_post, is_posted, tells_of
from converter.repair.script import HAN_CHAR

_OFFICE = rf"(?:《[^》]{{1,10}}》|[“「][^”」]{{1,10}}[”」])?(?:{HOUSE}|{PAPER}|{HAN_CHAR}{{1,6}}?)?{RANK}{{0,2}}"
_ROLE = re.compile(rf"{RANK}{{0,2}}{POST}(?:[．·/／\ue000]?{RANK}?{POST})*|{_OFFICE}{POST}")
_TWO_POSTS = re.compile(rf"({POST})、(?={POST})")
_TOGETHER: Final = "\ue000"
"""Stands for the 、 of a role of two words, 採訪、攝影, while the row is parted into words."""
_NEXT_ROLE = re.compile(rf"(?:{HOUSE}|[日早晨晚商][报報])?{RANK}{{0,2}}{REPORTER}|摄影|攝影")
"""Where another role may begin with no space before it: 通讯员甲某某本报记者."""
_SHORT_ROLE = re.compile(r"[文图圖摄攝绘繪影译譯编編著](?=$|[/／:：·・|｜◎．])")
_VERBS = re.compile(
    rf"(?P<names>{HAN_CHAR}{{2,4}})(?P<verb>{either('整理 编译 編譯 摄影 攝影')}|{VERB})"
)
_GIVEN: Final = frozenset("图圖绘繪作发")
"""Verbs of a credit that are given names too."""
_BY_PLACE = re.compile("(?:記者|特派員|通訊員|實習生)$")
"""Behind the names of these a slash brings the place: 記者甲某／元崗."""
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
_ACCORDING = re.compile(rf"[据據](?![说說悉了统統介报報]){HAN_CHAR}{{2,10}}")
_RANKED = re.compile(RANK)
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
_LONGEST_NAME: Final = 16
"""Characters of a body or an office that is credited by its role alone."""


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
    for token in _tokens(text):
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
        if found is None and whole and not (_SHORT_ROLE.fullmatch(role) and is_posted(token)):
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
    return Row(tuple(rows), place) if rows and all(_sound(row, placed) for row in rows) else None


def _tokens(text: str) -> Iterator[str]:
    """The words of a row; a role that follows a name with no space is a word of its own."""
    row = _TWO_POSTS.sub(rf"\1{_TOGETHER}", _TIGHT.sub(r"\1", text.strip()))
    before = ""
    for word in words(row):
        rest = word
        first = _ROLE.match(word)
        for match in _NEXT_ROLE.finditer(word, first.end() if first else 2):
            start = match.start() - (len(word) - len(rest))
            if start > 0 and _ends_in_a_name(rest[:start], before):
                yield rest[:start]
                before, rest = rest[:start], rest[start:]
        yield rest
        before = rest


def _ends_in_a_name(token: str, before: str) -> bool:
    """Whether a token is a role and a name, or a name behind the role before it, and whole."""
    if is_whole_name(token):
        return bool(before)
    found = _known(token)
    return bool(found and found[0].names and is_whole_name(found[0].names[-1]))


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


def name_behind_role(word: str) -> str:
    """What stands behind the role that a word begins with, or the word."""
    match = _ROLE.match(word)
    return word[match.end() :] if match else word


def begins_with_role(word: str) -> bool:
    """Whether a word is a role, or a role and what follows it."""
    return bool(_NEXT_ROLE.match(word))


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
    if _COLON.search(token) and not (placed and (tells_of(first) or _RANKED.fullmatch(first))):
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
    office = OFFICE.match(token)
    if office and office.end() == len(token) > 2 and not has_surname(token):
        return _Part(token), None
    if is_body(token):
        return None
    for size in (3, 2, 4):
        body, name = token[:-size], token[-size:]
        office = OFFICE.fullmatch(body) or TITLED.fullmatch(body)
        if len(body) > 1 and is_person(name) and (office or is_post(body)):
            return _Part(body, [name]), None
    return None


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
    return [
        Credit(*_titled(part.role.replace(_TOGETHER, "、"), merged(part.names))) for part in parts
    ]


def _titled(role: str, names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A role and its names; what says what the one named behind it is belongs to the role."""
    first, *more = names or ("",)
    if not role or not more or is_person(first):
        return role, tuple(names)
    if TITLED.fullmatch(first) or SCHOOL.fullmatch(first):
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


def _led(parts: list[_Part], placed: bool) -> list[_Part]:
    """The row with what stands first read as a post, where it is one."""
    first, *rest = parts
    names = merged(first.names)
    if told := _with_post(names, placed):
        return [told, *rest]
    if (
        rest
        and rest[0].names
        and (placed or all(map(tells_of, names)))
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
    told = all(map(tells_of, before))
    odd = placed and len(before) == 1 and has_surname(name) and not has_surname(before[0])
    return _Part(" ".join(before), [name]) if told or odd else None


def _sound(credit: Credit, placed: bool) -> bool:
    """Names of people or bodies, or of one with his post before his name.

    On a line that is `placed` a role says that what one name follows it is a credit: 整理 本刊.
    """
    names = credit.names
    told = placed and len(names) == 1 and len(names[0]) <= _LONGEST_NAME and bool(credit.role)
    return bool(names) and (
        all(is_name(name) or is_body(name) or is_posted(name) for name in names)
        or bool(told and _ROLE.fullmatch(credit.role))
    )
