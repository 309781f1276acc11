"""The repair holds its floors on the issues that it never learns from (`tests/damage/floors.toml`)."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.damage.bench import KINDS, Run, ours, runs, total
from tests.damage.clean import SCORING, load
from tests.damage.score import MEASURES

FLOORS = tomllib.loads((Path(__file__).parent / "damage" / "floors.toml").read_text("utf-8"))
SEEDS = 1

of_each_kind = pytest.mark.parametrize("kind", KINDS)
of_each_set = pytest.mark.parametrize("name", SCORING)


@cache
def done(name: str) -> list[Run]:
    return list(runs(load(name), KINDS, SEEDS, ours))


@of_each_kind
@of_each_set
def test_no_measure_falls_below_its_floor(name: str, kind: str) -> None:
    score = total(done(name), kind)
    floors = FLOORS[name][kind]
    below = {
        measure: (round(score.f1(measure), 4), floors[measure])
        for measure in MEASURES
        if score.f1(measure) < floors[measure]
    }
    assert not below, f"{kind}: measure, reached, floor: {below}"


@of_each_kind
@of_each_set
def test_no_loss_passes_its_limit(name: str, kind: str) -> None:
    score = total(done(name), kind)
    reached = {
        "false_joins": score.joins_in_1000,
        "lost": score.lost,
        "invented": score.invented,
    }
    limits = FLOORS[name][kind]["limits"]
    above = {loss: (n, limits[loss]) for loss, n in reached.items() if n > limits[loss]}
    assert not above, f"{kind}: loss, reached, limit: {above}"


@of_each_set
def test_no_page_is_refused(name: str) -> None:
    assert not {(run.name, run.kind, run.seed): run.error for run in done(name) if run.error}


@of_each_set
def test_every_kind_has_its_floors(name: str) -> None:
    assert set(FLOORS[name]) == set(KINDS)
    for kind in KINDS:
        assert set(FLOORS[name][kind]) == {*MEASURES, "limits"}
