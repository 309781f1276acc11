"""Addresses of the net, as editions may hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

SCHEMES = ("http", "https", "mailto")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!#-;=?-Z_a-z~%\[\]]+"
    r"|(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def safe_address(address: str) -> str | None:
    """An address as RFC 3986 writes it, or None.

    Word calls a file with a bad one corrupt, and a PDF holds none but ASCII.
    """
    try:
        parts = urlsplit(_FORBIDDEN.sub("", address).strip())
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in SCHEMES or (parts.scheme != "mailto" and not host):
        return None
    path = _quoted(parts.path)
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    if parts.scheme == "mailto":
        return f"mailto:{path}{query}" if path else None
    if not re.fullmatch(r"[A-Za-z0-9.-]+", host):
        return None
    fragment = f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    authority = f"{host}:{port}" if port else host
    return f"{parts.scheme}://{authority}{path}{query}{fragment}"


def _quoted(part: str) -> str:
    """Percent-encode what an address may not hold, and a percent sign that encodes nothing."""
    lone = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(lone, safe="/?:@!$&'()*+,;=-._~%")


def addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """The addresses that are printed in a text: where each stands, and what it leads to."""
    if "@" not in text and "://" not in text and "www." not in text:
        return
    for match in _ADDRESS.finditer(text):
        shown = match[0].rstrip(".,;:!?)]'")
        scheme = "" if "://" in shown else "mailto:" if "@" in shown else "https://"
        if address := safe_address(scheme + shown):
            yield match.start(), match.start() + len(shown), address
