"""credits: who wrote it, from where, for which agency, read from the forms that print has.

`parse` reads a byline that opens a text or is all of it, `foot` one that closes it, and
`caption_credit` the credit of a picture. What was read is given back as offsets, so that its
spans are kept; names and roles stay as printed. Between brackets or on a line of its own a credit
is a row of roles and names (`credit_row`); before it may stand the agency:

    本报讯（记者/甲某 通讯员/乙某 丙某）   新华社北京5月8日电（记者丁某、戊某）   □本报记者 甲某

The wire's line carries its place and day: agency 新华社, dateline 北京5月8日电; a paper's own
keeps its 讯 (本报讯, 本报石磡讯). After it holds: nothing that is taken is said twice; a text
that only resembles a byline is left alone.
"""

from __future__ import annotations

import re
from typing import Final

from converter.model import Byline, Credit
from converter.repair import english_credits
from converter.repair.credit_row import PAPER, Row, read_bare, read_row
from converter.repair.people import has_surname, is_name
from converter.repair.photo_credits import caption_credit
from converter.repair.record import Profile
from converter.repair.script import HAN_CHAR

__all__ = ["CODE", "LONGEST", "caption_credit", "foot", "parse"]

CODE: Final = "credits"
LONGEST: Final = 120
"""Characters that a byline takes at most."""

_ENDING = "(?:专电|專電|电|電|讯|訊|消息|报道|報導)"
_NUMBER = "[0-9一二三四五六七八九十]{1,3}"
_WIRE = re.compile(
    rf"(?P<source>[据據]?(?:{PAPER}|[^\W\d_]{{2,8}}[·・•][^\W\d_]{{2,10}}))"
    rf"(?P<dateline>(?:{HAN_CHAR}|·){{0,12}}?\s?(?:{_NUMBER}\s?[月/]\s?)?{_NUMBER}\s?日\s?{_ENDING})"
)
_OWN = re.compile(
    rf"[据據]?(?:[^\W\d_]|[·・•]){{1,18}}?{_ENDING}(?!{HAN_CHAR})|[据據](?:新华社|新華社)(?:电|電)?"
)
_KNOWN = re.compile(
    rf"(?:{PAPER}|在线|在線|客户端|掌上|云上|雲上)(?:{HAN_CHAR}|[·・•])*{_ENDING}$|^[据據].*(?:{_ENDING}|社)$"
)
_BRACKETED = re.compile(r"\s*(?:[（(]([^（）()]{2,100})[）)]|【([^【】]{2,100})】)")
_WHOLE_BRACKETS = re.compile(r"[（(【]\s*(?P<inside>.{2,110}?)\s*[）)】]")
_ORNAMENT = re.compile(r"[■□◎○●▲◆◇★☆]\s*[/／]?\s*")
_AT_FOOT = re.compile(
    r"\s*(?:[（(]\s*(?P<inside>[^（）()]{2,100}?)\s*[）)]|[■□◎○◆◇]\s*(?P<marked>[^。！？；]{2,80}?))\s*$"
)
_SENTENCE_ENDS = frozenset("。！？…”』」!?")
_AGENCY_FOOT = re.compile(
    rf"[据據]?(?:新华社|新華社|中新社|中央社|人民日报|{PAPER})(?:综合|綜合)?{_ENDING}?"
)
_STOPS = re.compile(r"[。！？；!?;“”「」《》]")


def parse(text: str, profile: Profile) -> tuple[Byline, int] | None:
    """The byline that opens a text, and where what follows it begins; None where there is none."""
    head = text[: LONGEST + 40]
    if not re.search(HAN_CHAR, head):
        return english_credits.parse(head, whole=len(head) == len(text))
    at = len(head) - len(head.lstrip())
    found = _agency(head, at, profile) or _in_brackets(head, at)
    if found is None and len(text.strip()) <= LONGEST:
        byline = _line(text.strip())
        found = (byline, len(text)) if byline else None
    if found is None:
        return None
    byline, end = found
    return byline, len(text) - len(text[end:].lstrip())


def foot(text: str) -> tuple[Byline, int] | None:
    """The byline that closes a text, and where it starts; None where there is none."""
    low = max(0, len(text) - LONGEST)
    match = _AT_FOOT.search(text, low)
    if not match or not re.search(HAN_CHAR, match.group()):
        return None
    inside = match["inside"] or match["marked"]
    if row := read_row(inside):
        return _byline(None, None, row), match.start()
    if not match["inside"] or text[match.start() - 1 : match.start()] not in _SENTENCE_ENDS:
        return None
    if _AGENCY_FOOT.fullmatch(inside):
        return Byline(agency=inside), match.start()
    if len(inside) < 4 and is_name(inside) and has_surname(inside):
        return Byline(credits=(Credit("", (inside,)),)), match.start()
    return None


def _byline(agency: str | None, dateline: str | None, row: Row) -> Byline:
    return Byline(agency, dateline or row.place, row.credits)


def _agency(text: str, at: int, profile: Profile) -> tuple[Byline, int] | None:
    """An agency line, and the credits in brackets after it."""
    dateline: str | None = None
    if wire := _WIRE.match(text, at):
        agency, dateline, end = wire["source"], wire["dateline"], wire.end()
    elif own := _OWN.match(text, at):
        agency, end = own.group(), own.end()
    else:
        return None
    match = _BRACKETED.match(text, end)
    row = read_row(match[1] or match[2]) if match else None
    if match and row:
        return _byline(agency, dateline, row), match.end()
    known = dateline or _KNOWN.search(agency) or agency.startswith(profile.agencies or "\0")
    parted = end == len(text) or text[end].isspace()
    return (Byline(agency, dateline), end) if known and parted else None


def _in_brackets(text: str, at: int) -> tuple[Byline, int] | None:
    """Credits in brackets that open a text."""
    match = _BRACKETED.match(text, at)
    row = read_row(match[1] or match[2]) if match else None
    return (_byline(None, None, row), match.end()) if match and row else None


def _line(text: str) -> Byline | None:
    """A line of credits: roles and names, or nothing but a name."""
    ornament = _ORNAMENT.match(text)
    brackets = _WHOLE_BRACKETS.fullmatch(text)
    inside = brackets["inside"] if brackets else text[ornament.end() if ornament else 0 :]
    if _STOPS.search(inside) or inside.endswith((":", "：")):
        return None  # a sentence, or a salutation
    row = read_row(inside, whole=True) or read_bare(inside, marked=bool(ornament or brackets))
    return _byline(None, None, row) if row else None
