"""What is printed: a page's pieces, and the habits of the page and the article they stand in."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]
Role: TypeAlias = Literal[
    "section", "kicker", "title", "deck", "byline", "text", "subhead", "caption", "gap",
    "list", "table", "verse", "separator", "furniture", "jump", "picture",
]  # fmt: skip
Habit: TypeAlias = Literal["own", "alike", "below", "title", "under", "above", "ranked", "random"]
"""Which lines of a head an extraction marks: as it comes, all alike, the others one level below the
headline, the headline alone, it and the deck, it and what stands above, by rank, at random."""
HEAD: frozenset[Role] = frozenset({"section", "kicker", "title", "deck"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Printed lines that belong together."""

    role: Role
    lines: tuple[str, ...] = ()
    mark: int = 0
    """The heading level that the extraction shows, 0 for none."""
    tight: bool = False
    """No empty line between it and what stands above it."""
    block: int = -1
    """The place of its block in the article, -1 for head, jump and furniture."""
    opens: bool = True
    closes: bool = True
    """Whether its block begins and ends in it: a torn paragraph is several pieces."""
    empty: int = 0
    """How many empty lines a lost picture leaves."""
    feed: bool = False
    """A form feed stands before it."""
    said: str = ""
    """Of a text: the words that are in it, without the byline that opens it, or a jump."""


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of one page; an article's own are chosen from them by `for_article`."""

    kind: str
    han: bool
    hant: bool = False
    printed: bool = False
    """Every printed line is on a line of its own."""
    marks: float = 1.0
    """How many of the headlines the extraction marks."""
    astray: float = 0.0
    """How many of the marks stand on the wrong line."""
    level: int = 2
    heads: Habit = "own"
    heads_tight: bool = False
    """No empty line between the lines of a head."""
    titles_apart: bool = False
    """A headline's lines have an empty line between them."""
    second_bare: bool = False
    """Of a marked headline, only the first line is marked."""
    folded: float = 0.0
    """How many of the full-width marks came out half width."""
    marks_as: str = ""
    """What curly quotation marks came out as, in pairs; nothing if as they are."""
    stop: str = "。"
    dash: str = ""
    """What a dash came out as; nothing if as it is."""
    dots: str = ""
    wide_digits: bool = False
    spaced: float = 0.0
    """How many of the joints in Han text got a stray space."""
    caps: bool = False
    ligatures: bool = False
    invisible: float = 0.0
    """How many of the joints got a character that cannot be seen."""
    hyphen: str = "-"
    """What a printer's hyphen at a line's end comes out as."""
    head_lines: float = 0.3
    """How many headlines stay on lines of their own."""
    spaced_names: bool = False
    """Names of two characters are set as wide as those of three."""
    slashed: bool = False
    """Credits as 记者/甲 rather than 记者 甲."""
    foot: float = 0.0
    """How many stories carry their credit at the foot."""
    lost: float = 0.0
    """How many stories have the space of a picture that is gone with its caption."""
    floats: float = 0.0
    """How many captions stand inside a paragraph."""
    pictures: str = ""
    """The Markdown line or comment that stands for a picture, where the extraction kept one."""
    caption_mark: str = ""
    """An arrow that points from each caption to its picture."""
    starred: bool = False
    """Captions are in italics, as Markdown has them."""
    bold_subheads: bool = False
    close: bool = False
    """Paragraphs have no empty line between them, though lines are not kept."""
    loose: float = 0.0
    """How many gaps have more than one empty line."""
    rich: bool = False
    """The page has furniture and jumps."""
    width: int = 16
    hang: bool = False
    indent: str = ""
    indented: int = 2
    """By how many characters the first line is shorter, whether or not the indent came out."""
    blank: bool = False
    """Paragraphs have an empty line between them (always where lines are not kept)."""
    full_apart: bool = False
    """Where paragraphs are neither indented nor apart, they are below a full last line."""
    column_blank: bool = True
    feeds: bool = False
    subheads: float = 0.35
    """How many stories have their subheads marked."""


HABITS: tuple[tuple[Habit, int], ...] = (
    ("own", 8), ("alike", 5), ("below", 3), ("title", 4), ("under", 2), ("above", 2), ("ranked", 1),
    ("random", 2),
)  # fmt: skip
PICTURES = (
    "![](images/{}.jpg)",
    "![](images/{}.jpg)",
    "![](_page_{}_Picture_1.jpeg)",
    "<!-- image -->",
)


def page_style(kind: str, language: str, rng: Random) -> Style:
    han = language.startswith("zh")
    style = Style(kind, han, hant=language == "zh-Hant", level=rng.choice((1, 2, 2, 3)))
    if kind == "clean":
        return replace(style, subheads=1.0)
    names, weights = zip(*HABITS, strict=True)
    style = replace(
        style,
        hang=rng.random() < 0.4,
        slashed=rng.random() < 0.5,
        spaced_names=rng.random() < 0.12,
        head_lines=rng.choice((0.0, 0.15, 0.5, 1.0)),
        floats=0.4,
        astray=0.05,
        lost=0.1,
        indent=rng.choice(("", "", "", "", "　　")) if han else "",
        heads=rng.choices(names, weights)[0],
        heads_tight=rng.random() < 0.25,
        titles_apart=rng.random() < 0.15,
        second_bare=rng.random() < 0.15,
        caption_mark=rng.choice("▲▲▲↑◀▶△◆") if han and rng.random() < 0.12 else "",
        loose=rng.choice((0.0, 0.0, 0.0, 0.1, 0.3)),
    )
    match kind:
        case "torn":
            return replace(_markdown(style, rng), folded=rng.choice((0.0, 1.0, 1.0, 1.0, 0.5)))
        case "noisy":
            return _noisy(_markdown(style, rng), rng)
        case "wrapped":
            return replace(
                style,
                printed=True,
                marks=rng.choice((0.0, 0.0, 0.9, 1.0)),
                folded=float(rng.random() < 0.4),
                head_lines=rng.choice((0.5, 1.0, 1.0)),
                indent=rng.choice(("　　", "　　", "　　", "  ", "    ", "", "", "")),
                indented=rng.choice((2, 2, 2, 0)),
                column_blank=rng.random() < 0.5,
                full_apart=rng.random() < 0.4,
                lost=0.06,
                floats=0.35,
                rich=rng.random() < 0.25,
                feeds=rng.random() < 0.15,
            )
        case "english":
            return _english(style, rng)
    raise ValueError(f"no such kind of damage: {kind}")


def _markdown(style: Style, rng: Random) -> Style:
    """Whole pieces of text with some Markdown, as parsers of pages give them."""
    return replace(
        style,
        marks=rng.choice((1.0, 1.0, 0.9, 0.8, 0.0)),
        pictures=rng.choice(PICTURES) if rng.random() < 0.2 else "",
        starred=rng.random() < 0.04,
        bold_subheads=rng.random() < 0.12,
        close=rng.random() < 0.12,
        rich=rng.random() < 0.2,
    )


def _noisy(style: Style, rng: Random) -> Style:
    simplified = not style.hant
    return replace(
        style,
        marks=rng.choice((1.0, 1.0, 0.9, 0.7, 0.0)),
        folded=rng.choice((0.0, 0.3, 0.8, 1.0, 1.0, 1.0, 1.0)),
        spaced=rng.choice((0.0, 0.003, 0.01, 0.03)),
        marks_as=rng.choice(('""', '""', "＂＂", "〝〞"))
        if simplified and rng.random() < 0.15
        else "",
        stop="｡" if rng.random() < 0.05 else "。",
        dash=rng.choice(("──", "--", "－－")) if rng.random() < 0.2 else "",
        dots=rng.choice(("...", "......", "…")) if rng.random() < 0.2 else "",
        wide_digits=rng.random() < 0.1,
        foot=0.25,
        invisible=rng.choice((0.0,) * 15 + (0.002,)),
        rich=True,
    )


def _english(style: Style, rng: Random) -> Style:
    layout = rng.choice(("blank", "blank", "indent", "indent", "neither"))
    return replace(
        style,
        printed=True,
        marks=rng.choice((0.0, 0.0, 0.9, 1.0)),
        head_lines=rng.choice((0.5, 1.0, 1.0)),
        marks_as="\"\"''" if rng.random() < 0.5 else "",
        dash="--" if rng.random() < 0.15 else "",
        caps=rng.random() < 0.3,
        ligatures=rng.random() < 0.1,
        invisible=rng.choice((0.0,) * 15 + (0.002,)),
        hyphen=rng.choice(("-",) * 11 + ("\u00ad", "\u2010", "¬")),
        blank=layout == "blank",
        full_apart=rng.random() < 0.4,
        indent=rng.choice((" ", "  ", "   ", "    ")) if layout == "indent" else "",
        indented=rng.choice((0, 2, 3)),
        column_blank=rng.random() < 0.6,
        feeds=rng.random() < 0.5,
        lost=0.05,
        floats=0.35,
        rich=True,
    )


def for_article(style: Style, rng: Random) -> Style:
    """The column width is the article's own, and whether its subheads came out marked."""
    if style.kind == "clean":
        return style
    if not style.printed:
        width = rng.randint(13, 22) if style.han else rng.randint(28, 48)
    else:
        width = rng.randint(9, 24) if style.han else rng.randint(28, 48)
    indented = len(style.indent) if style.indent else style.indented
    return replace(
        style,
        width=width,
        indented=indented,
        subheads=float(rng.random() < style.subheads and style.marks > 0),
    )
