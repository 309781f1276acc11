"""The style sheet: the theme in the terms of a screen whose reader has the last word.

Sizes are in em of the reader's own size and drawn together, for a headline of 22 points belongs to
a broadsheet and not to a telephone. The face of the text stands on `body` alone, where reading
systems replace it; colours of text are left to the reader, but for accents, which are brought to
a lightness that is legible on white and on black alike.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator

from converter.theme import Align, Role, Style, Theme, Weight
from converter.writers.epub.words import theme_language
from converter.writers.language import is_chinese

SELECTORS = {
    Role.MASTHEAD: ".masthead",
    Role.SECTION: ".section",
    Role.KICKER: ".kicker",
    Role.TITLE: ".title",
    Role.SUBTITLE: ".subtitle",
    Role.BYLINE: ".byline",
    Role.HEADING: ".heading",
    Role.CAPTION: "figcaption",
    Role.CREDIT: ".credit",
    Role.QUOTE: "blockquote",
    Role.LIST: "article ul, article ol",
    Role.TABLE: "table",
    Role.VERSE: ".verse",
    Role.JUMP: ".jump",
    Role.RUNNING_HEAD: ".running-head, .colophon ul",
    Role.FOLIO: ".folio",
}
SANS = ("sans", "hei", "gothic", "arial", "helvetica")
OWN = "book-"
"""How families begin that travel with the book: they do not tell what kind of face theirs is."""
SMALLEST = 0.85
"""In em of the reader's size: what is smaller than this in print would be lost on a screen."""

BASE = """\
html { line-height: %(leading)s; }
body { margin: 0; padding: 1em 4%%; font-family: %(family)s; overflow-wrap: break-word; }
article, nav, header, hgroup, section { display: block; max-width: 38em; margin: 0 auto; }
h1, h2, p, ul, ol { margin: 0; padding: 0; font-size: 1em; font-weight: normal; }
h1, h2 { break-after: avoid; page-break-after: avoid; line-height: 1.3; text-wrap: balance; }
article header { margin: 1em auto; }
.title .line, .headline .line { display: inline-block; }
.headline .line { margin: 0 0.4em 0 0; }
.kicker, .subtitle { text-wrap: balance; }
.credit-line, .name { white-space: nowrap; }
.credit { display: inline-block; }
.heading { margin-bottom: 0.3em; }
.section { letter-spacing: 0.05em; }
article ul, article ol { margin: 0.5em 0; padding: 0 0 0 2em; }
article li p { margin: 0; }
sub, sup { font-size: 0.7em; line-height: 0; }
blockquote { margin: 0.8em 0; padding: 0 0 0 1em; border-left: 0.15em solid; }
figure { margin: 1.2em 0; text-align: center; break-inside: avoid; page-break-inside: avoid; }
figure img { max-width: 100%%; max-height: 90vh; height: auto; }
figcaption { padding: 0.4em 0 0; }
figure.lost figcaption { border-top: thin solid; border-bottom: thin solid; padding: 0.5em 0; }
table { margin: 1em auto; border-collapse: collapse; border-top: medium solid; \
border-bottom: medium solid; }
th, td { padding: 0.25em 0.6em; border-bottom: thin solid; text-align: start; \
vertical-align: top; }
th { font-weight: bold; }
.verse { margin: 1em 0; }
.verse p { margin: 0 0 1em; text-indent: 0; text-align: start; }
hr { width: 6em; margin: 1.5em auto; border: 0; border-top: thin solid; }
ruby { ruby-position: over; }
rt { font-size: 0.5em; }
.jump { margin: 1em 0; }
.turn { margin: 2.5em auto 1.5em; padding: 0.6em 0 0; \
border-top: thin solid rgba(128, 128, 128, 0.6); }
.turn ul, .headlines, .colophon ul { list-style: none; }
.turn a { display: block; padding: 0.45em 0; font-size: 0.9em; line-height: 1.35; }
.turn a, .front a { color: inherit; text-decoration: none; }
.front .headlines { margin: 0; }
.front li { padding: 0.7em 0; border-top: thin solid rgba(128, 128, 128, 0.6); \
break-inside: avoid; page-break-inside: avoid; }
.front .headline { margin: 0; font-weight: bold; font-size: 1.1em; line-height: 1.35; }
.front .headline a { display: block; }
.front .lead { margin: 0.3em 0 0; font-size: 0.9em; }
.front .section { margin: 0 0 0.2em; }
.front li:first-child { border-top: medium solid; }
.front .folio { margin: 1.8em 0 0.3em; font-weight: bold; text-align: start; }
.running-head { margin: 0.6em 0 0; padding: 0.4em 0; border-top: thin solid; \
border-bottom: thin solid; text-align: center; }
.running-head span { display: inline-block; margin: 0 0.6em; }
.colophon li { padding: 0.2em 0; }
section.cover { max-width: none; margin: -1em 0 0; text-align: center; }
.cover img { max-width: 100%%; max-height: 98vh; }
"""
# clreq: two characters of indent, lines that begin and end with the right marks, even
# edges, a gap between Han and Latin, marks that hang or are squeezed where the reading
# system can do it; emphasis as dots below, for Han type has no italic.
CHINESE = """\
html { line-break: strict; word-break: normal; text-autospace: normal; \
text-spacing-trim: space-first; hanging-punctuation: %(hanging)s; }
.title .line { margin: %(apart)s; }
@supports (text-emphasis: filled dot) {
em { font-style: normal; text-emphasis: filled dot; text-emphasis-position: under right; }
}
"""
# A Chinese face that stands in for another has its quotation marks a whole em wide.
ALPHABETIC = """\
html { font-variant-east-asian: proportional-width; }
.headline .line { margin: 0; }
article p { -epub-hyphens: auto; -webkit-hyphens: auto; hyphens: auto; orphans: 2; widows: 2; }
h1, h2, header p, .turn, .headline { -epub-hyphens: none; -webkit-hyphens: none; hyphens: none; }
header + p, .heading + p, figure + p, hr + p { text-indent: 0; }
"""
# Where each paragraph was read, for who compares it with the source.
SOURCES = """\
[data-source]::after { content: attr(data-source); display: block; text-indent: 0; \
text-align: end; font-size: 0.65em; font-weight: normal; line-height: 1.2; }
h1[data-source]::after, h2.title[data-source]::after { font-size: 0.45em; }
"""


def style_sheet(theme: Theme, language: str, rules: str = "") -> bytes:
    """The style sheet of an edition in one language; `rules` go before all others."""
    body = theme.styles[Role.PARAGRAPH]
    leading = max(body.leading / body.size, 1.6 if is_chinese(language) else 1.45)
    values = {
        "leading": f"{leading:.3g}",
        "family": family_list(theme, body.face, language),
        "hanging": "allow-end" if body.hang else "none",
        # The gap where two lines of a headline stand on one; none at an edge that they stand on.
        "apart": "0 0.2em" if theme.styles[Role.TITLE].align is Align.CENTER else "0 0.4em 0 0",
    }
    sheet = [rules, BASE % values, _paragraph(body, language)]
    sheet += (_rule(theme, role, selector, language) for role, selector in SELECTORS.items())
    sheet.append(CHINESE % values if is_chinese(language) else ALPHABETIC)
    sheet += [SOURCES] if theme.page.sources else []
    return "".join(sheet).encode()


def family_list(theme: Theme, face: str, language: str) -> str:
    """The families of a face as CSS names them, with a generic one at the end."""
    key = theme_language(language)
    # A family of another language would draw its own forms of the characters that both share;
    # the generic one does better.
    families = theme.faces[face].get(key) or theme.families(face, key)
    first = [name for name in families if not name.startswith(OWN)][:1]
    sans = any(part in name.lower() for name in first for part in SANS)
    names = [f"'{name.translate(_UNSAFE)}'" for name in families]
    return ", ".join([*names, "sans-serif" if sans else "serif"])


_UNSAFE = {ord(c): None for c in "'\"\\\n<>{};"}


def _paragraph(style: Style, language: str) -> str:
    indent = style.indent if is_chinese(language) else min(style.indent, 1.5)
    return (
        f"article p {{ text-indent: {indent:g}em; text-align: {style.align}; }}\n"
        "article header p, article li p, article .jump { text-indent: 0; text-align: start; }\n"
    )


def _rule(theme: Theme, role: Role, selector: str, language: str) -> str:
    declarations = "; ".join(_declarations(theme, role, language))
    if not declarations:
        return ""
    # Two simple selectors outweigh the one for paragraphs.
    scoped = ", ".join(f"body {part}" for part in selector.split(", "))
    return f"{scoped} {{ {declarations}; }}\n"


def _declarations(theme: Theme, role: Role, language: str) -> Iterator[str]:
    body, style = theme.styles[Role.PARAGRAPH], theme.styles[role]
    size = _size(theme, role)
    if role is Role.CREDIT:  # it stands within the caption
        size /= _size(theme, Role.CAPTION)
    if abs(size - 1) > 0.02:
        yield f"font-size: {size:.3g}em"
    if style.face != body.face:
        yield f"font-family: {family_list(theme, style.face, language)}"
    if style.weight is Weight.BOLD:
        yield "font-weight: bold"
    if role is Role.VERSE and style.indent:
        yield f"padding-left: {style.indent:g}em"
    if style.align is not Align.JUSTIFY:
        yield f"text-align: {style.align}"
    line = body.leading / body.size / size
    if style.before:
        yield f"margin-top: {style.before * line:.3g}em"
    if style.after:
        yield f"margin-bottom: {style.after * line:.3g}em"
    if colour := accent(style.colour):
        yield f"color: {colour}"


def _size(theme: Theme, role: Role) -> float:
    """In em of the text."""
    ratio = theme.styles[role].size / theme.styles[Role.PARAGRAPH].size
    return max(float(ratio ** (2 / 3)), SMALLEST)


def accent(colour: str) -> str | None:
    """A theme's colour with at least 4.5 : 1 of contrast on white and on black (WCAG 2.2, 1.4.3).

    Only a relative luminance near 0.18 gives both. None for greys: a grey on the theme's paper
    says "less", and the reader's own colour says it on any.
    """
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < 0.15:
        return None
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        if _luminance(*colorsys.hls_to_rgb(hue, middle, saturation)) < 0.179:
            low = middle
        else:
            high = middle
    return "#" + "".join(f"{round(255 * c):02x}" for c in colorsys.hls_to_rgb(hue, low, saturation))


def _luminance(*channels: float) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
