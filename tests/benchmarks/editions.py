"""The writers alone: `python -m tests.benchmarks.editions [FILE] [--to FORMATS] [--runs N]`.

An issue of one page is written after all imports, and one of a hundred such pages; the times are of
the processor, medians. The memory is that of a whole process that reads the hundred pages as JSON
and writes one edition.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.measure import SAMPLE, Bench

if TYPE_CHECKING:
    from converter.model import Issue

FORMATS = "docx,epub"
PAGES = 100
HUNDRED = "pages.json"


def repeated(issue: Issue, count: int) -> Issue:
    """An issue with the articles of one page on each of so many pages."""
    articles = (
        replace(article, id=f"{article.id}-{page}", page=f"A{page}")
        for page in range(1, count + 1)
        for article in issue.articles
    )
    labels = tuple(f"A{page}" for page in range(1, count + 1))
    return replace(issue, meta=replace(issue.meta, page_labels=labels), articles=tuple(articles))


def taken(work: Callable[[], object], runs: int) -> float:
    """Median seconds of processor time; the first run, which imports, is not counted."""
    work()
    times = []
    for _ in range(runs):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return median(times)


def times(path: Path, formats: Sequence[str], runs: int, folder: Path) -> Iterator[str]:
    """A row for each format; leaves the hundred pages in the folder."""
    import converter

    one = converter.understand(path)
    many = repeated(one, PAGES)
    (folder / HUNDRED).write_text(converter.to_json(many), "utf-8")
    for format in formats:
        page = taken(partial(converter.write, one, format, folder=path.parent), runs)
        pages = taken(partial(converter.write, many, format, folder=path.parent), 3)
        yield f"{format:8}{1000 * page:8.0f} ms {1000 * pages:9.0f} ms {pages / page:11.1f}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, prog="python -m tests.benchmarks.editions"
    )  # fmt: skip
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", default=SAMPLE)
    parser.add_argument("--to", metavar="FORMATS", default=FORMATS, help=f"default: {FORMATS}")
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="default: 15")
    parser.add_argument(
        "--times", type=Path, metavar="DIR", help="the times alone, in this process"
    )
    options = parser.parse_args(arguments)
    formats = options.to.split(",")
    if options.times:
        for line in times(options.file, formats, options.runs, options.times):
            _say(line)
        return
    with Bench() as bench:
        _say("edition   one page   100 pages     times as long")
        # In a process of its own: what this one holds is counted to its children.
        command = ["-m", "tests.benchmarks.editions", str(options.file), "--to", options.to]
        bench.python([*command, "--runs", str(options.runs), "--times", bench.folder])
        _say("whole process, 100 pages    peak memory")
        for format in formats:
            run = bench.convert(Path(bench.folder, HUNDRED), format)
            _say(f"{format:8}{run.processor:15.2f} s {run.mebibytes:12.0f} MiB")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
