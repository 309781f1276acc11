"""What a writer takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from converter.fonts.finder import FaceFinder
from converter.lines import Lines
from converter.model import Issue
from converter.pictures import Picture
from converter.theme import Theme


@dataclass(frozen=True, slots=True)
class Assets:
    """What an edition needs beside text and theme, opened and checked by the pipeline."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """By the path that stands in `Figure.image`; one that could not be had is missing here."""
    faces: FaceFinder = field(default_factory=FaceFinder)
    lines: Lines = field(default_factory=lambda: Lines({}))
    """Of the sources, as far as they are at hand."""


@dataclass(frozen=True, slots=True)
class Written:
    data: bytes
    lost: tuple[str, ...] = ()
    """What this format could not hold, a line each."""


class Writer(Protocol):
    def __call__(self, issue: Issue, theme: Theme, assets: Assets, /) -> Written: ...
