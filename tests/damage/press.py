"""What is printed: a page's pieces, and the habits of the page and the article they stand in."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]
Role: TypeAlias = Literal[
    "section", "kicker", "title", "deck", "byline", "text", "subhead", "caption", "gap",
    "list", "table", "verse", "separator", "furniture", "jump",
]  # fmt: skip
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
    folded: bool = False
    """Full-width marks came out half width."""
    spaced: float = 0.0
    """How many of the joints in Han text got a stray space."""
    straight: bool = False
    caps: bool = False
    ligatures: bool = False
    invisible: float = 0.0
    """How many of the joints got a character that cannot be seen."""
    hyphen: str = "-"
    """What a printer's hyphen at a line's end comes out as."""
    head_lines: float = 0.3
    """How many headlines stay on lines of their own."""
    heads_tight: bool = False
    slashed: bool = False
    """Credits as 记者/甲 rather than 记者 甲."""
    foot: float = 0.0
    """How many stories carry their credit at the foot."""
    lost: float = 0.0
    """How many stories have the space of a picture that is gone with its caption."""
    floats: float = 0.0
    """How many captions stand inside a paragraph."""
    width: int = 16
    hang: bool = False
    indent: str = ""
    indented: int = 2
    """By how many characters the first line is shorter, whether or not the indent came out."""
    blank: bool = False
    """Paragraphs have an empty line between them (always where lines are not kept)."""
    column_blank: bool = True
    feeds: bool = False
    subheads: float = 0.35
    """How many stories have their subheads marked."""


def page_style(kind: str, language: str, rng: Random) -> Style:
    han = language.startswith("zh")
    style = Style(kind, han, hant=language == "zh-Hant", level=rng.choice((1, 2, 2, 3)))
    if kind == "clean":
        return replace(style, subheads=1.0)
    style = replace(
        style,
        hang=rng.random() < 0.4,
        slashed=rng.random() < 0.5,
        head_lines=rng.choice((0.0, 0.15, 0.5, 1.0)),
        floats=0.4,
        astray=0.05,
        lost=0.1,
        indent=rng.choice(("", "", "", "", "　　")) if han else "",
    )
    match kind:
        case "torn":
            return replace(style, marks=rng.choice((1.0, 0.9, 0.8)), folded=rng.random() < 0.8)
        case "noisy":
            return replace(
                style,
                marks=rng.choice((1.0, 0.9, 0.7, 0.0)),
                folded=rng.random() < 0.75,
                spaced=rng.choice((0.0, 0.003, 0.01, 0.03)),
                straight=han and language != "zh-Hant" and rng.random() < 0.1,
                foot=0.25,
                invisible=rng.choice((0.0,) * 15 + (0.002,)),
            )
        case "wrapped":
            return replace(
                style,
                printed=True,
                marks=rng.choice((0.0, 0.0, 0.9, 1.0)),
                folded=rng.random() < 0.4,
                head_lines=rng.choice((0.5, 1.0, 1.0)),
                indent=rng.choice(("　　", "　　", "", "")),
                indented=rng.choice((2, 2, 2, 0)),
                column_blank=rng.random() < 0.5,
                lost=0.06,
                floats=0.35,
            )
        case "english":
            return _english(style, rng)
    raise ValueError(f"no such kind of damage: {kind}")


def _english(style: Style, rng: Random) -> Style:
    layout = rng.choice(("blank", "blank", "indent", "indent", "neither"))
    return replace(
        style,
        printed=True,
        marks=rng.choice((0.0, 0.0, 0.9, 1.0)),
        head_lines=rng.choice((0.5, 1.0, 1.0)),
        straight=rng.random() < 0.5,
        caps=rng.random() < 0.3,
        ligatures=rng.random() < 0.1,
        invisible=rng.choice((0.0,) * 15 + (0.002,)),
        hyphen=rng.choice(("-",) * 11 + ("\u00ad",)),
        blank=layout == "blank",
        indent=rng.choice(("  ", "   ", "    ")) if layout == "indent" else "",
        indented=rng.choice((0, 2, 3)),
        column_blank=rng.random() < 0.6,
        feeds=rng.random() < 0.5,
        lost=0.05,
        floats=0.35,
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
