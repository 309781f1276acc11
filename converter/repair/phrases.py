"""What the wording of a Chinese line says of it: a small network over its characters.

“图为”, “工人正在…检修”, “召开”, “本报讯”: what a line is often shows in its words before any of its
neighbours is looked at. Each three characters in a row are weighed together, by some dozens of
measures; the strongest of each measure in the line is kept, wherever it stands (Collobert and
others 2011; Kim 2014), and given to the `network` beside the line's features. A long line is read
by its beginning and end. The characters begin with what `linking` learned of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from converter.repair.pairing import codes_of, numbers_of
from converter.repair.product import product

Numbers: TypeAlias = NDArray[np.float32]
BEGINNING: Final = 22
END: Final = 8
"""Characters that are read of a longer line."""
_TOGETHER = 128
"""Lines that are read in one go."""
BETWEEN: Final = "\n"
"""What stands between two lines, and is read of none."""
_SPACES = str.maketrans("", "", " \u3000\t" + BETWEEN)


@dataclass(frozen=True)
class Phrases:
    characters: Numbers
    """A row for each character of `pairing`'s alphabet, one for any other, one for none."""
    kernels: Numbers
    """For the character before, the character itself and the one after: what each gives."""
    bias: Numbers
    out: Numbers
    """From the strongest of a line to the numbers of the network."""

    def seen(self, texts: Sequence[str]) -> Iterator[Numbers]:
        """What is seen in some lines: rows for so many lines at a time, in order."""
        rest = iter(texts)
        while some := list(islice(rest, _TOGETHER)):
            yield self._seen(some)

    def _seen(self, texts: Sequence[str]) -> Numbers:
        lines = [read(text) for text in texts]
        # What stands between two lines belongs to neither.
        places = numbers(BETWEEN.join(["", *lines, "", ""]), self.none)
        ends = np.cumsum([len(line) + 1 for line in lines])
        before, here, after = self._given
        met = before.take(places[:-2], axis=0)
        met += here.take(places[1:-1], axis=0)
        met += after.take(places[2:], axis=0)
        met += self.bias
        met[ends - 1] = 0
        strongest = np.maximum.reduceat(met, np.append(0, ends[:-1]))
        return product(np.maximum(strongest, 0), self.out)

    @property
    def none(self) -> int:
        """The number of no character."""
        return len(self.characters) - 1

    @cached_property
    def _given(self) -> tuple[Numbers, Numbers, Numbers]:
        """What each character gives to those after it, to itself and to those before it."""
        before, here, after = (product(self.characters, kernel) for kernel in self.kernels)
        return before, here, after


def read(text: str) -> str:
    """The characters that are read of a line."""
    text = text.translate(_SPACES)
    return text if len(text) <= BEGINNING + END else text[:BEGINNING] + text[-END:]


def numbers(text: str, none: int) -> NDArray[np.int64]:
    """The number of each character; `none` for what stands between two lines."""
    found = numbers_of(text)
    found[found < 0] = none - 1
    found[codes_of(text) == ord(BETWEEN)] = none
    return found
