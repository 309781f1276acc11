"""The marks that plain text and Markdown share: what a line says of itself.

Each function takes a line without the white space around it. All are linear in its length, as a
line may hold megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from converter.model import Span
from converter.passage import Passage, Run

_HEADING = re.compile(r"(#{1,6})(?!#)(\s*)")
_CLOSING_MARKS = re.compile(r"\s#+$")
_RULES = frozenset("-*_=~—–─━═＝＿－")
_ITEM = re.compile(r"[-*](?:\s+)(?=\S)|•\s*(?=\S)")
_QUOTE = re.compile(r">\s+(?=[^\s>])")
_FOLIO = re.compile(r"[-–—]\s*(?:[A-Z]?\d{1,4})\s*[-–—]")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_DELIMITER_CELL = re.compile(r"\s*:?-+:?\s*")


_EMPHASIS = (("**", "strong"), ("*", "emphasis"))
PICTURE_COMMENTS = frozenset({"image", "picture", "figure"})
"""`<!-- image -->`: what parsers of pages leave where they saw a picture and kept nothing of it."""


class Heading(NamedTuple):
    level: int
    start: int
    """Where the text begins; the marks stand before it."""
    end: int


class Picture(NamedTuple):
    alt: str
    target: str
    title: slice
    """The words between quotation marks after the target, where they stand in the line."""


def heading(line: str) -> Heading | None:
    """`## Title`, also `##Title`; but `#3` is a number and `#topic#` a topic."""
    match = _HEADING.match(line)
    if not match or match.end() == len(line):
        return None
    level, text = len(match[1]), line[match.end() :]
    if not match[2] and level == 1 and (text[0].isdigit() or "#" in text):
        return None
    closing = _CLOSING_MARKS.search(line, max(match.end(), len(line) - 80))
    end = closing.start() if closing else len(line)
    return Heading(level, match.end(), len(line[:end].rstrip()))


def picture(line: str) -> Picture | None:
    """`![alt](target "title")` and nothing else. The target may hold spaces and brackets."""
    middle = line.find("](")
    if not line.startswith("![") or not line.endswith(")") or middle < 0:
        return None
    inside = line[middle + 2 : -1]
    if ")![" in inside.replace(" ", "") or not inside.strip():
        return None
    title = slice(0, 0)
    if inside.endswith('"') and (quote := inside.rfind(' "', 0, -1)) >= 0:
        title = slice(middle + 4 + quote, len(line) - 2)
        inside = inside[:quote]
    return Picture(line[2:middle], inside.strip().removeprefix("<").removesuffix(">"), title)


def item(line: str) -> int | None:
    """Where the text of a list item begins, after its bullet. `- 3 -` is a folio."""
    match = None if _FOLIO.fullmatch(line) else _ITEM.match(line)
    return match.end() if match else None


def is_folio(line: str) -> bool:
    """A page number between dashes: `- 3 -`, `- A1 -`."""
    return _FOLIO.fullmatch(line) is not None


def quote(line: str) -> int | None:
    """Where quoted text begins, after `> `. Several `>` are what OCR makes of an arrow."""
    match = _QUOTE.match(line)
    return match.end() if match else None


def comment(line: str) -> slice | None:
    """What stands in an HTML comment that is all of the line, `<!-- page 2 -->`."""
    if not (line.startswith("<!--") and line.endswith("-->") and len(line) >= 7):
        return None
    if line.find("-->") != len(line) - 3:
        return None
    inside = line[4:-3]
    start = 4 + len(inside) - len(inside.lstrip())
    return slice(start, max(start, 4 + len(inside.rstrip())))


def emphasis(line: str) -> tuple[str, slice] | None:
    """What a line is wholly set in, `strong` or `emphasis`, and its words: `**Title**`, `*words*`."""
    for mark, kind in _EMPHASIS:
        inside = line[len(mark) : -len(mark)]
        if line.startswith(mark) and line.endswith(mark) and inside and "*" not in inside:
            if inside != inside.strip():
                return None
            return kind, slice(len(mark), len(mark) + len(inside))
    return None


def is_rule(line: str) -> bool:
    """Three or more of one mark of rules, and nothing else: `---`, `* * *`, `———`."""
    marks = "".join(line.split())
    return len(marks) >= 3 and marks[0] in _RULES and marks.count(marks[0]) == len(marks)


def is_row(line: str) -> bool:
    """A line between pipes, with one more between its cells or not."""
    return len(line) > 2 and line.startswith("|") and line.endswith("|") and line.strip("| ") != ""


def is_delimiter_row(line: str) -> bool:
    """The line below a table's head: `|---|:-:|`."""
    return is_row(line) and all(_DELIMITER_CELL.fullmatch(cell) for cell in line[1:-1].split("|"))


def cells(line: str) -> list[slice]:
    """Where the cells of a row stand, white space around them left out."""
    borders = [match.start() for match in _CELL_BORDER.finditer(line)]
    found = []
    for left, right in zip(borders, [*borders[1:], len(line)], strict=True):
        cell = line[left + 1 : right]
        if right == len(line) and not cell.strip():
            continue  # after the last border
        start = left + 1 + len(cell) - len(cell.lstrip())
        found.append(slice(start, max(start, left + 1 + len(cell.rstrip()))))
    return found


def row(parts: Sequence[Passage]) -> Passage:
    """The cells of a row as one passage, parted by tabs; within a cell a tab becomes a space."""
    runs: list[Run] = []
    for n, part in enumerate(parts):
        if n:
            runs.append(Run("\t"))
        runs.extend(run._replace(text=run.text.replace("\t", " ")) for run in part.runs)
    return Passage(tuple(runs))


def indent(white: str) -> int:
    """White space at the head of a line, in half em."""
    return sum(2 if character in "\u3000\t" else 1 for character in white if character != "\f")


def located(text: str, source: str, start: int, part: slice | None = None) -> Passage:
    """A part of a text that begins at `start` of its source."""
    low, high, _ = (part or slice(None)).indices(len(text))
    if low >= high:
        return Passage()
    return Passage((Run(text[low:high], Span(source, start + low, start + high)),))
