"""What a file says of its language, where its text bears it out.

Word processors write down the language of the machine they run on, whatever the text is in.
"""

from __future__ import annotations

import re

SAMPLE = 200_000
"""Characters of a text that are looked at."""

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile("[A-Za-z]")
_WRITTEN_IN_HAN = frozenset(("zh", "ja", "ko", "yue", "cmn", "nan", "hak", "wuu"))


def fitting(tag: str, text: str) -> str | None:
    """The BCP 47 tag, unless it is none, or the text is in another script."""
    sample = text[:SAMPLE]
    is_han = len(_HAN.findall(sample)) * 4 >= len(_LETTER.findall(sample))
    fits = is_han == (tag.lower().split("-")[0] in _WRITTEN_IN_HAN)
    return tag if fits and _TAG.fullmatch(tag) else None
