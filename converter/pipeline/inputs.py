"""Finding what an input holds, and opening it: pages, issue.toml, pictures, themes.

Nothing outside an issue's folder is opened on its behalf, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from converter.archive import Archive
from converter.decisions import Decision, decisions_name, parse
from converter.errors import (
    DecisionsError,
    InputError,
    IssueFileError,
    LimitError,
    PictureError,
)
from converter.issue_file import NAME, IssueFile, parse_issue_file
from converter.model import Figure, Issue, Note
from converter.pictures import Picture, open_picture
from converter.walk import block_spans, descend

LIMIT = 64 * 2**20
"""Bytes that an input file or a picture may have."""
DECISIONS = "decisions.toml"
REPORTS = (".report.json", ".report.txt")
"""Endings of reports, which are no pages."""
REFUSED, WITHIN = "picture-refused", "only pictures within the issue’s folder are used"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ARCHIVED = re.compile(r"(.+?\.(?:docx|epub))/(.+)", re.IGNORECASE)
_ARCHIVE = re.compile(r".+\.(?:docx|epub)", re.IGNORECASE)
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
    names = given.pages or _without_editions(_pages(path, suffixes), path)
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


def beside(found: Input) -> str:
    """The path of the decisions file that belongs to an input, whether or not it is there."""
    path = found.path.rstrip("/")
    named = os.path.basename(path) not in ("", ".", "..")
    folder = os.path.dirname(path if named else os.path.abspath(found.path))
    return os.path.join(folder, decisions_name(found.stem))


def decisions(found: Input) -> dict[str, tuple[Decision, ...]]:
    """The decisions files of an input that there are, by their paths, and what each says.

    NAME.decisions.toml beside it; of a folder also decisions.toml in it, and those of its pages.
    """
    files = {beside(found): ""}
    if found.files != (found.path,):
        files[os.path.join(found.path, DECISIONS)] = ""
        for page in found.files:
            inner = os.path.dirname(source_name(page, found.folder))
            files.setdefault(decisions_name(os.path.splitext(page)[0]), inner)
    return {path: _decisions(path, inner) for path, inner in files.items() if os.path.isfile(path)}


def _decisions(path: str, inner: str) -> tuple[Decision, ...]:
    """What a file says; that of a page in an inner folder names the page without the folder."""
    try:
        text = load(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DecisionsError("this is not UTF-8 text", where=path) from None
    said = parse(text, where=path)
    if not inner:
        return said
    return tuple(
        each
        if each.source.startswith(f"{inner}/")
        else replace(each, source=f"{inner}/{each.source}")
        for each in said
    )


def _pages(folder: str, suffixes: frozenset[str]) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=folder) from None
    for entry in entries:
        suffix = os.path.splitext(entry.name)[1].lower()
        ours = entry.name.endswith(REPORTS) or entry.name.startswith(".")
        if suffix in suffixes and entry.is_file() and not ours:
            yield entry.name


def _without_editions(names: Iterable[str], folder: str) -> tuple[str, ...]:
    """Pages in order; a DOCX or an EPUB called as another page, or as the folder, is its edition."""
    found = sorted(names, key=natural)
    texts = [name for name in found if not _ARCHIVE.fullmatch(name)]
    published = {os.path.splitext(name)[0] for name in texts}
    published.add(os.path.basename(os.path.abspath(folder)))
    return tuple(
        name
        for name in found
        if name in texts or not texts or os.path.splitext(name)[0] not in published
    )


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


def load(path: str, limit: int = LIMIT) -> bytes:
    """The bytes of a file: `InputError` where it cannot be read, `LimitError` beyond `limit`."""
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise InputError("there is no such file", where=path) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {said}", where=path) from None
    if len(data) > limit:
        raise LimitError(
            f"larger than {limit >> 20} MiB", where=path, remedy="divide it into smaller files"
        )
    return data


def pictures(issue: Issue, folder: str) -> tuple[dict[str, Picture], tuple[Note, ...]]:
    """The pictures that an issue's figures name, and a note for each that could not be had.

    The path of one may lead into a DOCX or an EPUB, as into a folder.
    """
    archives: dict[str, Archive] = {}
    opened: dict[str, Picture] = {}
    notes: dict[str, Note] = {}
    figures = (block for a in issue.articles for block in descend(a.blocks))
    for figure in figures:
        if not isinstance(figure, Figure) or figure.image is None:
            continue
        image = figure.image
        if image not in opened and image not in notes:
            got = _picture(image, folder, archives)
            if isinstance(got, Picture):
                opened[image] = got
            else:
                code, said = got
                notes[image] = Note(code, f"{image}: {said}", block_spans(figure))
    return opened, tuple(notes.values())


def _picture(image: str, folder: str, archives: dict[str, Archive]) -> Picture | tuple[str, str]:
    """A picture, or the code and the text of the note that says why not."""
    if refused(image, folder):
        return REFUSED, WITHIN
    path = os.path.join(folder, image)
    try:
        if os.path.isfile(path):
            return open_picture(load(path), image)
        if (held := _held(image, folder, archives)) is not None:
            return open_picture(held, image)
    except (PictureError, InputError, LimitError) as error:
        return "picture-broken", error.what
    return "picture-missing", "there is no such picture"


def _held(image: str, folder: str, archives: dict[str, Archive]) -> bytes | None:
    """The data of a picture within a DOCX or an EPUB; None where there is none."""
    match = _ARCHIVED.fullmatch(image)
    path = os.path.join(folder, match[1]) if match else ""
    if match is None or not os.path.isfile(path):
        return None
    if path not in archives:
        archives[path] = Archive(load(path), match[1])
    archive = archives[path]
    return archive.read(match[2], LIMIT) if match[2] in archive else None


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
