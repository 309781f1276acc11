"""The print edition: the issue set on pages, as a tagged PDF of its own faces.

After it holds: every character of the issue stands on a page in a real glyph, can be read back in
reading order, and belongs to an element of the structure; what is not text of the issue is marked
as an artifact. The same issue, theme, faces and pictures give the same bytes.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from converter.model import Issue
from converter.theme import Theme
from converter.writers.edition import Assets, Written

if TYPE_CHECKING:
    from converter.writers.pdf.pages import Layout
    from converter.writers.pdf.typography import Typography


def write(issue: Issue, theme: Theme, assets: Assets, /) -> Written:
    """Raises `FaceError` for a character that no face holds."""
    from converter.writers.pdf.pages import lay_out
    from converter.writers.pdf.typography import Typography
    from converter.writers.pdf.wording import wording

    theme = theme.in_language(issue.meta.language)
    type_ = Typography(theme, assets.faces, wording(issue.meta.language), issue.meta.language)
    layout = lay_out(issue, type_, assets.pictures, assets.lines)
    data = _write(issue, theme, layout, assets)
    return Written(data, tuple(_losses(issue, type_, assets)))


def _wider(box: tuple[float, ...], by: float) -> tuple[float, ...]:
    left, bottom, right, top = box
    return left - by, bottom - by, right + by, top + by


def _write(issue: Issue, theme: Theme, layout: Layout, assets: Assets) -> bytes:
    from converter import proof
    from converter.typeset.rows import PictureItem
    from converter.writers.pdf import document, images, margins
    from converter.writers.pdf.faces import FontFile
    from converter.writers.pdf.objects import File, dictionary, name, numbers, string
    from converter.writers.pdf.paint import Painter, enter_glyphs, numbered, reading_order
    from converter.writers.pdf.structure import Structure
    from converter.writers.pdf.typography import POINTS

    sheet = layout.sheet
    items = [item for page in layout.pages for item in page.items]
    file, fonts, structure = File(), FontFile(), Structure()
    enter_glyphs(fonts, items)
    embedded = fonts.embed(file)
    widths: dict[str, float] = {}
    for item in items:
        if isinstance(item, PictureItem):
            widths[item.path] = max(widths.get(item.path, 0.0), item.width)
    names = {path: f"I{number}" for number, path in enumerate(widths, 1)}
    embedded_pictures = {
        path: images.embed(file, assets.pictures[path], width) for path, width in widths.items()
    }
    pictures = {names[path]: reference for path, (reference, _) in embedded_pictures.items()}
    resources = file.add(
        dictionary(
            Font=dictionary(**embedded),
            XObject=dictionary(**pictures) if pictures else None,
        )
    )
    body = (sheet.top, sheet.top + sheet.lines * sheet.grid)
    order = numbered(layout.root)
    painter = Painter(sheet.height, fonts, structure, names, body)
    trim = (0.0, 0.0, sheet.width, sheet.height)
    more, bleed = margins.beyond(theme.page), theme.page.bleed * POINTS
    pages = [
        file.page(
            MediaBox=numbers(_wider(trim, more)),
            BleedBox=numbers(_wider(trim, bleed)) if more else None,
            TrimBox=numbers(trim) if more else None,
            Resources=resources,
            Contents=file.stream(painter.page(reading_order(page.items, order, body), number)),
            StructParents=number,
            Tabs=name("S"),
        )
        for number, page in enumerate(layout.pages)
    ]
    structure.write(file, layout.root, pages, assets.lines)
    language, made = issue.meta.language, assets.moment or document.day(issue.meta)
    language = language if document.LANGUAGE.fullmatch(language) else "und"
    title = issue.meta.title or next((mark.title for mark in layout.bookmarks), "Untitled")
    document.bookmarks(file, layout.bookmarks, pages, sheet.height)
    catalog = file.catalog
    catalog.Lang = string(language)
    catalog.PageLabels = document.page_labels([page.label for page in layout.pages])
    catalog.ViewerPreferences = dictionary(DisplayDocTitle=document.TRUE)
    catalog.OutputIntents = document.output_intent(file)
    digests = {path: digest for path, (_, digest) in embedded_pictures.items()}
    told = proof.record(issue, assets.lines, pictures=digests)
    catalog.PieceInfo = document.carried(file, made, proof.to_text(told))
    xmp = document.metadata(issue.meta, title, language, told.digest, made)
    catalog.Metadata = file.stream(xmp, compress=False, Type=name("Metadata"), Subtype=name("XML"))
    return file.data(document.information(issue.meta, title, made), xmp + items_digest(layout))


def items_digest(layout: Layout) -> bytes:
    """What tells this issue from another of the same title and day."""
    return "\0".join(mark.title for mark in layout.bookmarks).encode("utf-8", "replace")


def _losses(issue: Issue, type_: Typography, assets: Assets) -> list[str]:
    """A line for each thing that paper cannot show."""
    lost = [
        f"{unicodedata.name(character, 'a control character')} (U+{ord(character):04X}) "
        "leaves no mark on paper"
        for character in sorted(type_.dropped)
    ]
    return lost + sorted(type_.substitutes)
