"""One page to all three editions: `python -m tests.benchmarks.page [FILE ...] [--runs N]`.

First the whole process, as a user runs it; then each phase within one process, its first call
(with the imports and tables that it needs) and the median of those after it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeAlias

from tests.benchmarks.measure import SAMPLE, Bench, seconds, typical

EDITIONS = ("docx", "pdf", "epub")
Phase: TypeAlias = tuple[str, Callable[[], object]]


def whole(bench: Bench, path: Path, runs: int) -> Iterator[str]:
    """A line for all editions in one process, and one for each format alone."""
    for formats in (",".join(EDITIONS), "json", *EDITIONS):
        run = typical([bench.convert(path, formats) for _ in range(runs)])
        yield (
            f"  {formats:16}{run.seconds:7.2f} s {run.processor:7.2f} s {run.mebibytes:8.0f} MiB"
        )


def phases(path: Path) -> Iterator[Phase]:
    """What is done to a page, in order."""
    import converter

    yield "read", partial(converter.read, path)
    pages = converter.read(path)
    if isinstance(pages, tuple):
        yield "repair", partial(converter.repair, pages)
    issue = converter.understand(path)
    for edition in EDITIONS:
        yield edition, partial(converter.write, issue, edition, folder=path.parent)


def by_phase(path: Path, runs: int) -> Iterator[str]:
    """A line for each phase: its first call, and the median of the calls after it."""
    for name, work in phases(path):
        first = seconds(work)
        rest = median(seconds(work) for _ in range(runs))
        yield f"  {name:16}{1000 * first:6.0f} ms {1000 * rest:6.0f} ms"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks.page")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=[SAMPLE])
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="default: 7")
    parser.add_argument("--phases", action="store_true", help="the phases alone, in this process")
    options = parser.parse_args(arguments)
    for path in options.files:
        if options.phases:
            _say("phase               first    later (median)", by_phase(path, options.runs))
            continue
        with Bench() as bench:
            _say(
                f"{path}\nwhole process (median)    wall processor  peak memory",
                whole(bench, path, options.runs),
            )
            # In a process of its own: this one has to stay small, and the other to begin cold.
            command = ["-m", "tests.benchmarks.page", "--phases", "--runs", str(options.runs)]
            bench.python([*command, str(path)])


def _say(head: str, lines: Iterable[str]) -> None:
    sys.stdout.write(f"{head}\n")
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
