"""Whether a text goes on in another: a small network over the characters on both sides of a joint.

Counted pairs (`pairing`) know the two characters that meet; what was said just before, and what
follows, tells more: “晚饭后” goes on with “就守着电视”, hardly with “课后服务时间”. The last characters
of one line and the first of the other, a traditional one as its simplified one, are looked up and
weighed together. `links.npz` was learned from the text whose pairs were counted: a paragraph cut
anywhere goes on with its rest, and does not with the beginning of another paragraph or sentence.
`python -m tests.damage.links TEXT` learns it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from converter.repair.pairing import codes_of, numbers_of
from converter.repair.product import product

Numbers: TypeAlias = NDArray[np.float32]
SIDE: Final = 8
"""Characters looked at on each side."""
LATER: Final = 5
"""Lines below which a line is asked in one go whether it goes on there."""
_NOTHING: Final = "\n"
_SPACES = str.maketrans("", "", " \u3000\t" + _NOTHING)
_ROOM = 3 * SIDE
"""Characters among which there are enough that are no spaces."""


class _Network(NamedTuple):
    characters: Numbers
    """A row for each character of `pairing`'s alphabet, one for any other, one for none."""
    before: Numbers
    after: Numbers
    bias: Numbers
    inner: Numbers
    inner_bias: Numbers
    out: Numbers


@cache
def _network() -> _Network:
    data = np.load(BytesIO(files("converter.repair").joinpath("links.npz").read_bytes()))
    return _Network(*(data[name].astype(np.float32) for name in _Network._fields))


def shipped_characters() -> Numbers:
    """What is known of each character: a row for each, as `_Network.characters`."""
    return _network().characters


class Links:
    """How likely the texts of a page go on in one another."""

    def __init__(self, texts: Sequence[str]) -> None:
        network = _network()
        count = len(texts)
        ends = _numbers([_end(text) for text in texts])
        begins = _numbers([_begin(text) for text in texts])
        self._before = product(_seen(network.characters, ends), network.before)
        self._after = product(_seen(network.characters, begins), network.after)
        self._before += network.bias
        self._near = np.zeros((count, LATER), np.float32)
        for k in range(min(LATER, count - 1)):
            met = self._before[: count - 1 - k] + self._after[k + 1 :]
            self._near[: count - 1 - k, k] = _judged(met)

    def link(self, first: int, second: int) -> float:
        """The logarithm of the odds that text `first` goes on in the later text `second`."""
        if second - first <= LATER:
            return float(self._near[first, second - first - 1])
        met = self._before[first] + self._after[second]
        return float(_judged(met[None])[0])


def _judged(met: Numbers) -> Numbers:
    network = _network()
    inner = np.maximum(product(np.maximum(met, 0), network.inner) + network.inner_bias, 0)
    odds: Numbers = product(inner, network.out[:-1, None])[:, 0] + network.out[-1]
    return odds


def _seen(characters: Numbers, numbers: NDArray[np.int64]) -> Numbers:
    return characters.take(numbers, axis=0).reshape(len(numbers), -1)


def _end(text: str) -> str:
    return text[-_ROOM:].translate(_SPACES)[-SIDE:].rjust(SIDE, _NOTHING)


def _begin(text: str) -> str:
    return text[:_ROOM].translate(_SPACES)[:SIDE].ljust(SIDE, _NOTHING)


def _numbers(sides: Sequence[str]) -> NDArray[np.int64]:
    """The numbers of the characters of some sides, a row for each."""
    none = len(_network().characters) - 1
    text = "".join(sides)
    found = numbers_of(text)
    found[found < 0] = none - 1
    found[codes_of(text) == ord(_NOTHING)] = none
    return found.reshape(len(sides), SIDE)
