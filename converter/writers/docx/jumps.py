"""Which articles go on elsewhere in the issue: a newspaper's jumps, paired from both ends."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from converter.model import Article, Issue


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
    articles = issue.articles
    leaving: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    arriving: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    pages = {_page(label) for label in issue.meta.page_labels}
    untitled = set()
    for number, article in enumerate(articles):
        page = _page(article.page)
        pages.add(page)
        if article.continued_on:
            leaving[page, _page(article.continued_on)].append(number)
        if article.continued_from:
            arriving[_page(article.continued_from), page].append(number)
        if not (article.title or article.title_lines):
            untitled.add(page)
    onward: dict[int, int] = {}
    for way, starts in leaving.items():
        onward.update(zip(starts, arriving[way], strict=False))
    back = {end: start for start, end in onward.items()}
    return [
        Jump(
            name=_name(number) if number in onward or number in back else None,
            onward=_name(onward[number]) if number in onward else None,
            back=_name(back[number]) if number in back else None,
            whole=number not in onward and _is_whole(article, pages, untitled),
        )
        for number, article in enumerate(articles)
    ]


def _is_whole(article: Article, pages: set[str], untitled: set[str]) -> bool:
    target = _page(article.continued_on)
    return target in pages and target not in untitled


def _name(number: int) -> str:
    return f"article{number + 1}"


def _page(label: str | None) -> str:
    """A page label without the words around it: 第4版, page 4 and 4 are the same."""
    return re.sub("第|[版面頁页]|page", "", label or "", flags=re.IGNORECASE).strip().casefold()
