"""The labels of the tagger and the grammar they obey.

Each printed line gets one label. A label says the role and how the line stands to what came
before: it begins a block, goes on with the block of the line before (`+`), or resumes a paragraph
that was torn by a column's foot, a picture, a caption or a running head (`>`).
"""

from __future__ import annotations

from typing import Final

from converter.repair.record import Role

BEGINS: Final = (
    "section", "kicker", "title", "deck", "credit", "paragraph", "heading", "caption", "picture",
    "item", "row", "verse", "quote", "rule", "jump", "furniture",
)  # fmt: skip
GOES_ON: Final = {
    "kicker+": "kicker",
    "title+": "title",
    "deck+": "deck",
    "credit+": "credit",
    "paragraph+": "paragraph",
    "heading+": "heading",
    "caption+": "caption",
    "item+": "item",
}
RESUMES: Final = {"paragraph>": "paragraph"}

LABELS: Final[tuple[str, ...]] = (*BEGINS, *GOES_ON, *RESUMES)
NUMBER: Final = {label: n for n, label in enumerate(LABELS)}
START: Final = "^"
"""What stands before the first line."""

PASSED_OVER: Final = frozenset({"caption", "caption+", "picture", "furniture", "rule"})
"""What may stand inside a torn paragraph."""
OPEN: Final = frozenset({"paragraph", "paragraph+", "paragraph>"})


def role_of(label: str) -> Role:
    return Role(label.rstrip("+>"))


def may_follow(before: str, label: str) -> bool:
    """The grammar of a page: which label may stand directly below which."""
    if label in GOES_ON:
        return before.rstrip("+>") == GOES_ON[label]
    if label in RESUMES:
        return before in PASSED_OVER
    role = before.rstrip("+>")
    if role == "kicker":
        return label in ("title", "furniture", "picture")
    if label in ("kicker", "section", "title"):
        # Subheads, headlines and decks head some text: no other head stands directly below.
        return role not in ("heading", "title", "deck")
    return True


def resumable(label: str, open_line: int, here: int) -> int:
    """The line of the paragraph that may be resumed after `label` at line `here`, or -1."""
    if label in OPEN:
        return here
    return open_line if label in PASSED_OVER else -1
