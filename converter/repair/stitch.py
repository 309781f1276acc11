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
    Heading,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Repair,
    Text,
)
from converter.repair import hyphen
from converter.repair.join import CONTEXT
from converter.repair.jumps import NUMERALS
from converter.repair.lines import CLOSERS, STOPS
from converter.repair.record import Profile
from converter.repair.script import HAN_CHAR
from converter.walk import block_spans, plain

WHY = "the first half says where it goes on, the second where it comes from"


def run(
    articles: Sequence[Article], profile: Profile
) -> tuple[list[Article], list[Repair], list[Note]]:
    rest = list(articles)
    out: list[Article] = []
    repairs: list[Repair] = []
    notes: list[Note] = []
    apart: list[Article] = []
    while rest:
        article = rest.pop(0)
        seen = {article.page}
        label = article.continued_on
        while label and (half := _other_half(article, label, rest)) is not None:
            both = _stitched(article, half, profile)
            if both is None:  # a person has them stay two
                apart.extend((article, half))
                break
            article, done = both
            rest.remove(half)
            repairs.extend(done)
            seen.add(half.page)
            label = article.continued_on if article.continued_on not in seen else None
        out.append(article)
    for article in out:
        if not any(article is half for half in apart):
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


def _stitched(
    first: Article, second: Article, profile: Profile
) -> tuple[Article, list[Repair]] | None:
    """Both halves as one article, and the record; None where a person has them stay two."""
    joint: Paragraph | None = None
    repairs: list[Repair] = []
    if first.blocks and second.blocks:
        joint, made = _joint(first.blocks[-1], second.blocks[0], profile)
        if made is None:
            return None
        repairs.append(made)
    heads: list[Block] = []
    for part in (second.section, second.kicker, *second.title_lines, second.subtitle):
        if part:
            taken = profile.decided.on(_head(part)) if _repeats(part.text, first) else None
            if taken:
                repairs.append(taken)
            else:
                heads.append(Heading((part,)))
    if joint:
        blocks = (*first.blocks[:-1], joint, *heads, *second.blocks[1:])
    else:
        blocks = (*first.blocks, *heads, *second.blocks)
    whole = replace(
        first,
        blocks=blocks,
        byline=_both(first.byline, second.byline),
        continued_on=second.continued_on,
    )
    return whole, repairs


def _repeats(text: str, first: Article) -> bool:
    """Whether a second half's head repeats or shortens the first half's: half its words are there.

    What says something else is no repetition, and stays in the text.
    """
    lines = (first.section, first.kicker, *first.title_lines, first.subtitle)
    said = _words(" ".join(line.text for line in lines if line))
    own = _words(text)
    return 2 * len(own & said) >= len(own)


def _words(text: str) -> set[str]:
    """Words of a western text, pairs of characters of a Chinese one."""
    found = set(re.findall(r"[a-z0-9’']+", text.casefold()))
    for run in re.findall(f"{HAN_CHAR}+", text):
        found |= {run[n : n + 2] for n in range(max(1, len(run) - 1))}
    return found


def _head(part: Text) -> Repair:
    why = "the second half’s head repeats the first one’s"
    return Repair("stitch-head", part.text, "", 0.9, part.spans, why)


def _both(first: Byline | None, second: Byline | None) -> Byline | None:
    """The credits of both halves, each once."""
    if not first or not second:
        return first or second
    credits = tuple(dict.fromkeys((*first.credits, *second.credits)))
    return replace(first, credits=credits, spans=first.spans + second.spans)


def _joint(above: Block, below: Block, profile: Profile) -> tuple[Paragraph | None, Repair | None]:
    """One paragraph of two, where the first stops in the middle of a sentence; and the record.

    The record is None where a person has the halves stay two.
    """
    spans = block_spans(below)
    apart = Repair("stitch", "", "", 0.95, spans, WHY)
    if not isinstance(above, Paragraph) or not isinstance(below, Paragraph):
        return None, profile.decided.on(apart)
    before, after = plain(above.inlines), plain(below.inlines)
    if before.rstrip(CLOSERS)[-1:] in STOPS:
        return None, profile.decided.on(apart)
    drop, glue, sure = hyphen.joint(before, after, profile)
    left, right = before[-CONTEXT:], after[:CONTEXT]
    kept = left[: len(left) - len(drop)]
    repair = Repair(
        "stitch", f"{left}\n{right}", f"{kept}{glue}{right}", min(0.95, sure), spans, WHY
    )
    made = profile.decided.on(repair)
    if made is None:
        return None, None
    head, tail = above.inlines[-1], below.inlines[0]
    if not (
        isinstance(head, Text)
        and isinstance(tail, Text)
        and head.text.endswith(left)
        and tail.text.startswith(right)
    ):
        made = replace(made, after=repair.after)  # its marks leave no place for other words
    return _one(above.inlines, below.inlines, repair, made, (drop, glue)), made


def _one(
    first: Inlines, second: Inlines, repair: Repair, made: Repair, joint: tuple[str, str]
) -> Paragraph:
    """The two halves of a paragraph, or with what a person put in place of the text between."""
    drop, glue = joint
    left, _, right = made.before.rpartition("\n")
    head, tail = first[-1], second[0]
    if made.after != repair.after and isinstance(head, Text) and isinstance(tail, Text):
        head = Text(head.text.removesuffix(left) + made.after, head.spans)
        tail = Text(tail.text.removeprefix(right), tail.spans)
        return Paragraph(_merged((*first[:-1], head, tail, *second[1:])))
    if drop and isinstance(head, Text):
        first = (*first[:-1], Text(head.text[: -len(drop)], head.spans))
    return Paragraph(_merged((*first, *((Text(glue),) if glue else ()), *second)))


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
    spans = block_spans(article.blocks[0]) if article.blocks else ()
    notes = []
    if article.continued_from:
        said = f"the story comes from page {article.continued_from}, which is not in this issue"
        notes.append(Note("continuation-missing", said, spans))
    if article.continued_on:
        said = f"the story goes on on page {article.continued_on}, which is not in this issue"
        notes.append(Note("continuation-missing", said, spans))
    return notes
