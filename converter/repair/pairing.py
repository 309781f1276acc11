"""How well two characters follow one another in Chinese newspaper text, by counted pairs.

`pairs.npz` holds how often characters, and pairs of them, stand in a month of a daily paper, and
how often a character begins a paragraph; `python -m tests.damage.counts` makes it again. A
traditional character counts as its simplified one.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from math import log2
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

BEGIN = "^"
"""Stands before the first character of a paragraph."""
_STEPS = 8
"""Steps of a stored logarithm to one doubling."""
_UNSEEN = 0.5
_COMMON = 10.0
"""Doublings of a count at which a pair is in every story."""
_FOLDED = str.maketrans(
    {**dict(zip(",:;!?()", "，：；！？（）", strict=True)), **dict.fromkeys("123456789", "0")}
)
_SPACES = " \u3000\t"
_FIRST_HAN: Final = 0x3400
_LAST_HAN: Final = 0x9FFF
_APART: Final = _LAST_HAN - _FIRST_HAN + 2
"""What the numbers of two pairs are apart if their first characters are next to one another.

It is odd, so that pairs with the same second character fall into different places of a table.
"""
Pairs: TypeAlias = NDArray[np.int64]


class _Counts(NamedTuple):
    number: dict[str, int]
    singles: list[int]
    pairs: memoryview
    """Of the numbers of two characters, in order."""
    logs: bytes
    total: float
    size: int


@cache
def _counts() -> _Counts:
    data = np.load(BytesIO(files("converter.repair").joinpath("pairs.npz").read_bytes()))
    alphabet = data["alphabet"].tolist()
    number = {chr(code): n for n, code in enumerate(alphabet)}
    number |= {chr(code): n for code, n in data["variants"].tolist()}
    singles = data["singles"].tolist()
    pairs, logs = memoryview(data["pairs"]), data["logs"].tobytes()
    return _Counts(number, singles, pairs, logs, float(sum(singles)), len(alphabet))


def bond(before: str, after: str) -> float:
    """How many times likelier than by chance `after` begins where `before` ends, in doublings.

    Nothing where either is not known; `BEGIN` as `before` asks for a paragraph's beginning.
    """
    before, after = before.rstrip(_SPACES), after.lstrip(_SPACES)
    return _bond(before[-1], after[0]) if before and after else 0.0


def number_of(character: str) -> int | None:
    """The number of a character in the alphabet of the counted text, where it is known."""
    return _counts().number.get(_plain(character))


def numbers_of(text: str) -> Pairs:
    """The number of each character in the alphabet of the counted text; -1 where it is not."""
    return _numbers().take(codes_of(text), mode="clip")


def codes_of(text: str) -> NDArray[np.uint32]:
    """The code point of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


@cache
def _numbers() -> Pairs:
    """The number of every character by code point, and last of all beyond."""
    known = _counts().number
    out = np.full(max(map(ord, known)) + 2, -1)
    for character, number in known.items():
        out[ord(character)] = number
    for code in (*range(128), *_FOLDED):
        out[code] = known.get(_plain(chr(code)), -1)
    return out


def _plain(character: str) -> str:
    if character.isascii() and character.isalpha():
        return "a"
    return character.translate(_FOLDED)


@lru_cache(maxsize=1 << 16)
def _bond(before: str, after: str) -> float:
    counts = _counts()
    a, b = number_of(before), number_of(after)
    if a is None or b is None:
        return 0.0
    chance = float(counts.singles[a]) * float(counts.singles[b]) / counts.total
    found = _log(a, b)
    return min(0.0, log2(_UNSEEN) - log2(chance)) if found is None else found - log2(chance)


def _log(a: int, b: int) -> float | None:
    """The logarithm of how often a pair was counted; None where it was not."""
    counts = _counts()
    key = a * counts.size + b
    place = bisect_left(counts.pairs, key)
    if place < len(counts.pairs) and counts.pairs[place] == key:
        return counts.logs[place] / _STEPS
    return None


def pairs(text: str) -> tuple[Pairs, Pairs]:
    """Every pair of Han characters that stand side by side, and where: a number for each pair."""
    codes = codes_of(text).astype(np.int64)
    han = (codes >= _FIRST_HAN) & (codes <= _LAST_HAN)
    places = np.flatnonzero(han[:-1] & han[1:])
    codes -= _FIRST_HAN
    return codes[places] * _APART + codes[places + 1], places


def commonness(numbers: Pairs) -> NDArray[np.float64]:
    """How common such pairs are in any text: 0.0 never seen to 1.0 in every story."""
    counts, known = _counts(), _known()
    first, second = known[numbers // _APART], known[numbers % _APART]
    keys = first * counts.size + second
    table = np.asarray(counts.pairs)
    places = table.searchsorted(keys.astype(table.dtype)).clip(max=len(table) - 1)
    seen = (table[places] == keys) & (first >= 0) & (second >= 0)
    logs = np.frombuffer(counts.logs, np.uint8)[places] / _STEPS
    common: NDArray[np.float64] = np.minimum(np.where(seen, logs, 0.0) / _COMMON, 1.0)
    return common


@cache
def _known() -> Pairs:
    """The number of every Han character in the counts; -1 where it is not."""
    number = _counts().number.get
    return np.array([number(chr(code), -1) for code in range(_FIRST_HAN, _LAST_HAN + 1)])
