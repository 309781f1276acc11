"""The words that the edition itself says, in the language of the issue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from converter.writers.language import date_name, is_chinese, key_of

ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# RFC 5646, 2.1: language, script, region, then variants and extensions.
LANGUAGE_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of one language; those with `{}` take a page or a title."""

    contents: str
    cover: str
    colophon: str
    body: str
    landmarks: str
    page: str
    numbered_page: str
    """A page whose label is a bare number."""
    continued_from: str
    continued_on: str
    previous: str
    next: str
    turn: str
    """What the links from article to article are called."""
    picture: str
    captioned_picture: str
    lost_picture: str
    untitled: str
    untitled_issue: str
    print_edition: str
    accessibility: str
    undescribed: str
    """What the summary of accessibility adds where a picture lacks a description."""
    ellipsis: str
    gap: str
    """What stands between two parts of a line: title and date, caption and credit."""


SIMPLIFIED = Words(
    contents="目录",
    cover="封面",
    colophon="版面附记",
    body="正文",
    landmarks="导览",
    page="{}版",
    numbered_page="第{}版",
    continued_from="上接{}",
    continued_on="下转{}",
    previous="上一篇：{}",
    next="下一篇：{}",
    turn="前后文章",
    picture="图片",
    captioned_picture="图片，说明见图注",
    lost_picture="图片缺失",
    untitled="无题",
    untitled_issue="未名报刊",
    print_edition="印刷版",
    accessibility="正文可由读屏软件朗读，标题分级，目录、印刷版页码和地标齐备，字号、字体和颜色由读者决定。",
    undescribed="部分图片没有文字描述。",
    ellipsis="……",
    gap="　",
)
TRADITIONAL = Words(
    contents="目錄",
    cover="封面",
    colophon="版面附記",
    body="正文",
    landmarks="導覽",
    page="{}版",
    numbered_page="第{}版",
    continued_from="上接{}",
    continued_on="下轉{}",
    previous="上一篇：{}",
    next="下一篇：{}",
    turn="前後文章",
    picture="圖片",
    captioned_picture="圖片，說明見圖註",
    lost_picture="圖片缺失",
    untitled="無題",
    untitled_issue="未名報刊",
    print_edition="印刷版",
    accessibility="正文可由讀屏軟體朗讀，標題分級，目錄、印刷版頁碼和地標齊備，字級、字型和顏色由讀者決定。",
    undescribed="部分圖片沒有文字描述。",
    ellipsis="……",
    gap="　",
)
ENGLISH = Words(
    contents="Contents",
    cover="Cover",
    colophon="From the printed page",
    body="Articles",
    landmarks="Landmarks",
    page="Page {}",
    numbered_page="Page {}",
    continued_from="Continued from {}",
    continued_on="Continued on {}",
    previous="Previous: {}",
    next="Next: {}",
    turn="Other articles",
    picture="Picture",
    captioned_picture="Picture, described by its caption",
    lost_picture="Picture missing",
    untitled="Untitled",
    untitled_issue="Untitled paper",
    print_edition="print edition",
    accessibility=(
        "The text can be read aloud; headings are nested; there is a table of contents, a list of "
        "printed pages and landmarks; size, face and colours are the reader's to choose."
    ),
    undescribed="Some pictures have no description.",
    ellipsis="…",
    gap=" ",
)


_WORDS = {"zh-Hans": SIMPLIFIED, "zh-Hant": TRADITIONAL, "en": ENGLISH}


def words_of(language: str) -> Words:
    """The labels of a BCP 47 language; English where it is neither of the Chinese scripts."""
    return _WORDS[key_of(language)]


def theme_language(language: str) -> str:
    """The language by which a theme names its families."""
    return key_of(language) if is_chinese(language) else language


def language_tag(language: str) -> str:
    """The tag where it is well formed, else `und`: a wrong one makes the whole edition invalid."""
    return language if LANGUAGE_TAG.fullmatch(language) else "und"


def iso_date(text: str | None) -> str | None:
    """The date of an issue where it is one: year, month and day as far as known."""
    match = ISO_DATE.fullmatch(text or "")
    if not match:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return match.group() if date(year, month, day).year >= 1000 else None
    except ValueError:
        return None


def printed_date(text: str | None, language: str) -> str | None:
    """The date as a paper of the language prints it; as given where it is no ISO date."""
    iso = iso_date(text)
    return date_name(iso, language) if iso else text or None


def page_name(label: str, words: Words) -> str:
    """A page by its label: “A2版”, “第4版”, “Page 5”; one that says it is a page already, as is."""
    if re.search(r"版|頁|页|^p(age|\.)", label, re.IGNORECASE):
        return label
    if label.isdecimal():
        return words.numbered_page.format(label)
    return words.page.format(label)
