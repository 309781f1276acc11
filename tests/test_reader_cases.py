"""The case files of the readers (`tests/cases/readers/*.md`) are what the readers do.

Each fenced block names a reader and holds an input, a line with a single dot, and the chunks that
come out, one a line: the kind, what else is said of it, a bar, the text. `+2` are empty lines
before it, `>4` its indent in half em; `⇥` parts the cells of a row, `⏎` is a line break in one;
`{strong …}` is text with a mark. `pytest --accept` writes what comes out into the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from converter.page import Chunk, Page
from converter.passage import Run
from converter.readers import registry
from converter.readers.document import Document
from tests.case_files import accept

FOLDER = Path(__file__).parent / "cases" / "readers"
FENCE = re.compile(r"^```(?P<reader>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
UNSEEN = re.compile(r"\\u([0-9a-f]{4})")


class Case(NamedTuple):
    path: Path
    number: int
    reader: str
    given: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path.stem}-{self.number}"


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.md")):
        for number, match in enumerate(FENCE.finditer(path.read_text("utf-8")), 1):
            given, _, expected = match["body"].partition("\n.\n")
            text = UNSEEN.sub(lambda m: chr(int(m[1], 16)), given)
            yield Case(path, number, match["reader"], text, tuple(expected.splitlines()))


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_case_comes_out_as_written(case: Case, request: pytest.FixtureRequest) -> None:
    page = registry.reader(case.reader)(Document(case.path.name, case.given.encode(), "utf-8"))
    assert isinstance(page, Page)
    got = tuple(map(shown, page.chunks))
    if request.config.getoption("--accept", default=False) and got != case.expected:
        accept(case.path, FENCE, case.number, got)
    else:
        assert got == case.expected


@pytest.mark.parametrize("reader", ["text", "markdown", "html"])
def test_every_reader_has_its_cases(reader: str) -> None:
    assert any(case.reader == reader for case in cases())


def shown(chunk: Chunk) -> str:
    words = [
        str(chunk.kind),
        str(chunk.level or ""),
        f"+{chunk.blank_before}" if chunk.blank_before else "",
        f">{chunk.indent}" if chunk.indent else "",
        "whole" if chunk.whole else "",
        "numbered" if chunk.ordered else "",
        "header" if chunk.header else "",
        "new-column" if chunk.new_column else "",
        f"image={chunk.image}" if chunk.image is not None else "",
        f"alt={chunk.alt}" if chunk.alt is not None else "",
    ]
    text = "".join(map(marked, chunk.text.runs)).replace("\t", " ⇥ ").replace("\n", "⏎")
    said = " ".join(filter(None, words))
    return f"{said} | {text}" if text else said


def marked(run: Run) -> str:
    text = run.text
    for mark in reversed(run.marks):
        if mark.kind != "break":
            text = f"{{{mark.kind}{f'={mark.value}' if mark.value else ''} {text}}}"
    return text
