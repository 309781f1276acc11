"""The theme's styles as fonts and shapes of text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import assert_never

from converter.fonts.finder import BOLD, REGULAR, FaceFinder
from converter.model import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from converter.theme import Align, Role, Style, Theme, Weight
from converter.typeset.font import Font, Mark
from converter.typeset.lines import Set
from converter.typeset.marks import is_invisible
from converter.typeset.stream import Run
from converter.writers.addresses import safe_address
from converter.writers.pdf.stretches import stretches
from converter.writers.pdf.wording import Wording

POINTS = 72 / 25.4
"""Points in a millimetre."""
CENTRE = 0.38
"""Em by which the middle of the em square lies above the baseline."""
SMALL = 0.62
"""Size of superscripts, subscripts and ruby readings beside their text's."""
RUBY, RUBY_RISE, LONGEST_RUBY = 0.5, 0.95, 12
"""Of a reading above its text: its size, how far it stands above the baseline, in em of the text,
and the characters of the longest text that has one."""
EMPHASIS_FACE, PLAIN_FACE = "kai", "hei"
"""The face that emphasis takes in Chinese, where the theme has it: there are no italics."""
SETS = {Align.START: Set.START, Align.CENTER: Set.CENTER, Align.JUSTIFY: Set.JUSTIFY}


@dataclass(frozen=True, slots=True)
class Voice:
    """How a stretch of text differs from its style."""

    strong: bool = False
    emphasis: bool = False
    scale: float = 1.0
    rise: float = 0.0
    """In em of the style's size."""
    mark: Mark | None = None
    """What the stretch is, where that is more than text."""


PLAIN = Voice()


@dataclass(slots=True)
class Typography:
    """A theme at work in one language: each font is made once and keeps what it has measured."""

    theme: Theme
    finder: FaceFinder
    words: Wording
    language: str
    dropped: set[str] = field(default_factory=set)
    """Characters that leave no mark on paper."""
    substitutes: set[str] = field(default_factory=set)
    """Faces that lack the weight they were asked for."""
    _fonts: dict[tuple[Role, Voice], Font] = field(default_factory=dict)

    @property
    def grid(self) -> float:
        """The pitch of the baseline grid."""
        return self.theme.page.leading

    def style(self, role: Role) -> Style:
        return self.theme.styles[role]

    def font(self, role: Role, voice: Voice = PLAIN) -> Font:
        """The font of a role."""
        key = (role, voice)
        if key not in self._fonts:
            self._fonts[key] = self._font(self.style(role), voice)
        return self._fonts[key]

    def _font(self, style: Style, voice: Voice) -> Font:
        chinese = not self.words.western
        face = style.face
        if voice.emphasis and chinese and EMPHASIS_FACE in self.theme.faces:
            face = EMPHASIS_FACE
        weight = BOLD if voice.strong or style.weight is Weight.BOLD else REGULAR
        families = self.theme.families(face, self.words.key)
        found = self.finder.choose(families, weight, italic=voice.emphasis and not chinese)
        if voice.emphasis and chinese and PLAIN_FACE in self.theme.faces:
            own = self.finder.choose(self.theme.families(style.face, self.words.key), weight)
            if found.faces[0] is own.faces[0]:
                # Where there is no Kai, what is emphasised would look like all the rest.
                families = self.theme.families(PLAIN_FACE, self.words.key)
                found = self.finder.choose(families, weight)
                self.substitutes.add(f"no face “{face}”: emphasis is set in “{PLAIN_FACE}”")
        if found.substitute:
            self.substitutes.add(f"no bold face for “{face}”: its regular one was used")
        size = style.size * voice.scale
        rise = voice.rise * style.size
        return Font(found, size, self.language, style.colour, rise, voice.mark)

    def runs(self, inlines: Inlines, role: Role, voice: Voice = PLAIN) -> list[Run]:
        """Inlines as runs of text."""
        return [run for inline in inlines for run in self._runs(inline, role, voice)]

    def _runs(self, inline: Inline, role: Role, voice: Voice) -> list[Run]:
        match inline:
            case Text(text=text):
                return self.run(text, role, voice)
            case LineBreak():
                return [Run("\n", self.font(role, voice))]
            case Strong(inlines=inner):
                return self.runs(inner, role, _changed(voice, strong=True))
            case Emphasis(inlines=inner):
                return self.runs(inner, role, _changed(voice, emphasis=True))
            case Superscript(inlines=inner):
                return self.runs(inner, role, _changed(voice, scale=SMALL, rise=0.36))
            case Subscript(inlines=inner):
                return self.runs(inner, role, _changed(voice, scale=SMALL, rise=-0.14))
            case Link(href=href, inlines=inner):
                return self.runs(inner, role, _linked(voice, href))
            case Ruby(inlines=inner, reading=reading):
                return self._ruby(self.runs(inner, role, voice), reading, role, voice)
            case _:
                assert_never(inline)

    def _ruby(self, base: list[Run], reading: str, role: Role, voice: Voice) -> list[Run]:
        """A text with its reading above it; in brackets after it where it is set in two fonts or
        is too long for a line."""
        above = self.run(reading.strip(), role, _changed(voice, scale=RUBY, rise=RUBY_RISE))
        if len(base) == 1 and len(above) == 1 and len(base[0].text) <= LONGEST_RUBY:
            return [replace(base[0], above=above[0])]
        return base + self.run(f"({reading})", role, _changed(voice, scale=SMALL))

    def run(self, text: str, role: Role, voice: Voice = PLAIN) -> list[Run]:
        """A string as a run, without the characters that leave no mark."""
        if not text.isprintable():
            hidden = {c for c in text if is_invisible(c)}
            if hidden:
                self.dropped |= hidden
                text = "".join(c for c in text if c not in hidden)
            # White space of any kind is a space: breaks that were meant are inlines.
            text = text.replace("\n", " ")
        if voice.mark is not None:
            return [Run(text, self.font(role, voice))] if text else []
        return [
            Run(part, self.font(role, replace(voice, mark=mark) if mark else voice))
            for part, mark in stretches(text, western=self.words.western)
        ]


def _changed(
    voice: Voice,
    *,
    strong: bool = False,
    emphasis: bool = False,
    scale: float = 1.0,
    rise: float = 0.0,
) -> Voice:
    return Voice(
        voice.strong or strong,
        voice.emphasis or emphasis,
        voice.scale * scale,
        voice.rise + rise * voice.scale,
        voice.mark,
    )


def _linked(voice: Voice, href: str) -> Voice:
    """The voice of a link, where it leads to an address of the net and is not within another."""
    address = safe_address(href) if voice.mark is None else None
    return replace(voice, mark=Mark("Link", address)) if address else voice


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page's geometry in points, columns of a whole number of em."""

    width: float
    height: float
    left: float
    """Of the first column, on a right-hand page and on every other: `inner` is the left margin."""
    top: float
    columns: int
    column: float
    """Width of a column."""
    gutter: float
    lines: int
    """Of the grid, from top to bottom."""
    grid: float

    def span(self, columns: int) -> float:
        """Width of so many columns and the gutters between them."""
        return columns * self.column + (columns - 1) * self.gutter

    def x(self, column: int) -> float:
        return self.left + column * (self.column + self.gutter)


def sheet(theme: Theme) -> Sheet:
    """The sheet of a theme: what a whole number of em leaves over goes into the gutters, or into
    the margins where there is one column."""
    page = theme.page
    em = theme.styles[Role.PARAGRAPH].size
    room = (page.width - page.inner - page.outer) * POINTS
    columns = page.columns
    while columns > 1 and (room - (columns - 1) * page.gutter * em) / columns < 6 * em:
        columns -= 1
    ems = max(floor((room - (columns - 1) * page.gutter * em) / columns / em + 1e-6), 1)
    column = min(ems * em, room)
    gutter = (room - columns * column) / (columns - 1) if columns > 1 else 0.0
    left = page.inner * POINTS + (room - column if columns == 1 else 0.0) / 2
    depth = (page.height - page.top - page.bottom) * POINTS
    lines = max(floor(depth / page.leading + 1e-6), 1)
    return Sheet(
        page.width * POINTS,
        page.height * POINTS,
        left,
        page.top * POINTS,
        columns,
        column,
        gutter,
        lines,
        page.leading,
    )


def grid_lines(points: float, grid: float) -> int:
    """Whole lines of the grid that hold a height."""
    return max(ceil(points / grid - 1e-6), 0)


def grid_baseline(type_: Typography) -> float:
    """The baseline of the grid below the top of its line: body text stands centred in it."""
    return type_.grid / 2 + CENTRE * type_.style(Role.PARAGRAPH).size
