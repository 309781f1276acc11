"""From the tags and texts of HTML to chunks: what each tag means for the text within it.

Margins are those of the HTML standard's own style sheet (15.3), so that lines set as plain `<div>`s
stay lines.
"""

from __future__ import annotations

from collections import Counter

from bs4.element import Tag

from converter.page import Chunk, Kind
from converter.passage import Mark, Passage
from converter.readers import references
from converter.readers.html_space import SPACE, Pieces, between, collapse, stripped
from converter.readers.html_tables import Grid
from converter.readers.sheet import Sheet

_MARKS = {
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "var": "emphasis",
    "strong": "strong",
    "b": "strong",
    "sup": "superscript",
    "sub": "subscript",
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_SET_APART = (
    frozenset({"p", "figure", "blockquote", "pre", "dl", "table", "hr", "fieldset"})
    | _HEADINGS
    | _LISTS
)
"""Blocks with a margin above and below."""
_BLOCKS = _SET_APART | frozenset(
    "address article aside body caption center dd details dialog div dt figcaption footer form "
    "header html legend li main nav option search section select summary tbody td tfoot th "
    "thead tr".split()
)
_CAPTIONS = frozenset({"caption", "figcaption"})
_WHOLE = frozenset({"p", "li", "dt", "dd"}) | _CAPTIONS | _HEADINGS
"""Blocks that hold one text and not printed lines."""

_BREAK = ("\n", (Mark("break"),))


class Blocks(Sheet):
    """Takes the tags and texts of a page in order, and gathers its chunks."""

    def __init__(self, source: str, layouts: frozenset[int]) -> None:
        super().__init__(source)
        self._layouts = layouts
        """Tables that only lay the page out, by `id`."""
        self._pieces: Pieces = []
        """The text of the next chunk, as far as it has been met."""
        self._space = ""
        """White space after it, which stands within the text if any follows."""
        self._breaks = 0
        """`<br>`s after it."""
        self._broken = False
        """Its block is parted by `<br>`s: what it holds are lines."""
        self._marks: list[tuple[Tag, Mark]] = []
        self._blocks: list[str] = []
        self._inside: Counter[str] = Counter()
        """How many of each block are open."""
        self._lists: list[str] = []
        self._item_due = False
        """The next chunk is the first of its list item, and so the item."""
        self._pre_begins = False
        self._grid: Grid | None = None
        self._pictures: list[Chunk] = []
        """Pictures met in a row of a table; they stand after it."""
        self._ruby = 0
        """Where the base of a ruby began among the pieces."""
        self._reading: list[str] | None = None

    # --- what is met -----------------------------------------------------------------------------

    def open(self, tag: Tag) -> None:
        name = tag.name
        if mark := self._mark(tag):
            self._marks.append((tag, mark))
        elif name == "br":
            self._breaks += 1
        elif name == "img":
            self._picture(tag)
        elif name in ("rt", "rp"):
            self._reading = []
        elif name == "ruby":
            self._place_space()
            self._ruby = len(self._pieces)
        elif self._grid and name != "caption":
            self._open_in_table(tag, self._grid)
        elif name in _BLOCKS:
            self._open_block(tag)

    def close(self, tag: Tag) -> None:
        name = tag.name
        if self._marks and self._marks[-1][0] is tag:
            self._marks.pop()
        elif name in ("rt", "rp"):
            self._end_reading(name)
        elif self._grid and name not in ("table", "caption"):
            self._close_in_table(tag, self._grid)
        elif name in _BLOCKS:
            self._close_block(name)

    def say(self, text: str) -> None:
        """Text between two tags."""
        if self._reading is not None:
            self._reading.append(text)
        elif self._inside["pre"] and not self._grid:
            self._say_as_set(text)
        else:
            self._saycollapsed(text)

    def finish(self) -> None:
        self._end_line()

    # --- text ------------------------------------------------------------------------------------

    def _saycollapsed(self, text: str) -> None:
        words = text.strip(SPACE)
        if not words:
            self._space += text
            return
        start = text.index(words[0])
        self._space += text[:start]
        if self._breaks:
            self._end_of_line_within()
        else:
            self._place_space(words[0])
        self._space = text[start + len(words) :]
        words = collapse(words)
        current = self._current()
        if len(self._pieces) > self._ruby and self._pieces[-1][1] == current:
            words = self._pieces.pop()[0] + words
        self._pieces.append((words, current))

    def _say_as_set(self, text: str) -> None:
        """Preformatted text, line by line; a line end right after `<pre>` is none."""
        if self._breaks:
            self._end_of_line_within()
        if self._pre_begins:
            text = text.removeprefix("\n")
        self._pre_begins = False
        first, *rest = text.split("\n")
        self._pieces.append((first, self._current()))
        for line in rest:
            self._end_line()
            self._pieces.append((line, self._current()))

    def _place_space(self, following: str = "") -> None:
        """White space is kept between two words, and bears the marks that both of them bear."""
        if self._space and self._pieces:
            last, before = self._pieces[-1]
            space = between(last[-1:], self._space, following)
            if space and before != _BREAK[1]:
                both = [a for a, b in zip(before, self._current(), strict=False) if a == b]
                self._pieces.append((space, tuple(both)))
        self._space = ""

    def _end_of_line_within(self) -> None:
        """Text follows a `<br>`: another line begins, of a cell or as a chunk of its own."""
        if self._grid and self._grid.open_cells:
            if self._pieces:
                self._pieces.append(_BREAK)
        else:
            self._broken = True
            self._end_line()
            self._blank = max(self._blank, self._breaks - 1)
        self._breaks, self._space = 0, ""

    def _mark(self, tag: Tag) -> Mark | None:
        """The mark that a tag puts on its text, unless that bears it already."""
        kind, value = _MARKS.get(tag.name), ""
        if tag.name == "a" and (href := references.link(str(tag.get("href", "")))):
            kind, value = "link", href
        if kind is None or any(mark.kind == kind for _, mark in self._marks):
            return None
        return Mark(kind, value)

    def _current(self) -> tuple[Mark, ...]:
        return tuple(mark for _, mark in self._marks)

    def _end_reading(self, name: str) -> None:
        """The base of a ruby gets its reading; the brackets for old browsers are markup."""
        reading = "".join("".join(self._reading or ()).split())
        self._reading = None
        base = self._pieces[self._ruby :]
        if name == "rp" or not reading:
            return
        if not base:
            self._pieces.append((reading, self._current()))
        else:
            mark, depth = Mark("ruby", reading), len(self._marks)
            marked = [(text, (*on[:depth], mark, *on[depth:])) for text, on in base]
            if self._ruby and len(marked) == 1 and self._pieces[self._ruby - 1][1] == marked[0][1]:
                # Two alike side by side are one ruby, or they would be taken for one.
                text = self._pieces[self._ruby - 1][0] + marked[0][0]
                on = marked[0][1]
                twice = (*on[:depth], Mark("ruby", reading * 2), *on[depth + 1 :])
                self._pieces[self._ruby - 1 :] = [(text, twice)]
            else:
                self._pieces[self._ruby :] = marked
        self._ruby = len(self._pieces)

    # --- blocks ----------------------------------------------------------------------------------

    def _open_block(self, tag: Tag) -> None:
        name = tag.name
        self._edge(name)
        self._blocks.append(name)
        self._inside[name] += 1
        self._pre_begins = name == "pre"
        if name == "li":
            self._item_due = True
        elif name in _LISTS:
            self._lists.append(name)
        elif name == "hr":
            self._put(Chunk(Passage(), Kind.RULE))
        elif name == "table" and id(tag) not in self._layouts:
            self._grid = Grid()

    def _close_block(self, name: str) -> None:
        self._edge(name)
        if name in _LISTS:
            self._lists.pop()
        elif name == "table":
            self._grid = None
        self._edge(name)
        self._blocks.pop()
        self._inside[name] -= 1

    def _edge(self, name: str) -> None:
        """A block begins or ends here."""
        self._end_line()
        self._breaks, self._broken = 0, False
        if name in _SET_APART and not (name in _LISTS and self._lists):
            self._blank = max(self._blank, 1)

    def _end_line(self) -> None:
        """What has been gathered becomes a chunk."""
        pieces, indent = stripped(self._pieces)
        gathered = bool(self._pieces)
        self._pieces, self._space, self._ruby = [], "", 0
        if not pieces:
            self._blank += gathered  # a line of hard spaces, or of `<pre>`, is an empty line
            return
        kind, level = self._kind()
        ordered = kind is Kind.ITEM and self._lists[-1:] == ["ol"]
        whole = self._blocks[-1:] != [] and self._blocks[-1] in _WHOLE and not self._broken
        self._item_due = False
        passage = self._written([pieces])
        self._put(Chunk(passage, kind, level, whole=whole, indent=indent, ordered=ordered))

    def _kind(self) -> tuple[Kind, int | None]:
        """What the open blocks say of the text within, and a heading's or an item's level."""
        name = self._blocks[-1] if self._blocks else ""
        if name in _HEADINGS:
            return Kind.HEADING, int(name[1])
        if name in _CAPTIONS or self._inside["figcaption"]:
            return Kind.CAPTION, None
        if self._inside["nav"]:
            return Kind.FURNITURE, None
        if self._inside["pre"]:
            return Kind.VERSE, None
        if self._item_due and self._inside["li"]:
            return Kind.ITEM, max(1, len(self._lists))
        return (Kind.QUOTE if self._inside["blockquote"] else Kind.TEXT), None

    def _picture(self, tag: Tag) -> None:
        sizes = {str(tag.get("width", "")), str(tag.get("height", ""))}
        target = str(tag.get("src") or tag.get("data-src") or "")
        image, alt = references.picture(target, str(tag.get("alt", "")), quoted=True)
        chunk = Chunk(Passage(), Kind.PICTURE, image=image, alt=alt)
        if sizes & {"0", "1"} and not tag.get("alt"):
            return  # a page counter, not a picture
        if self._grid:
            self._pictures.append(chunk)
        else:
            self._end_line()
            self._breaks = 0
            self._put(chunk)

    # --- tables ----------------------------------------------------------------------------------

    def _open_in_table(self, tag: Tag, grid: Grid) -> None:
        name = tag.name
        if name in ("td", "th"):
            if not grid.open_cells:
                self._edge(name)
            self._breaks += grid.open_cells
            grid.open_cells += 1
        elif name == "thead":
            grid.in_head = True
        elif name in _BLOCKS and grid.open_cells:
            self._breaks += 1

    def _close_in_table(self, tag: Tag, grid: Grid) -> None:
        name = tag.name
        if name in ("td", "th"):
            grid.open_cells -= 1
        if name in ("td", "th") and not grid.open_cells:
            grid.add(stripped(self._pieces)[0], tag)
            self._pieces, self._space, self._ruby, self._breaks = [], "", 0, 0
        elif name in _BLOCKS and grid.open_cells:
            self._breaks += 1
        elif name == "tr":
            self._end_row(grid)
        elif name == "thead":
            grid.in_head = False

    def _end_row(self, grid: Grid) -> None:
        self._end_line()
        cells, header = grid.end_row()
        if any(cells):
            self._put(Chunk(self._written(cells), Kind.ROW, header=header))
        for picture in self._pictures:
            self._put(picture)
        self._pictures = []
