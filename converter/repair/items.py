"""list-item: the bullet or number of a list's item leaves its text.

After it holds: an item's text begins with its words; a list that was numbered says so. Numbers are
taken only where the items around count on (1, 2, 3), so that “3. Division” is not cut alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from converter.model import Repair
from converter.repair.record import Piece, Profile, Repaired, Role
from converter.repair.script import ORNAMENTS

_BULLET = re.compile(rf"^(?:[{ORNAMENTS}•·‧・∙▶▷►➤*+]\s*|[-–—]\s+|-(?=\D))")
_NUMBER = re.compile(
    r"^(?:[（(](?P<a>\d{1,3})[）)]|(?P<b>\d{1,3})[.、．）)](?!\d)|(?P<c>[①-⑳]))\s*"
)
_WHY = {True: "the items around count on", False: "a bullet is the list’s, not its text’s"}


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    out: list[Piece] = []
    repairs: list[Repair] = []
    for role, group in groupby(pieces, key=lambda piece: piece.role):
        items = list(group)
        if role is not Role.ITEM:
            out.extend(items)
            continue
        numbered = _counts([piece.text.text for piece in items])
        for piece in items:
            pattern = _NUMBER if numbered else _BULLET
            match = pattern.match(piece.text.text)
            if match and match.end() < len(piece.text):
                mark = piece.text.cut(0, match.end())
                repair = Repair("list-item", mark.text, "", 0.95, mark.spans, _WHY[numbered])
                if made := profile.decided.on(repair):
                    repairs.append(made)
                    piece = replace(piece, text=piece.text.cut(match.end()))
            out.append(replace(piece, ordered=numbered))
    return Repaired(tuple(out), tuple(repairs))


def _counts(texts: Sequence[str]) -> bool:
    """Whether the items' numbers go up by one."""
    numbers = [_value(text) for text in texts]
    return len(numbers) > 1 and all(
        a is not None and b is not None and b == a + 1 for a, b in pairwise(numbers)
    )


def _value(text: str) -> int | None:
    match = _NUMBER.match(text)
    if not match:
        return None
    return ord(match["c"]) - ord("①") + 1 if match["c"] else int(match["a"] or match["b"])
