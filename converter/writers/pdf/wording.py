"""What the print edition itself says, in the language of the issue."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language; `{}` stands for what is put in."""

    key: str
    """The language as themes name it: zh-Hans, zh-Hant, en."""
    continued_on: str
    continued_from: str
    page: str
    colophon: str
    picture: str
    untitled: str
    gap: str
    """Between two facts on one line."""
    months: tuple[str, ...] = ()


SIMPLIFIED = Wording(
    "zh-Hans", "下转{}", "上接{}", "{}版", "版面附记", "图片", "无题", "\u3000"
)  # fmt: skip
TRADITIONAL = Wording(
    "zh-Hant", "下轉{}", "上接{}", "{}版", "版面附記", "圖片", "無題", "\u3000"
)  # fmt: skip
ENGLISH = Wording(
    "en", "Continued on {}", "Continued from {}", "page {}", "From the printed page",
    "Picture", "Untitled", " · ",
    (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
)  # fmt: skip


def wording(language: str) -> Wording:
    """The words for a BCP 47 tag; a language that has none of its own is given the English."""
    tag = language.lower()
    if re.match(r"zh-(hant|tw|hk|mo)\b", tag):
        return TRADITIONAL
    return SIMPLIFIED if re.match(r"zh\b", tag) else ENGLISH


def page_name(label: str, words: Wording) -> str:
    """A page label as a reader says it: A2 is A2版 or page A2; 第四版 and Page Seven stay."""
    if re.search(r"[版面頁页]$|^p(age\b|\.)", label, re.IGNORECASE):
        return label
    if not words.months and label.isdecimal():
        return f"第{words.page.format(label)}"
    return words.page.format(label)


def jump(label: str, pattern: str, words: Wording) -> str:
    """A jump line: （下转A2版）, or Continued on page 4."""
    text = pattern.format(page_name(label, words))
    return text if words.months else f"（{text}）"


def date_name(date: str, words: Wording) -> str:
    """An ISO date, as far as it is known, the way the language prints it; others as they are."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return date
    parts = [int(part) for part in date.split("-")]
    if not words.months:
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    if len(parts) == 1 or not 1 <= parts[1] <= 12:
        return date
    day = f"{parts[2]} " if len(parts) > 2 else ""
    return f"{day}{words.months[parts[1] - 1]} {parts[0]}"
