"""What the placing of stories is given and gives: stories set over columns, parts of pages."""

from __future__ import annotations

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
        return AIR + self.growth if self.head else 0

    imprint: bool = False
    """It stands at the foot of the last page, where it has that page's width."""

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
    air: int = 0
    """Lines left over that stand free round the headline, or that it takes, set larger."""
    jumps: bool = False
    """Where it does not begin or end here, a line of its own says where it does."""
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


def offsets(setting: Setting, columns: int) -> list[int]:
    """Lines that a banner takes at the head of each column."""
    if setting.banner is None:
        return [0] * columns
    plain = columns - setting.banner_columns
    return [0] * plain + [setting.banner.height] * setting.banner_columns
