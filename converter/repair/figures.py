"""figures: pictures meet their captions, and the space of a lost picture becomes a figure.

A picture in the source takes the caption that stands next below it. A blank space with no caption
beside it, inside a story, is the place of a picture that is gone. The credit that closes a caption
is told from it here, while the ends of the printed lines are still known and with the names that
the page credits elsewhere. After it holds: each figure is one piece; `CREDIT_BELOW` stands between
caption and credit.
"""

from __future__ import annotations

from dataclasses import replace

from converter.model import Repair
from converter.page import Chunk, Kind
from converter.passage import Passage, Run
from converter.repair import credits
from converter.repair.credited import credited
from converter.repair.join import GAP
from converter.repair.line_ends import line_ends
from converter.repair.photo_credits import CREDIT_BELOW
from converter.repair.record import Piece, Profile, Repaired, Role

WHY = f"{GAP} empty lines or more stand here within a story, and no caption beside them"

_TEXT = frozenset({Role.PARAGRAPH, Role.HEADING, Role.ITEM, Role.ROW, Role.VERSE, Role.QUOTE})
_LOST = Chunk(text=Passage(), kind=Kind.PICTURE)


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    out: list[Piece] = []
    repairs: list[Repair] = []
    known = credited(pieces, profile)
    for piece in pieces:
        if piece.role in (Role.CAPTION, Role.PICTURE) and piece.text:
            piece = replace(piece, text=_parted(piece.text, known))
        last = out[-1] if out else None
        if piece.role is Role.CAPTION and last and _lacks_caption(last):
            chunk = replace(piece.chunk, image=last.chunk.image, alt=last.chunk.alt)
            out[-1] = replace(piece, chunk=chunk)
            continue
        within = _is_gap_within(piece)
        if within or _is_gap(piece, last):
            spans = (piece.chunk.text.strip() if within else piece.text).cut(0, 1).spans
            if made := profile.decided.on(Repair("lost-picture", "", "", 0.8, spans, WHY)):
                # A person may have said what stood below it.
                caption = Passage((Run(made.after),)) if made.after else Passage()
                out.append(Piece(caption, Role.PICTURE, _LOST, 0.8))
                repairs.append(made)
        if not within:
            out.append(piece)
    return Repaired(tuple(out), tuple(repairs))


def _is_gap_within(piece: Piece) -> bool:
    """A blank space within a paragraph: `join` left a picture without text where it was."""
    return piece.role is Role.PICTURE and not piece.text and piece.chunk.kind is Kind.TEXT


def _lacks_caption(piece: Piece) -> bool:
    return piece.role is Role.PICTURE and not piece.text and piece.chunk is not _LOST


def _is_gap(piece: Piece, last: Piece | None) -> bool:
    """A blank space above a text, below a headline or another text."""
    if piece.chunk.blank_before < GAP or last is None or piece.role not in _TEXT:
        return False
    return last.role in _TEXT or last.role in (Role.TITLE, Role.DECK, Role.CREDIT)


def _parted(text: Passage, known: frozenset[str]) -> Passage:
    """A caption with its credit, where it has one, set below it."""
    if CREDIT_BELOW in text.text:
        return text
    found = credits.caption_credit(text.text, known, line_ends(text))
    if not found:
        return text
    end = found[0]
    return text.cut(0, end) + Passage((Run(CREDIT_BELOW),)) + text.cut(end).strip()
