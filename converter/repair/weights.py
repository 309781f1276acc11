"""The weights of the tagger: what each feature says for and against each label.

Every feature counts twice, on its own and together with the layout of the page, so that what is
true everywhere is learned everywhere; for a page both rows are added up beforehand. Beside what a
feature says for the labels stands what the `network` sees in it.
`python -m tests.damage.train` makes `weights.npz` again; `--show FEATURE` there tells a feature's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import islice
from typing import IO, Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from converter.repair.labels import LABELS
from converter.repair.network import Network, Numbers, rebuilt

Scores: TypeAlias = NDArray[np.float64]
LAYOUTS: Final = ("block", "line", "text", "word")
_HUNDREDTHS = 100.0
_TOGETHER = 64
"""Lines whose features are looked up before their weights are summed."""
_SIZE = len(LABELS)
_NOTHING = np.zeros(_SIZE)
_FINEST = 127.0
"""What is seen is kept in so many steps to either side."""


def following(label: str, apart: bool) -> str:
    """What a line stands below: a label, directly or with empty lines between."""
    return f"{label} apart" if apart else label


class _Table(NamedTuple):
    """The features as a page of one layout has them."""

    number: dict[str, int]
    """Each feature's row."""
    rows: NDArray[Any]
    """What it says for each label, in units."""
    seen: NDArray[Any]
    """What the network sees in it, by its finest steps."""


class Weights:
    """The rows of features, label by label, and what a label says of the one that follows it."""

    def __init__(
        self,
        names: Sequence[str],
        rows: Scores,
        after: Mapping[str, Scores],
        flag: Mapping[str, float],
        network: Network | None = None,
        seen: Numbers | None = None,
        *,
        unit: float = 1.0,
        finest: Numbers | float = 1.0,
    ) -> None:
        self.names = names
        """In order."""
        self.rows = rows
        """A row for each name, a column for each label, in units of `unit`."""
        self.unit = unit
        self.after = after
        self.flag = flag
        """What speaks for a headline's first word being a section flag (`heads`)."""
        self.network = network
        self.seen = np.zeros((len(_plain(names)), 0), np.float32) if seen is None else seen
        """A row for each name without a layout: what the network sees in it, by `finest`."""
        self.finest = finest
        self._tables: dict[str, _Table] = {}

    def beside(self, network: Network, names: Sequence[str], seen: Numbers) -> Weights:
        """These weights with a network beside them, and what it sees in some features."""
        every = sorted({*self.names, *names})
        number = {name: n for n, name in enumerate(every)}
        rows = np.zeros((len(every), _SIZE))
        rows[[number[name] for name in self.names]] = self.rows * self.unit
        place = {every[n]: m for m, n in enumerate(_plain(every))}
        among = np.zeros((len(place), seen.shape[1]), np.float32)
        among[[place[name] for name in names]] = seen
        return Weights(every, rows, self.after, self.flag, network, among)

    def sums(
        self, layout: str, lines: Iterable[Iterable[str]], count: int
    ) -> tuple[Scores, Numbers]:
        """For each of `count` lines, the sum of its features' weights for each label, and of what
        the network sees in them."""
        known, rows, seen = self._table(layout)
        said = np.zeros((count, _SIZE), np.float32)
        sight = np.zeros((count, seen.shape[1]), np.float32)
        lines = iter(lines)
        for low in range(0, count, _TOGETHER):
            found: list[int] = []
            begins, told = [], []
            for n, names in enumerate(islice(lines, _TOGETHER), low):
                size = len(found)
                found += [known[name] for name in names if name in known]
                if len(found) > size:
                    begins.append(size)
                    told.append(n)
            if found:
                places = np.array(found)
                for out, table in ((said, rows), (sight, seen)):
                    # Kept small and summed large: that costs no more than large tables do.
                    some = table.take(places, axis=0).astype(np.float32)
                    out[told] = np.add.reduceat(some, begins)
        return said.astype(np.float64) * self.unit, sight * self.finest

    def sum(self, layout: str, names: Iterable[str]) -> Scores:
        """The sum of the weights of some features, for each label."""
        known, rows, _ = self._table(layout)
        found = [known[name] for name in names if name in known]
        if not found:
            return _NOTHING
        total: Scores = np.add.reduce(rows.take(found, axis=0)) * self.unit
        return total

    def following(self, label: str, apart: bool) -> Scores:
        """What standing below a label says for each label."""
        return self.after.get(following(label, apart), _NOTHING)

    def _table(self, layout: str) -> _Table:
        """Each feature's number, and its row with that of the layout added."""
        if layout not in self._tables:
            everywhere, here = _plain(self.names), _of(layout, self.names)
            known = {self.names[n]: place for place, n in enumerate(everywhere)}
            names = [name.removeprefix(f"{layout}|") for name in self.names[here.start : here.stop]]
            places = [known.setdefault(name, len(known)) for name in names]
            rows = np.zeros((len(known), _SIZE), self.rows.dtype)
            rows[: len(everywhere)] = self.rows[everywhere]
            rows[places] += self.rows[here.start : here.stop]
            seen = np.zeros((len(known), self.seen.shape[1]), self.seen.dtype)
            seen[: len(everywhere)] = self.seen
            self._tables[layout] = _Table(known, rows, seen)
        return self._tables[layout]


def _of(layout: str, names: Sequence[str]) -> range:
    """The places of the names of a layout among all, which are in order."""
    after = f"{layout}{chr(ord('|') + 1)}"
    return range(bisect_left(names, f"{layout}|"), bisect_left(names, after))


def _plain(names: Sequence[str]) -> list[int]:
    """The places of the names that no layout has."""
    out: list[int] = []
    low = 0
    for own in sorted((_of(layout, names) for layout in LAYOUTS), key=lambda own: own.start):
        out += range(low, own.start)
        low = own.stop
    return [*out, *range(low, len(names))]


def save(weights: Weights, file: IO[bytes]) -> None:
    """Write weights, rounded to hundredths, and the network; a feature that says nothing is left
    out."""
    rounded = np.round(weights.rows * weights.unit * _HUNDREDTHS).astype(np.int16)
    every = weights.seen * weights.finest
    finest = np.maximum(np.abs(every).max(axis=0, initial=0.0), 1e-9) / _FINEST
    seen = np.round(every / finest).astype(np.int8)
    plain = dict(zip(_plain(weights.names), seen, strict=True))
    kept = [n for n, row in enumerate(rounded) if row.any() or (n in plain and plain[n].any())]
    after = sorted(weights.after)
    network: dict[str, Any] = {
        f"network {name}": array.astype(np.float16)
        for name, array in (weights.network.arrays() if weights.network else ())
    }
    np.savez_compressed(
        file,
        labels=_packed(LABELS),
        names=_packed(weights.names[n] for n in kept),
        rows=rounded[kept],
        after=_packed(after),
        after_rows=np.array([weights.after[name] for name in after]),
        flag=_packed(weights.flag),
        flag_weights=np.array(list(weights.flag.values())),
        seen=np.array([plain[n] for n in kept if n in plain]),
        finest=finest.astype(np.float32),
        **network,
    )


def load(file: IO[bytes]) -> Weights:
    """Read what `save` wrote."""
    data = np.load(file)
    if _unpacked(data["labels"]) != list(LABELS):
        raise ValueError("the weights were learned for other labels: learn them again")
    after = zip(_unpacked(data["after"]), data["after_rows"], strict=True)
    flag = zip(_unpacked(data["flag"]), data["flag_weights"].tolist(), strict=True)
    arrays = {
        name.removeprefix("network "): data[name].astype(np.float32)
        for name in data.files
        if name.startswith("network ")
    }
    return Weights(
        _unpacked(data["names"]),
        data["rows"],
        dict(after),
        dict(flag),
        rebuilt(arrays) if arrays else None,
        data["seen"],
        unit=1 / _HUNDREDTHS,
        finest=data["finest"],
    )


def _packed(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _unpacked(names: NDArray[np.uint8]) -> list[str]:
    return names.tobytes().decode().split("\n")


@cache
def shipped() -> Weights:
    """The weights that come with the package."""
    return load(BytesIO(files("converter.repair").joinpath("weights.npz").read_bytes()))
