"""Words of another language within a text, so that a voice reads them as what they are.

WCAG 2.2, 3.1.2: a phrase is marked, a name or a term is no change of language. English within
Chinese is a phrase where it has four words or more, a small one among them; Han characters within
another script are always Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.writers.language import is_chinese

_WORD = r"[A-Za-z][A-Za-z'’,;:&-]*+"
_PHRASE = re.compile(rf"(?<![A-Za-z'’,;:&-]){_WORD}(?: {_WORD}){{3,}}+[.!?]?")
_SMALL = re.compile(r"\b(?:a|an|and|are|by|for|from|in|is|of|on|or|that|the|to|with)\b")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+(?:[，、。][\u3400-\u9fff]+)*")


def parts(text: str, language: str) -> Iterator[tuple[str, str]]:
    """A text in parts, each with its language; nothing for that of the issue."""
    at = 0
    for match, other in _found(text, language):
        if match.start() > at:
            yield text[at : match.start()], ""
        yield match[0], other
        at = match.end()
    if at < len(text):
        yield text[at:], ""


def _found(text: str, language: str) -> Iterator[tuple[re.Match[str], str]]:
    if is_chinese(language):
        for match in _PHRASE.finditer(text):
            if _SMALL.search(match[0]):
                yield match, "en"
    elif language.lower().split("-")[0] not in ("ja", "ko", "und") and not text.isascii():
        for match in _HAN.finditer(text):
            yield match, "zh"
