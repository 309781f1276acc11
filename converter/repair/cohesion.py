"""What holds lines together by what they speak of: words that a line shares with those around it.

A headline speaks of the text below it, a caption of the text around it, a section flag of neither;
and where the text above and the text below share names and things, no new story has begun.
Chinese words are taken as pairs of characters, and pairs that any text has count for less.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from converter.repair.lines import Line, bucket
from converter.repair.pairing import commonness, pairs

REACH = 160.0
"""Em of text above and below that are looked at."""
SHORT = 36.0
"""Em up to which a line may be a head or a caption, and is asked about."""
_WORDS = re.compile(r"[A-Za-z][a-z’'-]{3,}|[A-Z]{4,}")
_SHARED = (0.3, 1.0, 2.0, 4.0)
_APART = (0.3, 1.0, 2.0, 4.0, 7.0, 12.0)
_MORE = (-0.3, -0.08, 0.08, 0.3)
_CLOSED_WORDS = frozenset(
    "about after again also been before being could from have here into just more most much only"
    " other over said same some such than that their them then there these they this those through"
    " under very were what when where which while will with would year years your".split()
)

_Word: TypeAlias = str | int
"""Of Han text, the number of a pair of characters (`pairing`)."""
_Words: TypeAlias = tuple[_Word, ...]
"""Each once, in the order they stand in: that of a set is another each time."""


class _Spoken(NamedTuple):
    """What can be shared on a page."""

    words: list[_Words]
    """Of each line, those that another line has too."""
    whole: list[float]
    """What all the words of a short line weigh together."""
    weights: dict[_Word, float]
    """How much sharing a word says."""


class Cohesion:
    """What the lines of a page speak of."""

    def __init__(self, lines: Sequence[Line], han: bool) -> None:
        self._lines = lines
        self._han = han
        self._begins = list(accumulate((line.width for line in lines), initial=0.0))
        """Em of text above each line."""

    @cached_property
    def _spoken(self) -> _Spoken:
        split = _han_words if self._han else _latin_words
        every: list[_Words] = [tuple(dict.fromkeys(words)) for words in split(self._lines)]
        heads = [
            words if line.width <= SHORT else ()
            for line, words in zip(self._lines, every, strict=True)
        ]
        counts = Counter(chain.from_iterable(every))
        shared = {word for word, count in counts.items() if count > 1}
        weights = self._weigh(list(shared.union(*heads)))
        return _Spoken(
            [tuple(filter(shared.__contains__, words)) for words in every],
            [sum(map(weights.__getitem__, words)) for words in heads],
            weights,
        )

    def _weigh(self, words: Sequence[_Word]) -> dict[_Word, float]:
        if not self._han:
            return dict.fromkeys(words, 1.0)
        common = commonness(np.array(words, np.int64))
        return dict(zip(words, (1.0 - common).tolist(), strict=True))

    def features(self, n: int) -> Iterator[str]:
        """What a short line shares with the text above and below, and they with each other."""
        if self._lines[n].width > SHORT:
            return
        words, whole, _ = self._spoken
        above, below = self._above(n), self._below(n)
        over, under = set[_Word]().union(*above), set[_Word]().union(*below)
        among = self._shared(words[n], under)
        yield f"shares {bucket(self._shared(words[n], over), _SHARED)},{bucket(among, _SHARED)}"
        both = dict.fromkeys(filter(under.__contains__, chain.from_iterable(above)))
        yield f"text around shares {bucket(self._sum(both), _APART)}"
        share = among / max(1.0, whole[n])
        if n and self._lines[n - 1].width <= SHORT:
            more = share - self._shared(words[n - 1], under) / max(1.0, whole[n - 1])
            yield f"shares more than the line above {bucket(more, _MORE)}"
        if n + 1 < len(self._lines) and self._lines[n + 1].width <= SHORT:
            more = share - whole[n + 1] / max(1.0, whole[n + 1])  # it is of the text below itself
            yield f"shares more than the line below {bucket(more, _MORE)}"

    def _above(self, n: int) -> list[_Words]:
        """The words of the lines above in reach, the nearest first."""
        top = bisect_right(self._begins, self._begins[n] - REACH) - 1
        return self._spoken.words[max(0, top) : n][::-1]

    def _below(self, n: int) -> list[_Words]:
        foot = bisect_left(self._begins, self._begins[n + 1] + REACH, n + 1)
        return self._spoken.words[n + 1 : foot]

    def _shared(self, words: _Words, others: set[_Word]) -> float:
        return self._sum(filter(others.__contains__, words))

    def _sum(self, words: Iterable[_Word]) -> float:
        """How much it says to share some words."""
        return sum(map(self._spoken.weights.__getitem__, words))


def _han_words(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The pairs of each line's Han characters."""
    texts = [line.text.replace(" ", "") for line in lines]
    numbers, places = pairs("\n".join(texts))
    ends = accumulate((len(text) + 1 for text in texts), initial=0)
    bounds = places.searchsorted(list(ends)).tolist()
    every = numbers.tolist()
    return (every[low:high] for low, high in pairwise(bounds))


def _latin_words(lines: Sequence[Line]) -> Iterator[Iterable[str]]:
    for line in lines:
        words = (word.lower().removesuffix("s") for word in _WORDS.findall(line.text))
        yield (word for word in words if word not in _CLOSED_WORDS)
