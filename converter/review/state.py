"""What the page shows, as data: sources, result, what was done, what was decided.

The page's script draws it and nothing else; what is served again after a decision is this anew.
Places are (number of the source, start, end), in characters as a `Span` counts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import assert_never

from converter.decisions import HIDDEN, SCHEMA, Decision, decisions_name
from converter.doubt import DOUBTFUL_JOIN, Item, is_doubtful, items
from converter.form import Json, Object
from converter.model import (
    Article,
    Block,
    Figure,
    Heading,
    Inlines,
    Issue,
    List,
    Paragraph,
    Quote,
    Separator,
    Spans,
    Table,
    Verse,
)
from converter.page import Page
from converter.review.align import align
from converter.review.words import ROLES, wording
from converter.walk import block_spans, block_text, byline_text, plain, spans_of

PARTING = ("join-lines", "join-column", "join-figure", "hyphen", "stitch")
"""Codes of what joins: they are shown at the joint itself, not over all that is recorded."""


@dataclass(frozen=True, slots=True)
class Review:
    """One input under review: what was read, what came of it, and what is decided so far."""

    stem: str
    """The input's name, as its editions and its decisions have it."""
    pages: tuple[Page, ...]
    issue: Issue
    decisions: tuple[Decision, ...] = ()


def state(review: Review) -> Object:
    """Everything the page shows."""
    view = _View(review)
    issue = review.issue
    shown = [item for item in items(issue) if not _repeats(item, issue)]
    codes = {*(item.code for item in shown), *(each.code for each in review.decisions)}
    return {
        "name": review.stem,
        "file": decisions_name(review.stem),
        "schema": SCHEMA,
        "hidden": HIDDEN.pattern,
        "digest": _digest(review.pages),
        "language": issue.meta.language,
        "title": issue.meta.title,
        "date": issue.meta.date,
        "sources": [view.source(page) for page in review.pages],
        "articles": [view.article(article) for article in issue.articles],
        "furniture": [view.leaf("furniture", text.text, text.spans) for text in issue.furniture],
        "items": [view.item(item) for item in shown],
        "decisions": [_decision(each) for each in review.decisions],
        "codes": {code: list(wording(code)) for code in sorted({*codes, "role", "text"})},
        "roles": dict(ROLES),
    }


def _repeats(item: Item, issue: Issue) -> bool:
    """A note on a doubtful joint says again what the joint itself says."""
    return item.code == DOUBTFUL_JOIN and any(each.spans == item.spans for each in issue.repairs)


def _digest(pages: Sequence[Page]) -> str:
    """What tells one input's text from another's."""
    digest = sha256()
    for page in pages:
        digest.update(f"{page.source}\0{page.text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]


def _decision(decision: Decision) -> Object:
    return {
        "code": decision.code,
        "source": decision.source,
        "start": decision.start,
        "end": decision.end,
        "before": decision.before,
        "verdict": decision.verdict.value,
        "after": decision.after,
    }


class _View:
    """The parts of the state, which share the sources and their numbers."""

    def __init__(self, review: Review) -> None:
        self._texts: Mapping[str, str] = {page.source: page.text for page in review.pages}
        self._english = not review.issue.meta.language.startswith(("zh", "ja"))
        self._numbers = {page.source: n for n, page in enumerate(review.pages)}

    def source(self, page: Page) -> Object:
        """A page as it was read; `lines` are the places of what a role can be given to."""
        lines: list[Json] = []
        for chunk in page.chunks:
            spans = chunk.text.spans
            if spans and chunk.text.text.strip():
                lines.append([spans[0].start, max(span.end for span in spans)])
        return {"name": page.source, "label": page.label, "text": page.text, "lines": lines}

    def item(self, item: Item) -> Object:
        tied = item.key
        return {
            "kind": item.kind.value,
            "code": item.code,
            "before": item.before,
            "after": item.after,
            "why": item.why,
            "confidence": item.confidence,
            "doubt": is_doubtful(item),
            "joint": item.code in PARTING,
            "spans": self._places(item.spans),
            "at": list(tied[1:4]) if tied else None,
        }

    def article(self, article: Article) -> Object:
        leaves: list[Json] = [
            self.leaf(role, text.text, text.spans)
            for role, text in (
                ("section", article.section),
                ("kicker", article.kicker),
                *(("title", line) for line in article.title_lines),
                ("deck", article.subtitle),
            )
            if text
        ]
        if byline := article.byline:
            leaves.append(
                self.leaf("credit", byline_text(byline, english=self._english), byline.spans)
            )
        leaves += self._leaves(article.blocks)
        return {
            "id": article.id,
            "page": article.page,
            "from": article.continued_from,
            "on": article.continued_on,
            "leaves": leaves,
        }

    def leaf(self, role: str, text: str, spans: Spans, **more: Json) -> Object:
        """A text of the result: its role, and which of its characters stand for which of a source.

        `steps` are (place in the text, source, start, length); see `align`.
        """
        steps: list[Json] = [
            [step.at, self._numbers[step.source], step.start, step.length]
            for step in align(text, spans, self._texts)
        ]
        return {"role": role, "text": text, "spans": self._places(spans), "steps": steps, **more}

    def _places(self, spans: Spans) -> list[Json]:
        return [
            [self._numbers[span.source], span.start, span.end]
            for span in spans
            if span.source in self._numbers
        ]

    def _inlines(self, role: str, inlines: Inlines, **more: Json) -> Object:
        return self.leaf(role, plain(inlines), spans_of(inlines), **more)

    def _leaves(self, blocks: Sequence[Block]) -> Iterator[Object]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Object]:
        match block:
            case Paragraph(inlines=inlines):
                yield self._inlines("paragraph", inlines)
            case Heading(inlines=inlines):
                yield self._inlines("heading", inlines)
            case Figure(caption=caption, credit=credit):
                yield self._inlines("caption" if caption else "picture", caption, image=block.image)
                if credit:
                    yield self.leaf("credit", credit.text, credit.spans)
            case Quote(blocks=inner):
                for each in inner:
                    yield self.leaf("quote", block_text(each), block_spans(each))
            case List(items=rows):
                for row in rows:
                    for each in row:
                        yield self.leaf("item", block_text(each), block_spans(each))
            case Table(rows=lines):
                for cells in lines:
                    yield self._cells(cells)
            case Verse(lines=verses):
                for verse in verses:
                    yield self._inlines("verse", verse)
            case Separator():
                yield self.leaf("rule", "", ())
            case _:
                assert_never(block)

    def _cells(self, cells: Sequence[Inlines]) -> Object:
        spans = tuple(span for cell in cells for span in spans_of(cell))
        return self.leaf("row", "\t".join(map(plain, cells)), spans)
