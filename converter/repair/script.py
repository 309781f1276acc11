"""Which script a text is in, and what stands around its marks: for spacing and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from converter.repair.record import Profile

HAN_CHAR: Final = r"[^\W\x00-\xff]"
"""A Han character, for a regular expression.

Any letter beyond Latin-1 in truth. A class that names the Han blocks costs a millisecond or two
in each pattern it stands in, since `re` looks at each of their 28,000 characters.
"""
WIDE_MARKS: Final = frozenset("，。、；：！？「」『』《》〈〉（）【】〔〕")
"""Marks that are a whole em wide wherever they stand.

Curly quotation marks, dashes and ellipses are not among them: Latin text has them too.
"""
ORNAMENTS: Final = "■□▪▫◆◇●○◎◉☉⊙▲△★☆"
"""Marks that print sets before a flag, a credit or an item; for a class of a regular expression."""
SAMPLE: Final = 4000
"""Characters of a text that tell its language."""

_HAN = re.compile(HAN_CHAR)
_ALPHABET = re.compile("[\u0100-\u1fff]|[\uac00-\ud7a3]")
"""Letters beyond Latin-1 that are set like Latin ones: Latin with marks, Cyrillic, Hangul."""
_HAN_RUN = re.compile(f"{HAN_CHAR}+")
_LETTER = re.compile("[A-Za-z]")
_WORD = re.compile("[A-Za-z]+")
_MARKS = re.compile(
    r"[\s,.:;!?()\[\]\"'“”‘’「」『』（）【】《》〈〉，：；！？。、…⋯—─―－·・‧•･∙⋅-]+"
)

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,10}://|www\.)[!-'*-~]*(?:\([!-'*-~]*\)[!-'*-~]*)*"
    r"|[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}|&(?:[a-z]{2,8}|#\d{1,6});"
    r"|`[!-_a-~][^`\n]{0,78}`|\w\(\)|[:;]-[()](?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""Addresses of pages and mail, HTML's entities, code and faces made of marks.

Brackets in an address are balanced.
"""
_SIGNS: Final = ("@", "&", "`", "()", ":-", ";-", "://", "w.", "W.")
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
    text: str
    left: Beside
    right: Beside

    @property
    def beside_han(self) -> bool:
        return Beside.HAN in (self.left, self.right)


def is_chinese(text: str, profile: Profile) -> bool:
    """Whether a text is Chinese with foreign words in it, rather than the other way round.

    In a Chinese paper one Han character to four letters, or to a word, is enough.
    """
    sample = text[:SAMPLE]
    first = _HAN.search(sample)
    if not first:
        return False
    if not _LETTER.search(sample) and is_han(first.group()):
        return True
    others = len(_ALPHABET.findall(sample))
    han = sum(map(len, _HAN_RUN.findall(sample))) - others
    if _may_hold_address(sample):
        sample = _ADDRESS.sub("", sample)
    letters = len(_LETTER.findall(sample)) + others
    if not profile.han:
        return han > letters
    return han * 4 > letters or (han > others and han >= len(_WORD.findall(sample)))


def is_han(character: str) -> bool:
    """Whether a character is set as Han is, a whole em wide; no character is not."""
    return bool(_HAN.match(character)) and not _ALPHABET.match(character)


def without_addresses(text: str) -> str:
    """The text with a letter for each character of an address, so that no rule sees in there."""
    return _ADDRESS.sub(_hidden, text) if _may_hold_address(text) else text


def _may_hold_address(text: str) -> bool:
    """A quick look: most texts hold no sign of one."""
    return any(sign in text for sign in _SIGNS)


def _hidden(match: re.Match[str]) -> str:
    found = match.group()
    end = _ADDRESS_END.search(found)
    size = end.start() if end and not found.startswith("&") else len(found)
    return "x" * size + found[size:]


def rows_of_marks(text: str, among: frozenset[str]) -> Iterator[Marks]:
    """Every row of marks in a text that has one of some marks in it, in order."""
    for match in _MARKS.finditer(text):
        found = match.group()
        if not among.isdisjoint(found):
            start, end = match.span()
            left, right = _beside(text[start - 1 : start]), _beside(text[end : end + 1])
            yield Marks(start, end, found, left, right)


@cache
def _beside(character: str) -> Beside:
    if not character:
        return Beside.NOTHING
    return Beside.HAN if is_han(character) else Beside.OTHER
