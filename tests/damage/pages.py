"""Pages: which story stands where, and the text that is extracted from a page."""

from dataclasses import dataclass, field
from random import Random

from tests.damage.noise import spoil
from tests.damage.press import Json, Piece, Style
from tests.damage.story import Story


@dataclass(slots=True)
class Page:
    label: str
    pieces: list[Piece] = field(default_factory=list)


def paginate(issue: Json, stories: list[Story], style: Style, rng: Random) -> list[Page]:
    labels = list(issue["meta"]["page_labels"] or [])
    labels += sorted({story.article["page"] for story in stories} - set(labels))
    return [
        Page(label, [p for story in stories if story.article["page"] == label for p in story.pieces])
        for label in labels
    ]


def render(page: Page, style: Style, rng: Random) -> str:
    """Pieces apart by an empty line, or by none where they are tight; a lost picture leaves more."""
    out = ""
    empty = 0
    for piece in page.pieces:
        if piece.role == "gap":
            empty = max(empty, piece.empty)
            continue
        text = _piece_text(piece, style, rng)
        if out:
            tight = piece.tight and not empty
            out += "\n" * (1 if tight else max(2, empty + 1))
        out += ("\f" if piece.feed else "") + text
        empty = 0
    return out + "\n"


def _piece_text(piece: Piece, style: Style, rng: Random) -> str:
    lines = [spoil(line, piece, style, rng) for line in piece.lines]
    mark = "#" * piece.mark + " " if piece.mark else ""
    return "\n".join(mark + line for line in lines)
