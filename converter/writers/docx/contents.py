"""The contents: a field that is filled in, so that it is there before any program updates it.

It lists what Word's own update would list: every paragraph at the head of an article, with a link
to it, and a field for its page. That field shows the page where it is known (see `folios`), and
nothing where it is not: an update (F9, or printing) fills it in, and no program is made to ask for
one when the document is opened. It closes the issue: the front page is the news.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from converter.writers.docx.draft import Draft
from converter.writers.docx.styles import STYLES
from converter.writers.docx.xml import Element, element, field, paragraph, plain_run, qualified, w

INSTRUCTION = r' TOC \o "1-1" \h \z \u '
"""Heads and outline levels as links, with pages (ECMA-376 part 1, 17.16.5.68)."""
FEWEST = 2
"""Articles in an issue that has contents."""
BOOKMARK = "_Toc"
_HEADS = {spec.style_id for spec in STYLES if spec.outline == 0}


def contents(
    elements: list[Element], draft: Draft, pages: Mapping[Element, int]
) -> Iterator[Element]:
    """The contents of the elements of a body; each head is given a bookmark."""
    heads = [each for each in elements if _style(each) in _HEADS and _said(each, draft)]
    if len(heads) < FEWEST:
        return
    yield paragraph("TOCHeading", plain_run(draft.words.contents))
    for number, head in enumerate(heads, 1):
        name, text = f"{BOOKMARK}{number:08}", _said(head, draft)
        mark = draft.next_bookmark()
        head.insert(1, w("bookmarkStart", id=mark, name=name))
        head.append(w("bookmarkEnd", id=mark))
        page = _page(name, pages.get(head))
        attributes = {"w:anchor": name, "w:history": "1"}
        link = element("w:hyperlink", attributes, plain_run(text), *page)
        begin, instruction, end = field(INSTRUCTION)
        opens = [begin, instruction, _separate()] if number == 1 else []
        closes = [end] if number == len(heads) else []
        yield paragraph("TOC1", *opens, link, *closes)


def _page(name: str, page: int | None) -> list[Element]:
    """A tab, and the field for the page of a bookmark (17.16.5.45)."""
    begin, instruction, end = field(rf" PAGEREF {name} \h ")
    shown = [plain_run(str(page))] if page else []
    return [plain_run("\t"), begin, instruction, _separate(), *shown, end]


def _style(each: Element) -> str | None:
    style = each.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")
    return None if style is None else style.get(qualified("w:val"))


def _said(head: Element, draft: Draft) -> str:
    """The text of a head on one line; lines of Chinese are joined without a space."""
    joint = "" if draft.words.chinese else " "
    pieces = {qualified("w:br"): joint, qualified("w:tab"): " "}
    gone = {text for cut in head.iter(qualified("w:del")) for text in cut.iter()}
    texts = (
        (each.text or "") if each.tag == qualified("w:t") else pieces.get(str(each.tag), "")
        for each in head.iter()
        if each not in gone
    )
    return "".join(texts).strip()


def _separate() -> Element:
    return w("r", w("fldChar", fldCharType="separate"))
