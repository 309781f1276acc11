"""The cover: the masthead, the first story and the headlines after it, laid out as a front page.

What it looks like is decided here, in pixels; `cover_picture` draws it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias
from unicodedata import east_asian_width

from converter.model import Issue
from converter.theme import Role, Theme
from converter.writers.epub.front import imprint, issue_title
from converter.writers.epub.plan import Entry
from converter.writers.epub.words import page_name
from converter.writers.epub.xhtml import Setting

WIDTH, HEIGHT, MARGIN = 1600, 2560, 120
"""Pixels, in the proportion that shelves of electronic books have places for: 1 to 1.6."""
MEASURE = WIDTH - 2 * MARGIN
INK, GREY, HAIR, PAPER = "#1a1a1a", "#555555", "#c9c2b4", "#fbf8f1"
LONGEST = 400
"""Characters of a text that are looked at: more would never fit."""
NOT_AT_START = "，。、；：？！”’）》」』】…—·,.;:?!)%％"
CLOSING = "，、；：,;:"

Advance: TypeAlias = Callable[[str, Role, bool], float]
"""How wide one character of a role is in em, bold or not."""
_Measure: TypeAlias = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its baseline at `y`; `x` is where it begins, or ends if `end`."""

    text: str
    role: Role
    x: float
    y: float
    size: float
    colour: str = INK
    bold: bool = False
    end: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over the whole measure, `y` its upper edge."""

    y: float
    height: float
    colour: str


@dataclass(slots=True)
class Cover:
    """Built from the top down; `y` is where the next line may begin."""

    title: str
    language: str
    theme: Theme
    advance: Advance
    y: float = MARGIN
    marks: list[Line | Rule] = field(default_factory=list)

    def text(
        self, text: str, role: Role, size: float, *, colour: str = INK, bold: bool = False,
        end: bool = False,
    ) -> None:  # fmt: skip
        x = WIDTH - MARGIN if end else MARGIN
        self.marks.append(Line(text, role, x, self.y, size, colour, bold, end))

    def rule(self, height: float, colour: str) -> None:
        self.marks.append(Rule(self.y, height, colour))

    def measure(self, role: Role, *, bold: bool = False) -> _Measure:
        """The width in em of a text set in a role."""

        def width(text: str) -> float:
            return sum(self.advance(character, role, bold) for character in text)

        return width

    @property
    def accent(self) -> str:
        return self.theme.styles[Role.MASTHEAD].colour


def lay_out(
    issue: Issue, entries: tuple[Entry, ...], theme: Theme, setting: Setting, advance: Advance
) -> Cover:
    """The cover of an issue."""
    cover = Cover(_shown(issue_title(issue, setting)), setting.language, theme, advance)
    _masthead(cover, issue, setting)
    if entries:
        _lead(cover, entries[0])
        _headlines(cover, entries[1:], setting)
    cover.y = HEIGHT - MARGIN
    cover.rule(4, cover.accent)
    return cover


def _masthead(cover: Cover, issue: Issue, setting: Setting) -> None:
    cover.rule(18, cover.accent)
    width = cover.measure(Role.MASTHEAD, bold=True)
    lines, size = _largest(cover.title, 340, 440, width)
    cover.y += 60
    for line in lines:
        cover.y += size
        cover.text(line, Role.MASTHEAD, size, colour=cover.accent, bold=True)
    cover.y += 0.3 * size + 24
    cover.rule(4, cover.accent)
    if below := [_shown(part) for part in imprint(issue, setting)]:
        cover.y += 74
        left, right = below[0], "　".join(below[1:])
        size = min(46, MEASURE / (cover.measure(Role.RUNNING_HEAD)(left + right) + 2))
        cover.text(left, Role.RUNNING_HEAD, size)
        cover.text(right, Role.RUNNING_HEAD, size, end=True)
        cover.y += 36
        cover.rule(2, cover.accent)


def _lead(cover: Cover, entry: Entry) -> None:
    """The first story, as large as it may be, with how it begins."""
    article = entry.article
    cover.y += 130
    if article.kicker and (kicker := _shown(article.kicker.text)):
        for line in _wrap(kicker, MEASURE / 56, cover.measure(Role.KICKER))[:2]:
            cover.text(line, Role.KICKER, 56, colour=GREY)
            cover.y += 84
    width = cover.measure(Role.TITLE, bold=True)
    lines = [line for text in article.title_lines if (line := _shown(text.text).strip())]
    size = min([150, *(MEASURE / max(width(line[:LONGEST]), 1) for line in lines)])
    if not lines or size < 88 or len(lines) > 4 or max(map(len, lines)) > LONGEST:
        lines, size = _largest(_shown(entry.label), 150, 460, width)
    for line in lines:
        cover.y += 0.9 * size
        cover.text(line, Role.TITLE, size, bold=True)
        cover.y += 0.4 * size
    cover.y += 50
    for line in _fitted(_shown(entry.lead), MEASURE / 56, 4, cover.measure(Role.PARAGRAPH)):
        cover.y += 86
        cover.text(line, Role.PARAGRAPH, 56)
    cover.y += 100


def _headlines(cover: Cover, entries: tuple[Entry, ...], setting: Setting) -> None:
    """As many of the other headlines as there is room for."""
    for entry in entries:
        if cover.y + 132 > HEIGHT - MARGIN - 20:
            break
        cover.rule(2, HAIR)
        cover.y += 88
        label = _shown(page_name(entry.article.page, setting.words)) if entry.article.page else ""
        room = (MEASURE - 46 * (cover.measure(Role.FOLIO)(label) + 1)) / 52
        shown = _fitted(_shown(entry.label), room, 1, cover.measure(Role.HEADING))
        cover.text(shown[0], Role.HEADING, 52)
        if label:
            cover.text(label, Role.FOLIO, 46, end=True, colour=cover.accent)
        cover.y += 44


def estimate(character: str, role: Role, bold: bool) -> float:
    """A width on the safe side, where the face is the reader's: Han one em, a letter half."""
    if east_asian_width(character) in "WFA":
        return 1.0
    if character in " .,:;'il":
        return 0.38
    return 0.84 if character.isupper() else 0.66


def _shown(text: str) -> str:
    """A text on one line, without what has no form of its own."""
    text = text.replace("\n", " ").replace("\t", " ")
    return "".join(c for c in text if c.isprintable() or c in " \u3000").strip()


def _largest(
    text: str, size: float, height: float, width: _Measure
) -> tuple[list[str], float]:  # fmt: skip
    """A text at the largest size up to `size` that the measure and `height` allow."""
    best: tuple[float, list[str]] = (0.0, [text])
    whole = width(text[:LONGEST])
    for count in range(1, 6):
        lines = _wrap(text, max(whole / count + (1 if count > 1 else 0), 1), width)
        fits = min(size, MEASURE / max(*map(width, lines), 1), height / len(lines))
        # A further line must earn its place.
        if fits > best[0] * 1.15:
            best = (fits, lines)
    return best[1], best[0]


def _fitted(text: str, room: float, most: int, width: _Measure) -> list[str]:
    """The first lines of a text; the last ends in an ellipsis where more would follow."""
    lines = _wrap(text, room, width)
    if len(lines) > most or width(lines[-1]) > room:
        last = lines[min(most, len(lines)) - 1]
        while last and width(last) > room - 1:
            last = last[:-1]
        whole, space, _ = last.rpartition(" ")
        # A word that has spaces about it is not cut.
        last = whole if space and len(whole) > len(last) // 2 else last
        lines = [*lines[: most - 1], last.rstrip(f"{CLOSING} ") + "…"]
    return lines


def _wrap(text: str, room: float, width: _Measure) -> list[str]:
    """Lines no wider than `room` em, broken at spaces and between Han characters."""
    lines, line = [], ""
    text = text[:LONGEST]
    for piece in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+", text):
        if line and width(line + piece.rstrip()) > room and piece[0] not in NOT_AT_START:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]
