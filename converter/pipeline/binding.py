"""The door to binding: several inputs become one EPUB, with a contents by date."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from converter.errors import InputError
from converter.lines import Lines
from converter.pipeline import (
    REPORTS,
    _find,
    _job,
    _published,
    _reported,
    _subject,
    _understand,
    inputs,
    outputs,
)
from converter.pipeline.options import File, Options, Published

NAME = "bound"


def bind(
    paths: Iterable[str | os.PathLike[str]],
    name: str = "",
    output: str | os.PathLike[str] = "dist",
    options: Options | None = None,
    *,
    report: bool = False,
) -> list[Published]:
    """Bind the inputs into `output`/NAME.epub; the last of what is published names the book.

    In what order the inputs are given does not matter. Raises `InputError` for a name that is a
    path, and what reading, repair and writing raise.
    """
    from converter.writers.epub.bound import Bound, write_bound

    options = options or Options()
    name = name or NAME
    if os.path.basename(name) != name or name in (".", ".."):
        raise InputError("this is a path", where=name, remedy="give a name; -o names the folder")
    target = os.path.join(os.fspath(output), f"{name.removesuffix('.epub')}.epub")
    suffixes = dict(zip(REPORTS, inputs.REPORTS, strict=True)) if report else {}
    jobs = [_job(_find(path), os.fspath(output), suffixes, options) for path in paths]
    outputs.check_targets(
        [*((job.found.path, list(job.targets.values())) for job in jobs), ("--bind", [target])],
        [path for job in jobs for path in job.found.files],
    )
    blank = outputs.assets(options)
    bound: list[Bound] = []
    published: list[Published] = []
    files: dict[str, bytes] = {}
    for job in jobs:
        done = _understand(job.found, options)
        subject = _subject(job.found.path, done)
        assets = replace(blank, pictures=done.pictures, lines=Lines(done.sources))
        bound.append(Bound(job.found.stem, done.issue, job.theme, assets))
        made = {format: _reported(format, subject) for format in job.targets}
        files |= {job.targets[format]: written.data for format, written in made.items()}
        published.append(_published(job, done, made))
    book = write_bound(bound)
    outputs.put({**files, target: book.data})
    whole = File(target, "epub", len(book.data), book.lost)
    return [*published[:-1], replace(published[-1], files=(*published[-1].files, whole))]
