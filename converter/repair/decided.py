"""What a person decided, as the passes ask for it.

Whether a decision still fits is judged in two steps. First by the source alone: its place must lie
within the source, and the letters of `before` (its marks, where it has no letters) must stand
there in their order; what lies between them (an empty line, a caption, markup) does not matter.
A decision that does not fit so is left aside. Then by what came of it: a repair that was accepted
or corrected stands in the record, a note that was accepted arose; else its rule no longer comes to
that place. A refused repair leaves nothing behind when it is obeyed, so for it the first step is
all. A decision is found by code, place and letters, so that it holds whether or not the marks beside
them were mended. Where a person corrected the text at a place, other decisions there are not held against the
source, which no longer reads as they say.
"""

from __future__ import annotations

import html
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from converter.decisions import APART, HIDDEN, JOIN, ROLE, TEXT, Decision, Key, Verdict, key
from converter.doubt import UNFIT
from converter.model import Note, Repair, Span, Spans

JOINTS: Final = frozenset({"join-column", "join-figure", "join-lines"})
_HALVES: Final = frozenset({*JOINTS, "hyphen", "stitch"})
"""Codes whose record shows both sides of a joint, parted by a line's end."""
TAKEN: Final = frozenset(
    {"credits", "jump", "caption-mark", "caption-credit", "separator", "section-brackets",
     "list-item", "stitch-head"}
)  # fmt: skip
"""Codes of repairs that take text out: to correct one is to correct its text in the source."""
READ: Final = frozenset({"unreadable", "unclosed-quote"})
"""Notes whose text is what stands at their place."""
SPELT: Final = frozenset({"name-variants", "place-variants"})
"""Notes that show two spellings: “A / B”."""
OTHER_NOTES: Final = frozenset({"continuation-missing", "doubtful-join", "doubtful-role"})
_BESIDE: Final = frozenset({*_HALVES, *TAKEN, *READ, *SPELT, *OTHER_NOTES, ROLE, "lost-picture"})
"""Codes of what changes no single characters: the others do."""


_NOT_REFUSED: Final = "a note can only be accepted, or its text corrected"
_NOT_CORRECTED: Final = "it has no text that could be corrected"


class _Mark(NamedTuple):
    """A code and a place in a source."""

    code: str
    source: str
    start: int
    end: int


class Unfit(NamedTuple):
    """A decision that is not obeyed, and why."""

    decision: Decision
    reason: str

    def note(self) -> Note:
        """The note that says so."""
        each = self.decision
        said = f"{each.code}: {self.reason} (to {each.verdict} “{_short(each.before)}”)"
        return Note(UNFIT, said, (Span(each.source, each.start, each.end),))


class Decided:
    """The decisions on one issue, looked up by what they are on."""

    def __init__(
        self, decisions: Sequence[Decision] = (), sources: Mapping[str, str] | None = None
    ) -> None:
        """`sources` are the texts of the pages by their names; None where all are taken to fit."""
        self._sources = sources
        self._corrected = _positions(d for d in decisions if _changes_text(d))
        fits = [self._fits(d) for d in decisions]
        fitting = [d for d, fit in zip(decisions, fits, strict=True) if fit]
        self.stale: tuple[Decision, ...] = tuple(
            d for d, fit in zip(decisions, fits, strict=True) if not fit
        )
        """Those that the source no longer fits."""
        self.all: tuple[Decision, ...] = tuple(fitting)
        self.roles: tuple[Decision, ...] = tuple(d for d in fitting if d.code == ROLE)
        self.texts: tuple[Decision, ...] = tuple(d for d in fitting if _is_text(d))
        """Those that replace a stretch of the source before all else."""
        self._roles: dict[tuple[str, int], Decision] = {
            (d.source, self._begin(d)): d
            for d in reversed(self.roles)
            if d.after not in (JOIN, APART)
        }
        self.apart: tuple[Decision, ...] = tuple(
            d for d in fitting if d.code in JOINTS and d.verdict is Verdict.REFUSE
        )
        """Joints that are not to be made."""
        self._on: defaultdict[_Mark, list[Decision]] = defaultdict(list)
        for decision in fitting:
            if decision.code != ROLE and not _is_text(decision):
                self._on[_mark(decision.key)].append(decision)
        self._fixed = _positions(d for d in fitting if _is_exact(d))

    def _begin(self, decision: Decision) -> int:
        """Where the text of a place begins that shows."""
        text = (self._sources or {}).get(decision.source, "")[decision.start : decision.end]
        shown = HIDDEN.sub(" ", text)
        return decision.start + len(shown) - len(shown.lstrip())

    def without(self, decisions: Iterable[Decision]) -> Decided:
        """The same, but for some decisions that could not be carried out."""
        left = set(decisions)
        if not left:
            return self
        other = Decided([d for d in self.all if d not in left], self._sources)
        other.stale = self.stale
        return other

    def on(self, repair: Repair) -> Repair | None:
        """A repair as it is to be made: surer, with another outcome, or (None) not at all."""
        decision = self._of(repair) if self._on else None
        if decision is None:
            return repair
        if decision.verdict is Verdict.REFUSE:
            return None
        after = repair.after if decision.after is None else decision.after
        return replace(repair, after=after, confidence=1.0)

    def is_on(self, repair: Repair) -> bool:
        """Whether something was decided on this very repair."""
        return self._of(repair) is not None

    def _of(self, of: Repair | Note) -> Decision | None:
        """The decision on a repair or a note: rather one that says exactly what stood there."""
        made = key(of) if self._on else None
        if made is None:
            return None
        known = [d for d in self._on.get(_mark(made), ()) if _is_alike(d.key, made)]
        return min(known, key=lambda d: d.before != made.before, default=None)

    def fixes(self, spans: Spans) -> bool:
        """Whether a person said how the characters at a place are to stand."""
        return bool(self._fixed) and any(
            not self._fixed[span.source].isdisjoint(range(span.start, span.end))
            for span in spans
            if span.source in self._fixed
        )

    def role_at(self, spans: Spans) -> Decision | None:
        """What a person said of the role of what begins here."""
        if not self._roles or not spans:
            return None
        return self._roles.get((spans[0].source, spans[0].start))

    def open_notes(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        """The notes that a person has not settled."""
        return tuple(note for note in notes if not self._is_settled(note))

    def unmet(self, repairs: Iterable[Repair], notes: Iterable[Note]) -> Iterator[Unfit]:
        """Decisions that ask for what did not arise, or for what cannot be."""
        if not self._on:
            return
        made, noted = _arisen(repairs), _arisen(notes)
        for decision in (each for known in self._on.values() for each in known):
            if decision.verdict is not Verdict.ACCEPT and _is_in(decision, noted):
                refused = decision.verdict is Verdict.REFUSE
                yield Unfit(decision, _NOT_REFUSED if refused else _NOT_CORRECTED)
            elif decision.verdict is not Verdict.REFUSE and not (
                _is_in(decision, made) or _is_in(decision, noted)
            ):
                yield Unfit(decision, "nothing of the kind arises there")

    def _is_settled(self, note: Note) -> bool:
        decision = self._of(note)
        return decision is not None and decision.verdict is Verdict.ACCEPT

    def _fits(self, decision: Decision) -> bool:
        """Whether the source still reads at its place what the decision says of it."""
        if self._sources is None:
            return True
        text = self._sources.get(decision.source)
        if text is None or decision.end > len(text):
            return False
        if decision.code not in (TEXT, ROLE) and _overlaps(decision, self._corrected):
            return True
        if decision.code in OTHER_NOTES or _is_fact(decision):
            return True
        before = decision.before
        if decision.code == TEXT:
            return before.split() == text[decision.start : decision.end].split()
        if decision.code == "stitch":
            before = before.rpartition("\n")[2]  # the first half stands on another page
        if decision.code in SPELT:
            before = before.partition(" / ")[0]
        if decision.code == "unreadable":  # its note shows what stands around, too
            return text[decision.start : decision.end] in before
        return reads(text[decision.start : decision.end], before)


def _mark(of: Key) -> _Mark:
    """Where a decision is looked for; a joint is where its second half is, however much of the
    first one is shown."""
    return _Mark(of.code, of.source, -1 if of.code in _HALVES else of.start, of.end)


def _is_alike(one: Key, other: Key) -> bool:
    """Whether two say the same stood there, but for marks and spaces that were mended or not."""
    if one.before == other.before:
        return True
    before = [
        of.before.rpartition("\n")[2] if of.code in _HALVES else of.before for of in (one, other)
    ]
    return _letters(before[0]) == _letters(before[1])


def _arisen(made: Iterable[Repair] | Iterable[Note]) -> Mapping[_Mark, list[Key]]:
    out: defaultdict[_Mark, list[Key]] = defaultdict(list)
    for of in made:
        if at := key(of):
            out[_mark(at)].append(at)
    return out


def _is_in(decision: Decision, arisen: Mapping[_Mark, list[Key]]) -> bool:
    return any(_is_alike(decision.key, at) for at in arisen.get(_mark(decision.key), ()))


def reads(source: str, before: str) -> bool:
    """Whether a stretch of a source holds, in order, the letters (or else the marks) of a text."""
    letters = _letters(before)
    if letters:
        return _in_order(letters, _letters(html.unescape(source)))
    marks = "".join(unicodedata.normalize("NFKC", before).split())
    if marks:
        return _in_order(marks, unicodedata.normalize("NFKC", html.unescape(source)))
    return not before or not source or source[0].isspace() or not source.isalnum()


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def _in_order(few: str, many: str) -> bool:
    rest = iter(many)
    return all(character in rest for character in few)


def _short(text: str, length: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _is_text(decision: Decision) -> bool:
    """Whether it is obeyed by replacing a stretch of the source."""
    if decision.code == TEXT:
        return True
    corrects = decision.verdict is Verdict.CORRECT
    return corrects and decision.code in (TAKEN | READ | SPELT)


def _changes_text(decision: Decision) -> bool:
    return decision.verdict is Verdict.CORRECT and decision.code != ROLE


def _is_exact(decision: Decision) -> bool:
    """Whether it says of single characters, each with a place of its own, how they shall stand."""
    if decision.code == TEXT:
        return True
    if decision.code in _BESIDE or decision.verdict is Verdict.ACCEPT:
        return False
    return decision.end - decision.start == len(decision.before)


def _is_fact(decision: Decision) -> bool:
    return decision.code == UNFIT or is_of_a_picture(decision.code)


def is_of_a_picture(code: str) -> bool:
    """Whether a note is of a picture's file, which the repair does not look at."""
    return code.startswith("picture-")


def _positions(decisions: Iterable[Decision]) -> dict[str, set[int]]:
    places: defaultdict[str, set[int]] = defaultdict(set)
    for each in decisions:
        places[each.source].update(range(each.start, each.end))
    return dict(places)


def _overlaps(decision: Decision, places: Mapping[str, set[int]]) -> bool:
    taken = places.get(decision.source)
    if not taken or _changes_text(decision):
        return False
    return not taken.isdisjoint(range(decision.start, decision.end))


NONE: Final = Decided()
