"""inferred: what the issue is called, when it appeared and in what language, where its text tells.

Nothing that was given is changed. What was inferred is said in a note with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from converter.model import Meta, Note
from converter.page import Page
from converter.repair.script import HAN_CHAR

SAMPLE = 200_000
"""Characters of a page that are looked at."""

_HAN = re.compile(HAN_CHAR)
_LETTER = re.compile("[A-Za-z]")
_PAPER = re.compile(
    rf"[\s#]*(?P<name>{HAN_CHAR}{{2,6}}?(?:日报|日報|晚报|晚報|早报|早報|时报|時報|周报|週報|商报|商報|晨报|都市报|新报|導報|导报))"
    rf"(?:[·・]{HAN_CHAR}{{2,8}})?(?:讯|訊|记者|記者|消息)"
)
_DATE = re.compile(
    r"((?:19|20)\d\d)(?<!\S.{4})年\s?(\d{1,2})月\s?(\d{1,2})日\s*(?:星期|$|\n)", re.MULTILINE
)
# Characters of one script only, common in any text of it.
_TRADITIONAL = frozenset(
    "這個們來時會對說國學員發現動經過還後開從無關應與實體進為點頭問間長門車東話見風飛馬"
)
_SIMPLIFIED = frozenset(
    "这个们来时会对说国学员发现动经过还后开从无关应与实体进为点头问间长门车东话见风飞马"
)
_SHARED = _TRADITIONAL & _SIMPLIFIED


def complete(meta: Meta, pages: Sequence[Page]) -> tuple[Meta, list[Note]]:
    """`meta` with its gaps filled from the pages, and a note for each that was."""
    notes: list[Note] = []
    if not meta.language:
        declared = next((page.language for page in pages if page.language), None)
        # A bare “zh” leaves open which script it is: the text tells.
        told = declared if declared and declared.lower() not in ("zh", "zh-cn", "zh-tw") else None
        language = told or language_of(page.text for page in pages)
        meta = replace(meta, language=language)
        source = "the file’s own word" if told else "the script"
        notes.append(Note("inferred-language", f"language {language}, from {source}"))
    if not meta.title:
        named = next((page.title for page in pages if page.title), None)
        title = named or _paper(pages)
        if title:
            meta = replace(meta, title=title)
            source = "the file's own title" if named else "the agency lines"
            notes.append(Note("inferred-title", f"title {title}, from {source}"))
    told = next((page.date for page in pages if page.date), None)
    if not meta.date and (date := told or _date(pages)):
        meta = replace(meta, date=date)
        source = "the file’s own word" if told else "a date line"
        notes.append(Note("inferred-date", f"date {date}, from {source}"))
    for name in ("number", "publisher"):
        said = next((value for page in pages if (value := getattr(page, name))), None)
        if said and not getattr(meta, name):
            meta = replace(meta, **{name: said})
            notes.append(Note(f"inferred-{name}", f"{name} {said}, from the file’s own word"))
    if not meta.page_labels:
        meta = replace(meta, page_labels=tuple(page.label for page in pages if page.label))
    return meta, notes


def language_of(texts: Iterable[str]) -> str:
    """zh-Hans, zh-Hant or en, by the characters that most of the text is written in."""
    counts = Counter("".join(text[:SAMPLE] for text in texts))
    every = "".join(counts)
    han, letters = _HAN.findall(every), _LETTER.findall(every)
    if sum(counts[c] for c in han) * 4 < sum(counts[c] for c in letters):
        return "en"
    traditional = sum(counts[c] for c in _TRADITIONAL - _SHARED)
    simplified = sum(counts[c] for c in _SIMPLIFIED - _SHARED)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _paper(pages: Sequence[Page]) -> str | None:
    """The paper that most of the agency lines name."""
    lines = (line for page in pages for line in page.text[:SAMPLE].split("\n"))
    names = Counter(match["name"] for match in map(_PAPER.match, lines) if match)
    return names.most_common(1)[0][0] if names else None


def _date(pages: Sequence[Page]) -> str | None:
    for page in pages:
        if match := _DATE.search(page.text[:2000]) or _DATE.search(page.text[-1000:]):
            year, month, day = map(int, match.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04}-{month:02}-{day:02}"
    return None
