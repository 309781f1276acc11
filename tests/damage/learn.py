"""Structured learning by the least change that gives the right labels their margin.

(Averaged MIRA after Crammer and Singer, one best row of labels a step.) The features of each page
are looked up once and kept as numbers; a round then only decodes and moves weights.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from converter.repair.features import PageView
from converter.repair.labels import LABELS, NUMBER, START, resumable
from converter.repair.tagger import Lattice, allowed, decode
from converter.repair.weights import LAYOUTS, Scores, Weights, following

Numbers = NDArray[np.int64]
SIZE = len(LABELS)
_PASSED_OVER = 0.7
"""How many of the pages that were right the last time are not looked at again in a round."""
_CALMER = 0.85
"""What each round leaves of the bound of a step."""


@dataclass
class Example:
    """A damaged page with its right labels."""

    view: PageView
    right: list[str]
    group: str
    """The issue it was made from."""
    own: list[Numbers] = field(default_factory=list)
    joints: dict[tuple[int, int], Numbers] = field(default_factory=dict)
    right_before: bool = False
    """Whether nothing was wrong in it when it was last looked at."""
    allowed: Scores = field(default_factory=lambda: np.zeros(0))
    apart: list[bool] = field(default_factory=list)


class Table:
    """The features seen so far by number, and their weights, which grow with them."""

    def __init__(self, rare: int, left_out: float, chance: int) -> None:
        self.left_out = left_out
        self.random = np.random.default_rng(chance)
        self.rare = rare
        """A feature of a line's own that fewer issues than this show is left out."""
        self.number: dict[str, int] = {}
        self.weights = np.zeros((1024, SIZE), np.float32)
        self.moved = np.zeros((1024, SIZE))
        """Each change by the step at which it was made: what averaging takes away again."""
        self.after = {name: np.zeros(SIZE) for name in _FOLLOWING}
        self.after_moved = {name: np.zeros(SIZE) for name in _FOLLOWING}

    def add(self, examples: Sequence[Example]) -> None:
        """Look up the features of all lines, leaving out the rare ones."""
        shown: dict[str, set[str]] = defaultdict(set)
        for example in examples:
            view = example.view
            example.own, example.joints = [], {}
            for n in range(len(example.right)):
                names = view.features(n)
                example.own.append(self.numbers(view, names))
                for name in names:
                    if len(shown[name]) < self.rare:
                        shown[name].add(example.group)
            example.allowed = allowed(view)
            example.right_before = False
            example.apart = [view.apart(n) for n in range(len(example.right))]
        common = {name for name, groups in shown.items() if len(groups) >= self.rare}
        kept = np.array([name.removeprefix(_layout(name)) in common for name in self.number])
        for example in examples:
            example.own = [numbers[kept[numbers]] for numbers in example.own]

    def numbers(self, view: PageView, names: Sequence[str]) -> Numbers:
        both = [*names, *(f"{view.layout}|{name}" for name in names)]
        out = np.array([self.number.setdefault(name, len(self.number)) for name in both])
        while len(self.number) > len(self.weights):
            self.weights = np.concatenate([self.weights, np.zeros_like(self.weights)])
            self.moved = np.concatenate([self.moved, np.zeros_like(self.moved)])
        return out

    def joint(self, example: Example, first: int, second: int) -> Numbers:
        key = (first, second)
        if key not in example.joints:
            example.joints[key] = self.numbers(example.view, example.view.joint(first, second))
        return example.joints[key]

    def lattice(self, example: Example, drawn: Sequence[Numbers]) -> Lattice:
        own = np.array([self.sum(numbers) for numbers in drawn])
        return Lattice(
            own + example.allowed,
            self.after[following(START, example.apart[0])],
            [
                np.array([self.after[following(label, apart)] for label in LABELS])
                for apart in (False, True)
            ],
            example.apart,
            lambda a, b: self.sum(self.joint(example, a, b)),
        )

    def drawn(self, example: Example) -> list[Numbers]:
        """Some of each line's features: what others can say too, they are made to say."""
        if not self.left_out:
            return example.own
        return [
            numbers[self.random.random(len(numbers)) >= self.left_out] for numbers in example.own
        ]

    def sum(self, numbers: Numbers) -> Scores:
        total: Scores = self.weights.take(numbers, axis=0).sum(axis=0)
        return total


def _layout(name: str) -> str:
    first, _, _ = name.partition("|")
    return f"{first}|" if first in LAYOUTS else ""


_FOLLOWING = [following(label, apart) for label in (START, *LABELS) for apart in (False, True)]


class Change(NamedTuple):
    """What the right labels have and the guessed ones have not, or the reverse."""

    where: Numbers | str
    """Numbers of features, or what stood before."""
    label: int
    sign: float


def learn(
    examples: list[Example],
    rounds: int,
    rare: int = 7,
    most: float = 0.006,
    left_out: float = 0.2,
    chance: int = 7,
) -> Weights:
    """The averaged weights after some rounds.

    `most` bounds a step, and less so each round; a feature of a line's own that fewer issues than
    `rare` show is not used; at each step `left_out` of each line's features say nothing. Which,
    and in what order the pages come, is by `chance`.
    """
    table = Table(rare, left_out, chance)
    table.add(examples)
    order = random.Random(chance)
    clock = 0
    for turn in range(rounds):
        bound = most * _CALMER**turn
        order.shuffle(examples)
        wrong = lines = 0
        for example in examples:
            if example.right_before and order.random() < _PASSED_OVER:
                continue  # what is right already teaches little
            clock += 1
            drawn = table.drawn(example)
            guess = [LABELS[k] for k in decode(table.lattice(example, drawn))]
            loss = sum(a != b for a, b in zip(guess, example.right, strict=True))
            lines += len(guess)
            wrong += loss
            example.right_before = not loss
            if loss:
                changes = list(_difference(table, example, drawn, guess))
                _update(table, changes, loss, bound, clock)
        print(f"round {turn + 1}: {wrong} of {lines} lines wrong", flush=True)
    return _averaged(table, clock)


def _difference(
    table: Table, example: Example, drawn: Sequence[Numbers], guess: Sequence[str]
) -> Iterator[Change]:
    """What the right labels have and the guessed ones have not, and the reverse."""
    for path, sign in ((example.right, 1.0), (guess, -1.0)):
        other = guess if sign > 0 else example.right
        open_line, other_open = -1, -1
        for n, label in enumerate(path):
            k = NUMBER[label]
            if label != other[n]:
                yield Change(drawn[n], k, sign)
            line = n - 1 if label.endswith("+") else open_line
            other_line = n - 1 if other[n].endswith("+") else other_open
            if line >= 0 and (label != other[n] or line != other_line):
                yield Change(table.joint(example, line, n), k, sign)
            before = path[n - 1] if n else START
            if label != other[n] or (n and before != other[n - 1]):
                yield Change(following(before, example.apart[n]), k, sign)
            open_line = resumable(label, open_line, n)
            other_open = resumable(other[n], other_open, n)


def _update(table: Table, changes: Sequence[Change], loss: int, most: float, clock: int) -> None:
    margin = norm = 0.0
    for where, k, sign in changes:
        if isinstance(where, str):
            margin += sign * float(table.after[where][k])
            norm += 1
        else:
            margin += sign * float(table.weights[where, k].sum())
            norm += len(where)
    step = min(most, (loss - margin) / norm) if norm else 0.0
    if step <= 0:
        return
    for where, k, sign in changes:
        if isinstance(where, str):
            table.after[where][k] += sign * step
            table.after_moved[where][k] += sign * step * clock
        else:
            table.weights[where, k] += sign * step
            table.moved[where, k] += sign * step * clock


def _averaged(table: Table, clock: int) -> Weights:
    names = sorted(table.number)
    rows = (table.weights - table.moved / max(1, clock))[[table.number[name] for name in names]]
    after = {n: row - table.after_moved[n] / max(1, clock) for n, row in table.after.items()}
    return Weights(names, rows, after, {})


def mean(learned: Sequence[Weights]) -> Weights:
    """The mean of several learnings: what chance gave one of them counts for less."""
    names = sorted({name for weights in learned for name in weights.names})
    number = {name: n for n, name in enumerate(names)}
    rows = np.zeros((len(names), SIZE))
    for weights in learned:
        rows[[number[name] for name in weights.names]] += weights.rows / len(learned)
    after = {
        name: np.mean([weights.after[name] for weights in learned], axis=0)
        for name in learned[0].after
    }
    return Weights(names, rows, after, {})
