"""What the codes, roles and degrees of doubt are called on the page: plain words for an editor."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Wording(NamedTuple):
    name: str
    said: str = ""
    """One sentence on what was done, or seen."""


CODES: Mapping[str, Wording] = MappingProxyType(
    {
        # repairs
        "invisible": Wording(
            "Invisible character", "A character that shows nothing was taken out."
        ),
        "spacing": Wording(
            "Space", "A space that the setting does not have was taken out, or put in."
        ),
        "punctuation": Wording(
            "Punctuation", "A mark was given the form that belongs to the text."
        ),
        "quotation": Wording("Quotation mark", "A quotation mark was given its form."),
        "join-lines": Wording("Lines joined", "Two printed lines became one paragraph."),
        "join-column": Wording("Joined at a break", "Two parts became one paragraph."),
        "join-figure": Wording(
            "Joined past a figure", "A paragraph that a picture, a caption or a line cut in two."
        ),
        "hyphen": Wording("Divided word", "Two halves of a word at a line’s end became one."),
        "stitch": Wording("Joined across pages", "Two halves of a story became one."),
        "stitch-head": Wording(
            "Repeated head", "The head over a story’s second half was taken out."
        ),
        "list-item": Wording("Bullet", "The mark before a list item was taken out."),
        "section-brackets": Wording(
            "Brackets", "The brackets around a section flag were taken out."
        ),
        "credits": Wording("Byline", "It was taken out of the text and set as the byline."),
        "jump": Wording("Jump line", "It says where the story goes on, and was taken out."),
        "separator": Wording("Rule", "A rule within a story became a break."),
        "caption-mark": Wording("Arrow", "The arrow before a caption was taken out."),
        "caption-credit": Wording("Picture credit", "It was set apart from the caption."),
        "lost-picture": Wording(
            "Lost picture", "White space that a picture left was given a place."
        ),
        "correction": Wording("Correction", "A person’s words stand in place of the source’s."),
        # notes
        "unclosed-quote": Wording("Open quotation", "A quotation that opens here never closes."),
        "name-variants": Wording("Name in two forms", "Two names differ by one character."),
        "place-variants": Wording("Place in two forms", "Two places differ by one character."),
        "continuation-missing": Wording("Other half missing", "The rest is on a page not here."),
        "doubtful-join": Wording("Doubtful joint", "Two parts were joined on little evidence."),
        "doubtful-role": Wording("Doubtful role", "It could as well be something else."),
        "record-damaged": Wording(
            "Damaged record", "What the edition says of itself cannot be read; its styles decided."
        ),
        "decision-unfit": Wording("Decision that no longer fits", "It was left aside."),
        "unreadable": Wording("Unreadable character", "What stood here cannot be known."),
        "empty-page": Wording("Empty page", "There is no text on it."),
        "inferred-language": Wording("Language", "Told from the text."),
        "inferred-title": Wording("Name of the paper", "Told from the text."),
        "inferred-date": Wording("Date", "Told from the text."),
        "picture-refused": Wording("Picture refused", "It lies outside the issue’s folder."),
        "picture-missing": Wording("Picture missing", "It is named, but not there."),
        "picture-broken": Wording("Picture broken", "It cannot be opened."),
        # decisions of their own
        "role": Wording("What a line is", "Said by a person."),
        "text": Wording("Correction", "A person’s words stand in place of the source’s."),
    }
)

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "paragraph": "paragraph",
        "heading": "subhead",
        "caption": "caption",
        "title": "headline",
        "kicker": "kicker",
        "deck": "deck",
        "section": "section",
        "credit": "credit",
        "item": "list item",
        "verse": "verse",
        "row": "table row",
        "furniture": "furniture",
        "jump": "jump",
        "quote": "quotation",
        "picture": "picture",
        "rule": "rule",
    }
)
"""The roles by the names that decisions use, and what they are called."""


def wording(code: str) -> Wording:
    """What a code is called; one that is not known is called by its own words."""
    return CODES.get(code) or Wording(code.replace("-", " ").capitalize())
