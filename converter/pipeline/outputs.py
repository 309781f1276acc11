"""Putting editions in place: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from converter.errors import InputError, OutputError
from converter.fonts.finder import FaceFinder
from converter.pipeline.options import Options
from converter.pipeline.reference import reference
from converter.writers.edition import Asked, Assets


def check_targets(targets: Sequence[tuple[str, Sequence[str]]], inputs: Sequence[str]) -> None:
    """Before work begins: no two inputs may have the same target, and no target be an input.

    `targets` holds each input with the paths of its editions; `inputs` every file that is read.
    """
    read = {os.path.realpath(path) for path in inputs}
    seen: dict[str, str] = {}
    for source, paths in targets:
        for path in paths:
            if os.path.realpath(path) in read:
                raise OutputError(
                    "this is an input, and would be written over",
                    where=path,
                    remedy="give another folder with -o",
                )
            name = os.path.normcase(path)
            if other := seen.get(name):
                raise OutputError(
                    f"{other} and {source} would have the same name",
                    where=path,
                    remedy="rename one, or convert them into two folders",
                )
            seen[name] = source


def assets(options: Options) -> Assets:
    """What editions are given by the options, and by the environment; the rest is an issue's."""
    given = reference(options.reference) if options.reference else None
    return Assets(
        faces=FaceFinder(options.faces),
        asked=Asked(options.repairs, options.notes, given),
        embed_fonts=options.embed_fonts,
        moment=moment(),
    )


def moment() -> datetime | None:
    """When editions are made: SOURCE_DATE_EPOCH (reproducible-builds.org), if that is set.

    The clock is never asked. Raises `InputError` for what is no number of seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        raise InputError(
            f"“{epoch[:40]}” is no time",
            where="SOURCE_DATE_EPOCH",
            remedy="give seconds since 1970, or unset it",
        ) from None


def put(editions: Mapping[str, bytes]) -> None:
    """Write every edition to its path: all beside their places first, then all renamed.

    Where one cannot be written (a full disk, a missing right), none is left half-written.
    """
    beside: dict[str, str] = {}
    try:
        for path, data in editions.items():
            where = path
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            if os.path.isdir(path):
                raise OutputError("a folder stands where the edition should go", where=path)
            temporary = f"{path}.{os.getpid()}.part"
            beside[temporary] = path
            with open(temporary, "wb") as file:
                file.write(data)
        for temporary, path in beside.items():
            where = path
            os.replace(temporary, path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}",
            where=where,
            remedy="free the place, or give another folder with -o",
        ) from None
    finally:
        for temporary in beside:
            with suppress(OSError):
                os.unlink(temporary)
