"""Pages painted: what was laid out becomes content streams, each mark with its element."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from converter.fonts.face import Face
from converter.typeset.lines import Line, Strip
from converter.typeset.rows import Element, Item, PictureItem, RuleItem, TextItem
from converter.writers.pdf.faces import Code, FontFile
from converter.writers.pdf.objects import number
from converter.writers.pdf.structure import Structure

APART = 0.09
"""Em between two glyphs from which a reader takes them for two words."""
ARTIFACT = "/Artifact BMC"


@dataclass(slots=True)
class Painter:
    """Paints one page after another."""

    height: float
    """Of the sheet: PDF counts upwards, the layout downwards."""
    fonts: FontFile
    structure: Structure
    images: Mapping[str, str]
    """Names of the pictures in the resources, by their path."""
    _operators: list[str] = field(default_factory=list)
    _open: Element | None = None
    _marked: bool = False
    _in_text: bool = False
    _colour: str = ""
    _font: tuple[str, float] = ("", 0.0)
    _rise: float = 0.0

    def page(self, items: Iterable[Item], number_: int) -> bytes:
        """The content stream of a page."""
        self._operators = []
        self._open, self._marked, self._in_text = None, False, False
        self._colour, self._font, self._rise = "#000000", ("", 0.0), 0.0
        for item in items:
            match item:
                case TextItem():
                    self._mark(item.element, number_)
                    self._text(item.line, item.x, item.y)
                case PictureItem():
                    self._mark(item.element, number_)
                    self._picture(item)
                case RuleItem():
                    self._mark(None, number_)
                    self._rule(item)
        self._close()
        return "\n".join(self._operators).encode() + b"\n"

    def _mark(self, element: Element | None, page: int) -> None:
        """Begin a stretch of marks of an element, or of none, unless one is open."""
        if self._marked and element is self._open:
            return
        self._close()
        if element is None:
            self._operators.append(ARTIFACT)
        else:
            mark = self.structure.mark(element, page)
            self._operators.append(f"/{element.tag} <</MCID {mark}>> BDC")
        self._open, self._marked = element, True

    def _close(self) -> None:
        self._end_text()
        if self._marked:
            self._operators.append("EMC")
        self._marked = False

    def _end_text(self) -> None:
        if self._in_text:
            self._operators.append("ET")
        self._in_text = False

    def _fill(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
            self._operators.append(" ".join(map(number, parts)) + " rg")

    def _text(self, line: Line, x: float, y: float) -> None:
        """Show a line: each glyph where it belongs, to a thousandth of its size.

        Where two glyphs stand apart without a space between them, a reader of the file would make
        one up; what they say is written beside them (`ActualText`, ISO 32000-1, 14.9.4).
        """
        if not self._in_text:
            self._operators.append("BT")
            self._in_text = True
        shown = [_shown(self.fonts, strip, g) for strip in line.strips for g in strip.glyphs]
        spans = _spans_apart(shown)
        ends = {last + 1 for last in spans.values()}
        operators, parts = self._operators, list[str]()
        at, font, own = 0.0, "", None
        for place, (strip, code, left, _) in enumerate(shown):
            size = strip.font.size
            if place in spans or place in ends or code.font != font or strip.font is not own:
                _show(parts, operators)
                parts = []
                if place in ends:
                    operators.append("EMC")
                if place in spans:
                    text = "".join(item[3] for item in shown[place : spans[place] + 1])
                    code_text = text.encode("utf-16-be", "replace").hex().upper()
                    operators.append(f"/Span <</ActualText <FEFF{code_text}>>> BDC")
                font, own, at = code.font, strip.font, left
                self._select(strip, font)
                operators.append(f"1 0 0 1 {number(x + left)} {number(self.height - y)} Tm")
            shift = round((at - left) * 1000 / size)
            if shift:
                parts.append(f">{shift}<")
                at -= shift * size / 1000
            parts.append(code.code)
            at += code.width * size / 1000
        _show(parts, operators)
        if len(shown) in ends:
            operators.append("EMC")

    def _select(self, strip: Strip, font: str) -> None:
        """Set colour, font and rise, where they differ from those that hold."""
        self._fill(strip.font.colour)
        if strip.font.rise != self._rise:
            self._rise = strip.font.rise
            self._operators.append(f"{number(self._rise)} Ts")
        if (font, strip.font.size) != self._font:
            self._font = (font, strip.font.size)
            self._operators.append(f"/{font} {number(strip.font.size)} Tf")

    def _picture(self, item: PictureItem) -> None:
        self._end_text()
        bottom = self.height - item.y - item.height
        box = " ".join(map(number, (item.width, 0, 0, item.height, item.x, bottom)))
        self._operators.append(f"q {box} cm /{self.images[item.path]} Do Q")
        if item.element is not None:
            right, top = item.x + item.width, bottom + item.height
            self.structure.boxes[item.element] = (item.x, bottom, right, top)

    def _rule(self, item: RuleItem) -> None:
        self._end_text()
        self._fill(item.colour)
        bottom = self.height - item.y - item.height
        box = " ".join(map(number, (item.x, bottom, item.width, item.height)))
        self._operators.append(f"{box} re f")


def _shown(
    fonts: FontFile, strip: Strip, glyph: tuple[int, float, str]
) -> tuple[Strip, Code, float, str]:
    face = strip.face
    assert isinstance(face, Face)
    return strip, fonts.code(face, glyph[0], glyph[2]), glyph[1], glyph[2]


def _spans_apart(shown: list[tuple[Strip, Code, float, str]]) -> dict[int, int]:
    """First and last glyph of each stretch whose glyphs stand apart without a space."""
    spans: dict[int, int] = {}
    first = -1
    for place in range(len(shown) - 1):
        strip, code, left, text = shown[place]
        size = strip.font.size
        apart = shown[place + 1][2] - left - code.width * size / 1000 > APART * size
        if apart and not text.isspace() and not shown[place + 1][3].isspace():
            first = place if first < 0 else first
            spans[first] = place + 1
        else:
            first = -1
    return spans


def _show(parts: list[str], operators: list[str]) -> None:
    if parts:
        operators.append(f"[<{''.join(parts)}>] TJ".replace("[<>", "["))


def enter_glyphs(fonts: FontFile, items: Iterable[Item]) -> None:
    """Enter every glyph that will be painted."""
    seen: set[tuple[object, int, str]] = set()
    for item in items:
        if not isinstance(item, TextItem):
            continue
        for strip in item.line.strips:
            face = strip.face
            for glyph, _, text in strip.glyphs:
                key = (face, glyph, text)
                if key not in seen:
                    seen.add(key)
                    assert isinstance(face, Face)
                    fonts.use(face, glyph, text)
