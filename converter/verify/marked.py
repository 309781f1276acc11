"""Marked content of a PDF (ISO 32000-1, 14.6): the text and the pictures of each stretch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from converter.proof import data_digest

SHOWING = frozenset(("Tj", "TJ", "'", '"'))
MOST_CODES = 1 << 18
"""Codes that are read of a ToUnicode CMap."""


@dataclass(slots=True)
class Marked:
    """By page, counted from 0, and number of the stretch."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    pictures: dict[tuple[int, int], list[tuple[str, Any]]] = field(default_factory=dict)
    """The digest of each one's data, and its object."""
    unmarked: list[str] = field(default_factory=list)
    """Text that belongs to no element and is no artifact."""
    pages: dict[tuple[int, int], int] = field(default_factory=dict)
    """Pages by the numbers of their objects."""


def marked(pdf: pikepdf.Pdf) -> Marked:
    """Everything that the pages of a file show."""
    found = Marked()
    fonts: dict[tuple[int, int], dict[int, str]] = {}
    for number, page in enumerate(pdf.pages):
        found.pages[page.obj.objgen] = number
        _Reader(found, number, page.get("/Resources", Dictionary()), fonts).read(page)
    return found


@dataclass(slots=True)
class _Open:
    """A stretch of marked content that has begun."""

    number: int | None
    artifact: bool
    told: str | None
    """What is said in place of its glyphs."""


class _Reader:
    def __init__(
        self, found: Marked, page: int, resources: Any, fonts: dict[tuple[int, int], dict[int, str]]
    ) -> None:
        self._found, self._page, self._resources, self._fonts = found, page, resources, fonts
        self._stack: list[_Open] = []
        self._texts: dict[int | None, list[str]] = {}
        self._map: dict[int, str] = {}
        self._two = True

    def read(self, page: pikepdf.Page) -> None:
        for instruction in pikepdf.parse_content_stream(page):
            self._operate(str(instruction.operator), instruction.operands)
        for number, parts in self._texts.items():
            if number is not None:
                self._found.texts[self._page, number] = "".join(parts)
            elif text := "".join(parts).strip():
                self._found.unmarked.append(text)

    def _operate(self, operator: str, operands: Any) -> None:
        if operator == "BDC":
            self._begin(str(operands[0]), operands[1])
        elif operator == "BMC":
            self._begin(str(operands[0]), Dictionary())
        elif operator == "EMC":
            if self._stack:
                ended = self._stack.pop()
                if ended.told is not None:
                    self._say(ended.told, ended)
        elif operator == "Tf":
            self._select(operands[0])
        elif operator in SHOWING:
            shown = operands[0] if operator == "TJ" else [operands[-1]]
            for part in shown:
                if isinstance(part, pikepdf.String):
                    self._say("".join(self._decoded(bytes(part))))
        elif operator == "Do":
            self._picture(operands[0])

    def _begin(self, tag: str, properties: Any) -> None:
        if isinstance(properties, Name):
            named = self._resources.get("/Properties", Dictionary())
            properties = named.get(str(properties), Dictionary())
        above = self._stack[-1] if self._stack else _Open(None, False, None)
        number = int(properties.MCID) if "/MCID" in properties else above.number
        told = str(properties.ActualText) if "/ActualText" in properties else None
        self._stack.append(_Open(number, above.artifact or tag == "/Artifact", told))

    def _say(self, text: str, within: _Open | None = None) -> None:
        """Enter text under the stretch that is open, unless something is said in its place."""
        if any(each.told is not None for each in self._stack):
            return
        now = within or (self._stack[-1] if self._stack else _Open(None, False, None))
        if not now.artifact:
            self._texts.setdefault(now.number, []).append(text)

    def _select(self, name: Any) -> None:
        font = self._resources.get("/Font", Dictionary()).get(str(name))
        if font is None:
            self._map = {}
            return
        self._two = font.get("/Subtype") == Name.Type0
        identity = font.objgen
        if identity not in self._fonts or not identity[0]:
            cmap = font.get("/ToUnicode")
            self._fonts[identity] = (
                dict(islice(to_unicode(bytes(cmap.get_stream_buffer())), MOST_CODES))
                if isinstance(cmap, Stream)
                else {}
            )
        self._map = self._fonts[identity]

    def _decoded(self, codes: bytes) -> Iterator[str]:
        step = 2 if self._two else 1
        for at in range(0, len(codes), step):
            code = int.from_bytes(codes[at : at + step], "big")
            yield self._map.get(code, "\ufffd")

    def _picture(self, name: Any) -> None:
        thing = self._resources.get("/XObject", Dictionary()).get(str(name))
        now = self._stack[-1] if self._stack else None
        if thing is None or now is None or now.number is None or now.artifact:
            return
        if thing.get("/Subtype") == Name.Image:
            packed = thing.get("/Filter") in (Name.DCTDecode, Name.JPXDecode)
            data = thing.read_raw_bytes() if packed else bytes(thing.get_stream_buffer())
            place = (self._page, now.number)
            self._found.pictures.setdefault(place, []).append((data_digest(data), thing))


def to_unicode(cmap: bytes) -> Iterator[tuple[int, str]]:
    """Codes of a ToUnicode CMap, and what they stand for (9.10.3)."""
    text = cmap.decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, said in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            yield int(code, 16), _characters(said)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        rows = re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w*)>|\[([^\]]*)\])", block)
        for first, last, said, each in rows:
            start = int(first, 16)
            if said:
                base = _characters(said)
                for step in range(int(last, 16) - start + 1):
                    end = min(ord(base[-1]) + step, 0x10FFFF) if base else 0xFFFD
                    yield start + step, base[:-1] + chr(end)
            for step, one in enumerate(re.findall(r"<(\w*)>", each)):
                yield start + step, _characters(one)


def _characters(code: str) -> str:
    """UTF-16 in hexadecimal digits."""
    even = code if len(code) % 4 == 0 else code.zfill(-(-len(code) // 4) * 4)
    return bytes.fromhex(even).decode("utf-16-be", "replace")
