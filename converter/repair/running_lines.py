"""Lines of the page and not of its stories, by their form: running heads, folios, editors' lines.

A line is one that is made of nothing but the paper's own title, the issue's date, its day and the
page's label, of two of them at least, or of a label with its 版 or its dashes; one that names the
page's editors; one that says by whom the paper is brought out, its number, its newsroom's telephone.
A date alone may close a notice, a number alone stand in a table: these are not told here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from converter.repair.people import is_person
from converter.repair.script import HAN_CHAR

LONGEST: Final = 60
"""Characters of such a line at most, spaces left out."""

_NUMERALS: Final = "〇一二三四五六七八九"
_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_WEEKDAY: Final = (
    r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_ANY_DAY: Final = (
    r"(?:(?:中華民國|民國)?\d{2,4}|[〇零一二三四五六七八九]{2,4})年"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
    rf"|(?:{'|'.join(_MONTHS)})\d{{1,2}},?\d{{4}}|\d{{1,2}}(?:{'|'.join(_MONTHS)}),?\d{{4}}"
)
"""Where the issue's own day is not known, another beside the paper's title may be it."""
_SEPARATOR: Final = r"[|｜·•・,，.。:：/／()（）—–-]+"
_SUFFICE: Final = (
    frozenset({"imprint"}),
    frozenset({"title", "date"}),
    frozenset({"title", "day"}),
    frozenset({"title", "page"}),
    frozenset({"title", "folio"}),
    frozenset({"date", "weekday"}),
    frozenset({"date", "page"}),
    frozenset({"page"}),
)
_EDITOR: Final = (
    "(?:责任|責任|本版|值班|美术|美術|执行|執行|版面)?"
    "(?:编辑|編輯|编委|編委|主编|主編|校对|校對|校检|校檢|视觉|視覺|版式|美编|美編|责编|責編|设计|設計)"
)
_EDITORS = re.compile(rf"{_EDITOR}[:：/／]?(?P<name>{HAN_CHAR}{{2,4}}?)(?=$|{_EDITOR})")
_HOUSE_ENDS: Final = (
    "(?:报业集团|報業集團|报社|報社|传媒集团|傳媒集團|融媒体中心|融媒體中心|出版部|出版社|報業公司|报业公司"
    "|[报報]有限公司)"
)
_IMPRINT = re.compile(
    rf"(?:主办|主辦|主管|承办|承辦|发行|發行|出版|承印)[:：]{HAN_CHAR}{{2,16}}?{_HOUSE_ENDS}"
    r"|[总總]第[0-9]{1,6}[期号號]|(?:新闻|新聞)(?:热线|熱線)[:：][0-9-]{5,14}"
    r"|(?:编辑部|編輯部)(?:电话|電話)[:：]?[0-9-]{5,16}"
    r"|newsdesk:[0-9-]{5,14}|pageeditedby[a-z.]{4,30}|©[0-9]{4}[^。]{2,40}"
)


@lru_cache(maxsize=8)
def _scanner(titles: tuple[str, ...], date: str | None, labels: tuple[str, ...]) -> re.Pattern[str]:
    """What such lines are made of, in lower case and without spaces."""
    names = [re.escape(_plain(title)) for title in sorted(titles, key=len, reverse=True) if title]
    said = [_label(label) for label in labels]
    bare = "|".join(re.escape(label) for label in said if label) or r"[a-z]?\d{1,3}"
    parts = {
        "imprint": "|".join(f"{name}社(?:出版|印行)" for name in names),
        "title": "|".join(names),
        "date": "|".join(_dates(date)),
        "day": "" if date else _ANY_DAY,
        "weekday": _WEEKDAY,
        "page": rf"第(?:{bare})[版页頁]?|(?:{bare})[版页頁]|page(?:{bare})|[-—–·](?:{bare})[-—–·]",
        "folio": bare,
        "separator": _SEPARATOR,
    }
    return re.compile("|".join(f"(?P<{kind}>{said})" for kind, said in parts.items() if said))


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _label(label: str) -> str:
    """A page's label as it is printed within others: A2 of A2, 四 of 四版."""
    return re.sub(r"^第|[版页頁]$", "", _plain(label))


def _dates(date: str | None) -> list[str]:
    """The forms in which papers print a day, as regular expressions."""
    try:
        day = datetime.date.fromisoformat(date or "")
    except ValueError:
        return []
    year, month, number = day.year, day.month, day.day
    english = _MONTHS[month - 1]
    return [
        rf"{year}年0?{month}月0?{number}日",
        rf"(?:中华民国|中華民國|民国|民國){year - 1911}年0?{month}月0?{number}日",
        f"{_spelt(year)}年{_counted(month)}月{_counted(number)}日",
        rf"{year}[-./]0?{month}[-./]0?{number}",
        rf"{english}0?{number},?{year}",
        rf"0?{number}{english},?{year}",
    ]


def _spelt(year: int) -> str:
    return "".join(_NUMERALS[int(digit)] for digit in str(year))


def _counted(number: int) -> str:
    """A number to 31 as it is counted in Chinese: 十六, 三十一."""
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else _NUMERALS[tens])
        + ("十" if tens else "")
        + _NUMERALS[ones] * (ones > 0)
    )


def is_running(text: str, titles: Sequence[str], date: str | None, labels: Sequence[str]) -> bool:
    """Whether a line is of the page by its form alone.

    `titles` are what the paper is called, `date` the issue's day (ISO 8601), `labels` its pages'.
    """
    if len(text) > LONGEST * 2:
        return False
    line = _plain(text)
    if not line or len(line) > LONGEST:
        return False
    return (
        bool(_IMPRINT.fullmatch(line))
        or _names_editors(line)
        or _is_made_of(line, _scanner(tuple(titles), date, tuple(labels)))
    )


def _is_made_of(line: str, scanner: re.Pattern[str]) -> bool:
    kinds: set[str] = set()
    at = 0
    while at < len(line):
        match = scanner.match(line, at)
        if not match or not match.group():
            return False
        kinds.add(match.lastgroup or "")
        at = match.end()
    return any(enough <= kinds for enough in _SUFFICE)


def _names_editors(line: str) -> bool:
    """Whether a line is nothing but editors' posts, each with a name."""
    at = 0
    while match := _EDITORS.match(line, at):
        if not is_person(match["name"]):
            return False
        at = match.end()
    return at == len(line)
