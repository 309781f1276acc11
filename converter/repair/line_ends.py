"""Where a passage's printed lines end, as its spans tell: the joins put nothing else on record."""

from __future__ import annotations

from itertools import pairwise

from converter.passage import Passage


def line_ends(text: Passage) -> tuple[int, ...]:
    """Offsets at which another printed line begins: what is read there was not read next.

    A character that was taken out leaves such a place too: it may be an end, not that it is one.
    """
    ends = []
    at = 0
    for run, after in pairwise(text.runs):
        at += len(run.text)
        if after.span and (run.span is None or run.span.end != after.span.start):
            ends.append(at)
    return tuple(ends)
