"""Where a western word may be divided, by the patterns of its language (pyphen)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

LEAST_BEFORE, LEAST_AFTER, LEAST_WORD = 2, 3, 6
_LETTERS = re.compile(r"[^\W\d_]+")
_SYLLABLES = re.compile(
    r"(?<=[aeiouy])"
    r"(?!th|sh|ch|ph|wh|gh|ck|ng|[bcdfgkpt]r|[bcfgkps]l|s[cmnptw]|tw|qu)"
    r"([bcdfghjklmnpqrstvwxz])[bcdfghjklmnpqrstvwxz](?=[aeiouy])",
    re.IGNORECASE,
)
"""Two consonants between vowels that do not begin a syllable together."""


def cuts(token: str, language: str) -> tuple[int, ...]:
    """Places in a token where a hyphen may go: within its words, not within capitals."""
    positions = _dictionary(language)
    if positions is None or len(token) < LEAST_WORD:
        return ()
    found: list[int] = []
    for match in _LETTERS.finditer(token):
        word = match[0]
        if len(word) < LEAST_WORD or word.isupper():
            continue
        start, length = match.start(), len(word)
        found += [
            start + place
            for place in positions(word)
            if LEAST_BEFORE <= place <= length - LEAST_AFTER
        ]
    return tuple(found)


def last_resorts(token: str, language: str) -> tuple[int, ...]:
    """Places in words that the patterns do not know, names above all, where a hyphen may go before
    a line is torn apart: between two consonants (Hal-vorsen); of English alone."""
    if not language.startswith("en") or len(token) < LEAST_WORD:
        return ()
    found: list[int] = []
    for match in _LETTERS.finditer(token):
        word = match[0]
        if len(word) < LEAST_WORD or word.isupper() or cuts(word, language):
            continue
        places = (each.end(1) for each in _SYLLABLES.finditer(word))
        found += [
            match.start() + place
            for place in places
            if LEAST_BEFORE < place <= len(word) - LEAST_AFTER
        ]
    return tuple(found)


@lru_cache(maxsize=16)
def _dictionary(language: str) -> Callable[[str], list[int]] | None:
    import pyphen

    name = pyphen.language_fallback("en_US" if language == "en" else language.replace("-", "_"))
    if not name:
        return None
    positions: Callable[[str], list[int]] = pyphen.Pyphen(lang=name).positions
    return positions
