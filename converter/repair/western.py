"""punctuation, of foreign text: its marks are half width, with the space that follows them.

Recognition made for Chinese gives foreign text full-width marks. Where a text has no Han character
and is a phrase (two Latin words with a space between), ，。：；！？（） become the marks of Latin type:
a space after them, or before an opening bracket, where a word follows; none within a number or a
time. In a Chinese paper a list of names with 、 may be Chinese, and stays.

A typewriter has two hyphens for a dash, and ``graves'' for quotation marks: they become —, “ and ”.
Hyphens that stand close before a word and apart from the one before it (an option, --help) stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from converter.repair.change import Change
from converter.repair.script import HAN_CHAR

_HAN = re.compile(HAN_CHAR)
_PHRASE = re.compile("[A-Za-z][A-Za-z0-9]+[’”]? +[“‘]?[A-Za-z]")
_MARK = re.compile(r"(?<=\S) *(?P<mark>[，。：；！？（）])(?: +(?![ ，。：；！？（）]))?")
_HALF: Final = dict(zip("，。：；！？（）", ",.:;!?()", strict=True))
_OPENING: Final = frozenset("“‘（(")
_CLOSING: Final = frozenset(",.:;!?)”’")
_WHY: Final = "the marks of foreign text are half width"


_HYPHENS = re.compile(r"(?<![^\s])--(?=\s|$)|(?<=[^\s-])--(?=[^\s-]|$)|(?<=[^\s-])--(?=\s?[”\"’'])")
_GRAVES = re.compile(r"``(?=\S)|(?<=\S)''(?!')")
_DASHED: Final = "two hyphens are a typewriter’s dash"
_QUOTED: Final = "graves and apostrophes in pairs are a typewriter’s quotation marks"


def typed(text: str, *, graves: bool) -> Iterator[Change]:
    """Dashes and quotation marks made of what a typewriter has; `graves`: the page has ``these''."""
    if "--" in text and _PHRASE.search(text) and not _HAN.search(text):
        for match in _HYPHENS.finditer(text):
            yield Change(match.start(), match.end(), "—", 0.9, _DASHED)
    if graves and ("``" in text or "''" in text):
        for match in _GRAVES.finditer(text):
            mark = "“" if match.group() == "``" else "”"
            yield Change(match.start(), match.end(), mark, 0.95, _QUOTED)


def marks(text: str) -> Iterator[Change]:
    """Full-width marks that become half width, with the spaces of Latin type."""
    if _HAN.search(text) or not _PHRASE.search(text):
        return
    for match in _MARK.finditer(text):
        mark, start, end = match["mark"], match.start(), match.end()
        before, after = text[start - 1], text[end : end + 1]
        half = _HALF[mark]
        if mark == "（":
            half = f" {half}" if before.isalnum() or before in _CLOSING else half
        elif after.isalnum() or after in _OPENING:
            number = mark not in "！？）" and before.isdigit() and after.isdigit()
            half = half if number else f"{half} "
        yield Change(start, end, half, 0.9, _WHY)
