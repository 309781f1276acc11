"""Articles from a page's pieces: heads, bylines, blocks in the page's order.

A head piece (section, kicker, headline) after any text begins a new article; so does a paragraph
that comes from another page, and one with an agency line of its own where the article before has
had its own. After it holds: every piece is a block, part of an article's head, or furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from converter.model import (
    Article,
    Block,
    Byline,
    Credit,
    Figure,
    Heading,
    Inlines,
    List,
    Note,
    Paragraph,
    Quote,
    Repair,
    Separator,
    Spans,
    Table,
    Text,
    Verse,
)
from converter.page import Kind
from converter.passage import Passage
from converter.repair import credits, jumps
from converter.repair.credits import is_ornament
from converter.repair.line_ends import line_ends
from converter.repair.photo_credits import CREDIT_BELOW, bare_credit
from converter.repair.record import Piece, Profile, Role

HEAD = frozenset({Role.SECTION, Role.KICKER, Role.TITLE})
ALONE = "the line is nothing but a credit"
OPENING = "an agency line, or credits in brackets, open the story"
CLOSING = "credits in brackets close the story"
POINTER = "it only says where the story goes on, or comes from"
BREAK = "a line of signs parts the story"
ARROW = "a mark before the caption points to its picture"
BRACKETS = "it only sets off the credit of the picture"
_GAPS = (r"\t", r"\s{2,}", r"\s")
"""What parts the cells of a row that is set with spaces, the surest first."""


@dataclass
class Draft:
    """An article being put together."""

    page: str | None
    section: Piece | None = None
    kicker: Piece | None = None
    title: list[Piece] = field(default_factory=list)
    deck: Piece | None = None
    byline: Byline | None = None
    body: list[Piece] = field(default_factory=list)
    continued_from: str | None = None
    continued_on: str | None = None

    @property
    def headed(self) -> bool:
        return bool(self.section or self.kicker or self.title)


@dataclass
class Assembled:
    articles: list[Article] = field(default_factory=list)
    furniture: list[Text] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def takes(self, code: str, text: Passage, profile: Profile, why: str) -> bool:
        """Record that a text goes to where it belongs; False where a person has it stay."""
        made = profile.decided.on(Repair(code, text.text, "", 0.95, text.spans, why))
        if made:
            self.repairs.append(made)
        return made is not None


def run(pieces: Sequence[Piece], page: str | None, profile: Profile) -> Assembled:
    """Put a page's articles together; ids are given later, over the whole issue."""
    out = Assembled()
    drafts = [Draft(page)]
    for piece in pieces:
        if piece.role is Role.FURNITURE:
            out.furniture.append(_text(piece.text))
        else:
            _place(piece, drafts, out, profile)
    for draft in drafts:
        if draft.headed or draft.body or draft.byline:
            out.articles.append(_article(draft, out, profile))
    return out


def _place(piece: Piece, drafts: list[Draft], out: Assembled, profile: Profile) -> None:
    draft = drafts[-1]
    if piece.role in HEAD and _begins(piece, draft):
        draft = Draft(draft.page)
        drafts.append(draft)
    match piece.role:
        case Role.SECTION:
            draft.section = piece
        case Role.KICKER:
            draft.kicker = piece
        case Role.TITLE:
            draft.title.append(piece)
        case Role.DECK if draft.title and not draft.body and not draft.deck:
            draft.deck = piece
        case Role.CREDIT:
            _credit(piece, draft, out, profile)
        case Role.JUMP:
            _jump(piece, drafts, out, profile)
        case Role.PARAGRAPH | Role.QUOTE:
            _paragraph(piece, drafts, out, profile)
        case _:
            draft.body.append(piece)


def _begins(piece: Piece, draft: Draft) -> bool:
    """Whether a head piece opens a new article: it cannot belong to the head before it."""
    if draft.body or draft.byline or draft.deck:
        return True
    if piece.role is Role.SECTION:
        return bool(draft.section or draft.title or draft.kicker)
    return piece.role is Role.KICKER and bool(draft.kicker or draft.title)


def _credit(piece: Piece, draft: Draft, out: Assembled, profile: Profile) -> None:
    byline = credits.line(piece.text.text, profile, line_ends(piece.text))
    if byline is None and profile.decided.role_at(piece.text.spans):
        # A person says that it is a credit, however it reads.
        byline = Byline(credits=(Credit("", (piece.text.text,)),))
    fits = byline and (not draft.body or _fits(draft.byline, byline))
    if (fits or is_ornament(piece.text.text)) and out.takes("credits", piece.text, profile, ALONE):
        if byline and fits:
            draft.byline = _merged(draft.byline, byline, piece.text.spans)
    else:
        draft.body.append(Piece(piece.text, Role.PARAGRAPH, piece.chunk, piece.confidence))


def _fits(byline: Byline | None, more: Byline) -> bool:
    """Whether a byline may be added to what is known: another name alone would be guessed at."""
    return (
        byline is None or not (byline.credits and more.credits) or all(c.role for c in more.credits)
    )


def _merged(byline: Byline | None, more: Byline, spans: Spans) -> Byline:
    if byline is None:
        return Byline(more.agency, more.dateline, more.credits, spans)
    return Byline(
        byline.agency or more.agency,
        byline.dateline or more.dateline,
        byline.credits + more.credits,
        byline.spans + spans,
    )


def _jump(piece: Piece, drafts: list[Draft], out: Assembled, profile: Profile) -> None:
    text = piece.text.text
    came = jumps.from_page(text)
    jump = came or jumps.on_page(text)
    if jump is None or not out.takes("jump", piece.text, profile, POINTER):
        drafts[-1].body.append(Piece(piece.text, Role.PARAGRAPH, piece.chunk, piece.confidence))
    elif came:
        _come_from(jump.page, drafts)
    else:
        drafts[-1].continued_on = jump.page


def _come_from(page: str, drafts: list[Draft]) -> None:
    """What comes from another page is the rest of no story above it here."""
    if drafts[-1].body:
        drafts.append(Draft(drafts[-1].page))
    drafts[-1].continued_from = page


def _paragraph(piece: Piece, drafts: list[Draft], out: Assembled, profile: Profile) -> None:
    text = piece.text
    jump = jumps.from_page(text.text)
    if jump and out.takes("jump", text.cut(jump.start, jump.end), profile, POINTER):
        _come_from(jump.page, drafts)
        text = jumps.without(text, jump)
    jump = jumps.on_page(text.text)
    if jump and out.takes("jump", text.cut(jump.start, jump.end), profile, POINTER):
        drafts[-1].continued_on = jump.page
        text = jumps.without(text, jump)
    text = _opening(text, drafts, out, profile)
    if text:
        drafts[-1].body.append(Piece(text, piece.role, piece.chunk, piece.confidence))


def _opening(text: Passage, drafts: list[Draft], out: Assembled, profile: Profile) -> Passage:
    """Take the byline from a paragraph's head, where one may stand."""
    parsed = credits.parse(text.text, profile, line_ends(text))
    if not parsed:
        return text
    byline, end = parsed
    draft = drafts[-1]
    telling = bool(byline.agency or byline.dateline)
    anew = any(piece.role in (Role.PARAGRAPH, Role.QUOTE) for piece in draft.body)
    if anew and not (telling and byline.credits and draft.byline):
        return text
    if not anew and not _fits(draft.byline, byline):
        return text
    if not out.takes("credits", text.cut(0, end), profile, OPENING):
        return text
    if anew:
        draft = Draft(draft.page)
        drafts.append(draft)
    draft.byline = _merged(draft.byline, byline, text.cut(0, end).spans)
    return text.cut(end).strip()


def _article(draft: Draft, out: Assembled, profile: Profile) -> Article:
    _ruled_off(draft, out, profile)
    _closing(draft, out, profile)
    lines = tuple(_text(piece.text) for piece in draft.title)
    glue = "" if profile.han else " "
    return Article(
        id="",
        page=draft.page,
        section=_text(draft.section.text) if draft.section else None,
        kicker=_text(draft.kicker.text) if draft.kicker else None,
        title=glue.join(line.text for line in lines) or None,
        title_lines=lines,
        subtitle=_text(draft.deck.text) if draft.deck else None,
        byline=draft.byline,
        continued_from=draft.continued_from,
        continued_on=draft.continued_on,
        blocks=tuple(_blocks(draft.body, out, profile)),
    )


def _ruled_off(draft: Draft, out: Assembled, profile: Profile) -> None:
    """A rule above or below a story is the page's, no break within the story."""
    for end in (0, -1):
        while draft.body and draft.body[end].role is Role.RULE:
            rule = draft.body.pop(end)
            taken = is_ornament(rule.text.text) and out.takes("credits", rule.text, profile, ALONE)
            if rule.text and not taken:
                out.furniture.append(_text(rule.text))


def _closing(draft: Draft, out: Assembled, profile: Profile) -> None:
    """A credit that closes the last paragraph belongs to the byline."""
    places = [n for n, piece in enumerate(draft.body) if piece.role is Role.PARAGRAPH]
    last = places[-1] if places else None
    if last is None:
        return
    piece = draft.body[last]
    found = credits.foot(piece.text.text, line_ends(piece.text))
    if found is None or not _fits(draft.byline, found[0]):
        return
    if draft.byline and draft.byline.agency and found[0].agency:
        return  # there is one place for an agency: a second one would be said nowhere
    byline, start = found
    taken = piece.text.cut(start)
    if not out.takes("credits", taken, profile, CLOSING):
        return
    draft.byline = _merged(draft.byline, byline, taken.spans)
    rest = piece.text.cut(0, start).strip()
    draft.body[last : last + 1] = (
        [Piece(rest, piece.role, piece.chunk, piece.confidence)] if rest else []
    )


def _text(text: Passage) -> Text:
    return Text(text.text, text.spans)


def _blocks(body: Sequence[Piece], out: Assembled, profile: Profile) -> Iterator[Block]:
    for role, group in groupby(body, key=lambda piece: piece.role):
        pieces = list(group)
        match role:
            case Role.ITEM:
                yield from _lists(pieces)
            case Role.ROW:
                yield Table(
                    rows=tuple(_cells(piece) for piece in pieces),
                    header_rows=sum(piece.chunk.header for piece in pieces),
                )
            case Role.VERSE:
                yield Verse(tuple(_stanzas(pieces)))
            case Role.QUOTE:
                yield Quote(tuple(Paragraph(piece.text.inlines()) for piece in pieces))
            case Role.CAPTION | Role.PICTURE:
                for piece in pieces:
                    yield _figure(piece, out, profile)
            case Role.HEADING | Role.DECK:
                yield from (Heading(_unset(piece.text).inlines()) for piece in pieces)
            case Role.RULE:
                left = [
                    p
                    for p in pieces
                    if p.text and not out.takes("separator", p.text, profile, BREAK)
                ]
                yield from (Paragraph(piece.text.inlines()) for piece in left)
                if len(left) < len(pieces):
                    yield Separator()
            case _:
                yield from (Paragraph(piece.text.inlines()) for piece in pieces)


def _lists(pieces: Sequence[Piece]) -> Iterator[List]:
    for ordered, group in groupby(pieces, key=lambda piece: piece.ordered or piece.chunk.ordered):
        yield List(tuple((Paragraph(p.text.inlines()),) for p in group), ordered=ordered)


def _cells(piece: Piece) -> tuple[Inlines, ...]:
    """A row's cells: parted by tabs where the source says it is a row, or else by the widest gap."""
    text = piece.text
    told = piece.chunk.kind is Kind.ROW
    gap = "\t" if told else next(g for g in _GAPS if re.search(g, text.text) or g == _GAPS[-1])
    cells, at = [], 0
    for match in re.finditer(gap, text.text):
        cells.append(text.cut(at, match.start()).strip().inlines())
        at = match.end()
    cells.append(text.cut(at).strip().inlines())
    return tuple(cells)


def _stanzas(pieces: Sequence[Piece]) -> Iterator[tuple[Text, ...]]:
    for n, piece in enumerate(pieces):
        if n and piece.chunk.blank_before > min(p.chunk.blank_before for p in pieces[1:]):
            yield ()
        yield (_text(piece.text),)


def _figure(piece: Piece, out: Assembled, profile: Profile) -> Figure:
    text, chunk = piece.text, piece.chunk
    credit: Text | None = None
    if piece.role is Role.PICTURE and not text:
        return Figure(image=chunk.image, alt=chunk.alt)
    arrow = len(text.text) - len(text.text.lstrip("▲△▼▽◀◁◄▶▷►←→↑↓* "))
    if arrow and out.takes("caption-mark", text.cut(0, arrow), profile, ARROW):
        text = text.cut(arrow)
    place = text.text.find(CREDIT_BELOW)
    if place >= 0:
        below = text.cut(place + 1)
        start, end = bare_credit(below.text)
        # The brackets around a credit are the setting's, not the caption's.
        around = [part for part in (below.cut(0, start), below.cut(end)) if part.text.strip()]
        if all(profile.decided.on(_bracket(part)) for part in around):
            for part in around:
                out.takes("caption-credit", part, profile, BRACKETS)
            credit = _text(below.cut(start, end))
            text = text.cut(0, place).strip()
        else:
            text = text.cut(0, place) + below  # a person has the credit stay in the caption
    return Figure(caption=_unset(text).inlines(), credit=credit, image=chunk.image, alt=chunk.alt)


def _unset(text: Passage) -> Passage:
    """A text without the face that all of it is set in: that is the paper's way with such lines."""
    faces = [kind for kind in ("strong", "emphasis") if text.wholly(kind)]
    return text.without(*faces) if faces else text


def _bracket(text: Passage) -> Repair:
    return Repair("caption-credit", text.text, "", 0.95, text.spans)
