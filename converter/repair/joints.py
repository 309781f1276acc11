"""Evidence for a joint: what says that a line goes on where another ended.

Their ends and beginnings, the column's width, quotation marks that are still open, word
segmentation and counted pairs of characters across the joint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from converter.repair import lines as shape
from converter.repair.lines import Line, bucket
from converter.repair.linking import LATER, Links
from converter.repair.pairing import BEGIN, bond

OPEN_ENDS = frozenset({"none", "digit", "closer"})
ROOM = (-1.5, -0.25, 0.5, 1.5, 3.0, 6.0)
_BONDS = (-4.0, -2.0, -0.7, 0.7, 2.0, 4.0)
_LINKS = (-4.0, -2.0, -0.8, 0.0, 0.8, 2.0, 4.0)
_MORE = (-4.0, -2.0, -0.8, 0.8, 2.0, 4.0, 6.0)
_LATER = 4
"""Lines of a caption or so, below which a paragraph may go on."""
_DOUBTFUL = 2.0
"""A bond that does not by itself say that a line goes on."""
_OFF = (-4.0, -1.2, -0.3, 0.3, 1.2)
_FULL = (0.4, 0.6, 0.8, 0.9, 0.97, 1.03)


def joint_features(
    first: Line, second: Line, *, adjacent: bool, han: bool, byline: bool, setting: str
) -> Iterator[str]:
    """The features of `second` going on where `first` ended; `adjacent` lines touch.

    `setting` says how the page sets its paragraphs apart.
    """
    a, b = first, second
    apart = min(b.chunk.blank_before, 2) if adjacent else 3
    ending, opening, indent = a.ending, b.opening, min(b.chunk.indent, 4)
    room = bucket(shape.room(a, b), ROOM)
    yield f"joint {ending}>{opening}"
    yield f"joint {ending} apart={apart}"
    yield f"joint {opening} apart={apart}"
    yield f"joint full={bucket(a.full, _FULL)} {ending}"
    yield f"joint room={room} {ending}"
    yield f"joint {ending}>{opening} full={bucket(a.full, (0.8, 0.97))} apart={apart}"
    yield f"joint indent={indent} apart={apart}"
    yield f"joint indent={indent} of {setting} {ending}"
    yield f"joint apart={apart} of {setting} {ending}"
    if a.above:
        off = bucket(a.width + a.chunk.indent / 2 - a.above, _OFF)
        yield f"joint off={off} {ending}"
        yield f"joint off={off} room={room} {ending}"
    if not adjacent and b.below:
        yield f"joint measures {bucket(b.below - a.above, (-1.2, -0.6, 0.6, 1.2))}"
    yield f"joint size={bucket(a.width, (10, 30, 80))}>{bucket(b.width, (6, 12, 30, 80))}"
    yield f"joint {ending} b-ends={b.ending} size={bucket(b.width, (12, 30, 60))}"
    if b.mark:
        yield "joint mark"
    if byline:
        yield "joint byline"
    yield from _quotations(a, b)
    if han:
        yield from _han(a, b, apart)
    elif ending == "hyphen":
        yield f"joint hyphen {opening}"


def _quotations(a: Line, b: Line) -> Iterator[str]:
    """Marks opened above and closed below."""
    if a.depth > 0:
        yield f"joint open heals={b.depth < 0}"
    elif b.depth < 0:
        yield "joint stray closer"


def _han(a: Line, b: Line, apart: int) -> Iterator[str]:
    if a.ending in OPEN_ENDS and b.opening in ("han", "digit"):
        yield f"joint {across(a.text, b.text)} apart={apart}"
    bound = bond(a.text, b.text)
    yield f"joint bond={bucket(bound, _BONDS)} {a.ending}"
    yield f"joint bond over begin={bucket(bound - bond(BEGIN, b.text), _BONDS)} {a.ending}"


def bonds(lines: Sequence[Line], n: int) -> Iterator[str]:
    """How well a line's characters follow those above it, and those below follow it."""
    here = lines[n]
    yield f"begins bond={bucket(bond(BEGIN, here.text), _BONDS)}"
    if n and lines[n - 1].ending in OPEN_ENDS:
        yield f"above bond={bucket(bond(lines[n - 1].text, here.text), _BONDS)}"
    if n + 1 < len(lines) and here.ending in OPEN_ENDS:
        yield f"below bond={bucket(bond(here.text, lines[n + 1].text), _BONDS)}"


def resumption(lines: Sequence[Line], n: int, han: bool) -> Iterator[str]:
    """Whether what the line above leaves open goes on here, or only some lines below."""
    above = lines[n - 1] if n else None
    if above is None or above.ending not in OPEN_ENDS | {"hyphen", "comma"}:
        return
    later = lines[n + 1 : n + 1 + _LATER]
    if han:
        here = bond(above.text, lines[n].text)
        then = max([bond(above.text, line.text) for line in later], default=0.0)
        yield f"goes on later={bucket(then - here, _BONDS)} {above.ending}"
        if here < _DOUBTFUL and above.ending in OPEN_ENDS:
            words = (across(above.text, line.text) for line in later)
            place = next((k for k, word in enumerate(words, 1) if word != "between words"), 0)
            yield f"word goes on in {place} here={across(above.text, lines[n].text)}"
    else:
        place = next((k for k, line in enumerate(later, 1) if line.opening == "lower"), 0)
        yield f"goes on in {place} here={lines[n].opening} {above.ending}"


def joint_link(links: Links, a: Line, first: int, second: int) -> Iterator[str]:
    """What the text on both sides of a joint says."""
    link = bucket(links.link(first, second), _LINKS)
    yield f"joint link={link} {a.ending}"
    yield f"joint link={link} adjacent={second - first == 1}"


def linked(lines: Sequence[Line], links: Links, n: int) -> Iterator[str]:
    """Whether the text above goes on here or below, and the text here is that of a line above."""
    count = len(lines)
    if n:
        above = links.link(n - 1, n)
        ending = lines[n - 1].ending
        yield f"above link={bucket(above, _LINKS)} {ending}"
        later = range(n + 1, min(count, n - 1 + LATER))
        then = max((links.link(n - 1, m) for m in later), default=above)
        yield f"goes on later, link={bucket(then - above, _MORE)} {ending}"
        earlier = [m for m in range(max(0, n - LATER), n - 1) if lines[m].ending in OPEN_ENDS]
        if earlier:
            left = max(links.link(m, n) for m in earlier)
            yield f"left open above, link={bucket(left, _LINKS)} {ending}"
            yield f"left open above, more={bucket(left - above, _MORE)} {ending}"
    if n + 1 < count:
        yield f"below link={bucket(links.link(n, n + 1), _LINKS)} {lines[n].ending}"


def across(before: str, after: str) -> str:
    """What word segmentation says of a joint: a word runs across it, or it falls between words."""
    return _across(before[-6:], after[:6])


@lru_cache(maxsize=4096)  # asked of a line's end, and again of each joint that it may have
def _across(left: str, right: str) -> str:
    import rjieba

    at = 0
    for word in rjieba.cut(left + right):
        if at < len(left) < at + len(word):
            return f"in a word of {min(len(word), 4)}"
        at += len(word)
    return "between words"
