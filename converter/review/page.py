"""The page as one file: its style, its scripts and its state within it, and nothing from outside.

The source is not trusted: it stands in the page as JSON in which no `<` is left, and the script
puts it on the page as text, never as markup. The policy lets only this style and this script run,
which it names by their digests.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

from converter.form import Object
from converter.review.state import Review, state

STYLES: Final = ("review.css", "columns.css")
SCRIPTS: Final = ("text.js", "toml.js", "choices.js", "columns.js", "list.js", "lineup.js",
                  "menu.js", "pointer.js", "review.js")  # fmt: skip
"""The parts of the page's script, in their order: together they are one module."""


def html(review: Review, *, secret: str | None = None) -> str:
    """The page; `secret` is what it has to show the server that it comes from, where one serves it."""
    said = review.issue.meta.title or review.stem
    served: Object = {"served": secret}
    return _filled(
        _part("page.html"),
        policy=policy(served=secret is not None),
        language="en",
        title=escape(f"Review: {said}"),
        style=_style(),
        script=_script(),
        state=embedded({**state(review), **served}),
    )


def policy(*, served: bool) -> str:
    """The Content-Security-Policy: this style, this script, and no connection but to the server."""
    server = "'self'" if served else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_digest(_style())}",
            f"script-src {_digest(_script())}",
            f"connect-src {server}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def embedded(value: Object) -> str:
    """JSON that may stand within a script element, and ends no element wherever it stands."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@cache
def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


@cache
def _style() -> str:
    return "\n" + "\n".join(map(_part, STYLES))


@cache
def _script() -> str:
    return "\n" + "\n".join(map(_part, SCRIPTS))


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _filled(template: str, **parts: str) -> str:
    """The template with each `{{name}}` filled in; what is filled in is not looked at again."""
    out: list[str] = []
    for piece in template.split("{{"):
        name, found, rest = piece.partition("}}")
        out.append(parts[name] + rest if found and out else piece)
    return "".join(out)
