"""What a file says of itself: metadata, colours, bookmarks, page labels (PDF/A-2a, PDF/UA-1)."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from datetime import datetime
from html import escape

from converter.model import Meta
from converter.proof import SCHEMA
from converter.writers.pdf.objects import (
    File,
    Object,
    Raw,
    Reference,
    array,
    dictionary,
    name,
    number,
    string,
)
from converter.writers.pdf.outline import Bookmark

PRODUCER = "converter"
PROOF = f"urn:{SCHEMA.replace('/', ':')}#"
"""The namespace of what the metadata say of the model."""
UNDATED = datetime(2000, 1, 1)
TRUE = Raw(b"true")
ISO_DATE = re.compile(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def information(meta: Meta, title: str, made: datetime | None) -> dict[str, Object]:
    """The document information dictionary; equal to `metadata`, as ISO 19005-2, 6.6.3 asks."""
    info = {
        "Title": string(title),
        "Author": string(meta.publisher) if meta.publisher else None,
        "Creator": string(PRODUCER),
        "Producer": string(PRODUCER),
    }
    if made:
        info["CreationDate"] = info["ModDate"] = _stamp(made)
    return {key: value for key, value in info.items() if value is not None}


def day(meta: Meta) -> datetime | None:
    """The day of the issue, which is the file's date: there is no clock here."""
    match = ISO_DATE.fullmatch(meta.date or "")
    if not match:
        return None
    year, month, of_month = (int(part or 1) for part in match.groups())
    try:
        return datetime(year, month, of_month)
    except ValueError:
        return None


def _stamp(made: datetime) -> Raw:
    """A date as ISO 32000-1, 7.9.4, writes it."""
    return Raw(f"(D:{made:%Y%m%d%H%M%S}Z)".encode())


def carried(file: File, made: datetime | None, record: str) -> Object:
    """The record of the model, as data of our own (ISO 32000-1, 14.5)."""
    stamp = _stamp(made or UNDATED)
    data = file.stream(record.encode())
    return dictionary(**{PRODUCER: dictionary(LastModified=stamp, Private=data)})


def metadata(meta: Meta, title: str, language: str, digest: str, made: datetime | None) -> bytes:
    """The XMP packet; `digest` is the model's."""
    dates = "".join(
        f"<xmp:{key}>{made:%Y-%m-%dT%H:%M:%SZ}</xmp:{key}>"
        for key in ("CreateDate", "ModifyDate")
        if made
    )
    author = meta.publisher
    creator = f"<dc:creator><rdf:Seq><rdf:li>{_xml(author)}</rdf:li></rdf:Seq></dc:creator>"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:proof="{PROOF}"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part><proof:digest>{digest}</proof:digest>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_xml(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{_xml(language)}</rdf:li></rdf:Bag></dc:language>
{creator if author else ""}
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>{dates}
<pdfaExtension:schemas><rdf:Bag>
{
        _schema(
            "PDF/UA Universal Accessibility Schema",
            "http://www.aiim.org/pdfua/ns/id/",
            "pdfuaid",
            "part",
            "Integer",
            "Part of ISO 14289 followed",
        )
    }
{
        _schema(
            "Proof of the document model",
            PROOF,
            "proof",
            "digest",
            "Text",
            "SHA-256 of the texts and roles that the file was made from",
        )
    }
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode("utf-8", "replace")


def _schema(title: str, namespace: str, prefix: str, key: str, kind: str, said: str) -> str:
    """The description of a schema of one property (ISO 19005-2, 6.6.2.3.3)."""
    return f"""<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{title}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{key}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{said}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"""


def _xml(text: str | None) -> str:
    """Text for XML 1.0: what it forbids is left out."""
    kept = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text or "")
    return escape(kept, quote=False)


def bookmarks(
    file: File, marks: Sequence[Bookmark], pages: Sequence[Reference], top: float
) -> None:
    """The outline; `top` is the height of the pages."""
    if not marks:
        return
    outline = dictionary(Type=name("Outlines"))
    reference = file.add(outline)
    _level(file, outline, reference, marks, pages, top)
    outline["Count"] = _count(marks)
    file.catalog.Outlines = reference
    file.catalog.PageMode = name("UseOutlines")


def _count(marks: Sequence[Bookmark]) -> int:
    """How many bookmarks are shown where all are open."""
    return len(marks) + sum(_count(mark.children) for mark in marks)


def _level(
    file: File,
    parent: Object,
    above: Reference,
    marks: Sequence[Bookmark],
    pages: Sequence[Reference],
    top: float,
) -> None:
    entries = [dictionary(Title=string(mark.title), Parent=above) for mark in marks]
    references = [file.add(entry) for entry in entries]
    parent["First"], parent["Last"] = references[0], references[-1]
    for place, (mark, entry) in enumerate(zip(marks, entries, strict=True)):
        y = Raw(number(top - mark.y).encode())
        entry["Dest"] = array([pages[mark.page], name("XYZ"), Raw(b"null"), y, Raw(b"null")])
        if place:
            entry["Prev"] = references[place - 1]
        if place + 1 < len(marks):
            entry["Next"] = references[place + 1]
        if mark.children:
            entry["Count"] = _count(mark.children)
            _level(file, entry, references[place], mark.children, pages, top)


def page_labels(labels: Sequence[str]) -> Object:
    """The labels of the pages, as printed (ISO 32000-1, 12.4.2)."""
    entries: list[Object] = []
    for place, label in enumerate(labels):
        entries += [place, dictionary(P=string(label))]
    return dictionary(Nums=array(entries))


def output_intent(file: File) -> Object:
    """The colours are sRGB's."""
    profile = file.stream(srgb_profile(), N=3)
    intent = dictionary(
        Type=name("OutputIntent"),
        S=name("GTS_PDFA1"),
        OutputConditionIdentifier=Raw(b"(sRGB IEC61966-2.1)"),
        Info=Raw(b"(sRGB IEC61966-2.1)"),
        RegistryName=Raw(b"(http://www.color.org)"),
        DestOutputProfile=profile,
    )
    return array([intent])


def srgb_profile() -> bytes:
    """An ICC profile (ISO 15076-1, version 2.1) of sRGB: its primaries, adapted to D50, and its
    curve in 1024 steps."""

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in values)

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    steps = [round(65535 * linear(step / 1023)) for step in range(1024)]
    curve = b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *steps)
    text = b"sRGB IEC61966-2.1"
    described = b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" + bytes(78)
    tags = {
        b"desc": described,
        b"cprt": b"text\0\0\0\0Public domain\0",
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.4361, 0.2225, 0.0139),
        b"gXYZ": xyz(0.3851, 0.7169, 0.0971),
        b"bXYZ": xyz(0.1431, 0.0606, 0.7141),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    body, table, places = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += tag + struct.pack(">II", places[data], len(data))
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += struct.pack(">3i", 63190, 65536, 54061) + bytes(48)
    return header + struct.pack(">I", len(tags)) + table + body
