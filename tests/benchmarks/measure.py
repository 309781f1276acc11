"""Running the converter as a user does, in a process of its own, and measuring that process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

SAMPLE = Path(__file__).parents[2] / "input" / "yunhe-daily" / "A1.txt"


class Measured(NamedTuple):
    """What one process took from its start to its end."""

    seconds: float
    processor: float
    """Seconds of processor time: what is left of the wall time on a machine without other work."""
    mebibytes: float
    """The most memory that it held at once."""


class Bench:
    """A place to convert into, and the compiled modules that an installed package has too."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.folder = self._folder.name
        self._environment = {**os.environ, "PYTHONPYCACHEPREFIX": f"{self.folder}/compiled"}
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def __enter__(self) -> Bench:
        self.convert(SAMPLE, "json,docx,pdf,epub")
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def convert(self, path: Path, formats: str) -> Measured:
        """Convert an input by `python -m converter`."""
        command = ["-m", "converter", "convert", str(path), "--to", formats]
        return self.python([*command, "-o", f"{self.folder}/dist", "--quiet"])

    def python(self, arguments: Sequence[str]) -> Measured:
        """Run Python in a process of its own; `SystemExit` where that fails."""
        # What a child holds before it becomes another program is counted too: this small process.
        began = time.perf_counter()
        child = subprocess.Popen([sys.executable, *arguments], env=self._environment)
        _, status, usage = os.wait4(child.pid, 0)
        taken = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(child.returncode)
        unit = 1 if sys.platform == "darwin" else 1024
        processor = usage.ru_utime + usage.ru_stime
        return Measured(taken, processor, usage.ru_maxrss * unit / 2**20)


def typical(runs: Sequence[Measured]) -> Measured:
    """The median of the times, and the most memory."""
    return Measured(
        median(run.seconds for run in runs),
        median(run.processor for run in runs),
        max(run.mebibytes for run in runs),
    )


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
