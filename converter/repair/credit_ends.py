"""credits, over printed lines: a line's end within a row of names stands for the space between two.

Chinese lines are joined with nothing between them, which is right within a name (晁文|德) and wrong
between two (甲某某|通讯员乙某). A line's end parts two words where what stands before it is a whole
name and what stands behind it is another, or a role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from converter.repair.credit_row import begins_with_role, name_behind_role
from converter.repair.people import is_whole_name

_WITHIN: Final = 24
"""Characters on either side of a line's end that hold the words beside it."""
_WORD_BEFORE = re.compile(r"[^\s、，,/／:：（()）【】〔〕\[\]。！？”」]*$")
_WORD_AFTER = re.compile(r"[^\s、，,/／:：（()）【】〔〕\[\]。！？“「]*")


class Parted(NamedTuple):
    """A text with a space where a line's end parts two words."""

    text: str
    spaces: tuple[int, ...]
    """Where the spaces that were put in stand in it."""

    def place(self, at: int) -> int:
        """The place in the text as it was of a place in this one."""
        return at - sum(space < at for space in self.spaces)


def parted(text: str, ends: Sequence[int]) -> Parted | None:
    """The text with its words parted at its lines' ends; None where none of these parts two."""
    inner = [end for end in ends if 0 < end < len(text)]
    places: list[int] = []
    for end, below in pairwise([*inner, len(text)]):
        if _parts(text, places[-1] if places else 0, end, below):
            places.append(end)
    if not places:
        return None
    pieces = [text[low:high] for low, high in zip([0, *places], [*places, len(text)], strict=True)]
    return Parted(" ".join(pieces), tuple(place + n for n, place in enumerate(places)))


def _parts(text: str, above: int, end: int, below: int) -> bool:
    """Whether the end of a line parts two words; `above` is where the word before may begin, and
    `below` where the next line ends."""
    before = _WORD_BEFORE.search(text, max(above, end - _WITHIN), end)
    if not before or not is_whole_name(name_behind_role(before.group())):
        return False
    behind = [
        _WORD_AFTER.match(text, end, min(end + _WITHIN, limit)) for limit in (below, len(text))
    ]
    return any(
        is_whole_name(word.group()) or begins_with_role(word.group()) for word in behind if word
    )
