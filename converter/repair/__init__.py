"""Phase two: chunks become articles. Evidence is weighed, not samples matched.

After it holds: every character of the pages is in the issue (in an article, in the furniture, or
in the `before` of a repair); each block is whole and has one role; what was changed is recorded
with its place and how sure it is; what could not be decided is said in a note.

The order of work stands in `PASSES` and in `repair` below it: lines are made readable, tagged over
the whole page at once, joined into blocks, their text mended, and put together as articles; then
halves are stitched across pages and the whole issue is looked over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from converter.model import Article, Issue, Meta, Note, Repair, Text
from converter.page import Chunk, Kind, Page
from converter.repair import (
    assemble,
    figures,
    heads,
    hyphen,
    infer,
    invisible,
    items,
    join,
    likeness,
    punctuation,
    quotation,
    spacing,
    stitch,
)
from converter.repair.features import PageView
from converter.repair.lines import look
from converter.repair.record import Pass, Piece, Profile, Repaired, Role
from converter.repair.tagger import shipped, tag

PASSES: Mapping[str, Pass] = MappingProxyType(
    {
        "title-lines": heads.run,
        "figures": figures.run,
        "list-item": items.run,
        "spacing": spacing.run,
        "punctuation": punctuation.run,
        "unclosed-quote": quotation.run,
    }
)
"""The passes over a page's blocks, by their codes, in their order."""

_MARKUP = frozenset({Kind.PICTURE, Kind.RULE})


def repair(pages: Sequence[Page], meta: Meta, profile: Profile) -> Issue:
    """Repair the pages of one issue.

    What `meta` does not give (title, date, language, page labels) is inferred where the pages tell
    it, and a note says so.
    """
    meta, inferred = infer.complete(meta, pages)
    profile = replace(
        profile,
        language=meta.language,
        vocabulary=profile.vocabulary | hyphen.vocabulary(pages),
        furniture=(*profile.furniture, *filter(None, [meta.title])),
    )
    repairs: list[Repair] = []
    notes: list[Note] = list(inferred)
    joined = [_joined(page, profile, repairs, notes) for page in pages]
    profile = replace(profile, sections=(*profile.sections, *_flags(joined, profile)))
    mended = [_mended(pieces, profile, repairs, notes) for pieces in joined]
    articles: list[Article] = []
    furniture: list[Text] = []
    for page, pieces in zip(pages, mended, strict=True):
        done = assemble.run(pieces, page.label, profile)
        articles.extend(done.articles)
        furniture.extend(done.furniture)
        repairs.extend(done.repairs)
        notes.extend(done.notes)
    articles, stitched, missing = stitch.run(articles, profile)
    seen = likeness.run(tuple(piece for pieces in mended for piece in pieces), profile)
    return Issue(
        meta=meta,
        articles=tuple(replace(article, id=f"a{n}") for n, article in enumerate(articles, 1)),
        furniture=tuple(furniture),
        repairs=(*repairs, *stitched),
        notes=(*notes, *missing, *seen.notes),
    )


def prepare(
    chunks: Sequence[Chunk], profile: Profile, repairs: list[Repair] | None = None
) -> tuple[Chunk, ...]:
    """Chunks with their characters made readable, and those without text gone."""
    out = []
    for chunk in chunks:
        if chunk.text:
            cleaned = invisible.run((Piece(chunk.text, Role.PARAGRAPH, chunk),), profile)
            if repairs is not None:
                repairs.extend(cleaned.repairs)
            chunk = replace(chunk, text=cleaned.pieces[0].text)
        if chunk.text.text.strip() or chunk.kind in _MARKUP:
            out.append(chunk)
    return tuple(out)


def _flags(pages: Sequence[tuple[Piece, ...]], profile: Profile) -> list[str]:
    """The section flags of all pages: one that stands alone on one page is known on the next."""
    return [
        piece.text.text
        for pieces in pages
        for piece in heads.run(pieces, profile).pieces
        if piece.role is Role.SECTION
    ]


def _joined(
    page: Page, profile: Profile, repairs: list[Repair], notes: list[Note]
) -> tuple[Piece, ...]:
    """A page's lines, tagged over the whole page and joined into blocks."""
    chunks = prepare(page.chunks, profile, repairs)
    known = {text.casefold(): "section" for text in profile.sections}
    known |= {text.casefold(): "furniture" for text in profile.furniture}
    view = PageView(look(chunks), profile.han, known)
    return _recorded(join.run(chunks, tag(view, shipped()), profile), repairs, notes)


def _mended(
    pieces: tuple[Piece, ...], profile: Profile, repairs: list[Repair], notes: list[Note]
) -> tuple[Piece, ...]:
    """A page's blocks, mended by the passes in their order."""
    for run in PASSES.values():
        pieces = _recorded(run(pieces, profile), repairs, notes)
    return pieces


def _recorded(done: Repaired, repairs: list[Repair], notes: list[Note]) -> tuple[Piece, ...]:
    repairs.extend(done.repairs)
    notes.extend(done.notes)
    return done.pieces
