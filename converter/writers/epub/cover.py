"""The cover: the masthead, the first story and the headlines after it, drawn as SVG.

No face is embedded, so widths are estimates on the safe side: a Han character is one em wide, a
letter little more than half.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from converter.model import Issue
from converter.theme import Role, Theme
from converter.writers.epub.front import imprint, issue_title
from converter.writers.epub.plan import Entry
from converter.writers.epub.style import family_list
from converter.writers.epub.words import page_name
from converter.writers.epub.xhtml import Setting, escape

WIDTH, HEIGHT, MARGIN = 1200, 1600, 90
MEASURE = WIDTH - 2 * MARGIN
INK, GREY, PAPER = "#1a1a1a", "#555555", "#fbf8f1"
LONGEST = 400
"""Characters of a text that are looked at: more would never fit."""
NOT_AT_START = "，。、；：？！”’）》」』】…—·,.;:?!)%％"


@dataclass(slots=True)
class _Sheet:
    """SVG built from the top down; `y` is where the next line may begin."""

    theme: Theme
    language: str
    y: float = MARGIN
    parts: list[str] = field(default_factory=list)

    def text(
        self, text: str, role: Role, size: float, *, x: float = MARGIN, end: bool = False,
        colour: str = INK, bold: bool = False,
    ) -> None:  # fmt: skip
        """One line with its baseline at `y`."""
        families = family_list(self.theme, self.theme.styles[role].face, self.language)
        anchor = ' text-anchor="end"' if end else ""
        weight = ' font-weight="bold"' if bold else ""
        self.parts.append(
            f'<text x="{x:g}" y="{self.y:g}" font-family="{escape(families)}" '
            f'font-size="{size:g}" fill="{colour}"{weight}{anchor}>{escape(text)}</text>'
        )

    def rule(self, height: float, colour: str) -> None:
        self.parts.append(
            f'<rect x="{MARGIN}" y="{self.y:g}" width="{MEASURE}" height="{height:g}" '
            f'fill="{colour}"/>'
        )


def cover_picture(
    issue: Issue, entries: tuple[Entry, ...], theme: Theme, setting: Setting
) -> bytes:
    """The cover as an SVG document of 1200 × 1600."""
    sheet = _Sheet(theme, setting.language)
    _masthead(sheet, issue, setting)
    if entries:
        _lead(sheet, entries[0])
        _headlines(sheet, entries[1:], setting)
    body = "\n".join(sheet.parts)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{setting.language}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">\n'
        f"<title>{escape(issue_title(issue, setting))}</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>\n{body}\n</svg>\n'
    ).encode()


def _masthead(sheet: _Sheet, issue: Issue, setting: Setting) -> None:
    accent = sheet.theme.styles[Role.MASTHEAD].colour
    sheet.rule(14, accent)
    lines, size = _largest(issue_title(issue, setting), 230, 330)
    sheet.y += 50
    for line in lines:
        sheet.y += size
        sheet.text(line, Role.MASTHEAD, size, colour=accent, bold=True)
    sheet.y += 0.3 * size + 20
    sheet.rule(3, accent)
    below = imprint(issue, setting)
    if below:
        sheet.y += 54
        left, right = below[0], "　".join(below[1:])
        size = min(34, MEASURE / (_width(left + right) + 2))
        sheet.text(left, Role.RUNNING_HEAD, size)
        sheet.text(right, Role.RUNNING_HEAD, size, x=WIDTH - MARGIN, end=True)
        sheet.y += 26
        sheet.rule(1.5, accent)


def _lead(sheet: _Sheet, entry: Entry) -> None:
    """The first story, as large as it may be, with how it begins."""
    article = entry.article
    sheet.y += 90
    if article.kicker:
        for line in _wrap(article.kicker.text, MEASURE / 40)[:2]:
            sheet.text(line, Role.KICKER, 40, colour=GREY)
            sheet.y += 60
    lines = [line.text for line in article.title_lines if line.text.strip()]
    size = min([104, *(MEASURE / _width(line) for line in lines)])
    if not lines or size < 64 or len(lines) > 4 or max(map(len, lines)) > LONGEST:
        lines, size = _largest(entry.label, 104, 300)
    for line in lines:
        sheet.y += 0.9 * size
        sheet.text(line, Role.TITLE, size, bold=True)
        sheet.y += 0.4 * size
    sheet.y += 30
    for line in _fitted(entry.lead, MEASURE / 38, 3):
        sheet.y += 60
        sheet.text(line, Role.PARAGRAPH, 40)
    sheet.y += 60


def _headlines(sheet: _Sheet, entries: tuple[Entry, ...], setting: Setting) -> None:
    """As many of the other headlines as there is room for."""
    accent = sheet.theme.styles[Role.MASTHEAD].colour
    for entry in entries:
        if sheet.y + 92 > HEIGHT - 60:
            break
        sheet.rule(1.5, "#c9c2b4")
        sheet.y += 62
        label = page_name(entry.article.page, setting.words) if entry.article.page else ""
        room = MEASURE / 38 - _width(label) - 1
        sheet.text(_fitted(entry.label, room, 1)[0], Role.HEADING, 38)
        if label:
            sheet.text(label, Role.FOLIO, 34, x=WIDTH - MARGIN, end=True, colour=accent)
        sheet.y += 30


def _width(text: str) -> float:
    """An estimate in em."""
    return sum(map(_advance, text))


def _advance(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return 1.0
    if character in " .,:;'il":
        return 0.38
    return 0.84 if character.isupper() else 0.66


def _largest(text: str, size: float, height: float) -> tuple[list[str], float]:
    """A text at the largest size up to `size` that the measure and `height` allow."""
    best: tuple[float, list[str]] = (0.0, [text])
    for count in range(1, 6):
        lines = _wrap(text, max(_width(text[:LONGEST]) / count + (1 if count > 1 else 0), 1))
        fits = min(size, MEASURE / max(*map(_width, lines), 1), height / len(lines))
        # A further line must earn its place.
        if fits > best[0] * 1.15:
            best = (fits, lines)
    return best[1], best[0]


def _fitted(text: str, room: float, most: int) -> list[str]:
    """The first lines of a text; the last ends in an ellipsis where more would follow."""
    lines = _wrap(text, room)
    if len(lines) > most or _width(lines[-1]) > room:
        last = lines[min(most, len(lines)) - 1]
        while last and _width(last) > room - 1:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip("，、；：,;: ") + "…"]
    return lines


def _wrap(text: str, room: float) -> list[str]:
    """Lines no wider than `room` em, broken at spaces and between Han characters."""
    lines, line = [], ""
    text = text[:LONGEST]
    for piece in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+", text):
        if line and _width(line + piece.rstrip()) > room and piece[0] not in NOT_AT_START:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]
