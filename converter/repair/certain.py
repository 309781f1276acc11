"""What a line is by its form alone, whatever stands around it.

- A line that is nothing but an agency's line and its reporters in brackets, or the roles of reporters
  and their names, is a credit; so is, in English, “By” and a name on a line that stands apart.
- A line of nothing but the paper's title, the issue's date and the page's label, an editors' line or
  one of the imprint is furniture (`running_lines`).

A line of text may by chance be cut so that a name and its role fill it: where neither an ornament,
brackets, a slash nor a second role says that it is a credit, it must stand apart from the line
above it, or below a head that the source marks. After it holds: such lines have only the labels
of what they are to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from converter.page import Kind
from converter.repair import credits, english_credits
from converter.repair.credit_words import REPORTER, VERB
from converter.repair.lines import Line
from converter.repair.people import is_name, is_person
from converter.repair.record import Profile
from converter.repair.running_lines import is_running
from converter.repair.script import ORNAMENTS

CREDIT: Final = frozenset({"credit", "credit+"})
FURNITURE: Final = frozenset({"furniture"})
LONGEST: Final = 60
"""Characters of a line beyond which it is more than a credit."""

_SIGN: Final = ("记者", "記者", "讯员", "訊員", "习生", "習生", "特派")
_ROLE = re.compile(rf".*{REPORTER}")
_SET_OFF = re.compile(rf"[{ORNAMENTS}（(【〔\[]")
_OPENING = re.compile("[（(【〔\\[]")
_CLOSING = re.compile("[）)】〕\\]]")
_SLASH = re.compile(r"[/／]")
_OF_A_PICTURE = re.compile(rf"{VERB}[）)]?$")
_BY = re.compile(
    r"(?:By|BY|(?:Words|Pictures|Photographs?|Photos|Interview|Story|Report|Text) by)"
    r"\s[“\"‘]?(?:[A-Z\u00c0-\u00de][\w.’'-]*)(?:,?\s(?:[A-Z\u00c0-\u00de][\w.’'-]*|and|de|van|von|of|the))*[”\"’]?"
)
_NO_NAME = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|The)\b"
)


def told(lines: Sequence[Line], profile: Profile) -> dict[int, frozenset[str]]:
    """The lines whose form says what they are: line → the labels it may have."""
    is_credit = _is_credit if profile.han else _is_english_credit
    held = {}
    for n, line in enumerate(lines):
        if line.chunk.kind not in (Kind.TEXT, Kind.HEADING) or len(line.text) > LONGEST:
            continue
        if is_running(line.text, profile.furniture, profile.date, profile.labels):
            held[n] = FURNITURE
        elif is_credit(line.text, _apart(lines, n), profile):
            held[n] = CREDIT
    return held


def _apart(lines: Sequence[Line], n: int) -> bool:
    """Whether a line begins something of its own: the page's, after a gap, below a marked head."""
    above = lines[n - 1] if n else None
    return (
        above is None
        or bool(lines[n].chunk.blank_before)
        or lines[n].chunk.kind is Kind.HEADING
        or above.chunk.kind is Kind.HEADING
    )


def _is_credit(text: str, apart: bool, profile: Profile) -> bool:
    if not any(sign in text for sign in _SIGN) or _OF_A_PICTURE.search(text):
        return False
    if len(_OPENING.findall(text)) != len(_CLOSING.findall(text)):
        return False  # it goes on in the next line
    parsed = credits.parse(text, profile)
    if parsed is None or parsed[1] < len(text):
        return False
    byline = parsed[0]
    if not byline.credits or not all(
        _ROLE.fullmatch(credit.role) and all(map(_is_sure_name, credit.names))
        for credit in byline.credits
    ):
        return False
    told = byline.agency or len(byline.credits) > 1 or _SET_OFF.match(text) or _SLASH.search(text)
    return bool(told) or apart


def _is_sure_name(name: str) -> bool:
    """A person by his surname, or by a foreign name's length; 通讯 is the beginning of a role."""
    return is_person(name) or (len(name) > 3 and is_name(name))


def _is_english_credit(text: str, apart: bool, profile: Profile) -> bool:
    if text[:1] not in "BWPIRST" or not apart or not _BY.fullmatch(text) or _NO_NAME.search(text):
        return False
    parsed = english_credits.parse(text, whole=True)
    return parsed is not None and parsed[1] == len(text) and bool(parsed[0].credits)
