"""Breaking text into printed lines, as a Chinese or an English newspaper column does."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import pyphen

NO_START = frozenset("，。、；：！？）》」』】〉〕”’…・·％℃")
NO_END = frozenset("（《「『【〈〔“‘")
# A number with its signs, or a Latin word, is never divided in a Chinese column.
ATOM = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:%'’/+\-×]*|——|……|.", re.DOTALL)
SOFT = "\u00ad"
"""Ends a line where the printer put a hyphen of his own."""
PARTED = "\u2060"
"""Ends a line where a word was divided with nothing added: after its own hyphen, say."""
LETTERS = re.compile(r"[A-Za-z]{5,}")


def units(text: str) -> int:
    """The width in half characters; quotation marks and dashes are a whole one in Chinese type."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def han_lines(text: str, width: int, indent: int = 0, hang: bool = False) -> list[str]:
    """Lines of `width` characters, the first shorter by `indent`; no mark stands where it may not.

    A mark that may not open a line is squeezed into the line before it where `hang` is true,
    else the character before it moves down with it.
    """
    atoms = _atoms(text, width)
    lines: list[str] = []
    start, room = 0, 2 * (width - indent)
    while start < len(atoms):
        end = _fill(atoms, start, room)
        if end < len(atoms):
            end = _legal(atoms, start, end, hang)
        lines.append("".join(atoms[start:end]))
        start, room = end, 2 * width
    return lines


def _atoms(text: str, width: int) -> list[str]:
    """The indivisible runs; one that is longer than a line is divided into characters."""
    found: list[str] = ATOM.findall(text)
    return [part for atom in found for part in ([atom] if units(atom) <= width else list(atom))]


def _fill(atoms: list[str], start: int, room: int) -> int:
    used, end = 0, start
    while end < len(atoms) and (end == start or used + units(atoms[end]) <= room):
        used += units(atoms[end])
        end += 1
    return end


def _legal(atoms: list[str], start: int, end: int, hang: bool) -> int:
    """The nearest place at or before `end` where a line may end (one mark later if it hangs)."""
    if atoms[end] == " " or (hang and atoms[end] in NO_START):
        after = end + 1
        if after == len(atoms) or _may_part(atoms, after):
            return after
    best = end
    while best > start + 1 and not _may_part(atoms, best):
        best -= 1
    return best if best > start + 1 else end


def _may_part(atoms: list[str], place: int) -> bool:
    """A space between Han characters tells two names apart: at a line's end it would be lost."""
    before, after = atoms[place - 1], atoms[place]
    if after[0] in NO_START or before in NO_END or after.isspace():
        return False
    return not before.isspace() or (atoms[place - 2].isascii() and after.isascii())


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=2, right=3)


def word_lines(text: str, width: int, indent: int = 0, hyphenate: bool = True) -> list[str]:
    """English lines of at most `width` characters, divided by the hyphenation dictionary.

    A compound is divided after its own hyphen; never three hyphens in a row.
    """
    lines: list[str] = []
    line, room, hyphens = "", width - indent, 0
    for word in text.split(" "):
        rest = word
        while True:
            joined = f"{line} {rest}" if line else rest
            if len(joined) <= room:
                line = joined
                break
            space = room - len(line) - bool(line)
            head, tail, soft = _divide(rest, space, hyphenate and hyphens < 2, not line)
            if head:
                lines.append((f"{line} {head}" if line else head) + soft)
                hyphens = hyphens + 1 if soft == SOFT else 0
            else:
                lines.append(line)
                hyphens = 0
            line, rest, room = "", tail, width
    lines.append(line)
    return [line for line in lines if line]


def _divide(word: str, space: int, hyphenate: bool, must: bool) -> tuple[str, str, str]:
    """The part of a word that fits, the rest, and the hyphen the printer adds between them."""
    hard = [m.end() for m in re.finditer(r"(?<=\w)[-—–/](?=\w)", word) if m.end() <= space]
    if hard:
        return word[: hard[-1]], word[hard[-1] :], PARTED
    if hyphenate and "-" not in word:
        places = [
            match.start() + place
            for match in LETTERS.finditer(word)
            for place in _dictionary().positions(match.group())
        ]
        fit = [place for place in places if place + 1 <= space]
        if fit:
            return word[: fit[-1]], word[fit[-1] :], SOFT
    return (word[:space], word[space:], PARTED) if must else ("", word, "")


def joined(lines: Sequence[str], han: bool) -> str:
    """The text that was broken into these lines."""
    if han:
        return "".join(lines)
    out = ""
    for line in lines:
        ends = line.endswith((SOFT, PARTED))
        out += line[:-1] if ends else line + " "
    return out.removesuffix(" ")
