"""HTML as it is written: where its comments stand, and the words that a parser found in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

_NAME = frozenset("/!?abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def comments(source: str) -> Iterator[slice]:
    """The insides of the comments; one that is never closed is none."""
    at = source.find("<!--")
    while at >= 0 and (end := source.find("-->", at + 4)) >= 0:
        yield slice(at + 4, end)
        at = source.find("<!--", end)


def without_tags(source: str) -> str:
    """The source with its tags and comments made NUL, every other character in its place.

    What is searched for in it is found in text alone.
    """
    parts, at = [], 0
    for low, high in _tags(source):
        parts += [source[at:low], "\0" * (high - low)]
        at = high
    return "".join([*parts, source[at:]])


def _tags(source: str) -> Iterator[tuple[int, int]]:
    at, last_comment = source.find("<"), source.rfind("-->")
    while at >= 0:
        is_comment = source.startswith("<!--", at)
        close = "-->" if is_comment else ">"
        end = -1 if is_comment and at > last_comment else source.find(close, at)
        if end >= 0 and source[at + 1 : at + 2] in _NAME:
            yield at, end + len(close)
            at = end + len(close) - 1
        elif end < 0 and not is_comment:
            return
        at = source.find("<", at + 1)


def found(text: str, words: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Where words stand that HTML may have written with entities, tags and other white space.

    Gives them whole, or word by word, or character by character, each with its place; what has
    none stands at (0, 0).
    """
    for pattern in (r".+", r"\S+|\s+", r"."):
        parts = re.findall(pattern, words, re.DOTALL)
        places = list(_places(text, parts, at))
        if all(high or part.isspace() for part, _, high in places):
            break
    yield from places


def _places(text: str, parts: Sequence[str], at: int) -> Iterator[tuple[str, int, int]]:
    for part in parts:
        written = [part, html.escape(part, quote=False)]
        lows = [text.find(w, at) for w in written]
        n = 0 if lows[0] >= 0 else 1
        if part.isspace() or lows[n] < 0:
            yield part, 0, 0
        else:
            at = lows[n] + len(written[n])
            yield part, lows[n], at
