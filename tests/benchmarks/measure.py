"""Running the converter as a user does, in a process of its own, and measuring that process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

SAMPLE = Path(__file__).parents[2] / "input" / "yunhe-daily" / "A1.txt"


class Measured(NamedTuple):
    """What one process took from its start to its end."""

    seconds: float
    mebibytes: float
    """The most memory that it held at once."""


def process(arguments: Sequence[str]) -> Measured:
    """Run `python -m converter` with some arguments; `SystemExit` where it fails."""
    # What a child held before it became the converter is counted too: that is this small process.
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "converter", *arguments])
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(child.returncode)
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(seconds, usage.ru_maxrss * unit / 2**20)


def typical(runs: Sequence[Measured]) -> Measured:
    """The median of the times, and the most memory."""
    return Measured(median(run.seconds for run in runs), max(run.mebibytes for run in runs))


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
