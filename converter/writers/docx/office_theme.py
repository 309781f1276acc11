"""`word/theme/theme1.xml`: the palette and the two faces that Word's menus offer.

No style of ours refers to it; but Microsoft's validator asks for one (ECMA-376 part 1, 14.2.7), and
what a person adds to the document later is then in the paper's own faces.
"""

from __future__ import annotations

from collections.abc import Iterator

from converter.theme import Role, Theme
from converter.writers.docx.styles import LINK_COLOUR, family_pair
from converter.writers.docx.wording import Wording
from converter.writers.docx.xml import Element, element

_INK, _PAPER = "000000", "FFFFFF"
_ROLES = (Role.MASTHEAD, Role.SECTION, Role.TITLE, Role.HEADING, Role.CAPTION, Role.JUMP)
"""The roles whose colours are the six accents."""


def theme_xml(theme: Theme, words: Wording) -> Element:
    return element(
        "a:theme", {"name": theme.name or "theme"},
        element("a:themeElements", {},
                element("a:clrScheme", {"name": "Issue"}, *_colours(theme)),
                element("a:fontScheme", {"name": "Issue"},
                        _face("a:majorFont", Role.TITLE, theme, words),
                        _face("a:minorFont", Role.PARAGRAPH, theme, words)),
                element("a:fmtScheme", {"name": "Issue"}, *_formats())),
    )  # fmt: skip


def _colours(theme: Theme) -> Iterator[Element]:
    named = {"dk1": _INK, "lt1": _PAPER, "dk2": theme.rules.colour[1:], "lt2": _PAPER}
    for number, role in enumerate(_ROLES, 1):
        named[f"accent{number}"] = theme.styles[role].colour[1:]
    named |= {"hlink": LINK_COLOUR, "folHlink": LINK_COLOUR}
    for name, value in named.items():
        yield element(f"a:{name}", {}, element("a:srgbClr", {"val": value}))


def _face(name: str, role: Role, theme: Theme, words: Wording) -> Element:
    own, han = family_pair(theme.styles[role].face, theme, words)
    return element(
        name, {},
        element("a:latin", {"typeface": own}),
        element("a:ea", {"typeface": han}),
        element("a:cs", {"typeface": own}),
    )  # fmt: skip


def _formats() -> Iterator[Element]:
    """Three of each, as the schema wants, all plain."""
    yield element("a:fillStyleLst", {}, *(_fill() for _ in range(3)))
    yield element("a:lnStyleLst", {}, *(element("a:ln", {"w": "6350"}, _fill()) for _ in range(3)))
    effects = (element("a:effectStyle", {}, element("a:effectLst", {})) for _ in range(3))
    yield element("a:effectStyleLst", {}, *effects)
    yield element("a:bgFillStyleLst", {}, *(_fill() for _ in range(3)))


def _fill() -> Element:
    return element("a:solidFill", {}, element("a:schemeClr", {"val": "phClr"}))
