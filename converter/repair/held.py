"""Lines held to labels: what a person, or the paper's own habits, say that a line is.

The tagger labels a page as it would; then it labels it again with some lines held to certain
labels and all others drawn to the labels that they had. So a person's word about one line changes
that line, and of the others only those that cannot stay what they were beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from converter.decisions import APART, JOIN, ROLE, Decision
from converter.model import Note
from converter.page import Chunk, Kind
from converter.repair.decided import Decided, Unfit
from converter.repair.features import PageView
from converter.repair.labels import (
    BEGINS,
    GOES_ON,
    LABELS,
    PASSED_OVER,
    RESUMES,
    START,
    may_follow,
    role_of,
)
from converter.repair.record import Role
from converter.repair.tagger import Tagged, tag
from converter.repair.weights import Weights

DRAWN: Final = 60.0
"""What a line's former label weighs: more than all the evidence of a line."""

_HEADS: Final = frozenset({Role.SECTION, Role.KICKER, Role.TITLE, Role.DECK})
_ON: Final = frozenset({*GOES_ON, *RESUMES})


class Wish(NamedTuple):
    """The labels that a line shall have one of, and the decision that says so."""

    line: int
    labels: frozenset[str]
    decision: Decision
    first: bool = True
    """The line is the one that was decided on, rather than one that belongs to it."""


class Held(PageView):
    """A page of which some lines have fewer labels to choose from."""

    def __init__(
        self,
        view: PageView,
        allowed: Mapping[int, frozenset[str]],
        drawn: Sequence[str] = (),
        *,
        firm: bool = False,
    ) -> None:
        """`drawn` are labels that lines lean to; `firm` overrules what the line looks like."""
        self.__dict__.update(view.__dict__)
        self._view = view
        self._allowed = allowed
        self._drawn = drawn
        self._firm = firm

    def candidates(self, n: int) -> tuple[str, ...]:
        labels = self._asked(n)
        if n not in self._allowed:
            return labels
        above = (START,) if n == 0 else self._asked(n - 1)
        below = self._asked(n + 1) if n + 1 < len(self.lines) else ()
        free = self._view.candidates(n)
        placed = tuple(
            label
            for label in labels
            if any(may_follow(other, label) for other in above)
            and (not below or any(may_follow(label, other) for other in below))
        )
        return placed or free

    def leaning(self, n: int) -> Mapping[str, float]:
        return {self._drawn[n]: DRAWN} if self._drawn else {}

    def _asked(self, n: int) -> tuple[str, ...]:
        free = self._view.candidates(n)
        allowed = self._allowed.get(n)
        if allowed is None:
            return free
        if self._firm and self.lines[n].chunk.kind is not Kind.PICTURE:
            return tuple(label for label in LABELS if label in allowed) or free
        return tuple(label for label in free if label in allowed) or free


def tagged(
    view: PageView,
    free: Sequence[Tagged],
    chunks: Sequence[Chunk],
    weights: Weights,
    decided: Decided,
) -> tuple[list[Tagged], list[Note]]:
    """The labels of a page's lines, as a person decided on some, and the decisions not obeyed.

    `free` are the labels that the lines have without a decision.
    """
    places = [_place(chunk) for chunk in chunks]
    wishes, notes = _wishes(places, [role_of(tagged.label) for tagged in free], decided)
    if not wishes:
        return list(free), notes
    allowed: dict[int, frozenset[str]] = {}
    drawn = [tagged.label for tagged in free]
    for wish in wishes:
        allowed[wish.line] = allowed.get(wish.line, wish.labels) & wish.labels
        drawn[wish.line] = _drawn(wish, drawn[wish.line])
    held = tag(Held(view, allowed, drawn, firm=True), weights)
    out = []
    for n, (new, old) in enumerate(zip(held, free, strict=True)):
        if new.label in allowed.get(n, ()):
            new = new._replace(confidence=1.0)
        elif (new.label, new.open_line) == (old.label, old.open_line):
            new = old
        out.append(new)
    notes += [
        Unfit(wish.decision, "no such line can stand there").note()
        for wish in wishes
        if wish.first
        and wish.decision.after not in _HEADS  # those `heads` obeys
        and out[wish.line].label not in wish.labels
    ]
    return out, notes


def _drawn(wish: Wish, label: str) -> str:
    """The label that a line leans to among those that it may have.

    It stays a block of its own, or goes on with a line above that has the same role, as it did.
    """
    said = wish.decision.after or ""
    if said not in BEGINS or label.rstrip("+>") == said:
        return label
    return f"{said}+" if label in _ON and f"{said}+" in GOES_ON else said


class _Place(NamedTuple):
    """Where the text of a line stands in its source."""

    source: str
    start: int
    end: int


def _place(chunk: Chunk) -> _Place | None:
    spans = chunk.text.strip().spans
    return _Place(spans[0].source, spans[0].start, spans[-1].end) if spans else None


def _wishes(
    places: Sequence[_Place | None], roles: Sequence[Role], decided: Decided
) -> tuple[list[Wish], list[Note]]:
    """What is asked of lines with such places and roles, and what can be asked of none."""
    wishes: list[Wish] = []
    notes: list[Note] = []
    sources = {place.source for place in places if place}
    for decision in (*decided.roles, *decided.apart):
        if decision.source not in sources:
            continue
        lines = [
            n
            for n, place in enumerate(places)
            if place and place.start < decision.end and decision.start < place.end
        ]
        if not lines:
            notes.append(Unfit(decision, "no line stands there").note())
        elif decision.code != ROLE:
            # The line that was joined begins a block of the same role.
            wishes.append(Wish(lines[-1], frozenset({roles[lines[-1]].value}), decision))
        else:
            wishes.extend(_of_role(decision, lines, places[lines[0]]))
    return wishes, notes


def _of_role(decision: Decision, lines: Sequence[int], first: _Place | None) -> list[Wish]:
    """What a decision on a role says of the lines at its place."""
    said = decision.after or ""
    if said == JOIN:
        return [Wish(lines[0], _ON, decision)]
    if said == APART:
        return [Wish(lines[0], frozenset(BEGINS), decision)]
    if first and is_part(decision, first.start, first.end):
        return []  # a part of a headline's line: `heads` parts it
    own = frozenset({said, f"{said}+", f"{said}>"}) & frozenset(LABELS)
    inner = own if said in PASSED_OVER else own | PASSED_OVER
    if f"{said}+" in GOES_ON:
        inner -= {said} if f"{said}>" in RESUMES else frozenset()
    return [Wish(line, inner if n else own, decision, first=not n) for n, line in enumerate(lines)]


def is_part(decision: Decision, start: int, end: int) -> bool:
    """Whether a decision is on a part of a line of a story's head."""
    shorter = decision.start > start or decision.end < end
    return decision.after in _HEADS and shorter
