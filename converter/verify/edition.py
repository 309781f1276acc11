"""What is read from an edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from converter.proof import Piece, Record, Role, comparable


@dataclass(frozen=True, slots=True)
class Edition:
    format: str
    where: str
    """The file, for what is said of it."""
    pieces: tuple[Piece, ...]
    """In reading order; of pictures `image` is the digest of their data."""
    record: Record | None
    """Of the model it was made from; None where it carries none."""
    thumbs: Mapping[str, bytes] = field(default_factory=dict)
    """Thumbnails of its pictures by their digests, where they were asked for."""


class Pieces:
    """Collects the pieces of an edition in their order."""

    def __init__(self, language: str, *, thumbs: bool = False) -> None:
        self._language, self._wanted = language, thumbs
        self._found: list[Piece] = []
        self.thumbs: dict[str, bytes] = {}

    def text(self, role: Role, text: str, where: str = "") -> None:
        """Enter a text, if it says anything."""
        if said := comparable(text, role, self._language):
            self._found.append(Piece(role, said, where=where))

    def picture(self, digest: str, where: str, thumb: Callable[[], bytes]) -> None:
        """Enter a picture; its thumbnail is made only where it is wanted."""
        if self._wanted and digest not in self.thumbs:
            self.thumbs[digest] = thumb()
        self._found.append(Piece(Role.PICTURE, where=where, image=digest))

    def edition(self, format: str, where: str, record: Record | None) -> Edition:
        return Edition(format, where, tuple(self._found), record, self.thumbs)
