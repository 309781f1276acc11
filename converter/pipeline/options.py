"""What the user says to the pipeline, and what it says back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from converter.decisions import Decision
from converter.doubt import Item
from converter.errors import InputError
from converter.issue_file import CHECKS
from converter.model import Issue


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the inputs; what is None is inferred or has its default.

    Raises `InputError` for a date or a language tag that is none.
    """

    title: str | None = None
    date: str | None = None
    """2026-03-17, 2026-03 or 2026."""
    number: str | None = None
    pages: tuple[str, ...] = ()
    """The labels of the pages, in order; else they are taken from the files' names."""
    language: str | None = None
    """BCP 47 tag: zh-Hans, zh-Hant, en."""
    publisher: str | None = None
    style: str | None = None
    """A theme's name, or the path of one."""
    faces: str | None = None
    """A folder of font files, looked through before the system's."""
    encoding: str | None = None
    format: str | None = None
    """The format to read the inputs as, whatever their names say."""
    decisions: tuple[Decision, ...] | None = None
    """Decisions to obey; None for those that lie beside the input, () for none at all."""

    repairs: Literal["comments", "tracked"] | None = None
    """How repairs are shown in the Word edition, if they are."""
    notes: bool = False
    """Whether notes are footnotes of the Word edition."""
    embed_fonts: bool = False
    """Whether the EPUB edition carries its faces, each cut to the characters set in it."""
    reference: str | None = None
    """A Word document whose styles the Word edition takes over."""

    def __post_init__(self) -> None:
        for name, check in CHECKS.items():
            value = getattr(self, name)
            if value is not None:
                try:
                    object.__setattr__(self, name, check(value))
                except ValueError as error:
                    raise InputError(str(error), where=name) from None


@dataclass(frozen=True, slots=True)
class File:
    """An edition that was put in place."""

    path: str
    format: str
    size: int
    """In bytes."""
    lost: tuple[str, ...]
    """What the format could not hold, a line each."""


class Doubt(NamedTuple):
    """Something in doubt, and where it is: A1.txt:12:3, or empty for what has no place."""

    where: str
    item: Item


@dataclass(frozen=True, slots=True)
class Published:
    """One input, and the editions it became."""

    source: str
    issue: Issue
    characters: int | None
    """Characters of the source that were proved to be in the issue; None for JSON, read whole."""
    files: tuple[File, ...]
    doubts: tuple[Doubt, ...] = ()
    """What is in doubt, the most doubtful first."""
