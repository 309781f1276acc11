"""credits, of pictures: who took the picture that a caption describes.

It closes the caption: "…。 甲某 摄", "（记者 甲某 摄）", "摄影/甲某", "甲某/摄", "受访者供图",
"Photo by X". Where the line end between them was lost ("…查看水位甲某某 摄") the name's surname,
or the role before it, tells where the credit begins.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from converter.repair.people import has_surname, is_name, name_at_end
from converter.repair.script import HAN_CHAR

LONGEST: Final = 60
"""Characters of a caption's end that may hold the credit."""

_STOPS: Final = "。！？…；;.!?"
_CLOSERS: Final = '”’」』）)】》"'
_BEFORE: Final = _STOPS + _CLOSERS + "|｜/／"
_RANK = "(?:首席|特约|特約|特派|见习|見習|实习|實習|摄影|攝影|全媒体)"
_POST = "(?:记者|記者|通讯员|通訊員|实习生|實習生|市民|读者|讀者|网友|網友|作者)"
_ROLE = re.compile(rf"(?:本报|本報|本刊|本台|新华社|新華社)?{_RANK}?{_POST}")
_PAPER_ROLE = re.compile(rf"{HAN_CHAR}{{2,6}}(?:报|報|社|刊)(?:发|發)?{_RANK}?{_POST}?")
_HAN = rf"(?:{HAN_CHAR}|·)"
_NAMES = rf"(?P<names>{_HAN}{{1,4}}(?:[ 、/／]{_HAN}{{1,4}}){{0,3}})"

_VERB_FIRST = re.compile(
    rf"\s*(?P<credit>(?:(?:本报|本報|本刊)?{_POST}?[\s/／]?(?:特约|特約|首席)?(?:摄影|攝影)"
    r"(?:报道|報導)?[\s/／:：]+|(?:文图|圖文|制图|製圖|绘图|图片|圖片|图|圖|摄|攝)\s*[/／:：]\s*)"
    rf"{_NAMES})$"
)
_SLASHED = re.compile(
    rf"(?P<credit>(?P<names>{_HAN}{{2,16}}?)\s*[/／]"
    r"\s*(?:摄影|攝影|摄|攝|图|圖|绘|制图|供图))$"
)
_GIVEN = re.compile(r"(?P<credit>(?:[^\W_]|·){2,14}\s?(?:供图|供圖|图片提供|提供))$")
_ARCHIVE = re.compile(
    r"(?P<credit>资料图片?|資料圖片?|资料照片|資料照片|网络图片|图源[:：/／]?\S{1,12})$"
)
_VERB_LAST = re.compile(
    r"(?P<gap>\s*)(?P<verb>摄影报道|攝影報導|摄影|攝影|摄|攝|供图|供圖|制图|製圖|翻拍|航拍"
    "|绘图|绘|繪|作|图|圖)$"
)
_LOOSE: Final = frozenset("作图圖绘繪")
"""Words that end captions too: a credit only with a space before them."""
_WORD = re.compile(f"[^\\s、{re.escape(_BEFORE)}]+")

_PHOTO = (
    r"(?:[Pp]hoto(?:graph)?|PHOTO(?:GRAPH)?|[Pp]icture|PICTURE|[Pp]ic|[Ii]mage|[Ii]llustration)s?"
)
_OF = r"(?:Staff|File|Courtesy|Handout|[“\"]\w[\w ]{0,24}[”\"])"
_NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){1,3}"
_ENGLISH = re.compile(
    rf"(?P<credit>(?:{_OF}\s(?={_PHOTO})|(?=[A-Z])){_PHOTO}"
    r"\s?(?:by|BY|:|/|from|courtesy(?: of)?)\s?\S.{1,50}"
    rf"|Courtesy of\s\S.{{1,40}}|{_OF}\s{_PHOTO}|©\s?\S.{{1,40}})$"
)
_AFTER_SENTENCE = re.compile(
    rf"(?<=[.!?”\"]\s)(?P<credit>{_NAME}(?:\s?/\s?(?:{_NAME}|\w+)|\s{_PHOTO}))$"
)
_IN_BRACKETS = re.compile(
    rf"(?:[A-Z]\w+\s){{0,2}}{_PHOTO}\b.{{0,50}}|.{{2,40}}\s{_PHOTO}"
    rf"|.{{2,30}}\b(?i:kindly lent|handout)|{_NAME}\s?/\s?.{{2,30}}"
    rf"|{_NAME}(?:, \w[\w ]{{1,30}})?"
    rf"|(?:文|图|圖|摄|攝)[/／：:].{{1,20}}|(?:本报|本報|{HAN_CHAR}{{0,4}}社)(?:发|發|资料图片?|資料圖片?)"
)
_BRACKETS = re.compile(r"[（(\[【](?P<inside>[^（）()【】\[\]]{2,60})[）)\]】]{1,2}$")
_AGENCY = re.compile(rf"(?:新华社|新華社|中新社|视觉中国|{HAN_CHAR}{{2,4}}社)(?:发|發|记者|供图)?$")


class _Word(NamedTuple):
    start: int
    text: str


def caption_credit(text: str) -> tuple[int, str] | None:
    """Where the caption ends, and the credit as printed without the brackets around it."""
    body = text.rstrip()
    start, end = _bracketed(body) or (_start(body), len(body))
    if start is None:
        return None
    caption = body[:start].rstrip()
    return len(caption.rstrip("|｜/／（([【 ")) if caption else 0, body[start:end]


def _bracketed(body: str) -> tuple[int, int] | None:
    """Where a credit in brackets starts and ends, without them."""
    match = _BRACKETS.search(body[-LONGEST - 4 :])
    if not match:
        return None
    offset = len(body) - len(body[-LONGEST - 4 :])
    inside = match["inside"]
    credit = inside.strip()
    start = _start(credit)
    if (start is None or credit[:start].strip()) and not _IN_BRACKETS.fullmatch(credit):
        return None
    first = offset + match.start("inside") + len(inside) - len(inside.lstrip())
    if agency := _AGENCY.search(body[: first - 1]):
        # 新华社发（甲某 摄）: the bracket is part of the credit.
        return agency.start(), first + len(credit) + 1
    return first, first + len(credit)


def _start(body: str) -> int | None:
    """Where the credit that closes a text begins."""
    low = max(0, len(body) - LONGEST)
    for match in _VERB_FIRST.finditer(body, low):
        if _parted(body, match.start("credit")) or has_surname(match["names"]):
            return match.start("credit")
    if slashed := _SLASHED.search(body, low):
        return _named(body, slashed)
    verb = _VERB_LAST.search(body, low)
    start = _verb_last(body, low, verb) if verb else None
    if start is not None:
        return start
    for pattern in (_ARCHIVE, _GIVEN, _ENGLISH, _AFTER_SENTENCE):
        for match in pattern.finditer(body, low):
            start = match.start("credit")
            if _parted(body, start) and (start or pattern is not _GIVEN or len(body) <= 8):
                return start
    return None


def _named(body: str, match: re.Match[str]) -> int | None:
    """Where a credit that begins with names starts: apart from the caption, or run on."""
    names, start = match["names"], match.start("credit")
    if _parted(body, start) and len(names) <= 4 and has_surname(names):
        return start
    name = name_at_end(names)
    if name:
        role = re.search(f"(?:{_ROLE.pattern})$", body[: match.end("names") - len(name)])
        return role.start() if role else match.end("names") - len(name)
    return start if _parted(body, start) and len(names) <= 4 else None


def _parted(body: str, place: int) -> bool:
    return place == 0 or body[place - 1].isspace() or body[place - 1] in _BEFORE + "（([【"


def _verb_last(body: str, low: int, verb: re.Match[str]) -> int | None:
    """Where a credit that ends with its verb begins: walk back over names and roles."""
    spaced = bool(verb["gap"])
    words = [_Word(m.start(), m.group()) for m in _WORD.finditer(body, low, verb.start())]
    if not words or body[words[-1].start + len(words[-1].text) : verb.start()].strip():
        return None
    if verb["verb"] in _LOOSE and not spaced:
        return None
    start, word = words[-1]
    role = _ROLE.match(word) or _PAPER_ROLE.match(word)
    name = word[role.end() :] if role else word
    close = len(name) > 3 or body[start - 1 : start] in _CLOSERS
    runs_on = close and name_at_end(name) not in ("", name)
    if is_name(name) and not runs_on and (spaced or role or len(name) < 4):
        return start if role else _further(body, words[:-1], start, name)
    if len(name) == 1 and spaced:
        return _further(body, words[:-1], start, name)
    return _run_on(word, start) if spaced else None


def _further(body: str, words: list[_Word], start: int, name: str) -> int | None:
    """Take in what before a name belongs to it: its other half, another name, a role."""
    while words and body[words[-1].start + len(words[-1].text) : start].strip(" 　、") == "":
        place, word = words.pop()
        if _PAPER_ROLE.fullmatch(word):
            return place
        if role := re.search(f"(?:{_ROLE.pattern})$", word):
            return place + role.start()
        half = len(name) == 1 and len(word) == 1
        another = len(word) in (2, 3) and has_surname(word) and _stands_apart(body, words, place)
        if not half and not another:
            break
        start, name = place, word + name if half else word
    return start if len(name) > 1 else None


def _stands_apart(body: str, words: list[_Word], place: int) -> bool:
    """Whether a name follows a role or the end of a sentence, not the caption's own words."""
    before = body[:place].rstrip()
    return not before or before[-1] in _STOPS or bool(words and _ROLE.search(words[-1].text))


def _run_on(word: str, start: int) -> int | None:
    """The name at the end of a word that runs on from the caption."""
    name = name_at_end(word)
    if not name:
        return None
    before = word[: -len(name)]
    role = re.search(f"(?:{_ROLE.pattern})$", before)
    return start + (role.start() if role else len(before))
