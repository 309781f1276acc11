"""Stories placed on pages the way a newspaper does: side by side on shelves.

A shelf is as wide as the page; the stories on it take some of its columns each. Which stories
share a shelf, and how many columns each gets, is found for all stories together: the least blank
paper, the least unfit headlines. A story alone on its shelf may run on over the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple, Protocol

from converter.typeset.columns import Cut, balance, spread
from converter.typeset.rows import Row

GAP = 1
"""Grid lines between shelves; a rule stands in them."""
LEAST_BODY = 4
"""Lines of each column that must fit below a headline where a story begins at a page's foot."""
SHALLOW, DEEP = 9, 45
"""Lines of text in a column below and above which it looks wrong."""
BREAK_COST = 12.0
"""Of a story that runs on over the page, in blank lines of a column."""
MOST_STATES = 16
"""Of half-made pages followed at once; more find nothing better."""


class Setting(NamedTuple):
    """A story set over a number of columns."""

    head: tuple[Row, ...]
    """Over all its columns."""
    banner: Row | None
    """Over its last columns, below the head: a picture."""
    banner_columns: int
    body: tuple[Row, ...]
    awkward: float
    """How ill the headline fits this width, in blank lines of a column."""

    @property
    def head_height(self) -> int:
        return sum(row.height for row in self.head)


class Story(Protocol):
    def set(self, columns: int, /) -> Setting:
        """The story over so many columns; asked often, so it should remember."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A story, or what of it stands on one page."""

    story: int
    page: int
    columns: tuple[int, int]
    """The first column and the one after the last."""
    top: int
    """In grid lines below the page's first."""
    height: int
    begins: bool
    """Its headline stands here."""
    cuts: tuple[Cut, ...]
    ends: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the stories of a section stand: parts by page, counted from its first."""

    pages: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class _State:
    """Stories placed so far."""

    cost: float
    page: int
    used: int
    before: _State | None = None
    parts: tuple[Part, ...] = ()
    """Of the last step alone; the pages and tops of a shelf count from `before`."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    height: int
    cost: float
    parts: tuple[Part, ...]


@dataclass(slots=True)
class _Placing:
    stories: Sequence[Story]
    columns: int
    first_height: int
    height: int
    fits: dict[tuple[int, int], tuple[int, tuple[Cut, ...]] | None] = field(default_factory=dict)
    shelves: dict[tuple[int, tuple[int, ...]], _Shelf | None] = field(default_factory=dict)

    def lines(self, page: int) -> int:
        return self.first_height if page == 0 else self.height

    def fit(self, story: int, columns: int) -> tuple[int, tuple[Cut, ...]] | None:
        """Height and cuts of a story balanced over columns, where it fits on a page."""
        key = (story, columns)
        if key not in self.fits:
            setting = self.stories[story].set(columns)
            head = setting.head_height
            found = balance(setting.body, 0, _offsets(setting, columns), self.height - head)
            self.fits[key] = (found[0] + head, tuple(found[1])) if found else None
        return self.fits[key]

    def shelf(self, story: int, shares: tuple[int, ...]) -> _Shelf | None:
        """Stories from `story` on side by side, each over its share of the columns."""
        key = (story, shares)
        if key not in self.shelves:
            self.shelves[key] = self._shelf(story, shares)
        return self.shelves[key]

    def _shelf(self, story: int, shares: tuple[int, ...]) -> _Shelf | None:
        fits = [self.fit(number, share) for number, share in enumerate(shares, story)]
        found = [fit for fit in fits if fit is not None]
        if len(found) < len(fits):
            return None
        height = max(own for own, _ in found)
        cost, left, parts = 0.0, 0, []
        for number, (share, (own, cuts)) in enumerate(zip(shares, found, strict=True), story):
            cost += (height - own) * share + _looks(self, number, share, own)
            parts.append(Part(number, 0, (left, left + share), 0, height, True, cuts, True))
            left += share
        return _Shelf(height, cost, tuple(parts))


def place(stories: Sequence[Story], columns: int, first_height: int, height: int) -> Plan:
    """Place stories in order on pages of `columns` columns and `height` grid lines.

    The first page has `first_height` lines: a masthead takes the rest. Time grows with the number
    of stories, not with its square.
    """
    placing = _Placing(stories, columns, first_height, height)
    states: list[dict[tuple[int, int], _State]] = [{} for _ in range(len(stories) + 1)]
    states[0][0, 0] = _State(0.0, 0, 0)
    for story in range(len(stories)):
        best = sorted(states[story].values(), key=lambda state: state.cost)[:MOST_STATES]
        for state in best:
            for follower, count in _steps(placing, state, story):
                there = states[story + count]
                key = (follower.page, follower.used)
                if key not in there or follower.cost < there[key].cost:
                    there[key] = follower
        states[story] = {}
    return _plan(min(states[-1].values(), key=lambda s: s.cost + 2.0 * columns * s.page))


def _steps(placing: _Placing, state: _State, story: int) -> Iterator[tuple[_State, int]]:
    """The states that one more shelf leads to, and how many stories stand on it."""
    starts = [state]
    if state.used or placing.lines(state.page) < placing.height:
        blank = (placing.lines(state.page) - state.used + GAP) * placing.columns
        starts.append(_State(state.cost + blank, state.page + 1, 0, state))
    for start in starts:
        for shares in _shares(placing.columns):
            if story + len(shares) <= len(placing.stories):
                follower = _on_shelf(placing, start, story, shares)
                if follower:
                    yield follower, len(shares)
        run_on = _run_on(placing, start, story)
        if run_on:
            yield run_on, 1


def _on_shelf(
    placing: _Placing, state: _State, story: int, shares: tuple[int, ...]
) -> _State | None:
    """Stories side by side on the next shelf; none where they do not fit on the page."""
    shelf = placing.shelf(story, shares)
    if shelf is None or shelf.height > placing.lines(state.page) - state.used:
        return None
    cost = state.cost + shelf.cost
    return _State(cost, state.page, state.used + shelf.height + GAP, state, shelf.parts)


def _run_on(placing: _Placing, state: _State, story: int) -> _State | None:
    """A story over all columns that fills this page and goes on over the next ones."""
    columns = placing.columns
    setting = placing.stories[story].set(columns)
    room = placing.lines(state.page) - state.used
    head = setting.head_height
    offsets = _offsets(setting, columns)
    found = placing.fit(story, columns)
    if found and found[0] <= room:
        return None
    whole = not state.used and room == placing.height
    if not whole and room < head + max(offsets) + LEAST_BODY:
        return None
    page, used, start, begins = state.page, state.used, 0, True
    parts: list[Part] = []
    while True:
        room = placing.lines(page) - used - (head if begins else 0)
        taken = offsets if begins else [0] * columns
        rest = balance(setting.body, start, taken, room) if room > 0 else None
        height, cuts = rest if rest else (max(room, 0), [])
        if not rest:
            heights = [height - offset for offset in taken]
            cuts = spread(setting.body, start, heights, force=used == 0 and not begins)
            if cuts[-1].end <= start and begins and not whole:
                return None
        top = height + (head if begins else 0)
        span = (0, columns)
        parts.append(Part(story, page - state.page, span, 0, top, begins, tuple(cuts), bool(rest)))
        if rest:
            break
        start, page, used, begins = cuts[-1].end, page + 1, 0, False
    cost = state.cost + BREAK_COST + _looks(placing, story, columns, placing.height)
    return _State(cost, page, used + top + GAP, state, tuple(parts))


def _looks(placing: _Placing, story: int, share: int, height: int) -> float:
    """What is wrong with a story over so many columns, in blank lines of a column."""
    setting = placing.stories[story].set(share)
    depth = height - setting.head_height
    cost = setting.awkward
    if share > 1 and depth < SHALLOW:
        cost += (SHALLOW - depth) * share
    if depth > DEEP:
        cost += (depth - DEEP) * 0.2 * share
    if story == 0 and 2 * share < placing.columns:
        cost += 20.0  # the first story leads the page
    return cost


def _offsets(setting: Setting, columns: int) -> list[int]:
    if setting.banner is None:
        return [0] * columns
    plain = columns - setting.banner_columns
    return [0] * plain + [setting.banner.height] * setting.banner_columns


@lru_cache(maxsize=16)
def _shares(columns: int) -> tuple[tuple[int, ...], ...]:
    """The ways to divide columns between stories side by side."""
    if columns == 0:
        return ((),)
    return tuple(
        (first, *rest)
        for first in range(1, columns + 1)
        for rest in _shares(columns - first)
        if 1 + len(rest) <= 4
    )


def _plan(state: _State) -> Plan:
    steps: list[_State] = []
    while state.before is not None:
        steps.append(state)
        state = state.before
    pages: list[list[Part]] = []
    for step in reversed(steps):
        before = step.before
        assert before is not None
        for part in step.parts:
            top = part.top if part.page else before.used
            page = before.page + part.page
            while len(pages) <= page:
                pages.append([])
            pages[page].append(replace(part, page=page, top=top))
    return Plan(tuple(tuple(parts) for parts in pages))
