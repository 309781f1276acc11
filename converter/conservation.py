"""Conservation: not a character of the source is lost on the way to the issue.

What is counted are the characters that are not white space, as multisets. With the sources on one
side and the issue on the other,

    sources + what the repairs put in  =  the issue's texts + what the repairs took out.

What was taken out stands in `Repair.before`, so it is in the issue too. A byline and the labels of
a jump are what a repair took out, read into parts, and are not counted a second time; so are a
headline's `title`, which is its lines joined, and a picture's `alt` and path, which are markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from converter.errors import LostTextError
from converter.model import Article, Figure, Issue, List, Quote, Separator
from converter.page import Chunk, Page
from converter.passage import Mark
from converter.walk import block_text, descend

_Counts: TypeAlias = NDArray[np.int64]
"""By the character's number."""
_SPACES = np.array([code for code in range(0x3001) if chr(code).isspace()])
SHOWN = 20
"""So many different characters are named in the error."""


def check(pages: Sequence[Page], issue: Issue) -> int:
    """Prove that the issue holds the pages; returns how many characters were accounted for.

    Raises `LostTextError` that names what is missing, or what came from nowhere.
    """
    read = [text for page in pages for chunk in page.chunks for text in _said(chunk)]
    for page in pages:
        _check_reading(page)
    lost, invented = _differences(
        [*read, *(repair.after for repair in issue.repairs)],
        [*_strings(issue), *(repair.before for repair in issue.repairs)],
    )
    where = pages[0].source if len(pages) == 1 else None
    if lost:
        raise _error(f"{_named(lost)} of the source did not come through", where)
    if invented:
        raise _error(f"{_named(invented)} came from nowhere", where)
    return sum(len(word) for text in read for word in text.split())


def _said(chunk: Chunk) -> Iterator[str]:
    """A chunk's text, and the reading of each ruby in it as the model's plain text has it."""
    yield chunk.text.text
    before: Mark | None = None
    for run in chunk.text.runs:
        ruby = next((mark for mark in run.marks if mark.kind == "ruby"), None)
        if ruby and ruby is not before:
            yield f"({ruby.value})"
        before = ruby


def _check_reading(page: Page) -> None:
    """A reader may leave out markup, but markup is ASCII: other letters must be in its chunks.

    What a picture's or a link's markup says in words is kept beside the text.
    """
    said = [chunk.text.text for chunk in page.chunks]
    said += [text for chunk in page.chunks for text in (chunk.alt, chunk.image) if text]
    said += [mark.value for chunk in page.chunks for run in chunk.text.runs for mark in run.marks]
    said += [told for told in (page.title, page.number, page.publisher) if told]
    beyond, _ = _differences([page.text], said)
    if lost := Counter({c: n for c, n in beyond.items() if _is_foreign(c)}):
        raise _error(f"{_named(lost)} were not read", page.source)


def _is_foreign(character: str) -> bool:
    return not character.isascii() and character.isalnum()


def _strings(issue: Issue) -> Iterator[str]:
    for article in issue.articles:
        yield from _article_strings(article)
    for text in issue.furniture:
        yield text.text


def _article_strings(article: Article) -> Iterator[str]:
    for part in (article.section, article.kicker, *article.title_lines, article.subtitle):
        if part:
            yield part.text
    for block in descend(article.blocks):
        match block:
            case Quote() | List() | Separator():
                pass  # what they hold is visited on its own
            case Figure(credit=credit):
                yield block_text(block)
                if credit:
                    yield credit.text
            case _:
                yield block_text(block)


def _differences(some: Iterable[str], others: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """The characters of which there are more in some texts than in others, and the reverse.

    White space is left out.
    """
    more, less = _counts(some), _counts(others)
    beyond = np.zeros(max(len(more), len(less), _SPACES.max() + 1), np.int64)
    beyond[: len(more)] = more
    beyond[: len(less)] -= less
    beyond[_SPACES] = 0
    if not beyond.any():
        return Counter(), Counter()
    return _above_nothing(beyond), _above_nothing(-beyond)


def _counts(texts: Iterable[str]) -> _Counts:
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.bincount(codes)


def _above_nothing(counts: _Counts) -> Counter[str]:
    codes = np.flatnonzero(counts > 0)
    return Counter(dict(zip(map(chr, codes), counts[codes].tolist(), strict=True)))


def _named(characters: Counter[str]) -> str:
    names = sorted(characters)
    shown = " ".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in names[:SHOWN])
    more = " …" if len(names) > SHOWN else ""
    plural = "character" if characters.total() == 1 else "characters"
    return f"{characters.total():,} {plural} ({shown}{more})"


def _error(what: str, where: str | None) -> LostTextError:
    return LostTextError(
        what, where=where, remedy="this is a fault of the converter; please report it"
    )
