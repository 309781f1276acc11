"""Stories placed on pages the way a newspaper does: side by side on shelves.

A shelf is as wide as the page; its stories take some of the columns each, alone or one above the
other. Which stories share a shelf, and how, is found for all stories together: the least blank
paper, the least unfit headlines. A story alone on its shelf may run on over the page, with a line
that says so at its end there and another where it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple, TypeAlias

from converter.typeset.columns import Cut, balance, spread
from converter.typeset.feet import MOST_GAP, made_up
from converter.typeset.plan import GAP, JUMP, Part, Plan, State, Story, offsets, shared

LEAST_BODY = 5
"""Lines of each column that must fit below a headline where a story begins at a page's foot."""
SHALLOW, DEEP = 9, 45
"""Lines of text in a column below and above which it looks wrong."""
BREAK_COST, FLOW_COST = 12.0, 2.0
"""Of a story that runs on over the page, in blank lines of a column; the latter where there is one
column alone, as in a book."""
AIR_COST, STACK_COST = 0.4, 2.0
LAST_COST, LAST_VOID = 0.25, 0.6
"""Of a blank line at the last page's foot, and what more where all the page were blank."""
LADDER = 20.0
"""Of a story over the whole page right below another such: they look like the rungs of a ladder."""
CROOKED = 6.0
HOLE = 2.5
"""Blank lines below a story from which they look like a hole rather than like air."""
MOST_STATES = 8
"""Of half-made pages followed at once; more find nothing better."""
MOST_SHELVES = 6
"""Of shelves with the same stories that are tried on each of those."""

Slots: TypeAlias = tuple[tuple[int, int], ...]
"""A shelf from left to right: columns, and the stories that stand in them one above the other."""


class _Fit(NamedTuple):
    """A story balanced over columns."""

    story: int
    columns: int
    form: int
    height: int
    cuts: tuple[Cut, ...]
    slack: int
    cost: float


class _Shelf(NamedTuple):
    height: int
    cost: float
    parts: tuple[Part, ...]
    give: int
    """Lines by which all that stands on it may grow."""


@dataclass(slots=True)
class _Placing:
    stories: Sequence[Story]
    columns: int
    first_height: int
    height: int
    fits: dict[tuple[int, int], list[_Fit]] = field(default_factory=dict)
    shelves: dict[int, list[tuple[int, _Shelf]]] = field(default_factory=dict)

    def lines(self, page: int) -> int:
        return self.first_height if page == 0 else self.height

    def ways(self, story: int, columns: int) -> list[_Fit]:
        """A story balanced over columns, in every way that fits on a page."""
        key = (story, columns)
        if key not in self.fits:
            made = (self._fit(story, columns, n) for n in range(self.stories[story].forms(columns)))
            self.fits[key] = [fit for fit in made if fit is not None]
        return self.fits[key]

    def _fit(self, story: int, columns: int, form: int) -> _Fit | None:
        setting = self.stories[story].set(columns, form)
        head, taken = setting.head_height, offsets(setting, columns)
        found = balance(setting.body, 0, taken, self.height - head)
        if found is None:
            return None
        height, cuts = found
        text = sum(row.height for row in setting.body)
        lacking = sum(height - offset for offset in taken) - text - columns
        hole = lacking * (1 + lacking / columns / HOLE) if lacking > 0 else 0.0
        cost = setting.awkward + hole
        return _Fit(story, columns, form, height + head, tuple(cuts), setting.slack, cost)

    def best_shelves(self, story: int) -> list[tuple[int, _Shelf]]:
        """The shelves that may begin with a story, and how many stories each holds: of those with
        the same stories the best, and the lowest."""
        if story not in self.shelves:
            by_count: dict[int, list[_Shelf]] = {}
            for slots in _slots(self.columns):
                count = sum(number for _, number in slots)
                if story + count <= len(self.stories):
                    by_count.setdefault(count, []).extend(self._shelves(story, slots))
            best: list[tuple[int, _Shelf]] = []
            for count, found in by_count.items():
                if not found:
                    continue
                kept = sorted(found, key=lambda shelf: shelf.cost)[:MOST_SHELVES]
                lowest = min(found, key=lambda shelf: (shelf.height, shelf.cost))
                best += [(count, shelf) for shelf in dict.fromkeys([*kept, lowest])]
            self.shelves[story] = best
        return self.shelves[story]

    def _shelves(self, story: int, slots: Slots) -> Iterator[_Shelf]:
        """Stories from `story` on in the slots of a shelf, in every way; none where one fits on no
        page."""
        shares = [share for share, count in slots for _ in range(count)]
        settings = [self.stories[n].set(share) for n, share in enumerate(shares, story)]
        if len(shares) > 1 and any(setting.imprint for setting in settings):
            return  # an imprint stands below all else, alone
        ways = [self.ways(number, share) for number, share in enumerate(shares, story)]
        for fits in product(*ways):
            shelf = self._shelf(fits, slots)
            if shelf is not None:
                yield shelf

    def _shelf(self, fits: tuple[_Fit, ...], slots: Slots) -> _Shelf | None:
        stacks: list[tuple[_Fit, ...]] = []
        for _, count in slots:
            taken = sum(map(len, stacks))
            stacks.append(fits[taken : taken + count])
        heights = [sum(fit.height for fit in stack) + GAP * (len(stack) - 1) for stack in stacks]
        height = max(heights)
        if height > self.height:
            return None
        cost, left, parts, give = 0.0, 0, list[Part](), height
        for (share, count), stack, own in zip(slots, stacks, heights, strict=True):
            blank = height - own
            slack = [fit.slack for fit in stack]
            free = min(blank, sum(slack))
            rest, give = blank - free, min(give, sum(slack) - free)
            cost += (rest + rest * rest / HOLE + AIR_COST * free) * share
            cost += STACK_COST * (count - 1)
            top = 0
            for place_, (fit, air) in enumerate(zip(stack, shared(free, slack), strict=True)):
                cost += fit.cost + _looks(self, fit.story, share, fit.height)
                depth = height - top if place_ == count - 1 else fit.height + air
                span = (left, left + share)
                own_part = Part(fit.story, 0, span, top, depth, True, fit.cuts, True, air)
                parts.append(replace(own_part, form=fit.form) if fit.form else own_part)
                top += depth + GAP
            left += share
        return _Shelf(height, cost, tuple(parts), give)


def place(stories: Sequence[Story], columns: int, first_height: int, height: int) -> Plan:
    """Place stories in order on pages of `columns` columns and `height` grid lines.

    The first page has `first_height` lines: a masthead takes the rest. Time grows with the number
    of stories, not with its square.
    """
    placing = _Placing(stories, columns, first_height, height)
    states: list[dict[tuple[int, int], State]] = [{} for _ in range(len(stories) + 1)]
    states[0][0, 0] = State(0.0, 0, 0)
    for story in range(len(stories)):
        best = sorted(states[story].values(), key=lambda state: state.cost)[:MOST_STATES]
        for state in best:
            for follower, count in _steps(placing, state, story):
                there = states[story + count]
                key = (follower.page, follower.used)
                if key not in there or follower.cost < there[key].cost:
                    there[key] = follower
        states[story] = {}
    last = min(states[-1].values(), key=lambda state: _whole(placing, state))
    return made_up(last, stories, columns, placing.lines)


def _steps(placing: _Placing, state: State, story: int) -> Iterator[tuple[State, int]]:
    """The states that one more shelf leads to, and how many stories stand on it."""
    starts = [state]
    if state.used or placing.lines(state.page) < placing.height:
        cost = state.cost + _foot(placing, state) + _crooked(state, placing.columns)
        starts.append(State(cost, state.page + 1, 0, state))
    for start in starts:
        for count, shelf in placing.best_shelves(story):
            follower = _on_shelf(placing, start, shelf)
            if follower:
                yield follower, count
        run_on = _run_on(placing, start, story)
        if run_on:
            yield run_on, 1


def _foot(placing: _Placing, state: State) -> float:
    """What is wrong with the lines that are left at a page's foot: some the page's headlines and
    the white round them take, the rest stays blank."""
    left = placing.lines(state.page) - state.used + GAP
    free = min(left, state.give)
    return (AIR_COST * free + (left - free) * (1 + (left - free) / HOLE)) * placing.columns


def _whole(placing: _Placing, state: State) -> float:
    """What is wrong with all pages, where a state is the last: an issue may end with blank paper,
    but less of it on its last page is better, and the pages before bear it as white."""
    columns, lines = placing.columns, placing.lines(state.page)
    left = lines - state.used + GAP
    free = min(left, state.give)
    blank = left - free
    foot = AIR_COST * free + (LAST_COST + LAST_VOID * blank / lines) * blank
    own = state.cost + 2.0 * columns * state.page + _crooked(state, columns)
    return own + foot * columns if columns > 1 else own


def _on_shelf(placing: _Placing, state: State, shelf: _Shelf) -> State | None:
    """One more shelf; none where it does not fit on the page."""
    if shelf.height > placing.lines(state.page) - state.used:
        return None
    cost = state.cost + shelf.cost
    heads = state.heads if state.used else frozenset(p.columns[0] for p in shelf.parts)
    if state.used and len(state.parts) == len(shelf.parts) == 1 < placing.columns:
        cost += LADDER
    used = state.used + shelf.height + GAP
    give = (state.give + MOST_GAP if state.used else 0) + shelf.give
    return State(cost, state.page, used, state, shelf.parts, heads, give)


def _crooked(state: State, columns: int) -> float:
    """What is wrong with a page whose last shelf is parted at columns where its first is not: the
    rules between stories are out of line, and columns begin and end within paragraphs there."""
    foot = max((part.top + part.height for part in state.parts), default=0)
    ends = {p.columns[1] for p in state.parts if p.top + p.height == foot} - {columns}
    return CROOKED * len(ends - state.heads)


def _run_on(placing: _Placing, state: State, story: int) -> State | None:
    """A story over all columns that fills this page and goes on over the next ones."""
    columns = placing.columns
    setting = placing.stories[story].set(columns)
    room = placing.lines(state.page) - state.used
    head = setting.head_height
    if any(fit.height <= room for fit in placing.ways(story, columns)):
        return None
    whole = not state.used and room == placing.height
    if not whole and room < head + max(offsets(setting, columns)) + LEAST_BODY:
        return None
    jumps = columns > 1
    page, used, start, begins, depth = state.page, state.used, 0, True, 0
    parts: list[Part] = []
    while True:
        room = placing.lines(page) - used - (head if begins else 0)
        taken = offsets(setting, columns) if begins else [JUMP * jumps] + [0] * (columns - 1)
        rest = balance(setting.body, start, taken, room) if room > 0 else None
        height, cuts = rest if rest else (max(room, 0), [])
        if not rest:
            heights = [height - offset for offset in taken]
            heights[-1] = max(heights[-1] - JUMP * jumps, 0)
            cuts = spread(setting.body, start, heights, force=used == 0 and not begins)
            if cuts[-1].end <= start and begins and not whole:
                return None
        top = height + (head if begins else 0)
        span, from_here = (0, columns), page - state.page
        depth = height if begins else depth
        parts.append(
            Part(story, from_here, span, 0, top, begins, tuple(cuts), bool(rest), jumps=jumps)
        )
        if rest:
            break
        start, page, used, begins = cuts[-1].end, page + 1, 0, False
    cost = state.cost + setting.awkward + _looks(placing, story, columns, placing.height)
    shallow = max(SHALLOW - top, 0) + max(SHALLOW - depth, 0)
    cost += BREAK_COST + shallow * columns if jumps else FLOW_COST
    heads = state.heads if len(parts) == 1 else frozenset({0})
    return State(cost, page, used + top + GAP, state, tuple(parts), heads)


def _looks(placing: _Placing, story: int, share: int, height: int) -> float:
    """What is wrong with a story over so many columns, in blank lines of a column."""
    depth = height - placing.stories[story].set(share).head_height
    cost = 0.0
    if share > 1 and depth < SHALLOW:
        cost += (SHALLOW - depth) * (1 + (SHALLOW - depth) / SHALLOW) * share
    if depth > DEEP:
        cost += (depth - DEEP) * 0.2 * share
    if story == 0 and 2 * share < placing.columns:
        cost += 20.0  # the first story leads the page
    return cost


@lru_cache(maxsize=16)
def _shares(columns: int) -> tuple[tuple[int, ...], ...]:
    """The ways to divide columns between slots side by side."""
    if columns == 0:
        return ((),)
    return tuple(
        (first, *rest)
        for first in range(1, columns + 1)
        for rest in _shares(columns - first)
        if 1 + len(rest) <= 4
    )


@lru_cache(maxsize=16)
def _slots(columns: int) -> tuple[Slots, ...]:
    """The ways to make up a shelf; stories stand one above another where few stand abreast."""
    found: list[Slots] = []
    for shares in _shares(columns):
        made: list[Slots] = [()]
        most = 1 if len(shares) in (1, 4) or columns > 6 else 4 - len(shares)
        for share in shares:
            # A story over a page's greater part has none above or below it.
            counts = range(1, most + 1) if 2 * share <= columns else (1,)
            made = [(*slots, (share, count)) for slots in made for count in counts]
        found += made
    return tuple(found)
