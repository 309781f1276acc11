"""Runs of text become a stream: atoms, and the joints between them.

A joint holds what stands between two atoms: a blank beside a mark, the gap between Han and Latin,
a word space. It says how far it gives way and whether a line may end there; a line that ends there
drops it, so marks at line ends and brackets at line starts are trimmed by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import inf
from typing import NamedTuple

from converter.typeset.font import Atom, Font
from converter.typeset.hyphens import cuts, last_resorts
from converter.typeset.marks import (
    _HAN,
    AMBIGUOUS,
    BREAK_AFTER,
    NO_BREAK_SPACES,
    SENTENCE_ENDS,
    SPACES,
    Kind,
)

GAP, GAP_LEAST, GAP_MOST = 0.2, 0.125, 0.25
"""Between Han and Latin, in em: clreq 3.2.2 asks for an eighth to a quarter."""
SPACE_LEAST, SPACE_MOST = 0.755, 1.495
"""Of a word space as it is seen, as parts of its natural width: what tracking adds to it is within
them."""
TRACKING, TIGHTENING = 0.03, 0.02
"""Em by which the letters of western words may move apart and together, after spaces did."""
WIDENING = 0.02
"""Part by which they are made wider or narrower as they do; nobody sees so little."""
HYPHEN_PENALTY = 30.0
UNIT_PENALTY = 60.0
LONGEST_WORD = 64
"""Characters of a word kept together; a longer one is no word and may be broken anywhere."""
BLANK_SHARE = 6
"""Of what Han characters are moved apart by, a blank beside a mark takes so many parts."""
UNITS = frozenset("年月日号时点分秒元万亿千百十个度米吨克斤亩岁人次名家项件层位届版期倍公平立")
TWO_DASHES = "——"
IDEOGRAPHIC_SPACE = "\u3000"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font; a newline is a line break that was meant."""

    text: str
    font: Font
    above: Run | None = None
    """A reading set above the text, which is then kept on one line."""


@dataclass(slots=True)
class Stream:
    """Atoms and, in lists of the same length, the joint after each."""

    atoms: list[Atom] = field(default_factory=list)
    natural: list[float] = field(default_factory=list)
    shrink: list[float] = field(default_factory=list)
    stretch: list[float] = field(default_factory=list)
    """Up to the width that still looks right; what is lacking beyond it the even joints take."""
    even: list[int] = field(default_factory=list)
    """Parts that the joint takes when Han characters are moved apart; none between words."""
    penalty: list[float] = field(default_factory=list)
    """For a line that ends here; infinite where none may."""
    space: list[Atom | None] = field(default_factory=list)
    hyphen: list[Atom | None] = field(default_factory=list)
    """What a line that ends here gets added."""

    def __len__(self) -> int:
        return len(self.atoms)

    def add(self, atom: Atom) -> None:
        """Add an atom with an empty joint after it."""
        self.atoms.append(atom)
        self.natural.append(0.0)
        self.shrink.append(0.0)
        self.stretch.append(0.0)
        self.even.append(0)
        self.penalty.append(inf)
        self.space.append(None)
        self.hyphen.append(None)

    def join(self, joint: Joint, space: Atom | None = None) -> None:
        """Fill the joint after the last atom."""
        self.natural[-1] = joint.natural
        self.shrink[-1] = joint.shrink
        self.stretch[-1] = joint.stretch
        self.even[-1] = joint.even
        self.penalty[-1] = joint.penalty
        self.space[-1] = space


@dataclass(frozen=True, slots=True)
class Joint:
    natural: float = 0.0
    shrink: float = 0.0
    stretch: float = 0.0
    even: int = 0
    penalty: float = inf


SOLID, SOLID_UNBROKEN = Joint(even=1, penalty=0.0), Joint(even=1)


def streams(runs: Iterable[Run], measure: float) -> list[Stream]:
    """The streams of a text, one for each line break that was meant.

    `measure` is the width of a line: a word that is wider may be broken anywhere.
    """
    result = [Stream()]
    pending: Atom | None = None
    unbroken = False
    for run in runs:
        if run.above is not None and (whole := annotated(run, run.above)).width <= measure:
            if result[-1].atoms:
                _join(result[-1], whole, pending, unbroken)
            result[-1].add(whole)
            pending = None
            continue
        for token in _tokens(run):
            if token == "\n":
                result.append(Stream())
                pending = None
                continue
            if token[0] in SPACES or token[0] in NO_BREAK_SPACES or token[0] == IDEOGRAPHIC_SPACE:
                wide = IDEOGRAPHIC_SPACE in token
                pending = run.font.character(IDEOGRAPHIC_SPACE) if wide else run.font.space
                unbroken = token[0] in NO_BREAK_SPACES
                continue
            stream, font = result[-1], run.font
            if _is_square(token[0], font.han) and (len(token) == 1 or token == TWO_DASHES):
                atom = font.character(token)
                if stream.atoms:
                    _join(stream, atom, pending, unbroken)
                stream.add(atom)
                pending = None
                continue
            for number, (atom, cut) in enumerate(_word(token, font, measure)):
                if number:
                    stream.join(Joint(penalty=cut.penalty))
                    stream.hyphen[-1] = font.hyphen if cut.hyphen else None
                elif stream.atoms:
                    _join(stream, atom, pending, unbroken)
                stream.add(atom)
            pending = None
    return result


def annotated(run: Run, above: Run) -> Atom:
    """A text with its reading above it, each in the middle of the other (clreq 3.3.2).

    The reading is told in brackets after the text, as where it cannot stand above.
    """
    base, reading = list(_atoms(run)), list(_atoms(above))
    wide = sum(atom.width for atom in base)
    small = sum(atom.width for atom in reading)
    width = max(wide, small)
    glyphs, x = [], (width - wide) / 2
    for atom in base:
        glyphs += [glyph._replace(offset=x + glyph.offset) for glyph in atom.glyphs]
        x += atom.width
    placed, x = [], (width - small) / 2
    for number, atom in enumerate(reading):
        own = list(atom.glyphs)
        if number == 0:
            own[0] = own[0]._replace(text=f"({own[0].text}")
        if number == len(reading) - 1:
            own[-1] = own[-1]._replace(text=f"{own[-1].text})")
        placed.append((x, replace(atom, glyphs=tuple(own))))
        x += atom.width
    kind = Kind.HAN if base and base[0].kind is Kind.HAN else Kind.WESTERN
    letter = kind is Kind.HAN
    return Atom(run.font, tuple(glyphs), width, kind, run.text, letter=letter, above=tuple(placed))


def _atoms(run: Run) -> Iterator[Atom]:
    for token in _tokens(run):
        if token.isspace():
            yield run.font.space
        elif _is_square(token[0], run.font.han):
            yield run.font.character(token)
        else:
            yield from run.font.word(token)


def _tokens(run: Run) -> Iterator[str]:
    for match in _pattern(run.font.han).finditer(run.text):
        yield match[0]


@lru_cache(maxsize=2)
def _pattern(han: bool) -> re.Pattern[str]:
    """Tokens: a line break, spaces, a dash of two em, a Han character, a western word."""
    spaces = "".join(sorted((SPACES | NO_BREAK_SPACES | {IDEOGRAPHIC_SPACE}) - {"\n"}))
    full = "".join(f"{chr(first)}-{chr(last)}" for first, last in _HAN)
    marks = "".join(sorted(AMBIGUOUS)) if han else ""
    word = f"[^\n{spaces}{full}{marks}]"
    if han:  # an apostrophe within a Latin word stays with it
        word = f"(?:{word}|(?<=[A-Za-zÀ-ɏ])’(?=[A-Za-zÀ-ɏ]))"
    return re.compile(
        f"\n|[{spaces}]+|{TWO_DASHES + '|' if han else ''}{word}{{1,{LONGEST_WORD}}}|[^\n{spaces}]",
        re.S,
    )


def _join(stream: Stream, atom: Atom, space: Atom | None, unbroken: bool) -> None:
    """Fill the joint before an atom that is about to be added."""
    before = stream.atoms[-1]
    if space is None:
        stream.join(_solid(before, atom))
    else:
        stream.join(_spaced(before, atom, space, unbroken), space)


class Cut(NamedTuple):
    """A place within a word where a line may end."""

    penalty: float
    hyphen: bool = False


WHOLE, SYLLABLE = Cut(inf), Cut(HYPHEN_PENALTY, hyphen=True)
LAST_RESORT = Cut(600.0, hyphen=True)
ADDRESS, ANYWHERE = Cut(30.0), Cut(1000.0)


def _word(token: str, font: Font, measure: float) -> Iterator[tuple[Atom, Cut]]:
    """The atoms of a western word, each with the cut before it."""
    if _ADDRESS.search(token):
        places = _address_cuts(token)
    else:
        places = {}
        if not font.han:
            places = dict.fromkeys(last_resorts(token, font.language), LAST_RESORT)
            places |= dict.fromkeys(cuts(token, font.language), SYLLABLE)
        places |= _hard_cuts(token)
    atoms = font.word(token, tuple(sorted(places)))
    place = 0
    for atom in atoms:
        cut = places.get(place, WHOLE)
        place += len(atom.text)
        # What is wider than a line may end anywhere, as no other does.
        for part in font.letters(atom.text) if atom.width > measure else (atom,):
            yield part, cut
            cut = ANYWHERE


def _hard_cuts(token: str) -> dict[int, Cut]:
    """Where a line may end within a word without a hyphen: never within a number (9:00-12:00)."""
    found: dict[int, Cut] = {}
    for index in range(2, len(token) - 1):
        mark, after = token[index - 1], token[index]
        if mark not in BREAK_AFTER or after in BREAK_AFTER:
            continue
        if not (token[index - 2].isdigit() and after.isdigit()):
            found[index] = Cut(0.0 if mark in "-–—" else UNIT_PENALTY)
    return found


ADDRESS_MARKS = "/.?&=-_@#:;,%~+"
_ADDRESS = re.compile("://|^www\\.|@")


def _address_cuts(token: str) -> dict[int, Cut]:
    """Within an address of the net: after its marks, of which none begins a line (clreq 3.1.3);
    never within its words, which a reader would type as they stand."""
    return {
        index: ADDRESS
        for index in range(1, len(token) - 1)
        if token[index - 1] in ADDRESS_MARKS and token[index] not in ADDRESS_MARKS
    }


@lru_cache(maxsize=8192)
def _is_square(character: str, han: bool) -> bool:
    code = ord(character)
    return any(a <= code <= b for a, b in _HAN) or (han and character in AMBIGUOUS)


def _spaced(a: Atom, b: Atom, space: Atom, unbroken: bool) -> Joint:
    """A word space, or one beside a Han character, where it is the gap."""
    penalty = inf if unbroken else 0.0
    if space.text == IDEOGRAPHIC_SPACE:
        return Joint(space.font.size, 0.0, 0.0, 0, penalty)
    if a.kind is Kind.WESTERN and b.kind is Kind.WESTERN:
        if a.text[-1].isdigit() and b.text in _SYMBOLS:
            penalty = max(penalty, UNIT_PENALTY)
        elif _is_thousands(a.text, b.text):
            penalty = inf
        width, em = space.width, a.font.size
        shrink = width * (1 - SPACE_LEAST) - em * TIGHTENING
        stretch = width * (SPACE_MOST - 1) - em * TRACKING
        return Joint(width, shrink, stretch, 0, penalty)
    em = max(a.font.size, b.font.size)
    if a.kind is Kind.WESTERN or b.kind is Kind.WESTERN:
        return Joint(em * GAP, em * (GAP - GAP_LEAST), em * (GAP_MOST - GAP), 0, penalty)
    return Joint(em / 2, em / 4, em / 4, 0, penalty)


def _is_thousands(a: str, b: str) -> bool:
    """True where a space parts the groups of one number: 12 000."""
    head = b.rstrip("%")
    return a.isdigit() and len(a) <= 3 and len(head) == 3 and head.isdigit()


_SYMBOLS = frozenset(
    [
        "kg",
        "km",
        "cm",
        "mm",
        "ml",
        "kW",
        "MW",
        "GW",
        "MB",
        "GB",
        "TB",
        "Hz",
        "kHz",
        "MHz",
        "GHz",
        "ha",
        "pm",
        "am",
        "p.m.",
        "a.m.",
        "mph",
        "million",
        "billion",
    ]
)


def _solid(a: Atom, b: Atom) -> Joint:
    """The joint of two atoms with no space between them in the text."""
    breakable = not (a.no_end or b.no_start)
    if a.kind is Kind.HAN and b.kind is Kind.HAN:
        return SOLID if breakable else SOLID_UNBROKEN
    penalty = 0.0 if breakable else inf
    if a.kind is Kind.WESTERN and b.kind is Kind.WESTERN:
        together = len(a.text) < LONGEST_WORD
        return Joint(penalty=inf if together else ANYWHERE.penalty)
    if (a.letter and b.kind is Kind.WESTERN) or (b.letter and a.kind is Kind.WESTERN):
        return _gap(a, b, penalty)
    blank = a.trail + b.lead
    if a.kind in (Kind.OPEN, Kind.CLOSE) and b.kind in (Kind.OPEN, Kind.CLOSE):
        return _squeezed(a, b, blank, penalty)
    slack = blank * (0.8 if a.text in SENTENCE_ENDS else 1.0)
    if a.kind is b.kind is Kind.OTHER:
        return Joint(blank, slack, penalty=penalty)
    return Joint(blank, slack, even=BLANK_SHARE if blank else 1, penalty=penalty)


def _gap(a: Atom, b: Atom, penalty: float) -> Joint:
    """Han beside Latin; a number keeps to its unit (3年) where it can."""
    outer = a.text[-1] if a.letter else a.text[-1] + b.text[0]
    word, han = (b, a) if a.letter else (a, b)
    edge = word.text[0] if a.letter else word.text[-1]
    if not (edge.isalnum() or edge in "%‰°+-±×*@#&$"):
        return Joint(even=1, penalty=penalty)
    if outer[0].isdigit() and han.text in UNITS:
        penalty = max(penalty, UNIT_PENALTY)
    em = max(a.font.size, b.font.size)
    return Joint(em * GAP, em * (GAP - GAP_LEAST), em * (GAP_MOST - GAP), 0, penalty)


def _squeezed(a: Atom, b: Atom, blank: float, penalty: float) -> Joint:
    """Adjacent marks (clreq 3.1.6.1): a closing and an opening one keep half an em, others none."""
    if a.kind is Kind.CLOSE and b.kind is Kind.OPEN:
        return Joint(blank / 2, blank / 4, 0.0, 0, penalty)
    return Joint(0.0, 0.0, 0.0, 0, penalty)
