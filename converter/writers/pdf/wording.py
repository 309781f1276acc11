"""What the print edition itself says, in the language of the issue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converter.writers.language import key_of


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language; `{}` stands for what is put in."""

    key: str
    """The language as themes name it: zh-Hans, zh-Hant, en."""
    continued_on: str
    continued_from: str
    page: str
    colophon: str
    contents: str
    picture: str
    untitled: str
    gap: str
    """Between two facts on one line."""
    western: bool = False


SIMPLIFIED = Wording(
    "zh-Hans", "下转{}", "上接{}", "{}版", "版面附记", "本期导读", "图片", "无题", "\u3000"
)  # fmt: skip
TRADITIONAL = Wording(
    "zh-Hant", "下轉{}", "上接{}", "{}版", "版面附記", "本期導讀", "圖片", "無題", "\u3000"
)  # fmt: skip
ENGLISH = Wording(
    "en", "Continued on {}", "Continued from {}", "page {}", "From the printed page", "In This Issue",
    "Picture", "Untitled", " · ",
    western=True,
)  # fmt: skip


_WORDINGS = {words.key: words for words in (SIMPLIFIED, TRADITIONAL, ENGLISH)}


def wording(language: str) -> Wording:
    """The words for a BCP 47 tag; a language that has none of its own is given the English."""
    return _WORDINGS[key_of(language)]


def page_name(label: str, words: Wording) -> str:
    """A page label as a reader says it: A2 is A2版 or page A2; 第四版, its second sheet 第四版-2 and
    Page Seven stay."""
    if re.search(r"[版面頁页](-\d+)?$|^p(age\b|\.)", label, re.IGNORECASE):
        return label
    if not words.western and label.isdecimal():
        return f"第{words.page.format(label)}"
    return words.page.format(label)


def jump(label: str, pattern: str, words: Wording) -> str:
    """A jump line: （下转A2版）, or Continued on page 4."""
    text = pattern.format(page_name(label, words))
    return text if words.western else f"（{text}）"
