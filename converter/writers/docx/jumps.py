"""Which articles go on elsewhere in the issue: a newspaper's jumps, paired from both ends."""

from __future__ import annotations

from dataclasses import dataclass

from converter.model import Issue
from converter.writers.halves import halves, joined


@dataclass(frozen=True, slots=True)
class Jump:
    """What stands at the two ends of one article."""

    name: str | None = None
    """The article's bookmark, where another article leads to it."""
    onward: str | None = None
    """The bookmark of the article that goes on with this one."""
    back: str | None = None
    whole: bool = False
    """The rest was put to the article: the page it went on to is here, and nothing is left there
    that could be it."""


def jumps(issue: Issue) -> list[Jump]:
    """The jump of each article. Of several from one page to another the first is the first's."""
    onward, whole = halves(issue), joined(issue)
    back = {end: start for start, end in onward.items()}
    return [
        Jump(
            name=_name(number) if number in onward or number in back else None,
            onward=_name(onward[number]) if number in onward else None,
            back=_name(back[number]) if number in back else None,
            whole=number in whole,
        )
        for number in range(len(issue.articles))
    ]


def _name(number: int) -> str:
    return f"article{number + 1}"
