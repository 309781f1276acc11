"""Zip archives and XML that others made: read within bounds, whatever they say of themselves."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from converter.errors import InputError, LimitError

if TYPE_CHECKING:
    from lxml.etree import _Element

ENTRIES = 20_000
LARGEST = 1 << 27
"""Bytes of one entry, unpacked."""
MOST = 1 << 29
"""Bytes of all entries that are read, unpacked."""
REMEDY = "it is no edition of ours, or it was damaged"
MARKUP = 1 << 25
"""Bytes of one XML part."""
TAGS = 600_000
"""Elements of one XML part: a hundred newspaper pages have a tenth of that."""


class Archive:
    """A zip archive in memory. Nothing is unpacked but what is asked for, and never onto a disk."""

    def __init__(self, data: bytes, where: str, remedy: str = REMEDY) -> None:
        """Raises `InputError` for what is no archive, `LimitError` for one beyond the bounds.

        `remedy` is what all errors about it advise.
        """
        self.where, self._remedy = where, remedy
        try:
            self._zip = ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
            said = f"this archive is damaged: {error}"
            raise InputError(said, where=where, remedy=self._remedy) from None
        if len(entries) > ENTRIES:
            raise LimitError(
                f"more than {ENTRIES:,} entries in it", where=where, remedy=self._remedy
            )
        self._entries: Mapping[str, ZipInfo] = {entry.filename: entry for entry in entries}
        self._read = 0
        for name in self._entries:
            if name.startswith("/") or "\\" in name or ".." in name.split("/"):
                said = f"entry “{name[:80]}” lies outside the archive"
                raise InputError(said, where=where, remedy=self._remedy)

    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str, limit: int = LARGEST) -> bytes:
        """An entry, unpacked.

        Raises `InputError` where there is none or it is damaged, `LimitError` where it is larger
        than `limit`, or all that was read than `MOST`, whatever sizes the archive claims.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise InputError(f"there is no {name} in it", where=self.where, remedy=self._remedy)
        if entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            said = f"{name} is encrypted, or packed in a way that editions are not"
            raise InputError(said, where=self.where, remedy=self._remedy)
        try:
            with self._zip.open(entry) as file:
                data = file.read(limit + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            said = f"{name} is damaged: {error}"
            raise InputError(said, where=self.where, remedy=self._remedy) from None
        self._read += len(data)
        if len(data) > limit or self._read > MOST:
            said = f"{name} unpacks to more than {min(limit, MOST) >> 20} MiB"
            raise LimitError(said, where=self.where, remedy=self._remedy)
        return data

    def xml(self, name: str) -> _Element:
        """An entry as XML: see `parse_xml`."""
        return parse_xml(self.read(name, MARKUP), f"{self.where}: {name}", self._remedy)


def parse_xml(data: bytes, where: str, remedy: str = REMEDY) -> _Element:
    """XML as a tree, without anything from outside of it.

    Raises `InputError` where it is not well formed, or declares entities, `LimitError` where it has
    more than `TAGS` elements.
    """
    from lxml import etree

    if data.count(b"<") > TAGS * 2:
        raise LimitError(f"more than {TAGS:,} elements in it", where=where, remedy=remedy)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = f"this is not well-formed XML: {error}"
        raise InputError(said, where=where, remedy=remedy) from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InputError("its XML declares entities", where=where, remedy=remedy)
    return root
