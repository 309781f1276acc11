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
from functools import cached_property, lru_cache
from types import MappingProxyType

from converter.page import Kind
from converter.repair import jumps
from converter.repair import lines as shape
from converter.repair.labels import LABELS
from converter.repair.lines import Line

_FIGURES = re.compile(r"\d")
_CELLS = re.compile(r"\d|\t|\S {2,}\S")
_INNER_STOP = re.compile(r"[。！？!?…]|[a-z]\. [A-Z]")
_COMMA = re.compile(r"[，,、；;]")
_OPENED = re.compile("[“「『（(《]")
_CLOSED = re.compile("[”」』）)》]")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_COARSE = (6, 10, 14, 18, 24, 34, 50)
_ROOM = (-1.5, -0.25, 0.5, 1.5, 3.0, 6.0)
_OPEN_ENDS = frozenset({"none", "digit", "closer"})
_LONG = 48
"""Em from which a line is no headline, flag or verse."""
_LONG_LABELS = tuple(
    label
    for label in LABELS
    if label.rstrip("+>") in ("paragraph", "caption", "item", "quote", "deck", "furniture", "row")
)
_CANDIDATES = {
    (long, row): tuple(
        label for label in (_LONG_LABELS if long else LABELS) if row or label != "row"
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
_BOUNDS = (2, 4, 6, 8, 10, 13, 16, 20, 25, 30, 38, 50, 80)


def bucket(value: float, bounds: Sequence[float] = _BOUNDS) -> int:
    return sum(value > bound for bound in bounds)


class PageView:
    """A page's lines with what the whole page tells of each."""

    def __init__(
        self, lines: Sequence[Line], han: bool, known: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.lines = lines
        self.known = known
        """What is known beforehand of some lines (in lower case): a paper's heads and flags."""
        self.han = han
        self.layout = shape.layout(lines, han)
        self.repeats = Counter(line.text for line in lines)
        marks = Counter(line.mark for line in lines if line.mark)
        self.usual_mark = marks.most_common(1)[0][0] if marks else 0
        self.heads = [_is_head(line) for line in lines]
        self.counts = [_count(line.text) for line in lines]
        self._joints: dict[tuple[int, int], tuple[str, ...]] = {}

    @cached_property
    def bylines(self) -> list[bool]:
        return [is_byline(line.text, self.han) for line in self.lines]

    def candidates(self, n: int) -> tuple[str, ...]:
        """The labels that line `n` may have: what the source says outright leaves one."""
        line = self.lines[n]
        if line.chunk.kind in _SAID:
            return (_SAID[line.chunk.kind],)
        if label := self.known.get(line.text.casefold()):
            return (label,)
        if line.text and not any(map(str.isalnum, line.text)):
            return ("rule",)
        if jumps.from_page(line.text):
            return _JUMPED
        return _CANDIDATES[line.width > _LONG, self._may_be_row(n)]

    def apart(self, n: int) -> bool:
        """Whether empty lines stand above line `n`."""
        return bool(self.lines[n].chunk.blank_before)

    def _may_be_row(self, n: int) -> bool:
        """A row has figures or gaps between its cells, or stands beside one that has."""
        around = self.lines[max(0, n - 1) : n + 2]
        return any(_CELLS.search(line.text) for line in around)

    def features(self, n: int) -> tuple[str, ...]:
        """The features of line `n`, with and without the page's layout."""
        plain = tuple(self._features(n))
        return plain + tuple(f"{self.layout} {name}" for name in plain)

    def joint(self, first: int, second: int) -> tuple[str, ...]:
        """The features of line `second` going on where line `first` ended."""
        key = (first, second)
        if key not in self._joints:
            plain = tuple(self._joint(first, second))
            self._joints[key] = plain + tuple(f"{self.layout} {name}" for name in plain)
        return self._joints[key]

    def _features(self, n: int) -> Iterator[str]:
        line = self.lines[n]
        yield "always"
        yield f"kind={line.chunk.kind}"
        yield from self._shape(line, n)
        yield from self._cues(line, self.bylines[n])
        yield from self._neighbours(n)

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
        if line.mark:
            yield f"mark={line.mark}"
            yield f"mark size={size}"
            yield f"mark usual={_compare(self.usual_mark, line.mark)}"
        elif self.usual_mark:
            yield "unmarked"
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

    def _cues(self, line: Line, byline: bool) -> Iterator[str]:
        text = line.text
        if byline:
            yield f"byline size={bucket(line.width, (6, 12, 20, 40))}"
        if shape.CREDIT_ONLY.search(text) or shape.ENGLISH_BYLINE.search(text):
            yield "credit alone"
        if shape.DATELINE.search(text):
            yield "dateline"
        if shape.JUMP_ALONE.search(text):
            yield "jump alone"
        elif shape.JUMP.search(text):
            yield "jump"
        if shape.CAPTION_CREDIT.search(text):
            yield f"caption credit size={bucket(line.width, (8, 60))}"
        if shape.FURNITURE.search(text) and line.width < 45:
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
        for name, pattern in _PATTERNS:
            if pattern.search(text):
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
            yield f"after room={bucket(shape.room(before, here), _ROOM)} ends={before.ending}"
            if self.bylines[n - 1]:
                yield f"after byline size={bucket(before.width, (12, 25))}"
        if after:
            yield f"next ends={after.ending} size={bucket(after.width, (12, 30, 60))}"
            yield f"next kind={after.chunk.kind} mark={_compare(after.mark, here.mark)}"
            yield f"next starts={after.opening} blank={min(here.blank_after, 2)}"
            yield f"taller={bucket(here.width - after.width, (-40, -12, -3, 3, 12, 40))}"
            if (
                self.han
                and here.width > 12
                and here.ending in _OPEN_ENDS
                and after.opening == "han"
            ):
                yield f"next {across(here.text, after.text)} size={bucket(here.width, (20, 34))}"
            if shape.NUMBERED.match(after.text) or shape.BULLET.match(after.text):
                yield "next numbered"
        if not self.han:
            near = "/".join(_case(o.text) if o else "-" for o in (before, here, after))
            yield f"cases {near}"
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

    def _joint(self, first: int, second: int) -> Iterator[str]:
        a, b = self.lines[first], self.lines[second]
        apart = min(b.chunk.blank_before, 2) if second - first == 1 else 3
        yield f"joint {a.ending}>{b.opening}"
        yield f"joint {a.ending} apart={apart}"
        yield f"joint {b.opening} apart={apart}"
        yield f"joint full={bucket(a.full, (0.4, 0.6, 0.8, 0.9, 0.97, 1.03))} {a.ending}"
        yield f"joint room={bucket(shape.room(a, b), _ROOM)} {a.ending}"
        yield f"joint indent={min(b.chunk.indent, 4)} apart={apart}"
        yield f"joint size={bucket(a.width, (10, 30, 80))}>{bucket(b.width, (6, 12, 30, 80))}"
        yield f"joint {a.ending} b-ends={b.ending} size={bucket(b.width, (12, 30, 60))}"
        if b.mark:
            yield "joint mark"
        if self.bylines[second]:
            yield "joint byline"
        depth = len(_OPENED.findall(a.text)) - len(_CLOSED.findall(a.text))
        heals = len(_CLOSED.findall(b.text)) - len(_OPENED.findall(b.text))
        if depth > 0:
            yield f"joint open heals={heals > 0}"
        elif heals > 0:
            yield "joint stray closer"
        if self.han and a.ending in _OPEN_ENDS and b.opening in ("han", "digit"):
            yield f"joint {across(a.text, b.text)} apart={apart}"
        if not self.han and a.ending == "hyphen":
            yield f"joint hyphen {b.opening}"


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


def _count(text: str) -> tuple[str, int] | None:
    """The list mark a line begins with: its form, and its number where it has one."""
    if match := _LIST_MARK.match(text):
        number = match["number"]
        if number is None:
            return text[0], 0
        form = text[: match.end()].replace(number, "1")
        value = int(number) if number.isdigit() else _NUMERALS.find(number[-1]) + 1
        return form, value
    return None


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


@lru_cache(maxsize=4096)  # asked of a line's end, and again of each joint that it may have
def across(before: str, after: str) -> str:
    """What word segmentation says of a joint: a word runs across it, or it falls between words."""
    import rjieba

    left, right = before[-6:], after[:6]
    at = 0
    for word in rjieba.cut(left + right):
        if at < len(left) < at + len(word):
            return f"in a word of {min(len(word), 4)}"
        at += len(word)
    return "between words"


_NUMERALS = "一二三四五六七八九十"
_LIST_MARK = re.compile(
    rf"^(?:[●■◆○◇□▪•·*-]|[（(]?(?P<number>\d{{1,2}}|[{_NUMERALS}]{{1,3}})[.、．）)](?!\d))"
)
_PATTERNS = (
    ("numbered", shape.NUMBERED),
    ("bullet", shape.BULLET),
    ("claused", shape.CLAUSED),
    ("speaker", shape.SPEAKER),
    ("question", re.compile(r"[?？]$")),
    ("quoted", re.compile(r"^[“「『\"].*[”」』\"]$")),
    ("book", re.compile("^《")),
    ("verse space", re.compile(r"^\S{2,8} \S{2,8}$")),
)
