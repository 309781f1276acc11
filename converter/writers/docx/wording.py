"""What the edition itself says in each language: jump lines, folios, dates, names of things."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converter.writers.language import key_of


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
    gap: str
    """Between two facts on one line."""
    aside: str
    """Between a caption and its credit."""
    comma: str
    picture: str
    figure: str
    """What captions are counted as, in Word's tables of figures."""
    untitled: str
    contents: str
    separator: str
    bullet: str


SIMPLIFIED = Wording(
    key="zh-Hans", latin="en-US", east_asian="zh-CN", chinese=True,
    continued_on="下转{}", continued_from="上接{}", page="{}版", folio=("第", "页，共", "页"),
    number="第{}期",
    gap="\u3000", aside="\u3000", comma="、", picture="图片", figure="图", untitled="无题",
    contents="目录",
    separator="＊\u3000＊\u3000＊", bullet="●",
)  # fmt: skip
TRADITIONAL = Wording(
    key="zh-Hant", latin="en-US", east_asian="zh-TW", chinese=True,
    continued_on="下轉{}", continued_from="上接{}", page="{}版", folio=("第", "頁，共", "頁"),
    number="第{}期",
    gap="\u3000", aside="\u3000", comma="、", picture="圖片", figure="圖", untitled="無題",
    contents="目錄",
    separator="＊\u3000＊\u3000＊", bullet="●",
)  # fmt: skip
ENGLISH = Wording(
    key="en", latin="en-US", east_asian="zh-CN", chinese=False,
    continued_on="Continued on {}", continued_from="Continued from {}", page="page {}",
    folio=("Page ", " of ", ""),
    number="No. {}",
    gap=" · ", aside=" ", comma=", ", picture="Picture", figure="Figure", untitled="Untitled",
    contents="Contents",
    separator="* * *", bullet="•",
)  # fmt: skip

_WORDINGS = {words.key: words for words in (SIMPLIFIED, TRADITIONAL, ENGLISH)}


def wording(language: str) -> Wording:
    """The words for a BCP 47 tag; a language that has none of its own is given the English."""
    return _WORDINGS[key_of(language)]


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
