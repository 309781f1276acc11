"""What extraction does to single characters."""

import re
from random import Random

from tests.damage.lines import PARTED, SOFT
from tests.damage.press import Piece, Style

FOLD = str.maketrans("，：；！？（）", ",:;!?()")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"))
JUMP = re.compile("[下上紧緊][转轉接]第?[A-Z0-9一二三四五六七八九]")
INVISIBLE = ("\u200b", "\ufeff", "\u200d")
HAN = "\u4e00-\u9fff"
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])(?=[{HAN}])")
AT_NUMBER = re.compile(rf"(?<=[{HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{HAN}])")


def spoil(line: str, piece: Piece, style: Style, rng: Random) -> str:
    """One line of a piece as extraction leaves it."""
    if line.endswith((SOFT, PARTED)):
        line = line[:-1] + (style.hyphen if line[-1] == SOFT else "")
    line = line.rstrip(" ")
    if style.kind == "clean":
        return line
    if style.spaced and _may_stray(line, piece):
        start, end = _running(line, piece)
        line = line[:start] + _stray(line[start:end], style.spaced, rng) + line[end:]
    if style.invisible:
        line = _unseen(line, style.invisible, rng)
    if style.folded:
        line = "".join(c.translate(FOLD) if rng.random() < style.folded else c for c in line)
    line = _respelled(line, style)
    if style.ligatures:
        for letters, ligature in LIGATURES:
            line = line.replace(letters, ligature)
    return line


def _respelled(line: str, style: Style) -> str:
    """With the marks that the extraction knows."""
    if style.marks_as:
        line = line.translate(str.maketrans("“”‘’"[: len(style.marks_as)], style.marks_as))
    line = line.replace("。", style.stop)
    if style.dash:
        line = line.replace("——" if style.han else "—", style.dash)
    if style.dots:
        line = line.replace("……", style.dots)
    return line.translate(WIDE) if style.wide_digits else line


def _may_stray(line: str, piece: Piece) -> bool:
    """In a list of names, or where printed spaces part the line, nobody could tell a stray one."""
    if piece.role in ("title", "kicker", "deck", "subhead"):
        return " " not in line
    return piece.role in ("text", "caption") and not JUMP.search(line)


def _running(line: str, piece: Piece) -> tuple[int, int]:
    """From where to where a line is running text, free of a byline's or a caption's names."""
    if piece.role == "text":
        start = max(0, len(line) - len(piece.said)) if piece.opens else 0
        signed = piece.closes and line.endswith("）")
        return start, (max(start, line.rfind("（")) if signed else len(line))
    return 0, (line.find(" ") if " " in line else len(line))


def _unseen(text: str, rate: float, rng: Random) -> str:
    return "".join(c + (rng.choice(INVISIBLE) if rng.random() < rate else "") for c in text)


def _stray(text: str, rate: float, rng: Random) -> str:
    blank = rng.choice((" ",) * 9 + ("\u3000",))
    text = BETWEEN_HAN.sub(lambda _: blank if rng.random() < rate else "", text)
    return AT_NUMBER.sub(lambda _: " " if rng.random() < 5 * rate else "", text)
