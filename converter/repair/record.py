"""What the passes share: pieces of a page with their roles, and the record of what was done.

A pass takes the pieces of one page, in order, and gives them back repaired, beside what it did
(`Repair`) and what it saw and may not mend (`Note`). It never looks at the clock, a file or the
order of a set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from converter.decisions import Decision
from converter.model import Note, Repair
from converter.page import Chunk
from converter.passage import Passage
from converter.repair.decided import NONE, Decided


class Role(StrEnum):
    """What a piece of a page is. The values are the conventions' own names."""

    SECTION = "section"
    KICKER = "kicker"
    TITLE = "title"
    DECK = "deck"
    CREDIT = "credit"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    PICTURE = "picture"
    """A picture, or the empty place of a lost one."""
    ITEM = "item"
    ROW = "row"
    VERSE = "verse"
    QUOTE = "quote"
    RULE = "rule"
    JUMP = "jump"
    """A line that says only where the story goes on, or comes from."""
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page with one role: at first a printed line, after the joins a whole block."""

    text: Passage
    role: Role
    chunk: Chunk
    """The chunk it begins in, for what the source itself said."""
    confidence: float = 1.0
    """How sure the role is: its margin over the next best, as a probability."""
    ordered: bool = False
    """Of a list item: its bullet was a number."""


@dataclass(frozen=True)
class Profile:
    """What is known of the paper before its pages are read: from issue.toml, an option or inference."""

    language: str = "zh-Hans"
    agencies: tuple[str, ...] = ()
    """Agency lines peculiar to this paper, without 讯."""
    sections: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    date: str | None = None
    """The day that its pages are of, in the form of ISO 8601."""
    labels: tuple[str, ...] = ()
    """What its pages are called."""
    vocabulary: frozenset[str] = field(default=frozenset())
    """Words that the issue itself uses whole (English, lower case)."""
    subheads: tuple[str, ...] = ()
    """Patterns of lines that are subheads; `*` stands for any text."""
    decisions: tuple[Decision, ...] = ()
    """What a person decided on the issue."""
    decided: Decided = NONE
    """The same, as the passes ask for it: `repair` makes it when the pages are known."""

    @cached_property
    def han(self) -> bool:
        return self.language.startswith(("zh", "ja"))


class Repaired(NamedTuple):
    pieces: tuple[Piece, ...]
    repairs: tuple[Repair, ...] = ()
    notes: tuple[Note, ...] = ()


Pass: TypeAlias = Callable[[tuple[Piece, ...], Profile], Repaired]
