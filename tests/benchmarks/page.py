"""One page to all three editions: `python -m tests.benchmarks.page [FILE ...] [--runs N]`.

First the whole process, as a user runs it; then each phase within one process, its first call
(with the imports and tables that it needs) and the median of those after it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeAlias

from tests.benchmarks.measure import SAMPLE, process, seconds, typical

EDITIONS = ("docx", "pdf", "epub")
Phase: TypeAlias = tuple[str, Callable[[], object]]


def whole(path: Path, runs: int) -> Iterator[str]:
    """A line for all editions in one process, and one for each format alone."""
    with tempfile.TemporaryDirectory() as out:
        for formats in (",".join(EDITIONS), "json", *EDITIONS):
            command = ["convert", str(path), "-o", out, "--to", formats, "--quiet"]
            run = typical([process(command) for _ in range(runs)])
            yield f"  {formats:16}{run.seconds:8.3f} s {run.mebibytes:6.0f} MiB"


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
        yield f"  {name:16}{1000 * first:8.1f} ms {1000 * rest:7.1f} ms"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks.page")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=[SAMPLE])
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="default: 7")
    options = parser.parse_args(arguments)
    for path in options.files:
        sys.stdout.write(f"{path}\nwhole process, median of {options.runs}, and peak memory\n")
        for line in whole(path, options.runs):
            sys.stdout.write(f"{line}\n")
        sys.stdout.write("phases: first call, and the median of those after it\n")
        for line in by_phase(path, options.runs):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
