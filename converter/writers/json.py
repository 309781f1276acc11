"""The JSON edition: the model itself."""

from __future__ import annotations

from converter.form import to_json
from converter.model import Issue
from converter.theme import Theme
from converter.writers.edition import Assets, Written


def write(issue: Issue, theme: Theme, assets: Assets, /) -> Written:
    return Written(to_json(issue).encode())
