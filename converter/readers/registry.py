"""Which reader a file gets: by the name of its format, else by its suffix."""

from __future__ import annotations

from pathlib import PurePath
from typing import cast

from converter import plugins
from converter.errors import FormatError
from converter.model import Issue
from converter.page import Page
from converter.readers.document import Document, Reader

GROUP = "converter.readers"

SUFFIXES = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "json": "json",
    "docx": "docx",
    "epub": "epub",
}
"""The built-in readers' suffixes. They stand here so that no reader is imported to look one up."""

UNKNOWN = "text"
"""The reader of a file whose suffix nobody claims: what does not decode as text, it refuses."""


def names() -> tuple[str, ...]:
    """The formats that can be read, sorted."""
    return plugins.names(GROUP)


def reader(name: str) -> Reader:
    """The reader of a format. Raises `FormatError` where there is none of that name."""
    found = plugins.load(GROUP, name)
    if not callable(found):
        raise FormatError(f"the reader “{name}” is no function", where=plugins.package(GROUP, name))
    return cast(Reader, found)


def suffixes() -> dict[str, str]:
    """Every suffix, in lower case and without its dot, with the format it stands for.

    The readers of other packages are imported, as they say themselves which files they are for.
    Raises `FormatError` where one claims a suffix that is taken.
    """
    table = dict(SUFFIXES)
    for name in names():
        for suffix in _claimed(name):
            holder = table.setdefault(suffix.lower().lstrip("."), name)
            if holder != name:
                owner = plugins.package(GROUP, name)
                raise FormatError(
                    f"the reader “{name}” claims the suffix {suffix}, which “{holder}” reads",
                    where=owner,
                    remedy=f"mend or uninstall {owner}",
                )
    return table


def format_of(file_name: str) -> str:
    """The format a file's name tells; `text` where its suffix is not known."""
    suffix = PurePath(file_name).suffix.lower().lstrip(".")
    return SUFFIXES.get(suffix) or suffixes().get(suffix, UNKNOWN)


def read(document: Document, format_name: str | None = None) -> Page | Issue:
    """Read a document by the reader named, or by the one its name tells."""
    return reader(format_name or format_of(document.name))(document)


def _claimed(name: str) -> tuple[str, ...]:
    """The suffixes that the reader of another package says it is for."""
    if name in SUFFIXES.values():
        return ()
    claimed = getattr(reader(name), "suffixes", ())
    return (claimed,) if isinstance(claimed, str) else tuple(map(str, claimed))
