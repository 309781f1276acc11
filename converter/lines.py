"""Places in the sources: what spans count in characters, said in lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

from converter.model import Span, Spans

NEAR = 2
"""Characters between two spans that are told as one place: a line's end and what joined it."""


class Lines:
    """Where the lines of sources begin."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._starts = {
            name: [*accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0)]
            for name, text in sources.items()
        }

    def place(self, source: str, at: int) -> tuple[int, int] | None:
        """Line and column of a character, from 1; None where the source is not at hand."""
        starts = self._starts.get(source)
        if starts is None:
            return None
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1

    def name(self, spans: Spans) -> str:
        """The first of some places, as compilers name one: A1.txt:12:3; empty for none."""
        if not spans:
            return ""
        found = self.place(spans[0].source, spans[0].start)
        return ":".join((spans[0].source, *map(str, found or ())))

    def names(self, spans: Spans) -> str:
        """All of some places, from the first character to the last: A1.txt:12:3-14:20, A2.txt:1:1.

        Where the source is not at hand, the characters are told: A1.txt@210-260.
        """
        return ", ".join(self._range(span) for span in _together(spans))

    def _range(self, span: Span) -> str:
        first = self.place(span.source, span.start)
        last = self.place(span.source, max(span.end - 1, span.start))
        if first is None or last is None:
            return f"{span.source}@{span.start}-{span.end}"
        begin = f"{span.source}:{first[0]}:{first[1]}"
        return begin if first == last else f"{begin}-{last[0]}:{last[1]}"


def _together(spans: Spans) -> list[Span]:
    """Spans that follow one another as one."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and last.source == span.source and last.start <= span.start <= last.end + NEAR:
            found[-1] = Span(last.source, last.start, max(last.end, span.end))
        else:
            found.append(span)
    return found
