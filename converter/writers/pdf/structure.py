"""The structure tree (ISO 32000-1, 14.7): every element with what of it stands on which page.

The painter asks for a number for each stretch of marks; afterwards the tree is written, with the
way back from each mark to its element. Elements may be named after their role in a newspaper: the
role map says which standard type each is read as.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from converter.lines import Lines
from converter.typeset.font import Mark
from converter.typeset.rows import Element
from converter.writers.pdf.links import Area, Areas, Link, link_annotations
from converter.writers.pdf.objects import (
    File,
    Object,
    Raw,
    Reference,
    array,
    dictionary,
    name,
    numbers,
    string,
)

ROLES = {
    "Head": "Div",
    "Flag": "P",
    "Kicker": "P",
    "Deck": "P",
    "Byline": "P",
    "Jump": "P",
    "Cutline": "P",
    "Verse": "Div",
    "Line": "P",
    "Credit": "Span",
    "Imprint": "P",
    "Furniture": "P",
}
"""Types of our own, and the standard types that they are (ISO 32000-1, 14.8.4)."""

_Mark: TypeAlias = tuple[int, int]
"""Page, and number of the stretch on it."""


@dataclass(slots=True)
class Structure:
    """What was painted of each element: page and number of the marks."""

    painted: dict[Element, list[_Mark | Element]] = field(default_factory=dict)
    """In the order of painting: stretches, and elements within the text."""
    boxes: dict[Element, tuple[float, float, float, float]] = field(default_factory=dict)
    """Of pictures: left, bottom, right, top on their page."""
    owners: list[list[Element]] = field(default_factory=list)
    """For each page: the element of each of its marks."""
    areas: dict[Element, Areas] = field(default_factory=dict)
    """Where links stand."""
    places: dict[Element, tuple[int, float]] = field(default_factory=dict)
    """Page of an element, and the height above its foot at which it begins."""
    _within: dict[Element, tuple[Mark, Element]] = field(default_factory=dict)
    """The element within its text that was painted last."""

    def mark(self, element: Element, page: int) -> int:
        """The number of a new stretch of marks of an element on a page."""
        while len(self.owners) <= page:
            self.owners.append([])
        number = len(self.owners[page])
        self.owners[page].append(element)
        self.painted.setdefault(element, []).append((page, number))
        return number

    def within(self, element: Element, mark: Mark | None) -> Element:
        """The element of a stretch within the text of another: a link, a credit.

        A mark that goes on, over lines or pages, is one element.
        """
        if mark is None:
            self._within.pop(element, None)
            return element
        last = self._within.get(element)
        if last and last[0] == mark:
            return last[1]
        inner = Element(mark.tag, language=mark.language, target=mark.href)
        self.painted.setdefault(element, []).append(inner)
        self._within[element] = (mark, inner)
        return inner

    def draw(self, element: Element, page: int, area: Area) -> None:
        """Tell where a line of an element stands."""
        self.places.setdefault(element, (page, area[3]))
        if element.target is not None:
            self.areas.setdefault(element, {}).setdefault(page, []).append(area)

    def place(self, element: Element) -> tuple[int, float] | None:
        """Where an element, or the first of what is below it, begins."""
        if element in self.places:
            return self.places[element]
        found = (self.place(child) for child in element.children)
        return next((place for place in found if place), None)

    def write(self, file: File, root: Element, pages: Sequence[Reference], lines: Lines) -> None:
        """Write the tree below `root`, and enter it in the catalog."""
        needed: set[Element] = set()
        self._find(root, needed)
        if root not in needed:
            return
        tree = dictionary(Type=name("StructTreeRoot"))
        top = file.add(tree)
        writing = _Writing(self, file, pages, lines, needed)
        tree["K"] = array([writing.element(root, top)])
        entries: list[Object] = []
        for page, owners in enumerate(self.owners):
            entries += [page, array([writing.references[element] for element in owners])]
        for key, element in enumerate(writing.links, len(pages)):
            entries += [key, writing.references[element]]
        tree["ParentTree"] = file.add(dictionary(Nums=array(entries)))
        tree["ParentTreeNextKey"] = len(pages) + len(writing.links)
        tree["RoleMap"] = dictionary(**{own: name(standard) for own, standard in ROLES.items()})
        file.catalog.StructTreeRoot = top
        file.catalog.MarkInfo = dictionary(
            Marked=Raw(b"true"), UserProperties=Raw(b"true") if writing.sourced else None
        )

    def _find(self, element: Element, needed: set[Element]) -> bool:
        """Enter the elements that something was painted of, or of what is below them."""
        below = [self._find(child, needed) for child in element.children]
        if element in self.painted or any(below):
            needed.add(element)
            needed.update(child for child in element.children if child.needed)
        return element in needed


@dataclass(slots=True)
class _Writing:
    """The tree being written."""

    structure: Structure
    file: File
    pages: Sequence[Reference]
    lines: Lines
    needed: set[Element]
    references: dict[Element, Reference] = field(default_factory=dict)
    links: list[Element] = field(default_factory=list)
    """The element of each annotation."""
    sourced: bool = False
    """Some element says where it was read."""

    def element(self, element: Element, parent: Reference) -> Reference:
        """Write an element and what is below it; what nothing was painted of is left out."""
        entry = dictionary(S=name(element.tag), P=parent)
        own = self.references[element] = self.file.add(entry)
        marks = [m for m in self.structure.painted.get(element, ()) if isinstance(m, tuple)]
        home = marks[0][0] if marks else None
        if home is not None:
            entry["Pg"] = self.pages[home]
        kids = list(self._kids(element, own, home))
        if kids:
            entry["K"] = array(kids)
        for key, text in (("Alt", element.alt), ("Lang", element.language), ("T", element.title)):
            if text:
                entry[key] = string(text)
        attributes = list(self._attributes(element))
        if attributes:
            entry["A"] = attributes[0] if len(attributes) == 1 else array(attributes)
        return own

    def _kids(self, element: Element, own: Reference, home: int | None) -> Iterator[Object]:
        """What an element holds; `home` is the page that needs not be named with its marks."""
        for mark in self.structure.painted.get(element, ()):
            if isinstance(mark, Element):
                yield self.element(mark, own)
            else:
                page, number = mark
                told = dictionary(Type=name("MCR"), Pg=self.pages[page], MCID=number)
                yield number if page == home else told
        yield from self._annotations(element)
        for child in element.children:
            if child in self.needed:
                yield self.element(child, own)

    def _annotations(self, element: Element) -> Iterator[Object]:
        """The link annotations of an element, one for each page that it stands on."""
        areas = self.structure.areas.get(element)
        link = self._link(element) if areas else None
        if not areas or link is None:
            return
        for page, entry in link_annotations(link, areas):
            entry["StructParent"] = len(self.pages) + len(self.links)
            self.links.append(element)
            reference = self.file.annotate(page, entry)
            yield dictionary(Type=name("OBJR"), Pg=self.pages[page], Obj=reference)

    def _link(self, element: Element) -> Link | None:
        """What a link leads to; None where that is nowhere."""
        target = element.target
        if not isinstance(target, Element):
            return Link(target, address=target) if target else None
        place = self.structure.place(target)
        if place is None:
            return None
        return Link(target.title or target.tag, page=self.pages[place[0]], top=place[1])

    def _attributes(self, element: Element) -> Iterator[Object]:
        """Attribute objects (ISO 32000-1, 14.7.5 and 14.8.5)."""
        if element in self.structure.boxes:
            box = numbers(self.structure.boxes[element])
            yield dictionary(O=name("Layout"), BBox=box, Placement=name("Block"))
        if element.header or element.heads_row:
            scope = name("Column" if element.header else "Row")
            yield dictionary(O=name("Table"), Scope=scope)
        if element.tag == "L":
            numbered = name("Decimal" if element.ordered else "Disc")
            yield dictionary(O=name("List"), ListNumbering=numbered)
        if element.spans:
            self.sourced = True
            place = string(self.lines.names(element.spans))
            told = dictionary(N=string("Source"), V=place)
            yield dictionary(O=name("UserProperties"), P=array([told]))
