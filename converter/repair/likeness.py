"""name-variants, place-variants: two spellings that may be one, for a person to judge.

Extraction and typists take one character for another that looks or sounds like it, or lose one;
in a name no word list tells. Two names of one article are alike when they have the surname and all
but one character in common (沈曜坤, 沈耀坤), or one is the other cut short (冯晗屿, 冯晗). A place
is alike one that is named often when the issue has it once, it is no word, and the character in
which they differ has the same radical (洈溪, 洇溪). Nothing is changed. Few false alarms weigh more
than a complete list: two people who are both introduced by their office are two people.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, combinations
from typing import Final, NamedTuple, TypeAlias

from converter.model import Note, Spans
from converter.repair.people import has_surname
from converter.repair.record import Piece, Profile, Repaired, Role
from converter.repair.script import HAN_CHAR

NAMES: Final = "name-variants"
PLACES: Final = "place-variants"
CODES: Final = (NAMES, PLACES)
OFTEN: Final = 3
"""Times an issue names a place before a name like it is suspect."""
MANY: Final = 40
"""Names with one surname in one article, beyond which none are compared."""

_HEADS: Final = frozenset({Role.SECTION, Role.KICKER, Role.TITLE, Role.DECK})
_TEXT: Final = frozenset(
    {Role.PARAGRAPH, Role.QUOTE, Role.CAPTION, Role.ITEM, Role.CREDIT, Role.TITLE, Role.HEADING}
)
_OFFICES = (
    "记者 記者 通讯员 通訊員 实习生 主任 局长 局長 书记 書記 市长 市長 县长 縣長 区长 區長 镇长 鎮長 "
    "乡长 村长 院长 院長 校长 校長 经理 經理 工程师 工程師 科长 科長 处长 處長 队长 隊長 警官 民警 教师 "
    "教師 老师 老師 专员 專員 村民 居民 市民 选手 選手 教练 教練 董事长 董事長 主席 部长 部長 所长 所長 "
    "站长 站長 厂长 廠長 会长 會長 总裁 總裁 教授 医生 醫生 馆长 館長 支书 网格员 负责人 負責人 创始人 "
    "创办人 传承人 种粮大户 委员 委員 代表 专家 專家 研究员 护士"
)
_OFFICE = f"(?:{'|'.join(_OFFICES.split())})"
_SAYS = "(?:说|說|介绍|介紹|表示|告诉|告訴|透露|坦言|认为|認為|指出|强调|強調|笑着|直言|回忆|回憶|称|稱)"
_AFTER = re.compile(
    f"{_SAYS}|[，、。：；！？（）“”《]|[在带帶从從把对對又也就已将將是有和与與的等们還还正向到给給被]|$"
)
_BEFORE = re.compile(f"(?:{_OFFICE}|[，、。：；！？（）“”》/／ ]|[的和与與对對向由找请請叫]|^)$")
_INTRODUCED = re.compile(f"{_OFFICE}[/／\\s、]?$")
_FIRST_HAN, _FULL_WIDTH = "\u3400", "\uff00"
_PLACE = re.compile(f"[区區县縣镇鎮乡鄉村市州旗](?<=(?P<stem>{HAN_CHAR}{{2}}).)")


_Words: TypeAlias = Sequence[tuple[int, str]]
"""The Han words of a text and where they start."""


class _Places(NamedTuple):
    """The places that an issue names often, and its text."""

    by_head: Mapping[str, Sequence[str]]
    by_tail: Mapping[str, Sequence[str]]
    whole: str


class _Named(NamedTuple):
    """A name where it was found."""

    name: str
    introduced: bool
    says: bool
    spans: Spans


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    """Look over the pieces of an issue."""
    if not profile.han:
        return Repaired(pieces)
    names: list[Note] = []
    places: list[Note] = []
    known = _places(pieces)
    for article in _articles(pieces):
        texts = [(piece, _words(piece.text.text)) for piece in article]
        names.extend(_name_variants(texts))
        for piece, words in texts:
            if piece.role in _TEXT and known.by_head:
                places.extend(_place_variants(piece, words, known))
    return Repaired(pieces, (), (*names, *places))


def _articles(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each article: a head after text begins a new one."""
    article: list[Piece] = []
    for piece in pieces:
        if piece.role in _HEADS and any(p.role not in _HEADS for p in article[-1:]):
            yield article
            article = []
        if piece.role in _TEXT or piece.role in _HEADS:
            article.append(piece)
    yield article


def _name_variants(article: Iterable[tuple[Piece, _Words]]) -> Iterator[Note]:
    by_surname: defaultdict[str, dict[str, list[_Named]]] = defaultdict(dict)
    for piece, words in article:
        for named in _people(piece, words):
            by_surname[named.name[0]].setdefault(named.name, []).append(named)
    for names in by_surname.values():
        if len(names) > MANY:
            continue
        for first, second in combinations(names, 2):
            if _alike(names[first], names[second]):
                spans = names[first][0].spans + names[second][0].spans
                yield Note(NAMES, f"{first} / {second}", spans)


def _people(piece: Piece, words: _Words) -> Iterator[_Named]:
    """The names of people in a text: words that are in no dictionary, in a place for a name."""
    text = piece.text.text
    for start, word in words:
        if not _may_be_name(word):
            continue
        end = start + len(word)
        before = text[max(0, start - 6) : start]
        after = _AFTER.match(text, end)
        introduced = bool(_INTRODUCED.search(before))
        if introduced or (after and _BEFORE.search(before)):
            says = bool(after and re.match(_SAYS, after.group()))
            yield _Named(word, introduced, says, piece.text.cut(start, end).spans)


def _alike(first: Sequence[_Named], second: Sequence[_Named]) -> bool:
    """Whether two names may be one: not where both are introduced."""
    introduced = [any(named.introduced for named in uses) for uses in (first, second)]
    if all(introduced) or not (any(introduced) or len(first) + len(second) > 2):
        return False
    one, other = sorted((first[0].name, second[0].name), key=len)
    if len(one) == len(other):
        return len(one) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short = first if first[0].name == one else second
    return other.startswith(one) and any(named.says for named in short)


def _places(pieces: Sequence[Piece]) -> _Places:
    whole = "\n".join(piece.text.text for piece in pieces if piece.role in _TEXT)
    stems = {match["stem"] for match in _PLACE.finditer(whole)}
    by_head: defaultdict[str, list[str]] = defaultdict(list)
    by_tail: defaultdict[str, list[str]] = defaultdict(list)
    for stem in sorted(stems):
        if not _is_word(stem) and whole.count(stem) >= OFTEN:
            by_head[stem[0]].append(stem)
            by_tail[stem[1]].append(stem)
    return _Places(by_head, by_tail, whole)


def _place_variants(piece: Piece, words: _Words, known: _Places) -> Iterator[Note]:
    heads, tails = known.by_head, known.by_tail
    for start, pair in _pairs(words):
        if (pair[0] in heads) == (pair[1] in tails):
            continue  # none of its characters is one of a known place's, or each of them
        for stem in heads.get(pair[0]) or tails[pair[1]]:
            if _looks_like(pair, stem) and not _is_word(pair) and known.whole.count(pair) == 1:
                spans = piece.text.cut(start, start + 2).spans
                yield Note(PLACES, f"{pair} / {stem}", spans)


def _pairs(words: _Words) -> Iterator[tuple[int, str]]:
    """Words of two characters, and two that belong to no word side by side."""
    single, alone = "", -2
    for start, word in words:
        size = len(word)
        if size == 2:
            yield start, word
        elif size == 1:
            if alone + 1 == start:
                yield alone, single + word
            single, alone = word, start


def _looks_like(pair: str, stem: str) -> bool:
    """Whether they differ in one character, and there by one with the same radical."""
    differing = [(a, b) for a, b in zip(pair, stem, strict=True) if a != b]
    return len(differing) == 1 and _radical(differing[0][0]) == _radical(differing[0][1])


@cache
def _radicals() -> list[int]:
    """The first character of each Kangxi radical: Unicode's ideographs stand in their order."""
    return sorted(ord(unicodedata.normalize("NFKC", chr(n))) for n in range(0x2F00, 0x2FD6))


def _radical(character: str) -> int:
    """The number of a character's radical."""
    return bisect_right(_radicals(), ord(character))


def _words(text: str) -> _Words:
    """The Han words of a text and where they start."""
    import rjieba

    words = rjieba.cut(text)
    starts = accumulate(map(len, words), initial=0)
    pairs = zip(starts, words, strict=False)
    return [pair for pair in pairs if _FIRST_HAN <= pair[1] < _FULL_WIDTH]


@lru_cache(maxsize=1 << 14)
def _may_be_name(word: str) -> bool:
    """Whether it begins with a surname, and is in no dictionary."""
    return 2 <= len(word) <= 3 and has_surname(word) and not _is_word(word)


def _is_word(text: str) -> bool:
    import rjieba

    return bool(rjieba.has_word(text))
