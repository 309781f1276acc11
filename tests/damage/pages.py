"""Pages: which story stands where, and the text that is extracted from a page."""

from dataclasses import dataclass, field
from random import Random

from tests.damage import jumps
from tests.damage.furniture import furnish
from tests.damage.noise import spoil
from tests.damage.press import Json, Piece, Style
from tests.damage.story import Story


@dataclass(slots=True)
class Page:
    label: str
    pieces: list[Piece] = field(default_factory=list)


def paginate(issue: Json, stories: list[Story], style: Style, rng: Random) -> list[Page]:
    """The stories on their pages, with jumps and furniture where the kind has them.

    The issue's articles are put in the order in which they begin on the pages.
    """
    issue["furniture"] = list(issue.get("furniture") or ())
    labels = list(issue["meta"]["page_labels"] or ())
    labels += sorted({story.article["page"] for story in stories} - set(labels))
    rich = style.rich
    if rich and len(labels) == 1 and len(stories) >= 5 and rng.random() < 0.35:
        _turn_page(stories, labels, rng)
    issue["meta"]["page_labels"] = labels
    laid = {label: [s for s in stories if s.article["page"] == label] for label in labels}
    printed = {s.article["id"]: s.pieces for s in stories}
    tails: dict[str, list[Piece]] = {label: [] for label in labels}
    if rich and rng.random() < (0.55 if style.han else 0.35):
        _jump(laid, printed, tails, style, rng)
    issue["articles"] = [s.article for label in labels for s in laid[label]]
    pages = []
    for label in labels:
        pieces = [p for s in laid[label] for p in printed[s.article["id"]]] + tails[label]
        pages.append(Page(label, furnish(pieces, label, issue, style, rng) if rich else pieces))
    return pages


def _turn_page(stories: list[Story], labels: list[str], rng: Random) -> None:
    """The last stories go to a page of their own."""
    label = jumps.another_label(labels[0], labels, rng)
    for story in stories[-rng.randint(2, len(stories) - 2) :]:
        story.article["page"] = label
    labels.append(label)


def _jump(
    laid: dict[str, list[Story]],
    printed: dict[str, list[Piece]],
    tails: dict[str, list[Piece]],
    style: Style,
    rng: Random,
) -> None:
    """One story is continued: on a later page of the issue, or on one that is missing."""
    labels = list(laid)
    whole = len(labels) > 1 and rng.random() < 0.7
    label = labels[0] if whole else rng.choice(labels)
    candidates = [s for s in laid[label] if jumps.places(s)]
    if not candidates:
        return
    story = rng.choice(candidates)
    parts = jumps.part(story, rng)
    assert parts
    article = story.article
    first, second = parts
    other = labels[-1] if whole else jumps.another_label(label, labels, rng)
    if whole or rng.random() < 0.5:
        article["continued_on"] = other
        printed[article["id"]] = story.head + jumps.send(first, other, story, style, rng)
    if whole:
        article["continued_on"] = None  # the halves are one again
        headed = rng.random() < 0.4
        tails[other] = jumps.receive(second, label, story, headed, style, rng)
    elif article["continued_on"]:
        article["blocks"] = jumps.half(article, first, style.han)
    else:
        article["blocks"] = jumps.half(article, second, style.han)
        for name in ("section", "kicker", "title", "subtitle", "byline"):
            article[name] = None
        article.update(title_lines=[], continued_from=other)
        laid[label].remove(story)
        laid[label].append(story)
        printed[article["id"]] = jumps.receive(second, other, story, False, style, rng)


def render(page: Page, style: Style, rng: Random) -> str:
    """Pieces apart by an empty line, or by none where tight; a lost picture leaves more."""
    out = ""
    empty = 0
    for piece in page.pieces:
        if piece.role == "gap":
            empty = max(empty, piece.empty)
            continue
        text = _piece_text(piece, style, rng)
        if out:
            tight = piece.tight and not empty
            more = rng.randint(1, 2) if style.loose and rng.random() < style.loose else 0
            out += "\n" * (1 if tight else max(2 + more, empty + 1))
        out += ("\f" if piece.feed else "") + text
        empty = 0
    return out + "\n"


def _piece_text(piece: Piece, style: Style, rng: Random) -> str:
    lines = [spoil(line, piece, style, rng) for line in piece.lines]
    mark = "#" * piece.mark + " " if piece.mark else ""
    return "\n".join(mark + line for line in lines)
