"""spacing: stray spaces in running text.

Chinese sets no space between characters; the gap beside a Latin word or a number is the
typesetter's, not a character (clreq §3.2.2; GB/T 15834 knows no space). In paragraphs, subheads,
captions, items and quotes a space beside a Han character or a full-width mark goes, and so does one
beside quotation marks, outside them where they hold Chinese. Letters of other scripts that are set
with spaces (Cyrillic, Hangul) are set as Latin is. Kept are
spaces that say something: those of a byline or a credit, between the two halves of a subhead
("一张表格 管住一线难题", unless the page is full of strays), between names in a list, an ideographic
space in a list or a subhead.

In English, and in headlines, runs of spaces become one; in English text a space before a comma,
a stop or a closing bracket goes, and one after an opening bracket.

After it holds: a space in running text parts two words of Latin letters or numbers, or two names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from converter.model import Repair
from converter.repair import credits
from converter.repair.change import Change, mend
from converter.repair.people import has_surname
from converter.repair.photo_credits import CREDIT_BELOW
from converter.repair.record import Piece, Profile, Repaired, Role
from converter.repair.script import HAN_CHAR, WIDE_MARKS, is_chinese, is_han

CODE: Final = "spacing"
CLAUSE: Final = 4
"""Characters from which a half of a subhead may stand apart from the other by a space."""
STRAYS: Final = 3
"""Spaces between Han characters in a page's paragraphs from which its spaces are strays."""

_TEXT: Final = frozenset({Role.PARAGRAPH, Role.HEADING, Role.CAPTION, Role.ITEM, Role.QUOTE})
_RUNNING: Final = frozenset({Role.PARAGRAPH, Role.CAPTION, Role.QUOTE})
_HEADS: Final = frozenset({Role.TITLE, Role.KICKER, Role.DECK, Role.SECTION})

_ONE: Final = "one space parts two words, not several"
_MARK: Final = "English sets no space on this side of the mark"
_LATIN: Final = "one space at most stands between two Latin words or numbers"
_STRAY: Final = "no space is set beside a Han character or a full-width mark (clreq §3.2.2)"
_SPACES = re.compile(r"[ \u3000]+")
_ANY_SPACES = re.compile(r"[ \u3000]*")
_BETWEEN_HAN = re.compile(rf"[ \u3000](?<={HAN_CHAR}.)[ \u3000]*(?={HAN_CHAR})")
_CURLY: Final = frozenset("“”‘’…—")
_OPENING: Final = frozenset('“‘"')
_CLOSING: Final = frozenset('”’"')
_QUOTED = re.compile('"([^"]*)"')
_ROW = re.compile(
    rf"(?<!{HAN_CHAR}){HAN_CHAR}{{2,4}}(?:[ \u3000]{HAN_CHAR}{{2,4}}){{2,}}(?!{HAN_CHAR})"
)
_ENGLISH = re.compile(
    r" (?:(?<=[\w”’)\"] ) *(?=[,;:!?.](?:\s|$))|(?<=[(\[“‘（] ) *(?=\w)"
    r"|(?<=[\w.,”’] ) *(?=[)\]）])|(?<=[\w.,!?] ) *(?=”)|(?P<run> +))"
)


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    """Take stray spaces out of each piece."""
    out: list[Piece] = []
    repairs: list[Repair] = []
    halves = _sets_halves_apart(pieces, profile)
    for piece in pieces:
        text = piece.text.text
        if (piece.role in _TEXT or piece.role in _HEADS) and _SPACES.search(text):
            piece, made = mend(
                piece, _changes(piece.role, text, profile, halves), CODE, profile.decided
            )
            repairs.extend(made)
        out.append(piece)
    return Repaired(tuple(out), tuple(repairs))


def _sets_halves_apart(pieces: Sequence[Piece], profile: Profile) -> bool:
    """Whether a space in a subhead is the page's own way, rather than as stray as in its text."""
    subheads = [piece.text.text for piece in pieces if piece.role is Role.HEADING]
    parted = sum(any(map(_halves, _SPACES.finditer(text))) for text in subheads)
    strays = 0
    for piece in pieces:
        text = piece.text.text
        if piece.role is Role.PARAGRAPH and _BETWEEN_HAN.search(text):
            low, high = _between_credits(piece.role, text, profile)
            strays += sum(1 for _ in _BETWEEN_HAN.finditer(text, low, high))
    return strays < STRAYS or (parted > 1 and parted * 2 > len(subheads))


def _changes(role: Role, text: str, profile: Profile, halves: bool) -> list[Change]:
    if role in _HEADS:
        runs = (match for match in _SPACES.finditer(text) if len(match.group()) > 1)
        return [Change(match.start(), match.end(), " ", 0.95, _ONE) for match in runs]
    if not is_chinese(text, profile):
        found = {match.span(): " " if match["run"] else "" for match in _ENGLISH.finditer(text)}
        found |= dict.fromkeys(_within_quotes(text, " "), "")
        return [
            Change(*span, after, 0.95, _ONE if after else _MARK)
            for span, after in sorted(found.items())
        ]
    low, high = _between_credits(role, text, profile)
    rows = _rows_of_names(role, text)
    inner = _within_quotes(text, " \u3000")
    changes = []
    for match in _SPACES.finditer(text, low, high):
        while rows and rows[0][1] <= match.start():
            rows.pop(0)
        after, sure = ("", 0.9) if match.span() in inner else _instead(role, match, halves)
        if after != match.group() and not (rows and rows[0][0] <= match.start()):
            why = _LATIN if after else _STRAY
            changes.append(Change(match.start(), match.end(), after, sure, why))
    return changes


def _between_credits(role: Role, text: str, profile: Profile) -> tuple[int, int]:
    """The stretch of a text without the byline at its head and the credit at its foot."""
    if role is Role.CAPTION:
        told = text.find(CREDIT_BELOW)
        found = None if told >= 0 else credits.caption_credit(text)
        return 0, told if told >= 0 else found[0] if found else len(text)
    opening, closing = credits.parse(text, profile), credits.foot(text)
    low = opening[1] if opening else 0
    return low, max(low, closing[1]) if closing else len(text)


def _rows_of_names(role: Role, text: str) -> list[tuple[int, int]]:
    """Where names stand in a row; in running text it takes four of them."""
    least = 4 if role in (Role.PARAGRAPH, Role.QUOTE) else 3
    rows = []
    for match in _ROW.finditer(text):
        names = match.group().split()
        known = sum(map(has_surname, names))
        if len(names) >= least and known >= len(names) * 0.7:
            rows.append(match.span())
    return rows


def _instead(role: Role, match: re.Match[str], halves: bool) -> tuple[str, float]:
    """What a space in Chinese text becomes, and how sure that is."""
    text, found = match.string, match.group()
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if is_han(before) and is_han(after):
        if role is Role.HEADING and halves and _halves(match):
            return found, 0.0
        if "\u3000" in found and role not in _RUNNING:
            return found, 0.0
        return "", 0.8 if role is Role.HEADING else 0.9
    if _is_wide(before) or _is_wide(after):
        return "", 0.97
    if (before in _CURLY and after in _CURLY) or _is_outside(match, before, after):
        return "", 0.9
    return " ", 0.95


def _is_wide(character: str) -> bool:
    return is_han(character) or character in WIDE_MARKS


def _is_outside(match: re.Match[str], before: str, after: str) -> bool:
    """Whether a space stands outside a quotation that is Chinese where the two meet."""
    text, (start, end) = match.string, match.span()
    if after in _OPENING:
        spaces = _ANY_SPACES.match(text, end + 1)
        if spaces and _is_wide(text[spaces.end() : spaces.end() + 1]):
            return True
    if before in _CLOSING:
        place = start - 1
        while place and text[place - 1] in " \u3000":
            place -= 1
        return _is_wide(text[place - 1 : place])
    return False


def _within_quotes(text: str, spaces: str) -> set[tuple[int, int]]:
    """The spaces inside straight quotation marks that have some at each end."""
    spans = set()
    for match in _QUOTED.finditer(text) if '"' in text else ():
        start, inside = match.start(1), match[1]
        low, high = len(inside) - len(inside.lstrip(spaces)), len(inside.rstrip(spaces))
        if 0 < low < high < len(inside):
            spans |= {(start, start + low), (start + high, start + len(inside))}
    return spans


def _halves(match: re.Match[str]) -> bool:
    """Whether the words on both sides are long enough to be halves of a subhead."""
    left = match.string[max(0, match.start() - CLAUSE) : match.start()]
    right = match.string[match.end() : match.end() + CLAUSE]
    return all(len(half) == CLAUSE and not _SPACES.search(half) for half in (left, right))
