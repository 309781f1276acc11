"""The door to the writers: issues that a program holds, as the bytes of one edition."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from converter.errors import FormatError, InputError
from converter.fonts.finder import FaceFinder
from converter.lines import Lines
from converter.model import Issue
from converter.page import Page
from converter.pictures import Picture
from converter.pipeline import inputs, outputs
from converter.pipeline.options import Options
from converter.pipeline.themes import STYLE, theme
from converter.writers import registry
from converter.writers.edition import Written

_DEFAULT = Options()


def write(
    issue: Issue | Sequence[Issue],
    format: str,
    *,
    style: str | None = None,
    faces: str | None = None,
    folder: str | os.PathLike[str] | None = None,
    options: Options = _DEFAULT,
    pages: Sequence[Page] = (),
) -> Written:
    """An issue as the bytes of one edition; several issues are bound into one EPUB, by date.

    The pictures that an issue names lie in `folder`. Of `options` those count that speak of
    editions: style and faces (which stand for these two where they are not given), `repairs`,
    `notes` and `reference` for DOCX, `embed_fonts` for EPUB. `pages` are those that the issue was
    read from: where they are given a place in the source is told by line and column.

    Raises `FormatError` for an unknown format, and for one that cannot bind several issues, and
    what the writer raises.
    """
    issues = [issue] if isinstance(issue, Issue) else list(issue)
    writer = registry.writer(format)
    blank = outputs.assets(options)
    if faces is not None:
        blank = replace(blank, faces=FaceFinder(faces))
    blank = replace(blank, lines=Lines({page.source: page.text for page in pages}))
    drawn = theme(style or options.style or STYLE)
    made = [replace(blank, pictures=_pictures(each, folder)) for each in issues]
    if isinstance(issue, Issue):
        return writer(issue, drawn, made[0])
    if not issues:
        raise InputError("there is no issue to bind", remedy="give one or more")
    if format != "epub":
        raise FormatError(
            f"{format} cannot bind several issues", remedy="write epub, or each issue alone"
        )
    from converter.writers.epub.bound import Bound, write_bound

    return write_bound(
        [
            Bound(each.meta.title or "", each, drawn, assets)
            for each, assets in zip(issues, made, strict=True)
        ]
    )


def _pictures(issue: Issue, folder: str | os.PathLike[str] | None) -> dict[str, Picture]:
    return inputs.pictures(issue, os.fspath(folder))[0] if folder else {}
