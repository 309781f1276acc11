"""A user's own Word document, of which the styles are taken."""

from __future__ import annotations

from converter.errors import InputError
from converter.pipeline import inputs
from converter.writers.edition import Reference

_REMEDY = "give a document that Word saved as .docx"


def reference(path: str) -> Reference:
    """Read what is taken of the document at a path: its styles, and its theme if it has one.

    Raises `InputError` where it is no Word document, has no styles or is damaged, `LimitError`
    where it unpacks beyond the bounds.
    """
    from converter.readers.word_package import W, WordPackage

    package = WordPackage(inputs.load(path), path)
    styles = next(package.parts("styles"), None)
    if styles is None or package.archive.xml(styles).tag != f"{W}styles":
        raise InputError("there are no styles in it", where=path, remedy=_REMEDY)
    theme = next(package.parts("theme"), None)
    if theme is not None:
        package.archive.xml(theme)  # damaged, or with entities: said here
        if package.relationships(theme):
            theme = None  # its pictures are not taken, so it cannot be either
    read = package.archive.read
    return Reference(read(styles), read(theme) if theme else None)
