"""Which writer writes a format, and what its files are called."""

from __future__ import annotations

from typing import cast

from converter import plugins
from converter.errors import FormatError
from converter.writers.edition import Writer

GROUP = "converter.writers"
BUILT_IN = {
    "json": "json",
    "docx": "docx",
    "pdf": "pdf",
    "epub": "epub",
    "html": "html",
    "markdown": "md",
    "text": "txt",
}
"""What the files of the built-in formats end with: no module is imported to know it."""


def names() -> tuple[str, ...]:
    """The formats that can be written, sorted."""
    return plugins.names(GROUP)


def writer(name: str) -> Writer:
    """The writer of a format. Raises `FormatError` where there is none of that name."""
    found = plugins.load(GROUP, name)
    if not callable(found):
        raise FormatError(f"the writer “{name}” is no function", where=plugins.package(GROUP, name))
    return cast(Writer, found)


def suffix(name: str) -> str:
    """What the format's files end with: a dot and its name, or the writer's own `suffix`."""
    if name in BUILT_IN:
        return f".{BUILT_IN[name]}"
    return "." + str(getattr(writer(name), "suffix", name)).lstrip(".")
