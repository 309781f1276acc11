"""Which script a text is in, and what stands around its marks: for spacing and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from converter.repair.record import Profile

HAN_CHAR: Final = r"[^\W\x00-\xff]"
"""A Han character, for a regular expression.

Any letter beyond Latin-1 in truth. A class that names the Han blocks costs a millisecond or two
in each pattern it stands in, since `re` looks at each of their 28,000 characters.
"""
WIDE: Final = rf"(?:{HAN_CHAR}|[，。、；：！？「」『』《》〈〉（）【】〔〕])"
"""A character that is a whole em wide wherever it stands, for a regular expression.

Curly quotation marks, dashes and ellipses are not among them: Latin text has them too.
"""
SAMPLE: Final = 4000
"""Characters of a text that tell its language."""

_HAN = re.compile(HAN_CHAR)
_LETTER = re.compile("[A-Za-z]")
_MARKS = re.compile(
    r"[\s,.:;!?()\[\]\"'“”‘’「」『』（）【】《》〈〉，：；！？。、…⋯—─―－·・‧•･∙⋅-]+"
)

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,10}://|www\.)[!-'*-~]*(?:\([!-'*-~]*\)[!-'*-~]*)*"
    r"|[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}|&(?:[a-z]{2,8}|#\d{1,6});",
    re.IGNORECASE | re.ASCII,
)
"""Addresses of pages and mail, and HTML's entities; brackets in them are balanced."""
_ADDRESS_END = re.compile(r"[,.;:!?\[\]'\"]+$")


class Beside(Enum):
    """What stands beside a row of marks."""

    NOTHING = "nothing"
    HAN = "han"
    OTHER = "other"


class Marks(NamedTuple):
    """A row of marks and spaces, as long as it is, and what stands on either side of it.

    Both widths of every mark are in it, so widening one changes nothing in what stands beside.
    """

    start: int
    end: int
    left: Beside
    right: Beside

    @property
    def beside_han(self) -> bool:
        return Beside.HAN in (self.left, self.right)


def is_chinese(text: str, profile: Profile) -> bool:
    """Whether a text is Chinese with foreign words in it, rather than the other way round.

    In a Chinese paper one Han character to four letters is enough (an address may be long).
    """
    sample = _ADDRESS.sub("", text[:SAMPLE])
    han = len(_HAN.findall(sample))
    return han * (4 if profile.han else 1) > len(_LETTER.findall(sample))


def without_addresses(text: str) -> str:
    """The text with a letter for each character of an address, so that no rule sees in there."""
    return _ADDRESS.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    found = match.group()
    end = _ADDRESS_END.search(found)
    size = end.start() if end and not found.startswith("&") else len(found)
    return "x" * size + found[size:]


def rows_of_marks(text: str) -> Iterator[Marks]:
    """Every row of marks in a text, in order."""
    for match in _MARKS.finditer(text):
        start, end = match.span()
        yield Marks(start, end, _beside(text[start - 1 : start]), _beside(text[end : end + 1]))


def _beside(character: str) -> Beside:
    if not character:
        return Beside.NOTHING
    return Beside.HAN if _HAN.match(character) else Beside.OTHER
