"""punctuation: the marks of Chinese text are full width and whole.

GB/T 15834-2011 (标点符号用法) and clreq §3.1: in Chinese text ，：；！？（）。“” are a whole em; an
ellipsis and a dash are two (……, ——); the dot between the parts of a foreign name is ·. Extraction
and typists leave half-width ones. A mark becomes full width beside a Han character, and at the
end of a Chinese text; it stays between Latin letters and numbers (9:00-12:00, 95.1%, 1,000, 19:6,
4×400), within addresses and code, and within a foreign phrase. A time has half-width colons; a
period between two Chinese sentences is a full stop, and none in a foreign name. Brackets go as
pairs, by what they hold and what they stand in; straight quotation marks as pairs, by their order
(「」 in traditional text). The spaces beside a mark go with its half width, since the full width has
its own.

In text that is not Chinese full-width marks become half width, and what a typewriter has for a dash
or for quotation marks becomes them (`western`). Not touched: furniture,
rules, jump lines. After it holds: no half-width mark stands between two Han characters, save the
dot of a name or a number and one of a pair whose other half cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from converter.model import Repair
from converter.repair import western
from converter.repair.change import Change, mend
from converter.repair.foreign_names import dots, may_be_dot
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
"""Here a space beside a mark says something, and stays; in verse not the one that a half-width mark
has after it."""

_FULL: Final = dict(zip(",:;!?", "，：；！？", strict=True))
_POINTS: Final = frozenset(_FULL)
_OWN = re.compile("(?<=[A-Za-z])[!?](?=[的等])")
"""The mark that a foreign name ends in."""
_LONG: Final = frozenset(".。…⋯·・-—─―－")
_OF_NOTE: Final = _POINTS | _LONG | frozenset("()（）")
"""Marks that may be of the wrong width; of a pair of brackets the other half may be."""
_BUT_STOPS: Final = _OF_NOTE - {"。"}
"""The same where no two full stops stand side by side, for an ellipsis."""
_APART = re.compile(
    r"[,;](?:(?<=[%％‰℃℉°].)(?= ?[0-9])|(?<=[0-9][:：][0-9][0-9].)(?= ?[0-9]{1,2}[:：][0-9]{2}))"
)
"""A comma between two quantities or times: it belongs to neither number."""
_STOP = re.compile(r"(?<![.。])\.(?![.。])")
_OTHER_POINTS: Final = frozenset(",:;!?，。：；！？、…")
_NUMERALS: Final = frozenset("一二三四五六七八九十")
_DOTS = re.compile(r"(?<![.…⋯。])(?:\.{3,6}|。{3,6}|…|⋯{1,2}|[·・]{3,6})(?![.…⋯。])")
_DASH = re.compile("(?<![-—─―－–])(?:[—─―] [—─―]|-{2,4}|—|─{1,2}|―{1,2}|－－)(?![-—─―－–])")
_CLOCK = re.compile("(?<![0-9])[0-2]?[0-9](?:：[0-5][0-9]){1,2}(?![0-9：:])")
_CLOCK_END = re.compile("[:：][0-5][0-9]")
_BEFORE_TIME: Final = frozenset("午晚晨早夜間间日时時至到—–~～-")
_NO_TIME: Final = frozenset("表图圖注例题題件第")
"""“表2：20家” is no time."""
_AFTER_TIME: Final = frozenset("分许許前后後至到起止开開左，。、；！？）,;!?)—–~～-")
_NAME_DOT = re.compile(rf"[・‧•･∙⋅](?<={HAN_CHAR}.)(?={HAN_CHAR})")
_SINGLE_DASHES: Final = frozenset("—─―")
_RANGE = re.compile(
    rf"(?:[周期][一二三四五六日天]|上午|早上|月|日|年)?[—─―]"
    rf"(?:[周期][一二三四五六日天]|{HAN_CHAR}{{1,5}}?"
    "(?:高速|高铁|高鐵|铁路|鐵路|公路|航线|城际|班列|动车|段|线))"
)
"""A dash of one em that joins two places or times (GB/T 15834-2011 §4.13, 一字线)."""
_WHOLE_DASH = re.compile("(?<!—)——(?!—)")
_FULL_STOP = re.compile("(?<!。)。{1,2}(?!。)")
_BESIDE: Final = {
    mark: f"a “{mark}” beside a Han character is full width (GB/T 15834)" for mark in _FULL
}
_AT_END: Final = {
    mark: f"a “{mark}” that ends a Chinese text is full width (GB/T 15834)" for mark in _FULL
}
_BETWEEN: Final = "a mark between two quantities belongs to neither number"
_NAMED: Final = "the dot between the parts of a foreign name is “·” (GB/T 15834 §4.14)"
_STOPPED: Final = "a Chinese sentence ends in “。” (GB/T 15834 §4.1)"
_CLOCKED: Final = "a time has half-width colons (GB/T 7408)"
_DOTTED: Final = "an ellipsis is six dots, two em (GB/T 15834 §4.11)"
_DASHED: Final = "a dash between Han characters is two em (GB/T 15834 §4.10)"
_SINGLE: Final = "a dash between words is two em; no dash of this page is whole"
_PHRASE = re.compile(
    r"[A-Za-z][A-Za-z'’-]*(?:[ ,;:]+[A-Za-z][A-Za-z'’-]*){2,}[ \"”'’]*$"
    r"|[A-Za-z][,;:!?] ?[A-Za-z][A-Za-z'’-]*[ \"”'’]*$"
)
"""Three Latin words or more in a row, or two with a mark: a foreign phrase, with its own marks."""


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    """Make the marks of Chinese text full width and whole."""
    out: list[Piece] = []
    repairs: list[Repair] = []
    # Where the page has whole dashes, one of a single em was printed so.
    dashes = any("——" in p.text.text and _WHOLE_DASH.search(p.text.text) for p in pieces)
    graves = any("``" in piece.text.text for piece in pieces)
    for piece in pieces:
        text = piece.text.text
        if piece.role not in _LEFT_ALONE and text and is_chinese(text, profile):
            piece, made = mend(
                piece, _changes(piece.role, text, profile, dashes), CODE, profile.decided
            )
            repairs.extend(made)
        elif piece.role not in _LEFT_ALONE:
            found = sorted((*western.marks(text), *western.typed(text, graves=graves)))
            piece, made = mend(piece, found, CODE, profile.decided)
            repairs.extend(made)
        out.append(piece)
    return Repaired(tuple(out), tuple(repairs))


def _changes(role: Role, text: str, profile: Profile, dashes: bool) -> list[Change]:
    shown = without_addresses(text)
    rows = list(rows_of_marks(shown, _OF_NOTE if "。。" in shown else _BUT_STOPS))
    spaced = role in _SPACED
    stops = bool(_FULL_STOP.search(shown))
    taking = _with_its_space if role is Role.VERSE else _as_it_is if spaced else _with_spaces
    changes = [
        *(taking(c, shown) for c in _points(shown, rows, stops)),
        *(c if spaced else _with_spaces(c, shown) for c in brackets(shown, rows)),
        *quotes(shown, traditional=profile.language.startswith("zh-Hant")),
        *_long_marks(shown, rows, dashes),
    ]
    apart = (
        Change(m.start(), m.end(), _FULL[m.group()], 0.85, _BETWEEN) for m in _APART.finditer(shown)
    )
    changes += (c if spaced else _with_spaces(c, shown) for c in apart)
    if "：" in shown:
        changes += _times(shown)
    if profile.language.startswith("zh"):
        changes += (
            Change(m.start(), m.end(), "·", 0.95, _NAMED) for m in _NAME_DOT.finditer(shown)
        )
        changes += (Change(dot, dot + 1, "·", 0.7, _NAMED) for dot in dots(shown))
    return _merged(sorted(changes))


def _as_it_is(change: Change, text: str) -> Change:
    return change


def _with_its_space(change: Change, text: str) -> Change:
    """A change that takes the one space with it that a half-width mark has after it."""
    alone = text[change.end : change.end + 1] == " " != text[change.end + 1 : change.end + 2]
    return change._replace(end=change.end + 1) if alone else change


def _with_spaces(change: Change, text: str) -> Change:
    """A change that takes the spaces beside its mark with it."""
    start, end = change.start, change.end
    if text[start - 1 : start] != " " and text[end : end + 1] != " ":
        return change
    while start and text[start - 1] == " ":
        start -= 1
    while text[end : end + 1] == " ":
        end += 1
    return change._replace(start=start, end=end)


def _points(text: str, rows: Sequence[Marks], stops: bool) -> Iterator[Change]:
    """Half-width points that become full width, and full stops."""
    for row in rows:
        if not _POINTS.isdisjoint(row.text) and (sure := _sure(text, row)):
            why = _BESIDE if row.beside_han else _AT_END
            for place, mark in enumerate(row.text, row.start):
                if mark in _POINTS and not (mark in "!?" and _OWN.match(text, place)):
                    yield Change(place, place + 1, _FULL[mark], sure, why[mark])
        found = list(_STOP.finditer(text, row.start, row.end)) if "." in row.text else ()
        if len(found) == 1 and (sure := _ends(text, row, stops)):
            yield Change(found[0].start(), found[0].end(), "。", sure, _STOPPED)


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

    Between two Han characters it may be the dot of a foreign name, or of a point's number.
    """
    if row.left is Beside.HAN:
        if row.right is Beside.NOTHING:
            return 0.95
        dot = text.index(".", row.start)
        if row.right is Beside.OTHER or text[dot - 1] in _NUMERALS or may_be_dot(text, dot):
            return 0.0
        if stops:
            return 0.7 if _OTHER_POINTS.isdisjoint(row.text) else 0.0
        return 0.85
    before = text[row.start - 1 : row.start]
    if row.right is Beside.HAN and row.text.strip() == ".":
        # After a share or a time; after another number it may number a point.
        return 0.7 if before in ("%", "％") or _CLOCK_END.match(text, row.start - 3) else 0.0
    ends = row.right is Beside.NOTHING and (before.isdigit() or before in ("%", "％"))
    return 0.8 if ends else 0.0


def _times(text: str) -> Iterator[Change]:
    """Times with full-width colons, told by what stands beside them."""
    for match in _CLOCK.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()].rstrip(" ")
        after = text[match.end() : match.end() + 40].lstrip(" ")[:1]
        last = before[-1:]
        if last in ("：", ":"):
            told = not before[-2:-1].isdigit()
        else:
            told = last in _BEFORE_TIME or not after or after in _AFTER_TIME
        if told and last not in _NO_TIME:
            yield Change(*match.span(), match.group().replace("：", ":"), 0.9, _CLOCKED)


def _long_marks(text: str, rows: Sequence[Marks], dashes: bool) -> Iterator[Change]:
    """Ellipses and dashes, which are two em in Chinese."""
    for row in rows:
        if not row.beside_han or _LONG.isdisjoint(row.text):
            continue
        for match in _DOTS.finditer(text, row.start, row.end):
            yield Change(match.start(), match.end(), "……", 0.95, _DOTTED)
        for match in _DASH.finditer(text, row.start, row.end):
            if match.group() not in _SINGLE_DASHES:
                yield Change(match.start(), match.end(), "——", 0.95, _DASHED)
            elif not dashes and _is_dash(text, row, match.start()):
                yield Change(match.start(), match.end(), "——", 0.75, _SINGLE)


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
            end, text = max(last.end, change.end), last.text + change.text
            out[-1] = Change(last.start, end, text, sure, last.why)
        else:
            out.append(change)
    return out
