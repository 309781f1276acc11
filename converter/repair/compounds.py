"""How an issue writes its compounds, told by those that it prints whole: week-end or weekend.

A paper that prints several words with a hyphen which the list of English words has without one
sets hyphens where others set none; a line that ends within another such word ends at its hyphen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

OFTEN: Final = 250
"""Words of an issue to one such compound, at most, where hyphens are its way."""
LEAST: Final = 4
"""Such compounds from which hyphens are its way."""
SELDOM: Final = 1000
"""Count in the list below which a word in one may be printed with its hyphen."""
WORD: Final = 100
"""Count from which the parts of a compound are words of their own."""
_SHORT: Final = 3
_BRITISH: Final = frozenset(
    "colour labour harbour neighbour neighbours favour honour centre theatre metres kilometres litre "
    "litres programme councillor councillors organised recognised realised defence licence grey kerb "
    "tyre tyres plough cheque travelled travelling jewellery".split()
)
_BRITISH_LEAST: Final = 3


class Habit(NamedTuple):
    """The issue's way with compounds."""

    hyphenates: bool
    seconds: frozenset[str]
    """What stands behind the hyphen of its compounds: final of semi-final."""
    british: bool

    def parts(self, low: str, high: str, joined: int, parts: int) -> bool:
        """Whether a compound of two parts keeps its hyphen, by what the list counts of all three."""
        if low == "co" and high.startswith("o"):
            return self.british
        # A part that is rarer than the whole is a syllable: audi-tor.
        if parts < max(WORD, joined) or joined >= SELDOM or min(len(low), len(high)) < _SHORT:
            return False
        return self.hyphenates or (joined < WORD * 4 and high in self.seconds)


@lru_cache(maxsize=4)
def habit(words: frozenset[str]) -> Habit:
    """The way of an issue, from the words that it prints whole, in lower case."""
    counts = word_counts()
    pairs = [tuple(word.split("-")) for word in words if word.count("-") == 1]
    closed = sum(
        1
        for first, second in pairs
        if first + second in counts and min(counts.get(first, 0), counts.get(second, 0)) >= WORD
    )
    return Habit(
        hyphenates=closed >= LEAST and closed * OFTEN >= len(words),
        seconds=frozenset(second for _, second in pairs if len(second) >= _SHORT),
        british=len(_BRITISH & words) >= _BRITISH_LEAST,
    )


@cache
def word_counts() -> Mapping[str, int]:
    """English words with how often each was counted; one that was not is counted as 50."""
    import gzip
    import json
    from importlib.resources import files

    data = files("spellchecker.resources").joinpath("en.json.gz").read_bytes()
    counts: Mapping[str, int] = json.loads(gzip.decompress(data))
    return counts
