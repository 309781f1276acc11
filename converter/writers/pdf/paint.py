"""Pages painted: what was laid out becomes content streams, each mark with its element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from converter.fonts.face import Face
from converter.typeset.lines import Strip
from converter.typeset.rows import Element, Item, PictureItem, RuleItem, TextItem
from converter.writers.pdf.faces import Code, FontFile, is_private
from converter.writers.pdf.links import Area
from converter.writers.pdf.objects import number
from converter.writers.pdf.structure import Structure

APART = 0.09
"""Em between two glyphs from which a reader takes them for two words."""
RULE = "/Artifact <</Type /Layout>> BDC"
HEADER, FOOTER = (
    f"/Artifact <</Type /Pagination /Subtype /{kind} /Attached [/{side}]>> BDC"
    for kind, side in (("Header", "Top"), ("Footer", "Bottom"))
)
ASCENT, DESCENT = 0.88, 0.12
"""Em that a line's area reaches above and below its baseline."""


@dataclass(slots=True)
class Painter:
    """Paints one page after another."""

    height: float
    """Of the sheet: PDF counts upwards, the layout downwards."""
    fonts: FontFile
    structure: Structure
    images: Mapping[str, str]
    """Names of the pictures in the resources, by their path."""
    body: tuple[float, float]
    """Where the text begins and ends below the sheet's top; beyond are head and foot."""
    _operators: list[str] = field(default_factory=list)
    _open: Element | str | None = None
    """The element, or the kind of artifact, whose marks are being painted."""
    _in_text: bool = False
    _colour: str = ""
    _font: tuple[str, float] = ("", 0.0)
    _rise: float = 0.0

    def page(self, items: Iterable[Item], number_: int) -> bytes:
        """The content stream of a page."""
        self._operators = []
        self._open, self._in_text = None, False
        self._colour, self._font, self._rise = "#000000", ("", 0.0), 0.0
        for item in items:
            match item:
                case TextItem():
                    self._line(item, number_)
                case PictureItem():
                    self._mark(item.element or RULE, number_)
                    self._picture(item, number_)
                case RuleItem():
                    self._mark(RULE, number_)
                    self._rule(item)
        self._close()
        return "\n".join(self._operators).encode() + b"\n"

    def _mark(self, owner: Element | str, page: int) -> None:
        """Begin a stretch of marks of an element or an artifact, unless it is open."""
        if owner is self._open:
            return
        self._close()
        if isinstance(owner, Element):
            mark = self.structure.mark(owner, page)
            self._operators.append(f"/{owner.tag} <</MCID {mark}>> BDC")
        else:
            self._operators.append(owner)
        self._open = owner

    def _close(self) -> None:
        self._end_text()
        if self._open is not None:
            self._operators.append("EMC")
        self._open = None

    def _end_text(self) -> None:
        if self._in_text:
            self._operators.append("ET")
        self._in_text = False

    def _fill(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
            self._operators.append(" ".join(map(number, parts)) + " rg")

    def _line(self, item: TextItem, page: int) -> None:
        """Show a line, each stretch of it as part of the element that it belongs to."""
        if item.element is None:
            self._text(item.line.strips, item, self._artifact(item), page)
            return
        for mark, group in groupby(item.line.strips, key=lambda strip: strip.font.mark):
            strips = tuple(group)
            owner = self.structure.within(item.element, mark)
            self._text(strips, item, owner, page)
            area = self._area(strips, item)
            self.structure.draw(owner, page, area)
            self.structure.draw(item.element, page, area)

    def _artifact(self, item: TextItem) -> str:
        if item.y < self.body[0]:
            return HEADER
        return FOOTER if item.y > self.body[1] else RULE

    def _area(self, strips: tuple[Strip, ...], item: TextItem) -> Area:
        last = strips[-1]
        glyph = last.glyphs[-1]
        size = max(strip.font.size for strip in strips)
        code = _shown(self.fonts, last, glyph)[1]
        left = item.x + strips[0].glyphs[0][1]
        right = item.x + glyph[1] + code.width * last.font.size * last.scale / 1000
        y = self.height - item.y
        return left, y - DESCENT * size, max(right, left + 1.0), y + ASCENT * size

    def _text(
        self, strips: Iterable[Strip], item: TextItem, owner: Element | str, page: int
    ) -> None:
        """Show glyphs: each where it belongs, to a thousandth of its size.

        Where two glyphs stand apart without a space between them, a reader of the file would make
        one up; what they say is written beside them (`ActualText`, ISO 32000-1, 14.9.4). Such a
        stretch is one of the element's own, for poppler loses count of stretches within stretches.
        """
        shown = [_shown(self.fonts, strip, g) for strip in strips for g in strip.glyphs]
        spans = _spoken(shown) if isinstance(owner, Element) else {}
        ends = {last + 1 for last in spans.values()}
        operators, parts = self._operators, list[str]()
        at, own = 0.0, None
        for place, (strip, code, left, _) in enumerate(shown):
            size = strip.font.size * strip.scale
            if place in spans or place in ends or (code.font, strip.font, strip.scale) != own:
                _show(parts, operators)
                parts = []
                if place in ends:
                    self._close()
                if place in spans and isinstance(owner, Element):
                    self._tell("".join(g[3] for g in shown[place : spans[place] + 1]), owner, page)
                else:
                    self._mark(owner, page)
                self._begin_text()
                own, at = (code.font, strip.font, strip.scale), left
                self._select(strip, code.font)
                x, y = item.x + left, self.height - item.y
                operators.append(f"{number(strip.scale)} 0 0 1 {number(x)} {number(y)} Tm")
            shift = round((at - left) * 1000 / size)
            if shift:
                parts.append(f">{shift}<")
                at -= shift * size / 1000
            parts.append(code.code)
            at += code.width * size / 1000
        _show(parts, operators)
        if len(shown) in ends:
            self._close()

    def _tell(self, text: str, owner: Element, page: int) -> None:
        """Begin a stretch of an element whose text is told beside its glyphs."""
        self._close()
        mark = self.structure.mark(owner, page)
        code = text.encode("utf-16-be", "replace").hex().upper()
        self._operators.append(f"/Span <</MCID {mark}/ActualText <FEFF{code}>>> BDC")
        self._open = owner

    def _begin_text(self) -> None:
        if not self._in_text:
            self._operators.append("BT")
        self._in_text = True

    def _select(self, strip: Strip, font: str) -> None:
        """Set colour, font and rise, where they differ from those that hold."""
        self._fill(strip.font.colour)
        if strip.font.rise != self._rise:
            self._rise = strip.font.rise
            self._operators.append(f"{number(self._rise)} Ts")
        if (font, strip.font.size) != self._font:
            self._font = (font, strip.font.size)
            self._operators.append(f"/{font} {number(strip.font.size)} Tf")

    def _picture(self, item: PictureItem, page: int) -> None:
        self._end_text()
        bottom = self.height - item.y - item.height
        box = " ".join(map(number, (item.width, 0, 0, item.height, item.x, bottom)))
        self._operators.append(f"q {box} cm /{self.images[item.path]} Do Q")
        if item.element is not None:
            right, top = item.x + item.width, bottom + item.height
            self.structure.boxes[item.element] = (item.x, bottom, right, top)
            self.structure.draw(item.element, page, (item.x, bottom, right, top))

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


def _spoken(shown: list[tuple[Strip, Code, float, str]]) -> dict[int, int]:
    """First and last glyph of each stretch whose text has to be told beside it.

    That is where glyphs stand apart without a space, where several glyphs stand for characters
    together, and where a glyph stands for a character of private use (ISO 19005-2, 6.2.11.7.3).
    """
    tied = [False] * len(shown)
    """Whether a glyph's text is told together with that of the one before."""
    alone = [is_private(text) for *_, text in shown]
    for place in range(1, len(shown)):
        strip, code, left, text = shown[place - 1]
        size = strip.font.size * strip.scale
        after = shown[place][3]
        apart = shown[place][2] - left - code.width * size / 1000 > APART * size
        spaced = text.isspace() or after.isspace()
        tied[place] = not after or (apart and not spaced)
    spans: dict[int, int] = {}
    first = 0
    for place in range(1, len(shown) + 1):
        if place == len(shown) or not tied[place]:
            if place - first > 1 or any(alone[first:place]):
                spans[first] = place - 1
            first = place
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


def reading_order(
    items: Iterable[Item], order: Mapping[Element, int], body: tuple[float, float]
) -> Iterator[Item]:
    """What stands on a page as it is read: rules and the running head, the text, the foot.

    So a program that knows nothing of the structure reads the text in its order too.
    """

    def rank(item: Item) -> tuple[int, int]:
        if isinstance(item, RuleItem):
            return 0, 0
        if item.element is not None:
            return 2, order.get(item.element, 0)
        return (1, 0) if item.y < body[0] else (3, 0)

    yield from sorted(items, key=rank)


def numbered(root: Element) -> dict[Element, int]:
    """Every element of the structure, and its place in reading order."""
    order: dict[Element, int] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        order[element] = len(order)
        waiting += reversed(element.children)
    return order
