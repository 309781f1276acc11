"""An issue made to fit: headlines are set closely where that saves a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from converter.typeset.plan import Plan
from converter.typeset.shelves import place
from converter.writers.pdf.imprint import TextStory
from converter.writers.pdf.stories import ArticleStory
from converter.writers.pdf.typography import Sheet

Story: TypeAlias = ArticleStory | TextStory
USED = 1.05
"""What text and headlines may take at most where it is tried to do with fewer pages, as a part of
these: with every headline over two columns they take more than they need."""


def fitted(stories: Sequence[Story], sheet: Sheet, first: int) -> Plan:
    """The stories of a section placed on pages, on one page fewer where headlines that are set
    closely make room for what runs over; `first` lines of the first page are free."""
    _tighten(stories, tight=False)
    plan = place(stories, sheet.columns, first, sheet.lines)
    fewer = len(plan.pages) - 1
    if sheet.columns == 1 or not fewer:
        return plan
    if _area(stories, sheet) > USED * (first + (fewer - 1) * sheet.lines) * sheet.columns:
        return plan
    _tighten(stories, tight=True)
    close = place(stories, sheet.columns, first, sheet.lines)
    if len(close.pages) <= fewer:
        return close
    _tighten(stories, tight=False)
    return plan


def _tighten(stories: Sequence[Story], *, tight: bool) -> None:
    for story in stories:
        if isinstance(story, ArticleStory) and not story.lead:
            story.tighten(tight)


def _area(stories: Sequence[Story], sheet: Sheet) -> int:
    """Lines of a column that the stories take, their headlines over two columns each."""
    settings = [story.set(min(2, sheet.columns)) for story in stories]
    return sum(sum(row.height for row in s.body) + 2 * s.head_height for s in settings)
