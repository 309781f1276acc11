"""join-lines, join-column, join-figure: printed lines become whole blocks.

After it holds: each piece is a whole block (a headline's lines stay pieces of their own); a
caption, picture or running head that cut a paragraph in two stands after that paragraph. Between
Han characters nothing is put; between words a space; what a line-end hyphen becomes is for
`hyphen` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converter.model import Note, Repair
from converter.page import Chunk
from converter.passage import Passage, Run
from converter.repair import hyphen
from converter.repair.labels import role_of
from converter.repair.record import Piece, Profile, Repaired, Role
from converter.repair.tagger import Tagged

CONTEXT = 12
"""Characters of either side that a record of a joint shows."""
DOUBT = 0.75
"""Below this a joint that was made is said in a note."""


def run(chunks: Sequence[Chunk], tags: Sequence[Tagged], profile: Profile) -> Repaired:
    """Join a page's lines as they were tagged."""
    pieces: list[Piece] = []
    owner: dict[int, int] = {}
    repairs: list[Repair] = []
    notes: list[Note] = []
    for n, (chunk, tag) in enumerate(zip(chunks, tags, strict=True)):
        role = role_of(tag.label)
        into = owner.get(tag.open_line) if tag.open_line >= 0 else None
        if into is None or role is Role.TITLE:
            owner[n] = len(pieces)
            pieces.append(Piece(chunk.text.strip(), role, chunk, tag.confidence))
            continue
        owner[n] = into
        first = pieces[into]
        second = chunk.text.strip()
        code = _code(tag, adjacent=into == len(pieces) - 1)
        joined, repair = _join(first.text, second, code, tag, profile)
        pieces[into] = replace(first, text=joined, confidence=min(first.confidence, tag.confidence))
        if repair:
            repairs.append(repair)
            if repair.confidence < DOUBT:
                shown = f"joined with doubt: {repair.after}"
                notes.append(Note("doubtful-join", shown, repair.spans))
    return Repaired(tuple(pieces), tuple(repairs), tuple(notes))


def _code(tag: Tagged, *, adjacent: bool) -> str:
    if tag.label.endswith("+"):
        return "join-lines"
    return "join-column" if adjacent else "join-figure"


def _join(
    first: Passage, second: Passage, code: str, tag: Tagged, profile: Profile
) -> tuple[Passage, Repair | None]:
    drop, glue, sure = hyphen.joint(first.text, second.text, profile)
    whole = first.cut(0, len(first) - len(drop)) + _glue(glue, first) + second
    if drop:
        code, confidence = "hyphen", sure
    else:
        confidence = min(tag.confidence, sure)
    if code == "join-lines":
        return whole, None
    head, tail = first.text[-CONTEXT:], second.text[:CONTEXT]
    kept = head[: len(head) - len(drop)]
    spans = (*first.cut(-len(head)).spans, *second.cut(0, len(tail)).spans)
    return whole, Repair(code, f"{head}\n{tail}", f"{kept}{glue}{tail}", confidence, spans)


def _glue(glue: str, first: Passage) -> Passage:
    if not glue:
        return Passage()
    return Passage((Run(glue, None, first.runs[-1].marks if first.runs else ()),))
