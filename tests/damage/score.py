"""How much of an issue came back: counts that can be added over issues and seeds.

Texts are compared exactly, save that runs of space are one space and, in English, straight and
curly quotation marks are alike (a paper may print either). In headlines, kickers, decks and
sections a space beside a Han character does not matter: it may be printed there or stand for a
line's end, and the raw page does not tell. Items are compared as multisets over the whole issue,
so order costs nothing; only article boundaries are compared in sequence.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
MEASURES = (
    "blocks", "paragraphs", "headings", "captions", "headlines", "kickers", "decks", "sections",
    "credits", "boundaries", "jumps", "furniture",
)  # fmt: skip
OF_BLOCKS = {"paragraph": "paragraphs", "heading": "headings", "figure": "captions"}
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·"
BESIDE_HAN = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")
QUOTES = str.maketrans("“”„‟〝〞‘’‚‛「」『』", '""""""\'\'\'\'""\'\'')
NUMERALS = "一二三四五六七八九"
ORDINALS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")
PROBE = 12
"""So many characters of a block's head or foot tell that a text holds it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Found and right, found and wrong, missed."""

    true: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.true + other.true, self.false + other.false, self.missed + other.missed)

    @property
    def f1(self) -> float:
        """1.0 where there was nothing to find and nothing was found."""
        wrong = self.false + self.missed
        return 2 * self.true / (2 * self.true + wrong) if self.true or wrong else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of each measure, and the losses by number; `a + b` is the score of both."""

    measures: dict[str, Counts] = field(default_factory=lambda: dict.fromkeys(MEASURES, Counts()))
    false_joins: int = 0
    """Blocks beyond the first whose text stands in one block that came back."""
    false_splits: int = 0
    """Parts beyond the first in which a block came back."""
    lost: int = 0
    """Characters that are in the clean issue and not in the other, however they are arranged."""
    invented: int = 0
    paragraphs: int = 0
    """Paragraphs in the clean issue, to give false joins in 1,000."""
    exact: int = 0
    """Issues whose every measure is perfect."""
    issues: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            {name: self.measures[name] + other.measures[name] for name in MEASURES},
            self.false_joins + other.false_joins,
            self.false_splits + other.false_splits,
            self.lost + other.lost,
            self.invented + other.invented,
            self.paragraphs + other.paragraphs,
            self.exact + other.exact,
            self.issues + other.issues,
        )

    @property
    def joins_in_1000(self) -> float:
        return 1000 * self.false_joins / max(1, self.paragraphs)

    def f1(self, measure: str) -> float:
        return self.measures[measure].f1


def score(expected: Json, got: Json) -> Score:
    """The score of one issue that came back, against the clean one."""
    english = not str(expected["meta"].get("language") or "").startswith("zh")
    want, have = _items(expected, english), _items(got, english)
    measures = {name: _compare(want[name], have[name]) for name in want}
    measures["boundaries"] = _boundaries(expected, got)
    joins, splits = _joins_and_splits(expected, got)
    before, after = characters(expected), characters(got)
    perfect = all(not c.false and not c.missed for c in measures.values())
    return Score(
        {name: measures[name] for name in MEASURES},
        joins,
        splits,
        lost=(before - after).total(),
        invented=(after - before).total(),
        paragraphs=want["paragraphs"].total(),
        exact=int(perfect),
        issues=1,
    )


def plain(text: str | None, english: bool) -> str:
    text = " ".join(unicodedata.normalize("NFC", text or "").split())
    return text.translate(QUOTES) if english else text


def squashed(text: str | None, english: bool) -> str:
    return BESIDE_HAN.sub("", plain(text, english))


def block_key(block: Json, english: bool) -> tuple[str, str]:
    """Its type and its whole text; a figure's text is its caption, a table's its cells."""
    match block["type"]:
        case "figure":
            return "figure", plain(block.get("caption"), english)
        case "table":
            cells = [cell["text"] for row in block["rows"] for cell in row]
            return "table", " ".join(plain(cell, english) for cell in cells)
        case "verse":
            return "verse", "/".join(plain(line["text"], english) for line in block["lines"])
        case kind:
            return str(kind), plain(block.get("text"), english)


def _items(issue: Json, english: bool) -> dict[str, Counter[Any]]:
    """What each measure compares, except the boundaries."""
    items: dict[str, Counter[Any]] = {name: Counter() for name in MEASURES if name != "boundaries"}
    heads = {"headlines": "title", "kickers": "kicker", "decks": "subtitle", "sections": "section"}
    for article in issue["articles"]:
        for measure, name in heads.items():
            if article.get(name):
                items[measure][squashed(article[name], english)] += 1
        for block in article["blocks"]:
            kind, text = block_key(block, english)
            items["blocks"][kind, text] += 1
            if kind in OF_BLOCKS and text:
                items[OF_BLOCKS[kind]][text] += 1
        items["credits"].update(_credits(article, english))
        for name in ("continued_from", "continued_on"):
            if article.get(name):
                items["jumps"][name, _page_number(article[name])] += 1
    for piece in issue.get("furniture") or ():
        items["furniture"][folded(piece["text"])] += 1
    return items


def _credits(article: Json, english: bool) -> Iterator[tuple[str, str]]:
    for credit in (article.get("byline") or {}).get("credits") or ():
        for name in credit["names"]:
            yield squashed(credit["role"], english), squashed(name, english)


def _page_number(jump: str) -> str:
    """A4 of A4 and 下转A4版, 4 of 第四版 and Page Four."""
    text = unicodedata.normalize("NFKC", jump).upper()
    if found := re.search(r"(?<![A-Z])[A-Z]?\d+", text):
        return found.group().lstrip("0")
    if found := re.search(f"[{NUMERALS}]", text):
        return str(NUMERALS.index(found.group()) + 1)
    return next((str(n) for n, word in enumerate(ORDINALS, 1) if word in text), text)


def _compare(want: Counter[Any], have: Counter[Any]) -> Counts:
    true = (want & have).total()
    return Counts(true, have.total() - true, want.total() - true)


def folded(text: str) -> str:
    """Without spaces, full and half width alike, quotation marks alike."""
    return "".join(unicodedata.normalize("NFKC", text).translate(QUOTES).split())


def _boundaries(expected: Json, got: Json) -> Counts:
    """An article begins right if, in order, its headline or its first words are one expected's."""
    want, have = _starts(expected), _starts(got)
    row = [0] * (len(have) + 1)
    for title, opening in want:
        before = row
        row = [0]
        for n, (other, begins) in enumerate(have):
            alike = bool((title and title == other) or (opening and opening == begins))
            row.append(max(before[n] + alike, before[n + 1], row[n]))
    return Counts(row[-1], len(have) - row[-1], len(want) - row[-1])


def _starts(issue: Json) -> list[tuple[str, str]]:
    return [
        (
            folded(article.get("title") or ""),
            next((folded(b["text"])[:PROBE] for b in article["blocks"] if b.get("text")), ""),
        )
        for article in issue["articles"]
    ]


def texts(issue: Json) -> list[str]:
    """The folded text of every block that has words."""
    found = [text for article in issue["articles"] for text in _block_texts(article["blocks"])]
    return [folded(text) for text in found if folded(text)]


def _block_texts(blocks: Iterable[Json]) -> Iterator[str]:
    for block in blocks:
        if block["type"] == "figure":
            yield block.get("caption") or ""
        else:
            yield block.get("text") or ""


def _joins_and_splits(expected: Json, got: Json) -> tuple[int, int]:
    """A text holds a block if the block's first or last characters are in it and nowhere else."""
    want, have = Counter(texts(expected)), Counter(texts(got))
    missed, wrong = list((want - have).elements()), list((have - want).elements())
    whole = "\n".join(want.elements())
    # A text that came back right is not in question; a phrase said twice tells nothing.
    probes = [[p for p in (t[:PROBE], t[-PROBE:]) if whole.count(p) == 1] for t in missed]
    held = [[n for n, text in enumerate(wrong) if any(p in text for p in ps)] for ps in probes]
    touched = Counter(n for places in held for n in places)
    # A whole block that is also right elsewhere may still have been joined to a wrong one.
    joins = sum(count - 1 for count in touched.values())
    splits = sum(len(places) - 1 for places in held if places)
    return joins, splits


def characters(issue: Json) -> Counter[str]:
    """Every character but spaces that the issue says anywhere, jumps apart, after folding."""
    return Counter(folded("".join(_all_texts(issue))))


def _all_texts(issue: Json) -> Iterator[str]:
    for article in issue["articles"]:
        yield from (article.get(name) or "" for name in ("section", "kicker", "title", "subtitle"))
        byline = article.get("byline") or {}
        yield from (byline.get(name) or "" for name in ("agency", "dateline"))
        for credit in byline.get("credits") or ():
            yield credit["role"] or ""
            yield from credit["names"]
        for block in article["blocks"]:
            yield from _said(block)
    for piece in issue.get("furniture") or ():
        yield piece["text"]


def _said(block: Json) -> Iterator[str]:
    if block["type"] == "figure":
        yield block.get("caption") or ""
        yield block.get("credit") or ""
    else:
        yield block.get("text") or ""


def differences(expected: Json, got: Json) -> list[tuple[str, str, str]]:
    """What was missed (-) and what was found and wrong (+), as (measure, sign, item)."""
    english = not str(expected["meta"].get("language") or "").startswith("zh")
    want, have = _items(expected, english), _items(got, english)
    found = []
    for measure in want:
        if measure in OF_BLOCKS.values():
            continue  # they are among the blocks
        missed, wrong = want[measure] - have[measure], have[measure] - want[measure]
        for sign, items in (("-", missed), ("+", wrong)):
            for item in items.elements():
                found.append((measure, sign, " ".join(item) if isinstance(item, tuple) else item))
    return found
