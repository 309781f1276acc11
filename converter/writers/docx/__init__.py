"""The DOCX edition: text in named styles, in a package of our own making.

After it holds: every part is valid (ECMA-376 transitional); no run or paragraph is formatted by
hand; furniture, which is not printed, stands in a custom XML part; the same input gives the same
bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model import Issue
from converter.theme import Theme
from converter.writers.edition import Assets, Written

if TYPE_CHECKING:
    from converter.writers.docx.draft import Draft
    from converter.writers.docx.package import Docx


def write(issue: Issue, theme: Theme, assets: Assets, /) -> Written:
    """The issue as a Word document; lost are pictures that are missing and unsafe links."""
    # lxml and python-docx take a tenth of a second to import: only when a document is made.
    from converter.writers.docx import places
    from converter.writers.docx.draft import Draft
    from converter.writers.docx.layout import body_xml
    from converter.writers.docx.package import Docx
    from converter.writers.docx.wording import wording
    from converter.writers.docx.xml import clean, serialize, w

    theme = theme.in_language(issue.meta.language)
    words = wording(issue.meta.language)
    draft = Draft(theme, words, assets.pictures)
    body = body_xml(issue, draft)
    record = places.told(issue, draft, assets.lines)
    places.mark(body, record, draft)
    docx = Docx(serialize(w("document", body)))
    _add_parts(docx, draft, clean(issue.meta.language))
    _add_furniture(docx, issue)
    made = serialize(places.store_xml(record)), serialize(places.store_properties_xml())
    docx.add_data("proof", *made)
    made = serialize(places.flatplan_xml(issue)), serialize(places.flatplan_properties_xml())
    docx.add_data("flatplan", *made)
    docx.add_properties(serialize(places.custom_properties_xml(record)))
    titles = (issue.meta.title, *(article.title for article in issue.articles))
    docx.describe(issue.meta, next((title for title in titles if title), words.untitled))
    return Written(docx.save(), tuple(dict.fromkeys(draft.lost)))


def _add_parts(docx: Docx, draft: Draft, language: str) -> None:
    """All that the text refers to."""
    from converter.writers.docx import template
    from converter.writers.docx.office_theme import theme_xml
    from converter.writers.docx.styles import styles_xml
    from converter.writers.docx.xml import serialize

    theme, words = draft.theme, draft.words
    docx.add("styles", serialize(styles_xml(theme, words, language, draft.marks)))
    docx.add("settings", serialize(template.settings_xml(theme, words)))
    docx.add("fonts", serialize(template.fonts_xml(theme, words)))
    docx.add("theme", serialize(theme_xml(theme, words)))
    if draft.lists:
        docx.add("numbering", serialize(template.numbering_xml(theme, words, draft.lists)))
    for text, name in draft.headers.items():
        docx.add("header", serialize(template.header_xml(text)), name)
    docx.add("footer", serialize(template.footer_xml(words)))
    for path, relationship in draft.images.items():
        picture = draft.pictures[path]
        docx.add_image(relationship, picture.suffix, picture.media_type, picture.data)
    for address, relationship in draft.links.items():
        docx.add_link(relationship, address)


def _add_furniture(docx: Docx, issue: Issue) -> None:
    """Running heads, folios and the like: kept with the document, and not printed."""
    from converter.writers.docx.furniture import furniture_xml, properties_xml
    from converter.writers.docx.xml import serialize

    if issue.furniture:
        made = serialize(furniture_xml(issue.furniture))
        docx.add_data("furniture", made, serialize(properties_xml()))
