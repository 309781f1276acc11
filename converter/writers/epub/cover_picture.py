"""The cover drawn: as JPEG in our own faces; as SVG in the reader's, where there is none of ours.

Shelves show a raster picture: Kindle asks for one, Apple Books and most shops take no other.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from converter.errors import FaceError
from converter.fonts.face import Face
from converter.fonts.finder import BOLD, REGULAR, FaceFinder, Found
from converter.model import Issue
from converter.theme import Role, Theme
from converter.writers.epub.cover import (
    HEIGHT,
    MARGIN,
    MEASURE,
    PAPER,
    WIDTH,
    Cover,
    Line,
    Rule,
    estimate,
    lay_out,
)
from converter.writers.epub.package import Resource
from converter.writers.epub.plan import Entry
from converter.writers.epub.style import family_list
from converter.writers.epub.words import theme_language
from converter.writers.epub.xhtml import Setting, escape
from converter.writers.language import is_chinese

STEM = "cover"
QUALITY = 85
SQUARE = "\u3000"
"""The space as wide as a Han character: not every face has it, and it need not be drawn."""
MARKS = "‘’“”…—"
"""Marks that a Chinese face sets a whole em wide, which in a western word is a hole."""
BESIDE = 0.04
"""Em left free at each side of such a mark."""


def cover_picture(
    issue: Issue, entries: tuple[Entry, ...], theme: Theme, setting: Setting, finder: FaceFinder
) -> tuple[Resource, tuple[str, ...]]:
    """The cover of an issue, and what is to be said where it is no raster picture."""
    inks = Inks(theme, setting.language, finder)
    try:
        return raster(lay_out(issue, entries, theme, setting, inks.advance), inks), ()
    except FaceError as error:
        said = f"cover as a raster picture, which some shelves ask for: {error.what}"
        return vector(lay_out(issue, entries, theme, setting, estimate)), (said,)


@dataclass(slots=True)
class Inks:
    """The faces in which a cover is set. Raises `FaceError` where a character is in none."""

    theme: Theme
    language: str
    finder: FaceFinder
    _found: dict[tuple[str, bool], Found] = field(default_factory=dict)
    _fonts: dict[tuple[Face, int], Any] = field(default_factory=dict)

    def face(self, character: str, role: Role, bold: bool) -> Face:
        name = self.theme.styles[role].face
        found = self._found.get((name, bold))
        if found is None:
            families = self.theme.families(name, theme_language(self.language))
            found = self.finder.choose(families, BOLD if bold else REGULAR)
            self._found[name, bold] = found
        return found.pick(character)

    def advance(self, character: str, role: Role, bold: bool) -> float:
        """Its width in em."""
        if character == SQUARE:
            return 1.0
        face = self.face(character, role, bold)
        if self.is_square(character, face):
            left, right = face.ink(face.glyph(character))
            return (right - left) / face.upem + 2 * BESIDE
        return face.advance(face.glyph(character)) / face.upem

    def is_square(self, character: str, face: Face) -> bool:
        """True of a mark that is to lose the white of its square."""
        if character not in MARKS or is_chinese(self.language):
            return False
        return face.advance(face.glyph(character)) > 0.9 * face.upem

    def font(self, face: Face, size: int) -> Any:
        """A face at so many pixels, for Pillow to draw with."""
        font = self._fonts.get((face, size))
        if font is None:
            from PIL import ImageFont

            path, index = face.record.path, face.record.index
            # One layout on every machine: the other engine is not everywhere.
            font = ImageFont.truetype(path, size, index, layout_engine=ImageFont.Layout.BASIC)
            if face.record.weights:
                font.set_variation_by_axes(
                    [
                        face.weight if axis.get("name") == b"Weight" else axis["default"] or 0
                        for axis in font.get_variation_axes()
                    ]
                )
            self._fonts[face, size] = font
        return font


def raster(cover: Cover, inks: Inks) -> Resource:
    """The cover as JPEG of `WIDTH` × `HEIGHT`."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    for mark in cover.marks:
        if isinstance(mark, Rule):
            box = (MARGIN, round(mark.y), WIDTH - MARGIN - 1, round(mark.y + mark.height) - 1)
            pen.rectangle(box, fill=mark.colour)
        else:
            _set(mark, cover, inks, pen)
    out = io.BytesIO()
    # Without subsampling: coloured type would have a fringe.
    image.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return Resource(f"{STEM}.jpg", "image/jpeg", out.getvalue())


def _set(line: Line, cover: Cover, inks: Inks, pen: Any) -> None:
    """A line, in runs of one face."""
    size = max(int(line.size), 1)
    width = cover.measure(line.role, bold=line.bold)
    x = line.x - size * width(line.text) if line.end else line.x
    for face, run in _runs(line, inks):
        if face is not None:
            font = inks.font(face, size)
            left = face.ink(face.glyph(run))[0] / face.upem if inks.is_square(run, face) else BESIDE
            pen.text(
                (x - size * (left - BESIDE), line.y), run, fill=line.colour, font=font, anchor="ls"
            )
        x += size * width(run)


def _runs(line: Line, inks: Inks) -> list[tuple[Face | None, str]]:
    """The stretches of a line that one face has, a square mark alone; no face has square spaces."""
    runs: list[tuple[Face | None, str]] = []
    joins = False
    for character in line.text:
        square = character == SQUARE
        face = None if square else inks.face(character, line.role, line.bold)
        alone = square or (face is not None and inks.is_square(character, face))
        if runs and not alone and joins and runs[-1][0] is face:
            runs[-1] = face, runs[-1][1] + character
        else:
            runs.append((face, character))
        # Each word where it belongs: Pillow rounds the width of every letter to a pixel.
        joins = not alone and character != " "
    return runs


def vector(cover: Cover) -> Resource:
    """The cover as SVG; no face is in it, so its widths should be `cover.estimate`."""
    body = "\n".join(_element(mark, cover) for mark in cover.marks)
    data = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{cover.language}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">\n'
        f"<title>{escape(cover.title)}</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>\n{body}\n</svg>\n'
    )
    return Resource(f"{STEM}.svg", "image/svg+xml", data.encode())


def _element(mark: Line | Rule, cover: Cover) -> str:
    if isinstance(mark, Rule):
        return (
            f'<rect x="{MARGIN}" y="{mark.y:g}" width="{MEASURE}" height="{mark.height:g}" '
            f'fill="{mark.colour}"/>'
        )
    families = family_list(cover.theme, cover.theme.styles[mark.role].face, cover.language)
    anchor = ' text-anchor="end"' if mark.end else ""
    weight = ' font-weight="bold"' if mark.bold else ""
    return (
        f'<text x="{mark.x:g}" y="{mark.y:g}" font-family="{escape(families)}" '
        f'font-size="{mark.size:g}" fill="{mark.colour}"{weight}{anchor}>{escape(mark.text)}</text>'
    )
