"""The parts that every document has beside its text: settings, fonts, numbering, head and foot.

They stand in for the default template of python-docx, which is itself invalid (`w:zoom` without
`w:percent`, a stale `stylesWithEffects` part) and knows nothing of Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.theme import Role, Theme
from converter.writers.docx.draft import RunningHead
from converter.writers.docx.measure import half_points, twips
from converter.writers.docx.styles import HANG
from converter.writers.docx.wording import Wording
from converter.writers.docx.xml import Element, paragraph, plain_run, w

_OFFICE = "http://schemas.microsoft.com/office/word"
_CHARSETS = {"zh-Hans": "86", "zh-Hant": "88"}
"""The Windows character sets GB2312 and Big5 (ECMA-376 part 1, 17.8.3.2)."""
NO_LINE_START = "!%),.:;?]}·’”•…‰′″℃—、。〉》」』】〕〗！％），．：；？］｝～"
"""Marks that may not begin a line (clreq 3.1.4; GB/T 15834-2011, 5.1)."""
NO_LINE_END = "$([{£¥‘“〈《「『【〔〖＄（．［｛￥"
"""Marks that may not end one."""
_CHINESE_BULLET = 0.6
"""The size of ● beside the text, which fills its em."""


def settings_xml(theme: Theme, words: Wording, *, footnotes: bool = False) -> Element:
    """In the order of CT_Settings (ECMA-376 part 1, 17.15.1.78)."""
    page = theme.page
    made = w("settings", w("zoom", percent=100))
    # Where sources are told beside the text, the margin for them is the right one on every page.
    if page.inner != page.outer and not page.sources:
        made.append(w("mirrorMargins"))
    made.append(w("defaultTabStop", val=twips(theme.styles[Role.PARAGRAPH].size * 2)))
    if not words.chinese:
        made.append(w("autoHyphenation"))
    made.append(w("characterSpacingControl",
                  val="compressPunctuation" if words.chinese else "doNotCompress"))  # fmt: skip
    if words.chinese:
        made.append(w("noLineBreaksAfter", lang=words.east_asian, val=NO_LINE_END))
        made.append(w("noLineBreaksBefore", lang=words.east_asian, val=NO_LINE_START))
    if footnotes:
        made.append(w("footnotePr", w("footnote", id=-1), w("footnote", id=0)))
    made.append(_compatibility(words))
    made.append(w("themeFontLang", val=words.latin, eastAsia=words.east_asian))
    made.append(w("decimalSymbol", val="."))
    made.append(w("listSeparator", val=","))
    return made


def _compatibility(words: Wording) -> Element:
    """Word's layout of today; without it a document opens in compatibility mode."""
    settings = (
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    )
    made = w("compat")
    if words.chinese:
        made.append(w("balanceSingleByteDoubleByteWidth"))
    # A justified line that ends in a meant break is not spread.
    made.append(w("doNotExpandShiftReturn"))
    if words.chinese:
        made.append(w("useFELayout"))
    made.extend(w("compatSetting", name=name, uri=_OFFICE, val=value) for name, value in settings)
    return made


def fonts_xml(theme: Theme, words: Wording) -> Element:
    """The families in use, each with those the theme would have in its stead (17.8.3.1)."""
    made = w("fonts")
    seen = set()
    for face in theme.faces:
        for language in dict.fromkeys((words.key, "zh-Hans")):
            family, *others = theme.families(face, language)
            if family in seen:
                continue
            seen.add(family)
            font = w("font", name=family)
            if others:
                font.append(w("altName", val=",".join(others)))
            font.append(w("charset", val=_CHARSETS.get(language, "00")))
            font.append(w("family", val="auto"))
            font.append(w("pitch", val="variable"))
            made.append(font)
    return made


def numbering_xml(theme: Theme, words: Wording, lists: Sequence[tuple[bool, int]]) -> Element:
    """Two kinds of list, and an instance for each list, so that each counts from one."""
    made = w("numbering", _kind(0, theme, words), _kind(1, theme, words))
    for number, (ordered, level) in enumerate(lists, 1):
        restart = w("lvlOverride", w("startOverride", val=1), ilvl=level)
        instance = w("num", w("abstractNumId", val=int(ordered)), numId=number)
        if ordered:
            instance.append(restart)
        made.append(instance)
    return made


def _kind(ordered: int, theme: Theme, words: Wording) -> Element:
    levels = (_level(level, bool(ordered), theme, words) for level in range(9))
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=ordered)


def _level(level: int, ordered: bool, theme: Theme, words: Wording) -> Element:
    """One depth of a list (17.9.6), indented as the list styles are at the first."""
    style = theme.styles[Role.LIST]
    step = twips(HANG * style.size)
    indent = {"left": step * level, "firstLine": step}
    if not words.chinese:
        indent = {"left": step * (level + 1), "hanging": step}
    made = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="decimal" if ordered else "bullet"),
        w("suff", val="space" if words.chinese else "tab"),
        w("lvlText", val=f"%{level + 1}." if ordered else words.bullet),
        w("lvlJc", val="left"),
        w("pPr", w("ind", **indent)),
        ilvl=level,
    )
    if words.chinese and not ordered:
        size = half_points(style.size * _CHINESE_BULLET)
        made.append(w("rPr", w("sz", val=size), w("szCs", val=size)))
    return made


def header_xml(head: RunningHead, words: Wording) -> Element:
    """The section by a field that follows the text (STYLEREF, ECMA-376 part 1, 17.16.5.59)."""
    content = [*_said(head.title)]
    if head.section:
        content += _said(words.gap if head.title else "")
        shown = plain_run(" ".join(head.section.split()))
        content.append(w("fldSimple", shown, instr=" STYLEREF Section "))
    content += _said(f"\t{head.facts}" if head.facts else "")
    return w("hdr", paragraph("Header", *content))


def footer_xml(words: Wording) -> Element:
    before, between, after = words.folio
    content = (
        *_said(before), _field("PAGE"), *_said(between), _field("NUMPAGES"), *_said(after)
    )  # fmt: skip
    return w("ftr", paragraph("Footer", *content))


def _said(text: str) -> Iterator[Element]:
    if text:
        yield plain_run(text)


def _field(instruction: str) -> Element:
    return w("fldSimple", plain_run("1"), instr=f" {instruction} ")
