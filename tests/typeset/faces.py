"""A face without a file: every width is known, so a line can be measured by hand."""

from __future__ import annotations

from collections.abc import Iterable

from converter.typeset.font import Font
from converter.typeset.marks import CLOSING, OPENING, is_han

EM = 10.0
SPACE = 250
LETTER = 500


class SquareFace:
    """Han characters and marks fill a square, a mark half of it; letters are half an em wide."""

    upem = 1000

    def glyph(self, character: str, /) -> int:
        return ord(character)

    def advance(self, glyph: int, /) -> int:
        character = chr(glyph)
        if character == " ":
            return SPACE
        square = is_han(character) or character in OPENING | CLOSING or character in "—…"
        return 1000 if square else LETTER

    def ink(self, glyph: int, /) -> tuple[int, int]:
        character = chr(glyph)
        if character in OPENING:
            return 600, 950
        return (50, 400) if character in CLOSING else (50, 950)

    def shape(self, text: str, western: bool, /) -> Iterable[tuple[int, int, int]]:
        for place, character in enumerate(text):
            width = LETTER if western and character != " " else self.advance(ord(character))
            yield ord(character), width, place


class SquareFaces:
    face = SquareFace()

    def pick(self, character: str, /) -> SquareFace:
        return self.face


def font(language: str = "zh-Hans", size: float = EM) -> Font:
    return Font(SquareFaces(), size, language)
