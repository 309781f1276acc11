"""punctuation: the marks of Chinese text are full width and whole.

GB/T 15834-2011 (标点符号用法) and clreq §3.1: in Chinese text ，：；！？（）。“” are a whole em; an
ellipsis and a dash are two (……, ——); the dot between the parts of a foreign name is ·. Extraction
and typists leave half-width ones. A mark becomes full width beside a Han character, and at the
end of a Chinese text; it stays between Latin letters and numbers (9:00-12:00, 95.1%, 1,000, 19:6,
4×400), within addresses, and within a foreign phrase. Brackets go as pairs, by what they hold and
what they stand in; straight quotation marks as pairs, by their order (「」 in traditional text).
The spaces beside a mark go with its half width, since the full width has its own.

Not touched: text that is not Chinese, marks that are full width already, furniture. After it
holds: no half-width mark stands between two Han characters, save one that is part of a pair whose
other half cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from converter.model import Repair
from converter.repair.change import Change, mend
from converter.repair.pairs import brackets, quotes
from converter.repair.record import Piece, Profile, Repaired, Role
from converter.repair.script import (
    HAN_CHAR,
    Beside,
    Marks,
    is_chinese,
    rows_of_marks,
    without_addresses,
)

CODE: Final = "punctuation"

_LEFT_ALONE: Final = frozenset({Role.FURNITURE, Role.RULE, Role.PICTURE, Role.JUMP})
_SPACED: Final = frozenset({Role.CREDIT, Role.ROW, Role.VERSE})
"""Here a space beside a mark says something, and stays."""

_FULL: Final = dict(zip(",:;!?", "，：；！？", strict=True))
_POINT = re.compile("[,:;!?]")
_APART = re.compile(
    r"(?<=[%％‰℃℉°])[,;](?= ?[0-9])|(?<=[0-9]:[0-9][0-9])[,;](?= ?[0-9]{1,2}:[0-9]{2})"
)
"""A comma between two quantities or times: it belongs to neither number."""
_STOP = re.compile(r"(?<![.。])\.(?![.。])")
_DOTS = re.compile(r"(?<![.…⋯。])(?:\.{3,6}|。{3,6}|…|⋯{1,2}|[·・]{3,6})(?![.…⋯。])")
_DASH = re.compile(r"(?<![-—─―－–])(?:-{2,4}|—|─{1,2}|―{1,2}|－－)(?![-—─―－–])")
_NAME_DOT = re.compile(rf"(?<={HAN_CHAR})[・‧•･∙⋅](?={HAN_CHAR})")
_SINGLE_DASHES: Final = frozenset("—─―")
_RANGE = re.compile(
    rf"(?:[周期][一二三四五六日天]|上午|早上|月|日|年)?[—─―]"
    rf"(?:[周期][一二三四五六日天]|{HAN_CHAR}{{1,5}}?"
    "(?:高速|高铁|高鐵|铁路|鐵路|公路|航线|城际|班列|动车|段|线))"
)
"""A dash of one em that joins two places or times (GB/T 15834-2011 §4.13, 一字线)."""
_WHOLE_DASH = re.compile("(?<!—)——(?!—)")
_FULL_STOP = re.compile("(?<!。)。{1,2}(?!。)")
_PHRASE = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,;:]+[A-Za-z][A-Za-z'’-]*){2,}[ \"”'’]*$")
"""Three Latin words or more in a row: a foreign phrase, with its own marks."""


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    """Make the marks of Chinese text full width and whole."""
    out: list[Piece] = []
    repairs: list[Repair] = []
    # Where the page has whole dashes, one of a single em was printed so.
    dashes = any(_WHOLE_DASH.search(piece.text.text) for piece in pieces)
    for piece in pieces:
        text = piece.text.text
        if piece.role not in _LEFT_ALONE and text and is_chinese(text, profile):
            piece, made = mend(piece, _changes(piece.role, text, profile, dashes), CODE)
            repairs.extend(made)
        out.append(piece)
    return Repaired(tuple(out), tuple(repairs))


def _changes(role: Role, text: str, profile: Profile, dashes: bool) -> list[Change]:
    shown = without_addresses(text)
    rows = list(rows_of_marks(shown))
    spaced = role in _SPACED
    stops = bool(_FULL_STOP.search(shown))
    changes = [
        *(c if spaced else _with_spaces(c, shown) for c in _points(shown, rows, stops)),
        *(c if spaced else _with_spaces(c, shown) for c in brackets(shown, rows)),
        *quotes(shown, traditional=profile.language.startswith("zh-Hant")),
        *_long_marks(shown, rows, dashes),
    ]
    apart = (Change(m.start(), m.end(), _FULL[m.group()], 0.85) for m in _APART.finditer(shown))
    changes += (c if spaced else _with_spaces(c, shown) for c in apart)
    if profile.language.startswith("zh"):
        changes += (Change(m.start(), m.end(), "·", 0.95) for m in _NAME_DOT.finditer(shown))
    return _merged(sorted(changes))


def _with_spaces(change: Change, text: str) -> Change:
    """A change that takes the spaces beside its mark with it."""
    start, end, mark, sure = change
    while start and text[start - 1] == " ":
        start -= 1
    while text[end : end + 1] == " ":
        end += 1
    return Change(start, end, mark, sure)


def _points(text: str, rows: Sequence[Marks], stops: bool) -> Iterator[Change]:
    """Half-width points that become full width, and full stops."""
    for row in rows:
        if sure := _sure(text, row):
            for match in _POINT.finditer(text, row.start, row.end):
                yield Change(match.start(), match.end(), _FULL[match.group()], sure)
        found = list(_STOP.finditer(text, row.start, row.end))
        if len(found) == 1 and (sure := _ends(text, row, stops)):
            yield Change(found[0].start(), found[0].end(), "。", sure)


def _sure(text: str, row: Marks) -> float:
    """How sure it is that the points of a row are Chinese; 0.0 where they are not."""
    if row.left is Beside.HAN and row.right is Beside.HAN:
        return 0.99
    if row.beside_han:
        return 0.96
    if row.left is Beside.OTHER and row.right is Beside.NOTHING:
        return 0.0 if _PHRASE.search(text, max(0, row.start - 80), row.start) else 0.8
    return 0.0


def _ends(text: str, row: Marks, stops: bool) -> float:
    """How sure it is that the one period of a row ends a Chinese sentence.

    Between two Han characters only in a text that has no full stop of its own: else it is more
    likely the dot of a foreign name.
    """
    if row.left is Beside.HAN:
        if row.right is Beside.NOTHING:
            return 0.95
        return 0.85 if row.right is Beside.HAN and not stops else 0.0
    before = text[row.start - 1 : row.start]
    ends = row.right is Beside.NOTHING and (before.isdigit() or before in ("%", "％"))
    return 0.8 if ends else 0.0


def _long_marks(text: str, rows: Sequence[Marks], dashes: bool) -> Iterator[Change]:
    """Ellipses and dashes, which are two em in Chinese."""
    for row in rows:
        if not row.beside_han:
            continue
        for match in _DOTS.finditer(text, row.start, row.end):
            yield Change(match.start(), match.end(), "……", 0.95)
        for match in _DASH.finditer(text, row.start, row.end):
            if match.group() not in _SINGLE_DASHES:
                yield Change(match.start(), match.end(), "——", 0.95)
            elif not dashes and _is_dash(text, row, match.start()):
                yield Change(match.start(), match.end(), "——", 0.75)


def _is_dash(text: str, row: Marks, place: int) -> bool:
    """Whether a dash of one em stands for one of two: between words, or before a speaker's name."""
    if row.right is not Beside.HAN or row.left is Beside.OTHER:
        return False
    around = text[max(0, place - 2) : place + 9]
    found = _RANGE.search(around)
    return not (found and row.left is Beside.HAN)


def _merged(changes: Sequence[Change]) -> list[Change]:
    """Changes that touch, or share a space, as one."""
    out: list[Change] = []
    for change in changes:
        last = out[-1] if out else None
        if last and change.start <= last.end:
            sure = min(last.confidence, change.confidence)
            out[-1] = Change(last.start, max(last.end, change.end), last.text + change.text, sure)
        else:
            out.append(change)
    return out
