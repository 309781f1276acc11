"""The weights of the tagger: what each feature says for and against each label.

Every feature counts twice, on its own and together with the layout of the page, so that what is
true everywhere is learned everywhere; for a page both rows are added up beforehand.
`python -m tests.damage.train` makes `weights.npz` again; `--show FEATURE` there tells a feature's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import islice
from typing import IO, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from converter.repair.labels import LABELS

Scores: TypeAlias = NDArray[np.float64]
LAYOUTS: Final = ("block", "line", "text", "word")
_PREFIXES = tuple(f"{layout}|" for layout in LAYOUTS)
_HUNDREDTHS = 100.0
_TOGETHER = 64
"""Lines whose features are looked up before their weights are summed."""
_NOTHING = np.zeros(len(LABELS))


def following(label: str, apart: bool) -> str:
    """What a line stands below: a label, directly or with empty lines between."""
    return f"{label} apart" if apart else label


class Weights:
    """The rows of features, label by label, and what a label says of the one that follows it."""

    def __init__(
        self,
        names: Sequence[str],
        rows: Scores,
        after: Mapping[str, Scores],
        flag: Mapping[str, float],
    ) -> None:
        self.names = names
        self.rows = rows
        """A row for each name, a column for each label."""
        self.after = after
        self.flag = flag
        """What speaks for a headline's first word being a section flag (`heads`)."""
        self._tables: dict[str, tuple[dict[str, int], Scores]] = {}

    def sums(self, layout: str, lines: Iterable[Iterable[str]], count: int) -> Scores:
        """The sum of the weights of the features of each of `count` lines, for each label."""
        known, rows = self._table(layout)
        out = np.zeros((count, len(LABELS)))
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
                out[told] = np.add.reduceat(rows.take(found, axis=0), begins)
        return out

    def sum(self, layout: str, names: Iterable[str]) -> Scores:
        """The sum of the weights of some features, for each label."""
        known, rows = self._table(layout)
        found = [known[name] for name in names if name in known]
        total: Scores = np.add.reduce(rows.take(found, axis=0)) if found else _NOTHING
        return total

    def following(self, label: str, apart: bool) -> Scores:
        """What standing below a label says for each label."""
        return self.after.get(following(label, apart), _NOTHING)

    def _table(self, layout: str) -> tuple[dict[str, int], Scores]:
        """Each feature's number, and its row with that of the layout added."""
        if layout not in self._tables:
            prefix = f"{layout}|"
            everywhere = [n for n, name in enumerate(self.names) if not name.startswith(_PREFIXES)]
            here = [n for n, name in enumerate(self.names) if name.startswith(prefix)]
            known = {self.names[n]: place for place, n in enumerate(everywhere)}
            names = [self.names[n].removeprefix(prefix) for n in here]
            places = [known.setdefault(name, len(known)) for name in names]
            rows = np.zeros((len(known), len(LABELS)))
            rows[: len(everywhere)] = self.rows[everywhere]
            rows[places] += self.rows[here]
            self._tables[layout] = known, rows
        return self._tables[layout]


def save(weights: Weights, file: IO[bytes]) -> None:
    """Write weights, rounded to hundredths; a feature that says nothing is left out."""
    rounded = np.round(weights.rows * _HUNDREDTHS).astype(np.int16)
    kept = sorted(n for n in range(len(weights.names)) if rounded[n].any())
    kept.sort(key=lambda n: weights.names[n])
    after = sorted(weights.after)
    np.savez_compressed(
        file,
        labels=_packed(LABELS),
        names=_packed(weights.names[n] for n in kept),
        rows=rounded[kept],
        after=_packed(after),
        after_rows=np.array([weights.after[name] for name in after]),
        flag=_packed(weights.flag),
        flag_weights=np.array(list(weights.flag.values())),
    )


def load(file: IO[bytes]) -> Weights:
    """Read what `save` wrote."""
    data = np.load(file)
    if _unpacked(data["labels"]) != list(LABELS):
        raise ValueError("the weights were learned for other labels: learn them again")
    after = zip(_unpacked(data["after"]), data["after_rows"], strict=True)
    flag = zip(_unpacked(data["flag"]), data["flag_weights"].tolist(), strict=True)
    rows = data["rows"] / _HUNDREDTHS
    return Weights(_unpacked(data["names"]), rows, dict(after), dict(flag))


def _packed(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _unpacked(names: NDArray[np.uint8]) -> list[str]:
    return names.tobytes().decode().split("\n")


@cache
def shipped() -> Weights:
    """The weights that come with the package."""
    return load(BytesIO(files("converter.repair").joinpath("weights.npz").read_bytes()))
