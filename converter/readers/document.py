"""What a reader takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from converter.model import Issue
from converter.page import Page


@dataclass(frozen=True, slots=True)
class Document:
    """A file, opened by the pipeline."""

    name: str
    """The file's name within its issue; the spans of its page refer to it."""
    data: bytes
    encoding: str | None = None
    """The encoding that the user names; None where it is to be found out."""
    label: str | None = None
    """The printed page: A1, 4."""


class Reader(Protocol):
    """A reader is a function; its attribute `suffixes` may name the file suffixes it is for."""

    def __call__(self, document: Document, /) -> Page | Issue: ...
