"""Faces that travel with the book: of each the characters that are set in it, and no more.

Each face is given a family name of its own, which the style sheet names first; what it lacks is
drawn in the families after it, and a reader who chooses a face has it still.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from converter.fonts.face import Face
from converter.fonts.finder import BOLD, REGULAR, FaceFinder
from converter.fonts.web import forbidden, web_face
from converter.theme import Role, Theme, Weight
from converter.writers.epub.package import Document, Resource
from converter.writers.epub.style import OWN
from converter.writers.epub.words import theme_language

CLASSES = {
    role.value: role
    for role in (
        Role.MASTHEAD, Role.SECTION, Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.BYLINE,
        Role.HEADING, Role.CREDIT, Role.VERSE, Role.JUMP, Role.RUNNING_HEAD, Role.FOLIO,
    )
}  # fmt: skip
ELEMENTS = {"figcaption": Role.CAPTION, "blockquote": Role.QUOTE, "table": Role.TABLE}
BOLD_ELEMENTS, BOLD_CLASSES = ("strong", "th"), ("headline", "folio")
"""What the style sheet makes bold in whatever face it stands."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """The faces of a book."""

    resources: tuple[Resource, ...] = ()
    rules: str = ""
    """Their `@font-face` rules."""
    families: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By the theme's name of a face, the families that are to stand first."""
    lost: tuple[str, ...] = ()

    def first_in(self, theme: Theme) -> Theme:
        """The theme that names these families before its own."""
        faces = {
            name: {language: (*first, *families) for language, families in by_language.items()}
            for name, by_language in theme.faces.items()
            for first in (dict(self.families).get(name, ()),)
        }
        return replace(theme, faces=faces) if self.families else theme


def embed(
    theme: Theme, language: str, documents: Iterable[Document], finder: FaceFinder
) -> Embedded:
    """The faces of the pages of an issue.

    Raises `FaceError` where no family of one of the theme's faces is to be had.
    """
    resources: list[Resource] = []
    rules: list[str] = []
    families: defaultdict[str, list[str]] = defaultdict(list)
    lost: list[str] = []
    used: set[tuple[str, int, Face]] = set()
    for (name, weight), characters in sorted(_wishes(theme, documents).items()):
        found = finder.choose(theme.families(name, theme_language(language)), weight)
        groups, missing = _groups(found.faces, characters)
        lost += (f"{c!a}: no face to embed has it; the reader's own draws it" for c in missing)
        for number, (face, drawn) in enumerate(groups, 1):
            if forbidden(face):
                lost.append(f"face {face.postscript_name}: its licence forbids embedding")
                continue
            if weight == BOLD and (name, REGULAR, face) in used:
                continue  # no true bold: the reading system thickens the regular
            used.add((name, weight, face))
            family = f"{_safe(name)}-{number}"
            kind = "otf" if face.is_cff else "ttf"
            file = f"faces/{family}-{weight}.{kind}"
            resources.append(Resource(file, f"font/{kind}", web_face(face, drawn)))
            rules.append(
                f"@font-face {{ font-family: '{family}'; font-weight: {weight}; "
                f"src: url({file}); }}\n"
            )
            if family not in families[name]:
                families[name].append(family)
    return Embedded(
        tuple(resources),
        "".join(rules),
        tuple((name, tuple(sorted(each))) for name, each in sorted(families.items())),
        tuple(dict.fromkeys(lost)),
    )


def _safe(name: str) -> str:
    return OWN + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _groups(faces: tuple[Face, ...], characters: set[str]) -> tuple[list[tuple[Face, str]], str]:
    """Each face with the characters that it is the first to have, and those that none has."""
    groups = []
    for face in faces:
        drawn = {c for c in characters if face.glyph(c)}
        if drawn:
            groups.append((face, "".join(sorted(drawn))))
        characters = characters - drawn
    return groups, "".join(sorted(characters))


def _wishes(theme: Theme, documents: Iterable[Document]) -> dict[tuple[str, int], set[str]]:
    """By face and weight, the characters that are set in it."""
    wishes: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for document in documents:
        for look, text in _drawn(document.content, theme):
            wishes[look].update(text)
    kept = ((look, {c for c in drawn if c.isprintable()}) for look, drawn in wishes.items())
    return {look: drawn | {" "} for look, drawn in kept if drawn - {" "}}


def _drawn(page: bytes, theme: Theme) -> Iterator[tuple[tuple[str, int], str]]:
    """Each text of a page with face and weight, as the style sheet gives them."""
    body = etree.fromstring(page).find("{*}body")
    open_ = [] if body is None else [(body, (theme.styles[Role.PARAGRAPH].face, REGULAR))]
    while open_:
        element, look = open_.pop()
        face, weight = look
        tag, classes = etree.QName(element).localname, (element.get("class") or "").split()
        named = (CLASSES[name] for name in classes if name in CLASSES)
        if role := next(named, ELEMENTS.get(tag)):
            style = theme.styles[role]
            face = style.face
            weight = BOLD if style.weight is Weight.BOLD else weight
        if tag in BOLD_ELEMENTS or any(name in BOLD_CLASSES for name in classes):
            weight = BOLD
        elif tag in ("ul", "ol") and "nav" not in {
            etree.QName(parent).localname for parent in element.iterancestors()
        }:
            face = theme.styles[_list_role(element)].face
        yield (face, weight), element.text or ""
        for child in element:
            yield (face, weight), child.tail or ""
            open_.append((child, (face, weight)))


def _list_role(element: etree._Element) -> Role:
    """Lists of an article are set as such; those of the last page as running heads."""
    inside = any(etree.QName(parent).localname == "article" for parent in element.iterancestors())
    return Role.LIST if inside else Role.RUNNING_HEAD
