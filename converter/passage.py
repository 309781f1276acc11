"""Passages: text on its way through repair, each stretch still tied to the place it came from.

A passage is a tuple of runs; a run is a piece of text with the span it was read from and the marks
(emphasis, link …) the source put on it. Passages are cut, joined and edited; what was read where
is never lost on the way, and `inlines` turns the outcome into the model's inlines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from converter.model import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Ruby,
    Span,
    Spans,
    Strong,
    Subscript,
    Superscript,
    Text,
)


class Mark(NamedTuple):
    """What the source says of a stretch: `emphasis`, `strong`, `link` …

    `value` is a link's aim, or a ruby's reading.
    """

    kind: str
    value: str = ""


class Run(NamedTuple):
    text: str
    span: Span | None = None
    marks: tuple[Mark, ...] = ()

    def cut(self, start: int, end: int) -> Run:
        """A part of the run; its span is as exact as the run's own is letter for letter."""
        text, span, marks = self
        if start == 0 and end == len(text):
            return self
        if span and span.end - span.start == len(text):
            span = Span(span.source, span.start + start, span.start + end)
        return Run(text[start:end], span, marks)


class Edit(NamedTuple):
    """Replace the characters `start` to `end` of a passage by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Passage:
    runs: tuple[Run, ...] = field(default=())

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @cached_property
    def spans(self) -> Spans:
        """Where it was read, neighbouring stretches joined."""
        return spans_of(self.runs)

    @cached_property
    def _ends(self) -> list[int]:
        """Where each run ends."""
        return list(accumulate(len(run.text) for run in self.runs))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __add__(self, other: Passage) -> Passage:
        return Passage(self.runs + other.runs)

    def cut(self, start: int = 0, end: int | None = None) -> Passage:
        """The characters from `start` up to `end`, as in a slice of their text."""
        start, end, _ = slice(start, end).indices(len(self.text))
        if (start, end) == (0, len(self.text)):
            return self
        n = bisect_right(self._ends, start)
        runs = []
        at = start
        while at < end:
            run, foot = self.runs[n], self._ends[n]
            head = foot - len(run.text)
            low, high = at - head, min(end, foot) - head
            if low < high:
                runs.append(run if high - low == len(run.text) else run.cut(low, high))
            at = foot
            n += 1
        return Passage(tuple(runs))

    def strip(self) -> Passage:
        text = self.text
        return self.cut(len(text) - len(text.lstrip()), len(text.rstrip()))

    def edit(self, edits: Iterable[Edit]) -> Passage:
        """Apply edits, which stand in order and do not overlap.

        What is put in takes the span and the marks of what it replaces, or of what stands before.
        """
        runs: list[Run] = []
        at = 0
        for start, end, text in edits:
            runs.extend(self.cut(at, start).runs)
            if text:
                old = self.cut(start, end).runs or (runs[-1:] or self.runs[:1])
                spans = [run.span for run in old if run.span]
                span = Span(spans[0].source, spans[0].start, spans[-1].end) if spans else None
                if start == end and span:
                    span = Span(span.source, span.end, span.end)
                runs.append(Run(text, span, old[0].marks if old else ()))
            at = end
        runs.extend(self.cut(at).runs)
        return Passage(tuple(runs))

    def under(self, mark: Mark) -> Passage:
        """All of it with a further mark, within those it has."""
        return Passage(tuple(run._replace(marks=(*run.marks, mark)) for run in self.runs))

    def wholly(self, kind: str) -> bool:
        """Whether all of it has a mark of that kind."""
        return bool(self.runs) and all(
            any(mark.kind == kind for mark in run.marks) for run in self.runs
        )

    def without(self, *kinds: str) -> Passage:
        """It without the marks of some kinds."""
        return Passage(
            tuple(
                run._replace(marks=tuple(mark for mark in run.marks if mark.kind not in kinds))
                for run in self.runs
            )
        )

    def inlines(self) -> Inlines:
        """The model's inlines: stretches of like marks become one nested inline."""
        if not any(run.marks for run in self.runs):
            return (Text(self.text, self.spans),) if self.runs else ()
        return _nest(self.runs, 0)


def spans_of(runs: Sequence[Run]) -> Spans:
    """Where some runs were read, neighbouring stretches joined."""
    if len(runs) == 1:
        return (runs[0].span,) if runs[0].span else ()
    spans: list[Span] = []
    for run in runs:
        if run.span is None:
            continue
        last = spans[-1] if spans else None
        if last and last.source == run.span.source and last.end == run.span.start:
            spans[-1] = Span(last.source, last.start, run.span.end)
        elif last != run.span:
            spans.append(run.span)
    return tuple(spans)


def passage(text: str, source: str = "", start: int = 0) -> Passage:
    """A passage of one run, read at `start` of a source (or from nowhere)."""
    span = Span(source, start, start + len(text)) if source else None
    return Passage((Run(text, span),)) if text else Passage()


def join(passages: Iterable[Passage], glue: str = "") -> Passage:
    """Passages as one, `glue` between each two."""
    runs: list[Run] = []
    first = True
    for part in passages:
        if glue and not first:
            runs.append(Run(glue))
        first = False
        runs.extend(part.runs)
    return Passage(tuple(runs))


def _nest(runs: tuple[Run, ...], depth: int) -> Inlines:
    inlines: list[Inline] = []
    for mark, group in groupby(
        runs, key=lambda r: r.marks[depth] if len(r.marks) > depth else None
    ):
        part = tuple(group)
        if mark is None:
            inlines.append(Text("".join(run.text for run in part), Passage(part).spans))
        else:
            inlines.append(marked(mark, _nest(part, depth + 1)))
    return tuple(inlines)


def marked(mark: Mark, inner: Inlines) -> Inline:
    """Inlines with a mark on them; `ValueError` for a mark that the model does not know."""
    match mark.kind:
        case "emphasis":
            return Emphasis(inner)
        case "strong":
            return Strong(inner)
        case "superscript":
            return Superscript(inner)
        case "subscript":
            return Subscript(inner)
        case "break":
            return LineBreak()
        case "link":
            return Link(mark.value, inner)
        case "ruby":
            return Ruby(inner, mark.value)
        case _:
            raise ValueError(f"unknown mark {mark.kind!r}")
