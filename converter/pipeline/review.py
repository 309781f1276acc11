"""The door to review: one input as a page on which each repair is judged, or served as one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace

from converter.decisions import Decision, dump, merged, parse
from converter.errors import InputError
from converter.form import Object
from converter.model import Issue
from converter.pipeline import _find, _read, _understand, inputs, outputs
from converter.pipeline.inputs import Input
from converter.pipeline.options import Options
from converter.review import Review, html, state
from converter.review.server import Desk
from converter.review.server import serve as answer

OUTPUT = "dist"
SUFFIX = ".review.html"


def write(path: str | os.PathLike[str], options: Options, output: str | None = None) -> str:
    """Make the page of one input and put it in place; returns its path.

    Without `output` that is dist/NAME.review.html. Raises what reading and repair raise,
    `InputError` for an issue in JSON, which has no source text, and `OutputError`.
    """
    found = _find(os.fspath(path))
    target = output or os.path.join(OUTPUT, found.stem + SUFFIX)
    outputs.check_targets([(found.path, [target])], [*found.files, inputs.beside(found)])
    page = html(_review(found, options, _decided(found, options)))
    outputs.put({target: page.encode()})
    return target


def serve(
    path: str | os.PathLike[str], options: Options, port: int, ready: Callable[[str], None]
) -> str:
    """Serve the page of one input until it is finished; returns the path of its decisions file.

    Decisions are written beside the input and obeyed as they come. `ready` is told the address.
    """
    found = _find(os.fspath(path))
    beside = inputs.beside(found)
    now = [_review(found, options, _decided(found, options))]

    def decide(text: str) -> Object:
        decisions = parse(text, where=beside)
        reviewed = _review(found, options, decisions)
        outputs.put(_kept(inputs.decisions(found), decisions, beside))
        now[0] = reviewed
        return state(reviewed)

    answer(Desk(lambda secret: html(now[0], secret=secret), decide), port, ready)
    return beside


def _decided(found: Input, options: Options) -> tuple[Decision, ...]:
    given = options.decisions
    return merged(inputs.decisions(found).items()) if given is None else given


def _review(found: Input, options: Options, decisions: tuple[Decision, ...]) -> Review:
    pages = _read(found, options)
    if isinstance(pages, Issue):
        raise InputError(
            "an issue in JSON has no source text to review",
            where=found.path,
            remedy="review the page it was made from",
        )
    done = _understand(found, replace(options, decisions=decisions))
    # Bytes of a file's name that are no text cannot stand in a page.
    stem = found.stem.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Review(stem, pages, done.noted(), decisions)


def _kept(
    files: Mapping[str, tuple[Decision, ...]], decisions: tuple[Decision, ...], beside: str
) -> dict[str, bytes]:
    """What has to be written so that the files together say just these decisions.

    One that stands in another file than the input's own stays there while it is unchanged.
    """
    out: dict[str, bytes] = {}
    rest = set(decisions)
    for path, said in files.items():
        if path == beside:
            continue
        stays = [each for each in said if each in rest]
        rest -= set(stays)
        if len(stays) != len(said):
            out[path] = dump(stays).encode()
    return out | {beside: dump(rest).encode()}
