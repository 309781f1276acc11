"""Our own EPUB edition read back: roles by element and class, whatever was edited in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4.element import Tag

from converter import flatplan
from converter.errors import InputError
from converter.model import Byline, Credit, Issue, Note
from converter.readers.epub_blocks import blocks, classes, text
from converter.readers.epub_book import Book
from converter.readers.galley import Galley, Printed, issue, label_of

PROOF = "META-INF/proof.json"
_PLAN = re.compile(r"META-INF/flatplan(-\d+)?\.json")
_NUMBERED = re.compile(r"(?:.*/)?article-(\d{1,9})\.xhtml")
_CAME = re.compile(r"上接|[紧緊承]接|from", re.IGNORECASE)
_HEAD = {"section": "section", "kicker": "kicker", "subtitle": "deck"}


def is_ours(book: Book) -> bool:
    return PROOF in book.archive or any(map(_PLAN.fullmatch, book.archive.names()))


def read(book: Book) -> Issue:
    """The issue that an edition holds; raises `InputError` where several are bound into it."""
    plans = [name for name in book.archive.names() if _PLAN.fullmatch(name)]
    if len(plans) > 1:
        raise InputError(
            f"{len(plans)} issues are bound into it", where=book.where,
            remedy="read the editions of the issues one by one",
        )  # fmt: skip
    plan = None
    notes: tuple[Note, ...] = ()
    if plans:
        plan = flatplan.from_text(book.archive.read(plans[0]).decode("utf-8", "replace"))
        if plan is None:
            notes = (Note("record-damaged", f"{book.where}: its flatplan is damaged"),)
    printed = Printed(language=book.said("language") or "zh-Hans")
    galleys = list(_galleys(book, printed))
    if plan is None:
        printed.line = " ".join(filter(None, (book.said("date"), printed.line)))
        printed.imprint = printed.imprint or book.said("publisher")
    made = issue(printed, galleys, plan)
    return Issue(made.meta, made.articles, made.furniture, (), notes)


def _galleys(book: Book, printed: Printed) -> Iterator[Galley]:
    page: str | None = None
    for each in book.pages():
        body = book.page(each.name).body
        if body is None:
            continue
        if masthead := body.find(class_="masthead"):
            named = isinstance(masthead, Tag) and "missing" not in classes(masthead)
            printed.title = text(masthead) if named and isinstance(masthead, Tag) else ""
        for colophon in body.find_all(class_="colophon"):
            printed.furniture += filter(None, map(text, colophon.find_all("li")))
        for article in body.find_all("article"):
            mark = article.find(role="doc-pagebreak")
            if isinstance(mark, Tag):
                page = label_of(str(mark.get("aria-label") or mark.get("title") or "")) or page
            match = _NUMBERED.fullmatch(each.name)
            yield _galley(article, page, int(match[1]) - 1 if match else None)


def _galley(article: Tag, page: str | None, number: int | None) -> Galley:
    galley = Galley(page=page, planned=number)
    below: list[object] = []
    for child in article.children:
        if isinstance(child, Tag) and child.name == "header":
            _head(child, galley)
        elif isinstance(child, Tag) and "jump" in classes(child):
            came = not below and not galley.came and bool(_CAME.search(text(child)))
            setattr(galley, "came" if came else "goes", text(child))
        elif not _is_apart(child) and str(child).strip():
            below.append(child)
    galley.blocks = blocks(below)
    return galley


def _is_apart(node: object) -> bool:
    """Whether a node is the edition's own: the way to other articles, the mark of a page."""
    return isinstance(node, Tag) and (node.name == "nav" or node.get("role") == "doc-pagebreak")


def _head(header: Tag, galley: Galley) -> None:
    for part in header.find_all(["p", "h1", "h2"]):
        kinds = classes(part)
        if part.name == "h1":
            lines = [text(line) for line in part.find_all(class_="line")]
            whole = text(part)
            # What stands outside the marks of the lines was put there by an editor.
            kept = "".join("".join(lines).split()) == "".join(whole.split())
            galley.title = "\n".join(lines) if lines and kept else whole
        elif "byline" in kinds:
            galley.byline, galley.credited = text(part), _credited(part)
        else:
            for name, field in _HEAD.items():
                if name in kinds:
                    setattr(galley, field, text(part))


def _credited(byline: Tag) -> Byline | None:
    """The parts of a byline, where each is still marked and nothing stands beside them."""
    told = {
        name: " ".join(map(text, byline.find_all(class_=name))) or None
        for name in ("agency", "dateline")
    }
    credits = []
    for line in byline.find_all(class_="credit-line"):
        role = " ".join(map(text, line.find_all(class_="role")))
        names = tuple(filter(None, map(text, line.find_all(class_="name"))))
        credits.append(Credit(role, names))
    marked = [*told.values(), *(part for c in credits for part in (c.role, *c.names))]
    said = "".join(c for part in marked if part for c in part if c.isalnum())
    printed = "".join(c for c in text(byline) if c.isalnum())
    if sorted(said) != sorted(printed):
        return None
    return Byline(told["agency"], told["dateline"], tuple(credits))
