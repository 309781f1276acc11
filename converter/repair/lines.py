"""A printed line seen for its shape: what the features of the tagger are made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from converter.page import Chunk, Kind
from converter.repair.script import HAN_CHAR

STOPS = "。！？!?….."
CLOSERS = "”’」』）)】》〉\"'］]"
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
JUMP = re.compile(
    r"[（(【\[《〈»«>＞<＜▶►→↓▲△▼]{0,4}\s*(?:紧?上接|下转|下轉|緊?接|转|轉|續|续|承|未完)"
    r"[^。，,]{0,12}(?:版|页|頁|第\s?[0-9A-Z一二三四五六七八九十]+)"
    r"|\b(?:continued|cont[’']?d?|see|turn to|from|jump)\.?\s+(?:on|from|to|at)?\s*page\s+\w+",
    re.IGNORECASE,
)
JUMP_ALONE = re.compile(
    r"^[\W_]{0,6}(?:紧?上接|下转|下轉|緊?接|转|轉|續|续)[^。，,]{1,16}(?:版|页|頁)[\W_]{0,6}$"
    r"|(?i:^\W*(?:please\s+)?(?:continued|cont[’']?d?|turn to|see)\.?\s+(?:on|from|to|at)?\s*page\s+\w+\W*$)"
)
CAPTION_CREDIT = re.compile(
    rf"(?:摄影|攝影|特约摄影|摄|攝|供图|供圖|图/|圖/|图／|资料图|資料圖|制图|製圖|翻拍)\s*{HAN_CHAR}{{0,4}}[）)]?$"
    rf"|(?:摄影|攝影|图|圖|摄)\s*[/／:：]\s*(?:{HAN_CHAR}| ){{2,12}}[）)]?$"
    r"|(?i:\b(?:photo(?:graph)?s?|picture|pictures|image|courtesy)\b[^.]{0,40}\.?\)?$)"
)
FURNITURE = re.compile(
    rf"责任?编辑|責任?編輯|责编|責編|版式|校对|校對|主编|主編|美编|美編|值班|统筹|热线|熱線|投稿|邮箱|"
    rf"^第?\s*[A-Za-z]?\d{{1,3}}\s*[版页頁]?$|^[A-Za-z]\d{{1,2}}\s*(?:{HAN_CHAR}|[ ·|｜]){{0,8}}$"
    rf"|星期[一二三四五六日天]|(?:农历|農曆)|^\d{{4}}年\d{{1,2}}月\d{{1,2}}日|^\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    r"|(?i:^(?:page|p\.)\s*\d+$|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+\w+\s+\d"
    r"|^(?:price\s*)?[$£€]?\d[\d.]*\s?(?:cents?|¢|p|pence|元)?$|零售价|定价|每份"
    r"|^\W*\d{1,3}\W*$|editor\b.*:|vol\.\s*\w+|no\.\s*\d+)"
)
NUMBERED = re.compile(r"^(?:[（(]?\d{1,2}[.、）)]\s?|[①-⑳])")
BULLET = re.compile(r"^[●■◆○·•▪◇□*-]\s?")
CLAUSED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]+[章节条,，、 ])"
)
SPEAKER = re.compile(rf"^(?:问|答|問|Q|A|記者|记者|(?:{HAN_CHAR}|·){{2,6}}|[A-Z][a-z]+)\s*[:：]")
_FIRST_WORD = re.compile(r"[!-\u2fff]+|\S[，。、；：！？）》」』”’]*")
TOKENS = re.compile(r"\S+")


def width(text: str) -> float:
    """The width of a text in em: a Han character is one, a letter about half."""
    wide = sum(1 for ch in text if ch >= "\u1100" and unicodedata.east_asian_width(ch) in "WFA")
    return wide + (len(text) - wide) * 0.5


@dataclass(frozen=True)
class Line:
    """One chunk, with what its place on the page tells."""

    chunk: Chunk
    text: str
    width: float
    column: float = 0.0
    """The width that full lines have hereabouts."""
    longest: float = 0.0
    """The width of the longest line hereabouts that is still of the column."""
    blank_after: int = 0

    @cached_property
    def core(self) -> str:
        """The text without the closing marks at its end."""
        return self.text.rstrip().rstrip(CLOSERS)

    @cached_property
    def ending(self) -> str:
        last = self.core[-1:]
        if last and last in STOPS:
            return "stop"
        if last and last in "，,、；;":
            return "comma"
        if last and last in "：:":
            return "colon"
        if last and last in "-\u00ad":
            return "hyphen"
        if self.core != self.text.rstrip():
            return "closer"
        return "digit" if last.isdigit() else "none"

    @cached_property
    def opening(self) -> str:
        first = self.text[:1]
        if first in '“‘「『《（("':
            return "open"
        if first in "，。、；：！？）》」』”’,.;:!?)…%":
            return "close"
        if first.isdigit():
            return "digit"
        if first.isascii() and first.isalpha():
            return "lower" if first.islower() else "upper"
        return "han" if _HAN.match(first) else "sign"

    @cached_property
    def tokens(self) -> int:
        return len(TOKENS.findall(self.text))

    @cached_property
    def mark(self) -> int:
        return (self.chunk.level or 9) if self.chunk.kind is Kind.HEADING else 0

    @cached_property
    def full(self) -> float:
        """How much of its column the line fills."""
        return (self.width + self.chunk.indent / 2) / self.column if self.column else 1.0


def look(chunks: Sequence[Chunk]) -> list[Line]:
    """The lines of a page, each with the width of the column it stands in."""
    texts = [chunk.text.text.strip() for chunk in chunks]
    widths = [width(text) for text in texts]
    lines = []
    for n, chunk in enumerate(chunks):
        after = chunks[n + 1].blank_before if n + 1 < len(chunks) else 9
        near = sorted(widths[max(0, n - 5) : n + 6])
        column = near[int(len(near) * 0.75)] if near else 0.0
        longest = max((w for w in near if w <= column * 1.25), default=0.0)
        lines.append(Line(chunk, texts[n], widths[n], column, longest, after))
    return lines


def room(first: Line, second: Line) -> float:
    """How much of the column, in em, would be left had the next line's first word been set here.

    Well above nothing, the line was ended on purpose: a paragraph ends there, or a line of verse.
    """
    word = _FIRST_WORD.match(second.text)
    return (
        first.longest - first.width - first.chunk.indent / 2 - width(word[0] if word else "") - 0.5
    )


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
