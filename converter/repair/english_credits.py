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
    r"(?P<role>(?:(?!By|BY|From)[A-Z][\w’']*\s(?:(?!(?i:by)\s)[\w’']+\s){0,4})?(?:by|By|BY)"
    r"|[Ff]rom|FROM|(?:(?:[Ii]n\s)?[Cc]onversation\s|[Ii]nterview\s)?[Ww]ith|WITH"
    r"|(?:Words|WORDS|Pictures|PICTURES|Photos|PHOTOS|Photographs|Text|TEXT|Story|STORY|Interview"
    r"|Illustrations?|Reporting)(?=\s*[:/]|\s))\s*[:/]?\s*(?<=[\s:/])(?=\S)"
)
_NEXT: Final = re.compile(
    r"\s(?P<role>(?:[A-Z][a-z]+|[A-Z]{4,}) (?:by|BY)|By|BY|[Ww]ith|WITH|Words|WORDS"
    r"|Pictures|PICTURES|Photos|PHOTOS|Photographs|Illustrations?)\s*[:/]?\s*(?<=[\s:/])(?=[A-Z“\"])"
)
_UPPER = "A-Z\u00c0-\u00de"
_WORD = rf"(?:[{_UPPER}][\w.’'-]*|[a-z]{{1,3}}’[{_UPPER}]\w+)"
_NAME: Final = re.compile(
    rf"[“\"‘]?{_WORD}(?:\s+(?:{_WORD}|de|da|del|la|le|van|von|der|den|bin|al|ní|mac))*[”\"’]?"
)
_AND: Final = re.compile(r"\s*,?\s+(?:and|&)\s+|\s*,\s*", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[|/—–]\s*|,\s+")
"""Stands between a name and the writer's post on one line."""
_GAP: Final = re.compile(rf"{_BETWEEN.pattern}|\s+")
_DEGREE: Final = re.compile(
    r"(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|Esq|R\.?N|MP|QC|DDS|D\.?D)\.?", re.IGNORECASE
)
"""Belongs to the name before its comma."""
_IN: Final = re.compile(
    rf"(?P<who>.+)(?:\s(?:in|IN)\s(?P<place>{_NAME.pattern})|,\s+(?P<town>{_WORD}))"
)
"""Names and the town that the story comes from: Ann Hale in Millbrook, Ann Hale, Millbrook."""
_POST = (
    "(?:Writer|Reporter|Editor|Correspondent|Columnist|Critic|Photographer|Staff|Bureau|Service"
    "|Contributor|Intern|Fellow|Representative)s?"
)
_BEAT = (
    "(?:Crown|High|County|Court|Market|Markets|Business|Political|Parliamentary|Municipal|Council|City|Crime"
    "|Education|Schools|Health|Medical|Science|Sports?|Racing|Farming|Agricultural|Agriculture|Labou?r"
    "|Industrial|Shipping|Transport|Legal|Religious|Religion|Arts|Theatre|Music|Film|Foreign|Diplomatic"
    "|Defence|Military|Environment|Housing|Financial|Commercial|Economics|Technical|Weather|Local"
    "|Government|Affairs)"
)
_HOUSE: Final = re.compile(
    rf"(?:our|an?|the|staff)\s(?:[\w’.]+\s){{0,3}}(?:{_POST}|press|board|group)"
    rf"|(?:{_BEAT}\s){{1,3}}{_POST}",
    re.IGNORECASE,
)
"""A name of the house's own: Our Own Correspondent, the Editorial Board, Crown Court Reporter."""
_PAPERS = (
    "(?:Advertiser|Argus|Bulletin|Chronicle|Citizen|Courier|Daily|Dispatch|Echo|Enterprise|Examiner"
    "|Express|Gazette|Globe|Guardian|Herald|Independent|Journal|Ledger|Mail|Mercury|Messenger|News"
    "|Observer|Post|Press|Record|Register|Review|Sentinel|Standard|Star|Telegraph|Times|Tribune|Weekly)"
)
_PAPER: Final = re.compile(
    rf"(?:The\s+)?(?:{_WORD}\s+){{0,3}}{_PAPERS}(?:\s+(?:{_PAPERS}|Co-operative|Sports?|Business|Desk))*"
)
"""What a newspaper or an agency is called, and its desk: Daily Record, Standard Sports."""
_STAFF: Final = re.compile(rf"(?:(?:{_PAPERS}|{_BEAT}|Staff|Senior|Special)\s){{1,4}}{_POST}")
"""One of the paper's staff who is not named: Courier Staff."""
_OF_A_PAPER: Final = re.compile(rf"(?P<name>.+?)\s+(?P<paper>{_PAPERS})")
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
_DAY = r"(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|[A-Z][a-z]{2,8}\.?\s\d{1,2})"
_DATELINE: Final = re.compile(
    r"(?P<place>[A-Z][A-Z.’'-]+(?:\s[A-Z0-9.’'-]{2,}){0,3}(?:,\s*[A-Z][\w.’']*(?:\s[\w.]+){0,2}){0,2}\.?)"
    r"\s*(?:\((?P<agency>[^(),]{2,30})\))?\s*(?:—|–|--|\s-(?=\s))\s*"
)
_SMALL_DATELINE: Final = re.compile(
    rf"(?P<place>{_WORD}(?:\s{_WORD}){{0,2}}(?:,\s{_WORD}(?:\s{_WORD}|\s\d{{1,2}}\.?)?){{1,2}}|{_DAY}\.)"
    r"\s*(?:\((?P<agency>[^()]{2,40})\))?\s*(?:—|–)\s*(?=[A-Z“\"])"
)
"""A dateline that is not set in capitals: the place and what it lies in, or the day."""
_NO_PLACE: Final = frozenset(
    {
        *("NOTE", "NOTICE", "WARNING", "WHAT", "WHEN", "WHERE", "WHO", "WHY", "HOW", "UPDATE"),
        *("CORRECTION", "WANTED", "LOST", "FOUND", "FREE", "NEW", "OPINION", "EDITOR"),
        *("QUESTION", "ANSWER"),
    }
)
_ADDRESSED: Final = frozenset({"DEAR", "SIR", "SIRS", "MADAM", "FOR", "THE", "TO", "BY"})
_AT_FOOT: Final = re.compile(
    r"(?:^|(?<=[.!?”’\"'])\s*)[(\[](?P<inside>(?:By|BY)\s[^()\[\]]{3,80})[)\]]\s*$"
)
LONGEST: Final = 100
"""Characters of a byline line at most."""


def parse(text: str, *, whole: bool) -> tuple[Byline, int] | None:
    """The byline that a text is, or the dateline that opens it, and where it ends.

    `whole`: `text` is all of the text, so it may be a line of credits.
    """
    line = text.strip()
    if whole and len(line) <= LONGEST:
        if re.fullmatch(r"(?i:from\s+(?:\w+\s)?staff\s(?:and wire )?reports?)", line):
            return Byline(agency=line), len(text)
        if _FIRST.match(line):
            byline = _credits(line)
            return (byline, len(text)) if byline else None
        if _AGENCY.fullmatch(line):
            return Byline(agency=line), len(text)
    offset = len(text) - len(text.lstrip())
    match = _DATELINE.match(text, offset) or _SMALL_DATELINE.match(text, offset)
    if not match or len(match["place"]) < 4 or _is_no_place(match["place"]):
        return None
    return Byline(match["agency"], match["place"].strip()), match.end()


def _is_no_place(text: str) -> bool:
    """A heading or a salutation before a dash."""
    return text.split(",")[0] in _NO_PLACE or text.split()[0] in _ADDRESSED


def line(text: str, ends: tuple[int, ...] = ()) -> Byline | None:
    """The byline of lines that stand where a byline does: their place speaks for a bare name.

    The writer's post or paper stands on a printed line of its own, where the lines are known.
    """
    text = text.strip()
    if not text or len(text) > 2 * LONGEST:
        return None
    first, rest = (text[: ends[0]].strip(), text[ends[0] :].strip()) if ends else (text, "")
    if rest and _FIRST.match(first) and not _NEXT.match(f" {rest}"):
        head = _credits(first, whole=True)
        if head and not head.agency:
            return Byline(rest, None, head.credits)
    if rest and (_AGENCY.fullmatch(rest) or _PAPER.fullmatch(rest)) and _NAME.fullmatch(first):
        return Byline(rest, None, (Credit("", _people(first)),))
    if re.match(r"(?i:our|an?)\s", text) and _HOUSE.fullmatch(text):
        return Byline(credits=(Credit("", (text,)),))
    parsed = parse(text, whole=True)
    if parsed and parsed[1] >= len(text):
        return parsed[0]
    if len(text.split()) > 2 and _PAPER.fullmatch(text):
        return Byline(agency=text)
    name, *posts = _BETWEEN.split(text, maxsplit=1)
    post = posts[0] if posts else ""
    if _AGENCY.fullmatch(post) and _is_full_name(name):
        return Byline(post, None, (Credit("", (name,)),))
    if re.search(r"[a-z]{3}[.!?](?:\s|$)|[!?:;]", text) or len(text) > LONGEST:
        return None
    named = _credits(text, whole=True) if _FIRST.match(text) else None
    return named or Byline(credits=(Credit("", _people(text)),))


def foot(text: str) -> tuple[Byline, int] | None:
    """The byline in brackets that closes a text, and where it starts; None where there is none."""
    match = _AT_FOOT.search(text, max(0, len(text) - LONGEST))
    if not match:
        return None
    byline = _credits(match["inside"])
    return (byline, match.start()) if byline else None


def _people(text: str) -> tuple[str, ...]:
    """Names in a row; what is no row of names is one, as printed."""
    names = tuple(name for name in _AND.split(text) if name)
    return names if len(names) > 1 and all(map(_is_full_name, names)) else (text,)


def _credits(line: str, *, whole: bool = False) -> Byline | None:
    """Roles and names; `whole`: what follows a role is taken for its names, whatever it is."""
    agency: str | None = None
    place: str | None = None
    credits = []
    head = _FIRST.match(line)
    while head:
        after = _NEXT.search(line, head.end())
        who, town = _without_town(line[head.end() : after.start() if after else None])
        place = town or place
        names, agency = _names(who, agency)
        if not names and whole:
            names = (who,)
        if not names:
            return None
        credits.append(Credit(head["role"], names))
        head = after
    return Byline(agency, place, tuple(credits))


def _names(text: str, agency: str | None) -> tuple[tuple[str, ...], str | None]:
    """The names, and the post or paper that follows them on the next line."""
    if _HOUSE.fullmatch(text) or _STAFF.fullmatch(text):
        return (text,), agency
    whole, post = _without_post(text)
    names = _split(whole)
    named = all(_NAME.fullmatch(name.partition(",")[0]) for name in names)
    return (names if named else ()), post or agency


def _split(text: str) -> tuple[str, ...]:
    """The names of a row; a degree stays with its name: Ann Hale, M.D."""
    names: list[str] = []
    for name in filter(None, _AND.split(text)):
        if names and _DEGREE.fullmatch(name):
            names[-1] = f"{names[-1]}, {name}"
        else:
            names.append(name)
    return tuple(names)


def _without_town(text: str) -> tuple[str, str | None]:
    """Names without the town behind them; a single word behind a comma is one after whole names."""
    match = _IN.fullmatch(text)
    if not match or (match["town"] and _DEGREE.fullmatch(match["town"])):
        return text, None
    whole = all(map(_is_full_name, _split(match["who"]))) and not _AGENCY.fullmatch(match["who"])
    town = match["place"] or match["town"]
    return (match["who"], town) if whole and not _AGENCY.fullmatch(town) else (text, None)


def _without_post(text: str) -> tuple[str, str | None]:
    """Cut where the rest is a post: where its first word begins one, else after a name's two."""
    gaps = [gap for gap in _GAP.finditer(text) if _AGENCY.fullmatch(text, gap.end())]
    likely = [gap for gap in gaps if gap.group().strip() and _is_full_name(text[: gap.start()])]
    likely += [gap for gap in gaps if _STARTS.match(text, gap.end())]
    likely += [gap for gap in gaps if _is_full_name(text[: gap.start()])]
    if not likely:
        name, comma, paper = text.rpartition(", ")
        named = comma and _PAPER.fullmatch(paper) and all(map(_is_full_name, _split(name)))
        return (name, paper) if named else (text, None)
    name, post = text[: likely[0].start()], text[likely[0].end() :]
    papers = _OF_A_PAPER.fullmatch(name)
    if papers and _is_full_name(papers["name"]):
        return papers["name"], f"{papers['paper']} {post}"
    return name, post


def _is_full_name(text: str) -> bool:
    """Two words at least, the last no initial."""
    words = text.split()
    return len(words) > 1 and not re.fullmatch(r"[A-Z]\.", words[-1])
