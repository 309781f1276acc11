"""The DOCX edition: text in named styles, in a package of our own making.

After it holds: every part is valid (ECMA-376 transitional); no run or paragraph is formatted by
hand; furniture, which is not printed, stands in a custom XML part; the same input gives the same
bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model import Issue
from converter.theme import Theme
from converter.writers.edition import Assets, Reference, Written

if TYPE_CHECKING:
    from converter.writers.docx.draft import Draft
    from converter.writers.docx.package import Docx


def write(issue: Issue, theme: Theme, assets: Assets, /) -> Written:
    """The issue as a Word document; lost are pictures that are missing and unsafe links."""
    # lxml and python-docx take a tenth of a second to import: only when a document is made.
    from converter.writers.docx import places
    from converter.writers.docx.draft import Draft
    from converter.writers.docx.layout import body_xml
    from converter.writers.docx.package import Docx, day
    from converter.writers.docx.remarks import Remarks
    from converter.writers.docx.wording import wording
    from converter.writers.docx.xml import clean, qualified, serialize, w

    theme = theme.in_language(issue.meta.language)
    words = wording(issue.meta.language)
    draft = Draft(theme, words, assets.pictures)
    asked, made_at = assets.asked, assets.moment or day(issue.meta.date)
    draft.restyled = asked.reference is not None
    if asked.repairs or asked.notes:
        draft.remarks = Remarks(issue, asked, assets.lines, draft.next_bookmark, made_at)
    body = body_xml(issue, draft)
    if draft.remarks:
        draft.remarks.rest(next(body.iter(qualified("w:p"))))
    record = places.told(issue, draft, assets.lines)
    places.mark(body, record, draft)
    docx = Docx(serialize(w("document", body)))
    _add_parts(docx, draft, clean(issue.meta.language), asked.reference)
    _add_furniture(docx, issue)
    made = serialize(places.store_xml(record)), serialize(places.store_properties_xml())
    docx.add_data("proof", *made)
    made = serialize(places.flatplan_xml(issue)), serialize(places.flatplan_properties_xml())
    docx.add_data("flatplan", *made)
    docx.add_properties(serialize(places.custom_properties_xml(record)))
    titles = (issue.meta.title, *(article.title for article in issue.articles))
    docx.describe(issue.meta, next((title for title in titles if title), words.untitled), made_at)
    return Written(docx.save(), tuple(dict.fromkeys(draft.lost)))


def _add_parts(docx: Docx, draft: Draft, language: str, reference: Reference | None) -> None:
    """All that the text refers to."""
    from converter.writers.docx import template
    from converter.writers.docx.office_theme import theme_xml
    from converter.writers.docx.reference import merged
    from converter.writers.docx.styles import styles_xml
    from converter.writers.docx.xml import serialize

    theme, words = draft.theme, draft.words
    remarks = draft.remarks
    footnotes = bool(remarks and remarks.footnotes)
    kinds = ["Footnote"] if footnotes else []
    if remarks and remarks.comments:
        kinds.append("Comment")
        docx.add("comments", serialize(remarks.comments_xml()))
    if remarks and footnotes:
        docx.add("footnotes", serialize(remarks.footnotes_xml()))
    styles = styles_xml(theme, words, language, draft.marks, kinds)
    docx.add("styles", serialize(merged(styles, reference) if reference else styles))
    docx.add("settings", serialize(template.settings_xml(theme, words, footnotes=footnotes)))
    docx.add("fonts", serialize(template.fonts_xml(theme, words)))
    given = reference.theme if reference else None
    docx.add("theme", given or serialize(theme_xml(theme, words)))
    if draft.lists:
        docx.add("numbering", serialize(template.numbering_xml(theme, words, draft.lists)))
    for head, name in draft.headers.items():
        docx.add("header", serialize(template.header_xml(head, words)), name)
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
