"""What the tagger looks at: readable features of a line, and of a joint between two lines.

Each feature is a short string that says what was seen. The tagger knows them by their weights
alone; adding one here and learning the weights again is all that a new kind of evidence needs.
Every feature counts twice: on its own, and together with the layout of the page (printed lines or
whole pieces of text, Chinese or English), so that what is true everywhere is learned everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from converter.page import Kind
from converter.repair import jumps
from converter.repair import lines as shape
from converter.repair.cohesion import Cohesion
from converter.repair.cues import LOOKS
from converter.repair.joints import (
    OPEN_ENDS,
    ROOM,
    across,
    bonds,
    joint_features,
    joint_link,
    linked,
    resumption,
)
from converter.repair.labels import LABELS
from converter.repair.lines import Line, bucket
from converter.repair.linking import Links
from converter.repair.wording import SHORT, words

_FIGURES = re.compile(r"\d")
_CELLS = re.compile(r"\d|\t|\S {2,}\S")
_INNER_STOP = re.compile(r"[。！？!?…]|[a-z]\. [A-Z]")
_COMMA = re.compile(r"[，,、；;]")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_COARSE = (6, 10, 14, 18, 24, 34, 50)
_OFF = (-6.0, -1.2, -0.3, 0.3, 1.2, 4.0)
_LONG = 48
"""Em from which a line is no headline, flag or verse."""
_LONG_LABELS = tuple(
    label
    for label in LABELS
    if label.rstrip("+>") in ("paragraph", "caption", "item", "quote", "deck", "furniture", "row")
)
_TEXT_LABELS = tuple(label for label in LABELS if label not in ("rule", "picture"))
_CANDIDATES = {
    (long, row): tuple(
        label for label in (_LONG_LABELS if long else _TEXT_LABELS) if row or label != "row"
    )
    for long in (False, True)
    for row in (False, True)
}
"""By whether a line is long and whether it may be a row: the labels it may have."""
_JUMPED = ("paragraph", "jump")
"""What comes from another page goes on with nothing on this one."""
_SAID = {
    Kind.PICTURE: "picture",
    Kind.CAPTION: "caption",
    Kind.ROW: "row",
    Kind.VERSE: "verse",
    Kind.QUOTE: "quote",
    Kind.RULE: "rule",
    Kind.FURNITURE: "furniture",
}


class PageView:
    """A page's lines with what the whole page tells of each."""

    def __init__(self, lines: Sequence[Line], han: bool) -> None:
        self.lines = lines
        self.han = han
        self.layout = shape.layout(lines, han)
        self.repeats = Counter(line.text for line in lines)
        marks = Counter(line.mark for line in lines if line.mark)
        self.usual_mark = marks.most_common(1)[0][0] if marks else 0
        self.heads = [_is_head(line) for line in lines]
        self.counts = [shape.list_mark(line.text) for line in lines]
        self.celled = [bool(_CELLS.search(line.text)) for line in lines]
        self.setting = _setting(lines)
        self._cohesion = Cohesion(lines, han)

    @cached_property
    def links(self) -> Links:
        return Links([line.text for line in self.lines])

    @cached_property
    def bylines(self) -> list[bool]:
        return [is_byline(line.text, self.han) for line in self.lines]

    @cached_property
    def jump_marks(self) -> list[tuple[jumps.Jump | None, jumps.Jump | None]]:
        """The jump mark that opens each line, and the one that closes it where none opens it."""
        opening = [jumps.from_page(line.text) for line in self.lines]
        return [
            (comes, None if comes else jumps.on_page(line.text))
            for comes, line in zip(opening, self.lines, strict=True)
        ]

    @cached_property
    def _cases(self) -> list[str]:
        return [_case(line.text) for line in self.lines]

    def candidates(self, n: int) -> tuple[str, ...]:
        """The labels that line `n` may have: what the source says outright leaves one."""
        line = self.lines[n]
        if line.chunk.kind in _SAID:
            return (_SAID[line.chunk.kind],)
        if line.text and not any(map(str.isalnum, line.text)):
            return ("rule",)
        comes, goes = self.jump_marks[n]
        if comes:
            return _JUMPED
        if goes and goes.end - goes.start >= len(line.text):
            return ("jump",)
        return _CANDIDATES[line.width > _LONG, self._may_be_row(n)]

    def leaning(self, n: int) -> Mapping[str, float]:
        """What else weighs for some labels of line `n`: nothing, unless it is held to them."""
        return {}

    def apart(self, n: int) -> bool:
        """Whether empty lines stand above line `n`."""
        return bool(self.lines[n].chunk.blank_before)

    def _may_be_row(self, n: int) -> bool:
        """A row has cells: parts that stand apart, with figures in it or in a row beside it."""
        line = self.lines[n]
        if line.tokens < 2 or (line.ending == "stop" and _INNER_STOP.search(line.text)):
            return False
        return any(self.celled[max(0, n - 1) : n + 2])

    def features(self, n: int) -> tuple[str, ...]:
        """The features of line `n`."""
        return tuple(self._features(n))

    def joint(self, first: int, second: int) -> tuple[str, ...]:
        """The features of line `second` going on where line `first` ended."""
        names = joint_features(
            self.lines[first],
            self.lines[second],
            adjacent=second - first == 1,
            han=self.han,
            byline=self.bylines[second],
            setting=self.setting,
        )
        if self.han:
            return (*names, *joint_link(self.links, self.lines[first], first, second))
        return tuple(names)

    def _features(self, n: int) -> Iterator[str]:
        line = self.lines[n]
        yield "always"
        yield f"kind={line.chunk.kind}"
        yield from self._shape(line, n)
        yield from self._cues(line, n)
        yield from words(line, self.han)
        yield from self._neighbours(n)
        if self.han:
            yield from bonds(self.lines, n)
            yield from linked(self.lines, self.links, n)
        yield from resumption(self.lines, n, self.han)
        yield from self._cohesion.features(n)

    def _shape(self, line: Line, n: int) -> Iterator[str]:
        text = line.text
        size = bucket(line.width)
        yield f"size={size}"
        yield f"ends={line.ending}"
        yield f"size={size} ends={line.ending}"
        yield f"starts={line.opening}"
        yield f"before={min(line.chunk.blank_before, 3)} after={min(line.blank_after, 3)}"
        yield f"indent={min(line.chunk.indent, 5)}"
        yield f"full={bucket(line.full, (0.3, 0.5, 0.7, 0.85, 0.95, 1.05, 1.3))}"
        off = self._off(line)
        yield off
        yield f"{off} {line.ending}"
        if line.mark:
            yield f"mark={line.mark}"
            yield f"mark size={size}"
            yield f"mark usual={_compare(self.usual_mark, line.mark)}"
        elif self.usual_mark:
            yield "unmarked"
        for kind in ("strong", "emphasis"):
            if line.chunk.text.wholly(kind):
                yield f"set {kind}"
                yield f"set {kind} size={size} ends={line.ending}"
        if _INNER_STOP.search(text[:-1]):
            yield "inner stop"
        if _COMMA.search(text[:-1]):
            yield "comma"
            yield f"comma size={size} ends={line.ending}"
        if _FIGURES.search(text):
            yield "figures"
        if self.han:
            yield f"pieces={min(line.tokens, 6)}"
        else:
            yield from self._words(text)
        if n < 4:
            yield f"line {n}"
        if n >= len(self.lines) - 3:
            yield f"line {n - len(self.lines)}"
        if self.repeats[text] > 1:
            yield "repeated"

    @staticmethod
    def _off(line: Line) -> str:
        """How much wider than the lines above and below were set."""
        wide = line.width + line.chunk.indent / 2
        above = bucket(wide - line.above, _OFF) if line.above else "-"
        below = bucket(wide - line.below, _OFF) if line.below else "-"
        return f"off {above},{below}"

    @staticmethod
    def _words(text: str) -> Iterator[str]:
        words = _WORD.findall(text)
        if not words:
            yield "no words"
            return
        caps = sum(word[0].isupper() for word in words)
        if text.upper() == text:
            yield "all caps"
        yield f"capital share={bucket(caps / len(words), (0.2, 0.5, 0.8, 0.99))}"
        yield f"words={min(len(words), 9)}"

    def _cues(self, line: Line, n: int) -> Iterator[str]:
        text = line.text
        if self.bylines[n]:
            yield f"byline size={bucket(line.width, (6, 12, 20, 40))}"
        if shape.CREDIT_ONLY.match(text) or shape.ENGLISH_BYLINE.match(text):
            yield "credit alone"
        if shape.DATELINE.match(text):
            yield "dateline"
        comes, goes = self.jump_marks[n]
        if jump := comes or goes:
            yield "jump alone" if jump.end - jump.start >= len(text) else "jump"
        if shape.has_picture_credit(text):
            yield f"caption credit size={bucket(line.width, (8, 60))}"
        if line.width < 45 and shape.has_furniture(text):
            yield f"furniture words size={bucket(line.width, (6, 14, 30))}"
        if text[:1] in "▲△◀▶▼←→↑":
            yield "arrow"
        if text.startswith(
            ("图为", "圖為", "上图", "下图", "左图", "右图", "图①", "Above:", "Left:")
        ):
            yield "in the picture"
        if text.startswith(("——", "—", "--", "－")):
            yield "dash first"
        if text[:1] in "【〔[" and text[-1:] in "】〕]":
            yield "in brackets"
        for name, looks in LOOKS:
            if looks(text):
                yield name
                yield f"{name} ends={line.ending} size={bucket(line.width, _COARSE)}"

    def _neighbours(self, n: int) -> Iterator[str]:
        before = self.lines[n - 1] if n else None
        after = self.lines[n + 1] if n + 1 < len(self.lines) else None
        here = self.lines[n]
        if before:
            yield f"after ends={before.ending} size={bucket(before.width, (12, 30, 60))}"
            yield f"after ends={before.ending} blank={min(here.chunk.blank_before, 2)}"
            yield f"after kind={before.chunk.kind}"
            yield f"after mark={_compare(before.mark, here.mark)}"
            yield f"after full={bucket(before.full, (0.5, 0.8, 0.97))} ends={before.ending}"
            yield f"after room={bucket(shape.room(before, here), ROOM)} ends={before.ending}"
            if here.width < SHORT:
                yield f"after last={before.text[-1:]}"
            if self.bylines[n - 1]:
                yield f"after byline size={bucket(before.width, (12, 25))}"
        if after:
            yield f"next ends={after.ending} size={bucket(after.width, (12, 30, 60))}"
            yield f"next kind={after.chunk.kind} mark={_compare(after.mark, here.mark)}"
            yield f"next starts={after.opening} blank={min(here.blank_after, 2)}"
            yield f"taller={bucket(here.width - after.width, (-40, -12, -3, 3, 12, 40))}"
            if self.han and here.width > 12 and here.ending in OPEN_ENDS and after.opening == "han":
                yield f"next {across(here.text, after.text)} size={bucket(here.width, (20, 34))}"
            if here.width < SHORT:
                yield f"next first={after.text[:1]}"
                yield f"next first two={after.text[:2]}"
            if shape.NUMBERED.match(after.text) or shape.BULLET.match(after.text):
                yield "next numbered"
        marks = [other.mark if other else 0 for other in (before, here, after)]
        if any(marks):
            yield "marks {}/{}/{}".format(*marks)
            yield f"marks {marks[1]}/{marks[2]} usual={self.usual_mark}"
        if not self.han:
            near = "/".join(self._cases[max(0, n - 1) : n + 2])
            yield f"cases {'' if before else '-/'}{near}{'' if after else '/-'}"
        if before and after:
            own = f"size={bucket(here.width, _COARSE)} {here.ending}"
            tall = bucket(after.width, (12, 30, 60))
            yield f"{own} after {before.ending} {bucket(before.width, (12, 30, 60))}"
            yield f"{own} next {after.opening} {tall}"
            yield f"{own} between {before.ending} and {tall}"
            yield f"{own} between {before.ending} and {after.ending} {tall}"
        for step in (1, 2, 3):
            if n + step < len(self.lines) and self.bylines[n + step]:
                yield f"byline in {step}"
                break
        yield f"alike={self._alike(n)}"
        if cells := here.cells:
            tab = "\t" in here.text
            same = [other.cells == cells for other in (before, after) if other]
            yield f"cells={min(cells, 4)} {tab} alike={sum(same)}"
        yield from self._runs(n)

    def _runs(self, n: int) -> Iterator[str]:
        """What the stretch of lines around says: a head's lines together, a list that counts on."""
        if self.heads[n]:
            above = _run_length(self.heads, n, -1)
            below = _run_length(self.heads, n, 1)
            yield f"heads above={above} below={below}"
            yield f"heads below={below} before={min(self.lines[n].chunk.blank_before, 2)}"
            end = n + below + 1
            if end < len(self.lines):
                stop = self.lines[end]
                yield f"heads then byline={self.bylines[end]} size={bucket(stop.width, (15, 40))}"
                yield f"heads below={below} then byline={self.bylines[end]}"
        if mark := self.counts[n]:
            yield f"list {mark[0]} above={self._counts_on(n, -1)} below={self._counts_on(n, 1)}"
        elif any(self.counts[m] for m in range(max(0, n - 3), n)):
            yield f"under a list mark, below={self._counts_on(n, 1)}"

    def _counts_on(self, n: int, step: int) -> bool:
        """Whether a list's next mark, or the one before, stands within the next few lines."""
        kind, value = self.counts[n] or ("", 0)
        for m in range(n + step, n + 8 * step, step):
            if not 0 <= m < len(self.lines):
                return False
            if other := self.counts[m]:
                return not kind or (other[0] == kind and other[1] in (value + step, value))
        return False

    def _alike(self, n: int) -> str:
        """How many of the lines around have as many pieces or nearly the same width: rows, verse."""
        here = self.lines[n]
        around = [self.lines[m] for m in (n - 2, n - 1, n + 1, n + 2) if 0 <= m < len(self.lines)]
        rows = sum(o.tokens == here.tokens for o in around) if here.tokens > 2 and self.han else 0
        short = sum(abs(o.width - here.width) <= 3 for o in around) if here.width < 20 else 0
        return f"{rows},{short}"


def _setting(lines: Sequence[Line]) -> str:
    """How the page sets paragraphs apart: how many lines are indented, and have space above."""
    count = max(1, len(lines))
    indented = sum(line.chunk.indent > 1 for line in lines) / count
    spaced = sum(line.chunk.blank_before > 0 for line in lines) / count
    return f"{bucket(indented, (0.02, 0.5))}{bucket(spaced, (0.1, 0.3, 0.6))}"


def _case(text: str) -> str:
    """How an English line is capitalised."""
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    if text.upper() == text and _WORD.search(text):
        return "capitals"
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return "title"
    return "sentence" if text[:1].isupper() else "other"


def _is_head(line: Line) -> bool:
    """A line that could stand in a head: short, not a sentence."""
    return (
        line.width < 34
        and line.ending not in ("stop", "comma")
        and not _INNER_STOP.search(line.text)
    )


def _run_length(flags: Sequence[bool], n: int, step: int) -> int:
    """How many flags in a row are set beside `n`, four at most."""
    m = n + step
    while 0 <= m < len(flags) and flags[m] and abs(m - n) <= 4:
        m += step
    return abs(m - n) - 1


def _compare(other: int, here: int) -> str:
    if not other and not here:
        return "neither"
    if not other or not here:
        return "here" if here else "there"
    return "same" if other == here else "higher" if other < here else "lower"


def is_byline(text: str, han: bool) -> bool:
    if han:
        return bool(shape.BYLINE_HEAD.match(text))
    return bool(shape.ENGLISH_BYLINE.match(text) or shape.DATELINE.match(text))
