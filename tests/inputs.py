"""What the tests of bad input share: a small page, and helpers that write and look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

PAGE = "### 湖滨步道贯通\n\n本报讯 昨日,湖滨步道全线贯通。沿途设驿站6处。\n"


class Outcome(NamedTuple):
    code: int
    line: str
    """What was said on standard error."""


def files_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else iter(())


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def noted(issue: dict[str, Any]) -> list[str]:
    return [note["code"] for note in issue["notes"]]


def all_text(issue: dict[str, Any]) -> str:
    return json.dumps(issue["articles"], ensure_ascii=False)
