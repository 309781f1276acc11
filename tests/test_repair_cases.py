"""The case files of the repair passes (`tests/cases/repair/<code>.md`) are what the passes do.

Each fenced block holds an input, a line with a single dot, and what comes out: the texts of the
pieces, one a line, then the notes, each after `! `. The fence may name a language and a role
(```en heading). Characters that show nothing are written as \\uXXXX. `pytest --accept` writes what
comes out into the files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from converter.page import Chunk
from converter.passage import passage
from converter.repair import PASSES, credits, hyphen, invisible, likeness
from converter.repair.record import Pass, Piece, Profile, Role
from tests.case_files import accept

FOLDER = Path(__file__).parent / "cases" / "repair"
FENCE = re.compile(r"^```(?P<said>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
UNSEEN = re.compile(r"\\u([0-9a-f]{4})")

Runner = Callable[[Sequence[str], Role, Profile], list[str]]


class Case(NamedTuple):
    path: Path
    number: int
    language: str
    role: Role
    given: tuple[str, ...]
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path.stem}-{self.number}"


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.md")):
        for number, match in enumerate(FENCE.finditer(path.read_text("utf-8")), 1):
            given, _, expected = match["body"].partition("\n.\n")
            words = match["said"].split()
            roles = [Role(word) for word in words if word in list(Role)]
            languages = [word for word in words if word not in list(Role)]
            yield Case(
                path,
                number,
                languages[0] if languages else "zh-Hans",
                roles[0] if roles else Role.PARAGRAPH,
                tuple(UNSEEN.sub(lambda m: chr(int(m[1], 16)), given).split("\n")),
                tuple(expected.splitlines()),
            )


def by_pass(run: Pass) -> Runner:
    def runner(lines: Sequence[str], role: Role, profile: Profile) -> list[str]:
        texts = [passage(line, "page.txt") for line in lines]
        done = run(tuple(Piece(text, role, Chunk(text)) for text in texts), profile)
        notes = [f"! {note.text}" for note in done.notes]
        return [piece.text.text for piece in done.pieces] + notes

    return runner


def bylines(lines: Sequence[str], role: Role, profile: Profile) -> list[str]:
    """What was read of each line as `name: value` in the order it is printed, then what is left."""
    out = []
    for line in lines:
        if role is Role.CAPTION:
            photo = credits.caption_credit(line)
            said = [f"credit: {photo[1]}"] if photo else []
            rest = line[: photo[0]] if photo else line
        else:
            opening, closing = credits.parse(line, profile), credits.foot(line)
            byline = opening[0] if opening else closing[0] if closing else None
            said = [f"agency: {byline.agency}"] if byline and byline.agency else []
            said += [f"dateline: {byline.dateline}"] if byline and byline.dateline else []
            said += (
                [f"{c.role or 'name'}: {', '.join(c.names)}" for c in byline.credits]
                if byline
                else []
            )
            rest = line[opening[1] :] if opening else line[: closing[1]] if closing else line
        out.append(" | ".join([*said, f"text: {rest}"] if rest else said))
    return out


def lines_joined(lines: Sequence[str], role: Role, profile: Profile) -> list[str]:
    whole = lines[0]
    for _, after in pairwise(lines):
        drop, glue, _ = hyphen.joint(whole, after, profile)
        whole = whole[: len(whole) - len(drop)] + glue + after
    return [whole]


RUNNERS: Mapping[str, Runner] = {
    **{code: by_pass(run) for code, run in PASSES.items()},
    "invisible": by_pass(invisible.run),
    **dict.fromkeys(likeness.CODES, by_pass(likeness.run)),
    "credits": bylines,
    "hyphen": lines_joined,
}


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_case_comes_out_as_written(case: Case, request: pytest.FixtureRequest) -> None:
    got = tuple(RUNNERS[case.path.stem](case.given, case.role, Profile(case.language)))
    if request.config.getoption("--accept") and got != case.expected:
        accept(case.path, FENCE, case.number, got)
    else:
        assert got == case.expected


@pytest.mark.parametrize(
    "code", ["invisible", "spacing", "punctuation", "unclosed-quote", "credits", "hyphen"]
)
def test_every_rule_has_its_cases(code: str) -> None:
    assert any(case.path.stem == code for case in cases())
