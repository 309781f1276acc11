"""Why a joint was made, in words: the evidence that counted most, for a person to judge.

The tagger weighs features (`features`); this is the table from their names to words. What has no
words here is left out, so new features cost nothing but their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from converter.repair.features import PageView
from converter.repair.labels import BEGINS, NUMBER, role_of
from converter.repair.weights import Weights

REASONS: Final = 2
"""So many reasons are given at most."""
LEAST: Final = 0.05
"""Weight below which a feature is no reason."""
WHOLE: Final = "the page as a whole reads best so"
_SIDE: Final = 6
"""Characters on either side in which a word is looked for."""

_ENDS: Final = {
    "none": "the line above ends without a stop",
    "comma": "the line above ends in a comma",
    "colon": "the line above ends in a colon",
    "hyphen": "the line above ends in a hyphen",
    "digit": "the line above ends in a number, without a stop",
    "closer": "the line above ends in a closing mark, without a stop",
}
_STARTS: Final = {
    "lower": "the line below begins lower case",
    "close": "the line below begins with a mark that no line begins with",
    "digit": "the line below begins with a number",
}
_TABLE: Final = (
    (r"in a word of", "word"),
    (r"hyphen (lower|upper)", "a hyphen divides a word at the line’s end"),
    (r"open heals=True", "what is opened above is closed below"),
    (r"stray closer", "the line below closes a quotation that it does not open"),
    (r"bond=[56] ", "the characters on both sides of the joint often stand together"),
    (r"bond over begin=[56] ", "the line below seldom begins so, but often goes on so"),
    (r"link=[67] ", "what is said above goes on like the line below"),
    (r"measures 2", "both lines are set to one measure"),
    (r"room=[01] ", "the next word did not fit into the line above"),
    (r"full=[345] ", "the line above fills its column"),
    (r"indent=0 ", "the line below is not indented"),
    (r"(none|comma|colon|hyphen|digit|closer)[> ]", "ends"),
    (r"(?:\w+>)?(lower|close|digit)\b", "starts"),
)
"""How a feature's name goes on after “joint”, and what it says."""
_PATTERNS: Final = tuple((re.compile(pattern), said) for pattern, said in _TABLE)
_NAME: Final = re.compile(r"^(?:\w+ )?joint (?P<rest>.*)$")


def of_joint(view: PageView, weights: Weights, first: int, second: int, label: str) -> str:
    """Why line `second` goes on, with the label it has, where line `first` ended."""
    role = role_of(label).value
    chosen, other = NUMBER[label], NUMBER[role if role in BEGINS else "paragraph"]
    weighed: dict[str, float] = {}
    for name in view.joint(first, second):
        match = _NAME.match(name)
        if match and (said := _words(match["rest"], view, first, second)):
            row = weights.sum(view.layout, [name])
            weighed[said] = weighed.get(said, 0.0) + float(row[chosen] - row[other])
    best = sorted((-weight, said) for said, weight in weighed.items() if weight > LEAST)
    return "; ".join(said for _, said in best[:REASONS]) or WHOLE


def _words(rest: str, view: PageView, first: int, second: int) -> str | None:
    for pattern, said in _PATTERNS:
        if match := pattern.match(rest):
            if said == "word":
                word = next(_across(view.lines[first].text, view.lines[second].text), "")
                return f"a word runs across the joint: {word}" if word else None
            if said in ("ends", "starts"):
                return (_ENDS if said == "ends" else _STARTS)[match[1]]
            return said
    return None


def _across(before: str, after: str) -> Iterator[str]:
    """The word that runs across a joint."""
    import rjieba

    left, right = before[-_SIDE:], after[:_SIDE]
    at = 0
    for word in rjieba.cut(left + right):
        if at < len(left) < at + len(word):
            yield word
        at += len(word)
