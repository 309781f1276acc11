"""Whole issues end to end: each sample's raw pages become the issue that a person made of them.

`tests/issues/NAME.expected.json` holds that issue. What is compared is what a reader of the
edition sees: articles in order, every role, every block's type and text, every credit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from converter.form import to_json
from converter.pipeline import understand

ROOT = Path(__file__).parent.parent
ISSUES = sorted((Path(__file__).parent / "issues").glob("*.expected.json"))


def seen(article: dict[str, Any]) -> dict[str, Any]:
    """An article as a reader sees it."""
    names = ("section", "kicker", "title", "title_lines", "subtitle")
    byline = article["byline"] or {}
    return {
        **{name: article[name] for name in names},
        "agency": byline.get("agency"),
        "dateline": byline.get("dateline"),
        "credits": [(c["role"], *c["names"]) for c in byline.get("credits", ())],
        "jump": (article["continued_from"], article["continued_on"]),
        "blocks": [block(b) for b in article["blocks"]],
    }


def block(value: dict[str, Any]) -> tuple[str | None, ...]:
    if value["type"] == "figure":
        return ("figure", value["caption"], value["credit"], value["image"])
    return (value["type"], value["text"])


@pytest.mark.parametrize("path", ISSUES, ids=lambda path: path.name.split(".")[0])
def test_a_sample_is_read_as_a_person_reads_it(path: Path) -> None:
    expected = json.loads(path.read_text("utf-8"))
    got = json.loads(to_json(understand(ROOT / "input" / path.name.split(".")[0])))
    assert [a["title"] for a in got["articles"]] == [a["title"] for a in expected["articles"]]
    for theirs, ours in zip(expected["articles"], got["articles"], strict=True):
        assert seen(ours) == seen(theirs)
    codes = {note["code"] for note in got["notes"]}
    assert codes >= {note["code"] for note in expected["notes"]}
