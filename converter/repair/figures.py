"""figures: pictures meet their captions, and the space of a lost picture becomes a figure.

A picture in the source takes the caption that stands next below it. A blank space with no caption
beside it, inside a story, is the place of a picture that is gone. After it holds: each figure is
one piece.
"""

from __future__ import annotations

from dataclasses import replace

from converter.model import Repair
from converter.page import Chunk, Kind
from converter.passage import Passage
from converter.repair.record import Piece, Profile, Repaired, Role

GAP = 3
"""Empty lines from which a blank space is the place of a lost picture."""

_TEXT = frozenset({Role.PARAGRAPH, Role.HEADING, Role.ITEM, Role.ROW, Role.VERSE, Role.QUOTE})
_LOST = Chunk(text=Passage(), kind=Kind.PICTURE)


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    out: list[Piece] = []
    repairs: list[Repair] = []
    for piece in pieces:
        last = out[-1] if out else None
        if piece.role is Role.CAPTION and last and _lacks_caption(last):
            chunk = replace(piece.chunk, image=last.chunk.image, alt=last.chunk.alt)
            out[-1] = replace(piece, chunk=chunk)
            continue
        if _is_gap(piece, last):
            out.append(Piece(Passage(), Role.PICTURE, _LOST, 0.8))
            repairs.append(Repair("lost-picture", "", "", 0.8, piece.text.cut(0, 1).spans))
        out.append(piece)
    return Repaired(tuple(out), tuple(repairs))


def _lacks_caption(piece: Piece) -> bool:
    return piece.role is Role.PICTURE and not piece.text and piece.chunk is not _LOST


def _is_gap(piece: Piece, last: Piece | None) -> bool:
    """A blank space above a text, below a headline or another text."""
    if piece.chunk.blank_before < GAP or last is None or piece.role not in _TEXT:
        return False
    return last.role in _TEXT or last.role in (Role.TITLE, Role.DECK, Role.CREDIT)
