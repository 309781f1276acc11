"""Whole issues end to end: each sample's raw pages become the issue that a person made of them.

`tests/issues/NAME.expected.json` holds that issue. What is compared is what a reader of the
edition sees: articles in order, every role, every block's type and text, every credit. A story
that is not read right yet is named in `NOT_YET` with the reason; the test fails when it is.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from converter.form import to_json
from converter.pipeline import understand

ROOT = Path(__file__).parent.parent
SAMPLES = sorted(path.name.split(".")[0] for path in (ROOT / "tests" / "issues").glob("*.json"))
NOT_YET = {
    "Ferry Will Add Dawn Run in May": "a last paragraph of one sentence, apart from the text, "
    "is taken for a caption",
    "Storm Uncovers Ribs of a Lost Ship": "a page's own pointer is taken for a kicker",
    "This Week at the Library": "an unmarked headline without a byline is taken for a subhead",
}


def expected(sample: str) -> Any:
    path = ROOT / "tests" / "issues" / f"{sample}.expected.json"
    return json.loads(path.read_text("utf-8"))


@cache
def got(sample: str) -> Any:
    return json.loads(to_json(understand(ROOT / "input" / sample)))


def name(article: dict[str, Any]) -> str:
    return str(article["title"] or article["blocks"][0]["text"][:12])


def seen(article: dict[str, Any]) -> dict[str, Any]:
    """An article as a reader sees it."""
    parts = ("section", "kicker", "title", "title_lines", "subtitle")
    byline = article["byline"] or {}
    return {
        **{part: article[part] for part in parts},
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


STORIES = [
    pytest.param(
        sample,
        article,
        id=name(article),
        marks=[pytest.mark.xfail(reason=NOT_YET[name(article)], strict=True)]
        if name(article) in NOT_YET
        else [],
    )
    for sample in SAMPLES
    for article in expected(sample)["articles"]
]


@pytest.mark.parametrize(("sample", "article"), STORIES)
def test_a_story_is_read_as_a_person_reads_it(sample: str, article: dict[str, Any]) -> None:
    titles = [name(a) for a in got(sample)["articles"]]
    assert name(article) in titles
    assert seen(got(sample)["articles"][titles.index(name(article))]) == seen(article)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_stories_stand_in_the_order_of_the_pages(sample: str) -> None:
    order = [name(article) for article in expected(sample)["articles"]]
    found = [name(article) for article in got(sample)["articles"]]
    assert [t for t in found if t in order] == [t for t in order if t in found]


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_is_wrong_in_the_text_is_noted(sample: str) -> None:
    codes = {note["code"] for note in got(sample)["notes"]}
    assert codes >= {note["code"] for note in expected(sample)["notes"]}


@pytest.mark.parametrize("sample", SAMPLES)
def test_running_heads_are_kept_as_furniture(sample: str) -> None:
    kept = {text["text"] for text in got(sample)["furniture"]}
    wanted = {text["text"] for text in expected(sample)["furniture"]}
    assert len(wanted - kept) <= 1
