"""The door to verify: editions read back, and compared with the model they were made from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converter import proof, verify
from converter.errors import DifferenceError, InputError
from converter.form import from_json
from converter.model import Issue
from converter.pictures import Picture
from converter.pipeline import inputs
from converter.proof import Record, Role
from converter.verify import Edition
from converter.verify.thumbs import alike, thumb

LARGEST = 512 * 2**20
"""Bytes that an edition may have."""


def verified(
    paths: Sequence[str], against: str | None = None, where: str | None = None
) -> Iterator[str]:
    """A line for each difference of each edition, and one for each edition that has none.

    With `where` instead the places in the source at which the texts that hold it were read.
    Raises `DifferenceError` at the end where an edition differs, and what `converter.verify.read`
    raises at once.
    """
    issue = None if against is None else _issue(against)
    differing: list[str] = []
    count = 0
    for path in paths:
        edition = verify.read(inputs.load(path, LARGEST), path, thumbs=issue is not None)
        if where is not None:
            yield from _places(edition, where)
            continue
        record = edition.record if issue is None else _record(edition, issue, against or "")
        if record is None:
            raise InputError(
                "it carries no record of its model",
                where=path,
                remedy="compare with the model: --against ISSUE.json",
            )
        differences = verify.compare(edition, record)
        yield from (f"{path}: {difference}" for difference in differences)
        if differences:
            differing.append(path)
            count += len(differences)
        else:
            yield _agrees(edition, record)
    if differing:
        places = "one place" if count == 1 else f"{count:,} places"
        raise DifferenceError(
            f"differs from its model in {places}",
            where=", ".join(differing),
            remedy="write it anew from its source",
        )


def _agrees(edition: Edition, record: Record) -> str:
    pictures = sum(piece.role is Role.PICTURE for piece in edition.pieces)
    texts = len(edition.pieces) - pictures
    said = f"{texts:,} texts" + (f" and {pictures:,} pictures" if pictures else "")
    left = sum(not entry.printed and entry.role is Role.PICTURE for entry in record.entries)
    lost = f"; {left:,} of the model's pictures could not be had" if left else ""
    return f"{edition.where}: {said} as in the model {record.digest[:16]}{lost}"


def _places(edition: Edition, where: str) -> Iterator[str]:
    found = verify.find(edition, where)
    if not found:
        raise InputError(f"“{where}” is not in it", where=edition.where)
    known: dict[str, str] = {}
    for entry in edition.record.entries if edition.record else ():
        known.setdefault(entry.key, entry.where)
    for piece in found:
        place = piece.where or known.get(piece.key) or "no place is known"
        text = piece.text if len(piece.text) <= 40 else f"{piece.text[:39]}…"
        yield f"{place}: {piece.role} “{text}”"


def _issue(path: str) -> Issue:
    try:
        text = inputs.load(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("this is not UTF-8 text", where=path) from None
    return from_json(text, where=path)


def _record(edition: Edition, issue: Issue, path: str) -> Record:
    """The record that an edition of an issue should have, with the texts themselves."""
    from converter.writers.docx.places import unprinted

    pictures, _ = inputs.pictures(issue, os.path.dirname(path) or ".")
    if not pictures and edition.record:
        # The pictures are elsewhere: they are compared with the record of them alone.
        told = (entry for entry in edition.record.entries if entry.role is Role.PICTURE)
        wanted = (piece for piece in proof.pieces(issue) if piece.role is Role.PICTURE)
        digests = {p.image: e.key.partition(" ")[2] for p, e in zip(wanted, told, strict=False)}
    else:
        digests = {name: _matching(picture, edition) for name, picture in pictures.items()}
    left_out = unprinted(issue) if edition.format == "docx" else ()
    record = proof.record(issue, pictures=digests, unprinted=left_out, texts=True)
    # The issue has no lines, but the edition may know in which of them a text was read.
    known = {entry.key: entry.where for entry in edition.record.entries} if edition.record else {}
    entries = (replace(e, where=known.get(e.key) or e.where) for e in record.entries)
    return replace(record, entries=tuple(entries))


def _matching(picture: Picture, edition: Edition) -> str:
    """The digest of the edition's picture that shows the same; else one that no picture has."""
    own = thumb(picture.data)
    for digest, other in edition.thumbs.items():
        if own and other and alike(own, other):
            return digest
    return proof.data_digest(picture.data)
