"""What somebody is: the office, the body or the school that stands before a name."""

from __future__ import annotations

import re
from typing import Final

from converter.repair.credit_words import BODY_END, TITLE
from converter.repair.people import has_surname, is_person
from converter.repair.script import HAN_CHAR

_INNER: Final = rf"(?:{HAN_CHAR}|[0-9（）()·A-Za-z])"
OFFICE: Final = re.compile(rf"(?!.*[的了是在])(?:{HAN_CHAR}){{2,12}}(?:员|員|者|人|师|師)")
_BODY = re.compile(rf"(?!.*[在的了是]){_INNER}{{2,24}}?{BODY_END}")
TITLED: Final = re.compile(rf"(?:{_INNER}|[《》])*?{TITLE}")
SCHOOL: Final = re.compile(
    rf"{_INNER}{{0,24}}?(?:班|年级|年級|[高初][一二三]|[0-9]{{2,4}}[级級届屆])"
)
"""A pupil's school and form stand where others have their post."""


def is_body(text: str) -> bool:
    """Whether a text is the name of a body: a bureau, a school, a firm."""
    return (len(text) > 3 or not has_surname(text)) and bool(_BODY.fullmatch(text))


def is_post(text: str) -> bool:
    """Whether a text says where somebody works or learns."""
    return is_body(text) or bool(SCHOOL.fullmatch(text))


def tells_of(word: str) -> bool:
    """Whether a word says where somebody works or learns, or as what."""
    office = len(word) > 2 and OFFICE.fullmatch(word)
    return bool(office or is_post(word) or TITLED.fullmatch(word))


def is_posted(name: str) -> bool:
    """Whether a name has its bearer's post before it: 农业局农艺师甲某."""
    return any(is_person(name[-size:]) and tells_of(name[:-size]) for size in (3, 2))
