"""credits, of pictures: who took the picture that a caption describes.

It closes the caption: "…。 甲某 摄", "（记者 甲某 摄）", "摄影/甲某", "受访者供图", "法新社", "Photo by X".
`caption_credit` looks for the place where the caption ends: at a space, a sentence's end, a
bracket or a printed line's end, from where all that follows reads as a credit. How it stands tells
how much it must say: in brackets, on a line of its own or after a full stop a name is enough; after
a space it takes a verb or a role, or a name that the page credits elsewhere. Where the line end
between them was lost ("…查看水位甲某某 摄") the name's surname, or the role before it, tells where the
credit begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from converter.repair import english_photos
from converter.repair.credit_words import AGENCY, BODY_END, HOUSE, PAPER, PERSON, RANK, TITLE, VERB
from converter.repair.people import is_name, is_person, merged, name_at_end, words
from converter.repair.posts import is_body
from converter.repair.script import HAN_CHAR

CREDIT_BELOW: Final = "\u2028"
"""Stands between a caption and its credit, from the pass that parts them on."""
LONGEST: Final = 60
"""Characters of a caption's end that may hold the credit."""

_STOPS: Final = "。！？…；;!?"
_CLOSERS: Final = '”’」』）)】》"'
_BREAKS: Final = f"{_STOPS}{_CLOSERS}|｜"
_OPEN_BRACKETS: Final = "（([【〔"
_LOOSE: Final = frozenset("作图圖绘繪发寄藏") | {"图片", "圖片", "报道", "報導"}
"""Words that end captions too: a credit only with a space or a slash before them."""

_POST = re.compile(
    rf"(?:(?:{HOUSE}|{PAPER}|{HAN_CHAR}{{2,10}}?{BODY_END}[ \u3000])?{RANK}{{0,2}}{PERSON}|{HOUSE}|{PAPER}(?:发|發)?)"
)
_VERB_LAST = re.compile(rf"(?P<gap>[ \u3000\n]*[/／]?[ \u3000\n]*)(?P<verb>{VERB})$")
_GIVEN = re.compile(
    r"(?P<who>[^\s。！？，,；;:：]{1,18}?)\s?(?:供图|供圖|图片提供|圖片提供|提供|供稿|供給|供给|"
    r"赠刊|贈刊|寄赠|寄贈|寄刊|摄赠|攝贈|惠赠|惠贈|赠|贈)"
)
_VERB_FIRST = re.compile(
    rf"(?:(?:{HOUSE})?{PERSON}?\s?{RANK}?(?:摄影报道|攝影報導|摄影|攝影)"
    r"|(?:文图|圖文|图文|制图|製圖|绘图|繪圖|插图|插圖|图片来源|圖片來源|来源|來源|图源|圖源"
    r"|图片|圖片|照片|图/文|文/图|图|圖|摄|攝|绘|漫画|漫畫|资料|資料))"
    r"(?P<sep>\s*[/／:：]\s*|\s+)(?P<rest>\S.{1,24})"
)
_ARCHIVE = re.compile(
    rf"(?:{HAN_CHAR}{{0,8}})(?:(?:资料|資料|档案|檔案|网络|網絡|網路|视频|視頻|监控|監控)"
    r"(?:图片|圖片|照片|图|圖|片|截图|截圖|画面|畫面)|图源\S{1,12}|圖源\S{1,12})"
    rf"|(?:{HOUSE}|{PAPER})(?:{RANK}?(?:记者|記者))?(?:发|發|攝|摄|供图|供圖|绘图|繪圖|制图|製圖"
    r"|(?:资料)?(?:图片|照片)|(?:資料)?(?:圖片|照片|照))"
    rf"|(?:{HOUSE}){HAN_CHAR}{{0,6}}(?:通讯员|通訊員|记者|記者)(?:寄|攝|摄)"
    r"|同上|翻拍|航拍|翻摄|翻攝|翻攝畫面|网络图|網絡圖|[图圖][据據].{2,10}"
    r"|(?:(?:图片|照片|圖片|图|圖)[/／]?)?(?:翻攝|翻摄|翻拍|擷取|截取|截|取)自.{1,12}"
    rf"|(?:{HOUSE})(?:记者|記者|攝影記者|摄影记者|资料室|資料室)(?:摄|攝)?"
)
_WIRE = re.compile(
    rf"{AGENCY}|东方IC|视觉中国|視覺中國|{HAN_CHAR}{{2,6}}(?:攝影社|摄影社|图片社|照相館|照相馆|影像)"
    rf"|{HOUSE}{HAN_CHAR}{{0,4}}[组組部]"
)
"""Who is credited by name alone as a person is."""
_WIRE_SAYS = re.compile(
    rf"(?:新华社|新華社|中新社|视觉中国|(?<!{HAN_CHAR}){HAN_CHAR}{{2,4}}社)(?:发|發|记者|供图)?$"
)
_SOURCES: Final = ("网络", "網絡", "網路", "受访", "受訪")
_HOUSE_ENDS: Final = "媒报報社刊台網网组組"
_BRACKETS = re.compile(r"[（(\[【〔](?P<inside>[^（）()【】〔〕\[\]]{2,60})[）)\]】〕]{1,2}$")
_HAN_NAME = re.compile(rf"{HAN_CHAR}{{2,3}}")
_NO_NAME = re.compile("[在的了着被和与拍]|^[正就还再又也都]|[于中里上下]$")
"""A word of the caption before 摄: 在湖边摄影, 实地拍摄."""
_NOT_WHO = re.compile(
    r"^(?:[左右前后後中上下]|第?[一二三四五六七八九十]|图|圖|资料$|資料$|局部|效果|模拟|示意)|[左右前后後中]$"
)
_NAMES_SOMEBODY = re.compile(rf"(?:{TITLE}|[员員者人师師匠长長生兵手])$")
"""修表匠（甲某）: the bracket names the one that the caption speaks of."""


class _Place(NamedTuple):
    """A place where a credit may begin, and how it would stand there."""

    start: int
    apart: bool
    """After a full stop, or on a line of its own: a name alone will do."""
    quoted: bool = False
    """Behind a quotation mark, where the caption is likelier to go on."""


def caption_credit(
    text: str, known: frozenset[str] = frozenset(), ends: tuple[int, ...] = ()
) -> tuple[int, str] | None:
    """Where the caption ends, and the credit as printed without the brackets around it.

    `known` are the names that the page credits elsewhere, `ends` the places where the caption's
    printed lines end.
    """
    body = text.rstrip()
    found = _bracketed(body, known)
    if not found:
        start = _start(body, known, ends)
        found = None if start is None else (start, len(body))
    if not found:
        return None
    start, end = found
    caption = body[:start].rstrip()
    return len(caption.rstrip("|｜/／（([【〔—– \u3000\n")), body[start:end].lstrip("—–- ")


def bare_credit(text: str) -> tuple[int, int]:
    """Where in a credit as it was set its words start and end: within brackets, behind a dash."""
    before = re.match(r"[|｜/／（(\[【〔—–\s]*", text)
    start, end = before.end() if before else 0, len(text)
    if set(text[:start]) & set(_OPEN_BRACKETS):
        end = max(start, len(text.rstrip("）)]】〕 ")))
    return (start, end) if start < end else (0, len(text))


def _bracketed(body: str, known: frozenset[str]) -> tuple[int, int] | None:
    """Where a credit in brackets starts and ends, without them."""
    match = _BRACKETS.search(body[-LONGEST - 4 :])
    if not match:
        return None
    offset = len(body) - len(body[-LONGEST - 4 :])
    inside = match["inside"]
    credit = inside.strip()
    before = body[: offset + match.start()]
    if not re.search(HAN_CHAR, credit):
        said = english_photos.in_brackets(credit, known)
    else:
        close = _squeezed(credit)
        said = (_reads(credit, True, known) or _reads(close, True, known)) and not (
            is_person(credit) and credit not in known and _NAMES_SOMEBODY.search(before)
        )
    if not said:
        return None
    first = offset + match.start("inside") + len(inside) - len(inside.lstrip())
    if agency := _WIRE_SAYS.search(before.rstrip()):
        # 新华社发（甲某 摄）: the bracket is part of the credit.
        return agency.start(), first + len(credit) + 1
    return first, first + len(credit)


def _start(body: str, known: frozenset[str], ends: tuple[int, ...]) -> int | None:
    """Where the credit that closes a text begins."""
    if not re.search(HAN_CHAR, body[-LONGEST:]) or re.search(r"[A-Za-z.]$", body):
        start = english_photos.start(body, known, ends)
        if start is not None or not re.search(HAN_CHAR, body[-LONGEST:]):
            return start
    if re.search(PERSON, body[: _role_end(body)]) and _named(body, False, known):
        return 0
    for start, apart, _ in sorted(_places(body, ends), key=lambda place: place.quoted):
        if _reads(body[start:], apart, known):
            return start
    if _stands_alone(body) and _reads(body, False, known):
        return 0
    return _run_on(body)


def _stands_alone(body: str) -> bool:
    """Whether a caption is a credit and nothing else."""
    given, told = _GIVEN.fullmatch(body), _VERB_FIRST.fullmatch(body)
    if told and not _is_who(told["rest"]):
        return _named(told["rest"], True, frozenset())
    return not given or len(body) <= 8 or is_body(given["who"])


def _places(body: str, ends: tuple[int, ...]) -> Iterator[_Place]:
    low = max(0, len(body) - LONGEST)
    for n in range(max(1, low), len(body)):
        before = body[:n].rstrip()[-1:]
        if body[n].isspace() or body[n] in _CLOSERS:
            continue
        if n in ends or body[n - 1].isspace():
            yield _Place(n, before in _BREAKS or _deliberate(n, ends))
        elif before in _BREAKS:
            inner = body[:n].rstrip().rstrip(_CLOSERS)[-1:]
            ended = before not in _CLOSERS or before in "）)】" or inner in _STOPS
            yield _Place(n, ended, quoted=not ended)


def _deliberate(place: int, ends: tuple[int, ...]) -> bool:
    """Whether a printed line was ended on purpose: it is shorter than the longest above it."""
    lines = [b - a for a, b in zip((0, *ends), ends, strict=False) if b <= place]
    return len(lines) > 1 and lines[-1] + 2 < max(lines)


def _reads(tail: str, apart: bool, known: frozenset[str]) -> bool:
    """Whether all of a text reads as a credit."""
    tail = tail.strip().strip("—–- ")
    if not tail or re.search(r"[。！？!?]", tail):
        return False
    if _ARCHIVE.fullmatch(tail) or _verb_first(tail) or _named(tail, apart, known):
        return True
    given = _GIVEN.fullmatch(tail)
    if given and not re.match(r"[的在了和与]|(?!图片|圖片|照片).*由", given["who"]):
        return True
    close = _squeezed(tail)
    if close in known or (apart and _bare(tail)):
        return True
    # A stray space may stand within a role or a name: 通讯 员 甲某 摄.
    post = _POST.match(close) if close != tail and (apart or len(tail) < 16) else None
    return bool(post and re.search(PERSON, post.group())) and _named(close, apart, known)


def _verb_first(tail: str) -> bool:
    """摄影/甲某, 图片来源：某社, 图／記者甲某攝: what was done, and then by whom."""
    match = _VERB_FIRST.fullmatch(tail)
    if not match:
        return False
    rest = match["rest"]
    if not match["sep"].strip():
        return all(map(is_person, _names(rest)))
    if re.search("[，,。]", rest):
        return False
    if _named(rest, True, frozenset()) or _GIVEN.fullmatch(rest) or _ARCHIVE.fullmatch(rest):
        return True
    told = _is_who(rest) or bool(_HAN_NAME.fullmatch(rest)) or rest[:2] in _SOURCES
    return told and len(rest) <= 12


def _names(text: str) -> list[str]:
    return merged(words(re.sub("[/／]", " ", text)))


def _is_one(name: str) -> bool:
    """Whether a word is one person: by name, or by a nickname in quotation marks."""
    return is_person(name) or bool(re.fullmatch(r"[“\"「]\S{1,8}[”\"」]", name))


def _is_who(text: str) -> bool:
    """Names, with what they are before them, or a body."""
    role = _role_end(text)
    names = _names(text[role:])
    if not names:
        return role > 0
    return all(_is_one(name) or is_body(name) or _WIRE.fullmatch(name) for name in names)


def _role_end(text: str) -> int:
    """How much of a text's head says what the photographer is."""
    match = _POST.match(text)
    return match.end() if match else 0


def _named(tail: str, apart: bool, known: frozenset[str]) -> bool:
    """Roles, names and a verb; a role and names without one; a body and its photographer."""
    verb = _VERB_LAST.search(tail)
    before = tail[: verb.start()] if verb else tail
    role = _role_end(before)
    names = before[role:].strip()
    if not verb:
        by = bool(names) and bool(re.search(PERSON, before[:role]))
        return by and all(map(is_person, _names(names)))
    loose = verb["verb"] in _LOOSE and not verb["gap"]
    if not names:
        return role > 0 and not loose
    row = _names(names)
    if not row:
        return False
    if loose and not role:
        return apart and (is_body(names) or (verb["verb"] == "藏" and is_person(names)))
    if len(row) > 1:
        return _are_names(row, role > 0 or apart, known)
    return _is_name(row[0], role > 0, apart, known)


def _are_names(row: list[str], sure: bool, known: frozenset[str]) -> bool:
    """Several names; or a body and one: 县文化馆 甲某 摄.

    After a space a word of the caption may stand before the name: 带教查房 甲某 摄.
    """
    if all(map(_is_one, row)):
        whole = all(len(name) > 2 and not _NO_NAME.search(name) for name in row)
        return sure or whole or set(row[:-1]) <= known
    return len(row) == 2 and is_person(row[1]) and (is_body(row[0]) or row[0][-1] in _HOUSE_ENDS)


def _is_name(name: str, role: bool, apart: bool, known: frozenset[str]) -> bool:
    """One name before a verb, that of a body or of a body's photographer among them."""
    if _is_one(name) or name in known or (apart and is_body(name)):
        return True
    if _NO_NAME.search(name):
        return False
    if _HAN_NAME.fullmatch(name):
        return True
    last = name_at_end(name)
    if last and not role and len(last) < 4 and is_body(name[: -len(last)]):
        return len(name) < 15
    return (role or apart) and is_name(name) and len(name) < 5


def _bare(tail: str) -> bool:
    """Nothing but a name, an agency or a body."""
    if _WIRE.fullmatch(tail):
        return True
    if _NOT_WHO.search(tail):
        return False
    row = merged(words(tail))
    if row and all(map(is_person, row)) and len(row) < 4:
        return True
    name = name_at_end(tail)
    body = tail[: -len(name)] if name else ""
    return len(tail) < 12 and is_body(body)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _run_on(body: str) -> int | None:
    """Where a credit begins that runs on from the caption: at a role, or at a surname."""
    verb = _VERB_LAST.search(body, max(0, len(body) - LONGEST))
    if not verb:
        return None
    before = body[: verb.start()]
    if giver := re.search("(?:受访者|受访单位|受訪者|主办方|主辦方|作者|校方|警方|资料)$", before):
        return giver.start() if verb["verb"] in ("供图", "供圖", "提供") else None
    name = name_at_end(before)
    if not name:
        return None
    start = len(before) - len(name)
    if role := re.search(rf"(?:{HOUSE}|新华社|新華社)?{RANK}?{PERSON}$", before[:start]):
        return role.start()
    spaced = bool(verb["gap"]) and verb["verb"] not in _LOOSE
    return start if spaced and not before[start - 1 : start].isspace() else None
