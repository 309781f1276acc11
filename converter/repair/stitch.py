"""stitch: the two halves of a story that jumps to another page become one article.

Over all pages of an issue. A half that goes on on a page of this issue takes the half there that
says it comes from the first one's page; a paragraph that the page turn cut is joined. A half whose
other half is not in the issue stays as it is, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from converter.model import (
    Article,
    Block,
    Byline,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Repair,
    Spans,
    Text,
)
from converter.repair import hyphen
from converter.repair.join import CONTEXT
from converter.repair.jumps import NUMERALS
from converter.repair.lines import CLOSERS, STOPS
from converter.repair.record import Profile
from converter.walk import plain, spans_of


def run(
    articles: Sequence[Article], profile: Profile
) -> tuple[list[Article], list[Repair], list[Note]]:
    rest = list(articles)
    out: list[Article] = []
    repairs: list[Repair] = []
    notes: list[Note] = []
    while rest:
        article = rest.pop(0)
        seen = {article.page}
        label = article.continued_on
        while label and (half := _other_half(article, label, rest)) is not None:
            rest.remove(half)
            article, done = _stitched(article, half, profile)
            repairs.extend(done)
            seen.add(half.page)
            label = article.continued_on if article.continued_on not in seen else None
        out.append(article)
    for article in out:
        notes.extend(_missing(article))
    return out, repairs, notes


def _other_half(article: Article, label: str, rest: Sequence[Article]) -> Article | None:
    for half in rest:
        comes = half.continued_from
        if comes and half.page and same_page(half.page, label) and same_page(comes, article.page):
            return half
    return None


def same_page(label: str, other: str | None) -> bool:
    """Whether two labels name one page: A2 and A02版 do, so do 2 and 第二版, and A2 and 2."""
    if not other:
        return False
    (letter, number), (other_letter, other_number) = _label(label), _label(other)
    return number == other_number and (not letter or not other_letter or letter == other_letter)


def _label(label: str) -> tuple[str, str]:
    label = re.sub(r"[第版页頁\s]", "", label).upper()
    letter = re.match("[A-Z]*", label)
    number = label[letter.end() :] if letter else label
    return (letter[0] if letter else ""), NUMERALS.get(number, number.lstrip("0"))


def _stitched(first: Article, second: Article, profile: Profile) -> tuple[Article, list[Repair]]:
    blocks = (*first.blocks, *second.blocks)
    spans = spans_of(_inlines(second.blocks[0])) if second.blocks else ()
    repairs = []
    if first.blocks and second.blocks:
        joint, repair = _joint(first.blocks[-1], second.blocks[0], profile, spans)
        repairs.append(repair)
        if joint:
            blocks = (*first.blocks[:-1], joint, *second.blocks[1:])
    # The second half's own head repeats or shortens the first one's.
    for part in (second.section, second.kicker, *second.title_lines, second.subtitle):
        if part:
            repairs.append(Repair("stitch-head", part.text, "", 0.9, part.spans))
    whole = replace(
        first,
        blocks=blocks,
        byline=_both(first.byline, second.byline),
        continued_on=second.continued_on,
    )
    return whole, repairs


def _both(first: Byline | None, second: Byline | None) -> Byline | None:
    """The credits of both halves, each once."""
    if not first or not second:
        return first or second
    credits = tuple(dict.fromkeys((*first.credits, *second.credits)))
    return replace(first, credits=credits, spans=first.spans + second.spans)


def _inlines(block: Block) -> tuple[Text, ...]:
    return (
        tuple(i for i in block.inlines if isinstance(i, Text))
        if isinstance(block, Paragraph)
        else ()
    )


def _joint(
    first: Block, second: Block, profile: Profile, spans: Spans
) -> tuple[Paragraph | None, Repair]:
    """One paragraph of two, where the first stops in the middle of a sentence; and the record."""
    apart = Repair("stitch", "", "", 0.95, spans)
    if not isinstance(first, Paragraph) or not isinstance(second, Paragraph):
        return None, apart
    before, after = plain(first.inlines), plain(second.inlines)
    if before.rstrip(CLOSERS)[-1:] in STOPS:
        return None, apart
    drop, glue, sure = hyphen.joint(before, after, profile)
    head = first.inlines
    if drop and isinstance(head[-1], Text):
        head = (*head[:-1], Text(head[-1].text[: -len(drop)], head[-1].spans))
    if glue:
        head = (*head, Text(glue))
    left, right = before[-CONTEXT:], after[:CONTEXT]
    kept = left[: len(left) - len(drop)]
    repair = Repair("stitch", f"{left}\n{right}", f"{kept}{glue}{right}", min(0.95, sure), spans)
    return Paragraph(_merged((*head, *second.inlines))), repair


def _merged(inlines: Inlines) -> Inlines:
    """Neighbouring texts as one, with the spans of all."""
    out: list[Inline] = []
    for inline in inlines:
        last = out[-1] if out else None
        if isinstance(inline, Text) and isinstance(last, Text):
            out[-1] = Text(last.text + inline.text, last.spans + inline.spans)
        else:
            out.append(inline)
    return tuple(out)


def _missing(article: Article) -> list[Note]:
    spans = spans_of(_inlines(article.blocks[0])) if article.blocks else ()
    notes = []
    if article.continued_from:
        said = f"the story comes from page {article.continued_from}, which is not in this issue"
        notes.append(Note("continuation-missing", said, spans))
    if article.continued_on:
        said = f"the story goes on on page {article.continued_on}, which is not in this issue"
        notes.append(Note("continuation-missing", said, spans))
    return notes
