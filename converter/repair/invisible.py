"""invisible: characters that show nothing, or show one letter and are another, are made plain.

Runs on the raw lines, before anything is decided from them. The rule, by The Unicode Standard
(UAX #9 for the bidirectional controls, UTS #51 for emoji sequences, chapter 23 for special
characters) and XML 1.0 §2.2 (the characters a document may hold):

- controls, bidirectional controls, zero-width characters, a byte order mark within the text, soft
  hyphens, lone surrogates and noncharacters go; those that part lines or columns become a space;
- ligatures become their letters; a radical that stands for a Han character becomes it; odd spaces
  become plain ones;
- in Chinese text full-width letters and digits become half width, with the point between digits;
  marks in the shape of vertical, small or half-width type become the marks that they are, wide
  straight quotation marks the straight ones, double primes (〝〞) curly ones.

Kept: joiners within emoji and within Arabic and Indic words, variation selectors, a soft hyphen at
a line's end (it says how the line joins; `hyphen` takes it away). A replacement character or one
of private use is kept and said in a note: what stood there must be looked up in the print.

After it holds: every character of a line can be written as XML, and reads as what it shows.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from converter.model import Note, Repair
from converter.repair.change import Change, mend
from converter.repair.record import Piece, Profile, Repaired

CODE: Final = "invisible"
AROUND: Final = 10
"""Characters on either side that a note shows."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_GONE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffc\U000e0000-\U000e007f"
) + _NONCHARACTERS
_LIGATURES: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_FORMS: Final = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈︱﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞｡｢｣､＂＇〝〞〟",
        "，、。：；！？〖〗（）｛｝〔〕【】《》〈〉「」『』［］—，、·；：？！（）〔〕。「」、\"'“””",
        strict=True,
    )
)
"""Marks in the shape of vertical, small, half-width or wide type, and the marks that they are."""
_ODD = re.compile(
    # The flag of a region: a black flag with the region's code in tag characters.
    "(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)"
    rf"|(?P<hyphen>(?<=[A-Za-z\xc0-\u024f])\xad(?=[\s{_GONE}\u200c\u200d]*\Z))"
    rf"|(?P<gone>[{_GONE}]+)"
    "|(?P<joiner>[\u200c\u200d])"
    "|(?P<break>[\x0b\x0c\x85\u2028\u2029]+)"
    "|(?P<space>[\xa0\u2000-\u200a\u202f\u205f])"
    "|(?P<ligature>[\ufb00-\ufb06])"
    "|(?P<radical>[\u2e80-\u2fd5]+)"
    "|(?P<wide>[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+\uff05?)"
    rf"|(?P<form>[{''.join(_FORMS)}])"
    r"|(?P<point>(?<=\d)．(?=\d))"
)
_SHOWN = re.compile(
    "[\u301d-\u301f\ufb00-\ufb06\u2e80-\u2fd5\ufe10-\ufe5e\uff02\uff07\uff0e-\uff19"
    "\uff21-\uff3a\uff41-\uff5a\uff61-\uff64"
    "\ufffc\ufffd]"
)
"""What is looked for that shows something: the rest is not printable."""
_WHY: Final = {
    "gone": "the character shows nothing, and no document may hold it or needs it",
    "joiner": "a joiner says nothing between these characters",
    "break": "the character parts lines or columns",
    "space": "a space of another width is a space",
    "ligature": "a ligature is its letters (Unicode, compatibility)",
    "radical": "the radical stands for the character that looks like it (Unicode, compatibility)",
    "form": "the mark is another in the shape of its line or size (Unicode, compatibility)",
    "point": "the point within a number is half width",
    "wide": "letters and digits are half width in Chinese text (GB/T 15834, clreq §3.1)",
}  # fmt: skip
_EMOJI = re.compile("[\xa9\xae\u20e3\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_JOINING = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u180d\u1810-\u18af]")
"""Scripts in which a joiner or a non-joiner changes what is read."""
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]+")


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    """Make the characters of each piece plain."""
    out: list[Piece] = []
    repairs: list[Repair] = []
    notes: list[Note] = []
    chinese = profile.language.startswith("zh")
    for piece in pieces:
        text = piece.text.text
        if not text.isprintable() or _SHOWN.search(text):
            piece, made = mend(piece, _changes(text, chinese), CODE, profile.decided)
            repairs.extend(made)
            notes.extend(_notes(piece))
        out.append(piece)
    return Repaired(tuple(out), tuple(repairs), tuple(notes))


def _changes(text: str, chinese: bool) -> list[Change]:
    changes = []
    for match in _ODD.finditer(text):
        found = match.group()
        after, sure = _plain(match, found, chinese)
        if after != found:
            why = _WHY[match.lastgroup or ""]
            changes.append(Change(match.start(), match.end(), after, sure, why))
    return changes


def _plain(match: re.Match[str], found: str, chinese: bool) -> tuple[str, float]:
    """What stands instead, and how sure that is."""
    match match.lastgroup:
        case "gone":
            return "", 0.99
        case "joiner":
            return (found if _joins(match) else ""), 0.95
        case "break" | "space":
            return " ", 0.99
        case "ligature":
            return _LIGATURES[found], 0.99
        case "radical":
            return unicodedata.normalize("NFKC", found), 0.98
        case "form" if chinese:
            return _FORMS[found], 0.97
        case "point" if chinese:
            return ".", 0.95
        case "wide" if chinese:
            return unicodedata.normalize("NFKC", found), 0.97
        case _:
            return found, 1.0


def _joins(match: re.Match[str]) -> bool:
    """Whether a joiner stands between two characters that it may join or keep apart."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if match.group() == "\u200d" and _EMOJI.match(before) and _EMOJI.match(after):
        return True
    return bool(_JOINING.match(before) and _JOINING.match(after))


def _notes(piece: Piece) -> tuple[Note, ...]:
    """One note a piece, at its first unreadable character."""
    text = piece.text.text
    found = _UNREADABLE.search(text)
    if not found:
        return ()
    shown = text[max(0, found.start() - AROUND) : found.end() + AROUND]
    return (Note("unreadable", shown, piece.text.cut(found.start(), found.end()).spans),)
