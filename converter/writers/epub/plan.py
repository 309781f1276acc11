"""What goes where: the file of each article, its neighbours, its printed page, its other half."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from converter.model import Article, Issue, Paragraph
from converter.walk import descend, plain
from converter.writers.epub.words import Words
from converter.writers.epub.xhtml import clean
from converter.writers.language import is_chinese

CHINESE_STOP = re.compile(r"[。！？!?…][”’」』）》!?！？…]*")
STOP = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])")
# A full stop after these ends no sentence.
SHORT_FORM = re.compile(
    r"(?:^|[\s“‘\"'(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Mt|Ft|No|Vol|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|"
    r"Rev|Hon|Jr|Sr|Inc|Co|Corp|Ltd|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"(?:[A-Za-z]\.)+[A-Za-z])$"
)
LONGEST = {True: 90, False: 240}
"""Characters of a first sentence on the front page, in Chinese and elsewhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's place in the edition."""

    article: Article
    file_name: str
    label: str
    """What links call it: its headline, or how its text begins."""
    lead: str
    """Its first sentence."""
    page_anchor: str | None
    """The anchor of the printed page that begins here, if one does."""
    comes_from: int | None = None
    """The index of the article whose continuation this is."""
    goes_on: int | None = None


def plan(issue: Issue, words: Words) -> tuple[Entry, ...]:
    """The entries of an issue, in its order."""
    chinese = is_chinese(issue.meta.language)
    digits = max(3, len(str(len(issue.articles))))
    onward = _halves(issue.articles)
    back = {there: here for here, there in onward.items()}
    anchors: dict[str, str] = {}
    entries = []
    for index, article in enumerate(issue.articles):
        begins = bool(article.page) and article.page not in anchors
        if article.page and begins:
            anchors[article.page] = f"page-{len(anchors) + 1}"
        lead = first_sentence(article, words, chinese=chinese)
        entries.append(
            Entry(
                article,
                f"article-{index + 1:0{digits}}.xhtml",
                headline(article) or _shorten(lead, 18 if chinese else 48, words) or words.untitled,
                lead,
                anchors[article.page] if article.page and begins else None,
                back.get(index),
                onward.get(index),
            )
        )
    return tuple(entries)


def headline(article: Article) -> str:
    title = article.title or " ".join(line.text for line in article.title_lines)
    return " ".join(clean(title).split())


def by_page(entries: tuple[Entry, ...]) -> Iterator[tuple[str | None, tuple[Entry, ...]]]:
    """Runs of entries of one printed page, in the order of the edition."""
    for page, run in groupby(entries, key=lambda entry: entry.article.page):
        yield page, tuple(run)


def by_section(entries: tuple[Entry, ...]) -> Iterator[tuple[str | None, tuple[Entry, ...]]]:
    """Runs of entries of one section; a section that only one article has names no run."""
    for section, group in groupby(entries, key=_section):
        run = tuple(group)
        yield (section if len(run) > 1 else None), run


def _section(entry: Entry) -> str | None:
    section = entry.article.section
    return clean(section.text).strip() or None if section else None


def first_sentence(article: Article, words: Words, *, chinese: bool) -> str:
    """How an article's text begins, at most `LONGEST` characters of it."""
    for block in descend(article.blocks):
        if not isinstance(block, Paragraph):
            continue
        if text := " ".join(clean(plain(block.inlines)).split()):
            end = _sentence_end(text[: 4 * LONGEST[chinese]], chinese=chinese)
            return _shorten(text[:end], LONGEST[chinese], words)
    return ""


def _sentence_end(text: str, *, chinese: bool) -> int | None:
    for match in (CHINESE_STOP if chinese else STOP).finditer(text):
        if chinese or not SHORT_FORM.search(text[: match.start()][-12:]):
            return match.end()
    return None


def _shorten(text: str, length: int, words: Words) -> str:
    """Cut at a mark or a space near the end, never within a word that has spaces about it."""
    if len(text) <= length:
        return text
    cut = text[:length]
    ends = [match.start() for match in re.finditer(r"[，、；：,;:\s]", cut)]
    if ends and ends[-1] > length // 2:
        cut = cut[: ends[-1]]
    return cut.rstrip("，、；：,;: ") + words.ellipsis


def _halves(articles: tuple[Article, ...]) -> dict[int, int]:
    """From the index of each first half to that of its second, where there is no doubt."""
    ends: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    begins: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        if article.page and article.continued_on:
            ends[_page_key(article.page), _page_key(article.continued_on)].append(index)
        if article.page and article.continued_from:
            begins[_page_key(article.continued_from), _page_key(article.page)].append(index)
    pairs = ((ends[key], begins[key]) for key in ends if key in begins)
    return {
        first[0]: second[0]
        for first, second in pairs
        if len(first) == len(second) == 1 and first != second
    }


def _page_key(label: str) -> str:
    """A page's label without the words around it: “第A4版” and “page A4” are a4."""
    number = re.search(r"[A-Za-z]?\d+", label)
    return (number.group() if number else label.strip()).casefold()
