"""The damage bench: `python -m tests.damage.bench [--set score|plain|tune] [--kind K] [--seeds N]`.

Each issue of a set is damaged in each kind by each seed, converted, and compared with what a
perfect repair would make of it. `--baseline` measures the simplest reader instead of ours, and
`--worst N` shows where most was missed.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import converter
from tests.damage import baseline
from tests.damage.clean import SETS, load
from tests.damage.damage import Damaged, damage, kinds_for, seeds_of
from tests.damage.score import Score, differences, score

Json: TypeAlias = dict[str, Any]
Convert: TypeAlias = Callable[[Damaged], Json]
KINDS = ("clean", "torn", "noisy", "wrapped", "english", "hant")
COLUMNS = (
    ("blocks", "blocks"), ("paras", "paragraphs"), ("subhds", "headings"), ("capts", "captions"),
    ("titles", "headlines"), ("kickrs", "kickers"), ("decks", "decks"), ("sects", "sections"),
    ("creds", "credits"), ("bounds", "boundaries"), ("jumps", "jumps"), ("furn", "furniture"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One issue, damaged once and converted."""

    name: str
    kind: str
    seed: int
    score: Score
    differences: tuple[tuple[str, str, str], ...]
    error: str = ""
    """What the converter said where it gave nothing: then everything is missed."""

    @property
    def wrong(self) -> int:
        blocks = self.score.measures["blocks"]
        return blocks.false + blocks.missed


def convert(pages: Sequence[str], labels: Sequence[str], title: str) -> Json:
    """Our converter's issue, in the JSON form: the one place where the bench meets it."""
    repaired = converter.repair_text(pages, labels=labels, title=title)
    issue: Json = json.loads(converter.to_json(repaired))
    return issue


def ours(damaged: Damaged) -> Json:
    return convert(damaged.pages, damaged.labels, damaged.expected["meta"]["title"])


def simplest(damaged: Damaged) -> Json:
    return baseline.convert(damaged.pages, damaged.labels, damaged.expected["meta"])


def runs(
    issues: Sequence[tuple[str, Json]], kinds: Sequence[str], seeds: int, convert: Convert
) -> Iterator[Run]:
    for name, issue in issues:
        for kind in kinds_for(issue["meta"]["language"]):
            if kind not in kinds:
                continue
            for seed in seeds_of(kind, seeds if kind != "clean" else 1):
                damaged = damage(issue, kind, seed)
                got, error = _attempt(convert, damaged)
                found = tuple(differences(damaged.expected, got))
                yield Run(name, kind, seed, score(damaged.expected, got), found, error)


def _attempt(convert: Convert, damaged: Damaged) -> tuple[Json, str]:
    try:
        return convert(damaged), ""
    except converter.ConverterError as error:
        return {"meta": damaged.expected["meta"], "articles": [], "furniture": []}, str(error)


def total(done: Sequence[Run], kind: str) -> Score:
    return sum((run.score for run in done if run.kind == kind), Score())


def table(done: Sequence[Run]) -> str:
    """A row a kind: F1 by measure, then what was lost by count."""
    head = "kind     " + "".join(f"{short:>7}" for short, _ in COLUMNS)
    lines = [f"{head}   joins/1000  splits  lost  invented  exact  errors"]
    for kind in KINDS:
        whole = total(done, kind)
        if not whole.issues:
            continue
        row = "".join(f"{whole.f1(measure):7.3f}" for _, measure in COLUMNS)
        lines.append(
            f"{kind:9}{row}   {whole.joins_in_1000:10.1f}{whole.false_splits:8}{whole.lost:6}"
            f"{whole.invented:10}{whole.exact:4}/{whole.issues:<3}"
            f"{sum(bool(run.error) for run in done if run.kind == kind):6}"
        )
    return "\n".join(lines) + "\n"


def report(run: Run, length: int = 110) -> str:
    lines = [f"\n{run.name} {run.kind} seed {run.seed}: {run.wrong} blocks wrong or missed"]
    if run.error:
        return "\n".join([*lines, f"  {run.error}"]) + "\n"
    for measure, sign, item in run.differences:
        shown = item.replace("\n", "⏎")
        if len(shown) > length:
            shown = f"{shown[: length // 2]} … {shown[-length // 2 :]}"
        lines.append(f"  {sign} {measure:10} {shown}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--set", choices=SETS, default="score")
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--issue", help="only the issues whose file name begins so")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    parser.add_argument("--baseline", action="store_true")
    options = parser.parse_args(arguments)
    issues = [(n, i) for n, i in load(options.set) if n.startswith(options.issue or "")]
    kinds = options.kind or KINDS
    done = list(runs(issues, kinds, options.seeds, simplest if options.baseline else ours))
    sys.stdout.write(table(done))
    worst = sorted(done, key=lambda run: -run.wrong)[: options.worst]
    for run in worst:
        sys.stdout.write(report(run))


if __name__ == "__main__":
    main()
