"""The tagger: what each line of a page is, decided over the whole page at once.

A linear model with readable features (`features`) scores every label of every line; a label also
has a score for following another, and for the joint with the paragraph that is still open above:
what speaks for going on speaks against beginning anew. The best row of labels that the grammar
(`labels`) allows is found by dynamic programming (Viterbi), so a local cue can be overruled by its
surroundings: a short line without a full stop is a subhead between two paragraphs, a kicker above
a headline, and the end of a torn sentence after half a sentence.

A small network (`network`) that sees each line's features together, and those of the lines around
it, gives a second opinion, which is added to the sums before that.

The weights were learned (averaged MIRA: the least change that gives the right labels their
margin) from the project's tuning articles, damaged by seed; `python -m tests.damage.train` makes
`weights.npz` again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from converter.repair.features import PageView
from converter.repair.labels import LABELS, NUMBER, OPEN, PASSED_OVER, START, may_follow
from converter.repair.weights import Scores, Weights

UNSURE = 0.7
"""The margin, in units of the weights, at which a choice is three to one."""

LEAVE_APART = 0.3
"""What must speak for a joint beyond what speaks against it: in doubt, text is left apart."""
LEAVE_TEXT = 0.4
"""What must speak for a caption beyond that: in doubt, a line is text."""

SECOND_OPINION = 0.3
"""What the network's opinion counts, in units of the weights."""
_NEVER = 1e9
"""Worse than any evidence."""
REMEMBERED = 20_000
"""Lines of a page up to which each is judged by what stands below it, too."""

_Numbers: TypeAlias = NDArray[np.int64]
_SIZE = len(LABELS)
_GOES_ON = np.array([label.endswith("+") for label in LABELS])
_ANEW = 1.0 - _GOES_ON
_RESUMED = np.array([label.endswith(">") for label in LABELS])
_OPENS = np.array([label in OPEN for label in LABELS])
_KEEPS_OPEN = np.array([label in PASSED_OVER for label in LABELS])
_ALLOWED = np.array(
    [[0.0 if may_follow(before, label) else -math.inf for label in LABELS] for before in LABELS]
)
_FIRST = np.array([0.0 if may_follow(START, label) else -math.inf for label in LABELS])
_NOT_RESUMED = np.where(_RESUMED, -_NEVER, 0.0)
_COLUMNS = np.arange(_SIZE)


class Tagged(NamedTuple):
    label: str
    confidence: float
    open_line: int
    """For a line that goes on: the line whose paragraph it goes on with; else -1."""


class Lattice(NamedTuple):
    """What is to be decoded: the scores of a page's lines and of the joints between them."""

    own: Scores
    """Line by label; minus infinity where a line may not have a label."""
    first: Scores
    """What standing first on the page says for each label."""
    after: Sequence[Scores]
    """By whether empty lines stand between: label above by label below."""
    apart: Sequence[bool]
    joint: Callable[[int, int], Scores]
    """What a line and a later one say, for each label, of the later going on with it."""


class _Row(NamedTuple):
    """The best way to each label that a line may have."""

    scores: Scores
    back: _Numbers
    open: _Numbers
    """The line of the paragraph that may still be resumed, or -1."""
    steps: Scores | None = None
    """The scores of coming here, label above by label here; kept on pages of `REMEMBERED` lines."""


def tag(view: PageView, weights: Weights) -> list[Tagged]:
    """The best labels for a page's lines."""
    if not view.lines:
        return []
    rows = _fill(lattice(view, weights))
    path = _path(rows)
    whole = _read_to_the_end(rows)
    return [
        Tagged(LABELS[k], _confidence(whole[n], k), _joins_to(rows, path, n))
        for n, k in enumerate(path)
    ]


def lattice(view: PageView, weights: Weights) -> Lattice:
    """The scores of a page by some weights."""
    count = len(view.lines)
    own, seen = weights.sums(view.layout, map(view.features, range(count)), count)
    joints = chain([()], (view.joint(n - 1, n) for n in range(1, count)))
    touching, seen_above = weights.sums(view.layout, joints, count)
    if weights.network:
        texts = [line.text for line in view.lines] if view.han else ()
        opinions = weights.network.opinions(seen + seen_above, view.layout, texts)
        own += SECOND_OPINION * opinions
    own[:, _OPENS & (_GOES_ON | _RESUMED)] -= LEAVE_APART
    own[:, NUMBER["caption"]] -= LEAVE_TEXT
    return Lattice(
        own + allowed(view),
        weights.following(START, view.apart(0)),
        [
            np.array([weights.following(label, apart) for label in LABELS])
            for apart in (False, True)
        ],
        [view.apart(n) for n in range(count)],
        lambda a, b: touching[b] if b - a == 1 else weights.sum(view.layout, view.joint(a, b)),
    )


def allowed(view: PageView) -> Scores:
    """Nothing where a line may have a label, minus infinity where it may not, and what it leans to."""
    out = np.empty((len(view.lines), _SIZE))
    for n in range(len(view.lines)):
        out[n] = _allowing(view.candidates(n))
        for label, weight in view.leaning(n).items():
            out[n, NUMBER[label]] += weight
    return out


@lru_cache(maxsize=64)
def _allowing(labels: tuple[str, ...]) -> Scores:
    return np.array([0.0 if label in labels else -math.inf for label in LABELS])


def decode(lattice: Lattice) -> list[int]:
    """The numbers of the best labels that the grammar allows."""
    return _path(_fill(lattice))


def _fill(lattice: Lattice) -> list[_Row]:
    scores = lattice.own[0] + lattice.first + _FIRST
    if not np.isfinite(scores).any():
        scores = lattice.own[0]
    rows = [_Row(scores, np.full(_SIZE, -1), np.where(_OPENS, 0, -1))]
    steps = [_ALLOWED + lattice.after[0], _ALLOWED + lattice.after[1]]
    for n in range(1, len(lattice.own)):
        rows.append(_next(rows[-1], lattice, steps[lattice.apart[n]], n))
    return rows


def _next(before: _Row, lattice: Lattice, step: Scores, n: int) -> _Row:
    touching = lattice.joint(n - 1, n)
    lines = sorted(set(before.open[before.scores > -math.inf].tolist()))
    said = np.array([_resumed(lattice, line, n, touching) for line in lines]) * _ANEW
    total = before.scores[:, None] + step
    total += touching * _GOES_ON
    total += said.take(np.array(lines).searchsorted(before.open), axis=0, mode="clip")
    held = total + lattice.own[n]
    back = held.argmax(axis=0)
    scores = held[back, _COLUMNS]
    if max(scores.tolist()) == -math.inf:
        # Nothing that the line is held to can stand there: the grammar decides.
        back = total.argmax(axis=0)
        scores = total[back, _COLUMNS]
    opened = np.where(_KEEPS_OPEN, before.open[back], -1)
    steps = held.astype(np.float32) if len(lattice.own) <= REMEMBERED else None
    return _Row(scores, back, np.where(_OPENS, n, opened), steps)


def _resumed(lattice: Lattice, line: int, n: int, touching: Scores) -> Scores:
    """What the paragraph of an earlier line, if it is open, says for each label of line `n`."""
    if line < 0:
        return _NOT_RESUMED
    return touching if line == n - 1 else lattice.joint(line, n)


def _path(rows: Sequence[_Row]) -> list[int]:
    path = [int(rows[-1].scores.argmax())]
    for row in reversed(rows[1:]):
        path.append(int(row.back[path[-1]]))
    return path[::-1]


def _joins_to(rows: Sequence[_Row], path: Sequence[int], n: int) -> int:
    if _GOES_ON[path[n]]:
        return n - 1
    return int(rows[n - 1].open[path[n - 1]]) if _RESUMED[path[n]] else -1


def _read_to_the_end(rows: Sequence[_Row]) -> list[Scores]:
    """For each line and label, the score of the best row of labels for the whole page that has it.

    On a page too long to remember, that of the page read up to the line.
    """
    out = [row.scores for row in rows]
    rest = np.zeros(_SIZE)
    for n in range(len(rows) - 1, 0, -1):
        steps, before = rows[n].steps, rows[n - 1].scores
        if steps is None:
            break
        onward = (steps + rest).max(axis=1)
        out[n - 1] = onward
        rest = onward - np.maximum(before, -_NEVER)
        rest[before == -math.inf] = -math.inf
    return out


def _confidence(scores: Scores, chosen: int) -> float:
    """How far the chosen label is ahead of the next best."""
    rest = scores.tolist()
    ahead = rest.pop(chosen) - max(rest)
    return round(1 / (1 + math.exp(-max(-40.0, min(40.0, ahead / UNSURE)))), 3)
