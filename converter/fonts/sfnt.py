"""The few tables of a font file that tell its faces apart, read without reading the rest.

OpenType 1.9: the table directory, collections (`ttcf`), `name`, `OS/2`, `fvar`. A 20 MB collection
costs some twenty short reads. Nothing here trusts the file: one that is cut short or lies about
its tables is passed over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST_FACES = 512
"""Faces read of one collection; the largest known holds some seventy."""


@dataclass(frozen=True, slots=True)
class FaceRecord:
    """A face as its file describes it."""

    path: str
    index: int
    """Place in a collection; 0 in a file of one face."""
    families: frozenset[str]
    """Every family name it goes by, folded by `fold`."""
    weight: int
    """usWeightClass: 400 regular, 700 bold; the default's where the face is variable."""
    weights: tuple[int, int] | None
    """Least and greatest weight of a variable face; None where it is fixed."""
    italic: bool
    width: int
    """usWidthClass: 5 is normal."""


def fold(family: str) -> str:
    """A family name without what differs between spellings: case, spaces, hyphens."""
    return "".join(family.split()).replace("-", "").replace("_", "").casefold()


def read_faces(path: str) -> list[FaceRecord]:
    """The faces of a file; none where it is no font that can be read."""
    try:
        with open(path, "rb") as file:
            return list(_faces(file, path))
    except (OSError, struct.error, ValueError):
        return []


def _faces(file: BinaryIO, path: str) -> Iterator[FaceRecord]:
    head = file.read(12)
    offsets: tuple[int, ...] = (0,)
    if head[:4] == b"ttcf":
        count = min(struct.unpack(">I", head[8:12])[0], MOST_FACES)
        offsets = struct.unpack(f">{count}I", file.read(4 * count))
    elif head[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        return
    names: dict[int, frozenset[str]] = {}
    for index, offset in enumerate(offsets):
        tables = _directory(file, offset)
        if b"name" not in tables or b"cmap" not in tables:
            continue
        place = tables[b"name"][0]
        if place not in names:
            names[place] = _families(_table(file, tables, b"name"))
        weight, width, italic = _classes(_table(file, tables, b"OS/2")[:64])
        weights = _weights(_table(file, tables, b"fvar"))
        yield FaceRecord(path, index, names[place], weight, weights, italic, width)


def _directory(file: BinaryIO, offset: int) -> dict[bytes, tuple[int, int]]:
    file.seek(offset)
    count = struct.unpack(">H", file.read(12)[4:6])[0]
    data = file.read(16 * count)
    return {
        data[at : at + 4]: struct.unpack(">II", data[at + 8 : at + 16])
        for at in range(0, len(data) - 15, 16)
    }


def _table(file: BinaryIO, tables: dict[bytes, tuple[int, int]], tag: bytes) -> bytes:
    if tag not in tables:
        return b""
    offset, length = tables[tag]
    file.seek(offset)
    return file.read(min(length, 1 << 20))


def _families(data: bytes) -> frozenset[str]:
    """Family names: name ids 1 (family) and 16 (typographic family) in every language."""
    _, count, storage = struct.unpack(">HHH", data[:6])
    found = set()
    for at in range(6, 6 + 12 * count, 12):
        platform, _, _, name_id, length, offset = struct.unpack(">6H", data[at : at + 12])
        if name_id not in (1, 16):
            continue
        raw = data[storage + offset : storage + offset + length]
        name = raw.decode("latin-1" if platform == 1 else "utf-16-be", "ignore")
        found.add(fold(name))
    return frozenset(found)


def _classes(data: bytes) -> tuple[int, int, bool]:
    """Weight class, width class and slant of `OS/2`."""
    if len(data) < 64:
        return 400, 5, False
    weight, width = struct.unpack(">HH", data[4:8])
    selection = struct.unpack(">H", data[62:64])[0]
    return weight or 400, width or 5, bool(selection & 0x0201)


def _weights(data: bytes) -> tuple[int, int] | None:
    """The range of the `wght` axis of `fvar`."""
    if len(data) < 16:
        return None
    offset, _, count, size = struct.unpack(">4H", data[4:12])
    for at in range(offset, offset + size * count, size):
        tag, least, _, greatest = struct.unpack(">4siii", data[at : at + 16])
        if tag == b"wght":
            return least >> 16, greatest >> 16
    return None
