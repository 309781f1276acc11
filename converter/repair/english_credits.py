"""credits, in English: bylines, the writer's post below them, datelines.

A byline is a line of its own, "By Ann Hale and Tom Reed", the writer's post or paper after it
("Staff Writer", "Special to the Weekly"). A dateline opens the text in capitals before a dash,
with the day and the agency between: "MILLBROOK, May 3 (AP) — ". Names stay as printed.
"""

from __future__ import annotations

import re
from typing import Final

from converter.model import Byline, Credit

_FIRST: Final = re.compile(
    r"(?P<role>(?:(?!By|BY|From)[A-Z][\w’']*\s(?:[\w’']+\s){0,4})?(?:by|By|BY)|From|FROM|[Ww]ith|WITH"
    r"|Words|WORDS|Pictures|PICTURES|Photos|PHOTOS|Photographs|Text|Story)\s+(?=\S)"
)
_NEXT: Final = re.compile(
    r"\s(?P<role>(?:[A-Z][a-z]+|[A-Z]{4,}) (?:by|BY)|By|BY|[Ww]ith|WITH|Words|WORDS"
    r"|Pictures|PICTURES|Photos|PHOTOS)\s+(?=[A-Z“\"])"
)
_UPPER = "A-Z\u00c0-\u00de"
_WORD = rf"(?:[{_UPPER}][\w.’'-]*|[a-z]{{1,3}}’[{_UPPER}]\w+)"
_NAME: Final = re.compile(
    rf"[“\"‘]?{_WORD}(?:\s+(?:{_WORD}|de|da|del|la|le|van|von|der|den|bin|al|ní|mac))*[”\"’]?"
)
_AND: Final = re.compile(r"\s*,?\s+(?:and|&)\s+|\s*,\s*", re.IGNORECASE)
_POST = (
    "(?:Writer|Reporter|Editor|Correspondent|Columnist|Critic|Photographer|Staff|Bureau|Service"
    "|Contributor|Intern|Fellow)s?"
)
_HOUSE: Final = re.compile(
    rf"(?:our|an?|the|staff)\s(?:[\w’.]+\s){{0,3}}(?:{_POST}|press|board|group)", re.IGNORECASE
)
"""A name of the house's own: Our Own Correspondent, the Editorial Board."""
_AGENCY: Final = re.compile(
    r"(?:Of|For)\s+(?i:the)\s+\S.{0,40}|(?i:special)\s+to\s+\S.{0,40}"
    rf"|(?:{_WORD}\s+){{0,4}}(?i:{_POST})(?:,\s+\S.{{0,40}})?"
    rf"|(?:{_WORD}\s+){{0,3}}(?i:staff reports?)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:The\s+)?(?:Associated Press|Reuters|AP|UPI)"
)
_STARTS: Final = re.compile(
    "(?:Of|For|Special|Staff|Chief|Senior|Contributing|Deputy|Managing|Assistant|Associate|The)\\b",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(
    r"(?P<place>[A-Z][A-Z.’'-]+(?:\s[A-Z.’'-]{2,}){0,3}(?:,\s*[A-Z][\w.’']*(?:\s[\w.]+){0,2}){0,2})"
    r"\s*(?:\((?P<agency>[^()]{2,40})\))?\s*(?:—|–|--|\s-(?=\s))\s*"
)
_NO_PLACE: Final = frozenset(
    {
        *("NOTE", "NOTICE", "WARNING", "WHAT", "WHEN", "WHERE", "WHO", "WHY", "HOW", "UPDATE"),
        *("CORRECTION", "WANTED", "LOST", "FOUND", "FREE", "NEW", "OPINION"),
    }
)
LONGEST: Final = 100
"""Characters of a byline line at most."""


def parse(text: str, *, whole: bool) -> tuple[Byline, int] | None:
    """The byline that a text is, or the dateline that opens it, and where it ends.

    `whole`: `text` is all of the text, so it may be a line of credits.
    """
    line = text.strip()
    if whole and len(line) <= LONGEST:
        if _FIRST.match(line):
            byline = _credits(line)
            return (byline, len(text)) if byline else None
        if _AGENCY.fullmatch(line):
            return Byline(agency=line), len(text)
    offset = len(text) - len(text.lstrip())
    match = _DATELINE.match(text, offset)
    if not match or match["place"].split(",")[0] in _NO_PLACE or len(match["place"]) < 4:
        return None
    return Byline(match["agency"], match["place"].strip()), match.end()


def _credits(line: str) -> Byline | None:
    agency: str | None = None
    credits = []
    head = _FIRST.match(line)
    while head:
        after = _NEXT.search(line, head.end())
        names, agency = _names(line[head.end() : after.start() if after else None], agency)
        if not names:
            return None
        credits.append(Credit(head["role"], names))
        head = after
    return Byline(agency, None, tuple(credits))


def _names(text: str, agency: str | None) -> tuple[tuple[str, ...], str | None]:
    """The names, and the post or paper that follows them on the next line."""
    if _HOUSE.fullmatch(text):
        return (text,), agency
    whole, post = _without_post(text)
    names = tuple(name for name in _AND.split(whole) if name)
    return (names if all(map(_NAME.fullmatch, names)) else ()), post or agency


def _without_post(text: str) -> tuple[str, str | None]:
    """Cut where the rest is a post: where its first word begins one, else after a name's two."""
    gaps = [gap for gap in re.finditer(r",?\s+", text) if _AGENCY.fullmatch(text, gap.end())]
    likely = [gap for gap in gaps if _STARTS.match(text, gap.end())]
    likely += [gap for gap in gaps if _is_full_name(text[: gap.start()])]
    if not likely:
        return text, None
    return text[: likely[0].start()], text[likely[0].end() :]


def _is_full_name(text: str) -> bool:
    """Two words at least, the last no initial."""
    words = text.split()
    return len(words) > 1 and not re.fullmatch(r"[A-Z]\.", words[-1])
