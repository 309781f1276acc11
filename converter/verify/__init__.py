"""Editions read back: what a reader finds in a finished file, compared with the model it was made of.

`read` gives the pieces of an edition, each with its role, in reading order, and the record of the
model that travels in it; `compare` says where the two differ. Nothing here knows how editions are
written, but for the names by which they tell roles.
"""

from __future__ import annotations

from converter.errors import InputError
from converter.verify.compare import Difference, compare, find
from converter.verify.edition import Edition

__all__ = ["Difference", "Edition", "compare", "find", "read"]


def read(data: bytes, where: str, *, thumbs: bool = False) -> Edition:
    """Read an edition back; its format is told by its bytes. `thumbs`: its pictures too.

    Raises `InputError` for what is no edition or is damaged, `LimitError` for what goes beyond the
    bounds of memory, `SchemaError` for a damaged record.
    """
    if b"%PDF-" in data[:1024]:
        from converter.verify import pdf

        return pdf.read(data, where, thumbs=thumbs)
    if data[:4] != b"PK\x03\x04":
        raise InputError(
            "this is no PDF, DOCX or EPUB", where=where, remedy="name an edition, or its issue"
        )
    from converter.archive import Archive

    archive = Archive(data, where)
    if "META-INF/container.xml" in archive:
        from converter.verify import epub

        return epub.read(archive, thumbs=thumbs)
    if "[Content_Types].xml" in archive:
        from converter.verify import docx

        return docx.read(archive, thumbs=thumbs)
    raise InputError("this archive is neither DOCX nor EPUB", where=where)
