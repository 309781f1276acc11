"""credits: who wrote it, from where, for which agency, read from the forms that print has.

`parse` reads a byline that opens a text or is all of it, `line` one that the page sets on a line
of its own, `foot` one that closes a text. What was read is given back as offsets, so that its
spans are kept; names and roles stay as printed. Between brackets or on a line of its own a credit
is a row of roles and names (`credit_row`); before it may stand the agency:

    本报讯（记者/甲某 通讯员/乙某 丙某）   新华社北京5月8日电（记者丁某、戊某）   □本报记者 甲某

The wire's line carries its place and day: agency 新华社, dateline 北京5月8日电; a paper's own
keeps its 讯 (本报讯, 本报石磡讯, 雙溪檳榔1日訊). After it holds: nothing that is taken is said twice;
a text that only resembles a byline is left alone.
"""

from __future__ import annotations

import re
from typing import Final

from converter.model import Byline, Credit
from converter.repair import english_credits
from converter.repair.credit_ends import parted
from converter.repair.credit_row import Row, is_editors, read_bare, read_row
from converter.repair.credit_words import AGENCY, HOUSE, PAPER, RANK, REPORTER
from converter.repair.people import has_surname, is_name, merged, words
from converter.repair.photo_credits import caption_credit
from converter.repair.posts import is_body
from converter.repair.record import Profile
from converter.repair.script import HAN_CHAR, ORNAMENTS

__all__ = ["CODE", "LONGEST", "caption_credit", "foot", "line", "parse"]

CODE: Final = "credits"
LONGEST: Final = 120
"""Characters that a byline takes at most."""

_ENDING = (
    "(?:专电|專電|[电電讯訊]|消息|专讯|專訊|通讯|通訊|航訊|特讯|特訊|快讯|快訊|简讯|簡訊|专稿|專稿|特稿|特写|特寫"
    "|专访|專訪|报道|報導|报导)"
)
_SHORT_ENDING = "(?:专讯|專訊|通讯|通訊|航訊|特讯|特訊|快讯|快訊|简讯|簡訊|特稿|特寫|專訪|專電)"
_NUMBER = "[0-9〇一二三四五六七八九十廿卅]{1,4}"
_DAY = rf"(?:{_NUMBER}\s?[月/]\s?)?{_NUMBER}\s?日\s?"
_PLACE = rf"(?:{HAN_CHAR}|·)"
_WIRE = re.compile(
    rf"(?P<source>[据據]?(?:{PAPER}|[^\W\d_]{{2,8}}[·・•][^\W\d_]{{2,10}}))"
    rf"(?P<dateline>{_PLACE}{{0,12}}?\s?{_DAY}(?:(?:综合|綜合)(?:外电|外電)?)?{_ENDING})"
)
_DATED = re.compile(rf"{_PLACE}{{2,10}}{_DAY}(?:专电|專電|[电電讯訊])")
"""雙溪檳榔1日訊: the paper's man there, no source named."""
_OWN = re.compile(
    rf"[据據]?(?:[^\W\d_]|[·・•]){{1,18}}?{_ENDING}(?:(?!{HAN_CHAR})|(?=(?:本报|本報)?[记記]者))|[据據](?:新华社|新華社)(?:电|電)?"
    rf"|[据據]{PAPER}(?:综合|綜合)(?=\s)"
)
_KNOWN = re.compile(
    rf"(?:{PAPER}|在线|在線|客户端|掌上|云上|雲上)(?:{HAN_CHAR}|[·・•])*{_ENDING}$|^[据據].*(?:{_ENDING}|社|综合|綜合)$"
    rf"|^(?:{HAN_CHAR}{{1,4}})?{_SHORT_ENDING}$|^{HAN_CHAR}{{2,4}}(?<![资資音视視电電通喜捷腾騰])[讯訊]$"
)
_LOCATED = re.compile(rf"(?P<agency>(?:{HOUSE}|{PAPER})[讯訊电電])(?P<place>{HAN_CHAR}{{2,4}})")
"""【本報訊石磡】: the place behind the paper's own line."""
_POSTED = re.compile(rf"(?:{HOUSE}|{PAPER}){RANK}{{0,2}}{REPORTER}")
_NO_WIRE: Final = frozenset(
    "话話视視影力器子脑腦源缆纜梯车車池压壓信邮郵路热熱网網商台臺报報线線厂廠动動问問号號息"
)
"""Characters with which the last one of 电 or 讯 makes another word."""
_NOT_AFTER: Final = ("员", "員")
"""Behind 通讯, and a stray space."""
_SAYS = re.compile(
    r"\s?(?P<row>(?:本报|本報)?(?:记者|記者|通讯员|通訊員)[^，。：:]{2,24}?)\s?(?:摄影)?(?:报道|報導|报导)\s?[:：]\s?"
)
"""本报讯 记者甲某报道：…"""
_NOT_WHO = re.compile(
    "[图圖文讯訊电電]$|综合|綜合|连载|連載|之[一二三四五]|[上中下续續完附]$|摘|[详詳]"
)
"""What a bracket behind an agency says besides a name: 本报讯（综合）."""
_BRACKETED = re.compile(
    r"\s*(?:[（(]([^（）()]{2,100})[）)]|【([^【】]{2,100})】|〔([^〔〕]{2,100})〕|\[([^\[\]]{2,100})\])"
)
_WHOLE_BRACKETS = re.compile(r"[（(【〔\[]\s*(?P<inside>.{2,110}?)\s*[）)】〕\]]")
_ORNAMENT = re.compile(rf"[{ORNAMENTS}]\s*[/／]?\s*")
_PLACE_ALONE = re.compile(rf"[{ORNAMENTS}]?\s*[/／](?P<place>\S.{{1,20}})$")
_AT_FOOT = re.compile(
    r"\s*(?:[（(【]\s*(?P<inside>(?:[^（）()【】]|[（(]\w{1,3}[）)]){2,100}?)\s*[）)】]"
    rf"|[{ORNAMENTS}]\s*(?P<marked>[^。！？；]{{2,80}}?))\s*$"
)
_SENTENCE_ENDS = frozenset("。！？…”』」!?—）)")
_AGENCY_FOOT = re.compile(
    rf"[据據]?(?:人民日报|{AGENCY}|{PAPER})(?:综合|綜合)?(?:{_PLACE}{{0,12}}{_DAY})?(?:{_ENDING}|供稿)?"
    r"|(?:[据據]|综合|綜合)(?![说說悉了统統介报報])[^。！？，：]{2,24}"
)
_RUN_ON = re.compile(
    rf"(?<=[。！？”』」])\s*(?P<row>(?:{HOUSE}|{PAPER})?{RANK}{{0,2}}{REPORTER}[^。！？；，,:：“”「」]{{2,40}})$"
)
_STOPS = re.compile(r"[。！？；!?;“”「」]")


def parse(text: str, profile: Profile, ends: tuple[int, ...] = ()) -> tuple[Byline, int] | None:
    """The byline that opens a text, and where what follows it begins; None where there is none.

    `ends` are the places where its printed lines end.
    """
    head = text[: LONGEST + 40]
    if not re.search(HAN_CHAR, head):
        return english_credits.parse(head, whole=len(head) == len(text))
    if ends and (row := parted(head, ends)):
        found = _parse(f"{row.text}{text[len(head) :]}", profile)
        return (found[0], row.place(found[1])) if found else None
    return _parse(text, profile)


def _parse(text: str, profile: Profile) -> tuple[Byline, int] | None:
    head = text[: LONGEST + 40]
    at = len(head) - len(head.lstrip())
    found = _agency(head, at, profile) or _in_brackets(head, at, profile)
    if found is None and len(text.strip()) <= LONGEST:
        byline = _line(text.strip())
        found = (byline, len(text)) if byline else None
    if found is None:
        return None
    byline, end = found
    return byline, len(text) - len(text[end:].lstrip())


def line(text: str, profile: Profile, ends: tuple[int, ...] = ()) -> Byline | None:
    """The byline of a text that stands where a byline does, on lines of its own.

    Its place speaks for it: a pen name, a body or an office is taken at its word here. `ends` are
    the places where its printed lines end.
    """
    text = text.rstrip()
    if not any(map(str.isalnum, text)):
        return None
    if not re.search(HAN_CHAR, text):
        return english_credits.line(text, ends)
    if ends and (shown := parted(text, ends)):
        text = shown.text
    parsed = parse(text, profile)
    if parsed and parsed[1] >= len(text):
        return parsed[0]
    inside = _inside(text)
    if len(inside) > LONGEST or _is_sentence(inside):
        return None
    if row := read_row(inside, whole=True, placed=True):
        return _byline(None, None, row)
    if not inside or len(inside) > LONGEST // 4 or is_editors(inside):
        return None
    if _AGENCY_FOOT.fullmatch(inside):
        return Byline(agency=inside)
    row = read_bare(inside, marked=True)
    return _byline(None, None, row) if row else Byline(credits=(Credit("", (inside,)),))


def _foot_row(text: str) -> tuple[Byline, int] | None:
    """Roles and names that run on from the last sentence: …。本报记者 甲某"""
    match = _RUN_ON.search(text, max(0, len(text) - LONGEST))
    row = read_row(match["row"]) if match else None
    return (_byline(None, None, row), match.start()) if match and row else None


def foot(text: str, ends: tuple[int, ...] = ()) -> tuple[Byline, int] | None:
    """The byline that closes a text, and where it starts; None where there is none.

    `ends` are the places where its printed lines end.
    """
    low = max(0, len(text) - LONGEST)
    if ends and (row := parted(text[low:], [end - low for end in ends if end > low])):
        found = _foot(f"{text[:low]}{row.text}")
        return (found[0], low + row.place(found[1] - low)) if found else None
    return _foot(text)


def _foot(text: str) -> tuple[Byline, int] | None:
    low = max(0, len(text) - LONGEST)
    if text.isascii() or not re.search(HAN_CHAR, text[low:]):
        return english_credits.foot(text)
    match = _AT_FOOT.search(text, low)
    if not match:
        return _foot_row(text)
    if not re.search(HAN_CHAR, match.group()):
        return None  # a foreign phrase in brackets
    inside = match["inside"] or match["marked"]
    if row := read_row(inside):
        return _byline(None, None, row), match.start()
    if not match["inside"] or text[match.start() - 1 : match.start()] not in _SENTENCE_ENDS:
        return None
    if _AGENCY_FOOT.fullmatch(inside):
        return Byline(agency=inside), match.start()
    row = read_row(inside, whole=True) or read_bare(inside, marked=True)
    return (_byline(None, None, row), match.start()) if row else None


def is_ornament(text: str) -> bool:
    """Whether a text is the mark that stands before a credit, and nothing else."""
    return (
        bool(re.fullmatch(rf"[{ORNAMENTS}\s]{{1,3}}", text))
        and len(set(text.strip())) == 1
        and len(text.strip()) == 1
    )


def _byline(agency: str | None, dateline: str | None, row: Row) -> Byline:
    return Byline(agency, dateline or row.place, row.credits)


def _agency(text: str, at: int, profile: Profile) -> tuple[Byline, int] | None:
    """An agency line, and the credits in brackets after it."""
    dateline: str | None = None
    sure = True
    if wire := _WIRE.match(text, at):
        agency, dateline, end = wire["source"], wire["dateline"], wire.end()
    elif dated := _DATED.match(text, at):
        agency, end = dated.group(), dated.end()
    elif own := _OWN.match(text, at):
        agency, end, sure = own.group(), own.end(), False
    else:
        return None
    known = sure or bool(_KNOWN.search(agency)) or agency.startswith(profile.agencies or "\0")
    if found := _row_after(text, end, known):
        return _byline(agency, dateline, found[0]), found[1]
    after = text[end:].lstrip()[:1]
    parted = (text[end : end + 1].strip() == "" and after not in _NOT_AFTER) or (
        sure and text[end] not in _NO_WIRE
    )
    return (Byline(agency, dateline), end) if known and parted else None


def _row_after(text: str, end: int, known: bool) -> tuple[Row, int] | None:
    """The credits behind an agency: in brackets, where names alone will do, or 记者甲某报道：

    Behind an agency that is `known` a name needs no surname: 本报讯（才让东智）.
    """
    if match := _BRACKETED.match(text, end):
        inside = match[match.lastindex or 0]
        row = read_row(inside) or _names(inside, known)
        return (row, match.end()) if row else None
    match = _SAYS.match(text, end)
    row = read_row(match["row"]) if match else None
    return (row, match.end()) if match and row else None


def _names(inside: str, alone: bool) -> Row | None:
    names = merged(words(inside))
    plausible = 0 < len(names) < 5 and all(map(is_name, names))
    told = all(map(has_surname, names)) or (
        alone and len(names) == 1 and not _NOT_WHO.search(inside) and not is_body(inside)
    )
    return Row((Credit("", tuple(names)),)) if plausible and told else None


def _in_brackets(text: str, at: int, profile: Profile) -> tuple[Byline, int] | None:
    """Credits or an agency in brackets that open a text."""
    match = _BRACKETED.match(text, at)
    if not match:
        return None
    inside = match[match.lastindex or 0].strip()
    if row := read_row(inside):
        return _byline(None, None, row), match.end()
    end = match.end()
    if located := _LOCATED.fullmatch(inside):
        byline = Byline(located["agency"], located["place"])
    elif _POSTED.fullmatch(inside) and _row_after(text, end, True):
        byline = Byline(inside)  # 【本報特約記者】（甲某某）: the paper's line names no place
    else:
        found = _agency(inside, 0, profile)
        if not found or found[1] < len(inside):
            return None
        byline = found[0]
    if more := _row_after(text, end, True):
        return _byline(byline.agency, byline.dateline, more[0]), more[1]
    return byline, end


def _inside(text: str) -> str:
    """A line without the ornament before it or the brackets around it."""
    brackets = _WHOLE_BRACKETS.fullmatch(text.strip())
    if brackets:
        return brackets["inside"]
    ornament = _ORNAMENT.match(text)
    return text[ornament.end() if ornament else 0 :].strip().rstrip("/／")


def _is_sentence(text: str) -> bool:
    return bool(_STOPS.search(text)) or text.endswith((":", "：", ",", "，"))


def _line(text: str) -> Byline | None:
    """A line of credits: roles and names, or nothing but a name."""
    inside = _inside(text)
    if _is_sentence(inside):
        return None  # a sentence, or a salutation
    marked = inside != text
    slashed = _PLACE_ALONE.match(text)
    if slashed:
        return Byline(dateline=slashed["place"])
    row = read_row(inside, whole=True) or read_bare(inside, marked=marked)
    return _byline(None, None, row) if row else None
