"""section, title-lines: the head of a story put in order.

A section flag often runs into the headline's line ("改革进行时 某县：…"), and a headline's lines
come out joined by a space. After it holds: a flag is a piece of its own, and each line of a headline is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from converter.model import Repair
from converter.passage import Passage
from converter.repair.lines import STOPS, width
from converter.repair.record import Piece, Profile, Repaired, Role
from converter.repair.script import HAN_CHAR
from converter.repair.tagger import shipped

LONGEST_FLAG = 10
"""Em beyond which a headline's first part is no section flag."""
LONGEST_KICKER = 32
"""Em beyond which a line is no kicker."""

_PHRASES = frozenset({Role.DECK, Role.PARAGRAPH, Role.HEADING, Role.KICKER})

_SIGNS = re.compile(r"[0-9“”「」《》，,：:！!？?]")
_PLACE = re.compile("[省市区縣县州镇鎮乡鄉村旗盟國国]$")
_FLAG_WORD = re.compile(
    "(?:进行时|在线|聚焦|观察|專欄|专栏|时评|快讯|一线|风采|动态|纵横|新闻|新聞|要闻|故事|追踪|问答|论坛|视点|之窗|关注"
    "|纪事|见闻|特写|专题|專題|专访|人物|天地|园地|副刊|广角|博览|扫描|谈|随笔|信箱|来信|热线|简讯|短评|社论|评论|对话"
    "|访谈|走基层|手记|回顾|之声|榜样|讲堂|课堂|预报|周刊|光影|镜头|夜话|茶座|札记|进行曲|行动|工程|[^一二三四五六七八九十0-9]年)$"
)
_BRACKETED = re.compile(r"^[【〔\[（(](?P<flag>[^】〕\])）]{2,12})[】〕\])）]\s*")
_HAN = re.compile(HAN_CHAR)


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    known = set(profile.sections) | {p.text.text for p in pieces if p.role is Role.SECTION}
    pieces = _above_a_headline(pieces)
    out: list[Piece] = []
    repairs: list[Repair] = []
    for n, piece in enumerate(pieces):
        match = _BRACKETED.match(piece.text.text)
        headed = bool(n) and pieces[n - 1].role in (Role.SECTION, Role.KICKER, Role.TITLE)
        if piece.role is Role.TITLE and profile.han:
            if match and match.end() < len(piece.text) and not headed:
                out.append(replace(_unbracketed(piece, match, repairs), role=Role.SECTION))
                piece, headed = replace(piece, text=piece.text.cut(match.end())), True
            out.extend(_split(piece, known, headed))
        elif piece.role is Role.KICKER and piece.text.text in known:
            out.append(replace(piece, role=Role.SECTION))
        elif piece.role is Role.SECTION and match and match.end() == len(piece.text):
            out.append(_unbracketed(piece, match, repairs))
        else:
            out.append(piece)
    return Repaired(tuple(out), tuple(repairs))


def _above_a_headline(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A headline stands above a text: one with no more than a phrase below it, and then another
    headline, was a section flag, and the phrase a kicker."""
    out = list(pieces)
    for n in range(len(out) - 2):
        flag, phrase, headline = out[n : n + 3]
        above = out[n - 1].role if n else None
        if (
            flag.role is Role.TITLE
            and above not in (Role.TITLE, Role.KICKER, Role.SECTION)
            and phrase.role in _PHRASES
            and headline.role is Role.TITLE
            and width(flag.text.text) <= LONGEST_FLAG
            and width(phrase.text.text) <= LONGEST_KICKER
            and phrase.text.text[-1:] not in STOPS
        ):
            out[n], out[n + 1] = (
                replace(flag, role=Role.SECTION),
                replace(phrase, role=Role.KICKER),
            )
    return tuple(out)


def _unbracketed(piece: Piece, match: re.Match[str], repairs: list[Repair]) -> Piece:
    """The flag without the brackets that its setting gave it."""
    start, end = match.span("flag")
    for mark in (piece.text.cut(0, start), piece.text.cut(end, match.end())):
        repairs.append(Repair("section-brackets", mark.text, "", 0.95, mark.spans))
    return replace(piece, text=piece.text.cut(start, end))


def _split(piece: Piece, known: Iterable[str], headed: bool) -> list[Piece]:
    """A flag at the line's head, then the lines that a space parts."""
    parts = _parts(piece.text)
    flag: list[Piece] = []
    if len(parts) > 1 and not headed and is_flag([part.text for part in parts], known):
        flag = [replace(piece, role=Role.SECTION, text=parts.pop(0))]
    return flag + [replace(piece, text=part) for part in parts]


def _parts(text: Passage) -> list[Passage]:
    """The headline at its spaces, but not within a phrase of Latin words."""
    ranges: list[tuple[int, int]] = []
    for word in re.finditer(r"\S+", text.text):
        start, end = word.span()
        if ranges and not _HAN.search(text.text[ranges[-1][1] - 2 : start + 2]):
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return [text.cut(start, end) for start, end in ranges]


def is_flag(parts: Sequence[str], known: Iterable[str]) -> bool:
    """Weigh whether a headline's first part is a section flag.

    A flag that stands alone elsewhere is one here; else a small linear model decides, learned
    together with the tagger's weights.
    """
    if parts[0] in known:
        return True
    if width(parts[0]) > LONGEST_FLAG or _PLACE.search(parts[0]):
        return False
    weights = shipped().flag
    return sum(weights.get(name, 0.0) for name in flag_features(parts)) > 0


def flag_features(parts: Sequence[str]) -> Iterator[str]:
    """What a headline's first part looks like: its size, its last word, what stands after it."""
    import rjieba

    first = parts[0]
    words = rjieba.tag(first)
    yield "always"
    yield f"size={min(round(width(first)), 9)}"
    yield f"parts={min(len(parts), 4)}"
    yield f"rest={min(round(width(''.join(parts[1:])) / 4), 6)}"
    yield f"size={min(round(width(first)), 9)} next={min(round(width(parts[1]) / 3), 5)}"
    yield f"last word is {words[-1][1][:2]}"
    yield f"words={min(len(words), 4)}"
    if any(tag.startswith("v") for _, tag in words):
        yield "verb"
    if any(tag.startswith(("ns", "nr", "nt")) for _, tag in words):
        yield "name"
    if _SIGNS.search(first):
        yield "signs"
    if _FLAG_WORD.search(first):
        yield "flag word"
