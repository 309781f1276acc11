"""What the text asks of the other parts of the package while it is being written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from converter.model import Spans
from converter.pictures import Picture
from converter.theme import Theme
from converter.writers.addresses import safe_address
from converter.writers.docx.marks import Marks
from converter.writers.docx.remarks import Remarks
from converter.writers.docx.wording import Wording
from converter.writers.docx.xml import Element, clean, plain_run


class RunningHead(NamedTuple):
    """What stands above the pages that one page of the paper takes."""

    title: str
    section: str
    """The first section there; the field that shows it goes on to the others."""
    facts: str
    """At the other side."""


@dataclass(slots=True)
class Draft:
    """Collects relationships, list instances, marks in use and losses, each in order of use."""

    theme: Theme
    words: Wording
    pictures: Mapping[str, Picture]
    links: dict[str, str] = field(default_factory=dict)
    """Address → relationship."""
    images: dict[str, str] = field(default_factory=dict)
    """Path of a picture → relationship."""
    headers: dict[RunningHead, str] = field(default_factory=dict)
    """Running head → relationship."""
    lists: list[tuple[bool, int]] = field(default_factory=list)
    """For each list in turn, whether it counts, and its level."""
    marks: dict[Marks, None] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    remarks: Remarks | None = None
    """Where repairs or notes are shown."""
    restyled: bool = False
    """Whether the styles are those of a user's document."""
    drawings: int = 0
    bookmarks: int = 0

    def runs(
        self, text: str, spans: Spans, style: str | None = None, *, exact: bool = True
    ) -> Iterator[Element]:
        """A text of the model, with what is to be said of it; see `Remarks.runs`."""
        if self.remarks is None:
            yield plain_run(text, style)
        else:
            yield from self.remarks.runs(text, spans, style, exact=exact)

    def link(self, address: str) -> str | None:
        """The relationship of an outside address; None, and a loss, where it may not be one."""
        target = safe_address(address)
        if target is None:
            self.lost.append(f"link to {clean(address)[:200]}")
            return None
        return self.links.setdefault(target, f"link{len(self.links) + 1}")

    def image(self, path: str) -> str:
        return self.images.setdefault(path, f"image{len(self.images) + 1}")

    def header(self, head: RunningHead) -> str:
        return self.headers.setdefault(head, f"header{len(self.headers) + 1}")

    def new_list(self, level: int, *, ordered: bool) -> int:
        """The `w:numId` of a list that counts from its own beginning."""
        self.lists.append((ordered, level))
        return len(self.lists)

    def next_drawing(self) -> int:
        self.drawings += 1
        return self.drawings

    def next_bookmark(self) -> int:
        self.bookmarks += 1
        return self.bookmarks

    def style_of(self, marks: Marks) -> str | None:
        """The character style for marks, which the styles part must then have."""
        if not marks.names:
            return None
        self.marks[marks] = None
        return marks.style_id
