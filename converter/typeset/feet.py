"""Pages made up: what is left over at their feet is shared out, and columns end well.

Shelves were placed at their least height. Where a page is nearly full, the lines that are left go
below headlines and between shelves, so that the page reaches its foot.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace

from converter.typeset.columns import Cut, spread
from converter.typeset.plan import Part, Plan, State, Story, offsets
from converter.typeset.rows import Row

MOST_FEWER = 5
"""Lines that a column may be shorter than those beside it."""
MOST_MORE = 2
"""Lines by which columns may grow so that one of them may end elsewhere."""
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
            shelves[-1] = [_even_feet(part, stories) for part in shelves[-1]]
            if len(shelves) > 1:
                if is_last:
                    shelves[-1] = _at_foot(shelves[-1], stories, room)
                ends = {part.columns[1] - 1 for part in shelves[-1]}
                shelves[0] = [_even_heads(part, stories, ends) for part in shelves[0]]
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


def _even_feet(part: Part, stories: Sequence[Story]) -> Part:
    """A part whose columns do not end with a paragraph's end, where it has lines to spare, some of
    those round its headline too: at a page's foot a short line looks like a gap."""
    columns = range(len(part.cuts) - 1)
    for air in range(part.air, max(part.air - MOST_MORE, 0) - 1, -1):
        found = _cut_anew(replace(part, air=air), stories, columns, ends=False)
        if found:
            return found
    return part


def _even_heads(part: Part, stories: Sequence[Story], ends: Container[int]) -> Part:
    """A part whose columns begin with a paragraph, where it has lines to spare: after those of
    `ends`, in which a story ends at the page's foot, so that not both are broken off."""
    places = [n for n in range(len(part.cuts) - 1) if part.columns[0] + n in ends]
    for air in range(part.air, -1, -1):
        found = _cut_anew(replace(part, air=air), stories, places, ends=True)
        if found:
            return found
    return part


def _cut_anew(
    part: Part, stories: Sequence[Story], places: Iterable[int], *, ends: bool
) -> Part | None:
    """The part with columns that end with a paragraph's end, or that do not; none where no column
    of `places` can be changed.

    Its columns stay as deep as they are, or grow by a line or two where there is room.
    """
    if not (part.begins and part.ends):
        return None
    setting = stories[part.story].set(len(part.cuts))
    body, taken = setting.body, offsets(setting, len(part.cuts))
    room = part.height - setting.head_height - part.air
    depth = max(
        offset + sum(row.height for row in body[cut.first : cut.end])
        for offset, cut in zip(taken, part.cuts, strict=True)
    )
    places = tuple(places)
    for height in range(depth, min(room, depth + MOST_MORE) + 1):
        cuts = _columns(body, [height - offset for offset in taken], places, ends=ends)
        if cuts and cuts != list(part.cuts):
            return replace(part, cuts=tuple(cuts))
    return None


def _columns(
    body: Sequence[Row], heights: list[int], places: Iterable[int], *, ends: bool
) -> list[Cut]:
    """Columns of the given heights, some of them shorter so that they end as they should; none
    where no column does that did not before."""
    cuts, changed = spread(body, 0, heights), False
    for column in places:
        for fewer in range(1, MOST_FEWER):
            if _ends(body, cuts[column]) == ends or heights[column] <= fewer:
                break
            tried = [*heights[:column], heights[column] - fewer, *heights[column + 1 :]]
            found = spread(body, 0, tried)
            if found[-1].end >= len(body) and _ends(body, found[column]) == ends:
                cuts, heights, changed = found, tried, True
    return cuts if changed else []


def _ends(rows: Sequence[Row], cut: Cut) -> bool:
    return cut.end > cut.first and rows[cut.end - 1].ends
