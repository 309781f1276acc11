"""Lines set: every glyph at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from converter.typeset.fit import LETTER_SHARE, beyond
from converter.typeset.font import Atom, Face, Font
from converter.typeset.stream import TIGHTENING, TRACKING, WIDENING, Stream

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
    scale: float = 1.0
    """How wide its glyphs are drawn, as part of their width."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a line's western words, and how they are set."""

    count: int = 0
    """Steps between them."""
    width: float = 0.0
    em: float = 0.0
    tracking: float = 0.0
    scale: float = 1.0

    def taking(self, points: float) -> tuple[_Letters, float]:
        """The letters set wider or, where `points` is negative, narrower by as much as they may;
        and what of it they do not take."""
        step = (TRACKING if points > 0 else TIGHTENING) * self.em
        room = self.count * step + self.width * WIDENING
        if room <= 0 or abs(points) < 1e-6:
            return self, points
        share = max(min(points / room, 1.0), -1.0)
        taken = replace(self, tracking=share * step, scale=1.0 + share * WIDENING)
        return taken, points - share * room

    def forced(self, points: float) -> _Letters:
        """The letters moved apart by what nothing else can take."""
        return replace(self, tracking=self.tracking + points / self.count)


PLAIN = _Letters()


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
    natural += sum([atom.width for atom in stream.atoms[first:end]])
    if how is Set.JUSTIFY:
        natural -= beyond(stream.atoms[end - 1], hang)
    lack = width - natural
    gaps = stream.natural[first : end - 1]
    letters, within = _letters(stream, first, end, hyphen), _within(stream, first, end)
    if lack < -1e-9:
        gaps, rest = _squeeze(stream, first, end, -lack)
        letters, rest = letters.taking(-rest)
        within, _ = within.taking(rest)
    elif how is Set.JUSTIFY and not last:
        gaps, letters, pitch = _open(stream, first, end, lack, letters)
        within = replace(within, tracking=pitch * LETTER_SHARE)
    elif how is Set.CENTER:
        left += lack / 2
    return _place(stream, first, end, gaps, (letters, within), left, hyphen)


def _letters(stream: Stream, first: int, end: int, hyphen: Atom | None) -> _Letters:
    words = [atom for atom in stream.atoms[first:end] if atom.flexible]
    count, width = sum(len(atom.glyphs) for atom in words), sum(atom.width for atom in words)
    if hyphen is not None:
        width += hyphen.width
    elif stream.atoms[end - 1].flexible:
        count -= 1  # nothing is tracked after the last letter of a line
    return _Letters(max(count, 0), width, stream.atoms[first].font.size)


def _within(stream: Stream, first: int, end: int) -> _Letters:
    """The letters of the words among Han characters: they stand closer before a line is torn apart
    for want of a little room."""
    words = [atom for atom in stream.atoms[first:end] if atom.within]
    count, width = sum(atom.within for atom in words), sum(atom.width for atom in words)
    return _Letters(count, width, stream.atoms[first].font.size)


def _squeeze(stream: Stream, first: int, end: int, excess: float) -> tuple[list[float], float]:
    """Take `excess` from marks and word spaces, then from the gaps between Han and Latin; also
    what of it is left."""
    joints = range(first, end - 1)
    # A gap is the joint that may open without being a space.
    gap = [stream.space[k] is None and stream.stretch[k] > 0 for k in joints]
    firm = sum(stream.shrink[k] for k, is_gap in zip(joints, gap, strict=True) if not is_gap)
    soft = sum(stream.shrink[k] for k, is_gap in zip(joints, gap, strict=True) if is_gap)
    ratio = min(excess / firm, 1.0) if firm else 0.0
    rest = max(excess - firm, 0.0)
    gap_ratio = min(rest / soft, 1.0) if soft else 0.0
    gaps = [
        stream.natural[k] - stream.shrink[k] * (gap_ratio if is_gap else ratio)
        for k, is_gap in zip(joints, gap, strict=True)
    ]
    return gaps, rest - soft * gap_ratio


def _open(
    stream: Stream, first: int, end: int, lack: float, letters: _Letters
) -> tuple[list[float], _Letters, float]:
    """Spread `lack`: into gaps and word spaces, then evenly; also how the letters are set then, and
    how far Han characters move apart."""
    gaps = stream.natural[first : end - 1]
    stretch, even = stream.stretch[first : end - 1], stream.even[first : end - 1]
    em = stream.atoms[first].font.size
    room = sum(stretch)
    evens = sum(even) + LETTER_SHARE * sum([atom.within for atom in stream.atoms[first:end]])
    ratio = min(lack / room, 1.0) if room else 0.0
    rest = lack - ratio * room
    step = 0.0
    if evens > letters.count:
        step = rest / evens if not room else min(rest / evens, EVEN_MOST * em)
        rest -= step * evens
    else:
        letters, rest = letters.taking(rest)
    opened = [g + s * ratio + e * step for g, s, e in zip(gaps, stretch, even, strict=True)]
    if rest > 1e-9 and not _force(stream, first, opened, rest, letters.count):
        letters = letters.forced(rest)
    return opened, letters, step


def _force(stream: Stream, first: int, gaps: list[float], rest: float, letters: int) -> bool:
    """Spread what is more than looks right: over word spaces, else evenly, else over whatever
    there is; changes `gaps`. False where only the letters are left."""
    joints = range(first, first + len(gaps))
    shares = [stream.stretch[k] if stream.space[k] is not None else 0.0 for k in joints]
    if not any(shares):
        shares = [float(stream.even[k]) for k in joints]
    if not any(shares):
        if letters > 0:
            return False
        shares = [1.0 for _ in joints]
    total = sum(shares)
    for place, share in enumerate(shares):
        gaps[place] += rest * share / total
    return True


def _place(
    stream: Stream,
    first: int,
    end: int,
    gaps: list[float],
    letters: tuple[_Letters, _Letters],
    left: float,
    hyphen: Atom | None,
) -> Line:
    """`letters`: those of western text, and those of words in Chinese."""
    own, within = letters
    strips: list[Strip] = []
    x = left

    def put(atom: Atom, at: float, text: str | None = None) -> None:
        how = own if atom.flexible else within if atom.within else PLAIN
        last = strips[-1] if strips else None
        for number, (face, glyph, offset, told) in enumerate(atom.glyphs):
            same = last and last.face is face and last.font is atom.font and last.scale == how.scale
            if last is None or not same:
                last = Strip(atom.font, face, [], how.scale)
                strips.append(last)
            place = at + offset * how.scale + how.tracking * number
            last.glyphs.append((glyph, place, told if text is None else text))
        for offset, reading in atom.above:
            put(reading, at + offset)

    for k in range(first, end):
        atom = stream.atoms[k]
        if len(atom.glyphs) == 1 and not (atom.flexible or atom.above) and strips:
            # A Han character or a mark, as nearly all are: no letters to move.
            (face, glyph, offset, told), last = atom.glyphs[0], strips[-1]
            if last.face is face and last.font is atom.font and last.scale == 1.0:
                last.glyphs.append((glyph, x + offset, told))
            else:
                put(atom, x)
        else:
            put(atom, x)
        if atom.flexible:
            x += atom.width * own.scale + own.tracking * len(atom.glyphs)
        elif atom.within:
            x += atom.width * within.scale + within.tracking * atom.within
        else:
            x += atom.width
        if k < end - 1:
            space = stream.space[k]
            if space is not None:
                put(space, x)
            x += gaps[k - first]
    if hyphen is not None:
        put(hyphen, x, SOFT_HYPHEN)
        x += hyphen.width * own.scale
    else:
        x -= own.tracking if stream.atoms[end - 1].flexible else 0.0
        if end < len(stream) and (space := stream.space[end - 1]) is not None:
            put(space, x)  # beyond the edge and without ink: it parts two words for a reader
    return Line(tuple(strips), left, x)


def parted(line: Line) -> Line:
    """A line with a word space after it, which parts it from the next for a reader of the file."""
    last = line.strips[-1]
    space = last.font.space.glyphs[0]
    strip = Strip(last.font, space.face, [(space.id, line.right, space.text)])
    return Line((*line.strips, strip), line.left, line.right)
