"""Another program reads our editions: pandoc finds the headings and the paragraphs of the model."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc
import pytest

import converter
from converter.model import Heading, Issue, Paragraph
from converter.walk import descend, plain

ROOT = Path(__file__).parents[2]
SAMPLES = (
    "input/yunhe-daily",
    "input/harbor-weekly",
    "tests/damage/issues/score/zh-02.json",
    "tests/damage/issues/score/zh-hant-01.json",
    "tests/damage/issues/score/en-01.json",
)
HEAD, TEXT = "heading", "paragraph"
Said = tuple[str, str]


def bare(text: str) -> str:
    return "".join(text.split())


def told(issue: Issue) -> Iterator[Said]:
    """What stands in the model: headlines and subheads, and paragraphs."""
    for article in issue.articles:
        if article.title:
            yield HEAD, bare(article.title)
        for block in descend(article.blocks):
            if isinstance(block, Heading | Paragraph):
                kind = HEAD if isinstance(block, Heading) else TEXT
                yield kind, bare(plain(block.inlines))


def found(edition: bytes, format: str) -> Iterator[Said]:
    """What pandoc finds in an edition."""
    command = [pypandoc.get_pandoc_path(), "-f", format, "-t", "json"]
    tree = subprocess.run(command, input=edition, capture_output=True, check=True).stdout
    yield from _blocks(json.loads(tree)["blocks"])


def _blocks(node: Any) -> Iterator[Said]:
    if isinstance(node, list):
        for each in node:
            yield from _blocks(each)
    elif isinstance(node, dict):
        if node.get("t") == "Header":
            yield HEAD, bare(_text(node["c"][2]))
        elif node.get("t") in ("Para", "Plain"):
            yield TEXT, bare(_text(node["c"]))
        elif "c" in node:
            yield from _blocks(node["c"])


def _text(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_text, node))
    if isinstance(node, dict):
        return str(node["c"]) if node.get("t") == "Str" else _text(node.get("c", ""))
    return ""


@pytest.mark.parametrize("name", SAMPLES)
def test_word_edition_has_the_same_headings_and_paragraphs(name: str) -> None:
    issue = converter.understand(ROOT / name)
    wanted = list(told(issue))
    said = list(found(converter.write(issue, "docx").data, "docx"))
    assert [text for kind, text in said if kind == HEAD] == [
        t for kind, t in wanted if kind == HEAD
    ]
    assert missing(wanted, said) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_epub_edition_has_the_same_headings_and_paragraphs(name: str) -> None:
    issue = converter.understand(ROOT / name)
    said = list(found(converter.write(issue, "epub").data, "epub"))
    assert missing(list(told(issue)), said) == []


def missing(wanted: list[Said], said: list[Said]) -> list[Said]:
    """What is not said, or not in this order; what is said besides (credits, captions) may be."""
    rest = iter(said)
    return [each for each in wanted if each not in rest]
