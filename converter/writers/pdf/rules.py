"""Rules of a page: between articles, round short ones, at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from converter.typeset.feet import MOST_GAP
from converter.typeset.level import HOLE
from converter.typeset.plan import AIR, GAP, Part
from converter.typeset.rows import RuleItem
from converter.writers.pdf.copyfit import Story
from converter.writers.pdf.stories import ArticleStory
from converter.writers.pdf.typography import Sheet, Typography

FRAME = 0.3
"""Of a grid line: how far the rules of a box stand off what is in it."""
HEAVY = 3.0
"""Times as thick as the rule below a box is the one above it."""


def rules_between(
    parts: tuple[Part, ...], stories: list[Story], sheet_: Sheet, top: float, type_: Typography
) -> Iterator[RuleItem]:
    """Rules between articles: above each that has another above it, and left of each that has
    another beside it; a short one is set off by a heavy one above and a fine one below, where the
    theme asks for it."""
    rules, grid = type_.theme.rules, sheet_.grid
    boxed = [part for part in parts if _is_boxed(part, stories, type_)]
    for part in boxed:
        yield from _box(part, sheet_, top, rules.box, rules.colour)
    if not rules.article:
        return
    for part in parts:
        first = part.columns[0]
        y = top + part.top * grid
        if first:
            x = sheet_.x(first) - sheet_.gutter / 2 - rules.article / 2
            yield RuleItem(x, y, rules.article, part.height * grid, rules.colour)
        if part not in boxed:
            yield from _rules_above(part, parts, boxed, sheet_, top, type_)


def _rules_above(
    part: Part,
    parts: Iterable[Part],
    boxed: list[Part],
    sheet_: Sheet,
    top: float,
    type_: Typography,
) -> Iterator[RuleItem]:
    """The rule between an article and what stands above it, level with the rules of boxes beside
    it; below a box there is the box's own."""
    rules, grid, half = type_.theme.rules, sheet_.grid, sheet_.gutter / 2
    first, end = part.columns
    above = [p for p in parts if p.top + p.height <= part.top and _abreast(p, part)]
    if not above:
        return
    nearest = max(p.top + p.height for p in above)
    apart = min(part.top - nearest, GAP + MOST_GAP)
    y = top + part.top * grid - apart * grid / 2
    if any(box.top == part.top for box in boxed):
        y = top + (part.top - FRAME) * grid
    over = [p for p in boxed if p in above and p.top + p.height == nearest and apart <= 2 * GAP]
    if over:
        y = top + (nearest + FRAME) * grid
    free = [n for n in range(first, end) if not any(p.columns[0] <= n < p.columns[1] for p in over)]
    for start in (n for n in free if n - 1 not in free):
        last = next(n for n in range(start, end) if n + 1 not in free)
        left = sheet_.x(start) - (half if start else 0.0)
        right = sheet_.x(last) + sheet_.column + (half if last + 1 < sheet_.columns else 0.0)
        yield RuleItem(left, y - rules.article / 2, right - left, rules.article, rules.colour)


def closing_rule(
    parts: tuple[Part, ...], sheet_: Sheet, top: float, type_: Typography
) -> Iterator[RuleItem]:
    """The rule that closes a page of several columns that ends above its foot."""
    rules, grid = type_.theme.rules, sheet_.grid
    foot = top + max((part.top + part.height for part in parts), default=0) * grid
    left = sheet_.top + sheet_.lines * grid - foot
    if rules.article and sheet_.columns > 1 and parts and left > HOLE * grid:
        width = sheet_.span(sheet_.columns)
        yield RuleItem(sheet_.left, foot + FRAME * grid, width, rules.article, rules.colour)


def _abreast(a: Part, b: Part) -> bool:
    return a.columns[0] < b.columns[1] and b.columns[0] < a.columns[1]


def _is_boxed(part: Part, stories: list[Story], type_: Typography) -> bool:
    rules = type_.theme.rules
    if not (rules.box and part.begins and part.ends):
        return False
    setting = stories[part.story].set(len(part.cuts), part.form)
    body = [setting.body[cut.first : cut.end] for cut in part.cuts]
    deepest = max(sum(row.height for row in rows) for rows in body)
    blank = part.height - setting.head_height - part.air - deepest
    short = sum(map(len, body)) <= rules.box_lines and blank <= AIR
    return isinstance(stories[part.story], ArticleStory) and short


def _box(
    part: Part, sheet_: Sheet, top: float, thickness: float, colour: str
) -> Iterator[RuleItem]:
    """The rules of a box: a heavy one above, a fine one below, as wide as what stands between.

    Upright ones would stand in the page's margin, for the text fills its column; in the gutters
    the rules between articles stand already.
    """
    first, end = part.columns
    left, width = sheet_.x(first), sheet_.span(end - first)
    y, over = top + part.top * sheet_.grid, FRAME * sheet_.grid
    yield RuleItem(left, y - over, width, HEAVY * thickness, colour)
    yield RuleItem(left, y + part.height * sheet_.grid + over, width, thickness, colour)
