"""Stories that are continued on another page, or come from one."""

import re
from dataclasses import replace
from random import Random

from tests.damage.lines import PARTED, SOFT
from tests.damage.press import Json, Piece, Style
from tests.damage.story import Story

ON = (
    "》》下转{}", ">>下转{}", "》下转{}", "（下转{}）", "▶▶下转{}", "下转{}》》", "→下转{}",
    "（紧转{}）", "»下转{}", "下转{}",
)  # fmt: skip
FROM = (
    "《《上接{}》", "<<上接{}", "《上接{}》", "（上接{}）", "◀◀上接{}", "《《上接{}", "上接{}",
    "«上接{}", "（紧接{}）",
)  # fmt: skip
ON_ENGLISH = (
    "Continued on page {}", "Continued on Page {}", "(Continued on Page {})", "See {slug}, Page {}",
    "Please see {slug}, page {}", "Turn to page {}",
)  # fmt: skip
FROM_ENGLISH = (
    "Continued from page {}", "Continued from Page {}", "(Continued from Page {})",
    "{slug}, from page {}", "From page {}",
)  # fmt: skip
TRADITIONAL = str.maketrans("转紧", "轉緊")
NUMERALS = "一二三四五六七八九十"


def places(story: Story) -> list[int]:
    """Where its body may be parted: before a text, most often inside a paragraph."""
    if story.footed or not story.article["title"]:
        return []
    pieces = story.body
    return [
        n
        for n in range(1, len(pieces))
        if pieces[n].role == "text" == pieces[n - 1].role
        and pieces[n].block >= 1
        and not pieces[n - 1].lines[-1].endswith((SOFT, PARTED))
    ]


def part(story: Story, rng: Random) -> tuple[list[Piece], list[Piece]] | None:
    """The body in two, at a tear if it has one."""
    found = places(story)
    if not found:
        return None
    torn = [n for n in found if not story.body[n].opens]
    n = rng.choice(torn if torn and rng.random() < 0.7 else found)
    return story.body[:n], [replace(story.body[n], tight=False), *story.body[n + 1 :]]


def half(article: Json, pieces: list[Piece], han: bool) -> list[Json]:
    """The blocks that a half of the story shows; a paragraph as much as there is of it."""
    shown = sorted({piece.block for piece in pieces if piece.block >= 0})
    blocks = []
    for index in shown:
        block = dict(article["blocks"][index])
        if block["type"] == "paragraph":
            said = [p.said for p in pieces if p.block == index]
            block["text"] = ("" if han else " ").join(said)
        blocks.append(block)
    return blocks


def send(pieces: list[Piece], label: str, story: Story, style: Style, rng: Random) -> list[Piece]:
    """The first half with its jump line."""
    text = _say(ON if style.han else ON_ENGLISH, label, story, style, rng)
    last = pieces[-1]
    if style.han and rng.random() < 0.5:
        return [*pieces[:-1], replace(last, lines=(*last.lines[:-1], f"{last.lines[-1]} {text}"))]
    return [*pieces, Piece("jump", (text,), tight=rng.random() < 0.3)]


def receive(
    pieces: list[Piece], label: str, story: Story, headed: bool, style: Style, rng: Random
) -> list[Piece]:
    """The second half, with the headline again or without."""
    text = _say(FROM if style.han else FROM_ENGLISH, label, story, style, rng)
    first = pieces[0]
    if style.han and rng.random() < 0.6:
        opening = f"{text} {first.lines[0].lstrip(' 　')}"
        pieces = [replace(first, lines=(opening, *first.lines[1:])), *pieces[1:]]
    else:
        pieces = [Piece("jump", (text,)), replace(first, tight=False), *pieces[1:]]
    again = [piece for piece in story.head if piece.role == "title"]
    return [*again, *pieces] if headed else pieces


def _say(forms: tuple[str, ...], label: str, story: Story, style: Style, rng: Random) -> str:
    form = rng.choice(forms)
    if not style.han:
        slug = max(re.findall(r"[A-Za-z]+", story.article["title"] or ""), key=len, default="story")
        return form.format(label, slug=slug.upper())
    where = label if label.endswith("版") else f"{label}版"
    if where[0] in NUMERALS or (where[0].isdigit() and rng.random() < 0.5):
        where = "第" + where
    text = form.format(where)
    return text.translate(TRADITIONAL) if style.hant else text


def another_label(label: str, taken: list[str], rng: Random) -> str:
    """The label of a page of the same paper that is not in the issue."""
    while True:
        number = rng.randint(1, 9)
        if re.search(r"\d", label):
            width = len(re.findall(r"\d+", label)[-1])
            text = str(number).zfill(width if label[-width:].startswith("0") else 1)
            other = re.sub(r"\d+(?!.*\d)", text, label)
        elif label.startswith(tuple(NUMERALS)) or label.startswith("第"):
            other = re.sub(f"[{NUMERALS}]+", NUMERALS[number - 1], label)
        else:
            other = str(number)
        if other not in taken:
            return other
