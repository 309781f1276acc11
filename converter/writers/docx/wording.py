"""What the edition itself says in each language: jump lines, folios, dates, names of things."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language; `{}` stands for what is put in."""

    key: str
    """The language as themes name it: zh-Hans, zh-Hant, en."""
    latin: str
    """`w:lang` of Latin text (ECMA-376 part 1, 17.3.2.20)."""
    east_asian: str
    chinese: bool
    continued_on: str
    continued_from: str
    page: str
    folio: tuple[str, str, str]
    """What stands before, between and after the page's number and the number of pages."""
    number: str
    day: str
    month: str
    year: str
    gap: str
    """Between two facts on one line."""
    aside: str
    """Between a caption and its credit."""
    comma: str
    picture: str
    untitled: str
    separator: str
    bullet: str
    months: tuple[str, ...] = ()


SIMPLIFIED = Wording(
    key="zh-Hans", latin="en-US", east_asian="zh-CN", chinese=True,
    continued_on="下转{}", continued_from="上接{}", page="{}版", folio=("第", "页，共", "页"),
    number="第{}期", day="{0}年{1}月{2}日", month="{0}年{1}月", year="{0}年",
    gap="\u3000", aside="\u3000", comma="、", picture="图片", untitled="无题",
    separator="＊\u3000＊\u3000＊", bullet="●",
)  # fmt: skip
TRADITIONAL = Wording(
    key="zh-Hant", latin="en-US", east_asian="zh-TW", chinese=True,
    continued_on="下轉{}", continued_from="上接{}", page="{}版", folio=("第", "頁，共", "頁"),
    number="第{}期", day="{0}年{1}月{2}日", month="{0}年{1}月", year="{0}年",
    gap="\u3000", aside="\u3000", comma="、", picture="圖片", untitled="無題",
    separator="＊\u3000＊\u3000＊", bullet="●",
)  # fmt: skip
ENGLISH = Wording(
    key="en", latin="en-US", east_asian="zh-CN", chinese=False,
    continued_on="Continued on {}", continued_from="Continued from {}", page="page {}",
    folio=("Page ", " of ", ""),
    number="No. {}", day="{2} {3} {0}", month="{3} {0}", year="{0}",
    gap=" · ", aside=" ", comma=", ", picture="Picture", untitled="Untitled",
    separator="* * *", bullet="•",
    months=(
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
)  # fmt: skip

_TRADITIONAL_TAG = re.compile(r"zh-(hant|tw|hk|mo)\b", re.IGNORECASE)


def wording(language: str) -> Wording:
    """The words for a BCP 47 tag; a language that has none of its own is given the English."""
    if _TRADITIONAL_TAG.match(language):
        return TRADITIONAL
    if re.match(r"zh\b", language, re.IGNORECASE):
        return SIMPLIFIED
    return ENGLISH


def page_name(label: str, words: Wording) -> str:
    """A page label as a reader says it: A2 is A2版 or page A2; 第四版 and Page Seven stay."""
    if re.search("[版面頁页]$|^page", label, re.IGNORECASE):
        return label
    if words.chinese and label.isdecimal():
        return f"第{words.page.format(label)}"
    return words.page.format(label)


def number_name(number: str, words: Wording) -> str:
    """An issue's number: bare digits are given the word that belongs to them."""
    return words.number.format(number) if number.isdecimal() else number


def date_name(date: str, words: Wording) -> str:
    """An ISO date, as far as it is known, the way the language writes it."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", date)
    if not found:
        return date
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if month > 12:
        return date
    pattern = words.day if day else words.month if month else words.year
    return pattern.format(year, month, day, words.months[month - 1] if words.months else "")
