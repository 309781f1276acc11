"""Which text of a document a repair or a note belongs to, and at which of its characters.

The model's spans say where a text was read. A text is known to the character where its length is
that of its spans, of the spaces at their joints, and of what repairs put in or took out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from converter.model import Article, Figure, Inlines, Issue, Repair, Ruby, Span, Spans, Text
from converter.walk import descend


class Core(NamedTuple):
    """What of a repair differs, and where in its source it begins."""

    source: str
    at: int
    before: str
    after: str


def core(repair: Repair) -> Core | None:
    """The repair without what stands there unchanged on both sides; None without a place."""
    if not repair.spans:
        return None
    first, before, after = repair.spans[0], repair.before, repair.after
    if len(repair.spans) > 1 and len(before.split("\n")[0]) != first.end - first.start:
        return Core(first.source, first.start, before, after)
    same = _alike(before, after)
    before, after = before[same:], after[same:]
    tail = _alike(before[::-1], after[::-1])
    keep_before, keep_after = len(before) - tail, len(after) - tail
    return Core(first.source, first.start + same, before[:keep_before], after[:keep_after])


def _alike(one: str, other: str) -> int:
    """How many characters two begin with alike."""
    both = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in both if a != b), min(len(one), len(other)))


class Growth:
    """Where repairs within a text put in more characters than they took out, or fewer."""

    def __init__(self, repairs: Iterable[Repair]) -> None:
        self._by_source: dict[str, list[tuple[int, int, int]]] = {}
        for repair in repairs:
            if len(repair.spans) == 1:
                (span,) = repair.spans
                more = len(repair.after) - len(repair.before)
                if more and len(repair.before) == span.end - span.start:
                    places = self._by_source.setdefault(span.source, [])
                    places.append((span.start, span.end, more))
        for places in self._by_source.values():
            places.sort()

    def within(self, span: Span) -> list[tuple[int, int]]:
        """Where each ends, and by how many characters the text is longer for it."""
        places = self._by_source.get(span.source, [])
        low, high = (bisect_left(places, (at, 0, 0)) for at in (span.start, span.end))
        return [(end, more) for start, end, more in places[low:high] if start < end <= span.end]


class Ground:
    """One text of a document: which of its characters stands for which of the sources."""

    def __init__(self, text: str, spans: Spans, growth: Growth) -> None:
        self._spans = spans
        self._growth = [growth.within(span) for span in spans]
        self._starts: list[int] = []
        sizes = [
            span.end - span.start + sum(more for _, more in grown)
            for span, grown in zip(spans, self._growth, strict=True)
        ]
        at, spare = 0, len(text) - sum(sizes)
        for size in sizes:
            if self._starts and spare > 0 and text[at : at + 1].isspace():
                at, spare = at + 1, spare - 1
            self._starts.append(at)
            at += size
        self.known = spare == 0
        """Whether its characters can be told apart; else only the whole of it can be named."""

    def place(self, source: str, at: int) -> int:
        """The character that stands for one of a source, or that follows where it was."""
        place = 0
        for start, span, grown in zip(self._starts, self._spans, self._growth, strict=True):
            if span.source != source or (span.start > at and place):
                continue
            inside = min(max(at, span.start), span.end)
            place = start + inside - span.start + sum(more for end, more in grown if end <= inside)
        return place


class Carriers:
    """The texts of an issue by the places that they were read from."""

    def __init__(self, issue: Issue) -> None:
        found = [(span, spans[0]) for spans in _carriers(issue) if spans for span in spans]
        self._spans: dict[str, list[tuple[Span, Span]]] = {}
        for span, own in found:
            self._spans.setdefault(span.source, []).append((span, own))
        for spans in self._spans.values():
            spans.sort(key=lambda pair: (pair[0].start, pair[0].end))
        self._begins = {
            source: [span.start for span, _ in spans] for source, spans in self._spans.items()
        }

    def nearest(self, source: str, start: int, end: int) -> Span | None:
        """The first span of the text that holds a place, else of the one nearest to it."""
        spans = self._spans.get(source, [])
        n = bisect_right(self._begins.get(source, []), start)
        near = spans[max(n - 1, 0) : n + 1]
        if not near:
            return None
        return min(near, key=lambda pair: _distance(pair[0], start, end))[1]


def _distance(span: Span, start: int, end: int) -> int:
    return max(span.start - end, start - span.end, 0)


def _carriers(issue: Issue) -> Iterator[Spans]:
    for article in issue.articles:
        yield from _heads(article)
        for block in descend(article.blocks):
            match block:
                case Figure(caption=caption, credit=credit):
                    yield from _leaves(caption)
                    yield credit.spans if credit else ()
                case _:
                    for inlines in _inlines(block):
                        yield from _leaves(inlines)


def _heads(article: Article) -> Iterator[Spans]:
    for text in (article.section, article.kicker, article.subtitle, article.byline):
        yield text.spans if text else ()
    yield headline_spans(article)


def headline_spans(article: Article) -> Spans:
    return tuple(span for line in article.title_lines for span in line.spans)


def _inlines(block: object) -> Sequence[Inlines]:
    """The inlines that a block holds itself."""
    if rows := getattr(block, "rows", None):
        return [cell for row in rows for cell in row]
    own = getattr(block, "inlines", None)
    return getattr(block, "lines", ()) if own is None else (own,)


def _leaves(inlines: Inlines) -> Iterator[Spans]:
    """The texts that are set in runs of their own: a ruby's are not."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline.spans
        elif not isinstance(inline, Ruby):
            yield from _leaves(getattr(inline, "inlines", ()))
