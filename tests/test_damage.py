"""The repair holds its floors on the scoring issues (`tests/damage/floors.toml`)."""

import tomllib
from pathlib import Path

import pytest

from tests.damage.bench import KINDS, Run, ours, runs, total
from tests.damage.clean import load
from tests.damage.score import MEASURES

FLOORS = tomllib.loads((Path(__file__).parent / "damage" / "floors.toml").read_text("utf-8"))
SEEDS = 1


@pytest.fixture(scope="module")
def done() -> list[Run]:
    return list(runs(load("score"), KINDS, SEEDS, ours))


@pytest.mark.parametrize("kind", KINDS)
def test_no_measure_falls_below_its_floor(done: list[Run], kind: str) -> None:
    score = total(done, kind)
    floors = FLOORS[kind]
    below = {
        measure: (round(score.f1(measure), 4), floors[measure])
        for measure in MEASURES
        if score.f1(measure) < floors[measure]
    }
    assert not below, f"{kind}: measure, reached, floor: {below}"


@pytest.mark.parametrize("kind", KINDS)
def test_no_loss_passes_its_limit(done: list[Run], kind: str) -> None:
    score = total(done, kind)
    reached = {
        "false_joins": score.joins_in_1000,
        "lost": score.lost,
        "invented": score.invented,
    }
    limits = FLOORS[kind]["limits"]
    above = {name: (n, limits[name]) for name, n in reached.items() if n > limits[name]}
    assert not above, f"{kind}: loss, reached, limit: {above}"


def test_no_page_is_refused(done: list[Run]) -> None:
    assert not {(run.name, run.kind, run.seed): run.error for run in done if run.error}


def test_every_kind_has_its_floors() -> None:
    assert set(FLOORS) == set(KINDS)
    for kind in KINDS:
        assert set(FLOORS[kind]) == {*MEASURES, "limits"}
