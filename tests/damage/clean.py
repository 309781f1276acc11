"""The clean issues, of our own writing: those to tune by and those that score."""

import json
from pathlib import Path

from tests.damage.press import Json

ISSUES = Path(__file__).parent / "issues"


def load(name: str) -> list[tuple[str, Json]]:
    """The issues of a set, "tune" or "score", with the names of their files."""
    return [
        (path.stem, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((ISSUES / name).glob("*.json"))
    ]
