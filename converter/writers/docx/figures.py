"""Figures: the picture scaled to its column, its caption below; a lost picture is its caption."""

from __future__ import annotations

from collections.abc import Iterator

from converter.model import Figure
from converter.pictures import Picture
from converter.theme import Role
from converter.walk import plain
from converter.writers.docx.draft import Draft
from converter.writers.docx.inlines import runs
from converter.writers.docx.measure import EMU_PER_POINT, text_height
from converter.writers.docx.xml import (
    NAMESPACES,
    Element,
    clean,
    element,
    field,
    paragraph,
    plain_run,
    w,
)

_COARSEST = 96
"""Pixels an inch below which a picture is not enlarged."""
_ABOVE = 0.5
"""Lines of the grid above a picture."""
_TALLEST = 0.5
"""The share of the page's height that a picture may take."""


def figure(block: Figure, draft: Draft, width: float) -> Iterator[Element]:
    """The paragraphs of a figure; a picture that could not be had is noted as lost."""
    if block.image is not None:
        picture = draft.pictures.get(block.image)
        if picture is None:
            draft.lost.append(f"picture {clean(block.image)}")
        else:
            yield paragraph("Figure", w("r", w("drawing", _inline(block, picture, draft, width))))
    caption = list(runs(block.caption, draft.theme.styles[Role.CAPTION], draft))
    if block.credit and block.credit.text:
        if caption:
            caption.append(plain_run(draft.words.aside, "Credit"))
        caption += draft.runs(block.credit.text, block.credit.spans, "Credit")
    if caption:
        # Counted but not shown: a paper prints no numbers, a table of figures lists its pictures.
        # LibreOffice shows the number in spite of the switch, unless its style hides it.
        yield paragraph(
            "Caption", *field(rf" SEQ {draft.words.figure} \h ", "CaptionCount"), *caption
        )


def alternative(block: Figure, draft: Draft) -> str:
    """What is read out in the picture's place: its own description, else its caption."""
    for text in (block.alt or "", plain(block.caption), block.credit.text if block.credit else ""):
        if described := " ".join(clean(text).split()):
            return described
    return draft.words.picture


def scaled(picture: Picture, width: float, height: float) -> tuple[int, int]:
    """Width and height in EMU: as wide as the column, but neither coarse nor too tall."""
    scale = min(width / picture.width, height / picture.height, 72 / _COARSEST) * EMU_PER_POINT
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def _inline(block: Figure, picture: Picture, draft: Draft, width: float) -> Element:
    """A picture in the line (ECMA-376 part 1, 20.4.2.8)."""
    assert block.image is not None
    across, down = scaled(picture, width, text_height(draft.theme.page) * _TALLEST)
    number = str(draft.next_drawing())
    size = {"cx": str(across), "cy": str(down)}
    above = str(round(_ABOVE * draft.theme.page.leading * EMU_PER_POINT))
    name = {"id": number, "name": f"Picture {number}", "descr": alternative(block, draft)}
    return element(
        "wp:inline", dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
        element("wp:extent", size),
        # The space above belongs to the picture: as that of the paragraph it keeps LibreOffice from
        # balancing the columns that begin with it.
        element("wp:effectExtent", {"l": "0", "t": above, "r": "0", "b": "0"}),
        element("wp:docPr", name),
        element("wp:cNvGraphicFramePr", {},
                element("a:graphicFrameLocks", {"noChangeAspect": "1"})),
        element("a:graphic", {},
                element("a:graphicData", {"uri": NAMESPACES["pic"]},
                        _picture(draft.image(block.image), name, size))),
    )  # fmt: skip


def _picture(relationship: str, name: dict[str, str], size: dict[str, str]) -> Element:
    return element(
        "pic:pic", {},
        element("pic:nvPicPr", {}, element("pic:cNvPr", name), element("pic:cNvPicPr", {})),
        element("pic:blipFill", {},
                element("a:blip", {"r:embed": relationship}),
                element("a:stretch", {}, element("a:fillRect", {}))),
        element("pic:spPr", {},
                element("a:xfrm", {},
                        element("a:off", {"x": "0", "y": "0"}), element("a:ext", size)),
                element("a:prstGeom", {"prst": "rect"}, element("a:avLst", {}))),
    )  # fmt: skip
