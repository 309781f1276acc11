"""Characters by what a line may do with them.

Sources: GB/T 15834-2011 section 5.1 (places of marks), clreq 3.1.3 (prohibition rules for line
start and line end), 3.1.6 (adjustment) and 3.2.2 (mixed Han and Latin).
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import lru_cache

OPENING = frozenset("（《「『【〔〈｛［〖〘〚“‘＜")
CLOSING = frozenset("，。、；：！？）》」』】〕〉｝］〗〙〛”’．＞")
DASHES = frozenset("—―⸺")
ELLIPSES = frozenset("…⋯")
DOTS = frozenset("·‧・•")
SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々〻ゝゞヽヾ")

NO_START = CLOSING | DASHES | ELLIPSES | DOTS | SMALL_KANA | frozenset(",.;:!?)]}%‰°℃℉％／/～~–-〜")
"""May not begin a line."""
NO_END = OPENING | frozenset("([{￥＄￡§№#＃")
"""May not end a line."""

AMBIGUOUS = frozenset("“”‘’—―…⋯·‧•")
"""One character for two marks: a full-width one in Chinese, a narrow one in western text."""

SENTENCE_ENDS = frozenset("。！？")
HANGING = frozenset("，。、．")
"""What may stand beyond the edge at a line's end, where a theme asks for it (clreq 3.1.6.3)."""
SPACES = frozenset(" \u00a0\t\n\r\u2002\u2003\u2005\u2009\u200a\u2028\u2029\x0b\x0c\x85")
NO_BREAK_SPACES = frozenset("\u00a0\u202f\u2007\u2060\ufeff")
BREAK_AFTER = frozenset("-/–—?&=_\u00ad\u200b")
"""Within a western word a line may end after these."""
PARTICLES = frozenset("的地得了着过与和及在是为将把被让向从对")
"""A headline's line had better not begin with these (的, 了) and had better not end with those."""

_HAN = (
    (0x2E80, 0x303F), (0x3040, 0x30FF), (0x3100, 0x312F), (0x3130, 0x31BF), (0x31C0, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
    (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x20000, 0x3FFFF),
    (0x2103, 0x2103), (0x2109, 0x2109), (0x2116, 0x2116), (0x203B, 0x203B),
    (0x2160, 0x217F), (0x2190, 0x2199), (0x2460, 0x24FF), (0x2500, 0x27BF),
)  # fmt: skip


class Kind(IntEnum):
    """What an atom of a line is."""

    HAN = 0
    OPEN = 1
    CLOSE = 2
    WESTERN = 3
    OTHER = 4
    """Full-width, but with neither blank nor gap beside it: dashes, dots, signs."""


@lru_cache(maxsize=8192)
def is_han(character: str) -> bool:
    """True for what is set solid on the Han grid: ideographs, kana, hangul, full-width signs."""
    code = ord(character)
    return any(first <= code <= last for first, last in _HAN)


def is_letter(character: str) -> bool:
    """True for a Han, kana or hangul letter, beside which a Latin word gets its gap."""
    return character not in OPENING and character not in CLOSING and _category(character)[0] in "LN"


def is_invisible(character: str) -> bool:
    """True for what leaves no mark: controls, format characters, surrogates, selectors."""
    code = ord(character)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code & 0xFFFE == 0xFFFE:
        return True
    return _category(character) in ("Cc", "Cf", "Cs") and character not in SPACES


@lru_cache(maxsize=8192)
def _category(character: str) -> str:
    return unicodedata.category(character)
