"""Whether the work grows with the input alone: `python -m tests.benchmarks.scale [FILE]`.

A page is converted once, ten times and a hundred times over in one file. A copy must not take
longer the more there are of it; what starting up takes is told apart by the copies beyond the
first.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.measure import SAMPLE, Measured, process

FORMATS = ("json", "docx", "pdf", "epub", "docx,pdf,epub")
COPIES = (1, 10, 100)


def runs(page: bytes, formats: str, counts: Sequence[int]) -> Iterator[tuple[int, Measured]]:
    """What each number of copies takes in some formats."""
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            path = Path(folder, f"copies-{count}.txt")
            path.write_bytes(b"\n\n".join([page] * count))
            yield (
                count,
                process(["convert", str(path), "-o", folder, "--to", formats, "--quiet"]),
            )


def table(page: bytes, formats: str, counts: Sequence[int]) -> Iterator[str]:
    """A row for each number of copies; the last column leaves the first copy's run out."""
    first: Measured | None = None
    for count, run in runs(page, formats, counts):
        first = first or run
        more = (run.seconds - first.seconds) / (count - 1) if count > 1 else None
        each = f"{1000 * more:8.0f} ms" if more is not None else ""
        size = f"{run.mebibytes:6.0f} MiB"
        yield f"{formats:14}{count:5}{run.seconds:9.2f} s {size} {each}".rstrip()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks.scale")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", default=SAMPLE)
    parser.add_argument("--to", action="append", metavar="FORMATS", help="default: each, and all")
    parser.add_argument("--copies", type=int, nargs="+", default=COPIES, metavar="N")
    options = parser.parse_args(arguments)
    page = options.file.read_bytes()
    sys.stdout.write("formats      copies     time      peak  a further copy\n")
    for formats in options.to or FORMATS:
        for line in table(page, formats, sorted(options.copies)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
