"""A font: faces at a size, and the atoms of text set in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from converter.typeset.marks import (
    CLOSING,
    DASHES,
    DOTS,
    NO_END,
    NO_START,
    OPENING,
    Kind,
    is_letter,
)


class Face(Protocol):
    """What setting needs to know of a face; lengths in units of `upem` to the em."""

    @property
    def upem(self) -> int: ...
    def glyph(self, character: str, /) -> int: ...
    def advance(self, glyph: int, /) -> int: ...
    def ink(self, glyph: int, /) -> tuple[int, int]: ...
    def shape(self, text: str, western: bool, /) -> Iterable[tuple[int, int, int]]: ...


class Faces(Protocol):
    """The faces of a font in order of preference."""

    def pick(self, character: str, /) -> Face:
        """The first face with a glyph for a character; raises `FaceError` where none has."""
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch within a text is: a link, a credit, words of another language."""

    tag: str
    href: str | None = None
    language: str | None = None


class Glyph(NamedTuple):
    face: Face
    id: int
    offset: float
    """From the left edge of its atom, in points."""
    text: str
    """The characters it stands for; empty where an earlier glyph of the atom tells them all."""


@dataclass(slots=True, eq=False)
class Atom:
    """What no line may divide: a Han character, a mark, a word or a part of one.

    It is never changed; to freeze it would make it twice as long in the making, and a page has
    thousands.
    """

    font: Font
    glyphs: tuple[Glyph, ...]
    width: float
    """Without the blank beside a mark."""
    kind: Kind
    text: str
    lead: float = 0.0
    """Blank to its left that a line start takes away and a neighbour may squeeze."""
    trail: float = 0.0
    """The same to its right."""
    letter: bool = False
    """A Han letter: a Latin neighbour stands off from it."""
    no_start: bool = False
    no_end: bool = False
    above: tuple[tuple[float, Atom], ...] = ()
    """Readings set above it, and where they begin; their fonts raise them."""

    flexible: bool = field(init=False)
    """Its letters may be tracked and widened: those of a western word in western text."""
    within: int = field(init=False)
    """Places between the letters of a word among Han characters, which may move apart with these;
    none in anything else."""

    def __post_init__(self) -> None:
        western, han = self.kind is Kind.WESTERN, self.font.han
        self.flexible = western and not han
        self.within = len(self.glyphs) - 1 if western and han else 0


@dataclass(slots=True, eq=False)
class Font:
    """Faces at a size. Atoms are kept, so a character is measured once."""

    faces: Faces
    size: float
    language: str = "zh-Hans"
    colour: str = "#000000"
    rise: float = 0.0
    """Of the baseline above that of the line, in points."""
    mark: Mark | None = None
    """What the text set in it is, where that is more than text."""
    han: bool = field(init=False)
    """The ambiguous marks are full-width ones."""
    _atoms: dict[str, Atom] = field(default_factory=dict, repr=False)
    _words: dict[str, tuple[Atom, ...]] = field(default_factory=dict, repr=False)
    _space: Atom | None = field(default=None, repr=False)
    _hyphen: Atom | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.han = self.language.split("-")[0].lower() in ("zh", "ja", "ko", "yue")

    def character(self, text: str) -> Atom:
        """The atom of a Han character or mark, or of a pair that stands as one (——)."""
        atom = self._atoms.get(text)
        if atom is None:
            atom = self._atoms[text] = self._measure(text)
        return atom

    def word(self, text: str, cuts: tuple[int, ...] = ()) -> tuple[Atom, ...]:
        """The atoms of a western word, divided at `cuts` where its glyphs allow."""
        atoms = self._words.get(text)
        if atoms is None:
            atoms = self._words[text] = tuple(self._shape(text, cuts))
        return atoms

    def letters(self, text: str) -> Iterable[Atom]:
        """The letters of a western word, each an atom."""
        return (atom for character in text for atom in self.word(character))

    @property
    def space(self) -> Atom:
        """A word space; 0.2 to 0.3 em, whatever the face says."""
        if self._space is None:
            face = self.faces.pick(" ")
            glyph = face.glyph(" ")
            width = min(max(face.advance(glyph) / face.upem, 0.2), 0.3) * self.size
            self._space = Atom(self, (Glyph(face, glyph, 0.0, " "),), width, Kind.WESTERN, " ")
        return self._space

    @property
    def hyphen(self) -> Atom:
        """The hyphen that a divided word gets; it stands for no character of the text."""
        if self._hyphen is None:
            self._hyphen = next(iter(self._shape("-", ())))
        return self._hyphen

    def _measure(self, text: str) -> Atom:
        """Find a full-width character's blanks from what its glyph marks of its square."""
        first = text[0]
        face = self.faces.pick(first)
        scale = self.size / face.upem
        if first in DASHES and len(text) == 2:
            return self._dash(text, face, scale)
        glyph = face.glyph(first)
        advance = face.advance(glyph) * scale
        kind, em = _kind(first), self.size
        lead = trail = offset = 0.0
        width = advance
        if first in DOTS:
            width = em / 2
            offset = (width - advance) / 2
        elif kind is Kind.OTHER and first in DASHES:
            width = em
            offset = (em - advance) / 2
        elif kind in (Kind.OPEN, Kind.CLOSE) and advance > 0.8 * em:
            lead, trail = _blanks(face.ink(glyph), face.upem, em)
            width, offset = advance - lead - trail, -lead
        return Atom(
            self,
            (Glyph(face, glyph, offset, text),),
            width,
            kind,
            text,
            lead,
            trail,
            letter=kind is Kind.HAN and is_letter(first),
            no_start=first in NO_START,
            no_end=first in NO_END,
        )

    def _dash(self, text: str, face: Face, scale: float) -> Atom:
        """A dash of two em: the face's own glyph for it, else two that stand close."""
        shaped = list(face.shape(text, False))
        width = 2 * self.size
        total = sum(advance for _, advance, _ in shaped) * scale
        x, glyphs = (width - total) / 2, []
        for number, (glyph, advance, _) in enumerate(shaped):
            last = number == len(shaped) - 1
            glyphs.append(Glyph(face, glyph, x, text[number:] if last else text[number]))
            x += advance * scale
        return Atom(self, tuple(glyphs), width, Kind.OTHER, text, no_start=True)

    def _shape(self, text: str, cuts: tuple[int, ...]) -> Iterable[Atom]:
        """Shape a word whole, so that kerning holds across its cuts, then divide it."""
        runs: list[tuple[Face, str]] = []
        for character in text:
            face = self.faces.pick(character)
            if runs and runs[-1][0] is face:
                runs[-1] = (face, runs[-1][1] + character)
            else:
                runs.append((face, character))
        glyphs: list[Glyph] = []
        x, at, start, origin = 0.0, 0, 0, 0.0
        wanted = set(cuts)
        for face, run in runs:
            scale = self.size / face.upem
            shaped = list(face.shape(run, True))
            for number, (glyph, advance, cluster) in enumerate(shaped):
                follows = shaped[number + 1][2] if number + 1 < len(shaped) else len(run)
                place = at + cluster
                if place in wanted and glyphs and place > start:
                    yield self._western(glyphs, x - origin, text[start:place])
                    glyphs, start, origin = [], place, x
                glyphs.append(Glyph(face, glyph, x - origin, run[cluster:follows]))
                x += advance * scale
            at += len(run)
        yield self._western(glyphs, x - origin, text[start:])

    def _western(self, glyphs: list[Glyph], width: float, text: str) -> Atom:
        return Atom(
            self,
            tuple(glyphs),
            width,
            Kind.WESTERN,
            text,
            no_start=text[0] in NO_START,
            no_end=text[-1] in NO_END,
        )


def _kind(character: str) -> Kind:
    if character in OPENING:
        return Kind.OPEN
    if character in CLOSING:
        return Kind.CLOSE
    return Kind.HAN if is_letter(character) else Kind.OTHER


def _blanks(ink: tuple[int, int], upem: int, em: float) -> tuple[float, float]:
    """Blank left and right of a full-width mark: half an em on one side, or a quarter on both."""
    left, right = ink[0] / upem, ink[1] / upem
    if right <= 0.53:
        return 0.0, em / 2
    if left >= 0.47:
        return em / 2, 0.0
    if left >= 0.22 and right <= 0.78:
        return em / 4, em / 4
    return 0.0, 0.0
