"""The tagger: what each line of a page is, decided over the whole page at once.

A linear model with readable features (`features`) scores every label of every line; a label also
has a score for following another, and for the joint with the paragraph that is still open above:
what speaks for going on speaks against beginning anew. The best row of labels that the grammar
(`labels`) allows is found by dynamic programming (Viterbi), so a local cue can be overruled by its
surroundings: a short line without a full stop is a subhead between two paragraphs, a kicker above
a headline, and the end of a torn sentence after half a sentence.

The weights were learned (averaged MIRA: the least change that gives the right labels their
margin) from the project's tuning articles, damaged by seed; `python -m tests.damage.train` makes
`weights.json` again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from converter.repair.features import PageView
from converter.repair.labels import LABELS, NUMBER, START, may_follow, resumable

UNSURE = 0.7
"""The margin, in units of the weights, at which a choice is three to one."""


class Weights(NamedTuple):
    of: dict[str, list[float]]
    """Feature → a weight for each label, in the order of `LABELS`."""
    after: dict[str, list[float]]
    """What stood before (see `following`) → a weight for each label."""
    flag: Mapping[str, float] = MappingProxyType({})
    """What speaks for a headline's first word being a section flag (`heads`)."""


class Tagged(NamedTuple):
    label: str
    confidence: float
    open_line: int
    """For a line that goes on: the line whose paragraph it goes on with; else -1."""


@cache
def shipped() -> Weights:
    """The weights that come with the package."""
    data = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))

    def spread(rows: dict[str, dict[str, float]]) -> dict[str, list[float]]:
        table = {name: [0.0] * len(LABELS) for name in rows}
        for name, row in rows.items():
            for label, weight in row.items():
                table[name][NUMBER[label]] = weight
        return table

    return Weights(spread(data["of"]), spread(data["after"]), data["flag"])


_PREVIOUS: tuple[tuple[int, ...], ...] = tuple(
    tuple(n for n, before in enumerate(LABELS) if may_follow(before, label)) for label in LABELS
)
_GOES_ON = tuple(label.endswith("+") for label in LABELS)
_RESUMED = tuple(label.endswith(">") for label in LABELS)
_NONE = [0.0] * len(LABELS)


class _Cell(NamedTuple):
    score: float
    back: int
    open_line: int


def scores(weights: Weights, names: Iterable[str]) -> list[float]:
    """The sum of the weights of some features, for each label."""
    rows = [row for name in names if (row := weights.of.get(name))]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else _NONE


def tag(view: PageView, weights: Weights) -> list[Tagged]:
    """The best labels for a page's lines."""
    if not view.lines:
        return []
    table = _fill(view, weights)
    path = [max(table[-1], key=lambda k: table[-1][k].score)]
    for row in reversed(table[1:]):
        path.append(row[path[-1]].back)
    path.reverse()
    return [
        Tagged(LABELS[k], _confidence(table[n], k), _joins_to(table, path, n))
        for n, k in enumerate(path)
    ]


_Row = dict[int, _Cell]
"""The best way to each label a line may have."""


def _fill(view: PageView, weights: Weights) -> list[_Row]:
    own = scores(weights, view.features(0))
    start = weights.after.get(following(START, view.apart(0)), _NONE)
    firsts = [label for label in view.candidates(0) if may_follow(START, label)]
    table = [
        {
            NUMBER[label]: _Cell(
                own[NUMBER[label]] + start[NUMBER[label]], -1, resumable(label, -1, 0)
            )
            for label in firsts
        }
    ]
    after = {
        apart: [weights.after.get(following(label, apart), _NONE) for label in LABELS]
        for apart in (False, True)
    }
    for n in range(1, len(view.lines)):
        table.append(_row(view, weights, after[view.apart(n)], table[-1], n))
    return table


def following(label: str, apart: bool) -> str:
    """What a line stands below: a label, directly or with empty lines between."""
    return f"{label} apart" if apart else label


def _row(view: PageView, weights: Weights, after: list[list[float]], before: _Row, n: int) -> _Row:
    own = scores(weights, view.features(n))
    joints: dict[int, list[float]] = {}

    def joint(line: int, k: int) -> float:
        if line not in joints:
            joints[line] = scores(weights, view.joint(line, n))
        return joints[line][k]

    row = {}
    for label in view.candidates(n):
        k = NUMBER[label]
        best, back = -math.inf, -1
        for p in _PREVIOUS[k]:
            if p not in before:
                continue
            score = before[p].score + after[p][k]
            line = n - 1 if _GOES_ON[k] else before[p].open_line
            if line >= 0:
                score += joint(line, k)
            elif _RESUMED[k]:
                continue
            if score > best:
                best, back = score, p
        if back >= 0:
            row[k] = _Cell(best + own[k], back, resumable(label, before[back].open_line, n))
    return row


def _joins_to(table: Sequence[_Row], path: Sequence[int], n: int) -> int:
    if _GOES_ON[path[n]]:
        return n - 1
    return table[n - 1][path[n - 1]].open_line if _RESUMED[path[n]] else -1


def _confidence(row: _Row, chosen: int) -> float:
    """How far the chosen label is ahead of the next best for the page read up to here."""
    rest = max((cell.score for k, cell in row.items() if k != chosen), default=-math.inf)
    ahead = row[chosen].score - rest
    return round(1 / (1 + math.exp(-max(-40.0, min(40.0, ahead / UNSURE)))), 3)


def gold_features(view: PageView, path: Sequence[str]) -> Iterable[tuple[str, int]]:
    """Each (feature, label) that fires on a page labelled so: what learning adds and takes away."""
    open_line = -1
    for n, label in enumerate(path):
        k = NUMBER[label]
        for name in view.features(n):
            yield name, k
        line = n - 1 if label.endswith("+") else open_line
        for name in view.joint(line, n) if line >= 0 else ():
            yield name, k
        open_line = resumable(label, open_line, n)
