"""The text of a source that is no plain text, written out as its chunks are met; their spans count in it.

Each chunk stands on a line of it, the cells of a row are parted by tabs. The reading of a ruby
stands after its base in the text, but in no passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from converter.model import Span
from converter.page import Chunk
from converter.passage import Mark, Passage, Run
from converter.readers.marks import row

Marks: TypeAlias = tuple[Mark, ...]


class Sheet:
    """What a reader has written so far: the text, and the chunks that were met."""

    def __init__(self, source: str) -> None:
        self.chunks: list[Chunk] = []
        self._source = source
        self._text: list[str] = []
        self._length = 0
        self._blank = 0
        """Empty lines before the next chunk."""

    @property
    def text(self) -> str:
        """The text so far, each chunk's on a line."""
        return "".join(self._text)

    def _written(self, cells: Sequence[Sequence[tuple[str, Marks]]]) -> Passage:
        """The stretches of each cell of a chunk become runs of the text."""
        parts = []
        for n, stretches in enumerate(cells):
            if n:
                self._write("\t")
            runs = []
            for (text, marks), (_, following) in pairwise([*stretches, ("", ())]):
                span = Span(self._source, self._length, self._length + len(text))
                runs.append(Run(text, span, self._told(text, marks)))
                self._write(text)
                for mark in marks:
                    if mark.kind.startswith("ruby") and mark not in following:
                        self._write(mark.value)
            parts.append(Passage(tuple(runs)))
        self._write("\n")
        return row(parts) if len(parts) > 1 else parts[0]

    def _told(self, text: str, marks: Marks) -> Marks:
        """The marks that a stretch bears in the passage."""
        return marks

    def _put(self, chunk: Chunk) -> None:
        self.chunks.append(replace(chunk, blank_before=self._blank if self.chunks else 0))
        self._blank = 0

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
