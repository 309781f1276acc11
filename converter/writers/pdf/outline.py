"""What leads through the file: sections, bookmarks, links from one half of an article to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from converter.model import Article, Issue
from converter.typeset.rows import Element
from converter.writers.halves import halves
from converter.writers.pdf.imprint import TextStory
from converter.writers.pdf.stories import ArticleStory


@dataclass(frozen=True, slots=True)
class Bookmark:
    title: str
    page: int
    y: float
    """Below the top edge of the sheet."""
    children: tuple[Bookmark, ...] = ()


def section_parents(articles: Sequence[Article], parent: Element) -> Iterator[Element]:
    """For each article in turn the element that it stands in: that of its section, where articles
    of one section follow one another."""
    for name, group in groupby(articles, key=lambda a: a.section.text.strip() if a.section else ""):
        run = list(group)
        own = parent
        if name and len(run) > 1:
            own = parent.child("Sect")
            own.title = name
        for _ in run:
            yield own


def by_section(
    stories: Sequence[ArticleStory | TextStory], marks: Mapping[int, Bookmark]
) -> tuple[Bookmark, ...]:
    """The bookmarks of a page's articles in reading order, those of a section below its name."""
    found: list[Bookmark] = []
    for parent, group in groupby(sorted(marks), key=lambda place: stories[place].parent):
        run = tuple(marks[place] for place in group)
        if parent.tag == "Sect" and parent.title:
            found.append(Bookmark(parent.title, run[0].page, run[0].y, run))
        else:
            found += run
    return tuple(found)


def link_halves(issue: Issue, stories: Mapping[int, ArticleStory]) -> None:
    """Let each jump line lead to the other half of its article, where that is in the issue.

    `stories` holds the story of each article by the article's identity.
    """
    told = [stories.get(id(article)) for article in issue.articles]
    for here, there in halves(issue).items():
        start, end = told[here], told[there]
        if start and end and start.onward and end.back:
            start.onward.target, end.back.target = end.element, start.element
    for story in told:
        for element in (story.onward, story.back) if story else ():
            if element is not None and element.target is None:
                element.tag = "Span"
