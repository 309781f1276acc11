"""What the tests of case files share: they are compared with what comes out, or accept it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest


def check(
    path: Path,
    pattern: re.Pattern[str],
    run: Callable[[re.Match[str]], str],
    request: pytest.FixtureRequest,
) -> None:
    """Each case of a file comes out as it expects; with --accept, what comes out is written there."""
    text = path.read_text("utf-8")
    blocks = list(pattern.finditer(text))
    assert blocks, f"{path.name} holds no case"
    got = [run(block) for block in blocks]
    if request.config.getoption("--accept"):
        for block, outcome in reversed(list(zip(blocks, got, strict=True))):
            start, end = block.span("expected")
            text = f"{text[:start]}{outcome}\n{text[end:]}"
        path.write_text(text, "utf-8")
        return
    for block, outcome in zip(blocks, got, strict=True):
        assert outcome == block["expected"].rstrip("\n")


def accept(path: Path, fence: re.Pattern[str], number: int, got: Sequence[str]) -> None:
    """Write what came out into one fenced case, below its line with a dot."""
    text = path.read_text("utf-8")
    match = list(fence.finditer(text))[number - 1]
    given = match["body"].partition("\n.\n")[0]
    body = "".join(f"{line}\n" for line in ("", ".", *got))
    path.write_text(
        f"{text[: match.start('body')]}{given}{body}{text[match.end('body') :]}", "utf-8"
    )
