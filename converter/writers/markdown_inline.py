"""Inlines as Markdown: what would be read as a mark is escaped, and nothing else.

CommonMark lets a mark of emphasis stand only where white space or a letter tells its sides apart,
which Chinese does not do (**“引语”**后); there, and within other marks, the tags of HTML stand.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import assert_never

from converter.model import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from converter.walk import plain
from converter.writers.addresses import safe_address

BREAK = "\\\n"
_MARKS = re.compile(r"[\\`*\[\]$]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~|_")
_HEAD = re.compile(
    r"(?P<mark>#|>|\||[+=-](?=\s|$|[-+=])|~~~)|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
)
_PLAIN = re.compile(r"[^\W\d_][^:#\n\"'\\\[\]{},<&]*|\d{4}(-\d\d){0,2}")
_OTHER = frozenset("true false yes no on off null y n".split())
"""What YAML takes for a truth or for nothing."""
_WORD = re.compile(r"\w")


def line(inlines: Inlines) -> str:
    """Inlines as a text that begins a line; breaks in it are meant."""
    text = phrase(inlines)
    lines = (_headed(part.strip(" \t")) for part in text.split(BREAK))
    return BREAK.join(filter(None, lines))


def text_line(text: str) -> str:
    """A plain text that begins a line; what was lines becomes one."""
    return _headed(escaped(" ".join(text.split())))


def phrase(inlines: Inlines, *, marked: bool = False) -> str:
    """Inlines within a text; `marked`: within a mark."""
    said = [each for each in inlines if isinstance(each, LineBreak) or plain((each,))]
    made: list[str] = []
    for n, inline in enumerate(said):
        beside = (*said[max(n - 1, 0) : n], *said[n + 1 : n + 2])
        if marked or not all(isinstance(each, Text | LineBreak) for each in beside):
            made.append(_inline(inline, None, None))
        else:
            left, right = plain(tuple(said[:n][-1:])), plain(tuple(said[n + 1 : n + 2]))
            made.append(_inline(inline, left[-1:], right[:1]))
    return "".join(made)


def _inline(inline: Inline, before: str | None, after: str | None) -> str:
    """An inline between two characters; None where marks stand beside it or around it."""
    match inline:
        case Text(text=text):
            return escaped(text.replace("\n", " "))
        case LineBreak():
            return BREAK
        case Emphasis(inlines=inner):
            return _marked("*", "em", inner, before, after)
        case Strong(inlines=inner):
            return _marked("**", "strong", inner, before, after)
        case Superscript(inlines=inner):
            return f"<sup>{phrase(inner, marked=True)}</sup>"
        case Subscript(inlines=inner):
            return f"<sub>{phrase(inner, marked=True)}</sub>"
        case Link(href=href, inlines=inner):
            target = safe_address(href)
            said = phrase(inner, marked=True)
            return f"[{said}](<{target}>)" if target else said
        case Ruby(inlines=inner, reading=reading):
            base = phrase(inner, marked=True)
            return f"<ruby>{base}<rp>(</rp><rt>{escaped(reading)}</rt><rp>)</rp></ruby>"
        case _:
            assert_never(inline)


def _marked(mark: str, tag: str, inner: Inlines, before: str | None, after: str | None) -> str:
    said = phrase(inner, marked=True)
    if before is None or after is None or BREAK in said:
        return f"<{tag}>{said}</{tag}>"
    if not (_stands(before, said[0]) and _stands(after, said[-1])):
        return f"<{tag}>{said}</{tag}>"
    return f"{mark}{said}{mark}"


def _stands(outside: str, inside: str) -> bool:
    """Whether a mark may stand between two characters (CommonMark 0.31, 6.2: flanking)."""
    if inside.isspace():
        return False
    return not _is_mark(inside) or not outside or outside.isspace() or _is_mark(outside)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def escaped(text: str) -> str:
    """A text in which nothing is a mark."""
    return _MARKS.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    if match[0] == "_":
        sides = match.string[match.start() - 1 : match.start()], match.string[match.end() :][:1]
        if all(side and _WORD.match(side) for side in sides):
            return "_"  # within a word it is a letter
    return "\\" + match[0]


def _headed(text: str) -> str:
    """A line whose head is no mark of a heading, a list, a quote or a rule."""
    match = _HEAD.match(text)
    if not match:
        return text
    if match["number"]:
        return f"{match['number']}\\{text[match.start('dot') :]}"
    return f"\\{text}"


def quoted(value: str) -> str:
    """A YAML scalar: plain where it can be nothing but a text or a day, else in quotation marks.

    What takes the front matter for text must not find a tag in it.
    """
    is_plain = value == value.strip() and _PLAIN.fullmatch(value) is not None
    if is_plain and value.lower() not in _OTHER:
        return value
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
