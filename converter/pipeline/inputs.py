"""Finding what an input holds, and opening it: pages, issue.toml, pictures, themes.

Nothing outside an issue's folder is opened on its behalf, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from converter.errors import InputError, IssueFileError, LimitError, PictureError
from converter.issue_file import NAME, IssueFile, parse_issue_file
from converter.model import Figure, Issue, Note
from converter.pictures import Picture, open_picture
from converter.walk import block_spans, descend

LIMIT = 64 * 2**20
"""Bytes that an input file or a picture may have."""
REFUSED, WITHIN = "picture-refused", "only pictures within the issue’s folder are used"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LABEL = re.compile(r"(?:.*[-_ ])?(?:page|p)[-_ ]?(\d{1,3})|([A-Z]?\d{1,3})版?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Input:
    """One input as it was found: the files of an issue, and what its issue.toml says."""

    path: str
    folder: str
    files: tuple[str, ...]
    given: IssueFile

    @property
    def stem(self) -> str:
        """The name of its editions, without a suffix."""
        name = os.path.basename(os.path.abspath(self.path))
        return os.path.splitext(name)[0] if self.files == (self.path,) else name


def find(path: str, suffixes: frozenset[str]) -> Input:
    """What lies at a path: a page, or a folder whose pages end in one of the suffixes."""
    if not os.path.isdir(path):
        if not os.path.exists(path):
            raise InputError("there is no such file or folder", where=path)
        return Input(path, os.path.dirname(path) or ".", (path,), IssueFile())
    issue_file = os.path.join(path, NAME)
    given = _issue_file(issue_file) if os.path.exists(issue_file) else IssueFile()
    for name in given.pages:
        if refused(name, path) or not os.path.isfile(os.path.join(path, name)):
            raise IssueFileError(f"page “{name}” is not in the folder", where=issue_file)
    names = given.pages or tuple(sorted(_pages(path, suffixes), key=natural))
    if not names:
        known = ", ".join(sorted(suffixes))
        raise InputError("the folder holds no pages", where=path, remedy=f"pages end in {known}")
    return Input(path, path, tuple(os.path.join(path, name) for name in names), given)


def _issue_file(path: str) -> IssueFile:
    try:
        text = load(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise IssueFileError("this is not UTF-8 text", where=path) from None
    return parse_issue_file(text, where=path)


def _pages(folder: str, suffixes: frozenset[str]) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=folder) from None
    for entry in entries:
        suffix = os.path.splitext(entry.name)[1].lower()
        if suffix in suffixes and entry.is_file() and not entry.name.startswith("."):
            yield entry.name


def natural(name: str) -> list[tuple[int, str]]:
    """A sort key by which A2 stands before A10."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(int(part), "") if n % 2 else (0, part) for n, part in enumerate(parts)]


def label(path: str) -> str | None:
    """The label of a page by its file's name: A1 for A1.txt, 3 for page-3.txt."""
    match = _LABEL.fullmatch(os.path.splitext(os.path.basename(path))[0])
    return (match[1] or match[2]).upper() if match else None


def source_name(path: str, folder: str) -> str:
    """A file's name within its folder, as spans tell it; bytes that are no text are shown as �."""
    name = os.path.relpath(path, folder).replace(os.sep, "/")
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def load(path: str) -> bytes:
    """The bytes of a file: `InputError` where it cannot be read, `LimitError` beyond `LIMIT`."""
    try:
        with open(path, "rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise InputError("there is no such file", where=path) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {said}", where=path) from None
    if len(data) > LIMIT:
        raise LimitError(
            f"larger than {LIMIT >> 20} MiB", where=path, remedy="divide it into smaller files"
        )
    return data


def pictures(issue: Issue, folder: str) -> tuple[dict[str, Picture], tuple[Note, ...]]:
    """The pictures that an issue's figures name, and a note for each that could not be had."""
    opened: dict[str, Picture] = {}
    notes: dict[str, Note] = {}
    figures = (block for a in issue.articles for block in descend(a.blocks))
    for figure in figures:
        if not isinstance(figure, Figure) or figure.image is None:
            continue
        image = figure.image
        if image not in opened and image not in notes:
            got = _picture(image, folder)
            if isinstance(got, Picture):
                opened[image] = got
            else:
                code, said = got
                notes[image] = Note(code, f"{image}: {said}", block_spans(figure))
    return opened, tuple(notes.values())


def _picture(image: str, folder: str) -> Picture | tuple[str, str]:
    """A picture, or the code and the text of the note that says why not."""
    if refused(image, folder):
        return REFUSED, WITHIN
    path = os.path.join(folder, image)
    if not os.path.isfile(path):
        return "picture-missing", "there is no such picture"
    try:
        return open_picture(load(path), image)
    except (PictureError, InputError, LimitError) as error:
        return "picture-broken", error.what


def refused(name: str, folder: str) -> bool:
    """Whether a path that an input names leads anywhere but into its own folder."""
    parts = re.split(r"[/\\]", name)
    if "\0" in name or ".." in parts or not parts[0] or _SCHEME.match(name):
        return True
    root = os.path.realpath(folder)
    try:
        return os.path.commonpath([root, os.path.realpath(os.path.join(root, name))]) != root
    except (OSError, ValueError):
        return True
