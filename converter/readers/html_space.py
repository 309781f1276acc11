"""White space in HTML, collapsed as a browser does (CSS Text 3, 4.1).

A line end between two wide characters comes to nothing, any other white space to one space.
"""

from __future__ import annotations

import re
import unicodedata

from converter.passage import Mark
from converter.readers.marks import indent

Pieces = list[tuple[str, tuple[Mark, ...]]]
"""Text with the marks upon it, in order."""

SPACE = " \t\n\r\f"
_SPACES = re.compile(f"[{SPACE}]+")


def collapse(words: str) -> str:
    """White space within a text that neither begins nor ends with it."""
    return _SPACES.sub(_collapsed, words)


def _collapsed(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1], match.string[match.end()]
    return between(before, match[0], after)


def between(before: str, space: str, after: str) -> str:
    """What white space between two characters comes to."""
    if ("\n" in space or "\r" in space) and _is_wide(before) and _is_wide(after):
        return ""
    return " "


def _is_wide(character: str) -> bool:
    """Wide or full-width, but Hangul, as Korean parts its words by spaces (CSS Text 3, 4.1.3)."""
    if not character or "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff":
        return False
    return unicodedata.east_asian_width(character) in "WF"


def stripped(pieces: Pieces) -> tuple[Pieces, int]:
    """Pieces without white space around them, and how much stood before, in half em."""
    kept, lead = list(pieces), ""
    while kept and not (text := kept[0][0].lstrip()):
        lead += kept.pop(0)[0]
    while kept and not kept[-1][0].rstrip():
        kept.pop()
    if kept:
        text = kept[0][0].lstrip()
        lead += kept[0][0][: len(kept[0][0]) - len(text)]
        kept[0] = (text, kept[0][1])
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return kept, indent(lead.replace("\n", ""))
