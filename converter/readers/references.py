"""What a source refers to: pictures beside it, and places elsewhere. Nothing is ever fetched."""

from __future__ import annotations

import re
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"{}|\\^`\x00-\x20\x7f]+", re.IGNORECASE)
_SHOWN = 200
"""Characters of an address that are shown."""


def picture(target: str, alt: str | None, *, quoted: bool) -> tuple[str | None, str | None]:
    """The path of a picture and its alternative text.

    The path is None unless it leads into the source's own folder: an address elsewhere, an
    absolute path or one that climbs out becomes a note in the alternative text. `quoted`: the
    target is a URL, in which `%20` is a space and `?` begins a query.
    """
    alt = (alt or "").strip() or None
    target = target.strip()
    if not target:
        return None, alt
    if _SCHEME.match(target) or target.startswith("//"):
        return None, _noted(alt, target)
    path = unquote(re.split(r"[?#]", target, maxsplit=1)[0]) if quoted else target
    steps = path.replace("\\", "/").split("/")
    inward = [step for step in steps if step not in ("", ".")]
    if not inward or steps[0] == "" or ".." in steps or "\0" in path or _SCHEME.match(path):
        return None, _noted(alt, target)
    return "/".join(inward), alt


def link(target: str) -> str | None:
    """An address that an edition may link to: of the web or a mailbox; None for any other."""
    target = target.strip()
    return target if _LINK.fullmatch(target) else None


def _noted(alt: str | None, target: str) -> str:
    if target[:5].lower() == "data:":
        target = target.partition(",")[0]
    shown = target if len(target) <= _SHOWN else f"{target[:_SHOWN]}…"
    return f"{alt} ({shown})" if alt else shown
