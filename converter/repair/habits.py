"""habits: what is a paper's own way, told by its issue.toml or learned across the pages of an issue.

- A line at the head or the foot of several pages that is alike on each, save for its numbers, is
  furniture: all lines from the page's edge to it are so too, and it is neither a credit nor a
  headline that a story repeats where it goes on.
- A mark that several subheads of one page bear (■ …), and no list's item, is known on the others:
  a line with it that is no sentence is a subhead there too.
- A section flag that stands alone on one page is known on the others.
- A line that is one of `sections` or `furniture`, or fits one of `subheads`, is what it says.

After it holds: each page's lines are held to what the habits say of them, where the source itself
says nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from converter.page import Chunk, Kind
from converter.repair import heads, jumps
from converter.repair.features import is_byline
from converter.repair.lines import CREDIT_ONLY, STOPS, width
from converter.repair.record import Piece, Profile, Role

EDGE: Final = 4
"""Lines at a page's head, and at its foot, that may be furniture by their likeness."""
LONGEST: Final = 40
"""Em beyond which a line is no furniture."""
OFTEN: Final = 2
"""Subheads with one mark from which the mark is the paper's way."""
HEADING: Final = frozenset({"heading"})
SECTION: Final = frozenset({"section"})
FURNITURE: Final = frozenset({"furniture"})

_NUMBER = re.compile(r"[0-9]+|[〇零一二三四五六七八九十]+")
_MARK = re.compile(r"^(?:[■□◆◇●○▲△▼★☆▍▎▌◎※❖►▶]+|[【〔［](?=[^】〕］]{1,20}[】〕］]))")


def told(texts: Sequence[str], profile: Profile) -> dict[int, frozenset[str]]:
    """What the profile says of the lines of a page: line → the labels it may have."""
    patterns = [_pattern(said) for said in profile.subheads]
    sections, furniture = _known(profile.sections), _known(profile.furniture)
    held = {}
    for n, text in enumerate(texts):
        plain = _plain(text)
        if plain in furniture:
            held[n] = FURNITURE
        elif plain in sections:
            held[n] = SECTION
        elif any(pattern.fullmatch(text.strip()) for pattern in patterns):
            held[n] = HEADING
    return held


def _known(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(_plain, lines)))


def _plain(text: str) -> str:
    """A line as it is compared: in lower case, without its spaces."""
    return "".join(text.split()).casefold()


def _pattern(said: str) -> re.Pattern[str]:
    """A pattern of subheads: `*` stands for any text, a space for none or more."""
    parts = [re.escape(part).replace(r"\ ", r"\s*") for part in said.strip().split("*")]
    return re.compile(r"\s*\S.*".join(parts) if len(parts) > 1 else parts[0])


def repeated(pages: Sequence[Sequence[Chunk]], profile: Profile) -> list[dict[int, frozenset[str]]]:
    """Lines that stand alike at the edges of several pages: for each page, line → furniture."""
    held: list[dict[int, frozenset[str]]] = [{} for _ in pages]
    for step in (1, -1):
        edges = [list(_edge(chunks, step, profile)) for chunks in pages]
        seen = Counter(alike for edge in edges for alike in {alike for _, alike in edge})
        for n, edge in enumerate(edges):
            for line, alike in edge:
                if seen[alike] < 2:
                    break
                held[n][line] = FURNITURE
    return held


def _edge(chunks: Sequence[Chunk], step: int, profile: Profile) -> Iterator[tuple[int, str]]:
    """The lines from a page's edge on that might be furniture, as they are compared."""
    count = min(EDGE, len(chunks))
    for k in range(count):
        n = k if step > 0 else len(chunks) - 1 - k
        text = chunks[n].text.text.strip()
        if chunks[n].kind is Kind.FURNITURE:
            continue
        if chunks[n].kind is not Kind.TEXT or not _may_repeat(text, profile):
            return
        if n + 1 < len(chunks) and jumps.from_page(chunks[n + 1].text.text):
            return  # the headline of a story that goes on here
        yield n, _NUMBER.sub("0", _plain(text))


def _may_repeat(text: str, profile: Profile) -> bool:
    if width(text) > LONGEST or text[-1:] in "。，,；;" or not any(map(str.isalnum, text)):
        return False
    if jumps.from_page(text) or jumps.on_page(text) or CREDIT_ONLY.match(text):
        return False
    return not is_byline(text, profile.han)


def marked(
    pages: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]
) -> list[dict[int, frozenset[str]]]:
    """Lines that bear a mark of subheads: for each page, line → heading.

    `labels` are what the lines were taken for, each page by itself.
    """
    marks = _marks(pages, labels) if len(pages) > 1 else set()
    return [
        {n: HEADING for n, text in enumerate(texts) if _mark(text) in marks and _is_phrase(text)}
        for texts in pages
    ]


def flags(pages: Sequence[tuple[Piece, ...]], profile: Profile) -> list[str]:
    """The section flags of all pages: one that stands alone on one page is known on the next."""
    return [
        piece.text.text
        for pieces in pages
        for piece in heads.run(pieces, profile).pieces
        if piece.role is Role.SECTION
    ]


def _marks(pages: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]) -> set[str]:
    """Marks that are before several subheads of some page, more than before its paragraphs, and
    before nothing else on any."""
    often: set[str] = set()
    other: set[str] = set()
    for texts, said in zip(pages, labels, strict=True):
        uses = Counter(
            (mark, label.rstrip("+>"))
            for text, label in zip(texts, said, strict=True)
            if (mark := _mark(text))
        )
        for (mark, role), count in uses.items():
            if role == "heading" and count >= max(OFTEN, uses[mark, "paragraph"] + 1):
                often.add(mark)
            elif role not in ("heading", "paragraph", "caption", "furniture"):
                other.add(mark)
    return often - other


def _mark(text: str) -> str:
    match = _MARK.match(text)
    return match.group() if match else ""


def _is_phrase(text: str) -> bool:
    return width(text) <= LONGEST and text.rstrip("】〕］")[-1:] not in (*STOPS, "，", "；")
