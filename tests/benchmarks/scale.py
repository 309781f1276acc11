"""Whether the work grows with the input alone: `python -m tests.benchmarks.scale [FILE]`.

A page is converted once, ten times and a hundred times over in one file. A further copy must not
take longer the more there are of it; the last column counts without what starting up takes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.measure import SAMPLE, Bench, Measured

FORMATS = ("json", "docx", "pdf", "epub")
COPIES = (1, 10, 100)


def rows(bench: Bench, page: bytes, formats: str, counts: Sequence[int]) -> Iterator[str]:
    """A row for each number of copies, in some formats."""
    first: Measured | None = None
    for count in counts:
        path = Path(bench.folder, f"copies-{count}.txt")
        path.write_bytes(b"\n\n".join([page] * count))
        run = bench.convert(path, formats)
        first = first or run
        more = (run.processor - first.processor) / max(1, count - counts[0])
        each = f"{1000 * more:7.0f} ms" if count > counts[0] else ""
        yield (
            f"{formats:14}{count:5}{run.seconds:8.2f} s {run.processor:7.2f} s"
            f" {run.mebibytes:8.0f} MiB {each}"
        ).rstrip()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks.scale")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", default=SAMPLE)
    parser.add_argument("--to", action="append", metavar="FORMATS", help="default: each alone")
    parser.add_argument("--copies", type=int, nargs="+", default=COPIES, metavar="N")
    options = parser.parse_args(arguments)
    page = options.file.read_bytes()
    sys.stdout.write("formats      copies     wall processor  peak memory  a further copy\n")
    with Bench() as bench:
        for formats in options.to or FORMATS:
            for line in rows(bench, page, formats, sorted(options.copies)):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
