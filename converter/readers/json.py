"""Our own JSON form: what is read is the issue itself, and nothing is repaired again."""

from __future__ import annotations

import re

from converter.errors import SchemaError
from converter.form import from_json, to_json
from converter.model import Issue
from converter.readers.document import Document
from converter.readers.encoding import decode

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def read(document: Document, /) -> Issue:
    """Read an issue; raises `SchemaError` where the JSON is none, and what `decode` raises."""
    text = decode(document.data, document.name, document.encoding)
    issue = from_json(text, where=document.name)
    if _SURROGATE_ESCAPE.search(text):
        _refuse_lone_surrogates(issue, document.name)
    return issue


def _refuse_lone_surrogates(issue: Issue, where: str) -> None:
    """JSON's escapes can say half a character (RFC 8259, 8.2); no edition can."""
    try:
        to_json(issue).encode()
    except UnicodeEncodeError as error:
        half = ord(error.object[error.start])
        raise SchemaError(
            f"half a character: \\u{half:04x} without its other half",
            where=where,
            remedy="write the character itself",
        ) from None
