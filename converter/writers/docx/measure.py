"""Lengths of the theme in the units of WordprocessingML and DrawingML."""

from __future__ import annotations

from converter.theme import Page, Role, Theme

EMU_PER_POINT = 12_700


def twips(points: float) -> int:
    """Twentieths of a point (ST_TwipsMeasure)."""
    return round(points * 20)


def points(millimetres: float) -> float:
    return millimetres * 72 / 25.4


def half_points(size: float) -> int:
    """ST_HpsMeasure, the unit of type sizes."""
    return max(1, round(size * 2))


def eighths(size: float) -> int:
    """Eighths of a point, the unit of rules, which Word draws from 1/4 to 12 points."""
    return min(96, max(2, round(size * 8)))


def text_width(page: Page) -> float:
    """Points between the margins."""
    return points(page.width - page.inner - page.outer)


def text_height(page: Page) -> float:
    return points(page.height - page.top - page.bottom)


def gutter(theme: Theme) -> float:
    return theme.page.gutter * theme.styles[Role.PARAGRAPH].size


def column_width(theme: Theme, columns: int) -> float:
    """Points of one of so many columns."""
    return (text_width(theme.page) - (columns - 1) * gutter(theme)) / columns


def em_length(text: str) -> float:
    """About how long a text runs, in em: a Han character is one, a Latin letter half of one.

    UTF-8 gives the two three bytes and one byte, so their numbers follow from the sums.
    """
    return (len(text.encode("utf-8", "replace")) + len(text)) / 4
