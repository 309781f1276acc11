"""The part of a face that an edition needs, cut out by HarfBuzz.

Glyphs are numbered anew, without holes: keeping the ids of a face of 65,000 glyphs adds 140 kB to
each subset. A CFF subset gets the identity charset, so that its CIDs are the new glyph ids in
every viewer (ISO 32000-1, 9.7.4.2), and no subroutines: what zlib makes of it is smaller.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from converter.fonts.face import Face

KEPT_CFF = frozenset({"CFF ", "head", "hhea", "hmtx", "maxp", "CFF2"})
KEPT_TRUETYPE = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"})


@dataclass(frozen=True, slots=True)
class Subset:
    program: bytes
    """For a PDF: bare CFF (`CIDFontType0C`), or TrueType (`FontFile2`)."""
    ids: Mapping[int, int]
    """The id here of each glyph of the whole face."""


def subset(face: Face, glyphs: Iterable[int]) -> Subset:
    """Cut the given glyphs out of a face.

    A variable face is fixed at the face's weight, its other axes at their defaults.
    """
    import uharfbuzz

    flags = uharfbuzz.SubsetFlags
    request = uharfbuzz.SubsetInput()
    request.glyph_set.update({0, *glyphs})
    request.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE
    if face.is_cff:
        request.flags |= flags.CFF_IDENTITY_CHARSET | flags.DESUBROUTINIZE | flags.DOWNGRADE_CFF2
    if face.record.weights:
        request.pin_all_axes_to_default(face.source)
        request.pin_axis_location(face.source, "wght", face.weight)
    kept = (KEPT_CFF if face.is_cff else KEPT_TRUETYPE) | _VARIATIONS
    unwanted = set(face.source.table_tags) - kept
    request.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in unwanted)
    plan = uharfbuzz.SubsetPlan(face.source, request)
    data = bytes(plan.execute().blob.data)
    ids = plan.old_to_new_glyph_mapping
    return Subset(table(data, b"CFF ") if face.is_cff else data, {g: ids[g] for g in (0, *glyphs)})


_VARIATIONS = frozenset({"fvar", "gvar", "avar", "HVAR", "MVAR", "VVAR", "cvar", "STAT"})


def table(data: bytes, tag: bytes) -> bytes:
    """One table of a font file of one face."""
    count = struct.unpack(">H", data[4:6])[0]
    for at in range(12, 12 + 16 * count, 16):
        if data[at : at + 4] == tag:
            offset, length = struct.unpack(">II", data[at + 8 : at + 16])
            return data[offset : offset + length]
    raise ValueError(f"no table {tag!r}")
