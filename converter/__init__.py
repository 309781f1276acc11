"""Repairs damaged newspaper and magazine text and publishes it as DOCX, PDF and EPUB.

    import converter

    converter.convert(["A1.txt"], output="OUT", options=converter.Options(title="云河日报"))

    pages = converter.read("A1.txt")
    issue = converter.repair(pages)
    edition = converter.write(issue, "epub").data

Names are imported when they are first asked for, so that `import converter` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.decisions import Decision, Verdict
    from converter.doubt import Item, in_doubt
    from converter.errors import (
        ConverterError,
        DecisionsError,
        DifferenceError,
        DoubtError,
        EncodingError,
        FaceError,
        FormatError,
        InputError,
        IssueFileError,
        LimitError,
        LostTextError,
        OutputError,
        PictureError,
        SchemaError,
        ThemeError,
    )
    from converter.form import from_json, to_json
    from converter.model import (
        Article,
        Byline,
        Credit,
        Emphasis,
        Figure,
        Heading,
        Issue,
        LineBreak,
        Link,
        List,
        Meta,
        Note,
        Paragraph,
        Quote,
        Repair,
        Ruby,
        Separator,
        Span,
        Strong,
        Subscript,
        Superscript,
        Table,
        Text,
        Verse,
    )
    from converter.page import Page
    from converter.pipeline import (
        File,
        Options,
        Published,
        convert,
        read,
        repair,
        repair_text,
        understand,
        write,
    )
    from converter.pipeline.binding import bind
    from converter.writers.edition import Written

__all__ = [
    "Article", "Byline", "ConverterError", "Credit", "Decision", "DecisionsError",
    "DifferenceError", "DoubtError", "Emphasis", "EncodingError", "FaceError", "Figure", "File",
    "FormatError", "Heading", "InputError", "Issue", "IssueFileError", "Item", "LimitError",
    "LineBreak", "Link", "List",
    "LostTextError", "Meta", "Note", "Options", "OutputError", "Page", "Paragraph", "PictureError",
    "Published", "Quote", "Repair", "Ruby", "SchemaError", "Separator", "Span", "Strong",
    "Subscript", "Superscript", "Table", "Text", "ThemeError", "Verdict", "Verse", "Written",
    "bind", "convert", "from_json", "in_doubt", "read", "repair", "repair_text", "to_json", "understand",
    "write",
]  # fmt: skip
_HOMES = (
    "errors", "model", "page", "form", "decisions", "doubt", "writers.edition", "pipeline",
    "pipeline.binding",
)  # fmt: skip
"""Where the names are looked for, the lightest first."""


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"{__name__}.{home}")
            if hasattr(module, name):
                value: object = getattr(module, name)
                globals()[name] = value
                return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """`converter.repair` is the function, whether or not the folder of that name is loaded.

    The import system binds every submodule to its name in the package; that one binding is
    passed over (`from converter.repair import …` finds the folder all the same).
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name not in __all__ or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
