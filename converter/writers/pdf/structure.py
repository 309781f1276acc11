"""The structure tree (ISO 32000-1, 14.7): every element with what of it stands on which page.

The painter asks for a number for each stretch of marks; afterwards the tree is written, with the
way back from each mark to its element.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from converter.typeset.rows import Element
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


@dataclass(slots=True)
class Structure:
    """What was painted of each element: page and number of the marks."""

    marks: dict[Element, list[tuple[int, int]]] = field(default_factory=dict)
    boxes: dict[Element, tuple[float, float, float, float]] = field(default_factory=dict)
    """Of pictures: left, bottom, right, top on their page."""
    owners: list[list[Element]] = field(default_factory=list)
    """For each page: the element of each of its marks."""

    def mark(self, element: Element, page: int) -> int:
        """The number of a new stretch of marks of an element on a page."""
        while len(self.owners) <= page:
            self.owners.append([])
        number = len(self.owners[page])
        self.owners[page].append(element)
        self.marks.setdefault(element, []).append((page, number))
        return number

    def write(self, file: File, root: Element, pages: Sequence[Reference]) -> None:
        """Write the tree below `root` and enter it in the catalog."""
        tree = dictionary(Type=name("StructTreeRoot"))
        top = file.add(tree)
        references: dict[Element, Reference] = {}
        painted: set[Element] = set()
        self._find(root, painted)
        if root not in painted:
            return
        tree["K"] = array([self._write(file, root, top, pages, references, painted)])
        entries: list[Object] = []
        for page, owners in enumerate(self.owners):
            entries += [page, array([references[element] for element in owners])]
        tree["ParentTree"] = file.add(dictionary(Nums=array(entries)))
        tree["ParentTreeNextKey"] = len(self.owners)
        file.catalog.StructTreeRoot = top
        file.catalog.MarkInfo = dictionary(Marked=Raw(b"true"))

    def _find(self, element: Element, painted: set[Element]) -> bool:
        """Enter the elements that something was painted of, or of what is below them."""
        below = [self._find(child, painted) for child in element.children]
        if element in self.marks or any(below):
            painted.add(element)
        return element in painted

    def _write(
        self,
        file: File,
        element: Element,
        parent: Reference,
        pages: Sequence[Reference],
        references: dict[Element, Reference],
        painted: set[Element],
    ) -> Reference:
        """Write an element and what is below it; what nothing was painted of is left out."""
        entry = dictionary(S=name(element.tag), P=parent)
        own = file.add(entry)
        kids: list[Object] = [
            dictionary(Type=name("MCR"), Pg=pages[page], MCID=number)
            for page, number in self.marks.get(element, ())
        ]
        for child in element.children:
            if child in painted:
                kids.append(self._write(file, child, own, pages, references, painted))
        if len(kids) == 1 and element in self.marks:
            page, number = self.marks[element][0]
            entry["Pg"] = pages[page]
            kids = [number]
        entry["K"] = array(kids)
        if element.alt:
            entry["Alt"] = string(element.alt)
        if element.language:
            entry["Lang"] = string(element.language)
        if element.title:
            entry["T"] = string(element.title)
        if element in self.boxes:
            layout = name("Layout")
            entry["A"] = dictionary(
                O=layout, BBox=numbers(self.boxes[element]), Placement=name("Block")
            )
        if element.header:
            entry["A"] = dictionary(O=name("Table"), Scope=name("Column"))
        references[element] = own
        return own
