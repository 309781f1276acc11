"""`word/styles.xml`: a named style for every role, so that no text is formatted by hand.

Where Word has a style of its own it is used under its English name (ECMA-376 part 1, 17.7.4.9), for
the navigation pane, the table of contents and the caption tools look for those names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from converter.theme import Align, Role, Style, Theme, Weight
from converter.writers.docx.marks import Marks
from converter.writers.docx.measure import eighths, half_points, text_width, twips
from converter.writers.docx.wording import Wording
from converter.writers.docx.xml import Element, qualified, w

_ALIGN = {Align.START: "left", Align.CENTER: "center", Align.JUSTIFY: "both"}
LINK_COLOUR = "0B5394"
HANG = 2.0
"""Em that a list is indented at each of its levels."""
_APART = 0.5
"""Lines of the grid above an article."""
_SMALLER = 0.85
"""The size of what stands beside the text, of the folio's."""
_NATURAL_HEIGHT = 1.48
"""Height of a line of a Chinese face in em, as Noto and Source Han have it."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style that a role of the theme fills."""

    name: str
    role: Role
    built_in: bool = False
    follows: str = "BodyText"
    keep_next: bool = False
    keep_lines: bool = False
    opens: bool = False
    """May open an article, and then stands below the rule that parts articles."""
    outline: int | None = None
    apart: float = 0
    """The least space above it, in lines of the grid."""
    align: Align | None = None
    bold: bool = False
    loose: bool = False
    """Grows with what stands in it, as a line with a picture must."""

    @property
    def style_id(self) -> str:
        name = self.name.title() if self.built_in else self.name
        return name.replace(" ", "").replace("Toc", "TOC")


STYLES = (
    ParagraphStyle("Title", Role.MASTHEAD, True, "Date", keep_next=True),
    ParagraphStyle("Date", Role.RUNNING_HEAD, True, align=Align.CENTER),
    ParagraphStyle("Section", Role.SECTION, keep_next=True, opens=True, follows="Heading1"),
    ParagraphStyle("Kicker", Role.KICKER, keep_next=True, opens=True, follows="Heading1"),
    ParagraphStyle("heading 1", Role.TITLE, True, keep_next=True, keep_lines=True, opens=True,
                   outline=0),
    ParagraphStyle("Subtitle", Role.SUBTITLE, True, keep_next=True, keep_lines=True),
    ParagraphStyle("Byline", Role.BYLINE, keep_next=True),
    ParagraphStyle("Body Text", Role.PARAGRAPH, True),
    ParagraphStyle("heading 2", Role.HEADING, True, keep_next=True, keep_lines=True, outline=1),
    # A subhead in an article that has nothing above it in the outline.
    ParagraphStyle("Opening Subhead", Role.HEADING, keep_next=True, keep_lines=True, outline=0),
    ParagraphStyle("Figure", Role.CAPTION, keep_next=True, follows="Caption", loose=True,
                   align=Align.CENTER),
    ParagraphStyle("caption", Role.CAPTION, True, keep_lines=True),
    ParagraphStyle("Quote", Role.QUOTE, True, follows="Quote"),
    ParagraphStyle("List Bullet", Role.LIST, True, follows="ListBullet"),
    ParagraphStyle("List Number", Role.LIST, True, follows="ListNumber"),
    ParagraphStyle("List Continue", Role.LIST, True, follows="ListContinue"),
    ParagraphStyle("Table Text", Role.TABLE, follows="TableText"),
    ParagraphStyle("Table Heading", Role.TABLE, follows="TableText", keep_next=True, bold=True,
                   align=Align.CENTER),
    ParagraphStyle("Verse", Role.VERSE, follows="Verse", keep_lines=True),
    ParagraphStyle("Verse Stanza", Role.VERSE, follows="Verse", keep_lines=True, apart=1),
    ParagraphStyle("Separator", Role.PARAGRAPH, align=Align.CENTER),
    ParagraphStyle("Jump", Role.JUMP),
    # A jump line that stands where the headline would, so that the outline shows the article.
    ParagraphStyle("Opening Jump", Role.JUMP, keep_next=True, opens=True, outline=0),
    ParagraphStyle("TOC Heading", Role.HEADING, True, keep_next=True, apart=1, follows="TOC1"),
    ParagraphStyle("toc 1", Role.TABLE, True, follows="TOC1"),
    ParagraphStyle("Imprint", Role.FOLIO),
    ParagraphStyle("header", Role.RUNNING_HEAD, True, follows="Header"),
    ParagraphStyle("footer", Role.FOLIO, True, follows="Footer"),
)  # fmt: skip


def styles_xml(
    theme: Theme, words: Wording, language: str, used: Iterable[Marks], remarks: Iterable[str] = ()
) -> Element:
    """The styles part; `used` are the combinations of marks that the text has need of, and
    `remarks` the kinds, `Comment` and `Footnote`, that it has."""
    return w(
        "styles",
        _defaults(theme, words, language),
        w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1,
          defUnhideWhenUsed=1, defQFormat=0, count=376),
        *_bases(),
        *(_paragraph_style(spec, theme, words) for spec in STYLES),
        _section_end(),
        *([_source(theme, words)] if theme.page.sources else []),
        *_character_styles(theme, words, used),
        *(style for kind in remarks for style in _remark_styles(kind, theme)),
        _table_style(theme),
    )  # fmt: skip


def _defaults(theme: Theme, words: Wording, language: str) -> Element:
    latin = words.latin if words.chinese or language == words.key else language
    run = w(
        "rPr",
        *_type(theme.styles[Role.PARAGRAPH], theme, words),
        w("lang", val=latin, eastAsia=words.east_asian, bidi="ar-SA"),
    )
    # Line breaking by the language's own rules, a gap between Han and Latin, marks at a line's
    # head set half width: clreq 3.1.2 to 3.1.6, as far as Word has a switch for it.
    switches = [w("widowControl"), w("kinsoku"), w("overflowPunct")]
    switches += [w("topLinePunct")] if words.chinese else []
    switches += [w("autoSpaceDE"), w("autoSpaceDN"), w("snapToGrid")]
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", w("pPr", *switches)))


def _bases() -> Iterator[Element]:
    yield w("style", w("name", val="Normal"), w("qFormat"),
            type="paragraph", default=1, styleId="Normal")  # fmt: skip
    for kind, name, style_id in (
        ("character", "Default Paragraph Font", "DefaultParagraphFont"),
        ("table", "Normal Table", "TableNormal"),
        ("numbering", "No List", "NoList"),
    ):
        yield w("style", w("name", val=name), w("uiPriority", val=99), w("semiHidden"),
                w("unhideWhenUsed"), type=kind, default=1, styleId=style_id)  # fmt: skip


def _paragraph_style(spec: ParagraphStyle, theme: Theme, words: Wording) -> Element:
    style = theme.styles[spec.role]
    made = w(
        "style",
        w("name", val=spec.name),
        w("basedOn", val="Normal"),
        w("next", val=spec.follows),
        w("uiPriority", val=1),
        w("qFormat"),
        w("pPr", *_paragraph_properties(spec, style, theme, words)),
        w("rPr", *_type(style, theme, words, bold=spec.bold)),
        type="paragraph",
        styleId=spec.style_id,
    )
    if not spec.built_in:
        _mark_custom(made)
    return made


def _mark_custom(style: Element) -> None:
    style.set(qualified("w:customStyle"), "1")


def _paragraph_properties(
    spec: ParagraphStyle, style: Style, theme: Theme, words: Wording
) -> Iterator[Element]:
    """In the order of CT_PPrBase (ECMA-376 part 1, 17.3.1.26)."""
    if spec.keep_next:
        yield w("keepNext")
    if spec.keep_lines:
        yield w("keepLines")
    if (border := _border(spec, theme)) is not None:
        yield w("pBdr", border)
    if spec.role is Role.RUNNING_HEAD and spec.align is None:
        yield w("tabs", w("tab", val="right", pos=twips(text_width(theme.page))))
    if spec.name == "toc 1":
        side = twips(text_width(theme.page))
        yield w("tabs", w("tab", val="right", leader="dot", pos=side))
    if style.leading > theme.page.leading:
        # Several lines of the grid high: a snapped line would be rounded up beyond them.
        yield w("snapToGrid", val=0)
    yield _spacing(spec, style, theme)
    if spec.role is Role.LIST:
        yield _list_indent(style, words)
    elif style.indent or spec.role is Role.VERSE:
        yield _indent(spec, style)
    yield w("jc", val=_ALIGN[spec.align or style.align])
    if spec.outline is not None:
        yield w("outlineLvl", val=spec.outline)


def _border(spec: ParagraphStyle, theme: Theme) -> Element | None:
    """The rules of the theme that belong to paragraphs.

    Neighbours whose borders are the same share one (17.3.1.24): so the rule that parts two articles
    stands once, above whichever of section, kicker and headline comes first.
    """
    rules = theme.rules
    if spec.opens and rules.article:
        return w("top", **_rule(rules.article, rules.colour, space=4))
    if spec.role is Role.MASTHEAD and rules.masthead:
        return w("bottom", **_rule(rules.masthead, rules.colour, space=1))
    return None


def _rule(width: float, colour: str, space: int) -> dict[str, str | int]:
    return {"val": "single", "sz": eighths(width), "space": space, "color": colour[1:]}


def _spacing(spec: ParagraphStyle, style: Style, theme: Theme) -> Element:
    """Space before and after, and the leading.

    It is a least height, which ruby may exceed, where the face's natural height stays below it;
    and exact where Word would else round the line up to the next line of the grid.
    """
    grid = theme.page.leading
    exact = style.leading < style.size * _NATURAL_HEIGHT and not spec.loose
    return w(
        "spacing",
        before=twips(space_before(spec, style) * grid),
        after=twips(style.after * grid),
        line=240 if spec.loose else twips(style.leading),
        lineRule="auto" if spec.loose else "exact" if exact else "atLeast",
    )


def space_before(spec: ParagraphStyle, style: Style) -> float:
    """In lines of the grid."""
    if spec.loose:
        return 0  # a picture brings its own
    return max(style.before, spec.apart, _APART if spec.opens else 0)


def _indent(spec: ParagraphStyle, style: Style) -> Element:
    """In hundredths of a character, and in twips for what does not read those (17.3.1.12)."""
    characters, length = round(style.indent * 100), twips(style.indent * style.size)
    if spec.align is Align.CENTER:
        return w("ind", firstLineChars=0, firstLine=0)
    if spec.role is Role.QUOTE:
        return w("ind", leftChars=characters, left=length,
                 firstLineChars=characters, firstLine=length)  # fmt: skip
    if spec.role is Role.VERSE:
        # What does not fit on the line goes on one em further in.
        em = twips(style.size)
        return w("ind", leftChars=characters + 100, left=length + em,
                 hangingChars=100, hanging=em)  # fmt: skip
    return w("ind", firstLineChars=characters, firstLine=length)


def _list_indent(style: Style, words: Wording) -> Element:
    """A Chinese item begins like a paragraph, its mark in the indent; others hang from theirs."""
    length = twips(HANG * style.size)
    if words.chinese:
        return w("ind", firstLineChars=round(HANG * 100), firstLine=length)
    return w("ind", left=length)


def _type(style: Style, theme: Theme, words: Wording, *, bold: bool = False) -> Iterator[Element]:
    """Face, weight, colour and size."""
    yield _fonts(style.face, theme, words)
    if bold or style.weight is Weight.BOLD:
        yield w("b")
        yield w("bCs")
    yield w("color", val=style.colour[1:])
    yield w("sz", val=half_points(style.size))
    yield w("szCs", val=half_points(style.size))


def family_pair(face: str, theme: Theme, words: Wording) -> tuple[str, str]:
    """The family of a face for the issue's language, and the one for Han characters."""
    own = theme.families(face, words.key)[0]
    return own, own if words.chinese else theme.families(face, "zh-Hans")[0]


def _fonts(face: str, theme: Theme, words: Wording) -> Element:
    """One family in every slot for Chinese, so that “ ” … — come from the Chinese face."""
    own, han = family_pair(face, theme, words)
    attributes = {"ascii": own, "hAnsi": own, "eastAsia": han, "cs": own}
    if words.chinese:
        attributes["hint"] = "eastAsia"
    return w("rFonts", **attributes)


def _section_end() -> Element:
    """The paragraph that holds a section break where there is no other to hold it."""
    made = w("style", w("name", val="Section End"), w("basedOn", val="Normal"),
             w("uiPriority", val=99), w("semiHidden"),
             w("pPr", w("snapToGrid", val=0), w("spacing", line=20, lineRule="exact")),
             w("rPr", w("sz", val=2), w("szCs", val=2)),
             type="paragraph", styleId="SectionEnd")  # fmt: skip
    _mark_custom(made)
    return made


def _source(theme: Theme, words: Wording) -> Element:
    """A line in the outer margin."""
    folio = theme.styles[Role.FOLIO]
    size = half_points(folio.size * _SMALLER)
    made = w("style", w("name", val="Source"), w("basedOn", val="Normal"), w("uiPriority", val=99),
             w("pPr", w("keepNext"), w("spacing", before=twips(theme.page.leading / 4)),
               w("jc", val="left")),
             w("rPr", _fonts(folio.face, theme, words), w("color", val=folio.colour[1:]),
               w("sz", val=size), w("szCs", val=size)),
             type="paragraph", styleId="Source")  # fmt: skip
    _mark_custom(made)
    return made


def _character_styles(theme: Theme, words: Wording, used: Iterable[Marks]) -> Iterator[Element]:
    for marks in used:
        made = w("style", w("name", val=marks.style_name), w("basedOn", val="DefaultParagraphFont"),
                 w("uiPriority", val=2), w("qFormat"), w("rPr", *_mark_properties(marks, words)),
                 type="character", styleId=marks.style_id)  # fmt: skip
        if not marks.built_in:
            _mark_custom(made)
        yield made
    made = w("style", w("name", val="Caption Count"), w("basedOn", val="DefaultParagraphFont"),
             w("uiPriority", val=99), w("semiHidden"), w("rPr", w("vanish")),
             type="character", styleId="CaptionCount")  # fmt: skip
    _mark_custom(made)
    yield made
    credit = theme.styles[Role.CREDIT]
    made = w("style", w("name", val="Credit"), w("basedOn", val="DefaultParagraphFont"),
             w("uiPriority", val=2), w("qFormat"), w("rPr", *_type(credit, theme, words)),
             type="character", styleId="Credit")  # fmt: skip
    _mark_custom(made)
    yield made


def _mark_properties(marks: Marks, words: Wording) -> Iterator[Element]:
    """Emphasis is a dot below in Chinese (clreq 3.3.2), a slanted face elsewhere."""
    if marks.strong:
        yield w("b")
        yield w("bCs")
    if marks.emphasis and not words.chinese:
        yield w("i")
        yield w("iCs")
    if marks.link:
        yield w("color", val=LINK_COLOUR)
        yield w("u", val="single")
    if marks.raised:
        yield w("vertAlign", val=marks.raised)
    if marks.emphasis and words.chinese:
        yield w("em", val="underDot")


def _remark_styles(kind: str, theme: Theme) -> Iterator[Element]:
    """Word's own styles for the mark of a comment or footnote and for its text."""
    name = "annotation" if kind == "Comment" else "footnote"
    size = half_points(theme.styles[Role.CAPTION].size)
    smaller = w("sz", val=size), w("szCs", val=size)
    mark = smaller if kind == "Comment" else (w("vertAlign", val="superscript"),)
    yield w("style", w("name", val=f"{name} reference"), w("basedOn", val="DefaultParagraphFont"),
            w("uiPriority", val=99), w("rPr", *mark),
            type="character", styleId=f"{kind}Reference")  # fmt: skip
    yield w("style", w("name", val=f"{name} text"), w("basedOn", val="Normal"),
            w("uiPriority", val=99),
            w("rPr", w("sz", val=size), w("szCs", val=size)),
            type="paragraph", styleId=f"{kind}Text")  # fmt: skip


def _table_style(theme: Theme) -> Element:
    """Three rules and thin lines between rows."""
    colour = theme.rules.colour
    strong, thin = _rule(1, colour, 0), _rule(0.25, colour, 0)
    made = w(
        "style",
        w("name", val="Issue Table"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=3),
        w("qFormat"),
        w("tblPr",
          w("tblBorders", w("top", **strong), w("bottom", **strong), w("insideH", **thin)),
          w("tblCellMar", w("left", w=60, type="dxa"), w("right", w=60, type="dxa"))),
        type="table",
        styleId="IssueTable",
    )  # fmt: skip
    _mark_custom(made)
    return made
