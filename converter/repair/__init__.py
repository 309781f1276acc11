"""Phase two: chunks become articles. Evidence is weighed, not samples matched.

After it holds: every character of the pages is in the issue (in an article, in the furniture, or
in the `before` of a repair); each block is whole and has one role; what was changed is recorded
with its place and how sure it is; what could not be decided is said in a note.

What a person decided goes first: corrections of the source before all else, lines held to labels,
and each repair asked of `Decided` where it would be made.

The order of work stands in `PASSES` and in `repair` below it: lines are made readable, tagged over
the whole page at once, joined into blocks, their text mended, and put together as articles; then
halves are stitched across pages and the whole issue is looked over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from converter.model import Article, Issue, Meta, Note, Repair, Text
from converter.page import Chunk, Kind, Page
from converter.repair import (
    assemble,
    certain,
    correct,
    evidence,
    figures,
    habits,
    heads,
    held,
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
from converter.repair.decided import Decided, Unfit, is_of_a_picture
from converter.repair.features import PageView
from converter.repair.lines import look
from converter.repair.record import Pass, Piece, Profile, Repaired, Role
from converter.repair.tagger import Tagged, tag
from converter.repair.weights import shipped

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
    """Repair the pages of one issue, as a person decided where `profile.decisions` says so.

    What `meta` does not give (title, date, language, page labels) is inferred where the pages tell
    it, and a note says so.
    """
    meta, inferred = infer.complete(meta, pages)
    decided = Decided(profile.decisions, {page.source: page.text for page in pages})
    pages, corrected, uncorrected = correct.run(pages, decided)
    decided = decided.without(failed.decision for failed in uncorrected)
    profile = replace(
        profile,
        language=meta.language,
        vocabulary=profile.vocabulary | hyphen.vocabulary(pages),
        furniture=(*profile.furniture, *filter(None, [meta.title])),
        date=meta.date,
        labels=meta.page_labels,
        decided=decided,
    )
    repairs: list[Repair] = list(corrected)
    notes: list[Note] = list(inferred)
    joined, unheld = _joined(pages, profile, repairs, notes)
    profile = replace(profile, sections=(*profile.sections, *habits.flags(joined, profile)))
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
    repairs.extend(stitched)
    notes.extend(missing)
    notes.extend(likeness.run(tuple(piece for pieces in mended for piece in pieces), profile).notes)
    unfit = (
        *(failed.note() for failed in uncorrected),
        *unheld,
        *heads.unfit(mended, decided),
    )
    return Issue(
        meta=meta,
        articles=tuple(replace(article, id=f"a{n}") for n, article in enumerate(articles, 1)),
        furniture=tuple(furniture),
        repairs=tuple(repairs),
        notes=settled(notes, repairs, decided, unfit),
    )


def settled(
    notes: Sequence[Note],
    repairs: Sequence[Repair],
    decided: Decided,
    unfit: Sequence[Note] = (),
    *,
    pictures: bool = False,
) -> tuple[Note, ...]:
    """The notes that no decision settles, and those that say which decisions do not fit.

    Whether a decision on a picture fits is for who looks at the `pictures` to say.
    """
    stale = [Unfit(decision, "the source does not read so there") for decision in decided.stale]
    unmet = [
        each
        for each in decided.unmet(repairs, (*notes, *unfit))
        if is_of_a_picture(each.decision.code) == pictures
    ]
    return decided.open_notes((*notes, *unfit, *(each.note() for each in (*stale, *unmet))))


def prepare(
    chunks: Sequence[Chunk],
    profile: Profile,
    repairs: list[Repair] | None = None,
    notes: list[Note] | None = None,
) -> tuple[Chunk, ...]:
    """Chunks with their characters made readable, and those without text gone."""
    out = []
    for chunk in chunks:
        if chunk.text:
            cleaned = invisible.run((Piece(chunk.text, Role.PARAGRAPH, chunk),), profile)
            if repairs is not None:
                repairs.extend(cleaned.repairs)
            if notes is not None:
                notes.extend(cleaned.notes)
            if cleaned.pieces[0].text is not chunk.text:
                chunk = replace(chunk, text=cleaned.pieces[0].text)
        if chunk.text.text.strip() or chunk.kind in _MARKUP:
            out.append(chunk)
    return tuple(out)


def _joined(
    pages: Sequence[Page], profile: Profile, repairs: list[Repair], notes: list[Note]
) -> tuple[list[tuple[Piece, ...]], list[Note]]:
    """Each page's lines, tagged over the whole page and joined into blocks; and what does not fit
    of what was decided on the lines."""
    prepared = [prepare(page.chunks, profile, repairs, notes) for page in pages]
    joined: list[tuple[Piece, ...]] = []
    unheld: list[Note] = []
    for chunks, (view, free) in zip(prepared, _views(prepared, profile), strict=True):
        tags, unfit = held.tagged(view, free, chunks, shipped(), profile.decided)
        why = partial(evidence.of_joint, view, shipped())
        joined.append(_recorded(join.run(chunks, tags, profile, why), repairs, notes))
        unheld.extend(unfit)
    return joined, unheld


def _views(
    pages: Sequence[Sequence[Chunk]], profile: Profile
) -> list[tuple[PageView, list[Tagged]]]:
    """Each page as the tagger sees it and tags it, its lines held to what the paper's habits say."""
    views: list[PageView] = []
    for chunks, alike in zip(pages, habits.repeated(pages, profile), strict=True):
        view = PageView(look(chunks), profile.han)
        form = certain.told(view.lines, profile)
        told = habits.told([line.text for line in view.lines], profile)
        views.append(held.Held(view, {**form, **alike, **told}))
    tags = [tag(view, shipped()) for view in views]
    marked = habits.marked(
        [[line.text for line in view.lines] for view in views],
        [[tagged.label for tagged in page] for page in tags],
    )
    for n, lines in enumerate(marked):
        if any(tags[n][line].label != "heading" for line in lines):
            views[n] = held.Held(views[n], lines)
            tags[n] = tag(views[n], shipped())
    return list(zip(views, tags, strict=True))


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
