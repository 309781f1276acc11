"""From the blocks of Markdown to chunks: which lines, of what kind, where in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from markdown_it.token import Token

from converter.model import Span
from converter.page import Chunk, Kind
from converter.passage import Passage, Run
from converter.readers import markdown_html, markdown_inline, marks, references
from converter.readers.markdown_inline import Aside, Line, Picture, Segment

_SEPARATOR = re.compile(r"\{\d+\}\s*-{10,}")
"""Between two pages, as marker writes it: `{3}` and a line of hyphens."""
_SENTENCE_END = re.compile(r"[。！？!?.”’」…]$")
_QUOTE_MARKS = re.compile(r"[ \t>]*")
_MARGIN = " \t>\u3000\xa0"
"""What may stand before the text of a line in a quote."""
_LANGUAGE = re.compile(r"[A-Za-z0-9+#.-]{1,20}")
"""What a fence may say of the lines within it."""


@dataclass
class _List:
    ordered: bool
    counted: bool
    """Its numbers count from one to two at least, so they are marks; others are text."""
    items: int = 0


@dataclass
class _Item:
    """A list item of which no text has been met yet."""

    line: int
    marker: str
    """Its number and what follows it: `3.`."""
    is_text: bool


def furniture(text: str, source: str, start: int, end: int) -> Chunk:
    return Chunk(Passage((Run(text[start:end], Span(source, start, end)),)), Kind.FURNITURE)


class Blocks:
    """Takes the parser's tokens in order, and gathers the page's chunks."""

    def __init__(self, text: str, source: str, page_turns: Sequence[int]) -> None:
        self.chunks: list[Chunk] = []
        self._text = text
        self._source = source
        self._lines = text.split("\n")
        self._starts = _line_starts(self._lines)
        self._turns = [bisect_right(self._starts, place) - 1 for place in page_turns]
        """Lines after which another page begins."""
        self._turned = False
        self._last_line = -1
        """The last line of the source that has been read."""
        self._quotes = 0
        self._lists: list[_List] = []
        self._item: _Item | None = None

    def take(self, tokens: Sequence[Token]) -> None:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            match token.type:
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "bullet_list_open" | "ordered_list_open":
                    ordered = token.type.startswith("ordered")
                    counted = token.attrs.get("start", 1) == 1 and _has_second_item(tokens, at)
                    self._lists.append(_List(ordered, counted))
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "list_item_open":
                    self._open_item(token)
                case "list_item_close":
                    self._close_item()
                case "heading_open":
                    at += 1
                    self._heading(token, tokens[at])
                case "paragraph_open":
                    at += 1
                    self._paragraph(tokens[at])
                case "hr":
                    self._rule(token)
                case "table_open":
                    at = self._table(tokens, at)
                case "fence":
                    self._fence(token)
                case "html_block":
                    self._html(token)
                case _:
                    pass
            at += 1

    # --- lists -----------------------------------------------------------------------------------

    def _open_item(self, token: Token) -> None:
        self._close_item()
        within = self._lists[-1]
        within.items += 1
        line = _first_line(token)
        marker = f"{token.info}{token.markup}" if within.ordered else ""
        counts = within.counted and token.info in ("1", str(within.items))
        body = self._lines[line].strip()
        is_text = (within.ordered and not counts) or marks.is_folio(body)
        self._item = _Item(line, marker or token.markup, is_text)

    def _close_item(self) -> None:
        """An item that holds no line of text itself: its number, if that counts, is all there is."""
        item, self._item = self._item, None
        if item and item.is_text:
            start = self._marker_place(item)
            run = self._run(start, start + len(item.marker))
            self._put([run], Kind.TEXT, item.line)

    def _marker_place(self, item: _Item) -> int:
        start = self._starts[item.line]
        return max(start, self._text.find(item.marker, start, start + len(self._lines[item.line])))

    # --- lines of text ---------------------------------------------------------------------------

    def _paragraph(self, token: Token) -> None:
        first = _first_line(token)
        for line in self._inline(token):
            first = self._number(line, first)
            self._line(line, first)

    def _heading(self, opening: Token, token: Token) -> None:
        first = _first_line(token)
        lines = self._inline(token)
        if opening.markup == "-" and (len(lines) > 1 or _SENTENCE_END.search(token.content)):
            # Print over a rule, which CommonMark takes for an underlined heading.
            self._paragraph(token)
            self._rule_at(_end_line(opening) - 1)
            return
        self._close_item()
        for line in lines:
            first = self._number(line, first)
            self._put(line, Kind.HEADING, first, level=int(opening.tag[1]))
        self._last_line = max(self._last_line, _end_line(opening) - 1)

    def _inline(self, token: Token) -> list[Line]:
        """The lines of a paragraph or heading, each at its place in the source."""
        segments, at = [], 0
        number, last = _first_line(token), max(_first_line(token), _end_line(token) - 1)
        for content in token.content.split("\n"):
            bare = content.strip()
            while number < last and bare not in self._lines[number]:
                number += 1  # a line of white space that the parser has taken off
            # A paragraph's line ends the source's line; a heading's may have marks after it.
            column = self._lines[number].rfind(bare)
            lead = len(content) - len(content.lstrip())
            segments.append(Segment(at, self._starts[number] + max(column, 0) - lead))
            at += len(content) + 1
            number = min(number + 1, last)
        return markdown_inline.lines(token, segments, self._source, in_cell=False)

    def _number(self, line: Line, least: int) -> int:
        """Which line of the source a line stands on; `<br>` makes several of one."""
        for part in line:
            place = part.place if isinstance(part, Picture) else _run_of(part).span
            if place is not None:
                start = place if isinstance(place, int) else place.start
                return max(least, bisect_right(self._starts, start) - 1)
        return least

    def _line(self, line: Line, number: int) -> None:
        """One line of a paragraph."""
        if self._item and self._item.line < number:
            self._close_item()  # its number stands alone
        item, self._item = self._item, None
        if item and item.is_text:
            # A folio between dashes, or a number that does not count: its mark is text.
            start = self._marker_place(item)
            end = next((part.span.start for part in line if isinstance(part, Run) and part.span), 0)
            line = [self._run(start, max(end, start + len(item.marker))), *line]
            self._put(line, Kind.TEXT, number)
        elif item:
            within = self._lists[-1]
            self._put(line, Kind.ITEM, number, level=len(self._lists), ordered=within.ordered)
        else:
            self._put(line, Kind.QUOTE if self._quotes else Kind.TEXT, number)

    def _put(
        self,
        line: Line,
        kind: Kind,
        number: int,
        *,
        level: int | None = None,
        ordered: bool = False,
        header: bool = False,
    ) -> None:
        """The chunks of a line: its text, parted by the pictures and comments in it."""
        runs: list[Run] = []
        model = Chunk(Passage(), kind, level, ordered=ordered, header=header)
        for part in [*line, None]:
            if isinstance(part, Run):
                runs.append(part)
                continue
            if any(run.text.strip() for run in runs):
                self._add(self._judged(replace(model, text=Passage(tuple(runs)).strip())), number)
            runs = []
            match part:
                case Picture(_, image, alt, title):
                    self._add(Chunk(Passage(), Kind.PICTURE, image=image, alt=alt), number)
                    if title:
                        self._add(Chunk(Passage((title,)), Kind.CAPTION), number)
                case Aside(run):
                    self._add(Chunk(Passage((run,)), Kind.FURNITURE), number)

    def _judged(self, chunk: Chunk) -> Chunk:
        """What CommonMark takes for plain text may bear a mark all the same."""
        passage, text = chunk.text, chunk.text.text
        if chunk.kind not in (Kind.TEXT, Kind.QUOTE) or markdown_inline.is_escaped(passage):
            return chunk
        if heading := marks.heading(text):
            return Chunk(passage.cut(heading.start, heading.end), Kind.HEADING, heading.level)
        if picture := marks.picture(text):
            image, alt = references.picture(picture.target, picture.alt, quoted=True)
            return Chunk(Passage(), Kind.PICTURE, image=image, alt=alt)
        if _SEPARATOR.fullmatch(text):
            return replace(chunk, kind=Kind.FURNITURE)
        if marks.is_rule(text):
            return replace(chunk, kind=Kind.RULE)
        return chunk

    def _add(self, chunk: Chunk, number: int) -> None:
        """A chunk read from a line of the source."""
        blank = 0
        for n in range(self._last_line + 1, number):
            blank += not self._lines[n].strip(_MARGIN)
            if self._turns and n >= self._turns[0]:
                self._turned = True
                self._turns.pop(0)
        self._last_line = max(self._last_line, number)
        spans = chunk.text.spans
        if spans and chunk.kind is not Kind.ROW:
            head = self._text[self._starts[number] : spans[0].start]
            if not head.strip(_MARGIN):
                white = head.rpartition(">")[2]
                chunk = replace(chunk, indent=marks.indent(white) - (">" in head and white > ""))
        turned, self._turned = self._turned, False
        chunk = replace(chunk, blank_before=blank or chunk.blank_before, new_column=turned)
        self.chunks.append(chunk)
        if chunk.kind is Kind.FURNITURE and _SEPARATOR.fullmatch(chunk.text.text):
            self._turned = True

    def _run(self, start: int, end: int) -> Run:
        return Run(self._text[start:end], Span(self._source, start, end))

    # --- other blocks ----------------------------------------------------------------------------

    def _rule(self, token: Token) -> None:
        self._close_item()
        self._rule_at(_first_line(token))

    def _rule_at(self, number: int) -> None:
        line = self._lines[number]
        lead = _QUOTE_MARKS.match(line)
        start = self._starts[number] + (lead.end() if lead else 0)
        run = self._run(start, self._starts[number] + len(line.rstrip()))
        self._add(Chunk(Passage((run,)), Kind.RULE), number)

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        """The rows of a table; returns where it ends."""
        self._close_item()
        header, number, column = False, 0, 0
        cells: list[Line] = []
        while tokens[at].type != "table_close":
            token = tokens[at]
            if token.type in ("thead_open", "tbody_open"):
                header = token.type == "thead_open"
            elif token.type == "tr_open":
                cells, number, column = [], _first_line(token), 0
            elif token.type == "inline":
                segments, column = self._cell(token.content, number, column)
                cells += markdown_inline.lines(token, segments, self._source, in_cell=True)
            elif token.type == "tr_close":
                rest = self._lines[number][column:]
                if extra := rest.strip(" \t|"):
                    # GFM drops the cells that are more than its head has.
                    start = self._starts[number] + column + rest.index(extra)
                    cells.append([self._run(start, start + len(extra))])
                self._row(cells, number, header)
            at += 1
        self._last_line = max(self._last_line, _end_line(tokens[at]) - 1)
        return at

    def _cell(self, content: str, number: int, column: int) -> tuple[list[Segment], int]:
        """Where a cell's content stands, in which the parser has made `\\|` a `|`."""
        line, start = self._lines[number], self._starts[number]
        segments, at = [], 0
        for n, piece in enumerate(content.split("|")):
            column = max(column, line.find(piece, column))
            segments.append(Segment(at - (n > 0), start + column - (n > 0)))
            column += len(piece)
            at += len(piece) + 1
        return segments, line.find("|", column) + 1 or column

    def _row(self, cells: Sequence[Line], number: int, header: bool) -> None:
        passage = marks.row([_cell_text(cell) for cell in cells])
        if passage.text.strip():
            self._add(Chunk(passage, Kind.ROW, header=header), number)
        asides = [part for cell in cells for part in cell if not isinstance(part, Run)]
        self._put(list(asides), Kind.TEXT, number)

    def _fence(self, token: Token) -> None:
        """Lines between fences stand as they are set; a fence never closed is but a mark."""
        self._close_item()
        first, end = _first_line(token), _end_line(token)
        closed = end - first > 1 and self._closes(token, end - 1)
        said = token.info.strip()
        if said and not (closed and _LANGUAGE.fullmatch(said)):
            start = self._text.index(said, self._starts[first])
            self._put([self._run(start, start + len(said))], Kind.TEXT, first)
        for number in range(first + 1, end - 1 if closed else end):
            line = self._lines[number]
            lead = _QUOTE_MARKS.match(line) if self._quotes else None
            start = lead.end() if lead else len(line) - len(line.lstrip())
            if line[start:].strip():
                run = self._run(self._starts[number] + start, self._starts[number] + len(line))
                self._put([run], Kind.VERSE if closed else Kind.TEXT, number)
        self._last_line = max(self._last_line, end - 1)

    def _closes(self, fence: Token, number: int) -> bool:
        marks = self._lines[number].strip(" \t>")
        return len(marks) >= len(fence.markup) and set(marks) == {fence.markup[0]}

    def _html(self, token: Token) -> None:
        """A table, a comment and the like; or text that the parser takes for HTML."""
        self._close_item()
        first, end = _first_line(token), _end_line(token)
        block = "\n".join(self._lines[first:end])
        if markdown_html.is_html(block):
            for chunk in markdown_html.chunks(block, self._source, self._starts[first]):
                self._add(self._judged(chunk), first)
            self._last_line = max(self._last_line, end - 1)
            return
        margin = _MARGIN if self._quotes else None
        for number in range(first, end):
            if body := self._lines[number].lstrip(margin).rstrip():
                at = self._starts[number] + self._lines[number].index(body)
                self._put([self._run(at, at + len(body))], Kind.TEXT, number)


def _run_of(part: Run | Aside) -> Run:
    return part.run if isinstance(part, Aside) else part


def _cell_text(cell: Line) -> Passage:
    """The text of a cell; no white space stands around the breaks in it."""
    runs: list[Run] = []
    for is_break, group in groupby(
        (part for part in cell if isinstance(part, Run)), key=lambda run: run.text == "\n"
    ):
        part = tuple(group)
        runs.extend(part if is_break else Passage(part).strip().runs)
    return Passage(tuple(runs)).strip()


def _has_second_item(tokens: Sequence[Token], at: int) -> bool:
    """Whether the list that opens at a token has two items or more."""
    level, items = tokens[at].level, 0
    for token in islice(tokens, at + 1, None):
        items += token.type == "list_item_open" and token.level == level + 1
        if items > 1 or token.level == level:
            break
    return items > 1


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _end_line(token: Token) -> int:
    return token.map[1] if token.map else 0


def _line_starts(lines: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts
