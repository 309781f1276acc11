"""section, title-lines: the head of a story put in order.

A section flag often runs into the headline's line ("改革进行时 某县：…"), and a headline's lines
come out joined by a space. After it holds: a flag is a piece of its own, and each line of a headline is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from converter.model import Note, Repair
from converter.passage import Passage
from converter.repair.change import Change, mend
from converter.repair.decided import Decided, Unfit
from converter.repair.lines import STOPS, bucket, width
from converter.repair.pairing import BEGIN, bond
from converter.repair.record import Piece, Profile, Repaired, Role
from converter.repair.script import HAN_CHAR, ORNAMENTS
from converter.repair.weights import shipped

LONGEST_FLAG = 10
"""Em beyond which a headline's first part is no section flag."""
LONGEST_KICKER = 32
"""Em beyond which a line is no kicker."""

OF_A_HEAD = frozenset({Role.SECTION, Role.KICKER, Role.TITLE, Role.DECK})
_PHRASES = frozenset({Role.DECK, Role.PARAGRAPH, Role.HEADING, Role.KICKER})

_SIGNS = re.compile(r"[0-9“”「」《》，,：:！!？?]")
_BONDS = (-3.0, -1.0, 1.0, 3.0)
_PLACE = re.compile("[省市区縣县州镇鎮乡鄉村旗盟國国]$")
_FLAG_WORD = re.compile(
    "(?:进行时|在线|聚焦|观察|專欄|专栏|时评|快讯|一线|风采|动态|纵横|新闻|新聞|要闻|故事|追踪|问答|论坛|视点|之窗|关注"
    "|纪事|见闻|特写|专题|專題|专访|人物|天地|园地|副刊|广角|博览|扫描|谈|随笔|信箱|来信|热线|简讯|短评|社论|评论|对话"
    "|访谈|走基层|手记|回顾|之声|榜样|讲堂|课堂|预报|周刊|光影|镜头|夜话|茶座|札记|进行曲|行动|工程|[^一二三四五六七八九十0-9]年)$"
)
_BRACKETED = re.compile(r"^[【〔\[（(](?P<flag>[^】〕\])）]{2,12})[】〕\])）]\s*")
_SPACED_OUT = frozenset({*OF_A_HEAD, Role.HEADING})
_SPACED = re.compile(rf"[{ORNAMENTS}]?\s?{HAN_CHAR}(?:[ \u3000]+{HAN_CHAR})+")
_SPACE = re.compile(rf"(?<={HAN_CHAR})[ \u3000]+")
_SPREAD = "the characters of a head’s line are set apart to fill it, not parted"
_BRACKETS = "the brackets around a flag are its setting’s"
_MARK = re.compile(rf"[{ORNAMENTS}]\s*(?=\w)")
_ORNAMENT = "the mark before a flag is its setting’s"
_HAN = re.compile(HAN_CHAR)


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    repairs: list[Repair] = []
    pieces = tuple(_set_close(piece, repairs, profile) for piece in pieces)
    flags = (_plain(p.text.text) for p in pieces if p.role is Role.SECTION)
    known = {*profile.sections, *flags}
    pieces = _above_a_headline(pieces, profile)
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        match = _BRACKETED.match(piece.text.text)
        headed = bool(n) and pieces[n - 1].role in (Role.SECTION, Role.KICKER, Role.TITLE)
        if piece.role is Role.TITLE and profile.han:
            # Who says that a whole line is the headline has said that it begins with no flag.
            headed = headed or profile.decided.role_at(piece.text.spans) is not None
            if match and match.end() < len(piece.text) and not headed:
                flag = _unbracketed(piece, match, repairs, profile)
                out.append(replace(flag, role=Role.SECTION))
                piece, headed = replace(piece, text=piece.text.cut(match.end())), True
            parts = _split(piece, known, headed)
            if parts[0].role is Role.SECTION:
                parts[0] = _unmarked(parts[0], repairs, profile)
            out.extend(parts)
        elif piece.role is Role.KICKER and piece.text.text in known:
            out.append(replace(piece, role=Role.SECTION))
        elif piece.role is Role.SECTION and match and match.end() == len(piece.text):
            out.append(_unbracketed(piece, match, repairs, profile))
        elif piece.role is Role.SECTION:
            out.append(_unmarked(piece, repairs, profile))
        else:
            out.append(piece)
    return Repaired(tuple(_as_decided(piece, profile) for piece in out), tuple(repairs))


def _as_decided(piece: Piece, profile: Profile) -> Piece:
    """The piece with the role that a person gave to what begins where it begins."""
    decision = profile.decided.role_at(piece.text.spans)
    if decision is None or decision.after not in OF_A_HEAD:
        return piece
    end = piece.text.spans[-1].end
    return replace(piece, role=Role(decision.after)) if end <= decision.end else piece


def unfit(pages: Sequence[Sequence[Piece]], decided: Decided) -> list[Note]:
    """The decisions on a head's lines or their parts that no piece answers to."""
    if not decided.roles:
        return []
    met = {
        decision
        for pieces in pages
        for piece in pieces
        if (decision := decided.role_at(piece.text.spans)) and piece.role == decision.after
    }
    return [
        Unfit(decision, "nothing that could be one begins there").note()
        for decision in decided.roles
        if decision.after in OF_A_HEAD and decision not in met
    ]


def _above_a_headline(pieces: tuple[Piece, ...], profile: Profile) -> tuple[Piece, ...]:
    """A headline stands above a text: one with no more than a phrase below it, and then another
    headline, was a section flag, and the phrase a kicker."""
    out = list(pieces)
    for n in range(len(out) - 2):
        flag, phrase, headline = out[n : n + 3]
        if any(profile.decided.role_at(piece.text.spans) for piece in (flag, phrase)):
            continue
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


def _unbracketed(
    piece: Piece, match: re.Match[str], repairs: list[Repair], profile: Profile
) -> Piece:
    """The flag without the brackets that its setting gave it."""
    first, last = match.span("flag")
    start, end = 0, match.end()
    for low, high in ((0, first), (last, end)):
        mark = piece.text.cut(low, high)
        repair = Repair("section-brackets", mark.text, "", 0.95, mark.spans, _BRACKETS)
        if made := profile.decided.on(repair):
            repairs.append(made)
            start, end = (high, end) if low == 0 else (start, low)
    return replace(piece, text=piece.text.cut(start, end).strip())


def _set_close(piece: Piece, repairs: list[Repair], profile: Profile) -> Piece:
    """A head's line without the spaces that part each of its characters from the next."""
    if piece.role not in _SPACED_OUT or not _SPACED.fullmatch(piece.text.text):
        return piece
    spaces = [
        Change(match.start(), match.end(), "", 0.95, _SPREAD)
        for match in _SPACE.finditer(piece.text.text)
    ]
    piece, made = mend(piece, spaces, "spacing", profile.decided)
    repairs.extend(made)
    return piece


def _unmarked(piece: Piece, repairs: list[Repair], profile: Profile) -> Piece:
    """The flag without the ornament before it."""
    match = _MARK.match(piece.text.text)
    if not match:
        return piece
    mark = piece.text.cut(0, match.end())
    made = profile.decided.on(
        Repair("section-brackets", mark.text, "", 0.95, mark.spans, _ORNAMENT)
    )
    if made is None:
        return piece
    repairs.append(made)
    return replace(piece, text=piece.text.cut(match.end()))


def _plain(flag: str) -> str:
    """A flag without its ornament or its brackets."""
    match = _BRACKETED.fullmatch(flag)
    return match["flag"] if match else _MARK.sub("", flag, count=1)


def _split(piece: Piece, known: Iterable[str], headed: bool) -> list[Piece]:
    """A flag at the line's head, then the lines that a space parts."""
    parts = _parts(piece.text)
    flag: list[Piece] = []
    if len(parts) > 1 and not headed and is_flag([_plain(part.text) for part in parts], known):
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


def flag_features(parts: Sequence[str]) -> tuple[str, ...]:
    """What a headline's first part looks like: its size, its last word, what stands after it."""
    return _flag_features(tuple(parts))


@lru_cache(maxsize=256)  # asked once for what the page's flags are, and again when it is parted
def _flag_features(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_looks(parts))


def _looks(parts: tuple[str, ...]) -> Iterator[str]:
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
    yield f"last={first[-1:]}"
    yield f"last two={first[-2:]}"
    yield f"first two={first[:2]}"
    yield f"kinds={' '.join(tag[:2] for _, tag in words)}"
    yield f"size={len(first)} kind={words[-1][1][:2]}"
    yield f"bond={bucket(bond(first, parts[1]), _BONDS)}"
    yield f"begins={bucket(bond(BEGIN, parts[1]), _BONDS)}"
    yield f"first begins={bucket(bond(BEGIN, first), _BONDS)}"
    yield f"next starts {rjieba.tag(parts[1])[0][1][:2]}"
    if any(tag.startswith("v") for _, tag in words):
        yield "verb"
    if any(tag.startswith(("ns", "nr", "nt")) for _, tag in words):
        yield "name"
    if _SIGNS.search(first):
        yield "signs"
    if _FLAG_WORD.search(first):
        yield "flag word"
