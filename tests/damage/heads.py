"""What stands above a story: section flag, kicker, headline, deck; and who wrote it."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.damage.lines import han_lines, word_lines
from tests.damage.press import Json, Piece, Style

ORNAMENTS = ("", "", "", "□", "■", "◎", "○", "☉", "●", "▲")
HEADS = ("section", "kicker", "title", "deck")


def head(article: Json, style: Style, rng: Random) -> list[Piece]:
    """The head's pieces; where the print changes what can be known, the article is changed too."""
    if style.caps and article["title"]:
        # Nobody can tell the small letters of a headline that is set in capitals.
        article["title_lines"] = [line.upper() for line in article["title_lines"]]
        article["title"] = " ".join(article["title_lines"])
    marked = style.kind == "clean" or rng.random() < style.marks
    level = _level(style, rng) if marked else 0
    marks = _marks(style, level, rng)
    # The mark stands on the wrong line: on the kicker, and the headline under it has none.
    astray = (
        bool(level and article["kicker"])
        and style.heads == "own"
        and not article["subtitle"]
        and rng.random() < style.astray
    )
    if astray:
        marks |= {"kicker": level, "title": 0}
    section, kicker, deck = article["section"], article["kicker"], article["subtitle"]
    titles = list(article["title_lines"] or ([article["title"]] if article["title"] else []))
    pieces: list[Piece] = []
    glued = _glue(style, rng, section, kicker, titles)
    if section and glued != "section":
        pieces.append(_section(section, marks["section"], style, rng))
    if kicker and glued != "kicker":
        pieces.append(Piece("kicker", _wide(kicker, style, rng), marks["kicker"]))
    if style.kind == "clean" or rng.random() >= style.head_lines:
        titles = [" ".join(titles)] if titles else []
    if glued:
        titles[0] = f"{section if glued == 'section' else kicker} {titles[0]}"
    pieces += _titles(titles, marks["title"], style)
    if deck:
        pieces.append(Piece("deck", _wide(deck, style, rng), marks["deck"]))
    if style.heads_tight:
        pieces[1:] = [replace(piece, tight=True) for piece in pieces[1:]]
    return pieces


def _level(style: Style, rng: Random) -> int:
    if style.kind == "clean":
        return 1
    return style.level if rng.random() < 0.75 else rng.choice((1, 2, 3, 4))


def _marks(style: Style, level: int, rng: Random) -> dict[str, int]:
    """The mark of each line of a head whose headline is marked at `level`."""
    below = level + 1
    if style.kind == "clean":
        return {"section": 3, "kicker": 2, "title": 1, "deck": 2}
    if not level:
        return dict.fromkeys(HEADS, 0)
    match style.heads:
        case "alike":
            return dict.fromkeys(HEADS, level)
        case "below":
            return dict.fromkeys(HEADS, below) | {"title": level}
        case "title":
            return dict.fromkeys(HEADS, 0) | {"title": level}
        case "under":
            return {"section": 0, "kicker": 0, "title": level, "deck": below}
        case "above":
            return {"section": below, "kicker": below, "title": level, "deck": 0}
        case "ranked":
            return {"section": level, "kicker": level + 2, "title": below, "deck": level + 2}
        case "random":
            return {name: rng.choice((1, 2, 3, 4)) for name in HEADS}
    # As it comes, and not at the headline's level.
    others = [n for n in (2, 3, 4) if n != level]
    chances = {"section": 0.45, "kicker": 0.25, "deck": 0.3}
    return {"title": level} | {
        name: rng.choice(others) if rng.random() < chance else 0 for name, chance in chances.items()
    }


def _titles(titles: Sequence[str], level: int, style: Style) -> list[Piece]:
    """The lines of a headline, the later ones perhaps without its mark."""
    later = 0 if style.second_bare else level
    return [
        Piece("title", (line,), later if n else level, tight=n > 0 and not style.titles_apart)
        for n, line in enumerate(titles)
    ]


def _glue(
    style: Style, rng: Random, section: str | None, kicker: str | None, titles: Sequence[str]
) -> str:
    """Which of them runs into the headline's line: "section", "kicker" or none.

    A kicker only before a headline of one line and one word, where the joint can be seen.
    """
    if style.kind == "clean" or not style.han or not titles:
        return ""
    if section and not kicker:
        return "section" if rng.random() < 0.3 else ""
    if kicker and not section and len(titles) == 1 and not _spaced(kicker, titles[0]):
        return "kicker" if rng.random() < 0.06 else ""
    return ""


def _spaced(*texts: str) -> bool:
    return any(" " in text or "　" in text for text in texts)


def _section(text: str, mark: int, style: Style, rng: Random) -> Piece:
    if style.kind != "clean" and style.han and not mark and rng.random() < 0.1:
        text = rng.choice(("【{}】", "【{}】", "■{}", "◆{}", "□ {}")).format(text)
    return Piece("section", (text,), mark)


def _wide(text: str, style: Style, rng: Random) -> tuple[str, ...]:
    """A kicker or deck in the lines of a headline's measure, where lines are kept."""
    if not style.printed:
        return (text,)
    if style.han:
        return tuple(han_lines(text, rng.randint(22, 36), hang=style.hang))
    return tuple(word_lines(text, rng.randint(44, 64), hyphenate=False))


def byline(article: Json, style: Style, rng: Random) -> tuple[list[Piece], str, list[Piece]]:
    """What is printed of the byline: lines of its own, what opens the text, lines at the foot."""
    who = article["byline"]
    if not who:
        return [], "", []
    return _han_byline(who, style, rng) if style.han else _english_byline(who, style, rng)


def _han_byline(who: Json, style: Style, rng: Random) -> tuple[list[Piece], str, list[Piece]]:
    """An agency line opens the text; credits alone stand under the headline or at the foot."""
    credits = _han_credits(who["credits"], style, rng)
    opening = f"{who['agency'] or ''}{who['dateline'] or ''}" if who["agency"] else ""
    foot = bool(credits) and rng.random() < style.foot
    if opening and not foot:
        if not credits:
            return [], opening + rng.choice((" ", " ", "　")), []
        before, after = rng.choice(("", "", "", " ")), rng.choice((" ", " ", "", "　"))
        return [], f"{opening}{before}（{credits}）{after}", []
    if opening:
        return [], opening + " ", [_signed(credits, style, rng)]
    place = who["dateline"]
    if place:
        credits += rng.choice(("／", "/")) + place if style.hant else f" {place}"
        foot = False
    if foot:
        return [], "", [_signed(credits, style, rng)]
    if not credits:
        return [], "", []
    ornament = "" if style.kind == "clean" else rng.choice(ORNAMENTS)
    return [Piece("byline", (ornament + credits,))], "", []


def _signed(credits: str, style: Style, rng: Random) -> Piece:
    """A credit that closes the story, on its own line."""
    return Piece("byline", (f"（{credits}）" if rng.random() < 0.8 else f"□{credits}",))


def _han_credits(credits: list[Json], style: Style, rng: Random) -> str:
    """Slashes serve for plain roles only: 文/图 already has one, a bare name has no role."""
    close = rng.random() < 0.2 and all(c["role"] and "/" not in c["role"] for c in credits)
    comma = "、" if style.kind != "clean" and rng.random() < 0.25 else " "
    parts = []
    for credit in credits:
        names = comma.join(_set_name(name, style) for name in credit["names"])
        role = credit["role"]
        if not role:
            parts.append(names)
        elif style.slashed and style.kind != "clean" and "/" not in role:
            parts.append(f"{role}/{names}")
        else:
            parts.append(f"{role}{names}" if close else f"{role} {names}")
    return " ".join(parts)


def _set_name(name: str, style: Style) -> str:
    return "　".join(name) if style.spaced_names and len(name) == 2 else name


def _english_byline(who: Json, style: Style, rng: Random) -> tuple[list[Piece], str, list[Piece]]:
    lines = [f"{credit['role'] or ''} {_and(credit['names'])}".strip() for credit in who["credits"]]
    if style.caps and rng.random() < 0.5:
        lines = [line.upper() for line in lines]
        for credit in who["credits"]:
            credit["role"] = credit["role"] and credit["role"].upper()
            credit["names"] = [name.upper() for name in credit["names"]]
    if who["agency"]:
        lines.append(who["agency"])
    dash = rng.choice((" — ", " — ", "—", " – ")) if style.kind != "clean" else " — "
    opening = f"{who['dateline']}{dash}" if who["dateline"] else ""
    pieces = [Piece("byline", (line,), tight=n > 0) for n, line in enumerate(lines)]
    return pieces, opening, []


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
