"""What all editions ask of a language: which words it is given, and how it writes a date."""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_REGIONS = frozenset({"tw", "hk", "mo"})


def is_chinese(language: str) -> bool:
    return language.lower().split("-")[0] == "zh"


def key_of(language: str) -> str:
    """A BCP 47 tag as themes and wordings name it: zh-Hans, zh-Hant, or en for all the rest."""
    if not is_chinese(language):
        return "en"
    subtags = set(language.lower().split("-")[1:])
    traditional = "hant" in subtags or ("hans" not in subtags and bool(subtags & _REGIONS))
    return "zh-Hant" if traditional else "zh-Hans"


def date_name(date: str, language: str) -> str:
    """An ISO date, as far as it is known, the way the language prints it; others as they are."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return date
    parts = [int(part) for part in date.split("-")]
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return date
    if is_chinese(language):
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    names = [str(part) for part in parts]
    names[1:2] = [MONTHS[month - 1] for month in parts[1:2]]
    return " ".join(reversed(names))
