"""The inside of a Markdown block: runs of text with their marks, each at its place in the source.

The parser tells what a text is but not where it stood. Its texts are verbatim, so a cursor moves
through the block's source with them, past the markup that the tokens between them name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from converter.model import Span
from converter.passage import Mark, Passage, Run
from converter.readers import markdown_html, references


class Segment(NamedTuple):
    """From `start` in a block's content on, it is what stands at `place` in the source."""

    start: int
    place: int


class Picture(NamedTuple):
    place: int
    """Where its markup begins in the source."""
    image: str | None
    alt: str | None
    title: Run | None


class Aside(NamedTuple):
    """A comment, `<!-- page 2 -->`."""

    run: Run


Line = list[Run | Picture | Aside]

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_HTML_MARKS = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "sup": "superscript",
    "sub": "subscript",
}
_BREAK = Mark("break")


def lines(token: Token, segments: Sequence[Segment], source: str, *, in_cell: bool) -> list[Line]:
    """The lines of an inline token; those of a table's cell are one, with breaks in it."""
    scanner = _Scanner(token.content, segments, source, in_cell)
    for child in token.children or ():
        scanner.take(child)
    return scanner.lines


class _Scanner:
    def __init__(
        self, content: str, segments: Sequence[Segment], source: str, in_cell: bool
    ) -> None:
        self.lines: list[Line] = [[]]
        self._content = content
        self._segments = segments
        self._source = source
        self._in_cell = in_cell
        self._cursor = 0
        self._marks: list[tuple[str, Mark | None]] = []
        """Open marks under the names of their tags; a link that leads nowhere has none."""
        self._is_address = False

    def take(self, token: Token) -> None:
        match token.type:
            case "text" if self._is_address:
                self._say(self._content[self._cursor : self._find(">")])
            case "text":
                self._say(token.content)
            case "code_inline":
                self._pass(token.markup)
                close = re.compile(f"(?<!`){token.markup}(?!`)").search(self._content, self._cursor)
                self._say_lines(self._content[self._cursor : close.start() if close else None])
                self._pass(token.markup)
            case "math":
                self._say_lines(token.content)
            case "text_special":
                self._say(token.markup, token.content)
            case "softbreak" | "hardbreak":
                self._end_line()
            case "em_open" | "strong_open":
                self._pass(token.markup)
                self._marks.append((token.tag, Mark("emphasis" if token.tag == "em" else "strong")))
            case "em_close" | "strong_close":
                self._pass(token.markup)
                self._unmark(token.tag)
            case "link_open":
                self._is_address = token.markup == "autolink"
                self._pass("<" if self._is_address else "[")
                self._mark_link(str(token.attrs.get("href", "")))
            case "link_close":
                if self._is_address:
                    self._pass(">")
                else:
                    self._pass_target()
                self._is_address = False
                self._unmark("a")
            case "image":
                self._picture(token)
            case "html_inline":
                self._html(token.content)
            case _:
                self._say(token.content)

    # --- text ------------------------------------------------------------------------------------

    def _say(self, written: str, meant: str | None = None) -> None:
        """Text as it is written in the source, and as it is meant where that differs (`\\*`)."""
        if not written:
            return
        start = self._find(written)
        self._cursor = start + len(written)
        self.lines[-1].append(self._run(start, self._cursor, meant))

    def _say_lines(self, written: str) -> None:
        """Text that may run over several lines."""
        for n, line in enumerate(written.split("\n")):
            if n:
                self._end_line()
            self._say(line.strip())

    def _run(self, start: int, end: int, meant: str | None = None) -> Run:
        marks: dict[str, Mark] = {}
        for _, mark in self._marks:
            if mark:
                marks.setdefault(mark.kind, mark)
        span = Span(self._source, self._place(start), self._place(end - 1) + 1)
        text = self._content[start:end] if meant is None else meant
        return Run(text, span, tuple(marks.values()))

    def _place(self, at: int) -> int:
        segment = self._segments[bisect_right(self._segments, at, key=lambda s: s.start) - 1]
        return segment.place + at - segment.start

    def _find(self, written: str) -> int:
        """Where a text stands: at the cursor, but for white space that the parser took."""
        if self._content.startswith(written, self._cursor):
            return self._cursor
        found = self._content.find(written, self._cursor)
        return found if found >= 0 else self._cursor

    def _pass(self, markup: str) -> None:
        self._cursor = self._find(markup) + len(markup)

    def _end_line(self) -> None:
        end = self._content.find("\n", self._cursor)
        if self._in_cell:
            self.lines[-1].append(Run("\n", None, (_BREAK,)))
        else:
            self.lines.append([])
        if end >= 0 and not self._content[self._cursor : end].strip(" \\"):
            self._cursor = end + 1
            while self._content[self._cursor : self._cursor + 1] == " ":
                self._cursor += 1

    # --- links and pictures ----------------------------------------------------------------------

    def _mark_link(self, target: str) -> None:
        href = references.link(target)
        self._marks.append(("a", Mark("link", href) if href else None))

    def _unmark(self, name: str) -> None:
        for n in reversed(range(len(self._marks))):
            if self._marks[n][0] == name:
                del self._marks[n]
                return

    def _pass_target(self) -> slice:
        """Past `](target "title")`; gives where the title stands."""
        content, at = self._content, self._find("](") + 2
        at = _after_white(content, at)
        at = (
            _after_quoted(content, at, ">")
            if content[at : at + 1] == "<"
            else _after_bare(content, at)
        )
        at = _after_white(content, at)
        title = slice(at, at)
        if content[at : at + 1] in ("'", '"', "("):
            start, quote = at, content[at]
            at = _after_quoted(content, at, ")" if quote == "(" else quote)
            title = slice(start + 1, at - 1)
            at = _after_white(content, at)
        self._cursor = at + 1
        return title

    def _picture(self, token: Token) -> None:
        self._pass("![")
        place = self._place(self._cursor - 2)
        self._cursor += len(token.content)
        title = self._pass_target()
        alt = "".join(child.content for child in token.children or () if child.type != "image")
        image, alt_text = references.picture(str(token.attrs.get("src", "")), alt, quoted=True)
        said = self._run(title.start, title.stop) if title.start < title.stop else None
        self.lines[-1].append(Picture(place, image, alt_text, said))

    # --- HTML ------------------------------------------------------------------------------------

    def _html(self, markup: str) -> None:
        start = self._find(markup)
        match = _TAG.match(markup)
        name = match["name"].lower() if match else ""
        if match and name not in markdown_html.NAMES:
            self._say(markup)
            return
        self._cursor = start + len(markup)
        if markup.startswith("<!--"):
            for line in re.finditer(r"\S[^\n]*", markup[4:].removesuffix("-->")):
                low = start + 4 + line.start()
                self.lines[-1].append(Aside(self._run(low, low + len(line[0].rstrip()))))
        elif match and match["close"]:
            self._unmark(name)
        elif name == "br":
            self._end_line()
        elif name == "img":
            attributes = _attributes(markup)
            image, alt = references.picture(
                attributes.get("src", ""), attributes.get("alt"), quoted=True
            )
            self.lines[-1].append(Picture(self._place(start), image, alt, None))
        elif name == "a":
            self._mark_link(_attributes(markup).get("href", ""))
        elif name in _HTML_MARKS:
            self._marks.append((name, Mark(_HTML_MARKS[name])))


def is_escaped(passage: Passage) -> bool:
    """Whether a text begins with a mark that is written to be none (`\\#`)."""
    first = passage.runs[0] if passage.runs else Run("")
    return first.span is not None and first.span.end - first.span.start > len(first.text)


def _attributes(markup: str) -> dict[str, str]:
    from html import unescape

    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(markup)
    }


def _after_white(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def _after_quoted(text: str, at: int, quote: str) -> int:
    """Past a quotation that begins at `at` and ends with `quote`."""
    at += 1
    while at < len(text) and text[at] != quote:
        at += 2 if text[at] == "\\" else 1
    return at + 1


def _after_bare(text: str, at: int) -> int:
    """Past a target without angle brackets: round ones in it are paired."""
    depth = 0
    while at < len(text) and not text[at].isspace():
        if text[at] == "\\":
            at += 1
        elif text[at] == "(":
            depth += 1
        elif text[at] == ")":
            if depth == 0:
                break
            depth -= 1
        at += 1
    return at


def math(state: StateInline, silent: bool) -> bool:
    """A rule for the parser: a formula between dollar signs is text as it stands.

    As pandoc has it: `$` is followed by no white space, the closing one is preceded by none and
    followed by no digit, so that $5 and $10 are money. `$$…$$` may run over several lines.
    """
    text, start = state.src, state.pos
    if not text.startswith("$", start):
        return False
    mark = "$$" if text.startswith("$$", start) else "$"
    inside = start + len(mark)
    end = text.find(mark, inside)
    if end < 0 or end == inside:
        return False
    if mark == "$":
        after = text[end + 1 : end + 2]
        if text[inside].isspace() or text[end - 1].isspace() or after.isdigit():
            return False
        if "\n" in text[inside:end]:
            return False
    if not silent:
        token = state.push("math", "", 0)
        token.content = text[start : end + len(mark)]
    state.pos = end + len(mark)
    return True
