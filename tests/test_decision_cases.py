"""Decision cases: a raw page, what a person decided on it, and what it becomes.

Each case holds the page (`=== page A2` begins another one), a line with a dot, the decisions, a
dot, and the outline of the issue with the notes `decision-unfit` after it. A decision is written
as `VERDICT CODE | what stood there | what shall stand`, of a role or a text without the verdict:
`role heading | the line`, `text | old | new`. ⏎ stands for a line's end, ␣ for a space at an edge, ␀ for nothing.
`pytest --accept` writes what came out in place of what was expected: read the diff then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from converter import conservation
from converter.decisions import ROLE, TEXT, Decision, Verdict, dump, key, parse
from converter.doubt import UNFIT
from converter.model import Issue
from converter.page import Page
from converter.pipeline import Options, repair
from converter.readers import registry
from converter.readers.document import Document
from tests.case_files import check
from tests.test_page_cases import outline

FOLDER = Path(__file__).parent / "cases" / "decisions"
BLOCK = re.compile(
    r"^````\n(?P<raw>.*?)\n\.\n(?P<said>.*?)\n\.\n(?P<expected>.*?)^````$",
    re.MULTILINE | re.DOTALL,
)
SIGNS = str.maketrans({"⏎": "\n", "␣": " ", "␀": ""})
HEAD = re.compile(r"^=== page (\S+)\n", re.MULTILINE)


def read(raw: str) -> tuple[Page, ...]:
    """The pages of a case, as the reader of texts reads them."""
    parts = HEAD.split(raw)
    texts = (
        [(None, parts[0])] if len(parts) == 1 else list(zip(parts[1::2], parts[2::2], strict=True))
    )
    pages = []
    for n, (label, text) in enumerate(texts, 1):
        page = registry.reader("text")(Document(f"{label or n}.txt", text.encode(), None, label))
        assert isinstance(page, Page)
        pages.append(page)
    return tuple(pages)


def decided(line: str, pages: Sequence[Page], free: Issue) -> Decision:
    """The decision that a line of a case stands for."""
    head, *said = [part.strip().translate(SIGNS) for part in line.split(" | ")]
    first, _, code = head.partition(" ")
    before, after = said[0], said[1] if len(said) > 1 else None
    if first in (ROLE, TEXT):
        page = next(page for page in pages if before in page.text)
        start = page.text.index(before)
        place = (page.source, start, start + len(before))
        return Decision(first, *place, before, Verdict.CORRECT, code if first == ROLE else after)
    keys = [*map(key, free.repairs), *map(key, free.notes)]
    known = [each for each in keys if each and (each.code, each.before) == (code, before)]
    assert known, f"{line}: there are {[each[::4] for each in keys if each and each.code == code]}"
    return Decision(*known[0], Verdict(first), after)


def run(raw: str, said: str) -> str:
    pages = read(raw)
    free = repair(pages)
    made = [decided(line, pages, free) for line in said.splitlines()]
    # What is kept in a file, and read again, is obeyed.
    decisions = parse(dump(made))
    issue = repair(pages, Options(decisions=decisions))
    assert conservation.check(pages, issue)
    assert repair(pages, Options(decisions=decisions)) == issue
    unfit = [f"! {note.text}" for note in issue.notes if note.code == UNFIT]
    return "\n".join([outline(issue), *unfit])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_comes_out_as_its_case_says(path: Path, request: pytest.FixtureRequest) -> None:
    check(path, BLOCK, lambda case: run(case["raw"], case["said"]), request)


def test_there_are_cases() -> None:
    assert len(list(FOLDER.glob("*.md"))) >= 6
