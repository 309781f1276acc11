"""What the placing of stories is given and gives: stories set over columns, parts of pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from converter.typeset.columns import Cut
from converter.typeset.rows import Row

GAP = 1
"""Grid lines between shelves; a rule stands in them."""
JUMP = 1
"""Grid lines that a jump line takes in a column."""
AIR = 3
"""Lines at most that may stand free round a headline so that a column reaches its foot."""


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
    growth: int = 0
    """Lines that its headline takes at most, set larger, of those that are left over."""

    @property
    def slack(self) -> int:
        """Lines at most that headline and white round it take so that a column reaches its
        foot."""
        return AIR + self.growth if self.head and not self.beside else 0

    imprint: bool = False
    """It stands at the foot of the last page, where it has that page's width."""
    beside: bool = False
    """Its head is over the columns that the banner leaves, which stands beside it."""

    @property
    def head_height(self) -> int:
        """Lines of the head that is over all columns."""
        return 0 if self.beside else sum(row.height for row in self.head)


class Story(Protocol):
    def forms(self, columns: int, /) -> int:
        """In how many ways it may be set over so many columns."""
        ...

    def set(self, columns: int, form: int = 0, /) -> Setting:
        """The story over so many columns, in one of these ways; asked often, so it should
        remember."""
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
    air: int = 0
    """Lines left over that stand free round the headline, or that it takes, set larger."""
    jumps: bool = False
    """Where it does not begin or end here, a line of its own says where it does."""
    form: int = 0
    """In which way it is set over its columns."""
    opened: tuple[int, ...] = ()
    """Blank rows of its body that are a line higher here, so that its columns reach its foot."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the stories of a section stand: parts by page, counted from its first."""

    pages: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class State:
    """Stories placed so far."""

    cost: float
    page: int
    used: int
    before: State | None = None
    parts: tuple[Part, ...] = ()
    """Of the last step alone; the pages and tops of a shelf count from `before`."""
    heads: frozenset[int] = frozenset()
    """Columns at whose head, on this page, a story begins."""
    give: int = 0
    """Lines that what stands on this page may take beyond what it needs."""


def shared(lines: int, slack: Sequence[int]) -> list[int]:
    """Lines shared among what has so much room for them each, as evenly as that allows."""
    found = [0] * len(slack)
    while lines > 0 and any(own < most for own, most in zip(found, slack, strict=True)):
        for place, most in enumerate(slack):
            if lines > 0 and found[place] < most:
                found[place] += 1
                lines -= 1
    return found


def offsets(setting: Setting, columns: int) -> list[int]:
    """Lines that a banner, and a head beside it, take at the head of each column."""
    if setting.banner is None:
        return [0] * columns
    plain = columns - setting.banner_columns
    head = sum(row.height for row in setting.head) if setting.beside else 0
    return [head] * plain + [setting.banner.height] * setting.banner_columns
