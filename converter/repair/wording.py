"""What a line's words say of its role: how it begins and ends, what kinds of word it has.

Headlines leave out what sentences have; captions point at the picture and speak in the present.
Which words count is learned; those that few papers use are left out in learning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from converter.repair.lines import Line

SHORT = 36.0
"""Em up to which a line's last words and their kinds are looked at."""

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_TOPIC = re.compile(r"[^，。！？：:“]{2,8}[:：]")
_ARTICLE = re.compile(r"\b(?:the|a|an)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had|said|did|would)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:is|are|has|have|will)\b", re.IGNORECASE)
_DOING = re.compile(r"(?:\S+ ){1,6}\w+ing\b")
_POINTS = re.compile(
    r"\b(?:left|right|above|below|pictured|centre|center|shown|file photo)\b", re.IGNORECASE
)


def words(line: Line, han: bool) -> Iterator[str]:
    """The features of a line's wording."""
    return _han(line) if han else _latin(line)


def _han(line: Line) -> Iterator[str]:
    text = line.text
    yield f"first={text[:1]}"
    yield f"first two={text[:2]}"
    if line.width > SHORT:
        return
    yield f"last={line.core[-1:]}"
    yield f"last two={line.core[-2:]}"
    kinds = _kinds(text)
    yield f"first kind={kinds[0]}"
    yield f"last kind={kinds[-1]}"
    yield f"kinds={kinds[0]}..{kinds[-1]} {line.ending}"
    yield f"verb={'v' in kinds} {line.ending}"
    if len(kinds) <= 3:
        yield f"kinds={' '.join(kinds)}"
    if _TOPIC.match(text):
        yield f"topic {line.ending}"


@lru_cache(maxsize=4096)
def _kinds(text: str) -> tuple[str, ...]:
    """The kinds of its words: n noun, nr person, ns place, v verb, m number …"""
    import rjieba

    return tuple(
        kind[:2] if kind.startswith("n") else kind[:1] for _, kind in rjieba.tag(text)
    ) or ("",)


def _latin(line: Line) -> Iterator[str]:
    text = line.text
    found = _WORD.findall(text)
    if not found:
        return
    yield f"first={found[0].lower()}"
    if line.width <= SHORT:
        yield f"last={found[-1].lower()}"
    if len(found) > 1:
        yield f"second={_ending(found[1])}"
    article, past, present = (bool(p.search(text)) for p in (_ARTICLE, _PAST, _PRESENT))
    yield f"article={article} past={past} present={present} {line.ending}"
    if _DOING.match(text):
        yield "doing"
    if _POINTS.search(text):
        yield f"points {line.ending}"


def _ending(word: str) -> str:
    """A word's ending, which tells much of its kind."""
    return next((end for end in ("ing", "ed", "ly", "s") if word.endswith(end)), "other")
