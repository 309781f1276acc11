"""Stretches of a Word document's text, and the model's inlines that they come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from converter.model import (
    Inline,
    Inlines,
    LineBreak,
    Text,
)
from converter.passage import Mark, marked


class Piece(NamedTuple):
    text: str
    """A line break is a newline."""
    marks: tuple[Mark, ...] = ()
    style: str = ""
    """The name of its character style, in lower case."""


def told(mark: Mark) -> Mark:
    """A mark as the model has it: without the number that tells one ruby from the next."""
    return Mark(mark.kind.partition("#")[0], mark.value)


def plain(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def stripped(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces without white space around them."""
    kept = list(pieces)
    while kept and not kept[0].text.lstrip():
        kept.pop(0)
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept


def inlines(pieces: Sequence[Piece], taken: frozenset[Mark] = frozenset()) -> Inlines:
    """The inlines of pieces: of several marks on a stretch the one that reaches furthest is outermost.

    A document gives each stretch its marks side by side; this is how they were most likely nested.
    """
    made: list[Inline] = []
    at = 0
    while at < len(pieces):
        free = [mark for mark in pieces[at].marks if mark not in taken]
        if free:
            ends = [_end(pieces, at, mark) for mark in free]
            end, mark = max(ends), free[ends.index(max(ends))]
            inner = inlines(pieces[at:end], taken | {mark})
            made.append(marked(told(mark), inner))
        else:
            end = at + 1
            while end < len(pieces) and taken.issuperset(pieces[end].marks):
                end += 1
            made.extend(_unmarked(plain(pieces[at:end])))
        at = end
    return tuple(made)


def _end(pieces: Sequence[Piece], at: int, mark: Mark) -> int:
    while at < len(pieces) and mark in pieces[at].marks:
        at += 1
    return at


def _unmarked(text: str) -> list[Inline]:
    made: list[Inline] = []
    for n, line in enumerate(text.split("\n")):
        if n:
            made.append(LineBreak())
        if line:
            made.append(Text(line))
    return made
