"""What a writer takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from converter.fonts.finder import FaceFinder
from converter.lines import Lines
from converter.model import Issue
from converter.pictures import Picture
from converter.theme import Theme


@dataclass(frozen=True, slots=True)
class Reference:
    """The parts of a user's Word document that a DOCX takes over, read and found sound."""

    styles: bytes
    theme: bytes | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a DOCX beside text and theme."""

    repairs: Literal["comments", "tracked"] | None = None
    """How repairs are shown, if they are."""
    notes: bool = False
    """Whether notes are footnotes."""
    reference: Reference | None = None
    """Whose styles are used in place of the theme's."""


@dataclass(frozen=True, slots=True)
class Assets:
    """What an edition needs beside text and theme, opened and checked by the pipeline."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """By the path that stands in `Figure.image`; one that could not be had is missing here."""
    faces: FaceFinder = field(default_factory=FaceFinder)
    lines: Lines = field(default_factory=lambda: Lines({}))
    """Of the sources, as far as they are at hand."""
    asked: Asked = Asked()
    embed_fonts: bool = False
    """Whether the faces of a book travel with it; PDF always has its own."""
    moment: datetime | None = None
    """When the edition is made, in UTC; None where nobody says, and it is the issue's day."""


@dataclass(frozen=True, slots=True)
class Written:
    data: bytes
    lost: tuple[str, ...] = ()
    """What this format could not hold, a line each."""


class Writer(Protocol):
    def __call__(self, issue: Issue, theme: Theme, assets: Assets, /) -> Written: ...
