"""A printed line seen for its shape: what the features of the tagger are made of."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from converter.page import Chunk, Kind
from converter.repair.script import HAN_CHAR

STOPS = "。！？!?….."
CLOSERS = "”’」』）)】》〉\"'］]"
_ENDINGS = {
    **dict.fromkeys("-\u00ad", "hyphen"),
    **dict.fromkeys("：:", "colon"),
    **dict.fromkeys("，,、；;", "comma"),
    **dict.fromkeys(STOPS, "stop"),
}
_OPENINGS = {
    **dict.fromkeys("，。、；：！？）》」』”’,.;:!?)…%", "close"),
    **dict.fromkeys(["", *'“‘「『《（("'], "open"),  # a picture without a text opens too
}
# A class of Han characters takes milliseconds to compile without regard to case: only the Latin
# part of a pattern is.

_HAN = re.compile(HAN_CHAR)
_LETTER = r"[^\W\d_]"
_NAME = rf"(?:{_LETTER}|·){{1,14}}"
BYLINE_HEAD = re.compile(
    rf"^(?:[■□◎○●▲◆]?\s*)(?:"
    rf"据?(?:{_LETTER}|[·・&]){{1,16}}(?:讯|訊|[电電]|专电|專電|消息|报道|報導)\s*(?:[（(]|[ 　]|$)"
    rf"|(?:据|據)?(?:新华社|新華社|中新社|中央社|人民日报|本报|本報|本台|本刊)[^。，,]{{0,20}}(?:讯|訊|电|電|消息|报道|報導)"
    rf"|[（(]?(?:本报|本報|本刊|{HAN_CHAR}{{2,6}}(?:报|報|社))?(?:首席|特约|特約|见习|實習|实习)?"
    rf"(?:记者|記者|通讯员|通訊員|实习生|實習生|撰稿|文)\s*[/／:：]?\s*{_NAME}"
    rf")"
)
CREDIT_ONLY = re.compile(
    rf"^[■□◎○●▲◆（(]?\s*(?:{HAN_CHAR}{{0,8}}(?:记者|記者|通讯员|通訊員|实习生|實習生|摄影|攝影|编译|編譯"
    rf"|作者|撰稿|特派员|特派員|评论员|評論員|文/|文／|文/图)[ /／:：]?(?:{_LETTER}|[· 　、/／]){{1,40}})[）)]?$"
)
ENGLISH_BYLINE = re.compile(
    r"^(?:by|words by|pictures by|photographs by|interview by|story by|text by|from|report by)\s+"
    r"[A-Z][\w.’'-]*(?:\s+(?:[A-Z][\w.’'-]*|and|de|van|von|,))*$",
    re.IGNORECASE,
)
DATELINE = re.compile(r"^[A-Z][A-Z.’' ]{2,30}(?:,\s*[A-Z][\w. ]+)?\s*(?:\([A-Z]+\)\s*)?[—–-]")
_CAPTION_CREDIT = re.compile(
    rf"(?:摄影|攝影|特约摄影|摄|攝|供图|供圖|图/|圖/|图／|资料图|資料圖|制图|製圖|翻拍)\s*{HAN_CHAR}{{0,4}}[）)]?$"
    rf"|(?:摄影|攝影|图|圖|摄)\s*[/／:：]\s*(?:{HAN_CHAR}| ){{2,12}}[）)]?$"
    r"|(?i:\b(?:photo(?:graph)?s?|picture|pictures|image|courtesy)\b[^.]{0,40}\.?\)?$)"
)
_PICTURE_SIGNS = ("摄", "攝", "图", "圖", "拍", "photo", "picture", "image", "courtesy")
"""One of these is in every such credit."""
_FOOT = 120
"""Characters at the end of a line that may hold a picture's credit."""
_FURNITURE_WORDS = re.compile(
    "责任?编辑|責任?編輯|责编|責編|版式|校对|校對|主编|主編|美编|美編|值班|统筹|热线|熱線|投稿|邮箱"
    "|星期[一二三四五六日天]|农历|農曆|零售价|定价|每份"
)
_FURNITURE_LINE = re.compile(
    rf"第?\s*[A-Za-z]?\d{{1,3}}\s*[版页頁]?$|[A-Za-z]\d{{1,2}}\s*(?:{HAN_CHAR}|[ ·|｜]){{0,8}}$"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\W*\d{1,3}\W*$"
    r"|(?i:(?:page|p\.)\s*\d+$|(?:price\s*)?[$£€]?\d[\d.]*\s?(?:cents?|¢|p|pence|元)?$)"
)
_FURNITURE_LATIN = re.compile(
    r"(?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+\w+\s+\d"
    r"|editor\b.*:|vol\.\s*\w+|no\.\s*\d+)"
)
NUMBERED = re.compile(r"^(?:[（(]?\d{1,2}[.、）)]\s?|[①-⑳])")
BULLET = re.compile(r"^[●■◆○·•▪◇□*-]\s?")
CLAUSED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]+[章节条,，、 ])"
)
SPEAKER = re.compile(rf"^(?:问|答|問|Q|A|記者|记者|(?:{HAN_CHAR}|·){{2,6}}|[A-Z][a-z]+)\s*[:：]")
_NUMERALS = "一二三四五六七八九十"
_LIST_MARK = re.compile(
    rf"^(?:[●■◆○◇□▪•·*-]|[（(]?(?P<number>\d{{1,2}}|[{_NUMERALS}]{{1,3}})[.、．）)](?!\d))"
)
_AROUND = 9
"""Lines above and below in which the measure is looked for."""
_OPENED = re.compile("[“「『（(《]")
_CLOSED = re.compile("[”」』）)》]")
_FIRST_WORD = re.compile(r"[!-\u2fff]+|\S[，。、；：！？）》」』”’]*")
GAPS = re.compile(r"(?<=\S)(?:\t| {2,})(?=\S)")


_BOUNDS = (2, 4, 6, 8, 10, 13, 16, 20, 25, 30, 38, 50, 80)


def bucket(value: float, bounds: Sequence[float] = _BOUNDS) -> int:
    """How many of the bounds, which rise, a value is beyond."""
    return bisect_left(bounds, value)


class _Em(dict[str, float]):
    """The width of each character, told when it is first asked for."""

    def __missing__(self, character: str) -> float:
        wide = character >= "\u1100" and unicodedata.east_asian_width(character) in "WFA"
        self[character] = 1.0 if wide else 0.5
        return self[character]


_EM = _Em()


def width(text: str) -> float:
    """The width of a text in em: a Han character is one, a letter about half."""
    return len(text) * 0.5 if text.isascii() else sum(map(_EM.__getitem__, text))


@dataclass(frozen=True, slots=True)
class Line:
    """One chunk, with what its place on the page tells."""

    chunk: Chunk
    text: str
    width: float
    column: float
    """The width that full lines have hereabouts."""
    longest: float
    """The width of the longest line hereabouts that is still of the column."""
    blank_after: int
    above: float
    """The measure, in em, that the lines above were set to; nothing where it cannot be told."""
    below: float
    core: str
    """The text without the closing marks at its end."""
    ending: str
    opening: str
    head: float
    """The width of its first word."""
    tokens: int
    cells: int
    """How many parts stand apart by a tab or a wide gap; none where there is no gap."""
    mark: int
    """The level of a heading as the source marks it."""
    full: float
    """How much of its column the line fills."""
    depth: int
    """Marks of a pair that it opens, less those that it closes."""


def look(chunks: Sequence[Chunk]) -> list[Line]:
    """The lines of a page, each with the width of the column it stands in."""
    texts = [chunk.text.text.strip() for chunk in chunks]
    widths = [width(text) for text in texts]
    set_to = [w + chunk.indent / 2 for w, chunk in zip(widths, chunks, strict=True)]
    lines = []
    for n, (chunk, text) in enumerate(zip(chunks, texts, strict=True)):
        near = sorted(widths[max(0, n - 5) : n + 6])
        column = near[int(len(near) * 0.75)]
        core = text.rstrip(CLOSERS)
        word = _FIRST_WORD.match(text)
        gaps = len(GAPS.findall(text)) if "\t" in text or "  " in text else 0
        line = Line(
            chunk,
            text,
            widths[n],
            column,
            longest=max((w for w in near if w <= column * 1.25), default=0.0),
            blank_after=chunks[n + 1].blank_before if n + 1 < len(chunks) else 9,
            above=_measure(set_to[max(0, n - _AROUND) : n]),
            below=_measure(set_to[n + 1 : n + 1 + _AROUND]),
            core=core,
            ending=_ending(core, text),
            opening=_opening(text[:1]),
            head=width(word[0]) if word else 0.0,
            tokens=len(text.split()),
            cells=gaps + 1 if gaps else 0,
            mark=(chunk.level or 9) if chunk.kind is Kind.HEADING else 0,
            full=set_to[n] / column if column else 1.0,
            depth=len(_OPENED.findall(text)) - len(_CLOSED.findall(text)),
        )
        lines.append(line)
    return lines


def _ending(core: str, text: str) -> str:
    last = core[-1:]
    if said := _ENDINGS.get(last):
        return said
    if len(core) != len(text):
        return "closer"
    return "digit" if last.isdigit() else "none"


def _opening(first: str) -> str:
    if said := _OPENINGS.get(first):
        return said
    if first.isdigit():
        return "digit"
    if first.isascii() and first.isalpha():
        return "lower" if first.islower() else "upper"
    return "han" if _HAN.match(first) else "sign"


def _measure(widths: Sequence[float]) -> float:
    """The width that most lines have: in a justified column all but the last of a paragraph.

    Ragged lines seldom have one; there it is the longest that is no outlier.
    """
    if len(widths) < 3:
        return 0.0
    if len(set(widths)) > len(widths) - 2:
        return sorted(widths)[-2]
    most = max(widths, key=widths.count)
    return most if widths.count(most) > 2 else sorted(widths)[-2]


def room(first: Line, second: Line) -> float:
    """How much of the column, in em, would be left had the next line's first word been set here.

    Well above nothing, the line was ended on purpose: a paragraph ends there, or a line of verse.
    """
    return first.longest - first.width - first.chunk.indent / 2 - second.head - 0.5


def layout(lines: Sequence[Line], han: bool) -> str:
    """Whether the source has printed lines (`line`, `word`) or whole pieces of text (`block`, `text`).

    Printed lines: most lines stand directly under another and are of a column's width.
    """
    if not lines:
        return "block" if han else "text"
    tight = sum(1 for line in lines[1:] if not line.chunk.blank_before)
    typical = median(line.width for line in lines)
    printed = tight > len(lines) * 0.35 and typical < (28 if han else 32)
    if han:
        return "line" if printed else "block"
    return "word" if printed else "text"


def has_picture_credit(text: str) -> bool:
    """Whether a picture's credit closes a line."""
    low = max(0, len(text) - _FOOT)
    foot = text[low:].lower()
    return any(map(foot.__contains__, _PICTURE_SIGNS)) and bool(_CAPTION_CREDIT.search(text, low))


def has_furniture(text: str) -> bool:
    """Whether a line has words of a running head, an editors' line or a price."""
    return bool(
        _FURNITURE_WORDS.search(text)
        or _FURNITURE_LINE.match(text)
        or _FURNITURE_LATIN.search(text)
    )


def list_mark(text: str) -> tuple[str, int] | None:
    """The list mark a line begins with: its form, and its number where it has one."""
    if match := _LIST_MARK.match(text):
        number = match["number"]
        if number is None:
            return text[0], 0
        form = text[: match.end()].replace(number, "1")
        value = int(number) if number.isdigit() else _NUMERALS.find(number[-1]) + 1
        return form, value
    return None
