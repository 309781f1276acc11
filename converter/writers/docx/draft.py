"""What the text asks of the other parts of the package while it is being written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from converter.pictures import Picture
from converter.theme import Theme
from converter.writers.docx.marks import Marks
from converter.writers.docx.wording import Wording
from converter.writers.docx.xml import clean

_SCHEMES = ("http", "https", "mailto")


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
    headers: dict[str, str] = field(default_factory=dict)
    """Text of a running head → relationship."""
    lists: list[tuple[bool, int]] = field(default_factory=list)
    """For each list in turn, whether it counts, and its level."""
    marks: dict[Marks, None] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    drawings: int = 0
    bookmarks: int = 0

    def link(self, address: str) -> str | None:
        """The relationship of an outside address; None, and a loss, where it may not be one."""
        target = safe_address(address)
        if target is None:
            self.lost.append(f"link to {clean(address)[:200]}")
            return None
        return self.links.setdefault(target, f"link{len(self.links) + 1}")

    def image(self, path: str) -> str:
        return self.images.setdefault(path, f"image{len(self.images) + 1}")

    def header(self, text: str) -> str:
        return self.headers.setdefault(text, f"header{len(self.headers) + 1}")

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


def safe_address(address: str) -> str | None:
    """An address as RFC 3986 writes it, or None: Word calls a file with a bad one corrupt."""
    try:
        parts = urlsplit(clean(address).strip())
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _SCHEMES or (parts.scheme != "mailto" and not host):
        return None
    path = _quoted(parts.path)
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    if parts.scheme == "mailto":
        return f"mailto:{path}{query}" if path else None
    if not re.fullmatch(r"[A-Za-z0-9.-]+", host):
        return None
    fragment = f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    authority = f"{host}:{port}" if port else host
    return f"{parts.scheme}://{authority}{path}{query}{fragment}"


def _quoted(part: str) -> str:
    """Percent-encode what an address may not hold, and a percent sign that encodes nothing."""
    lone = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(lone, safe="/?:@!$&'()*+,;=-._~%")
