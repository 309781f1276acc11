"""The body of a story: its blocks as printed, torn at column feet and cut by captions."""

import re
from dataclasses import replace
from itertools import pairwise
from random import Random

from tests.damage.lines import han_lines, joined, units, word_lines
from tests.damage.press import Json, Piece, Role, Style

SENTENCE_END = "。！？!?…."
CLOSERS = "”’」』）)】》\"'"
# Where a paragraph may end, too: torn here, nobody could tell.
UNSURE = frozenset("：；:;。！？!?.…")
# A credit that says what it is.
TELLING = re.compile("[摄攝图圖发發作绘繪供组組/(（]|[Pp]hoto|[Pp]icture")
BULLETS = ("●", "■", "◆", "○", "·", "•", "-", "★", "▲", "*")


def body(article: Json, style: Style, opening: str, closing: str, rng: Random) -> list[Piece]:
    """The printed blocks, with what opens the first paragraph and closes the last.

    Pictures lost without a caption are added to the article's blocks.
    """
    if style.kind != "clean":
        article["blocks"] = _flat(article["blocks"])
        _lose_picture(article, style, rng)
        _settle_gaps(article)
    style = readable(article, style, opening, rng)
    pieces: list[Piece] = []
    for index, block in enumerate(article["blocks"]):
        if block["type"] == "paragraph":
            said = block["text"] + (closing if block is article["blocks"][-1] else "")
            new, opening = [_paragraph(opening + said, said, style)], ""
        else:
            new = _block(block, style, rng)
        pieces += [replace(piece, block=index) for piece in new]
    if style.kind == "clean":
        return pieces
    if style.full_apart and not style.indent:
        pieces = _apart(pieces, style)
    pieces = columns(float_figures(pieces, style, rng), style, rng)
    return [_extracted(piece, style) if piece.role == "text" else piece for piece in pieces]


def _apart(pieces: list[Piece], style: Style) -> list[Piece]:
    """An empty line below each text whose last line does not show that it ends there."""
    room = style.width * 2 - 4 if style.han else style.width - 8
    out = list(pieces)
    for n, (above, below) in enumerate(pairwise(pieces), 1):
        last = above.lines[-1] if above.lines else ""
        if above.role == "text" and (units(last) if style.han else len(last)) > room:
            out[n] = replace(below, tight=False)
    return out


def _extracted(piece: Piece, style: Style) -> Piece:
    """The lines of a text as extraction gives them: kept, or run together."""
    lines = piece.lines if style.printed else (joined(piece.lines, style.han),)
    if piece.opens and style.indent:
        lines = (style.indent + lines[0], *lines[1:])
    return replace(piece, lines=lines)


def _flat(blocks: list[Json]) -> list[Json]:
    """Print without marks does not show that a paragraph is quoted."""
    inner = [block["blocks"] if block["type"] == "quote" else [block] for block in blocks]
    return [block for group in inner for block in group]


def _lose_picture(article: Json, style: Style, rng: Random) -> None:
    blocks = article["blocks"]
    places = [n for n, b in enumerate(blocks) if b["type"] == "paragraph"]
    if places and rng.random() < style.lost and not any(b["type"] == "figure" for b in blocks):
        lost = {"type": "figure", "caption": None, "credit": None, "image": None, "alt": None}
        blocks.insert(rng.choice(places), lost | {"text": ""})


def _settle_gaps(article: Json) -> None:
    """A blank space at a story's end could belong to the next: it moves before the last block."""
    blocks = article["blocks"]
    while len(blocks) > 1 and blocks[-1]["type"] == "figure" and not _caption_words(blocks[-1]):
        last = blocks.pop()
        if blocks[-1]["type"] == "figure" and not _caption_words(blocks[-1]):
            continue
        blocks.insert(len(blocks) - 1, last)


def _caption_words(block: Json) -> str:
    return (block["caption"] or "") + (block["credit"] or "")


def readable(article: Json, style: Style, opening: str, rng: Random) -> Style:
    """A width at which each paragraph's end can be seen, else an indent that shows it.

    Without indent or empty line, only a short last line ends a paragraph; or an empty line stands
    below the few whose last line is full.
    """
    if not style.printed or style.indent or style.blank or style.full_apart:
        return style
    texts = [b["text"] for b in article["blocks"] if b["type"] == "paragraph"]
    texts[:1] = [opening + text for text in texts[:1]]
    widths = list(range(9, 25)) if style.han else list(range(28, 49))
    rng.shuffle(widths)
    short = 2 * 2 if style.han else 8
    for width in [style.width, *widths]:
        tried = replace(style, width=width)
        room = width * 2 if style.han else width
        last = [set_lines(text, tried)[-1] for text in texts]
        if all((units(line) if style.han else len(line)) <= room - short for line in last):
            return tried
    return replace(style, indent="　　" if style.han else "   ", indented=2 if style.han else 3)


def set_lines(text: str, style: Style, indented: int | None = None) -> list[str]:
    indent = style.indented if indented is None else indented
    if style.han:
        return han_lines(text, style.width, indent, style.hang)
    return word_lines(text, style.width, indent, hyphenate=style.printed)


def _block(block: Json, style: Style, rng: Random) -> list[Piece]:
    match block["type"]:
        case "heading":
            return [_subhead(block["text"], style, rng)]
        case "figure":
            return _figure(block, style, rng)
        case "list":
            return _list(block, style, rng)
        case "table":
            return [_rows("table", _table(block, style, rng))]
        case "verse":
            return [_rows("verse", [line["text"] for line in block["lines"]])]
        case "separator":
            marks = ("***", "* * *") if not style.han else ("***", "＊＊＊", "◇◇◇", "※※※")
            return [Piece("separator", ("***" if style.kind == "clean" else rng.choice(marks),))]
        case "quote":
            return [_quoted(_paragraph(b["text"], b["text"], style)) for b in block["blocks"]]
    raise ValueError(f"no such block: {block['type']}")


def _subhead(text: str, style: Style, rng: Random) -> Piece:
    level = 3 if style.kind == "clean" else rng.choice((3, 3, 4, style.level + 1))
    if style.heads == "alike" and rng.random() < 0.7:
        level = style.level
    if not style.subheads:
        level = 0
        if style.bold_subheads:
            text = f"**{text}**"
    tight = style.printed and not style.blank and not style.subheads and rng.random() < 0.25
    return Piece("subhead", (text,), level, tight=tight)


def _paragraph(printed: str, said: str, style: Style) -> Piece:
    if style.kind == "clean":
        return Piece("text", (printed,), said=said)
    tight = not style.blank if style.printed else style.close
    return Piece("text", tuple(set_lines(printed, style)), said=said, tight=tight)


def _quoted(piece: Piece) -> Piece:
    return replace(piece, lines=tuple(f"> {line}" for line in piece.lines))


def _rows(role: Role, rows: list[str]) -> Piece:
    return Piece(role, tuple(rows))


def _figure(block: Json, style: Style, rng: Random) -> list[Piece]:
    gap = Piece("gap", empty=rng.randint(3, 5))
    caption, credit = block["caption"], block["credit"]
    if style.kind == "clean":
        text = " ".join(filter(None, (caption, credit)))
        return [gap, Piece("caption", (text,))] if text else [gap]
    picture = Piece("picture", (style.pictures.format(rng.randrange(10**9)),))
    room = picture if style.pictures else gap
    if not caption and not credit:
        return [room]
    lines = _caption_lines(caption, credit, style, rng)
    mark = rng.choice((3, 4)) if rng.random() < style.astray / 2 * bool(style.marks) else 0
    shown = Piece("caption", tuple(lines), mark, tight=bool(style.pictures) and rng.random() < 0.4)
    return [room] * (bool(style.pictures) or rng.random() < 0.5) + [shown]


def _caption_lines(caption: str | None, credit: str | None, style: Style, rng: Random) -> list[str]:
    if caption and style.han and rng.random() < 0.05:
        caption = "▲" + caption
    if caption and style.caption_mark:
        caption = style.caption_mark + caption
    width = rng.randint(max(9, style.width - 4), style.width + 8)
    narrow = replace(style, width=width)

    def wrap(text: str) -> list[str]:
        if style.starred:
            return [f"*{text}*"]
        return set_lines(text, narrow, 0) if style.printed else [text]

    if not caption or not credit:
        return wrap(caption or credit or "")
    form = rng.random()
    if caption[-1] not in SENTENCE_END and not TELLING.search(credit):
        form = 0.3  # a bare name would read on from the caption
    if form < 0.2:
        return [*wrap(caption), credit]
    if form < 0.45 and credit[0] not in "(（":
        brackets = "（）" if style.han else "()"
        return wrap(f"{caption}{'' if style.han else ' '}{brackets[0]}{credit}{brackets[1]}")
    return wrap(f"{caption} {credit}")


def _list(block: Json, style: Style, rng: Random) -> list[Piece]:
    items = [item[0]["text"] for item in block["items"]]
    marks = _item_marks(block["ordered"], items, style, rng)
    lines: list[str] = []
    for mark, item in zip(marks, items, strict=True):
        printed = mark + item
        lines += set_lines(printed, style, 0) if style.printed else [printed]
    return [_rows("list", lines)]


def _item_marks(ordered: bool, items: list[str], style: Style, rng: Random) -> list[str]:
    """Bullets may be lost only where the items are short lines, not to be taken for paragraphs."""
    numbers = range(1, len(items) + 1)
    if style.kind == "clean":
        return [f"{n}. " if ordered else "- " for n in numbers]
    if ordered and style.han:
        form = rng.choice(("{}.", "{}、", "（{}）"))
        return [form.format(n) for n in numbers]
    if ordered:
        return [f"{n}. " for n in numbers]
    short = all(len(item) <= (40 if style.han else 70) for item in items)
    if not style.printed and short and len(items) > 2 and rng.random() < 0.35:
        return [""] * len(items)
    bullet = rng.choice(BULLETS if style.han else ("•", "-", "*", "■"))
    return [bullet + ("" if style.han and bullet not in "-*" else " ")] * len(items)


def _table(block: Json, style: Style, rng: Random) -> list[str]:
    rows = [[cell["text"] for cell in row] for row in block["rows"]]
    plain = all(cell and not set(cell) & set(" 　") for row in rows for cell in row)
    between = rng.choice((" ", "  ", "\t")) if plain else rng.choice(("  ", "\t"))
    if style.kind == "clean" or not all(cell for row in rows for cell in row):
        between = "\t"
    if not style.han and between == "  " and rng.random() < 0.6:
        return _aligned(rows)
    return [between.join(row) for row in rows]


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    padded = [[c.ljust(w) for c, w in zip(row, widths, strict=True)] for row in rows]
    return ["  ".join(row).rstrip() for row in padded]


def float_figures(pieces: list[Piece], style: Style, rng: Random) -> list[Piece]:
    """Some pictures and captions move up into the paragraph before them."""
    out: list[Piece] = []
    n = 0
    while n < len(pieces):
        end = n
        while end < len(pieces) and pieces[end].role in ("gap", "picture", "caption"):
            end += 1
        if end == n:
            out.append(pieces[n])
            n += 1
            continue
        figures = pieces[n:end]
        lead = out[-1] if out and out[-1].role == "text" else None
        cuts = _cuts(lead, style, rng) if lead else []
        if lead and cuts and rng.random() < style.floats:
            first, second = cut(lead, rng.choice(cuts), style)
            out[-1:] = [first, *figures, replace(second, tight=False)]
        else:
            out += figures
            if end < len(pieces):
                pieces[end] = replace(pieces[end], tight=False)
        n = end
    return out


def _cuts(piece: Piece, style: Style, rng: Random) -> list[int]:
    return [n for n in range(1, len(piece.lines)) if _may_end(piece, n, style, rng)]


def _may_end(piece: Piece, lines: int, style: Style, rng: Random) -> bool:
    """Whether a tear after so many lines leaves a reader able to mend it."""
    printed = joined(piece.lines[:lines], style.han)
    opening = len(joined(piece.lines, style.han)) - len(piece.said)
    if piece.opens and len(printed) < opening + 4:
        return False
    return printed.rstrip(CLOSERS)[-1:] not in UNSURE or rng.random() < 0.02


def cut(piece: Piece, lines: int, style: Style) -> tuple[Piece, Piece]:
    """The piece in two, after so many of its lines."""
    head, tail = piece.lines[:lines], piece.lines[lines:]
    said = joined(tail, style.han)
    kept = piece.said[: len(piece.said) - len(said)].rstrip()
    first = replace(piece, lines=head, closes=False, said=kept)
    second = replace(piece, lines=tail, opens=False, said=said, feed=False)
    return first, second


def columns(pieces: list[Piece], style: Style, rng: Random) -> list[Piece]:
    """The story in columns of one height: paragraphs are torn where a column is full."""
    total = sum(max(1, len(piece.lines)) for piece in pieces)
    count = rng.choice((1, 2, 2, 3, 3, 4, 5))
    height = max(5, -(-total // count) + rng.choice((-1, 0, 0, 1)))
    out: list[Piece] = []
    used = 0
    rest = list(pieces)
    while rest:
        piece = rest.pop(0)
        room = height - used
        if piece.role == "text" and len(piece.lines) > room >= 1:
            place = _near(piece, room, style, rng)
            if place:
                first, second = cut(piece, place, style)
                out.append(first)
                rest.insert(0, replace(second, tight=style.printed and not style.column_blank))
                used = 0
                continue
        out.append(piece)
        used += len(piece.lines)
        if used >= height:
            used = max(0, used - height)
    return out


def _near(piece: Piece, room: int, style: Style, rng: Random) -> int:
    for place in (room, room - 1, room + 1, room - 2):
        if 0 < place < len(piece.lines) and _may_end(piece, place, style, rng):
            return place
    return 0
