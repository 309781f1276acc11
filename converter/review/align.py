"""Which character of the result came from which of the source.

The model's spans say where a text was read, not which of its characters stands for which; repairs
have taken some out and put others in. The two are compared from left to right: what is equal, or
one character in place of another, is in step; what was taken out or put in is found again within
a window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from converter.model import Span

WINDOW = 40
"""Characters on both sides together that may be passed over to come back into step."""
PROOF = 3
"""So many equal characters prove that the two are in step again."""
PATIENCE = 64
"""So often the window may be searched in vain before the rest of a text is left unaligned."""
_ALIKE = {0xFF01 + n: 0x21 + n for n in range(0x5E)} | str.maketrans("“”‘’", "\"\"''")
"""Marks in their other forms, which count as equal."""
_STEPS = [(1, 1)] + [
    (left, total - left)
    for total in range(1, WINDOW + 1)
    for left in sorted(range(total + 1), key=lambda left: abs(2 * left - total))
    if (left, total) != (1, 2)
]
"""What may be passed over, the likeliest first: one character for another, then little."""


class Stretch(NamedTuple):
    """`length` characters of a text from `at`, and where in a source they were read."""

    at: int
    source: str
    start: int
    length: int


def align(text: str, spans: Iterable[Span], sources: Mapping[str, str]) -> list[Stretch]:
    """The stretches of a text, in order, that stand in step with its spans.

    Spans of a source that is not among `sources` are passed over.
    """
    read = [span for span in spans if span.source in sources]
    whole = "".join(sources[span.source][span.start : span.end] for span in read)
    out: list[Stretch] = []
    for at, start, length in _in_step(text.translate(_ALIKE), whole.translate(_ALIKE)):
        out.extend(_placed(at, start, length, read))
    return out


def _in_step(text: str, whole: str) -> Iterator[tuple[int, int, int]]:
    """(place in the text, place in the source, length) of what is in step."""
    at = place = begun = 0
    patience = PATIENCE
    while at < len(text) and place < len(whole):
        if text[at] == whole[place]:
            at, place = at + 1, place + 1
            continue
        step = next((s for s in _STEPS if _proved(text, at + s[1], whole, place + s[0])), None)
        if step is None:
            patience -= 1
            step = (1, 1)
            if not patience:
                break
        if step[0] != step[1]:
            if at > begun:
                yield begun, place - (at - begun), at - begun
            begun = at + step[1]
        at, place = at + step[1], place + step[0]
    at = min(at, len(text))
    if at > begun:
        yield begun, place - (at - begun), at - begun


def _proved(text: str, at: int, whole: str, place: int) -> bool:
    """Whether the two are equal from here on, for a few characters or to the end of both."""
    piece = text[at : at + PROOF]
    if len(piece) < PROOF:
        return at <= len(text) and len(whole) - place == len(piece) and whole.endswith(piece)
    return whole.startswith(piece, place)


def _placed(at: int, start: int, length: int, spans: Iterable[Span]) -> Iterator[Stretch]:
    """A stretch of the spans' joined text, cut where one span ends and the next begins."""
    offset = 0
    for span in spans:
        size = span.end - span.start
        low, high = max(start, offset), min(start + length, offset + size)
        if low < high:
            yield Stretch(at + low - start, span.source, span.start + low - offset, high - low)
        offset += size
        if offset >= start + length:
            return
