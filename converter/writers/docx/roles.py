"""What each style of the edition is in the model: by this an edition is read back."""

from __future__ import annotations

from converter.proof import Role

ROLES: dict[str, Role | None] = {
    "Title": Role.MASTHEAD,
    "Section": Role.SECTION,
    "Kicker": Role.KICKER,
    "Heading1": Role.TITLE,
    "Subtitle": Role.DECK,
    "Byline": Role.BYLINE,
    "Jump": Role.JUMP,
    "OpeningJump": Role.JUMP,
    "BodyText": Role.PARAGRAPH,
    "Heading2": Role.HEADING,
    "OpeningSubhead": Role.HEADING,
    "Quote": Role.QUOTE,
    "ListNumber": Role.ITEM,
    "ListBullet": Role.ITEM,
    "ListContinue": Role.ITEM,
    "TableText": Role.CELL,
    "TableHeading": Role.CELL,
    "Verse": Role.VERSE,
    "VerseStanza": Role.VERSE,
    "Caption": Role.CAPTION,
    "Figure": Role.PICTURE,
    "Date": None,
    "Imprint": None,
    "Separator": None,
    "SectionEnd": None,
    "TOCHeading": None,
    "TOC1": None,
    "TOC2": None,
    "TOC3": None,
    "Source": None,
    "Header": None,
    "Footer": None,
}
"""By the style's id; None for what the edition itself says."""
CREDIT = "Credit"
"""The character style of a credit within a caption."""
SOURCE = "Source"
"""The style of the lines beside the text that say where it was read."""
BOOKMARK = "_proof"
"""How the bookmark of a paragraph begins; the number of its record's entry follows. Word keeps
bookmarks while a text is edited, and hides those that begin with a low line."""
STORE = "urn:converter:proof:1"
"""The namespace of the custom XML part that holds the record."""
PROPERTY = "proof-digest"
"""The custom document property that holds the model's digest."""
