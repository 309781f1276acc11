"""Pages made up: what is left over at their feet is shared out, and columns end well.

Shelves were placed at their least height. Where a page is nearly full, the lines that are left go
below headlines and between shelves, so that the page reaches its foot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import inf

from converter.typeset.columns import Cut
from converter.typeset.level import level, opened
from converter.typeset.plan import AIR, Part, Plan, State, Story, offsets, shared
from converter.typeset.rows import Row

MOST_FEWER, FEWER = 2, 0.5
"""Lines round a headline that are given up at most so that columns end better, and what one
costs."""
WHITE = 0.7
"""Of one more round it, for each column, which is then as much nearer to its foot."""
MOST_GAP = 2
"""Lines more that may stand free between two shelves."""
OUT_OF_REACH = 6
"""Lines that stay blank at a last page's foot from which white is not spread over the page."""
MOST_LEFT = 0.5
"""Part of a last page's lines that are shared out; where more is left it ends there."""
NEARLY = 0.16
"""Part of its lines that stand between its last article and the imprint at its foot; where more
is left the imprint stands close below the article."""


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
            shelves = _shared_out(shelves, stories, room, MOST_LEFT * room if is_last else room)
            shelves = _ended_well(shelves, stories)
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
    more, gaps = [0] * len(shelves), [0] * len(shelves)
    give = [_give(parts, stories) for parts in shelves]
    if left > sum(give) + MOST_GAP * (len(shelves) - 1) + OUT_OF_REACH:
        # The foot is out of reach: larger headlines fill the page a little, more white does not.
        give = [_give(parts, stories, white=1) for parts in shelves]
    for turn in range(2 * max(*give, MOST_GAP)):
        for place in range(len(shelves)):
            if turn % 2 == 0 and left and more[place] < give[place]:
                more[place] += 1
            elif turn % 2 and left and place and gaps[place] < MOST_GAP:
                gaps[place] += 1
            else:
                continue
            left -= 1
    made, down = [], 0
    for parts, lines, gap in zip(shelves, more, gaps, strict=True):
        down += gap
        stacks = _stacks(parts)
        made.append([part for stack in stacks for part in _grown(stack, stories, down, lines)])
        down += lines
    return made


def _stacks(parts: list[Part]) -> list[list[Part]]:
    """The parts of a shelf by the columns that they stand in, one above the other."""
    found: dict[tuple[int, int], list[Part]] = {}
    for part in parts:
        found.setdefault(part.columns, []).append(part)
    return list(found.values())


def _give(parts: list[Part], stories: Sequence[Story], white: int = AIR) -> int:
    """Lines by which a shelf may grow: its headlines take them, and `white` of them the white round
    each."""
    less = AIR - white
    stacks = _stacks(parts)
    return min(sum(max(_slack(part, stories) - less, 0) for part in stack) for stack in stacks)


def _grown(stack: list[Part], stories: Sequence[Story], down: int, lines: int) -> Iterator[Part]:
    """The parts of a stack that stands further down, higher by so many lines in all."""
    slack = [_slack(part, stories) for part in stack]
    for part, more in zip(stack, shared(lines, slack), strict=True):
        yield replace(part, top=part.top + down, air=part.air + more, height=part.height + more)
        down += more


def _at_foot(parts: list[Part], stories: Sequence[Story], room: int) -> list[Part]:
    """The last shelf of the last page, which an imprint alone leaves for the page's foot."""
    left = room - parts[0].top - parts[0].height
    alone = len(parts) == 1 and stories[parts[0].story].set(len(parts[0].cuts)).imprint
    if not alone or left > NEARLY * room:
        return parts
    return [replace(parts[0], top=room - parts[0].height)]


def _slack(part: Part, stories: Sequence[Story]) -> int:
    """Lines that its headline may still take."""
    slack = stories[part.story].set(len(part.cuts), part.form).slack
    return max(slack - part.air, 0) if part.begins else 0


def _ended_well(shelves: list[list[Part]], stories: Sequence[Story]) -> list[list[Part]]:
    """Shelves whose columns end level: those at the page's foot not with a paragraph's end, where
    a short line looks like a gap; where one does all the same, the next column begins with a
    paragraph at the page's head, so that not both are broken off."""
    foot = max(part.top + part.height for part in shelves[-1])
    ends: set[int] = set()
    made: list[list[Part]] = []
    for place, parts in reversed(list(enumerate(shelves))):
        top = min(part.top for part in parts)
        levelled = []
        for part in parts:
            wishes: list[bool | None] = [None] * len(part.cuts)
            if part.top + part.height == foot:
                wishes = [False] * len(part.cuts)
            elif place == 0 and part.top == top:
                wishes = [True if n in ends else None for n in range(*part.columns)]
            found = _levelled(part, stories, wishes)
            levelled.append(found)
            if part.top + part.height == foot:
                ends |= _ending(found, stories)
        made.append(levelled)
    return made[::-1]


def _ending(part: Part, stories: Sequence[Story]) -> set[int]:
    """The page's columns in which a part ends with a paragraph's end."""
    body = stories[part.story].set(len(part.cuts), part.form).body
    return {
        column
        for column, cut in enumerate(part.cuts, part.columns[0])
        if cut.end > cut.first and body[cut.end - 1].ends
    }


def _levelled(part: Part, stories: Sequence[Story], wishes: Sequence[bool | None]) -> Part:
    """A part whose columns end level, and as they are wished to; some of the lines round its
    headline are given up, or some more put there, where the columns then end better."""
    if not (part.begins and part.ends):
        return part
    setting = stories[part.story].set(len(part.cuts), part.form)
    taken = offsets(setting, len(part.cuts))
    least, best = inf, part
    most = max(min(part.air + MOST_FEWER, setting.slack + 1), part.air)
    for air in range(most, max(part.air - MOST_FEWER, 0) - 1, -1):
        room = part.height - setting.head_height - air
        heights = [max(room - offset, 0) for offset in taken]
        found = level(setting.body, heights, wishes)
        if found is None:
            continue
        more = air - part.air
        cost = found[0] + (WHITE * more * len(part.cuts) if more > 0 else -FEWER * more)
        if cost < least:
            least, grown = cost, _opened(setting.body, found[1], heights)
            best = replace(part, air=air, cuts=tuple(found[1]), opened=grown)
    return best


def _opened(body: Sequence[Row], cuts: Sequence[Cut], heights: Sequence[int]) -> tuple[int, ...]:
    """The blank rows of a part that grow so that its columns reach its foot."""
    found: list[int] = []
    for cut, height in zip(cuts, heights, strict=True):
        depth = sum(row.height for row in body[cut.first : cut.end])
        found += opened(body, cut, height - depth)
    return tuple(found)
