"""Finding faces by family and weight: a folder the user gives, the system, installed packages.

Each place is looked through once, when a family was not found in those before it, and only the
names of its faces are read. `fc-list` is not needed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from converter.errors import FaceError
from converter.fonts.face import Face
from converter.fonts.sfnt import FaceRecord, fold, read_faces

REMEDY = (
    "install one (Debian: apt install fonts-noto-cjk; anywhere: pip install 'converter[fonts]'), "
    "or give a folder of font files with --faces FOLDER"
)
REGULAR, BOLD = 400, 700
SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")


@dataclass(frozen=True, slots=True)
class Found:
    """The faces of one wish, in the order in which a character is looked for in them."""

    families: tuple[str, ...]
    faces: tuple[Face, ...]
    weight: int
    _picked: dict[str, Face] = field(default_factory=dict, repr=False, compare=False)

    def pick(self, character: str) -> Face:
        """The first face that has a glyph for a character; raises `FaceError` where none has."""
        face = self._picked.get(character)
        if face is None:
            for face in self.faces:
                if face.glyph(character):
                    break
            else:
                raise missing(character, self.families)
            self._picked[character] = face
        return face

    @property
    def substitute(self) -> bool:
        """True where not even the first face has the weight that was wished for."""
        return not self.faces[0].is_weight(self.weight)


@dataclass(slots=True)
class FaceFinder:
    """Finds faces; what it has read it keeps for as long as it lives."""

    folder: str | None = None
    """A folder looked through before all others, with what is below it."""
    _places: list[dict[str, list[FaceRecord]]] = field(default_factory=list)
    _faces: dict[tuple[str, int, int], Face] = field(default_factory=dict)
    _found: dict[tuple[tuple[str, ...], int, bool], Found] = field(default_factory=dict)

    def find(self, family: str, weight: int = REGULAR, *, italic: bool = False) -> Face | None:
        """The face of a family nearest in weight and slant; None where the family is missing."""
        records = self._records(family)
        if not records:
            return None
        best = min(
            records,
            key=lambda r: (r.italic != italic, r.width != 5, _distance(r, weight), r.path, r.index),
        )
        key = (best.path, best.index, weight if best.weights else best.weight)
        if key not in self._faces:
            self._faces[key] = Face(best, weight)
        return self._faces[key]

    def choose(
        self, families: Iterable[str], weight: int = REGULAR, *, italic: bool = False
    ) -> Found:
        """The faces of the families that are there, in order.

        One of the wished weight and slant goes before any that lacks it: the true bold of a later
        family is better than none. Raises `FaceError` where no family is there at all.
        """
        names = tuple(families)
        key = (names, weight, italic)
        if key not in self._found:
            faces = [face for name in names if (face := self.find(name, weight, italic=italic))]
            if not faces:
                raise FaceError(
                    f"no face of the families {', '.join(names)} is installed", remedy=REMEDY
                )
            faces.sort(key=lambda face: (not face.is_weight(weight), face.record.italic != italic))
            self._found[key] = Found(names, tuple(dict.fromkeys(faces)), weight)
        return self._found[key]

    def _records(self, family: str) -> list[FaceRecord]:
        folded = fold(family)
        for place in self._indexes():
            if folded in place:
                return place[folded]
        return []

    def _indexes(self) -> Iterator[dict[str, list[FaceRecord]]]:
        folders = [(self.folder,) if self.folder else (), system_folders(), package_folders()]
        for number, group in enumerate(folders):
            if number == len(self._places):
                self._places.append(_index(group))
            yield self._places[number]


def missing(character: str, families: Iterable[str]) -> FaceError:
    """The error for a character that no face holds."""
    return FaceError(
        f"no face holds “{character}” (U+{ord(character):04X}); "
        f"looked in {', '.join(families) or 'none'}",
        remedy=REMEDY,
    )


def system_folders() -> tuple[str, ...]:
    """Where this kind of system keeps its fonts."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return (
            os.path.join(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),
            os.path.join(local, "Microsoft", "Windows", "Fonts"),
        )
    if sys.platform == "darwin":
        return (f"{home}/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts")
    data = os.environ.get("XDG_DATA_HOME") or f"{home}/.local/share"
    return (f"{data}/fonts", f"{home}/.fonts", "/usr/local/share/fonts", "/usr/share/fonts")


def package_folders() -> tuple[str, ...]:
    """Folders of installed Python packages that are named for fonts; none is imported."""
    found = []
    for entry in sys.path:
        if not entry.rstrip("/\\").endswith(("site-packages", "dist-packages")):
            continue
        try:
            names = sorted(os.listdir(entry))
        except OSError:
            continue
        found += [
            os.path.join(entry, name)
            for name in names
            if "font" in name.lower() and "." not in name and name.lower() != "fonttools"
        ]
    return tuple(found)


def _index(folders: Iterable[str]) -> dict[str, list[FaceRecord]]:
    index: dict[str, list[FaceRecord]] = {}
    for folder in folders:
        for path in _font_files(folder):
            for record in read_faces(path):
                for family in record.families:
                    index.setdefault(family, []).append(record)
    return index


def _font_files(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES):
                yield os.path.join(root, name)


def _distance(record: FaceRecord, weight: int) -> int:
    least, greatest = record.weights or (record.weight, record.weight)
    return max(least - weight, weight - greatest, 0)
