"""The record of the model within a document, and a bookmark for each paragraph that it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from converter import flatplan
from converter.lines import Lines
from converter.model import Issue
from converter.proof import Record, Role, comparable, data_digest, record, to_text
from converter.writers.docx.draft import Draft
from converter.writers.docx.roles import BOOKMARK, CREDIT, PROPERTY, ROLES, STORE
from converter.writers.docx.xml import Element, element, qualified, w
from converter.writers.halves import joined

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FLATPLAN_ID = "{3C9E5B71-8D24-4F0A-B6A3-92D7E1C05F48}"
_STORE_ID = "{5F0A7D2C-3B1E-4C86-A7D9-1E64B20C8F53}"
_CUSTOM_PROPERTY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id of user-defined properties (ECMA-376 part 1, 22.3)."""


def told(issue: Issue, draft: Draft, lines: Lines) -> Record:
    """The record of what the document holds of the issue."""
    digests: Mapping[str, str] = {
        path: data_digest(draft.pictures[path].data) for path in draft.images
    }
    return record(issue, lines, pictures=digests, unprinted=unprinted(issue))


def unprinted(issue: Issue) -> set[tuple[Role, int, str]]:
    """The jump lines that the document leaves out: to a page whose text stands here already."""
    language = issue.meta.language
    return {
        (Role.JUMP, n + 1, comparable(issue.articles[n].continued_on or "", Role.JUMP, language))
        for n in joined(issue)
    }


def mark(body: Element, told: Record, draft: Draft) -> None:
    """Put a bookmark into each paragraph, named for its entry in the record.

    Jumps, whose places differ from the model's, have none.
    """
    entries = (
        (number, entry.role)
        for number, entry in enumerate(told.entries)
        if entry.printed and entry.role is not Role.JUMP
    )
    for paragraph, roles in _paragraphs(body):
        numbers = [next(entries, (-1, None)) for _ in roles]
        if [role for _, role in numbers] != roles:
            return  # what follows cannot be told: better no bookmark than a wrong one
        name = f"{BOOKMARK}{numbers[0][0]}"
        own = draft.next_bookmark()
        paragraph.insert(1, w("bookmarkStart", id=own, name=name))
        paragraph.append(w("bookmarkEnd", id=own))


def _paragraphs(body: Element) -> Iterator[tuple[Element, list[Role]]]:
    """Every paragraph that holds something of the model, and what."""
    for paragraph in body.iter(qualified("w:p")):
        properties = paragraph.find(qualified("w:pPr"))
        style = None if properties is None else properties.find(qualified("w:pStyle"))
        role = None if style is None else ROLES.get(style.get(qualified("w:val"), ""))
        if role is None or role is Role.JUMP:
            continue
        if role is Role.CAPTION:
            if roles := _captions(paragraph):
                yield paragraph, roles
        elif role is Role.PICTURE or "".join(_texts(paragraph)).strip():
            yield paragraph, [role]


def _captions(paragraph: Element) -> list[Role]:
    """Caption, credit or both."""
    credits = {
        run
        for run in paragraph.iter(qualified("w:r"))
        for style in run.iter(qualified("w:rStyle"))
        if style.get(qualified("w:val")) == CREDIT
    }
    runs = paragraph.iter(qualified("w:r"))
    own = "".join(t for run in runs if run not in credits for t in _texts(run))
    credit = "".join(t for run in credits for t in _texts(run))
    return [r for r, text in ((Role.CAPTION, own), (Role.CREDIT, credit)) if text.strip()]


def _texts(element_: Element) -> Iterator[str]:
    return (text.text or "" for text in element_.iter(qualified("w:t")))


def store_xml(told: Record) -> Element:
    """The record, as the text of one element."""
    root = etree.Element(f"{{{STORE}}}proof", None, {None: STORE})
    root.text = to_text(told)
    return root


def store_properties_xml() -> Element:
    schema = element("ds:schemaRef", {"ds:uri": STORE})
    return element(
        "ds:datastoreItem", {"ds:itemID": _STORE_ID}, element("ds:schemaRefs", {}, schema)
    )


def flatplan_xml(issue: Issue) -> Element:
    """What the document does not show of the issue, as the text of one element."""
    root = etree.Element(f"{{{flatplan.NAMESPACE}}}flatplan", None, {None: flatplan.NAMESPACE})
    root.text = flatplan.to_text(issue)
    return root


def flatplan_properties_xml() -> Element:
    schema = element("ds:schemaRef", {"ds:uri": flatplan.NAMESPACE})
    return element(
        "ds:datastoreItem", {"ds:itemID": _FLATPLAN_ID}, element("ds:schemaRefs", {}, schema)
    )


def custom_properties_xml(told: Record) -> Element:
    """The model's digest as a property of the document, where a person can see it."""
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", None, {None: _PROPERTIES, "vt": _TYPES})
    entry = etree.SubElement(
        root,
        f"{{{_PROPERTIES}}}property",
        {"fmtid": _CUSTOM_PROPERTY, "pid": "2", "name": PROPERTY},
    )
    etree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = told.digest
    return root
