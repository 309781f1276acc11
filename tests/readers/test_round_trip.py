"""An edition read in again, and written anew: articles, roles, text and pictures stay."""

from __future__ import annotations

from pathlib import Path

import pytest

import converter
from converter import proof
from converter.model import Issue
from converter.pipeline import inputs

ROOT = Path(__file__).parents[2]
SCORED = sorted((ROOT / "tests/damage/issues/score").glob("*.json"))
SAMPLES = [ROOT / "input/yunhe-daily", ROOT / "input/harbor-weekly"]


def read_again(issue: Issue, format: str, style: str, folder: Path, pictures: Path) -> Issue:
    path = folder / f"again.{format}"
    path.write_bytes(converter.write(issue, format, style=style, folder=pictures).data)
    again = converter.read(path)
    assert isinstance(again, Issue)
    return again


@pytest.mark.parametrize("style", ["daily", "reader", "archive"])
@pytest.mark.parametrize("format", ["docx", "epub"])
@pytest.mark.parametrize("source", [*SAMPLES, *SCORED], ids=lambda path: path.stem)
def test_an_issue_is_the_same_after_it(
    source: Path, format: str, style: str, tmp_path: Path
) -> None:
    issue = converter.understand(source)
    again = read_again(issue, format, style, tmp_path, source)
    assert proof.record(again).digest == proof.record(issue).digest


@pytest.mark.parametrize("first", ["docx", "epub"])
@pytest.mark.parametrize("second", ["docx", "epub"])
@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_pictures_come_through_one_edition_into_another(
    source: Path, first: str, second: str, tmp_path: Path
) -> None:
    issue = converter.understand(source)
    once = read_again(issue, first, "daily", tmp_path, source)
    twice = read_again(once, second, "daily", tmp_path, tmp_path)
    assert proof.record(twice).digest == proof.record(issue).digest
    given, notes = inputs.pictures(issue, str(source))
    carried, lost = inputs.pictures(twice, str(tmp_path))
    assert len(lost) <= len(notes)
    assert [p.data for p in carried.values()] == [p.data for p in given.values()]
