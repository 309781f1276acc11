"""jump: “上接A1版”, “下转第4版”, “Continued on page 4” leave the text and are kept as labels.

The marks around them are often garbled arrows (《《, >>, ▶): they go with them. After it holds: no
jump line is left in a paragraph; a paragraph that began or ended with one says so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from converter.passage import Passage
from converter.repair.script import HAN_CHAR

_ARROWS = r"[\s（(【\[《〈»«>＞<＜▶►▷→⇒↓▲△▼◀◁◄←》〉)）】\]·.…—\-*★☆●■◆]{0,8}"
_PAGE = (
    r"(?:本报|本報)?\s*(?:第\s*)?(?P<{0}>[A-Za-z]?\s?\d{{1,3}}|[一二三四五六七八九十]{{1,3}}|[A-Z]\d{{1,2}})"
    r"\s*(?:版|页|頁)(?:[:：·][^\s。，,）)》】]{{1,8}})?"
)
_SLUG = r"(?-i:[A-Z][A-Z’'-]{2,24})"
"""The word in capitals by which a story is found again: See HOSPITAL, Page 6."""
_FROM = re.compile(
    rf"^{_ARROWS}(?:[紧緊]?(?:上接|承接|接)|[承续續])\s*" + _PAGE.format("han") + rf"{_ARROWS}"
    r"|^\W{0,8}(?:continued|cont[’']?d?)\.?\s+from\s+(?:page|p\.)\s*(?P<latin>[A-Z]?\d{1,3})\W{0,6}"
    rf"|^\W{{0,8}}(?:{_SLUG},?\s+)?from\s+(?:page|p\.)\s*(?P<slug>[A-Z]?\d{{1,3}})\W{{0,6}}$"
    r"|^(?-i:From Page|FROM PAGE)\s*(?P<bare>[A-Z]?\d{1,3})\s+(?-i:(?=[A-Z“\"‘]))",
    re.IGNORECASE,
)
_ON = re.compile(
    rf"{_ARROWS}(?:下转|下轉|[紧緊]?[转轉]|续|續)\s*"
    + _PAGE.format("han")
    + rf"(?:\s?{HAN_CHAR}{{2,6}})?{_ARROWS}$"
    r"|\W{0,6}(?:please\s+)?(?:continued|cont[’']?d?|turn|see|story continues)\.?\s+(?:on|to)?\s*"
    r"(?:page|p\.)\s*(?P<latin>[A-Z]?\d{1,3})\W{0,6}$"
    rf"|\W{{0,6}}(?:please\s+)?(?:see|turn to)\s+{_SLUG},?\s+(?:on\s+)?(?:page|p\.)\s*"
    r"(?P<slug>[A-Z]?\d{1,3})\W{0,6}$",
    re.IGNORECASE,
)
_ON_WORD = re.compile(r"[转轉续續]|[Pp](?:[Aa][Gg][Ee]|\.)")
"""A word without which nothing goes on on another page."""
_CLOSE = "。！？.!?”’」』）)"
NUMERALS = {numeral: str(n) for n, numeral in enumerate("一二三四五六七八九十", 1)}
"""Page numbers as papers print them in words."""


class Jump(NamedTuple):
    start: int
    end: int
    page: str
    """The label of the other page, without 版 or “page”."""


def from_page(text: str) -> Jump | None:
    """The jump mark that opens a text."""
    return _jump(_FROM.match(text[:60]), 0, text, opens=True)


def on_page(text: str) -> Jump | None:
    """The jump mark that closes a text."""
    start = max(0, len(text) - 60)
    if not _ON_WORD.search(text, start):
        return None
    return _jump(_ON.search(text[start:]), start, text, opens=False)


def _jump(match: re.Match[str] | None, offset: int, text: str, *, opens: bool) -> Jump | None:
    if not match:
        return None
    start, end = match.start() + offset, match.end() + offset
    if opens:
        start = 0
    else:
        # The arrows' alphabet holds real punctuation too: what closes the sentence stays.
        while (
            start < end and text[start] in _CLOSE and (start == 0 or text[start - 1] not in "（(《")
        ):
            start += 1
        if (
            text[start:end].strip()[:1] in "转轉续續"
            and start
            and re.match(HAN_CHAR, text[start - 1])
        ):
            return None
    page = next(filter(None, match.groups()))
    return Jump(start, end, _label(page))


def _label(page: str) -> str:
    page = page.replace(" ", "").upper()
    return NUMERALS.get(page, page)


def without(text: Passage, jump: Jump) -> Passage:
    return (text.cut(0, jump.start) + text.cut(jump.end)).strip()
