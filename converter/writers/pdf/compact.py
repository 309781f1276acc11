"""A file with its small objects packed together (ISO 32000-1, 7.5.7 and 7.5.8).

A tagged page has some hundred small objects, a seventh of the file; packed they are a fortieth.
"""

from __future__ import annotations

import re
import struct
import zlib
from itertools import pairwise

TOGETHER = 200
"""Objects that are packed into one: a viewer that wants one of them unpacks so many."""


def compact(data: bytes) -> bytes:
    """The same file; `data` has a cross-reference table, and one generation of objects."""
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    trailer = data[data.index(b"trailer", start) + 7 : data.rindex(b"startxref")].strip()
    objects = _objects(data, start)
    packed = [number for number, body in objects.items() if not body.endswith(b"endstream")]
    out = bytearray(data[: min(_offsets(data, start).values())])
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in objects.items():
        if body.endswith(b"endstream"):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    size = max(objects) + 1
    for at in range(0, len(packed), TOGETHER):
        group = packed[at : at + TOGETHER]
        places |= {number: (2, size, place) for place, number in enumerate(group)}
        places[size] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (size, _pack([(n, objects[n]) for n in group]))
        size += 1
    places[size] = (1, len(out), 0)
    end = len(out)
    table = b"".join(struct.pack(">BIH", *places.get(n, (0, 0, 65535))) for n in range(size + 1))
    known = re.sub(rb"/Size\s+\d+", b"", trailer[2:-2]).strip()
    entries = b"/Type /XRef /Size %d /W [1 4 2]\n%b" % (size + 1, known)
    out += b"%d 0 obj\n%b\nendobj\n" % (size, _stream(entries, table))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % end)


def _offsets(data: bytes, start: int) -> dict[int, int]:
    """Where each object begins, by the cross-reference table."""
    head = re.compile(rb"xref\s+(\d+)\s+(\d+)\s*\n").match(data, start)
    assert head is not None
    first, count = int(head[1]), int(head[2])
    rows = (data[head.end() + 20 * n : head.end() + 20 * n + 20] for n in range(count))
    return {n: int(row[:10]) for n, row in enumerate(rows, first) if row[17:18] == b"n"}


def _objects(data: bytes, start: int) -> dict[int, bytes]:
    """Each object's own bytes, in the order of their numbers."""
    offsets = _offsets(data, start)
    ends = dict(pairwise([*sorted(offsets.values()), start]))
    found: dict[int, bytes] = {}
    for number, offset in offsets.items():
        body = data[offset : ends[offset]].rstrip().removesuffix(b"endobj").rstrip()
        found[number] = body.partition(b"obj")[2].lstrip()
    return found


def _pack(objects: list[tuple[int, bytes]]) -> bytes:
    """An object stream: numbers and offsets, then the objects."""
    head, body = b"", b""
    for number, own in objects:
        head += b"%d %d " % (number, len(body))
        body += own + b"\n"
    return _stream(b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head)), head + body)


def _stream(entries: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    head = b"<< %b /Filter /FlateDecode /Length %d >>" % (entries, len(packed))
    return head + b"\nstream\n" + packed + b"\nendstream"
