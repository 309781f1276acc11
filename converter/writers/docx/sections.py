"""Section properties: paper, margins, columns, grid, running head and folio."""

from __future__ import annotations

from converter.theme import Theme
from converter.writers.docx.measure import gutter, points, twips
from converter.writers.docx.xml import Element, element, w


def section_properties(
    theme: Theme, columns: int, *, new_page: bool, header: str | None, masthead: bool
) -> Element:
    """`w:sectPr` (ECMA-376 part 1, 17.6.17).

    A section without references goes on with the header and footer of the one before. The page
    with the masthead has no running head, but its folio.
    """
    made = w("sectPr")
    if header:
        made.append(element("w:headerReference", {"w:type": "default", "r:id": header}))
    if masthead:
        made.append(element("w:footerReference", {"w:type": "default", "r:id": "footer"}))
        made.append(element("w:footerReference", {"w:type": "first", "r:id": "footer"}))
    made.append(w("type", val="nextPage" if new_page else "continuous"))
    made.extend(_paper(theme))
    made.append(_columns(theme, columns))
    if masthead:
        made.append(w("titlePg"))
    made.append(w("docGrid", type="lines", linePitch=twips(theme.page.leading)))
    return made


def _paper(theme: Theme) -> list[Element]:
    page = theme.page
    width, height = twips(points(page.width)), twips(points(page.height))
    size = w("pgSz", w=width, h=height, **({"orient": "landscape"} if width > height else {}))
    top, bottom = twips(points(page.top)), twips(points(page.bottom))
    margins = w(
        "pgMar",
        top=top,
        right=twips(points(page.outer)),
        bottom=bottom,
        left=twips(points(page.inner)),
        # Head and folio stand in the middle of their margins.
        header=top // 3,
        footer=bottom // 3,
        gutter=0,
    )
    return [size, margins]


def _columns(theme: Theme, columns: int) -> Element:
    if columns == 1:
        return w("cols", space=twips(gutter(theme)))
    rule = {"sep": 1} if theme.rules.column else {}
    return w("cols", num=columns, space=twips(gutter(theme)), **rule)
