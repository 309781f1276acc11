"""What stood on the printed page beside the articles, as custom XML data within the document."""

from __future__ import annotations

from lxml import etree

from converter.model import SCHEMA, Text
from converter.writers.docx.xml import Element, clean, element

NAMESPACE = f"urn:{SCHEMA.replace('/', ':')}"
_STORE = "{8C1F7E0A-52B6-4D3C-9E61-0B7A5D2F4C19}"
"""The name of this kind of data; any GUID will do, so long as it stays the same."""


def furniture_xml(furniture: tuple[Text, ...]) -> Element:
    """`<furniture><text>…</text>…</furniture>`, in the order of the page."""
    root = etree.Element(f"{{{NAMESPACE}}}furniture", None, {None: NAMESPACE})
    for text in furniture:
        etree.SubElement(root, f"{{{NAMESPACE}}}text").text = clean(text.text)
    return root


def properties_xml() -> Element:
    """The part that names the data (ECMA-376 part 1, 22.5)."""
    schema = element("ds:schemaRef", {"ds:uri": NAMESPACE})
    return element("ds:datastoreItem", {"ds:itemID": _STORE}, element("ds:schemaRefs", {}, schema))
