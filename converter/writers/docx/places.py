"""The record of the model within a document, and a bookmark for each paragraph that it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from converter import flatplan
from converter.lines import Lines
from converter.model import Issue
from converter.proof import Record, Role, comparable, data_digest, record, to_text
from converter.theme import Theme
from converter.writers.docx.draft import Draft
from converter.writers.docx.measure import points, twips
from converter.writers.docx.roles import BOOKMARK, CREDIT, PROPERTY, ROLES, SOURCE, STORE
from converter.writers.docx.styles import STYLES
from converter.writers.docx.xml import Element, element, plain_run, qualified, w
from converter.writers.docx.xml import paragraph as made_paragraph
from converter.writers.halves import joined

OPENINGS = frozenset(spec.style_id for spec in STYLES if spec.opens)
_BESIDE = 8.0
"""Points between the text and what stands in the margin beside it."""
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

    Where the theme shows sources, the place at which a paragraph was read stands beside it.

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
        where = told.entries[numbers[0][0]].where
        if draft.theme.page.sources and where and _stands_free(paragraph, body):
            paragraph.addprevious(_source(where, draft.theme))


def _source(where: str, theme: Theme) -> Element:
    """A line in a frame of its own in the margin, beside the paragraph that follows.

    The frame is said of the paragraph (ECMA-376 part 1, 17.3.1.11), and its place by a length: not
    every program obeys a style's, or knows which side of a page is the outer one.
    """
    made = made_paragraph(SOURCE, plain_run(where))
    margin = points(theme.page.outer)
    left = twips(points(theme.page.width) - margin + _BESIDE)
    made[0].append(w("framePr", w=twips(margin - 2 * _BESIDE), hSpace=0, wrap="around",
                     vAnchor="text", hAnchor="page", x=left, y=1))  # fmt: skip
    return made


def _stands_free(paragraph: Element, body: Element) -> bool:
    """Whether something may come before a paragraph and leave the page as it was.

    Parts of one head share a rule, and a byline that runs in has its text beside it.
    """
    before = paragraph.getprevious()
    if paragraph.getparent() is not body or (before is not None and before.tag == _TABLE):
        return False
    runs_in = before is not None and before.find(_RUNS_IN) is not None
    return not runs_in and not (_style(paragraph) in OPENINGS and _style(before) in OPENINGS)


def _style(paragraph: Element | None) -> str:
    style = None if paragraph is None else paragraph.find(_STYLE)
    return "" if style is None else style.get(qualified("w:val"), "")


_TABLE = qualified("w:tbl")
_STYLE = f"{qualified('w:pPr')}/{qualified('w:pStyle')}"
_RUNS_IN = f"{qualified('w:pPr')}/{qualified('w:rPr')}/{qualified('w:specVanish')}"


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
