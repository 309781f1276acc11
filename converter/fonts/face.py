"""One face: its measures, read through HarfBuzz from the mapped file as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from converter.fonts.sfnt import FaceRecord

if TYPE_CHECKING:
    import uharfbuzz


class Face:
    """A face at one weight. Lengths are in its own units, `upem` of them to the em.

    Two faces are the same where file, index and weight are; the finder keeps one object of each.
    """

    def __init__(self, record: FaceRecord, weight: int) -> None:
        self.record = record
        least, greatest = record.weights or (record.weight, record.weight)
        self.weight = min(max(weight, least), greatest)
        self._glyphs: dict[str, int] = {}
        self._advances: dict[int, int] = {}

    def __repr__(self) -> str:
        return f"Face({self.record.path!r}, {self.record.index}, {self.weight})"

    def is_weight(self, weight: int) -> bool:
        """True where its weight is the wished one or one that passes for it."""
        return abs(self.weight - weight) <= 150

    @cached_property
    def source(self) -> uharfbuzz.Face:
        """The whole face, mapped into memory, not read."""
        import uharfbuzz

        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(self.record.path), self.record.index)

    @cached_property
    def font(self) -> uharfbuzz.Font:
        import uharfbuzz

        font = uharfbuzz.Font(self.source)
        if self.record.weights:
            font.set_variations({"wght": self.weight})
        return font

    @cached_property
    def upem(self) -> int:
        return int(self.source.upem)

    @cached_property
    def is_cff(self) -> bool:
        """True where the outlines are CFF, False where TrueType."""
        tags = self.source.table_tags
        return "CFF " in tags or "CFF2" in tags

    def glyph(self, character: str) -> int:
        """The glyph of a character; 0 where the face has none."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self._glyphs[character] = self.font.get_nominal_glyph(ord(character)) or 0
        return glyph

    def advance(self, glyph: int) -> int:
        """The width of a glyph."""
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = self.font.get_glyph_h_advance(glyph)
        return width

    def ink(self, glyph: int) -> tuple[int, int]:
        """Left and right edge of what a glyph marks on the page."""
        extents = self.font.get_glyph_extents(glyph)
        if extents is None:
            return 0, 0
        return int(extents.x_bearing), int(extents.x_bearing + extents.width)

    def shape(self, text: str, western: bool) -> Iterator[tuple[int, int, int]]:
        """Glyph, advance and first character of each glyph of a run of left-to-right text.

        `western` asks a Chinese face for its narrow quotation marks and dashes.
        """
        import uharfbuzz

        features = {"pwid": True} if western else {}
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        uharfbuzz.shape(self.font, buffer, features)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            yield info.codepoint, position.x_advance, info.cluster

    @cached_property
    def ascent(self) -> int:
        return int(self.font.get_font_extents("ltr").ascender)

    @cached_property
    def descent(self) -> int:
        """Below the baseline: negative."""
        return int(self.font.get_font_extents("ltr").descender)

    @cached_property
    def cap_height(self) -> int:
        extents = self.font.get_glyph_extents(self.glyph("H"))
        return int(extents.y_bearing) if extents else round(0.7 * self.upem)

    @cached_property
    def postscript_name(self) -> str:
        """Name id 6, without what a PDF name may not hold."""
        import uharfbuzz

        name = self.source.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or "Face"
        suffix = f"-{self.weight}" if self.record.weights else ""
        return "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_")) + suffix
