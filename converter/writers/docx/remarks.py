"""Repairs as comments or tracked changes, notes as footnotes: what an editor reviews in Word.

A repair within a text is tracked where its characters are known: to refuse it in Word puts back
what the source had. What moved a text elsewhere (a byline, a jump) or cannot be told to the
character is a comment. No repair and no note is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from converter.lines import Lines
from converter.model import Issue, Note, Repair, Span, Spans
from converter.writers.docx.carriers import Carriers, Ground, Growth, core
from converter.writers.docx.xml import Element, clean, plain_run, qualified, w
from converter.writers.edition import Asked

AUTHOR: Final = "converter"
CHANGES: Final = frozenset(
    ("invisible", "spacing", "punctuation", "quotation", "hyphen",
     "join-lines", "join-column", "join-figure")
)  # fmt: skip
"""Codes of the repairs that change characters and leave them where they are."""

Remark = Repair | Note


@dataclass(frozen=True, slots=True)
class _Put:
    """A remark, and the characters of its text that it speaks of."""

    start: int
    end: int
    remark: Remark
    before: str | None = None
    """Of a tracked change: what stood there; None of all else."""


@dataclass(slots=True)
class Remarks:
    """Puts the remarks of an issue into the runs of its texts."""

    issue: Issue
    asked: Asked
    lines: Lines
    number: Callable[[], int]
    """The next number of a mark in the document."""
    moment: datetime | None = None
    """When the repairs were made, as far as that is known."""
    comments: list[Repair] = field(default_factory=list)
    footnotes: list[Note] = field(default_factory=list)
    _growth: Growth = field(init=False)
    _waiting: dict[Span | None, list[Remark]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._growth = Growth(self.issue.repairs)
        carriers = Carriers(self.issue)
        remarks: list[Remark] = [*self.issue.repairs] if self.asked.repairs else []
        for remark in remarks + [*self.issue.notes] * self.asked.notes:
            self._waiting.setdefault(_carrier(remark, carriers), []).append(remark)

    def runs(self, text: str, spans: Spans, style: str | None, *, exact: bool) -> Iterator[Element]:
        """The runs of a text; `exact` is False of one that was put together from parts."""
        remarks = self._waiting.pop(spans[0], []) if spans else []
        if not remarks:
            yield from _piece(text, style)
            return
        ground = Ground(text, spans, self._growth)
        known = exact and ground.known
        made = [self._put(remark, text, ground if known else None) for remark in remarks]
        made.sort(key=lambda put: (put.start, put.end))
        done = 0
        for put in made:
            start, end = max(put.start, done), max(put.end, done)
            if put.before is not None and start == put.start:
                yield from _piece(text[done:start], style)
                yield from self._tracked(put.before, text[start:end], style)
            else:
                yield from _piece(text[done:start], style)
                yield from self._remarked(put.remark, list(_piece(text[start:end], style)))
            done = end
        yield from _piece(text[done:], style)

    def rest(self, first: Element) -> None:
        """Put what belongs to no text of the document to its first paragraph."""
        for remark in [remark for rest in self._waiting.values() for remark in rest]:
            content = list(first)[1:]
            for child in self._remarked(remark, content):
                first.append(child)
        self._waiting.clear()

    def _put(self, remark: Remark, text: str, ground: Ground | None) -> _Put:
        if ground is None or not remark.spans:
            return _Put(0, len(text), remark)
        if isinstance(remark, Note):
            end = ground.place(remark.spans[0].source, remark.spans[0].end)
            return _Put(end, end, remark)
        changed = core(remark)
        assert changed is not None
        start = ground.place(changed.source, changed.at)
        end = start + len(changed.after)
        stands = text[start:end] == changed.after
        shows = bool(clean(changed.before) or changed.after)
        if self.asked.repairs == "tracked" and remark.code in CHANGES and stands and shows:
            return _Put(start, end, remark, changed.before)
        return _Put(*_widened(start, end if stands else start, text), remark)

    def _tracked(self, before: str, after: str, style: str | None) -> Iterator[Element]:
        if clean(before):
            run = plain_run(before, style)
            for text in run.iter(qualified("w:t")):
                text.tag = qualified("w:delText")
            yield w("del", run, **self._mark(self.number()))
        if after:
            yield w("ins", plain_run(after, style), **self._mark(self.number()))

    def _remarked(self, remark: Remark, content: list[Element]) -> Iterator[Element]:
        if isinstance(remark, Note):
            self.footnotes.append(remark)
            yield from content
            yield _reference("Footnote", w("footnoteReference", id=len(self.footnotes)))
            return
        number = len(self.comments)
        self.comments.append(remark)
        yield w("commentRangeStart", id=number)
        yield from content
        yield w("commentRangeEnd", id=number)
        yield _reference("Comment", w("commentReference", id=number))

    def _mark(self, number: int) -> dict[str, str | int]:
        """Who made a mark, and when, as far as that is known without a clock."""
        date = {"date": f"{self.moment:%Y-%m-%dT%H:%M:%SZ}"} if self.moment else {}
        return {"id": number, "author": AUTHOR, **date}

    # --- the parts ---------------------------------------------------------------------------

    def comments_xml(self) -> Element:
        """What each comment says: what stood there, why it was repaired, where, how sure it is."""
        made = w("comments")
        for number, repair in enumerate(self.comments):
            change = f"{repair.code}{_change(repair)}"
            place = self.lines.name(repair.spans)
            said = (change, repair.why, f"{place} · {repair.confidence:.0%}".lstrip(" ·"))
            mark = {**self._mark(number), "initials": "c"}
            made.append(w("comment", *_paragraphs(said, "Comment", w("annotationRef")), **mark))
        return made

    def footnotes_xml(self) -> Element:
        """The notes, after the two rules that part footnotes from the text (17.11)."""
        made = w("footnotes")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            rule = w("p", w("pPr", w("pStyle", val="FootnoteText")), w("r", w(kind)))
            made.append(w("footnote", rule, type=kind, id=number))
        for number, note in enumerate(self.footnotes, 1):
            place = self.lines.name(note.spans)
            said = f" {note.code}: {_shown(note.text)}{f' ({place})' if place else ''}"
            content = _paragraphs((said,), "Footnote", w("footnoteRef"))
            made.append(w("footnote", *content, id=number))
        return made


def _carrier(remark: Remark, carriers: Carriers) -> Span | None:
    """What the text is known by that a remark belongs to."""
    if not remark.spans:
        return None
    first = remark.spans[0]
    if isinstance(remark, Repair) and (changed := core(remark)):
        start = changed.at
        return carriers.nearest(first.source, start, max(start, first.end))
    return carriers.nearest(first.source, first.start, first.end)


def _widened(start: int, end: int, text: str) -> tuple[int, int]:
    """A place that can be seen: an empty one takes in the characters beside it."""
    start, end = min(start, len(text)), min(max(start, end), len(text))
    return (start, end) if start < end else (max(start - 1, 0), min(end + 1, len(text)))


def _piece(text: str, style: str | None) -> Iterator[Element]:
    if text:
        yield plain_run(text, style)


def _reference(kind: str, mark: Element) -> Element:
    return w("r", w("rPr", w("rStyle", val=f"{kind}Reference")), mark)


def _paragraphs(said: tuple[str, ...], kind: str, mark: Element) -> Iterator[Element]:
    lead = [_reference(kind, mark)]
    for text in filter(None, said):
        yield w("p", w("pPr", w("pStyle", val=f"{kind}Text")), *lead, plain_run(text))
        lead = []


def _change(repair: Repair) -> str:
    """What stood there, and what stands there now; nothing where no characters changed."""
    before, after = (f"“{_shown(text)}”" if text else "∅" for text in (repair.before, repair.after))
    return "" if before == after else f": {before} → {after}"


def _shown(text: str) -> str:
    return clean(text).replace("\r", "").replace("\n", "⏎")
