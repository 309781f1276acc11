"""Themes: one TOML file says how all three editions look; here it becomes typed values.

Lengths on the page are in millimetres, type sizes and leading in points, indents in em, space
before and after in lines of the baseline grid. A wrong key or value is a `ThemeError` that names
it and the nearest right one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from converter.errors import ThemeError


class Role(StrEnum):
    """What a text is on the page; each has a style in every theme."""

    MASTHEAD = "masthead"
    SECTION = "section"
    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"
    VERSE = "verse"
    JUMP = "jump"
    RUNNING_HEAD = "running-head"
    FOLIO = "folio"


class Align(StrEnum):
    START = "start"
    CENTER = "center"
    JUSTIFY = "justify"


class Weight(StrEnum):
    REGULAR = "regular"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    columns: int
    gutter: float
    """Between two columns, in em of the body."""
    leading: float
    """The pitch of the baseline grid, in points."""
    western_columns: int = 0
    """Columns where words are set in letters, which want a wider measure; 0: as many."""
    contents: bool = True
    """An issue of more than two pages begins with a table of contents."""
    sources: bool = False
    """Each paragraph says at its side which file and line it was read from."""
    bleed: float = 0.0
    """Paper beyond the trimmed page, on each side."""
    crop_marks: bool = False
    """Marks beyond the page's corners, along which it is cut."""


@dataclass(frozen=True, slots=True)
class Style:
    face: str
    """A key of `Theme.faces`."""
    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    align: Align = Align.START
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    colour: str = "#000000"
    hang: bool = False
    """Commas and stops at line ends stand beyond the edge, where lines are justified."""
    run_in: bool = False
    """Of a byline: it begins the first paragraph's line, as agency lines do in print."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules drawn between things, in points; 0 draws none."""

    column: float = 0.0
    article: float = 0.0
    masthead: float = 0.0
    box: float = 0.0
    """Below an article of at most `box_lines` lines of text, and a heavier one above it."""
    box_lines: int = 0
    colour: str = "#000000"


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    page: Page
    rules: Rules
    faces: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Face name → language (zh-Hans, zh-Hant, en) → families in order of preference."""
    styles: Mapping[Role, Style]

    def families(self, face: str, language: str) -> tuple[str, ...]:
        """The families to try for a face in a language: its own, then those of the others."""
        by_language = self.faces[face]
        own = by_language.get(language) or by_language.get(language.split("-")[0], ())
        rest = [name for names in by_language.values() for name in names]
        return tuple(dict.fromkeys([*own, *rest]))

    def in_language(self, language: str) -> Theme:
        """The theme as it is for a language: writers begin with this."""
        if language.lower().split("-")[0] in SQUARE_LANGUAGES:
            return self
        columns = self.page.western_columns or self.page.columns
        styles = {
            role: replace(style, indent=_western_indent(role, style.indent))
            for role, style in self.styles.items()
        }
        return replace(self, page=replace(self.page, columns=columns), styles=styles)


SQUARE_LANGUAGES = ("zh", "ja", "ko", "yue")
"""Languages whose characters each fill a square."""
T = TypeVar("T")


def _western_indent(role: Role, indent: float) -> float:
    """Western paragraphs are set in by one em at most, and only where one follows another."""
    if role is Role.VERSE:
        return indent
    return min(indent, 1.0) if role in (Role.PARAGRAPH, Role.QUOTE) else 0.0


def parse_theme(text: str, *, name: str, where: str) -> Theme:
    """Read a theme from TOML; `where` names the file in errors."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"this is not TOML: {error}", where=where) from None
    _only(data, ("page", "rules", "faces", "styles"), where)
    faces = _faces(_table(data, "faces", where), f"{where}: faces")
    styles = {}
    table = _table(data, "styles", where)
    _only(table, tuple(Role), f"{where}: styles")
    for role in Role:
        place = f"{where}: styles.{role}"
        style = _record(Style, _table(table, role, f"{where}: styles"), place)
        if style.face not in faces:
            raise _unknown("face", style.face, tuple(faces), place)
        styles[role] = style
    page = _record(Page, _table(data, "page", where), f"{where}: page")
    _check_page(page, f"{where}: page")
    rules = _record(Rules, data.get("rules", {}), f"{where}: rules")
    return Theme(name=name, page=page, rules=rules, faces=faces, styles=styles)


def _check_page(page: Page, where: str) -> None:
    if not (1 <= page.columns <= 12 and page.western_columns <= 12):
        raise ThemeError("columns must be 1 to 12", where=where)
    if page.bleed > 25:
        raise ThemeError("bleed must be 25 mm at most", where=where)
    if page.width - page.inner - page.outer < 30 or page.height - page.top - page.bottom < 30:
        raise ThemeError("the margins leave less than 30 mm for the text", where=where)


def _table(data: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    if key not in data:
        raise ThemeError(f"[{key}] is missing", where=where)
    value = data[key]
    if not isinstance(value, dict):
        raise ThemeError(f"{key} must be a table", where=where)
    return value


def _faces(table: Mapping[str, Any], where: str) -> dict[str, dict[str, tuple[str, ...]]]:
    faces: dict[str, dict[str, tuple[str, ...]]] = {}
    for face, languages in table.items():
        if not isinstance(languages, dict):
            raise ThemeError(f"{face} must map languages to lists of families", where=where)
        for language, families in languages.items():
            if not isinstance(families, list) or not all(isinstance(f, str) for f in families):
                raise ThemeError(f"{face}.{language} must be a list of names", where=where)
        faces[face] = {language: tuple(names) for language, names in languages.items()}
    return faces


def _record(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """Fill a dataclass from a TOML table, checking names, types and ranges."""
    if not isinstance(table, dict):
        raise ThemeError("a table is needed here", where=where)
    hints = get_type_hints(kind)
    known = fields(kind)  # type: ignore[arg-type]
    _only(table, tuple(f.name for f in known), where)
    for f in known:
        if f.default is MISSING and f.name not in table:
            raise ThemeError(f"“{f.name}” is missing", where=where)
    return kind(**{key: _value(hints[key], key, value, where) for key, value in table.items()})


def _value(kind: type, key: str, value: object, where: str) -> object:
    if issubclass(kind, StrEnum):
        if value not in tuple(kind):
            raise _unknown(key, str(value), tuple(kind), where)
        return kind(str(value))
    if kind is float:
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 5000:
            raise ThemeError(f"“{key}” must be a number from 0 to 5000", where=where)
        return float(value)
    if kind is bool:
        if not isinstance(value, bool):
            raise ThemeError(f"“{key}” must be true or false", where=where)
        return value
    if kind is int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ThemeError(f"“{key}” must be a whole number", where=where)
        return value
    if not isinstance(value, str):
        raise ThemeError(f"“{key}” must be a string", where=where)
    if key == "colour" and not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ThemeError(f"“{value}” is no colour; write it as #rrggbb", where=where)
    return value


def _only(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            raise _unknown("key", key, known, where)


def _unknown(kind: str, value: str, known: tuple[str, ...], where: str) -> ThemeError:
    near = get_close_matches(value, known, n=1, cutoff=0.0)
    remedy = f"nearest is “{near[0]}”" if near else None
    return ThemeError(f"unknown {kind} “{value}”", where=where, remedy=remedy)
