"""What stood around the articles on the printed page, as a story of its own."""

from __future__ import annotations

from dataclasses import dataclass

from converter.theme import Role
from converter.typeset.plan import Setting
from converter.typeset.rows import Element, Row
from converter.writers.pdf.blocks import Column, plain_text, text_rows


@dataclass(eq=False)
class TextStory:
    """Small print without a headline: what stood around the articles on the printed page."""

    texts: tuple[str, ...]
    column: Column
    parent: Element
    _setting: Setting | None = None

    def forms(self, columns: int, /) -> int:
        return 1

    def set(self, columns: int, form: int = 0, /) -> Setting:
        if self._setting is None:
            type_ = self.column.type
            element = self.parent.child("Sect")
            element.title = type_.words.colophon
            rows: list[Row] = []
            for number, text in enumerate((type_.words.colophon, *self.texts)):
                own = element.child("Furniture" if number else "Imprint")
                rows += text_rows(plain_text(text), Role.RUNNING_HEAD, self.column, own)
            self._setting = Setting((), None, 0, tuple(rows), 0.0, imprint=True)
        return self._setting

    def headed(self, columns: int, form: int, air: int, /) -> tuple[list[Row], int]:
        """No head, and all lines that are left over."""
        return list(self.set(columns, form).head), air
