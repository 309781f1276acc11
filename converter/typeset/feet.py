"""Pages made up: what is left over at their feet is shared out, and columns end well.

Shelves were placed at their least height. Where a page is nearly full, the lines that are left go
below headlines and between shelves, so that the page reaches its foot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

from converter.typeset.columns import Cut
from converter.typeset.level import level, opened
from converter.typeset.plan import Part, Plan, State, Story, offsets
from converter.typeset.rows import Row

MOST_FEWER, FEWER = 2, 0.5
"""Lines round a headline that are given up at most so that columns end better, and what one
costs."""
NEARLY = 0.16
"""Part of a last page's lines that are shared out; where more is left it ends there."""


def made_up(
    last: State, stories: Sequence[Story], columns: int, lines: Callable[[int], int]
) -> Plan:
    """The pages of the steps that led to a state; `lines` tells how many a page has."""
    pages = _pages(last)
    made = []
    for number, shelves in enumerate(pages):
        room = lines(number)
        if columns > 1 and shelves:
            is_last = number == len(pages) - 1
            shelves = _shared_out(shelves, stories, room, NEARLY * room if is_last else room)
            shelves = [
                [_levelled(part, stories, _wishes(part, place, shelves)) for part in parts]
                for place, parts in enumerate(shelves)
            ]
            if len(shelves) > 1 and is_last:
                shelves[-1] = _at_foot(shelves[-1], stories, room)
        made.append(tuple(part for parts in shelves for part in parts))
    return Plan(tuple(made))


def _pages(state: State) -> list[list[list[Part]]]:
    """Parts by page and shelf."""
    steps: list[State] = []
    while state.before is not None:
        steps.append(state)
        state = state.before
    pages: list[list[list[Part]]] = []
    for step in reversed(steps):
        before = step.before
        assert before is not None
        by_page: dict[int, list[Part]] = {}
        for part in step.parts:
            top = part.top if part.page else before.used + part.top
            page = before.page + part.page
            by_page.setdefault(page, []).append(replace(part, page=page, top=top))
        for page, parts in by_page.items():
            while len(pages) <= page:
                pages.append([])
            pages[page].append(parts)
    return pages


def _shared_out(
    shelves: list[list[Part]], stories: Sequence[Story], room: int, most: float
) -> list[list[Part]]:
    """Lines left at a page's foot, where they are no more than `most`, put below headlines and
    between shelves."""
    left = room - max((p.top + p.height for parts in shelves for p in parts), default=room)
    if left > most or any(not p.ends for parts in shelves for p in parts):
        return shelves
    air, gaps = [0] * len(shelves), [0] * len(shelves)
    slack = [min(_slack(part, stories) for part in _tops(parts)) for parts in shelves]
    for turn in range(2 * max(slack)):
        for place in range(len(shelves)):
            if turn % 2 == 0 and left and air[place] < slack[place]:
                air[place] += 1
            elif turn % 2 and left and place and not gaps[place]:
                gaps[place] = 1
            else:
                continue
            left -= 1
    made, down = [], 0
    for parts, more, gap in zip(shelves, air, gaps, strict=True):
        down += gap
        made.append([_lowered(part, parts, down, more) for part in parts])
        down += more
    return made


def _at_foot(parts: list[Part], stories: Sequence[Story], room: int) -> list[Part]:
    """The last shelf of the last page, which an imprint alone leaves for the page's foot."""
    if len(parts) > 1 or not stories[parts[0].story].set(len(parts[0].cuts)).imprint:
        return parts
    return [replace(parts[0], top=room - parts[0].height)]


def _slack(part: Part, stories: Sequence[Story]) -> int:
    """Lines that its headline may still take."""
    slack = stories[part.story].set(part.columns[1] - part.columns[0]).slack
    return max(slack - part.air, 0) if part.begins else 0


def _tops(parts: list[Part]) -> list[Part]:
    """The parts that stand at the head of a shelf."""
    top = min(part.top for part in parts)
    return [part for part in parts if part.top == top]


def _lowered(part: Part, shelf: list[Part], down: int, more: int) -> Part:
    """A part further down; those at the shelf's head are higher by `more` free lines."""
    if part in _tops(shelf):
        return replace(part, top=part.top + down, air=part.air + more, height=part.height + more)
    return replace(part, top=part.top + down + more)


def _wishes(part: Part, place: int, shelves: list[list[Part]]) -> list[bool | None]:
    """How the columns of a part should end: at a page's foot not with a paragraph's end, where a
    short line looks like a gap; at its head so where below it a story ends at the foot, so that
    not both are broken off."""
    if place == len(shelves) - 1:
        return [False] * len(part.cuts)
    ends = {other.columns[1] - 1 for other in shelves[-1]} if place == 0 else set()
    return [True if part.columns[0] + n in ends else None for n in range(len(part.cuts))]


def _levelled(part: Part, stories: Sequence[Story], wishes: Sequence[bool | None]) -> Part:
    """A part whose columns end level, and as they are wished to; some of the lines round its
    headline are given up where the columns then end better."""
    if not (part.begins and part.ends):
        return part
    setting = stories[part.story].set(len(part.cuts))
    taken = offsets(setting, len(part.cuts))
    least, best = inf, part
    for air in range(part.air, max(part.air - MOST_FEWER, 0) - 1, -1):
        room = part.height - setting.head_height - air
        heights = [max(room - offset, 0) for offset in taken]
        found = level(setting.body, heights, wishes)
        if found and found[0] + FEWER * (part.air - air) < least:
            least = found[0] + FEWER * (part.air - air)
            more = _opened(setting.body, found[1], heights)
            best = replace(part, air=air, cuts=tuple(found[1]), opened=more)
    return best


def _opened(body: Sequence[Row], cuts: Sequence[Cut], heights: Sequence[int]) -> tuple[int, ...]:
    """The blank rows of a part that grow so that its columns reach its foot."""
    found: list[int] = []
    for cut, height in zip(cuts, heights, strict=True):
        depth = sum(row.height for row in body[cut.first : cut.end])
        found += opened(body, cut, height - depth)
    return tuple(found)
