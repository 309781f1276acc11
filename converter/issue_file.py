"""issue.toml: what a folder says of its own issue, and the same said by an option.

A wrong key or value is an `IssueFileError` that names it and the nearest right one.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from converter.errors import IssueFileError

NAME = "issue.toml"

_LISTS = frozenset({"pages", "agencies", "sections", "furniture", "subheads"})
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CHINESE = {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-hans": "zh-Hans"} | {
    "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-hant": "zh-Hant"
}  # fmt: skip
"""Tags that name a country, or no script, and the script that is written there."""


@dataclass(frozen=True, slots=True)
class IssueFile:
    title: str | None = None
    date: str | None = None
    """2026-03-17, 2026-03 or 2026."""
    number: str | None = None
    language: str | None = None
    """BCP 47 tag; Chinese with its script: zh-Hans, zh-Hant."""
    publisher: str | None = None
    pages: tuple[str, ...] = ()
    """Names of the page files, in order."""
    style: str | None = None
    """A theme's name, or the path of one relative to the folder."""
    agencies: tuple[str, ...] = ()
    """Agency lines of this paper, without 讯."""
    sections: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    """Lines that this paper repeats from page to page."""
    subheads: tuple[str, ...] = ()
    """Patterns of lines that are subheads; `*` stands for any text: “■ *”, “【*】”."""


def parse_issue_file(text: str, *, where: str = NAME) -> IssueFile:
    """Read the text of an issue.toml; `where` names the file in errors."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise IssueFileError(f"this is not TOML: {error}", where=where) from None
    known = tuple(f.name for f in fields(IssueFile))
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.0)
            raise IssueFileError(
                f"unknown key “{key}”", where=where, remedy=f"nearest is “{near[0]}”"
            )
    return IssueFile(**{key: _value(key, value, where) for key, value in data.items()})


def _value(key: str, value: object, where: str) -> Any:
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise IssueFileError(f"“{key}” must be a list of strings", where=where)
        return tuple(value)
    if key == "date" and isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if key in ("date", "number") and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise IssueFileError(f"“{key}” must be a string", where=where)
    try:
        return CHECKS[key](value) if key in CHECKS else value
    except ValueError as error:
        raise IssueFileError(f"{key}: {error}", where=where) from None


def iso_date(text: str) -> str:
    """A day, month or year as ISO 8601 writes it; `ValueError` for anything else."""
    padded = text + "0000-01-01"[len(text) :]
    try:
        if len(text) not in (4, 7, 10):
            raise ValueError
        datetime.date.fromisoformat(padded)
    except ValueError:
        raise ValueError(f"“{text}” is no date; write it as 2026-03-17, 2026-03 or 2026") from None
    return text


def language_tag(text: str) -> str:
    """A BCP 47 tag, Chinese with its script; `ValueError` for what is no tag."""
    if not _TAG.fullmatch(text):
        raise ValueError(f"“{text}” is no language tag; write zh-Hans, zh-Hant or en")
    return _CHINESE.get(text.lower(), text)


CHECKS: Mapping[str, Any] = {"date": iso_date, "language": language_tag}
"""The values that have a form of their own, and what checks and settles it."""
