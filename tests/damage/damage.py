"""Damage to a clean issue, as layout and extraction do it.

`damage(issue, kind, seed)` gives the raw text of each page, and the issue that a perfect repair
would make of it: the clean one, changed only where the damage itself says something (a jump, a
running head, a lost picture) or takes away what nobody could know again.

Kinds: `clean` (nothing damaged), `torn` and `noisy` and `wrapped` (Chinese), `english`, and
`hant` (one of the Chinese kinds, by seed, for issues in traditional characters).
"""

import copy
from dataclasses import dataclass
from random import Random

from tests.damage.pages import paginate, render
from tests.damage.press import Json, page_style
from tests.damage.story import set_story

HANT = ("torn", "noisy", "wrapped")


@dataclass(frozen=True, slots=True)
class Damaged:
    """Raw pages, with their labels, and the issue they should become again."""

    pages: tuple[str, ...]
    labels: tuple[str, ...]
    expected: Json


def kinds_for(language: str) -> tuple[str, ...]:
    """The kinds that a bench runs on an issue in this language."""
    if language == "zh-Hant":
        return ("clean", "hant")
    if language.startswith("zh"):
        return ("clean", "torn", "noisy", "wrapped")
    return ("clean", "english")


def seeds_of(kind: str, count: int) -> range:
    """Traditional issues get each of the three kinds by as many seeds."""
    return range(count * 3) if kind == "hant" else range(count)


def damage(issue: Json, kind: str, seed: int) -> Damaged:
    """The issue as a damaged page shows it; the same seed gives the same bytes."""
    if kind == "hant":
        kind = HANT[seed % len(HANT)]
    meta = issue["meta"]
    rng = Random(f"{kind}/{seed}/{meta['title']}/{meta['date']}/{meta['page_labels']}")
    expected = copy.deepcopy(issue)
    style = page_style(kind, meta["language"], rng)
    stories = [set_story(article, style, rng) for article in expected["articles"]]
    pages = paginate(expected, stories, style, rng)
    return Damaged(
        tuple(render(page, style, rng) for page in pages),
        tuple(page.label for page in pages),
        expected,
    )
