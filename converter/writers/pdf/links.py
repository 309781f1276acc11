"""Link annotations (ISO 32000-1, 12.5.6.5): within the file, and to addresses of the net."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from converter.writers.pdf.objects import (
    Object,
    Raw,
    Reference,
    array,
    dictionary,
    name,
    number,
    numbers,
    string,
)

Area: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top on the page."""
Areas: TypeAlias = dict[int, list[Area]]
"""By page: the area of each line."""

PRINTED = 4
"""The flag of an annotation that is printed, which PDF/A asks of all (ISO 19005-2, 6.3.2)."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads: to an address, or to a place in the file."""

    said: str
    """What it is called to who does not see it."""
    address: str | None = None
    page: Reference | None = None
    top: float = 0.0


def link_annotations(link: Link, areas: Areas) -> Iterator[tuple[int, Object]]:
    """An annotation for each page that a link stands on, with the shape of its lines."""
    for page, lines in areas.items():
        entry = dictionary(
            Type=name("Annot"),
            Subtype=name("Link"),
            Rect=numbers(_around(lines)),
            QuadPoints=numbers(c for line in lines for c in _corners(line)),
            Border=numbers((0, 0, 0)),
            F=PRINTED,
            Contents=string(link.said),
        )
        if link.address is not None:
            address = string(link.address)
            entry["A"] = dictionary(Type=name("Action"), S=name("URI"), URI=address)
        else:
            y = Raw(number(link.top).encode())
            entry["Dest"] = array([link.page, name("XYZ"), Raw(b"null"), y, Raw(b"null")])
        yield page, entry


def _around(lines: list[Area]) -> Area:
    lefts, bottoms, rights, tops = zip(*lines, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _corners(line: Area) -> tuple[float, ...]:
    """Upper left, upper right, lower left, lower right: the order that viewers read."""
    left, bottom, right, top = line
    return left, top, right, top, left, bottom, right, bottom
