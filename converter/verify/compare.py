"""Where an edition differs from its model: text, order, roles, credits, pictures.

Both are rows of pieces. The longest agreement of the two rows is found by the digests of their
texts; what is left over was dropped, added, moved or changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from converter.proof import BLOCK, Entry, Piece, Record, Role, block_digest, comparable
from converter.verify.edition import Edition

SHOWN = 24
"""Characters of a text that are quoted."""
AROUND = 6
"""Characters before and after a change that are quoted with it."""
MOST = 20_000_000
"""Pairs of pieces above which two rows that hardly agree are not compared one by one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which an edition differs from its model."""

    said: str
    where: str = ""
    """Where the model's text was read; empty where that is not known."""

    def __str__(self) -> str:
        return f"{self.where}: {self.said}" if self.where else self.said


class _Left(NamedTuple):
    """What has no counterpart, by its place in the two rows."""

    missing: dict[int, Entry]
    extra: dict[int, Piece]


def compare(edition: Edition, record: Record) -> list[Difference]:
    """Every difference of an edition from a record of its model, in the model's order."""
    entries = [entry for entry in record.entries if entry.printed]
    texts = [e for e in entries if e.role is not Role.JUMP]
    pieces = [p for p in edition.pieces if p.role is not Role.JUMP]
    found = list(_rows(texts, pieces))
    # Editions differ in where an article's jumps stand: they are a row of their own.
    jumps = [e for e in entries if e.role is Role.JUMP]
    found += _jumps(jumps, [p for p in edition.pieces if p.role is Role.JUMP])
    return found


def find(edition: Edition, text: str) -> list[Piece]:
    """The pieces of an edition that hold a text, whatever white space is in it."""
    wanted = "".join(comparable(text, Role.PARAGRAPH, "").split())
    bare = "".join(c for c in wanted.casefold() if c.isalnum())
    return [
        piece
        for piece in edition.pieces
        if (wanted and wanted in "".join(piece.text.split()))
        or (piece.role is Role.BYLINE and bare and bare in piece.text)
    ]


def _rows(entries: Sequence[Entry], pieces: Sequence[Piece]) -> Iterator[Difference]:
    theirs = [piece.key for piece in pieces]
    left = _Left({}, {})
    said: list[tuple[float, Difference]] = []
    replaced: list[tuple[range, range]] = []
    for kind, a, b, c, d in _opcodes([entry.key for entry in entries], theirs):
        if kind == "equal":
            for place, (entry, piece) in enumerate(zip(entries[a:b], pieces[c:d], strict=True), a):
                if entry.role is not piece.role:
                    said.append((place, _role(entry, piece)))
        else:
            left.missing.update(zip(range(a, b), entries[a:b], strict=True))
            left.extra.update(zip(range(c, d), pieces[c:d], strict=True))
            replaced.append((range(a, b), range(c, d)))
    said += _moved(entries, pieces, left)
    for ours, others in replaced:
        said += _changed(ours, others, left)
    for place, entry in left.missing.items():
        after = _after(entries, place)
        said.append((place, Difference(f"{_named(entry)} is missing{after}", entry.where)))
    for place, piece in left.extra.items():
        after = _after(pieces, place)
        at = _place_in_model(pieces, place, theirs, entries)
        told = f"{_named(piece)} is not in the model; it stands{after}"
        said.append((at, Difference(told, piece.where)))
    for _, difference in sorted(said, key=lambda pair: pair[0]):
        yield difference


def _opcodes(ours: list[str], theirs: list[str]) -> list[tuple[str, int, int, int, int]]:
    """How the one row becomes the other: see `difflib`."""
    head = 0
    while head < min(len(ours), len(theirs)) and ours[head] == theirs[head]:
        head += 1
    tail = 0
    most = min(len(ours), len(theirs)) - head
    while tail < most and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    a, c = len(ours) - tail, len(theirs) - tail
    inner: list[tuple[str, int, int, int, int]] = []
    if (a - head) * (c - head) > MOST:
        inner = [("replace", head, a, head, c)]
    elif a > head or c > head:
        matcher = SequenceMatcher(None, ours[head:a], theirs[head:c], autojunk=False)
        for kind, i, j, k, m in matcher.get_opcodes():
            inner.append((kind, i + head, j + head, k + head, m + head))
    return [
        ("equal", 0, head, 0, head), *inner, ("equal", a, len(ours), c, len(theirs)),
    ]  # fmt: skip


def _changed(ours: range, theirs: range, left: _Left) -> Iterator[tuple[float, Difference]]:
    """Pieces that stand in place of others, and are much the same."""
    even = len(ours) == len(theirs)
    for place in ours:
        entry = left.missing.get(place)
        for other in theirs if entry else ():
            piece = left.extra.get(other)
            if (
                not entry
                or piece is None
                or (piece.role is Role.PICTURE) != (entry.role is Role.PICTURE)
            ):
                continue
            twin = even and other - theirs.start == place - ours.start and entry.role is piece.role
            if twin or _alike(entry, piece):
                del left.missing[place], left.extra[other]
                yield place, _difference(entry, piece)
                break


def _moved(
    entries: Sequence[Entry], pieces: Sequence[Piece], left: _Left
) -> Iterator[tuple[float, Difference]]:
    """Pieces that are there, but elsewhere."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for place, piece in left.extra.items():
        waiting[piece.key].append(place)
    for place, entry in list(left.missing.items()):
        if waiting[entry.key]:
            other = waiting[entry.key].pop(0)
            del left.missing[place], left.extra[other]
            said = f"{_named(entry)} is out of order: it stands{_after(pieces, other)}"
            yield place, Difference(f"{said}, in the model{_after(entries, place)}", entry.where)


def _jumps(entries: Sequence[Entry], pieces: Sequence[Piece]) -> Iterator[Difference]:
    """Each jump line must name the page that the model names."""
    for entry, piece in zip(entries, pieces, strict=False):
        if entry.beginning not in piece.text:
            yield Difference(
                f"a jump line reads “{piece.text}”, in the model it leads to “{entry.beginning}”"
            )
    for entry in entries[len(pieces) :]:
        yield Difference(f"the jump line to or from “{entry.beginning}” is missing")
    for piece in pieces[len(entries) :]:
        yield Difference(f"the jump line “{piece.text}” is not in the model")


# --- two pieces --------------------------------------------------------------------------------


def _alike(entry: Entry, piece: Piece) -> bool:
    """Whether a piece may be an entry's, changed: they begin alike, or have a part in common."""
    if entry.role is Role.PICTURE or not piece.text:
        return False
    start, end = _differing(entry, piece.text)
    kept = start + entry.length - end
    begins = len(entry.beginning) > 3 and piece.text.startswith(entry.beginning[:4])
    return begins or kept >= max(entry.length // 3, 1)


def _differing(entry: Entry, text: str) -> tuple[int, int]:
    """The stretch of the model's text outside which the edition's is the same."""
    if entry.text is not None:
        model = entry.text
        start = 0
        while start < min(len(model), len(text)) and model[start] == text[start]:
            start += 1
        end = 0
        while end < min(len(model), len(text)) - start and model[-1 - end] == text[-1 - end]:
            end += 1
        return start, len(model) - end
    blocks = [entry.blocks[at : at + 4] for at in range(0, len(entry.blocks), 4)]
    shift = len(text) - entry.length
    first = 0
    while first < len(blocks) and _part(text, first, 0) == blocks[first]:
        first += 1
    last = len(blocks)
    while (
        last > first
        and last * BLOCK + shift > 0
        and _part(text, last - 1, shift) == blocks[last - 1]
    ):
        last -= 1
    return min(first * BLOCK, entry.length), min(max(last, first) * BLOCK, entry.length)


def _part(text: str, block: int, shift: int) -> str:
    start = block * BLOCK + shift
    return block_digest(text[max(start, 0) : max(start + BLOCK, 0)])


def _difference(entry: Entry, piece: Piece) -> Difference:
    if entry.role is Role.PICTURE:
        return Difference("the picture is not the model's", piece.where or entry.where)
    start, end = _differing(entry, piece.text)
    theirs = piece.text[start : max(len(piece.text) - entry.length + end, start)]
    name = f"{entry.role} “{_short(entry.beginning)}”"
    if entry.text is None:
        said = f"reads “{_short(theirs)}” from character {start + 1}, where the model differs"
        if not theirs:
            said = f"lacks characters from {start + 1}"
    else:
        before, after = entry.text[max(start - AROUND, 0) : start], entry.text[end : end + AROUND]
        ours = entry.text[start:end]
        said = (
            f"reads “{before}{_short(theirs)}{after}”, in the model “{before}{_short(ours)}{after}”"
        )
    if entry.role is not piece.role:
        said += f"; it is a {piece.role} here"
    return Difference(f"{name} {said}", piece.where or entry.where)


def _role(entry: Entry, piece: Piece) -> Difference:
    return Difference(
        f"“{_short(piece.text)}” is a {piece.role} here, in the model a {entry.role}",
        piece.where or entry.where,
    )


# --- words -------------------------------------------------------------------------------------


def _named(thing: Entry | Piece) -> str:
    if thing.role is Role.PICTURE:
        return "a picture"
    text = thing.text if isinstance(thing, Piece) or thing.text is not None else None
    if text is None and isinstance(thing, Entry):
        text = thing.beginning + ("…" if thing.length > len(thing.beginning) else "")
    return f"{thing.role} “{_short(text or '')}”"


def _after(row: Sequence[Entry] | Sequence[Piece], place: int) -> str:
    return f" after {_named(row[place - 1])}" if place else " at the beginning"


def _place_in_model(
    pieces: Sequence[Piece], place: int, keys: Sequence[str], entries: Sequence[Entry]
) -> float:
    """Just behind the last piece before it that the model has: for the order of what is said."""
    known = {entry.key: number for number, entry in enumerate(entries)}
    for at in range(place - 1, -1, -1):
        if keys[at] in known:
            return known[keys[at]] + 0.5
    return -1.0


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
