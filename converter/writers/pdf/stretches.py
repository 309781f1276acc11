"""Stretches of a text that are more than text: addresses of the net, words of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.typeset.font import Mark
from converter.writers.addresses import addresses

_SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’,;:&-]*(?: [A-Za-z][A-Za-z'’,;:&-]*){3,}")
_SMALL_WORDS = re.compile(r"\b(?:a|an|and|are|by|for|from|in|is|of|on|or|that|the|to|with)\b")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+(?:[，、。][\u3400-\u9fff]+)*")


def stretches(text: str, *, western: bool) -> Iterator[tuple[str, Mark | None]]:
    """A text in parts, each with what it is.

    English within Chinese is marked where it is a phrase with small words in it: a name or a term
    is no change of language (WCAG 2.2, 3.1.2).
    """
    at = 0
    for start, end, mark in sorted(_marks(text, western), key=lambda found: found[0]):
        if start < at:
            continue
        if start > at:
            yield text[at:start], None
        yield text[start:end], mark
        at = end
    if at < len(text):
        yield text[at:], None


def _marks(text: str, western: bool) -> Iterator[tuple[int, int, Mark]]:
    for start, end, address in addresses(text):
        yield start, end, Mark("Link", address)
    if western:
        for match in _HAN.finditer(text) if not text.isascii() else ():
            yield match.start(), match.end(), Mark("Span", language="zh")
        return
    for match in _SENTENCE.finditer(text):
        if _SMALL_WORDS.search(match[0]):
            yield match.start(), match.end(), Mark("Span", language="en")
