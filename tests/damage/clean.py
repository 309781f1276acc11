"""The clean issues, of our own writing.

`tune` is what the weights are learned from. `score` and `plain` measure, and are never learned
from or tuned by: `score` has papers of all kinds and many odd forms, `plain` ordinary local papers.
"""

import json
from pathlib import Path

from tests.damage.press import Json

ISSUES = Path(__file__).parent / "issues"
SCORING = ("score", "plain")
SETS = (*SCORING, "tune")


def load(name: str) -> list[tuple[str, Json]]:
    """The issues of a set, with the names of their files."""
    return [
        (path.stem, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((ISSUES / name).glob("*.json"))
    ]
