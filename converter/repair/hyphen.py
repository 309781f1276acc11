"""hyphen: how two printed lines join: what goes, what is put between, and how sure that is.

Between Han characters nothing, between words a space, nothing after a dash set close. A hyphen at
a line's end was either put there by the printer, and goes, or belongs to the word. The evidence,
strongest first: the issue's own words (the word whole elsewhere, or the compound with its hyphen),
a list of English words (pyspellchecker's, with the frequency of each), the places where the word
may be divided at all (Liang's patterns as hyphenation dictionaries, in pyphen).

After it holds: a hyphen goes only on evidence, and the confidence says how much there was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from converter.page import Page
from converter.repair.compounds import Habit, habit, word_counts
from converter.repair.record import Profile
from converter.repair.script import HAN_CHAR

if TYPE_CHECKING:
    from pyphen import Pyphen

CODE: Final = "hyphen"
WIDE: Final = "\u2e80"
"""The first of the characters that are an em wide: Han and its marks."""
SOFT: Final = "\u00ad"
NOT_SIGN: Final = "¬"
"""What some recognition gives for a hyphen that it takes for the line's end's."""
COMMON: Final = 400
"""Count in the word list from which a word is common."""
RARE: Final = 600
"""Count below which a word may stand in the list for a compound written without its hyphen."""
NEAR: Final = 2000
"""Characters on either side that tell how the text sets its dashes."""

_HYPHENS = "-\u2010\u2011"
_WORD = r"[^\W\d_]+(?:[’'][^\W\d_]+)*"
_WORDS = re.compile(rf"{_WORD}(?:[{_HYPHENS}]{_WORD})*")
_DIVIDED = re.compile(rf"(?:{SOFT}|(?<=\w)[{_HYPHENS}{NOT_SIGN}])\s*\Z")
_LAST = re.compile(rf"({_WORD}(?:[{_HYPHENS}]{_WORD})*)[{_HYPHENS}]\Z")
_FIRST = re.compile(_WORD)
_LATIN = re.compile("[A-Za-z]")
_HAN = re.compile(HAN_CHAR)
_AMBIGUOUS = frozenset("“”‘’…—·")
"""Marks that Latin text has too."""
_DASHES = frozenset("—–")
_WITHIN = 60
"""Characters on either side of a joint that hold the word that it may divide."""
_PHRASE_ENDS = re.compile(r"[A-Za-z][,.;:!?]?\Z")
_LOOSE = re.compile(" [—–] ")
_TIGHT = re.compile(r"[^\W\d][—–][^\W\d]")

_WITH_HYPHEN = frozenset(["ex", "non", "self", "anti", "mid", "post", "semi", "half", "all"])
_WITHOUT = frozenset(
    ["un", "dis", "re", "in", "im", "con", "de", "en", "inter", "sub", "super", "mis", "fore"]
)
"""Beginnings that take a hyphen before a word, and those that take none."""
_AFTER_A_NAME: Final = frozenset(
    [
        "born",
        "bound",
        "style",
        "led",
        "made",
        "like",
        "wide",
        "area",
        "run",
        "built",
        "grown",
        "type",
        "era",
    ]
)
"""Behind a name these make a compound: London-born."""
_OF_A_PLACE: Final = frozenset(
    [
        "on",
        "upon",
        "in",
        "by",
        "the",
        "le",
        "under",
        "next",
        "near",
        "sur",
        "de",
        "la",
        "cum",
        "with",
    ]
)
"""Within a place's name: Stoke-on-Trent."""
_TITLED = re.compile(r"\b(?:[A-Z]|Mrs?|Ms|Dr|St|Ed|Rev|Messrs|Prof|Gen|Capt|Sgt|Wm|Jas|Geo)\.$")
_CLAN = frozenset(["mc", "mac", "fitz"])


def vocabulary(pages: Sequence[Page]) -> frozenset[str]:
    """The English words that an issue prints whole, lower case; compounds with their hyphens."""
    return frozenset(word.lower() for page in pages for word in _whole(page))


def _whole(page: Page) -> Iterator[str]:
    """The words of a page but those at either side of a divided line's end."""
    divided = False
    for chunk in page.chunks:
        text = chunk.text.text
        words = [*filter(str.isascii, _WORDS.findall(text))] if _LATIN.search(text) else []
        divides = bool(_DIVIDED.search(text[-8:]))
        yield from words[divided : len(words) - divides]
        divided = divides


def reach(before: str, after: str) -> int:
    """How many characters before a joint say how it is made."""
    return NEAR if before[-1:] in _DASHES or after[:1] in _DASHES else _WITHIN


def joint(before: str, after: str, profile: Profile) -> tuple[str, str, float]:
    """How the line `before` joins the line `after`: what goes, what is put in, how sure that is.

    What goes stands at the end of `before`; the confidence is a probability.
    """
    left, right = before[-_WITHIN:], after[:_WITHIN]
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return "", "", 1.0
    if left[-1] == SOFT:
        return SOFT, "", 0.99
    if left[-1] == NOT_SIGN and left[-2:-1].isalpha() and right[0].isalpha():
        return NOT_SIGN, "", 0.97
    if left.endswith("--"):
        return "", _dash_glue(before[:-1], after), 0.9
    if max(left[-1], right[0]) >= WIDE or {left[-1], right[0]} & _AMBIGUOUS:
        return _beside_wide(left, right, before, after, profile)
    if left[-1] in _HYPHENS:
        return _hyphen(left, right, profile)
    if left[-1] in _DASHES or right[0] in _DASHES:
        return "", _dash_glue(before, after), 0.9
    if left[-1] == "/" or right[0] == "/":
        return "", "", 0.8
    if profile.han and _HAN.search(left + right) and not _two_words(left, right):
        return "", "", 0.9
    return "", " ", 0.99


def reason(before: str, after: str, profile: Profile) -> str:
    """Why a hyphen between two lines goes, in words."""
    left, right = before[-60:], after[:60]
    if left[-1:] in (SOFT, NOT_SIGN):
        return "a soft hyphen is set only where a line ends"
    last, first = _LAST.search(left), _FIRST.match(right)
    if not last or not first:
        return "the hyphen was set because the line ended"
    part = re.split(f"[{_HYPHENS}]", last.group(1))[-1]
    whole = f"{part}{first.group()}"
    low, stem = whole.lower(), f"{part}{_stem(first.group())}".lower()
    if not profile.vocabulary.isdisjoint((low, stem)):
        return f"the issue prints “{whole}” whole elsewhere"
    if stem in word_counts():
        return f"“{stem}” is in the list of English words"
    return f"“{whole}” may be divided there, so the hyphen is the line’s end’s"


def _two_words(left: str, right: str) -> bool:
    """Whether a foreign phrase in Chinese text is divided between two of its words."""
    return bool(_PHRASE_ENDS.search(left)) and right[0].isalpha()


def _beside_wide(
    left: str, right: str, before: str, after: str, profile: Profile
) -> tuple[str, str, float]:
    """Nothing beside Han and its marks; in English text those marks are just quotes and dashes."""
    if max(left[-1], right[0]) >= WIDE or profile.han:
        return "", "", 0.99
    if left[-1] in _DASHES or right[0] in _DASHES:
        return "", _dash_glue(before, after), 0.9
    return "", " ", 0.97


def _dash_glue(before: str, after: str) -> str:
    """No space beside a dash, unless the text around sets its dashes with spaces."""
    around = f"{before[-NEAR:-1]}\n{after[1:NEAR]}"
    parted = before[-2:-1].isspace() or after[1:2].isspace()
    return " " if parted or (_LOOSE.search(around) and not _TIGHT.search(around)) else ""


def _hyphen(left: str, right: str, profile: Profile) -> tuple[str, str, float]:
    """Weigh a hyphen at a line's end; `right` begins with what follows it."""
    mark = left[-1]
    last, first = _LAST.search(left), _FIRST.match(right)
    if not last:
        # After a number or a space: a dash, or a compound with a number ("25-" "year").
        return "", " " if left[-2:-1].isspace() else "", 0.9
    if not first:
        return "", "", 0.9
    head, tail = last.group(1), first.group()
    if f"{head}{tail}".replace("’", "'").isascii():
        drops, sure = _weigh(left, right, head, tail, profile.vocabulary)
        return (mark if drops else ""), "", sure
    return mark, "", 0.6


def _weigh(
    left: str, right: str, head: str, tail: str, words: frozenset[str]
) -> tuple[bool, float]:
    """Whether the hyphen between `head`, which ends `left`, and `tail` goes."""
    if re.match(r"(?:and|or|to)\b", tail) and right[len(tail) : len(tail) + 1] in (" ", ""):
        # "two- and three-year": the hyphen waits for its word.
        return False, 0.9
    part = re.split(f"[{_HYPHENS}]", head)[-1]
    low, high = part.lower(), _stem(tail.lower())
    whole = not words.isdisjoint((f"{low}{high}", f"{low}{tail.lower()}"))
    parted = not words.isdisjoint((f"{head}-{tail}".lower(), f"{low}-{high}"))
    if whole != parted:
        return whole, 0.98
    if tail[0].isupper() and not part.isupper():
        return low in _CLAN, 0.95
    if part.isupper() and tail.islower():
        return False, 0.9
    if not words.isdisjoint((f"{low}{high}s", f"{low}{high.removesuffix('s')}")):
        return True, 0.95
    if not words.isdisjoint((f"{low}-{high}s", f"{low}-{high.removesuffix('s')}")):
        return False, 0.95
    before = left[: -len(head) - 1].rstrip(" “\"‘'")
    opens = not before or (before[-1] in ".!?:" and not _TITLED.search(before))
    named = part[0].isupper() and not opens
    return _by_list(low, high, habit(words), compound="-" in head, named=named)


def _by_list(low: str, high: str, way: Habit, *, compound: bool, named: bool) -> tuple[bool, float]:
    """By the word list, the hyphenation dictionary and the issue's way with compounds; both parts
    are lower case."""
    counts = word_counts()
    joined = counts.get(low + high, 0)
    parts = min(counts.get(low, 0), counts.get(high, 0))
    legal = len(low) in _dictionary().positions(low + high)
    if compound and parts:
        return False, 0.9
    if not named and way.parts(low, high, joined, parts):
        return False, 0.7
    compounded = high in _AFTER_A_NAME | _OF_A_PLACE or high.endswith(("ed", "ing"))
    if named and not joined and (compounded or parts < COMMON):
        return not compounded, 0.8
    if joined:
        rare = joined < RARE and parts >= COMMON
        if rare and not legal:
            return False, 0.7
        return True, 0.75 if rare else 0.97 if legal else 0.85
    if low in _WITHOUT:
        return True, 0.85
    if parts or (low in _WITH_HYPHEN and high in counts):
        # Westport is no word of the list either: a name of two words is seldom divided elsewhere.
        return (True, 0.6) if named and legal else (False, 0.9)
    return (True, 0.95) if legal else (False, 0.65)


def _stem(word: str) -> str:
    """A word without a possessive ending."""
    return re.sub("[’']s$", "", word)


@cache
def _dictionary() -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang="en_US", left=2, right=2)
