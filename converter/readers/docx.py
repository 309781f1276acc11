"""Word documents (DOCX): our own edition, edited or not, and those of others.

Our own is read as the issue it is; of any other the paragraphs are chunks, which the repair puts
together. Nothing is unpacked onto a disk, and nothing is fetched.
"""

from __future__ import annotations

from converter.errors import InputError
from converter.model import Issue
from converter.page import Page
from converter.readers import word_issue, word_page
from converter.readers.document import Document
from converter.readers.word_package import REMEDY, WordPackage


def read(document: Document, /) -> Page | Issue:
    """Read a document.

    Raises `InputError` for what is none, is damaged or declares entities, `LimitError` for one that
    unpacks beyond the bounds.
    """
    package = WordPackage(document.data, document.name)
    try:
        if word_issue.is_ours(package):
            return word_issue.read(package, document.name)
        return word_page.read(package, document)
    except RecursionError:
        said = "its parts are nested too deep"
        raise InputError(said, where=document.name, remedy=REMEDY) from None
