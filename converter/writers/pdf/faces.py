"""Faces in the file: composite fonts of what was used, with widths and ToUnicode written out.

A code is the id of a glyph in the subset (Identity-H). One glyph may stand for different
characters (a hyphen of the text and one at a line's end); then its face is entered twice, with one
font program and two ToUnicode maps.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from converter.fonts.face import Face
from converter.fonts.subset import Subset, subset
from converter.writers.pdf.objects import File, Raw, Reference, array, dictionary, name

UNKNOWN = "\ufffd"
"""What a glyph stands for whose characters another glyph tells."""
FLAGS_SYMBOLIC, FLAGS_ITALIC = 4, 64


@dataclass(frozen=True, slots=True)
class Code:
    """How a glyph is shown."""

    font: str
    """Name of the font in the resources."""
    code: str
    """Four hexadecimal digits."""
    width: float
    """In thousandths of an em."""


@dataclass(slots=True)
class _Layer:
    name: str
    texts: dict[int, str] = field(default_factory=dict)
    """What each glyph of the whole face stands for here."""


@dataclass(slots=True)
class FontFile:
    """The faces of a file. First every glyph is entered by `use`; `embed` then writes them."""

    layers: dict[Face, list[_Layer]] = field(default_factory=dict)
    _places: dict[tuple[Face, int, str], _Layer] = field(default_factory=dict)
    _subsets: dict[Face, Subset] = field(default_factory=dict)
    _codes: dict[tuple[Face, int, str], Code] = field(default_factory=dict)
    _count: int = 0

    def use(self, face: Face, glyph: int, text: str) -> None:
        key = (face, glyph, text)
        if key in self._places:
            return
        layers = self.layers.setdefault(face, [])
        for layer in layers:
            if glyph not in layer.texts:
                break
        else:
            self._count += 1
            layer = _Layer(f"F{self._count}")
            layers.append(layer)
        layer.texts[glyph] = text
        self._places[key] = layer

    def code(self, face: Face, glyph: int, text: str) -> Code:
        """How a glyph that was entered is shown; to be asked after `embed`."""
        key = (face, glyph, text)
        code = self._codes.get(key)
        if code is None:
            width = face.advance(glyph) * 1000 / face.upem
            own = self._subsets[face].ids[glyph]
            code = self._codes[key] = Code(self._places[key].name, f"{own:04X}", width)
        return code

    def embed(self, file: File) -> dict[str, Reference]:
        """Write every face and return the fonts by name."""
        fonts: dict[str, Reference] = {}
        for face, layers in self.layers.items():
            glyphs = sorted({glyph for layer in layers for glyph in layer.texts})
            cut = self._subsets[face] = subset(face, glyphs)
            base = f"{_prefix(cut.program)}+{face.postscript_name}"
            descriptor = file.add(_descriptor(file, face, cut, base))
            for layer in layers:
                fonts[layer.name] = _font(file, face, cut, base, descriptor, layer.texts)
        return fonts


def _font(
    file: File, face: Face, cut: Subset, base: str, descriptor: Reference, texts: dict[int, str]
) -> Reference:
    """A Type 0 font (ISO 32000-1, 9.7) whose codes are glyph ids."""
    glyphs = sorted(texts, key=lambda glyph: cut.ids[glyph])
    widths = [
        f"{cut.ids[glyph]} [{round(face.advance(glyph) * 1000 / face.upem, 2):g}]"
        for glyph in glyphs
    ]
    system = dictionary(Registry=Raw(b"(Adobe)"), Ordering=Raw(b"(Identity)"), Supplement=0)
    identity = None if face.is_cff else name("Identity")
    descendant = dictionary(
        Type=name("Font"),
        Subtype=name("CIDFontType0" if face.is_cff else "CIDFontType2"),
        BaseFont=name(base),
        CIDSystemInfo=system,
        FontDescriptor=descriptor,
        DW=1000,
        W=Raw(f"[{' '.join(widths)}]".encode()),
        CIDToGIDMap=identity,
    )
    unicode = file.stream(_to_unicode((cut.ids[glyph], texts[glyph]) for glyph in glyphs))
    return file.add(
        dictionary(
            Type=name("Font"),
            Subtype=name("Type0"),
            BaseFont=name(f"{base}-Identity-H" if face.is_cff else base),
            Encoding=name("Identity-H"),
            DescendantFonts=array([file.add(descendant)]),
            ToUnicode=unicode,
        )
    )


def _descriptor(file: File, face: Face, cut: Subset, base: str) -> object:
    scale = 1000 / face.upem
    if face.is_cff:
        program = {"FontFile3": file.stream(cut.program, Subtype=name("CIDFontType0C"))}
    else:
        program = {"FontFile2": file.stream(cut.program, Length1=len(cut.program))}
    ascent, descent = round(face.ascent * scale), round(face.descent * scale)
    return dictionary(
        Type=name("FontDescriptor"),
        FontName=name(base),
        Flags=FLAGS_SYMBOLIC | (FLAGS_ITALIC if face.record.italic else 0),
        FontBBox=Raw(f"[-1000 {descent} 3000 {ascent}]".encode()),
        ItalicAngle=-12 if face.record.italic else 0,
        Ascent=ascent,
        Descent=descent,
        CapHeight=round(face.cap_height * scale),
        StemV=round(50 + face.weight * 0.1),
        **program,
    )


def _prefix(program: bytes) -> str:
    """The six letters that mark a subset (9.6.4), from what is in it."""
    import hashlib

    digest = hashlib.md5(program, usedforsecurity=False).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def is_private(text: str) -> bool:
    """Whether a character of private use is among some."""
    return any(unicodedata.category(c) == "Co" for c in text) if not text.isprintable() else False


def _told(text: str) -> str:
    return UNKNOWN if not text or is_private(text) else text


def _to_unicode(pairs: Iterable[tuple[int, str]]) -> bytes:
    """A ToUnicode CMap (9.10.3)."""
    lines = [
        f"<{code:04X}> <{_told(text).encode('utf-16-be', 'replace').hex().upper()}>"
        for code, text in pairs
    ]
    blocks = []
    for start in range(0, len(lines), 100):
        block = lines[start : start + 100]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "".join(blocks)
        + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
