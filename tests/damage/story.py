"""One story set in type: its head, its byline and its body."""

from dataclasses import dataclass, field, replace
from random import Random

from tests.damage.body import body
from tests.damage.heads import byline, head
from tests.damage.press import Json, Piece, Style, for_article


@dataclass(slots=True)
class Story:
    """The printed pieces of an article, and the article as it is expected again."""

    article: Json
    head: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)
    footed: bool = False
    """Its credit stands at its end."""

    @property
    def pieces(self) -> list[Piece]:
        return self.head + self.body


def set_story(article: Json, page: Style, rng: Random) -> Story:
    style = for_article(page, rng)
    above = head(article, style, rng)
    own, opening, foot = byline(article, style, rng)
    if opening and not any(block["type"] == "paragraph" for block in article["blocks"]):
        own, opening = [*own, Piece("byline", (opening.strip(),))], ""
    closing = ""
    if foot and article["blocks"][-1]["type"] == "paragraph" and rng.random() < 0.5:
        # Most papers let the credit run on after the last sentence.
        foot, closing = [], f"（{foot[0].lines[0].strip('（）□')}）"
    text = body(article, style, opening, closing, rng)
    place = max(
        (n + 1 for n, p in enumerate(text) if p.role not in ("gap", "picture", "caption")),
        default=0,
    )
    text[place:place] = foot
    if text:
        # A story's text never stands tight under its head.
        text[0] = replace(text[0], tight=False)
    if own and above and above[-1].mark and style.heads == "alike" and rng.random() < 0.2:
        # To the extraction all that is large or bold is a heading.
        own[0] = replace(own[0], mark=above[-1].mark)
    if above and style.heads_tight:
        own = [replace(piece, tight=True) for piece in own]
    return Story(article, [*above, *own], text, footed=bool(foot or closing))
