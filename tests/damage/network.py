"""Learn the network of the tagger with PyTorch (`pip install -e '.[learn]'`).

Each line's labels are guessed from its own features and those around; the loss is the cross
entropy. At each step half of the features say nothing, so that what many can say is learned from
many. What is kept is not the last state, but the mean of those passed through. The characters of
`phrases` begin with what `linking` knows of them.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from converter.repair.labels import LABELS, NUMBER
from converter.repair.linking import shipped_characters
from converter.repair.network import Layer, Network, Numbers
from converter.repair.phrases import BEGINNING, BETWEEN, END, Phrases, numbers, read
from converter.repair.weights import LAYOUTS
from tests.damage.learn import Example

Tensor: TypeAlias = Any
"""PyTorch is loaded only where it learns."""
WIDTH = 80
"""Numbers in which a line is summed up."""
LAYERS = 4
RARE = 7
"""A feature that fewer issues than this show is left out."""
LEFT_OUT = 0.5
"""How many of the features say nothing at a step, and of the numbers (`DROPPED`)."""
DROPPED = 0.2
TOGETHER = 4
"""Pages a step."""
MEASURES = 96
"""What three characters in a row are weighed by; of these `FORGOTTEN` say nothing at a step."""
FORGOTTEN = 0.3
UNREAD = 0.1
"""How many of the characters are not read at a step."""
STEP = 2e-3
WARMING = 200
"""Steps in which the steps grow to their size; then they shrink to the end."""
SMOOTH = 0.02
"""What is left to the labels that are not right: nothing is certain."""


class _Page(NamedTuple):
    features: Tensor
    begins: Tensor
    layout: int
    right: Tensor
    read: Tensor | None
    """The numbers of the characters of each line, where it is Chinese."""


class Learned(NamedTuple):
    names: list[str]
    seen: Numbers
    """A row for each name."""
    network: Network


def learn_network(examples: Sequence[Example], rounds: int, chance: int = 1) -> Learned:
    """The network after some rounds over the pages."""
    import torch

    torch.manual_seed(chance)
    order = random.Random(chance)
    names = _names(examples)
    known = {name: n for n, name in enumerate(names)}
    pages = [_page(example, known) for example in examples]
    state = _state(len(names))
    mean = {name: value.detach().clone() for name, value in state.items()}
    optimizer = torch.optim.Adam(state.values(), lr=STEP)
    steps = rounds * math.ceil(len(pages) / TOGETHER)
    clock = 0
    for turn in range(rounds):
        order.shuffle(pages)
        total = 0.0
        for low in range(0, len(pages), TOGETHER):
            clock += 1
            for group in optimizer.param_groups:
                group["lr"] = STEP * min(1, clock / WARMING) * max(0.02, 1 - clock / steps)
            loss = _loss(state, pages[low : low + TOGETHER])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
            with torch.no_grad():
                for name, value in mean.items():
                    value.lerp_(state[name], max(0.0025, 1 / (clock + 1)))
        print(f"round {turn + 1}: loss {total * TOGETHER / len(pages):.4f}", flush=True)
    return _learned(names, {name: value.numpy() for name, value in mean.items()})


def _names(examples: Sequence[Example]) -> list[str]:
    shown: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for features in _seen(example):
            for name in features:
                if len(shown[name]) < RARE:
                    shown[name].add(example.group)
    return sorted(name for name, groups in shown.items() if len(groups) >= RARE)


def _seen(example: Example) -> Iterator[tuple[str, ...]]:
    """What is seen of each line, and of its joint with the line above."""
    view = example.view
    for n in range(len(example.right)):
        yield view.features(n) + (view.joint(n - 1, n) if n else ())


def _page(example: Example, known: dict[str, int]) -> _Page:
    import torch

    rows = [[known[name] for name in names if name in known] for names in _seen(example)]
    begins = np.cumsum([0, *map(len, rows)])[:-1]
    return _Page(
        torch.tensor([number for row in rows for number in row], dtype=torch.long),
        torch.tensor(begins, dtype=torch.long),
        LAYOUTS.index(example.view.layout),
        torch.tensor([NUMBER[label] for label in example.right]),
        _read(example) if example.view.han else None,
    )


def _read(example: Example) -> Tensor:
    import torch

    none = len(shipped_characters()) - 1
    rows = [read(line.text).ljust(BEGINNING + END, BETWEEN) for line in example.view.lines]
    found = numbers("".join(rows), none).reshape(len(rows), -1)
    return torch.from_numpy(found.astype(np.int16))


def _state(count: int) -> dict[str, Tensor]:
    """All that is learned, as it is at first."""
    import torch

    even = math.sqrt(1 / WIDTH)
    known = torch.tensor(shipped_characters())
    known = known / known.std() / 2
    known[-1] = 0
    size = known.shape[1]
    state = {
        "seen": torch.randn(count, WIDTH) * 0.05,
        "layouts": torch.randn(len(LAYOUTS), WIDTH),
        "page": torch.empty(WIDTH, WIDTH).uniform_(-even, even),
        "page_bias": torch.zeros(WIDTH),
        "out": torch.empty(WIDTH, len(LABELS)).uniform_(-even, even),
        "out_bias": torch.zeros(len(LABELS)),
        "kernels": torch.empty(LAYERS, 3, WIDTH, WIDTH).uniform_(-even / 1.7, even / 1.7),
        "bias": torch.zeros(LAYERS, WIDTH),
        "scales": torch.ones(LAYERS + 1, WIDTH),
        "shifts": torch.zeros(LAYERS + 1, WIDTH),
        "characters": known,
        "phrase_kernels": torch.randn(3, size, MEASURES) * math.sqrt(1 / (3 * size)),
        "phrase_bias": torch.zeros(MEASURES),
        "phrase_out": torch.randn(MEASURES, WIDTH) * 0.1 * math.sqrt(1 / MEASURES),
    }
    return {name: value.requires_grad_() for name, value in state.items()}


def _loss(state: dict[str, Tensor], pages: Sequence[_Page]) -> Tensor:
    import torch
    from torch.nn import functional

    scores = torch.cat([_scores(state, page) for page in pages])
    right = torch.cat([page.right for page in pages])
    return functional.cross_entropy(scores, right, label_smoothing=SMOOTH)


def _scores(state: dict[str, Tensor], page: _Page) -> Tensor:
    """The scores of each line's labels, as `Network.opinions` has them, with some left out."""
    import torch
    from torch.nn import functional

    def evened(lines: Tensor, n: int) -> Tensor:
        return functional.layer_norm(lines, (WIDTH,), state["scales"][n], state["shifts"][n])

    said = (torch.rand(len(page.features)) >= LEFT_OUT).float() / (1 - LEFT_OUT)
    seen = functional.embedding_bag(
        page.features, state["seen"], page.begins, mode="sum", per_sample_weights=said
    )
    if page.read is not None:
        seen = seen + _phrases(state, page.read.long())
    lines = functional.dropout(evened(seen + state["layouts"][page.layout], 0).relu(), DROPPED)
    for n in range(LAYERS):
        if n == 1:
            lines = lines + lines.mean(0) @ state["page"] + state["page_bias"]
        reach = 2**n
        padded = functional.pad(lines, (0, 0, reach, reach))
        above, here, below = state["kernels"][n]
        around = (
            padded[: -2 * reach] @ above + lines @ here + padded[2 * reach :] @ below
        ) + state["bias"][n]
        lines = lines + functional.dropout(evened(around, n + 1).relu(), DROPPED)
    return lines @ state["out"] + state["out_bias"]


def _phrases(state: dict[str, Tensor], read: Tensor) -> Tensor:
    """What `Phrases.seen` gives, with some left out."""
    import torch
    from torch.nn import functional

    there = (read != len(state["characters"]) - 1).float()[:, :, None]
    unread = (torch.rand(read.shape)[:, :, None] >= UNREAD).float()
    known = functional.pad(state["characters"][read] * there * unread, (0, 0, 1, 1))
    before, here, after = state["phrase_kernels"]
    met = known[:, :-2] @ before + known[:, 1:-1] @ here + known[:, 2:] @ after
    strongest = ((met + state["phrase_bias"]).relu() * there).amax(1)
    return functional.dropout(strongest, FORGOTTEN) @ state["phrase_out"]


def _learned(names: list[str], state: dict[str, Numbers]) -> Learned:
    layers = tuple(
        Layer(state["kernels"][n], state["bias"][n], state["scales"][n + 1], state["shifts"][n + 1])
        for n in range(LAYERS)
    )
    network = Network(
        layouts=dict(zip(LAYOUTS, state["layouts"], strict=True)),
        scale=state["scales"][0],
        shift=state["shifts"][0],
        layers=layers,
        page=state["page"],
        page_bias=state["page_bias"],
        out=state["out"],
        out_bias=state["out_bias"],
        phrases=Phrases(
            np.vstack([state["characters"][:-1], np.zeros_like(state["characters"][:1])]),
            state["phrase_kernels"],
            state["phrase_bias"],
            state["phrase_out"],
        ),
    )
    return Learned(names, state["seen"], network)
