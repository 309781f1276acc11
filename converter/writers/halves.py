"""Which articles go on elsewhere in the issue: a newspaper's jumps, paired from both ends."""

from __future__ import annotations

import re
from collections import defaultdict

from converter.model import Issue


def halves(issue: Issue) -> dict[int, int]:
    """From the place of each article that goes on to that of the article which goes on with it.

    Of several from one page to another the first is the first's.
    """
    leaving: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    arriving: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, article in enumerate(issue.articles):
        page = page_key(article.page)
        if article.continued_on:
            leaving[page, page_key(article.continued_on)].append(number)
        if article.continued_from:
            arriving[page_key(article.continued_from), page].append(number)
    onward: dict[int, int] = {}
    for way, starts in leaving.items():
        onward.update(zip(starts, arriving[way], strict=False))
    return onward


def joined(issue: Issue) -> set[int]:
    """The articles to which the rest was put: the page they went on to is here, and nothing is
    left on it that could be it."""
    pages = {page_key(label) for label in issue.meta.page_labels}
    pages |= {page_key(article.page) for article in issue.articles}
    untitled = {page_key(a.page) for a in issue.articles if not (a.title or a.title_lines)}
    onward = halves(issue)
    return {
        number
        for number, article in enumerate(issue.articles)
        if number not in onward
        and (target := page_key(article.continued_on)) in pages
        and target not in untitled
    }


def page_key(label: str | None) -> str:
    """A page label without the words around it: 第4版, page 4 and 4 are the same."""
    return re.sub("第|[版面頁页]|page", "", label or "", flags=re.IGNORECASE).strip().casefold()
