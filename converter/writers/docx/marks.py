"""What inline marks hold of a run, and the one character style that stands for all of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """A run has one character style, so marks within marks are a style of their own."""

    strong: bool = False
    emphasis: bool = False
    link: bool = False
    raised: str | None = None
    """`superscript` or `subscript`."""

    @property
    def names(self) -> tuple[str, ...]:
        named = (
            ("Strong", self.strong),
            ("Emphasis", self.emphasis),
            ("Hyperlink", self.link),
            ((self.raised or "").title(), self.raised),
        )
        return tuple(name for name, holds in named if holds)

    @property
    def style_name(self) -> str:
        return " ".join(self.names)

    @property
    def style_id(self) -> str:
        return "".join(self.names)

    @property
    def built_in(self) -> bool:
        return len(self.names) == 1 and not self.raised


PLAIN = Marks()
