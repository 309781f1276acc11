"""The part of a face that travels in a book, cut out by HarfBuzz as a font file of its own."""

from __future__ import annotations

from collections.abc import Iterable

from converter.fonts.face import Face

NAMES = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)
"""Who made the face, what it is called, and its licence: the OFL wants these kept (OFL 1.1, 2)."""
UNWANTED = ("DSIG", "vhea", "vmtx", "VORG", "BASE", "VDMX", "hdmx", "LTSH", "PCLT", "meta")
RESTRICTED, WHOLE_ONLY, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
USAGE = 0x000F


def forbidden(face: Face) -> bool:
    """True where the face's maker forbids that a part of it is embedded (OpenType 1.9, fsType)."""
    table = bytes(face.source.reference_table("OS/2").data)
    rights = int.from_bytes(table[8:10], "big")
    # Of several kinds of usage the most generous holds.
    return (rights & USAGE) == RESTRICTED or bool(rights & (WHOLE_ONLY | BITMAPS_ONLY))


def web_face(face: Face, characters: Iterable[str]) -> bytes:
    """A font file with the given characters, OpenType or TrueType as the whole face is.

    A variable face is fixed at the face's weight, its other axes at their defaults.
    """
    import uharfbuzz

    request = uharfbuzz.SubsetInput()
    request.unicode_set.update(map(ord, characters))
    request.name_id_set.update(NAMES)
    flags = uharfbuzz.SubsetFlags
    request.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE
    if face.record.weights:
        request.flags |= flags.DOWNGRADE_CFF2
        request.pin_all_axes_to_default(face.source)
        request.pin_axis_location(face.source, "wght", face.weight)
    # The narrow marks of a Chinese face, for words set in letters.
    request.layout_feature_tag_set.add(int.from_bytes(b"pwid", "big"))
    request.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in UNWANTED)
    return bytes(uharfbuzz.SubsetPlan(face.source, request).execute().blob.data)
