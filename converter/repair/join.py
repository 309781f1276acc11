"""join-lines, join-column, join-figure: printed lines become whole blocks.

After it holds: each piece is a whole block (a headline's lines stay pieces of their own); a
caption, picture or running head that cut a paragraph in two stands after that paragraph. Between
Han characters nothing is put; between words a space; what a line-end hyphen becomes is for
`hyphen` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from converter.model import Note, Repair
from converter.page import Chunk
from converter.passage import Edit, Passage, Run
from converter.repair import hyphen
from converter.repair.labels import role_of
from converter.repair.record import Piece, Profile, Repaired, Role
from converter.repair.tagger import Tagged

CONTEXT = 12
"""Characters of either side that a record of a joint shows."""
DOUBT = 0.75
"""Below this a joint that was made is said in a note."""

ROLE_DOUBT = 0.6
"""Below this the role of a line that begins a block is said in a note."""
SHOWN = 40
"""Characters of such a line that its note shows."""

GAP = 3
"""Empty lines from which a blank space is the place of a lost picture."""

_PLAIN = frozenset({Role.PARAGRAPH, Role.FURNITURE, Role.RULE, Role.PICTURE})

Why = Callable[[int, int, str], str]
"""Says why a line goes on, with its label, where an earlier line ended."""


def run(
    chunks: Sequence[Chunk],
    tags: Sequence[Tagged],
    profile: Profile,
    why: Why = lambda first, second, label: "",
) -> Repaired:
    """Join a page's lines as they were tagged."""
    blocks: list[_Block] = []
    owner: dict[int, int] = {}
    repairs: list[Repair] = []
    notes: list[Note] = []
    for n, (chunk, tag) in enumerate(zip(chunks, tags, strict=True)):
        role, text = role_of(tag.label), chunk.text.strip()
        into = owner.get(tag.open_line) if tag.open_line >= 0 else None
        if into is None or role is Role.TITLE:
            owner[n] = len(blocks)
            if tag.confidence < ROLE_DOUBT and role not in _PLAIN:
                notes.append(Note("doubtful-role", f"{role}: {text.text[:SHOWN]}", text.spans))
            blocks.append(_Block(list(text.runs), role, chunk, tag.confidence))
            continue
        owner[n] = into
        code = _code(tag, chunk)
        repair = blocks[into].take(text, code, tag, profile)
        if repair and not repair.why:
            repair = replace(repair, why=why(tag.open_line, n, tag.label))
        if repair:
            repairs.append(repair)
            if repair.confidence < DOUBT:
                shown = f"joined with doubt: {repair.after}"
                notes.append(Note("doubtful-join", shown, repair.spans))
        if code == "join-column" and chunk.blank_before >= GAP:
            # What parted the paragraph is a blank space: `figures` says what it was.
            blocks.append(_Block([], Role.PICTURE, chunk))
    return Repaired(tuple(block.piece() for block in blocks), tuple(repairs), tuple(notes))


@dataclass
class _Block:
    """A block that grows by its lines; a joint looks at no more than its end."""

    runs: list[Run]
    role: Role
    chunk: Chunk
    confidence: float = 1.0

    def take(self, line: Passage, code: str, tag: Tagged, profile: Profile) -> Repair | None:
        """Join a line to the block."""
        size = hyphen.reach(self.runs[-1].text if self.runs else "", line.text)
        start = len(self.runs)
        while start and size > 0:
            start -= 1
            size -= len(self.runs[start].text)
        joined, repair = _join(Passage(tuple(self.runs[start:])), line, code, tag, profile)
        self.runs[start:] = joined.runs
        self.confidence = min(self.confidence, tag.confidence)
        return repair

    def piece(self) -> Piece:
        return Piece(Passage(tuple(self.runs)), self.role, self.chunk, self.confidence)


def _code(tag: Tagged, chunk: Chunk) -> str:
    if not tag.label.endswith("+"):
        return "join-figure"
    return "join-column" if chunk.blank_before else "join-lines"


def _join(
    first: Passage, second: Passage, code: str, tag: Tagged, profile: Profile
) -> tuple[Passage, Repair | None]:
    drop, glue, sure = hyphen.joint(first.text, second.text, profile)
    if drop:
        why = hyphen.reason(first.text, second.text, profile)
        made = profile.decided.on(_record(first, second, hyphen.CODE, (drop, glue), sure, why))
        if made:
            return _joined(first, second, made, (drop, glue)), made
        drop = ""  # a person had the hyphen stay
    if code == "join-lines":
        return first + _glue(glue, first) + second, None
    repair = _record(first, second, code, (drop, glue), min(tag.confidence, sure), "")
    made = profile.decided.on(repair) or repair
    return _joined(first, second, made, (drop, glue)), made


def _record(
    first: Passage, second: Passage, code: str, joint: tuple[str, str], sure: float, why: str
) -> Repair:
    drop, glue = joint
    head, tail = first.text[-CONTEXT:], second.text[:CONTEXT]
    kept = head[: len(head) - len(drop)]
    spans = (*first.cut(-len(head)).spans, *second.cut(0, len(tail)).spans)
    return Repair(code, f"{head}\n{tail}", f"{kept}{glue}{tail}", sure, spans, why)


def _joined(first: Passage, second: Passage, made: Repair, joint: tuple[str, str]) -> Passage:
    """The two as one, or with what a person put in place of the text at the joint."""
    drop, glue = joint
    head, tail = first.text[-CONTEXT:], second.text[:CONTEXT]
    if made.after == f"{head[: len(head) - len(drop)]}{glue}{tail}":
        return first.cut(0, len(first) - len(drop)) + _glue(glue, first) + second
    edits = [Edit(len(first) - len(head), len(first) + len(tail), made.after)]
    return (first + second).edit(edits)


def _glue(glue: str, first: Passage) -> Passage:
    if not glue:
        return Passage()
    return Passage((Run(glue, None, first.runs[-1].marks if first.runs else ()),))
