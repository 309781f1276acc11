"""credits, of pictures, in English: Photo by X, X photo, X/Paper, Courtesy of X, a name alone.

How much a credit must say depends on how it stands. In brackets, on a line of its own or after a
full stop capitals are enough; after a space it takes a word for a picture, a slash, a name that
the page credits elsewhere, or capitals that the caption does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST: Final = 90
"""Characters of a caption's end that may hold the credit."""

_UPPER = "A-Z\u00c0-\u00de"
_PICTURE = (
    r"(?i:photo(?:graph)?s?|pictures?|pics?|images?|illustrations?|wirephotos?|telephotos?|drawings?"
    r"|cartoons?|graphics?|maps?|woodcuts?|engravings?|sketch(?:es)?|artwork|art)"
)
_CAP = rf"[{_UPPER}][\w.’'&-]*"
_SMALL = "(?:of|the|and|&|for|de|da|del|la|le|van|von|der|den|bin|al|ní|mac)"
_NAME = re.compile(
    rf"(?:(?:Mrs?|Ms|Miss|Dr|Rev|Fr|Sr|Bro|Capt|Sgt|Prof|Messrs)\.?\s)?"
    rf"(?:{_CAP}|[“\"‘]\w+[”\"’])(?:\s(?:{_CAP}|{_SMALL}|[“\"‘]\w+[”\"’])){{0,4}}"
)
_PARTY = re.compile(
    rf"(?:The\s)?{_CAP}(?:,?\s(?:{_SMALL}|{_CAP}|\d{{1,3}})){{0,7}}(?:\s(?:archives?|collection|library))?"
)
"""A body, or people: words with capitals, little words between them."""
_GIVES = (
    r"(?:Courtesy|File|Staff|Handout|Submitted|Supplied|Contributed|Company|Reader|Library|Archive|Stock"
    r"|Pool|Press|Police|Publicity|Family|Associated|AP|UPI|AFP|Reuters|PA|A|An|From|The|[“\"]\w+(?: \w+)?[”\"])"
)
_LEADING = re.compile(
    rf"(?P<before>(?:(?:{_CAP}|[“\"]\w+(?: \w+)?[”\"]|a|an|the|file)\s){{0,4}}?){_PICTURE}"
    r"(?:\s?(?:[:/]|—|–)\s?|\s(?:by|BY|from|FROM|courtesy of|Courtesy of|courtesy|Courtesy|COURTESY OF)\s)"
    r"(?P<rest>\S[^!?]{1,60})"
)
_TRAILING = re.compile(rf"(?P<before>(?:\S+\s){{1,5}}?|){_PICTURE}")
_COURTESY = re.compile(
    r"(?:[Cc]ourtesy|COURTESY)(?:\s(?:of|OF)|:)?\s\S[^.!?]{1,50}\.?|©\s?\S.{1,40}"
    r"|(?:Photo\s|Picture\s)?(?:[Cc]redits?|CREDITS?):?\s[A-Z].{1,50}"
    r"|(?:[A-Z]\S*(?:\s[A-Z]\S*){0,2}\s?/\s?)?(?:Getty(?:\sImages)?|Shutterstock|iStock|Alamy|Reuters|AFP|EPA|AP)"
    rf"|(?:Supplied|Contributed|Submitted|Handout|SUPPLIED|CONTRIBUTED|SUBMITTED|HANDOUT)(?:\s(?:by|photo|picture)\b.{{0,40}})?"
    rf"|(?:\w+\s)?[Kk]indly lent(?:\sby\s.{{2,40}})?|{_CAP}(?:\s{_CAP}){{0,3}}\shandout"
)
_SLASHED = re.compile(
    rf"(?P<name>{_NAME.pattern})\s?(?:/|—)\s?(?P<paper>(?:The\s|THE\s)?{_CAP}(?:\s(?:{_CAP}|{_SMALL})){{0,4}})"
)
_FOR = re.compile(rf"{_NAME.pattern}\s(?:for|FOR)\s(?:The\s|the\s)?{_CAP}(?:\s{_CAP}){{0,2}}")
_BODY = re.compile(
    r"\b(?:Studios?|Agency|Institute|Museum|Archives?|Society|Library|Press|Service|Trust|Bequest"
    r"|Collection|University|College|Dept|Department|Centre|Center|Council|Association|Assoc|Corp|Co|Inc|Ltd"
    r"|Bureau|Foundation|Board|Authority|Commission|Ministry|Hospice|Courier|Sentinel|Times|Herald|Tribune|Gazette"
    r"|Journal|Chronicle|Observer|Advertiser|Ledger|Argus|Record|Telegraph|Examiner|Office|Lab|Laboratory"
    r"|Media|Club|Galler(?:y|ies)|Photography|News)\b|\barchives?$",
)
_ABBREVIATION = re.compile(
    r"(?i:(?:^|[\s(“\"])(?:Mrs?|Ms|Dr|Rev|Fr|St|Sr|Bro|Gen|Col|Maj|Capt|Cmdr|Sgt|Cpl|Pfc|Pvt|Lt|Prof|Hon|Messrs|No"
    r"|Vol|Mt|Ft|Sen|Rep|Gov|Pres|Supt|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|vs|[A-Z])\.$)"
)
_STOPPED = re.compile(r"[.!?…][”’\"'»)]*$|[»)|｜]$")
_LITTLE = re.compile(
    r"(?i:(?:^|\s)(?:the|an?|of|at|in|on|by|to|with|from|and|near|for|his|her|their|its|our|is|are|was|were|as|or"
    r"|over|under|through|into|onto|above|below|behind|beside|between|after|before|during|against|along"
    r"|across|around|about|like|than|that|which|who|late|then|now|former|named|called|off|past|outside|inside))$"
)
_NOT_WHO = re.compile(
    r"(?i:left|right|cent(?:er|re)|above|below|top|bottom|front|back|foreground|inset|rear"
    r"|form|grade|class|age|aged|room|born)\b"
)
_WORD_STARTS = re.compile(r"(?<!\S)[—–(-]{0,2}\s?(?=[\w“\"©‘])|(?<=[.!?”])[—–]")


class _Place(NamedTuple):
    start: int
    apart: bool
    """After a full stop, or on a line of its own."""
    before: str


def in_brackets(credit: str, known: frozenset[str]) -> bool:
    """Whether what stands in brackets at a caption's end is its credit."""
    if _NOT_WHO.match(credit):
        return False
    if re.fullmatch(
        rf"(?i:file|courtesy|library|stock|staff|submitted|archive)\s{_PICTURE}", credit
    ):
        return True
    return _strong(credit, True, "", known) or bool(_PARTY.fullmatch(credit))


def start(body: str, known: frozenset[str], ends: tuple[int, ...]) -> int | None:
    """Where the credit that closes a caption begins; None where there is none."""
    places = list(_places(body, ends))
    for place, apart, before in places:
        tail = body[place:]
        if apart and (_strong(tail, True, before, known) or _bare(tail)):
            return place
    for place, apart, before in places:
        tail = body[place:]
        if not apart and (_strong(tail, False, before, known) or _told(tail, before, known)):
            return place
    return None


def _places(body: str, ends: tuple[int, ...]) -> Iterator[_Place]:
    """Each word that may begin the credit."""
    low = max(0, len(body) - LONGEST)
    for match in _WORD_STARTS.finditer(body, low):
        if match.end() >= len(body):
            continue
        before = body[max(0, match.start() - LONGEST) : match.start()].rstrip()
        stopped = bool(_STOPPED.search(before)) and not _ABBREVIATION.search(before)
        dashed = bool(match.group().strip())
        own = match.start() in ends and _deliberate(match.start(), ends)
        yield _Place(match.end(), bool(before) and (stopped or dashed or own), before)


def _deliberate(place: int, ends: tuple[int, ...]) -> bool:
    """Whether a printed line was ended on purpose: it is shorter than the longest above it."""
    lines = [b - a for a, b in zip((0, *ends), ends, strict=False) if b <= place]
    return len(lines) > 1 and lines[-1] + 10 < max(lines)


def _strong(tail: str, apart: bool, before: str, known: frozenset[str]) -> bool:
    """What says of itself that it is a credit."""
    tail = tail.strip()
    if not re.match(rf"[{_UPPER}“\"©‘ac]", tail) or re.search(r"[a-z]{3}[.!?] [A-Z]", tail):
        return False
    if leading := _LEADING.fullmatch(tail):
        return apart or _introduces(leading["before"], before, known)
    if _COURTESY.fullmatch(tail):
        return apart or ((tail[0].isupper() or tail[0] == "©") and not _LITTLE.search(before))
    if (trailing := _TRAILING.fullmatch(tail)) and trailing["before"]:
        words = trailing["before"].strip()
        gives = re.fullmatch(rf"{_PARTY.pattern}|{_GIVES}(?:\s\S+){{0,2}}", words)
        if (apart and gives and words not in ("A", "The")) or (
            not apart and _introduces(words, before, known)
        ):
            return True
    if re.fullmatch(
        r"(?:Associated|AP|UPI|UP|INS)?\s?(?:Wirephoto|Telephoto|WIREPHOTO|TELEPHOTO)", tail
    ):
        return True
    slashed = _SLASHED.fullmatch(tail)
    if slashed and (apart or _begins(slashed["name"], before, known)):
        return True
    if (house := re.match(rf"({_CAP}(?:\s{_CAP}){{0,3}})\s?(?:—|/|:)\s?(?=[{_UPPER}])", tail)) and (
        f"\1{house[1].casefold()}" in known
    ):
        return True
    if _FOR.fullmatch(tail):
        return apart or _begins(re.split(r"\s(?:for|FOR)\s", tail)[0], before, known)
    return False


def _introduces(words: str, before: str, known: frozenset[str]) -> bool:
    """Whether what stands before the word for a picture can begin a credit after a space."""
    words = words.strip()
    if not words:
        return not _LITTLE.search(before)
    if re.fullmatch(rf"{_GIVES}(?:\s(?i:file|staff))?", words):
        return words not in ("A", "An", "The")
    if not before or any(re.fullmatch(_GIVES, word) for word in words.split()[1:]):
        return False  # the credit begins further on
    bare = re.sub(r"\s?(?i:file|staff)$|^(?:A|The)\s", "", words)
    folded = bare.casefold()
    return f"\1{folded}" in known or f"\0{folded}" in known or _begins(words, before, known)


def _begins(name: str, before: str, known: frozenset[str]) -> bool:
    """Whether a name cannot belong to the words before it, so that the credit begins here."""
    if is_known(name, known):
        return True
    if not before or not _NAME.fullmatch(name) or not 2 <= len(name.split()) <= 4:
        return False
    if re.match(r"[A-Z]\.\s", name) and not _LITTLE.search(before):
        return not _ABBREVIATION.search(before)
    last = before.split()[-1] if before.split() else ""
    if name.isupper():
        return not last.isupper()
    return not last[:1].isupper() and not _LITTLE.search(before)


def is_known(name: str, known: frozenset[str]) -> bool:
    """Whether the page credits somebody of this name: whole, with initials, or by surname."""
    folded = " ".join(name.replace(".", " ").casefold().split())
    if folded in known:
        return True
    *initials, last = folded.split() or [""]
    return (
        bool(initials)
        and all(len(word) == 1 for word in initials)
        and f"{initials[0]} {last}" in known
    )


def forms(name: str) -> set[str]:
    """The forms in which a name that is credited once may come again."""
    folded = " ".join(name.replace(".", " ").casefold().split())
    parts = folded.split()
    if len(parts) < 2:
        return {folded}
    return {folded, f"{parts[0][0]} {parts[-1]}", f"\0{parts[-1]}"}


def paper(title: str) -> set[str]:
    """The forms in which a paper names itself in its credits: whole, without The, the last word."""
    words = title.casefold().split()
    if not title.isascii() or not words:
        return set()
    whole = " ".join(words).removeprefix("the ")
    return {f"\1{form}" for form in (whole, words[-1], whole.partition(":")[0])}


def name_in(credit: str) -> str | None:
    """The person whom a picture's credit names: Ann Hale of “Photo by Ann Hale”, “Ann Hale/Post”."""
    match = re.fullmatch(
        rf"(?:.*{_PICTURE}\s?(?:by|BY|:|/)\s?)?(?P<name>{_NAME.pattern})(?:\s?/.*|\s{_PICTURE})?",
        credit,
    )
    return (
        match["name"]
        if match and len(match["name"].split()) > 1 and match["name"] != credit
        else None
    )


def _told(tail: str, before: str, known: frozenset[str]) -> bool:
    """A name or a body after a space: credited elsewhere, or set apart by its capitals."""
    tail = tail.strip()
    if not before:
        return False
    if _LITTLE.search(before) or not _PARTY.fullmatch(tail):
        return False
    if is_known(tail, known) or (len(tail) > 12 and before.endswith(f" {tail}")):
        return True
    if before.isupper() and len(before) > 20 and not tail.split()[0].isupper():
        return True
    last = before.split()[-1]
    if tail.isupper() and len(tail.split()) > 1 and len(tail) > 6:
        return not last.isupper() and bool(_NAME.fullmatch(tail))
    body = _BODY.search(tail) and len(tail.split()) > 1
    return bool(body) and not last[:1].isupper() and not re.search(r"\d", tail)


def _bare(tail: str) -> bool:
    """Words with capitals and no stop, after a sentence that has ended."""
    tail = tail.strip()
    return bool(_PARTY.fullmatch(tail)) and " " in tail and not _NOT_WHO.match(tail)
