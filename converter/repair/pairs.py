"""punctuation, of marks that come in pairs: brackets and straight quotation marks.

GB/T 15834-2011 §4.8, §4.9: both halves of a pair are of one form. A pair of brackets is full
width where it holds a Han character or stands beside one; half a pair (of a text that was torn,
or "1)") where it stands beside one. Straight quotation marks open and close in turn; where what
stands beside them says otherwise, that decides, for all of a text's marks or for none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

from converter.repair.change import Change
from converter.repair.script import HAN_CHAR, Beside, Marks, is_han

Side: TypeAlias = Literal["open", "close"]

_BRACKET_OR_HAN = re.compile(f"[()（）]|{HAN_CHAR}+")
_FULL: Final = {"(": "（", ")": "）"}
_QUOTE = re.compile('["“”]')
_OPENS_AFTER: Final = frozenset("：:，,（(《、；;")
_BEFORE_SPEECH: Final = frozenset("：:，,。.！!？?…—")
_CLOSES_BEFORE: Final = frozenset("，,。.！!？?；;：:、）)…⋯")
_PAIR: Final = "a pair of brackets in Chinese text is full width (GB/T 15834 §4.9)"
_LONE: Final = "a bracket beside a Han character is full width (GB/T 15834 §4.9)"
_STRAIGHT: Final = "a straight mark opens or closes a quotation by its turn (GB/T 15834 §4.8)"
_TURNED: Final = "all marks are closing ones; they open and close in turn (GB/T 15834 §4.8)"
_ENDED: Final = ("。", "！", "？", "…", "，", ".", "!", "?", ",")
_SINGLE = re.compile(
    rf"(?<![A-Za-z0-9'])'(?={HAN_CHAR}|[“\"])(?P<inside>[^']{{1,80}}?)"
    rf"(?:(?<={HAN_CHAR})|(?<=[”\"。！？…，.!?,])) *'(?![A-Za-z0-9'])"
)
_SINGLE_LATIN = re.compile(r"(?<![A-Za-z0-9'])'(?=[A-Za-z0-9])[ -&(-~]{1,80}'(?![A-Za-z0-9'])")
_BESIDE_SINGLE: Final = frozenset('，。、；：！？（）“”…,.;:!?()"')


def brackets(text: str, rows: Sequence[Marks]) -> Iterator[Change]:
    """Half-width brackets that become full width."""
    if "(" not in text and ")" not in text:
        return
    beside = {place: row for row in rows for place in _places(row)}
    opened: list[int] = []
    last_han = -1
    for match in _BRACKET_OR_HAN.finditer(text):
        place, found = match.start(), match.group()
        if found in "(（":
            opened.append(place)
        elif found in ")）" and opened:
            start = opened.pop()
            pair = (text[start], found)
            touches = beside[start].left is Beside.HAN or beside[place].right is Beside.HAN
            if "（" in pair or "）" in pair or last_han > start or touches:
                yield from _widened((start, place), text, 0.97, _PAIR)
        elif found in ")）":
            yield from _lone(place, text, beside[place])
        else:
            last_han = place
    for place in opened:
        yield from _lone(place, text, beside[place])


def _places(row: Marks) -> Iterator[int]:
    return (n for n, mark in enumerate(row.text, row.start) if mark in "()（）")


def _lone(place: int, text: str, row: Marks) -> Iterator[Change]:
    if row.beside_han:
        yield from _widened((place,), text, 0.85, _LONE)


def _widened(places: Iterable[int], text: str, sure: float, why: str) -> Iterator[Change]:
    for place in places:
        if text[place] in _FULL:
            yield Change(place, place + 1, _FULL[text[place]], sure, why)


def quotes(text: str, *, traditional: bool) -> Iterator[Change]:
    """Straight quotation marks that become the marks of the script."""
    double, single = ("「」", "『』") if traditional else ("“”", "‘’")
    if '"' in text:
        places = [match.start() for match in _QUOTE.finditer(text)]
        for place, side in _sides(text, places):
            yield Change(place, place + 1, double[side == "close"], 0.9, _STRAIGHT)
    elif "”" in text and "“" not in text and not traditional:
        yield from _all_closing(text)
    for match in _in_single(text) if "'" in text else ():
        yield Change(match.start(), match.start() + 1, single[0], 0.85, _STRAIGHT)
        yield Change(match.end() - 1, match.end(), single[1], 0.85, _STRAIGHT)


def _all_closing(text: str) -> Iterator[Change]:
    """Marks that all came out as ”: they open and close in turn, if nothing speaks against it."""
    places = [n for n, character in enumerate(text) if character == "”"]
    sides = _in_turn(text.replace("”", '"'), places) if len(places) % 2 == 0 else None
    opening = [place for place, side in sides or () if side == "open"]
    if any(text[max(0, place - 8) : place].rstrip()[-1:] in _ENDED for place in opening):
        return  # it closes what was said before, and its other half is lost
    for place in opening:
        yield Change(place, place + 1, "“", 0.85, _TURNED)


def _in_single(text: str) -> Iterator[re.Match[str]]:
    """What stands in straight single marks: Chinese text, or Latin words within Chinese text."""
    taken: set[int] = set()
    for match in _SINGLE.finditer(text):
        taken.update((match.start(), match.end() - 1))
        yield match
    for match in _SINGLE_LATIN.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()].rstrip()[-1:]
        after = text[match.end() : match.end() + 8].lstrip()[:1]
        if taken.isdisjoint((match.start(), match.end() - 1)) and _in_chinese(before, after):
            yield match


def _in_chinese(before: str, after: str) -> bool:
    """Whether one of two characters is Han, and the other too, or a mark, or none."""
    beside = [is_han(character) for character in (before, after)]
    others = [c for c, han in zip((before, after), beside, strict=True) if c and not han]
    return any(beside) and _BESIDE_SINGLE.issuperset(others)


def _sides(text: str, places: Sequence[int]) -> list[tuple[int, Side]]:
    """Which half of a pair each straight mark is; empty where it cannot be told for all."""
    straight = [place for place in places if text[place] == '"']
    if all(text[place - 1 : place].isdigit() for place in straight):
        return []  # inches
    in_turn = _in_turn(text, places)
    if in_turn is not None:
        return in_turn
    seen = [(place, _seen(text, place)) for place in straight]
    told: list[tuple[int, Side]] = [(place, side) for place, side in seen if side]
    return told if len(told) == len(seen) else []


def _in_turn(text: str, places: Sequence[int]) -> list[tuple[int, Side]] | None:
    """The sides by turns, curly marks counted with them; None where what stands beside says no.

    The last may stay open where speech may begin: it goes on in the next paragraph.
    """
    sides: list[tuple[int, Side]] = []
    inside = False
    for place in places:
        mark = text[place]
        if (mark == "“" and inside) or (mark == "”" and not inside):
            return None
        if mark == '"':
            side: Side = "close" if inside else "open"
            seen = _seen(text, place)
            if seen and seen != side:
                return None
            sides.append((place, side))
        inside = not inside
    goes_on = text[max(0, places[-1] - 8) : places[-1]].rstrip()[-1:] in _BEFORE_SPEECH
    return None if inside and not goes_on else sides


def _seen(text: str, place: int) -> Side | None:
    """What stands beside a straight mark tells which half it is, or nothing."""
    before = text[max(0, place - 8) : place].rstrip()[-1:]
    after = text[place + 1 : place + 9].lstrip()[:1]
    opens = not before or before in _OPENS_AFTER
    closes = not after or after in _CLOSES_BEFORE
    if opens == closes:
        return None
    return "open" if opens else "close"
