"""What the package says of the edition (EPUB 3.3, 5.5; EPUB Accessibility 1.1, 2.2 and 4.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID, uuid5

from converter.model import Figure, Issue
from converter.walk import descend
from converter.writers.epub.front import full_title, issue_title
from converter.writers.epub.losses import issue_strings
from converter.writers.epub.package import Metadatum
from converter.writers.epub.words import iso_date
from converter.writers.epub.xhtml import Setting, clean

NAMESPACE = UUID("8b1c1f5e-3a0c-5d0e-9a55-6f1f3b6f4b0d")
"""Of the identifiers of our editions (RFC 9562, 5.5)."""
UNDATED = datetime(2000, 1, 1)


def identifier(issue: Issue) -> str:
    """The same for the same paper, date, number and text, whatever theme or version drew it."""
    digest = hashlib.sha256()
    for text in issue_strings(issue):
        digest.update(text.encode(errors="surrogatepass") + b"\0")
    meta = issue.meta
    parts = (meta.title or "", meta.date or "", meta.number or "", digest.hexdigest())
    return uuid5(NAMESPACE, "\n".join(map(clean, parts))).urn


def modified(issue: Issue, moment: datetime | None) -> datetime:
    """The moment that was given, else the day of the issue: a clock would tell runs apart."""
    if moment:
        return moment.replace(tzinfo=None)
    day = iso_date(issue.meta.date)
    if not day:
        return UNDATED
    year, month, number = (*map(int, day.split("-")), 1, 1)[:3]
    return datetime(year, month, number)


def metadata(issue: Issue, setting: Setting, *, paged: bool) -> tuple[Metadatum, ...]:
    """All but identifier, title and language, which ebooklib has calls for."""
    meta = issue.meta
    data = []
    if day := iso_date(meta.date):
        data.append(Metadatum("date", day, {}))
    if publisher := clean(meta.publisher or "").strip():
        data.append(Metadatum("publisher", publisher, {}))
    data.append(Metadatum("type", "newspaper", {}))
    if paged:
        data += _pagination(issue, setting)
    data += _collection(issue, setting)
    data += (_property(f"schema:{name}", value) for name, value in _access(issue, setting, paged))
    data += _conformance(issue, setting)
    return tuple(data)


def _property(name: str, value: str, refines: str | None = None) -> Metadatum:
    return Metadatum("meta", value, {"property": name} | ({"refines": refines} if refines else {}))


def _pagination(issue: Issue, setting: Setting) -> Iterator[Metadatum]:
    """The printed issue whose pages the page list names."""
    parts = (full_title(issue, setting), issue.meta.number or "", setting.words.print_edition)
    source = clean(" ".join(dict.fromkeys(filter(None, parts))))
    yield Metadatum("source", source, {"id": "print"})
    yield _property("source-of", "pagination", "#print")
    yield _property("pageBreakSource", source)


def _collection(issue: Issue, setting: Setting) -> Iterator[Metadatum]:
    """The paper as a series to which the issue belongs."""
    if issue.meta.title:
        paper = {"property": "belongs-to-collection", "id": "paper"}
        yield Metadatum("meta", issue_title(issue, setting), paper)
        yield _property("collection-type", "series", "#paper")


def _access(issue: Issue, setting: Setting, paged: bool) -> Iterator[tuple[str, str]]:
    pictured, described = bool(setting.pictures), _described(issue, setting)
    yield "accessMode", "textual"
    if pictured:
        yield "accessMode", "visual"
        yield "accessModeSufficient", "textual,visual"
    if described:
        yield "accessModeSufficient", "textual"
    for feature in _features(pictured and described, paged):
        yield "accessibilityFeature", feature
    # A GIF may flash; nobody has looked.
    moving = any(p.picture.media_type == "image/gif" for p in setting.pictures.values())
    yield "accessibilityHazard", "unknown" if moving else "none"
    words = setting.words
    yield "accessibilitySummary", words.accessibility + ("" if described else words.undescribed)


def _features(alternatives: bool, paged: bool) -> Iterable[str]:
    yield from ("structuralNavigation", "tableOfContents", "readingOrder")
    yield from ("displayTransformability", "ARIA")
    if alternatives:
        yield "alternativeText"
    if paged:
        yield from ("pageBreakMarkers", "pageNavigation")


def _conformance(issue: Issue, setting: Setting) -> Iterator[Metadatum]:
    """Claimed only where it is true: every picture that is carried has a description."""
    if _described(issue, setting):
        claim = {"property": "dcterms:conformsTo", "id": "conformance"}
        yield Metadatum("meta", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", claim)
        yield _property("a11y:certifiedBy", "converter", "#conformance")


def _described(issue: Issue, setting: Setting) -> bool:
    return all(
        bool(block.alt and block.alt.strip())
        for article in issue.articles
        for block in descend(article.blocks)
        if isinstance(block, Figure) and block.image in setting.pictures
    )
