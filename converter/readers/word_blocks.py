"""The blocks of our own Word edition, by the styles of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.model import (
    Block,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    List,
    Paragraph,
    Quote,
    Separator,
    Table,
    Text,
    Verse,
)
from converter.readers.word_inlines import Piece, inlines, plain, stripped
from converter.readers.word_package import WordPackage
from converter.readers.word_text import Grid, Item, Para
from converter.walk import plain as read

Styled = tuple[str, Item]
"""A paragraph or table and the key of its style: see `converter.readers.word_issue`."""

TABLE = "Table"
ITEMS = frozenset(("ListBullet", "ListNumber"))
_IN_LISTS = ITEMS | {"ListContinue"}
_WITHIN = frozenset(("Figure", "Caption", "Quote", "Verse", "VerseStanza", "Heading2", TABLE))
"""What may stand between two items of one list and belong to the first."""
PICTURES = frozenset(("图片", "圖片", "Picture", "picture"))
"""What the edition says of a picture that nobody described."""
CREDIT = "credit"


def blocks(run: Sequence[Styled], entry_of: Pictured, counted: Counted) -> tuple[Block, ...]:
    """Blocks in order; paragraphs that belong together become one quote, verse or list."""
    return _Blocks(run, entry_of, counted).read()


class Pictured:
    """Names the pictures of a file: each is found by its place in it."""

    def __init__(self, source: str) -> None:
        self._source = source

    def name(self, entry: str) -> str | None:
        return f"{self._source}/{entry}" if entry else None


class Counted:
    """Tells which lists count, and which go on."""

    def __init__(self, package: WordPackage) -> None:
        self._known, self._kinds = package.counted, package.kinds
        self._restarted = package.restarted

    def of(self, key: str, para: Para) -> bool:
        if para.numbering and (told := self._known.get(para.numbering)) is not None:
            return told
        return key == "ListNumber"

    def goes_on(self, before: tuple[str, int], after: tuple[str, int]) -> bool:
        """Whether two items next to each other are of one list: other programs part its numbers."""
        if before[1] != after[1]:
            return False
        same_kind = self._kinds.get(before[0], "") == self._kinds.get(after[0])
        counts_on = self._known.get(after, False) and after[0] not in self._restarted
        return before[0] == after[0] or (same_kind and counts_on)


class _Blocks:
    def __init__(self, run: Sequence[Styled], pictured: Pictured, counted: Counted) -> None:
        self._run, self._pictured, self._counted = run, pictured, counted
        self._at = 0

    def read(self, end: int | None = None) -> tuple[Block, ...]:
        """The blocks up to `end`."""
        made: list[Block] = []
        end = len(self._run) if end is None else end
        while self._at < end:
            made += self._next(end)
        return tuple(made)

    def _next(self, end: int) -> Iterator[Block]:
        key, item = self._run[self._at]
        if isinstance(item, Grid):
            self._at += 1
            yield table(item)
        elif key in _IN_LISTS:
            yield self._list(min(self._list_end(), end))
        elif key == "Quote":
            yield Quote(tuple(Paragraph(text(para)) for _, para in self._same(end, "Quote")))
        elif key in ("Verse", "VerseStanza"):
            yield Verse(tuple(self._verse(end)))
        elif key == "Separator":
            self._at += 1
            yield Separator()
        elif key == "Caption":
            self._at += 1
            yield _captioned(Figure(), item)
        else:
            yield from self._text(key, item)

    def _text(self, key: str, para: Para) -> Iterator[Block]:
        """A paragraph or subhead, and the pictures in it, the last with its caption."""
        self._at += 1
        figures = [self._figure(n, para) for n in range(len(para.pictures))]
        if para.text.strip():
            first = sum(drawn.first for drawn in para.pictures)
            yield from figures[:first]
            yield (Heading if key == "Heading2" else Paragraph)(text(para))
            figures = figures[first:]
        if figures and self._at < len(self._run):
            following, caption = self._run[self._at]
            if following == "Caption" and isinstance(caption, Para):
                self._at += 1
                figures[-1] = _captioned(figures[-1], caption)
        yield from figures

    def _figure(self, number: int, para: Para) -> Figure:
        drawn = para.pictures[number]
        alt = " ".join(drawn.alt.split())
        image = self._pictured.name(drawn.entry)
        return Figure(image=image, alt=None if alt in PICTURES else alt or None)

    def _same(self, end: int, *keys: str) -> Iterator[tuple[str, Para]]:
        while self._at < end:
            key, para = self._run[self._at]
            if key not in keys or not isinstance(para, Para) or para.pictures:
                return
            self._at += 1
            yield key, para

    def _verse(self, end: int) -> Iterator[Inlines]:
        first = True
        for key, para in self._same(end, "Verse", "VerseStanza"):
            if key == "VerseStanza" and not first:
                yield ()
            first = False
            yield text(para)

    # --- lists -----------------------------------------------------------------------------------

    def _list_end(self) -> int:
        """Where the list that begins here ends: other blocks stand in it where it goes on after."""
        first = self._run[self._at][1]
        own = (isinstance(first, Para) and first.numbering) or ("", 0)
        end = at = self._at
        while at < len(self._run):
            key, item = self._run[at]
            if key in _IN_LISTS and isinstance(item, Para):
                number = item.numbering or own
                if key in ITEMS and number[1] == 0 and not self._counted.goes_on(own, number):
                    break
                end = at + 1
            elif key not in _WITHIN:
                break
            at += 1
        return end

    def _list(self, end: int) -> List:
        """The items from here on that are as deep as the first, with what stands in them."""
        key, first = self._run[self._at]
        assert isinstance(first, Para)
        own = first.numbering or ("", 0)
        items: list[tuple[Block, ...]] = []
        while self._at < end:
            following, item = self._run[self._at]
            listed = following in ITEMS and isinstance(item, Para)
            number = (item.numbering or own) if listed and isinstance(item, Para) else own
            if listed and number[1] <= own[1] and not self._counted.goes_on(own, number):
                break
            if listed and number[1] == own[1] and isinstance(item, Para):
                self._at += 1
                items.append((Paragraph(text(item)),))
            elif listed:
                items = [*items[:-1], ((*items[-1],) if items else ()) + (self._list(end),)]
            elif following == "ListContinue" and isinstance(item, Para):
                self._at += 1
                more = (Paragraph(text(item)),)
                items = [*items[:-1], ((*items[-1],) if items else ()) + more]
            else:
                at = self._at + 1
                while at < end and self._run[at][0] in _WITHIN:
                    at += 1
                items = [*items[:-1], ((*items[-1],) if items else ()) + self.read(at)]
        return List(tuple(items), self._counted.of(key, first))


def text(para: Para) -> Inlines:
    return inlines(stripped(para.pieces))


def table(grid: Grid) -> Table:
    return Table(tuple(tuple(map(_cell, row)) for row in grid.rows), grid.header_rows)


def _cell(items: Sequence[Item]) -> Inlines:
    """The paragraphs of a cell, parted by line breaks."""
    made: list[Inline] = []
    for para in cell_paras(items):
        if said := text(para):
            made += [LineBreak(), *said] if made else said
    return tuple(made)


def cell_paras(items: Sequence[Item]) -> Iterator[Para]:
    """The paragraphs of a cell, of tables within it too."""
    for item in items:
        if isinstance(item, Para):
            yield item
        else:
            for row in item.rows:
                for cell in row:
                    yield from cell_paras(cell)


def _captioned(figure: Figure, caption: Para) -> Figure:
    """A figure with its caption and credit; what is only repeated for who listens is no alt."""
    credit = plain([piece for piece in caption.pieces if piece.style == CREDIT]).strip()
    own: list[Piece] = [piece for piece in caption.pieces if piece.style != CREDIT]
    said = inlines(stripped(own))
    alt = figure.alt
    if alt in (" ".join(read(said).split()), " ".join(credit.split())):
        alt = None
    return Figure(said, Text(credit) if credit else None, figure.image, alt)
