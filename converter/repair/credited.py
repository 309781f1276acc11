"""Who is credited on a page: a name that stands in a byline is a name where it stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converter.model import Byline
from converter.repair import credits, english_photos
from converter.repair.credit_words import HOUSE, PERSON, VERB
from converter.repair.line_ends import line_ends
from converter.repair.people import is_person
from converter.repair.record import Piece, Profile, Role

_PARTS = re.compile(
    r"[\s/／:：、（）()]+|\b(?:by|BY|By|photos?|Photos?|PHOTOS?|pictures?|Pictures?)\b"
)
_AROUND = re.compile(rf"^(?:{HOUSE})?(?:{PERSON})?|{VERB}$")


def credited(pieces: Sequence[Piece], profile: Profile) -> frozenset[str]:
    """The names that a page's bylines and picture credits give, in the forms that may come again."""
    names: set[str] = set()
    for piece in pieces:
        if byline := _byline(piece, profile):
            for credit in byline.credits:
                for name in credit.names:
                    names |= _forms(name)
    for title in profile.furniture:
        names |= english_photos.paper(title)
    for piece in pieces:
        if piece.role is Role.CAPTION and (found := credits.caption_credit(piece.text.text)):
            for name in _photographers(found[1]):
                names |= _forms(name)
    return frozenset(names)


def _byline(piece: Piece, profile: Profile) -> Byline | None:
    if piece.role is Role.CREDIT:
        return credits.line(piece.text.text, profile, line_ends(piece.text))
    parsed = credits.parse(piece.text.text, profile) if piece.role is Role.PARAGRAPH else None
    return parsed[0] if parsed and (parsed[0].agency or parsed[0].dateline) else None


def _photographers(credit: str) -> Iterator[str]:
    for part in _PARTS.split(credit):
        name = _AROUND.sub("", part)
        if not name.isascii() and is_person(name):
            yield name
    if match := english_photos.name_in(credit):
        yield match


def _forms(name: str) -> set[str]:
    return english_photos.forms(name) if name[:1].isascii() else {"".join(name.split())}
