"""unclosed-quote: marks that come in pairs and have lost their other half are pointed out.

“”, ‘’, 「」, 『』, 《》 and （） must pair within a text (GB/T 15834-2011 §4.8, §4.9,
§4.15). A quotation that runs over several paragraphs opens each of them anew and closes only the
last: that is no fault. Nothing is changed: where the missing half stood is for a person to say. After it holds:
each text with a mark that does not pair has a note with the sentence it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from converter.model import Note
from converter.passage import Passage
from converter.repair import credits
from converter.repair.record import Piece, Profile, Repaired, Role
from converter.repair.script import HAN_CHAR

CODE: Final = "unclosed-quote"
LONGEST: Final = 80
"""Characters of a sentence that a note shows."""

_OPENING: Final = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）"}
_CLOSING: Final = {closing: opening for opening, closing in _OPENING.items()}
_MARKS = re.compile(r"[“”‘’「」『』《》（）\"]")
_ARROWS = re.compile("《{2,}[^《》]{0,20}》?|》{2,}")
"""What print's arrows before “上接A1版” come out as."""
_HAN = re.compile(f"{HAN_CHAR}|[，。！？：；]")
_QUOTES: Final = frozenset("“‘「『")
_STOPS: Final = "。！？!?…\n"
_NUMBERED = re.compile(
    r"(?:^|[\s。；;：:])[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z①-⑳])$"
)
"""“1）” and “一）” number a point: their bracket has no other half."""
_SKIPPED: Final = frozenset({Role.FURNITURE, Role.ROW, Role.RULE, Role.JUMP, Role.PICTURE})
_TOGETHER: Final = frozenset({Role.TITLE, Role.VERSE})
"""A headline's lines, or a poem's, are one text."""
_PROSE: Final = frozenset({Role.PARAGRAPH, Role.QUOTE})


class _Loose(NamedTuple):
    place: int
    mark: str


def run(pieces: tuple[Piece, ...], profile: Profile) -> Repaired:
    """Point out the marks that do not pair."""
    texts = list(_texts(pieces))
    loose = [_loose(text.text, role) for role, text in texts]
    notes: list[Note] = []
    for n, (role, text) in enumerate(texts):
        after = _next_prose(texts, n) if role in _PROSE else None
        opening = credits.parse(text.text, profile) if loose[n] and role in _PROSE else None
        start_at = opening[1] if opening else 0
        for start, end in _sentences(text.text, start_at, _faults(loose[n], after)):
            part = text.cut(start, end)
            notes.append(Note(CODE, part.text.strip(), part.spans))
    return Repaired(pieces, (), tuple(notes))


def _texts(pieces: Sequence[Piece]) -> Iterator[tuple[Role, Passage]]:
    """Each text that must pair in itself: a block, a whole headline, a whole poem."""
    for role, group in groupby(pieces, key=lambda piece: piece.role):
        if role in _SKIPPED:
            continue
        if role in _TOGETHER:
            yield role, Passage(tuple(run for piece in group for run in piece.text.runs))
        else:
            yield from ((role, piece.text) for piece in group)


def _loose(text: str, role: Role) -> list[_Loose]:
    """The marks of a text whose other half is not in it."""
    loose: list[_Loose] = []
    opened: list[_Loose] = []
    shown = text
    if "《《" in text or "》》" in text:
        shown = _ARROWS.sub(lambda arrows: "." * len(arrows.group()), text)
    for match in _MARKS.finditer(shown):
        place, mark = match.start(), match.group()
        if mark in "‘’" and not _beside_han(text, place):
            continue  # an apostrophe
        if mark == '"':
            _turn(opened, _Loose(place, mark))
        elif mark in _OPENING:
            if opened and opened[-1].mark == mark and mark in _QUOTES:
                loose.append(opened.pop())
            opened.append(_Loose(place, mark))
        elif any(open_.mark == _CLOSING[mark] for open_ in opened[-8:]):
            while opened[-1].mark != _CLOSING[mark]:
                loose.append(opened.pop())
            opened.pop()
        elif not (mark == "）" and _NUMBERED.search(text, max(0, place - 6), place)):
            loose.append(_Loose(place, mark))
    return sorted((*loose, *opened))


def _beside_han(text: str, place: int) -> bool:
    return bool(_HAN.search(text, max(0, place - 1), place + 2))


def _turn(opened: list[_Loose], mark: _Loose) -> None:
    """A straight mark closes the one before it, or opens."""
    if opened and opened[-1].mark == '"':
        opened.pop()
    else:
        opened.append(mark)


def _next_prose(texts: Sequence[tuple[Role, Passage]], n: int) -> str | None:
    """The paragraph after a paragraph, past captions."""
    for role, text in texts[n + 1 : n + 5]:
        if role in _PROSE:
            return text.text
        if role is not Role.CAPTION:
            return None
    return None


def _faults(loose: Sequence[_Loose], after: str | None) -> list[_Loose]:
    """Without the one quotation that the next paragraph opens anew."""
    if loose and after and loose[-1].mark in (*_QUOTES, '"'):
        return list(loose[: -1 if after.lstrip()[:1] == loose[-1].mark else len(loose)])
    return list(loose)


def _sentences(text: str, first: int, faults: Sequence[_Loose]) -> Iterator[tuple[int, int]]:
    """The sentence around each fault, each sentence once; none begins before `first`."""
    end = 0
    for place, _ in faults:
        if place < end:
            continue
        low = max(0, place - LONGEST)
        before = low + len(text[low:place].rstrip(_STOPS))
        start = max((text.rfind(stop, low, before) for stop in _STOPS), default=-1) + 1
        stops = [p for stop in _STOPS if (p := text.find(stop, place, place + LONGEST)) >= 0]
        end = min(stops, default=min(len(text), place + LONGEST) - 1) + 1
        while end < len(text) and text[end] in "”’」』）":
            end += 1
        yield max(start, low, min(first, place)), end
