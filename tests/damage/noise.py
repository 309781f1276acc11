"""What extraction does to single characters."""

import re
from random import Random

from tests.damage.lines import PARTED, SOFT
from tests.damage.press import Piece, Style

FOLD = str.maketrans("，：；！？（）", ",:;!?()")
STRAIGHT_HAN = str.maketrans("“”", '""')
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"))
HAN = "\u4e00-\u9fff"
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])(?=[{HAN}])")
AT_NUMBER = re.compile(rf"(?<=[{HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{HAN}])")


def spoil(line: str, piece: Piece, style: Style, rng: Random) -> str:
    """One line of a piece as extraction leaves it.

    Stray spaces come only into running text: in a headline or a list of names nobody could tell
    them from the printed ones.
    """
    if line.endswith((SOFT, PARTED)):
        line = line[:-1] + ("-" if line[-1] == SOFT else "")
    line = line.rstrip(" ")
    if style.kind == "clean":
        return line
    if style.spaced and piece.role == "text":
        start = max(0, len(line) - len(piece.said)) if piece.opens else 0
        line = line[:start] + _stray(line[start:], style.spaced, rng)
    if style.folded:
        line = line.translate(FOLD)
    if style.straight:
        line = line.translate(STRAIGHT_HAN if style.han else STRAIGHT)
    if style.ligatures:
        for letters, ligature in LIGATURES:
            line = line.replace(letters, ligature)
    return line


def _stray(text: str, rate: float, rng: Random) -> str:
    text = BETWEEN_HAN.sub(lambda _: " " if rng.random() < rate else "", text)
    return AT_NUMBER.sub(lambda _: " " if rng.random() < 5 * rate else "", text)
