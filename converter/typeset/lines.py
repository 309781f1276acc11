"""Lines set: every glyph at its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from converter.typeset.fit import LETTER_SHARE, TIGHTENING, TRACKING, beyond, inner
from converter.typeset.font import Atom, Face, Font
from converter.typeset.marks import Kind
from converter.typeset.stream import Stream

SOFT_HYPHEN = "\u00ad"
EVEN_MOST = 0.1
"""Em by which Han characters move apart at most while there are spaces to take the rest."""


class Set(StrEnum):
    """Where the lines of a text stand between their edges."""

    START = "start"
    CENTER = "center"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Strip:
    """Glyphs of one face in a row."""

    font: Font
    face: Face
    glyphs: list[tuple[int, float, str]]
    """Glyph, x from the line's left edge, the characters it stands for."""


@dataclass(frozen=True, slots=True)
class Line:
    strips: tuple[Strip, ...]
    left: float
    right: float
    """Where its first glyph begins and its last one ends."""

    @property
    def text(self) -> str:
        return "".join(text for strip in self.strips for _, _, text in strip.glyphs)


def set_line(
    stream: Stream,
    first: int,
    end: int,
    *,
    left: float,
    width: float,
    how: Set,
    last: bool,
    hang: bool = False,
) -> Line:
    """Set the atoms from `first` up to `end` between `left` and `left` + `width`.

    A justified line is flush on both sides but for the last, which is squeezed where it is too
    long and otherwise left as it is.
    """
    hyphen = None if last else stream.hyphen[end - 1]
    natural = sum(stream.natural[first : end - 1]) + (hyphen.width if hyphen else 0.0)
    natural += sum(atom.width for atom in stream.atoms[first:end])
    if how is Set.JUSTIFY:
        natural -= beyond(stream.atoms[end - 1], hang)
    lack = width - natural
    gaps = stream.natural[first : end - 1]
    pitch = 0.0
    letters = sum(_letters(atom) for atom in stream.atoms[first:end])
    if hyphen is None and _letters(stream.atoms[end - 1]):
        letters -= 1  # nothing is tracked after the last letter of a line
    tracking = 0.0
    if lack < -1e-9:
        gaps, tracking = _squeeze(stream, first, end, -lack, letters)
    elif how is Set.JUSTIFY and not last:
        gaps, tracking, pitch = _open(stream, first, end, lack, letters)
    elif how is Set.CENTER:
        left += lack / 2
    return _place(stream, first, end, gaps, (tracking, pitch * LETTER_SHARE), left, hyphen)


def _squeeze(
    stream: Stream, first: int, end: int, excess: float, letters: int
) -> tuple[list[float], float]:
    """Take `excess` from marks and word spaces, then from the gaps between Han and Latin, last
    from between the letters of western words; also what each letter is tracked."""
    joints = range(first, end - 1)
    # A gap is the joint that may open without being a space.
    gap = [stream.space[k] is None and stream.stretch[k] > 0 for k in joints]
    firm = sum(stream.shrink[k] for k, is_gap in zip(joints, gap, strict=True) if not is_gap)
    soft = sum(stream.shrink[k] for k, is_gap in zip(joints, gap, strict=True) if is_gap)
    ratio = min(excess / firm, 1.0) if firm else 0.0
    rest = max(excess - firm, 0.0)
    gap_ratio = min(rest / soft, 1.0) if soft else 0.0
    rest -= soft * gap_ratio
    most = TIGHTENING * stream.atoms[first].font.size
    tracking = -min(rest / letters, most) if letters > 0 and rest > 1e-6 else 0.0
    gaps = [
        stream.natural[k] - stream.shrink[k] * (gap_ratio if is_gap else ratio)
        for k, is_gap in zip(joints, gap, strict=True)
    ]
    return gaps, tracking


def _open(
    stream: Stream, first: int, end: int, lack: float, letters: int
) -> tuple[list[float], float, float]:
    """Spread `lack`: into gaps and word spaces, then evenly; also what each letter is tracked,
    and how far Han characters move apart."""
    gaps = stream.natural[first : end - 1]
    stretch, even = stream.stretch[first : end - 1], stream.even[first : end - 1]
    em = stream.atoms[first].font.size
    room = sum(stretch)
    evens = sum(even) + sum(map(inner, stream.atoms[first:end]))
    ratio = min(lack / room, 1.0) if room else 0.0
    rest = lack - ratio * room
    step = tracking = 0.0
    if evens > letters:
        step = rest / evens if not room else min(rest / evens, EVEN_MOST * em)
        rest -= step * evens
    elif letters > 0:
        tracking = min(rest / letters, TRACKING * em)
        rest -= tracking * letters
    opened = [g + s * ratio + e * step for g, s, e in zip(gaps, stretch, even, strict=True)]
    if rest > 1e-9:
        tracking += _force(stream, first, opened, rest, letters)
    return opened, tracking, step


def _force(stream: Stream, first: int, gaps: list[float], rest: float, letters: int) -> float:
    """Spread what is more than looks right: over word spaces, else evenly, else over whatever
    there is; changes `gaps` and returns what each letter is tracked more."""
    joints = range(first, first + len(gaps))
    shares = [stream.stretch[k] if stream.space[k] is not None else 0.0 for k in joints]
    if not any(shares):
        shares = [float(stream.even[k]) for k in joints]
    if not any(shares):
        if letters > 0:
            return rest / letters
        shares = [1.0 for _ in joints]
    total = sum(shares)
    for place, share in enumerate(shares):
        gaps[place] += rest * share / total
    return 0.0


def _letters(atom: Atom) -> int:
    """Glyphs of a western atom that may be tracked: one step after each."""
    return len(atom.glyphs) if atom.kind is Kind.WESTERN and not atom.font.han else 0


def _place(
    stream: Stream,
    first: int,
    end: int,
    gaps: list[float],
    steps: tuple[float, float],
    left: float,
    hyphen: Atom | None,
) -> Line:
    """`steps`: what the letters of western text are tracked, and those of words in Chinese."""
    tracking, within = steps
    strips: list[Strip] = []
    x = left

    def put(atom: Atom, at: float, text: str | None = None) -> None:
        step = tracking if _letters(atom) else within
        for number, (face, glyph, offset, own) in enumerate(atom.glyphs):
            if not strips or strips[-1].face is not face or strips[-1].font is not atom.font:
                strips.append(Strip(atom.font, face, []))
            place = at + offset + step * number
            strips[-1].glyphs.append((glyph, place, own if text is None else text))
        for offset, reading in atom.above:
            put(reading, at + offset)

    for k in range(first, end):
        atom = stream.atoms[k]
        put(atom, x)
        x += atom.width + tracking * _letters(atom)
        if within and (parts := inner(atom)):
            x += within * parts / LETTER_SHARE
        if k < end - 1:
            space = stream.space[k]
            if space is not None:
                put(space, x)
            x += gaps[k - first]
    if hyphen is not None:
        put(hyphen, x, SOFT_HYPHEN)
        x += hyphen.width
    else:
        x -= tracking if _letters(stream.atoms[end - 1]) else 0.0
        if end < len(stream) and (space := stream.space[end - 1]) is not None:
            put(space, x)  # beyond the edge and without ink: it parts two words for a reader
    return Line(tuple(strips), left, x)


def parted(line: Line) -> Line:
    """A line with a word space after it, which parts it from the next for a reader of the file."""
    last = line.strips[-1]
    space = last.font.space.glyphs[0]
    strip = Strip(last.font, space.face, [(space.id, line.right, space.text)])
    return Line((*line.strips, strip), line.left, line.right)
