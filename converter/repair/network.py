"""A second opinion on each line, by a small network that reads the lines around it.

The sums of the tagger weigh each feature by itself. The network sees them together, and those of
the lines above and below: what is seen of a line (`features`, and its joint with the line above)
is summed up in some dozens of numbers; layers of convolutions, each reaching twice as far as the
one before (Yu and Koltun 2016; on text Strubell et al. 2017), let a line see fifteen lines in
both directions, and the mean of the page tells how its paper sets and marks things. What comes
out is, for each label, the logarithm of its probability, which `tagger` adds to its sums. Of a
Chinese line its wording is seen as well (`phrases`).

`python -m tests.damage.train` learns it together with the weights and writes both to one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from converter.repair.phrases import Phrases
from converter.repair.product import product

Numbers: TypeAlias = NDArray[np.float32]
LEAST: Final = -8.0
"""Nothing is held to be less likely than this: the grammar and the sums may know better."""
STRETCH: Final = 4096
"""Lines that are read in one go, so that a page of any length takes bounded room."""
_ALMOST_NOTHING: Final = 1e-5


class Layer(NamedTuple):
    """A convolution over three lines that stand `2 ** n` apart in the layer of number `n`."""

    kernels: Numbers
    """For the line above, the line itself and the line below: what each number gives to each."""
    bias: Numbers
    scale: Numbers
    shift: Numbers


class Network(NamedTuple):
    layouts: Mapping[str, Numbers]
    """What the layout of the page adds to each line."""
    scale: Numbers
    shift: Numbers
    layers: Sequence[Layer]
    page: Numbers
    """What the mean of the page gives to each line, and what it gives to all pages alike."""
    page_bias: Numbers
    out: Numbers
    """From the numbers of a line to its labels."""
    out_bias: Numbers
    phrases: Phrases

    def opinions(self, seen: Numbers, layout: str, texts: Sequence[str] = ()) -> Numbers:
        """The logarithm of the probability of each label, line by line, at least `LEAST`.

        `seen` has a row for each line of a page of that layout: the sum of what its features say.
        `texts` are the lines, where they are Chinese.
        """
        if texts:
            seen = seen + np.concatenate(list(self.phrases.seen(texts)))
        reach = 2 ** len(self.layers) - 1
        out = np.empty((len(seen), len(self.out_bias)), np.float32)
        for low in range(0, len(seen), STRETCH):
            top = max(0, low - reach)
            read = self._read(seen[top : low + STRETCH + reach] + self.layouts[layout])
            out[low : low + STRETCH] = read[low - top : low - top + STRETCH]
        return out

    def _read(self, seen: Numbers) -> Numbers:
        lines = np.maximum(_evened(seen, self.scale, self.shift), 0)
        for n, layer in enumerate(self.layers):
            if n == 1:
                lines = lines + (lines.mean(axis=0) @ self.page + self.page_bias)
            around = _convolved(lines, layer, 2**n)
            lines = lines + np.maximum(_evened(around, layer.scale, layer.shift), 0)
        scores = product(lines, self.out) + self.out_bias
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        opinions: Numbers = np.maximum(scores, LEAST)
        return opinions

    def arrays(self) -> Iterator[tuple[str, Numbers]]:
        """All its numbers by name, as `rebuilt` takes them."""
        yield from ((f"layout {name}", row) for name, row in self.layouts.items())
        for name in _PLAIN:
            yield name, getattr(self, name)
        for n, layer in enumerate(self.layers):
            yield from ((f"layer {n} {name}", getattr(layer, name)) for name in Layer._fields)
        yield from ((f"phrases {name}", getattr(self.phrases, name)) for name in _OF_PHRASES)


_OF_PHRASES = tuple(field.name for field in fields(Phrases))
_PLAIN = tuple(name for name in Network._fields if name not in ("layouts", "layers", "phrases"))


def rebuilt(arrays: Mapping[str, Numbers]) -> Network:
    """The network whose `arrays` these are."""
    layouts = {name[7:]: row for name, row in arrays.items() if name.startswith("layout ")}
    count = sum(name.endswith(" kernels") and name.startswith("layer ") for name in arrays)
    layers = tuple(
        Layer(*(arrays[f"layer {n} {name}"] for name in Layer._fields)) for n in range(count)
    )
    phrases = Phrases(*(arrays[f"phrases {name}"] for name in _OF_PHRASES))
    plain = {name: arrays[name] for name in _PLAIN}
    return Network(layouts=layouts, layers=layers, phrases=phrases, **plain)


def _evened(lines: Numbers, scale: Numbers, shift: Numbers) -> Numbers:
    """Each line's numbers brought to one measure (layer normalisation)."""
    off = lines - lines.mean(axis=1, keepdims=True)
    spread = np.sqrt((off * off).mean(axis=1, keepdims=True) + _ALMOST_NOTHING)
    evened: Numbers = off / spread * scale + shift
    return evened


def _convolved(lines: Numbers, layer: Layer, reach: int) -> Numbers:
    above, here, below = layer.kernels
    out = product(lines, here) + layer.bias
    if len(lines) > reach:
        out[reach:] += product(lines[:-reach], above)
        out[:-reach] += product(lines[reach:], below)
    return out
