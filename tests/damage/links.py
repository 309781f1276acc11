"""Learn `converter.repair.linking`, with PyTorch: `python -m tests.damage.links TEXT`.

TEXT is the text whose character pairs are counted (`counts`). A paragraph that is cut within a
sentence goes on with its rest; it does not go on with the beginning of another paragraph, of
another sentence, or with what follows another cut. Paragraphs of every twentieth line are not
learned from: the share of right answers is measured on them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from converter.repair.linking import SIDE
from converter.repair.pairing import number_of
from tests.damage.counts import paragraphs

Tensor: TypeAlias = Any
Numbers: TypeAlias = NDArray[np.int64]
OUT = Path(__file__).parents[2] / "converter" / "repair" / "links.npz"
STOPS = "。！？…"
SIZE, SEEN, INNER = 24, 128, 32
"""Numbers for a character, for the characters of both sides together, and for what they say."""
STEPS, TOGETHER, STEP = 14_000, 1024, 2e-3
DROPPED = 0.1
KEPT_APART = 20
SHORTEST = 25
"""A shorter paragraph is not cut."""
HEADS, SENTENCES = 0.6, 0.9
"""The share of wrong answers that begin a paragraph; of those, and of such as begin a sentence."""


class Text(NamedTuple):
    """A text as the numbers of its characters, with the places where it may be cut and begun."""

    numbers: Numbers
    paragraph: Numbers
    """The number of each character's paragraph."""
    begins: Numbers
    ends: Numbers
    cuts: Numbers
    sentences: Numbers
    size: int
    """How many characters are known: what follows them is any other, and none."""

    def before(self, places: Numbers) -> Numbers:
        around = places[:, None] + np.arange(-SIDE, 0)
        inside = around >= self.begins[self.paragraph[places]][:, None]
        return np.where(inside, self.numbers[around.clip(0)], self.size + 1)

    def after(self, places: Numbers) -> Numbers:
        around = places[:, None] + np.arange(SIDE)
        inside = around < self.ends[self.paragraph[places]][:, None]
        return np.where(inside, self.numbers[around.clip(max=len(self.numbers) - 1)], self.size + 1)


def prepared(lines: list[str]) -> Text:
    known = sorted({c for line in lines for c in line if number_of(c) is not None})
    size = 1 + max(number_of(c) or 0 for c in known)
    lengths = np.array([len(line) for line in lines])
    ends = lengths.cumsum()
    begins = ends - lengths
    numbers = np.array([size if (n := number_of(c)) is None else n for line in lines for c in line])
    paragraph = np.repeat(np.arange(len(lines)), lengths)
    after_stop = np.append(False, np.isin(numbers[:-1], [number_of(stop) or 0 for stop in STOPS]))
    inside = np.append(False, paragraph[1:] == paragraph[:-1])
    cuts = np.flatnonzero(inside & ~after_stop & (lengths >= SHORTEST)[paragraph])
    return Text(numbers, paragraph, begins, ends, cuts, np.flatnonzero(inside & after_stop), size)


def examples(text: Text, chance: np.random.Generator, apart: bool, count: int) -> list[Tensor]:
    """What stands before and after a joint, and whether the one goes on in the other."""
    import torch

    def some(places: Numbers) -> Numbers:
        among = places[(text.paragraph[places] % KEPT_APART == 0) == apart]
        drawn: Numbers = among[chance.integers(0, len(among), count)]
        return drawn

    cuts, kind = some(text.cuts), chance.random(count)
    other = np.where(kind < SENTENCES, some(text.sentences), some(text.cuts))
    other = np.where(kind < HEADS, some(text.begins), other)
    goes_on = chance.random(count) < 0.5
    after = text.after(np.where(goes_on, cuts, other))
    return [
        torch.tensor(text.before(cuts)),
        torch.tensor(after),
        torch.tensor(goes_on.astype(np.float32)),
    ]


def state(text: Text) -> dict[str, Tensor]:
    import torch

    def spread(rows: int, columns: int) -> Tensor:
        return torch.empty(rows, columns).uniform_(-(rows**-0.5), rows**-0.5)

    out = {
        "characters": torch.randn(text.size + 2, SIZE) * 0.3,
        "before": spread(SIDE * SIZE, SEEN),
        "after": spread(SIDE * SIZE, SEEN),
        "bias": torch.zeros(SEEN),
        "inner": spread(SEEN, INNER),
        "inner_bias": torch.zeros(INNER),
        "out": torch.cat([spread(INNER, 1)[:, 0], torch.zeros(1)]),
    }
    return {name: value.requires_grad_() for name, value in out.items()}


def odds(learned: dict[str, Tensor], before: Tensor, after: Tensor, dropped: float) -> Tensor:
    from torch.nn.functional import dropout

    def seen(numbers: Tensor) -> Tensor:
        return dropout(learned["characters"][numbers], dropped).flatten(1)

    met = seen(before) @ learned["before"] + seen(after) @ learned["after"] + learned["bias"]
    inner = dropout(met.relu(), dropped) @ learned["inner"] + learned["inner_bias"]
    return inner.relu() @ learned["out"][:-1] + learned["out"][-1]


def main(path: Path) -> None:
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    torch.manual_seed(1)
    chance = np.random.default_rng(1)
    text = prepared(paragraphs(path.read_text("utf-8", "replace")))
    learned = state(text)
    optimizer = torch.optim.Adam(learned.values(), lr=STEP)
    apart = examples(text, np.random.default_rng(2), True, 20_000)
    for step in range(1, STEPS + 1):
        for group in optimizer.param_groups:
            group["lr"] = STEP * max(0.02, 1 - step / STEPS)
        before, after, goes_on = examples(text, chance, False, TOGETHER)
        loss = binary_cross_entropy_with_logits(odds(learned, before, after, DROPPED), goes_on)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 1000 == 0:
            with torch.no_grad():
                said = odds(learned, apart[0], apart[1], 0.0) > 0
            right = (said == (apart[2] > 0)).float().mean()
            print(f"step {step}: {right:.4f} of the joints kept apart are judged right", flush=True)
    kept = {name: value.detach().numpy().astype(np.float16) for name, value in learned.items()}
    np.savez_compressed(OUT, **kept)
    print(OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
