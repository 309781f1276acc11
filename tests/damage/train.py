"""Learn the weights of the tagger from the tuning articles: `python -m tests.damage.train`.

The tuning issues are damaged by many seeds; each printed line's right label is known, since the
press knows what it set. `learn` learns weights from them, several times over, and takes their
mean; `network` learns the network that gives a second opinion (with PyTorch: `.[learn]`). Both are
written to `converter/repair/weights.npz`. The scoring articles are never read here.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from converter.page import Chunk
from converter.readers.document import Document
from converter.readers.text import read
from converter.repair import jumps, prepare
from converter.repair.features import PageView
from converter.repair.heads import flag_features
from converter.repair.labels import LABELS, OPEN
from converter.repair.lines import look
from converter.repair.record import Profile
from converter.repair.weights import Weights, save, shipped
from tests.damage.body import BULLETS
from tests.damage.damage import HANT, kinds_for
from tests.damage.learn import Example, learn, mean
from tests.damage.network import learn_network
from tests.damage.pages import Page, paginate, render
from tests.damage.press import Json, Piece, page_style
from tests.damage.story import set_story

HERE = Path(__file__).parent
WEIGHTS = HERE.parent.parent / "converter" / "repair" / "weights.npz"
ROLES = {
    "section": "section", "kicker": "kicker", "title": "title", "deck": "deck",
    "byline": "credit", "text": "paragraph", "subhead": "heading", "caption": "caption",
    "list": "item", "table": "row", "verse": "verse", "separator": "rule",
    "furniture": "furniture", "jump": "jump", "picture": "picture",
}  # fmt: skip


def pages(issue: Json, kind: str, seed: int) -> Iterator[tuple[Page, str]]:
    """The damaged pages, with the pieces they were set from."""
    if kind == "hant":
        kind = HANT[seed % len(HANT)]
    rng = random.Random(f"train/{kind}/{seed}/{issue['meta']['title']}")
    issue = copy.deepcopy(issue)
    style = page_style(kind, issue["meta"]["language"], rng)
    stories = [set_story(article, style, rng) for article in issue["articles"]]
    for page in paginate(issue, stories, style, rng):
        yield page, render(page, style, rng)


def labels(page: Page) -> list[str]:
    """The right label of each printed line, in order."""
    out: list[str] = []
    last = ""
    for piece in page.pieces:
        if piece.role == "gap":
            continue
        for n, line in enumerate(piece.lines):
            if not line.strip():
                continue
            out.append(_label(piece, n, line, last))
            last = out[-1]
    return out


def _label(piece: Piece, n: int, line: str, last: str) -> str:
    role = ROLES[piece.role]
    if role == "paragraph":
        if not n and jumps.from_page(line.strip()):
            return "paragraph"
        if n or (not piece.opens and last in OPEN):
            return "paragraph+"
        return "paragraph" if piece.opens else "paragraph>"
    if role == "title" and last in ("title", "title+"):
        return "title+"
    if role == "credit" and last in ("credit", "credit+") and piece.tight:
        return "credit+"
    if role == "item":
        starts = not n or _starts_item(line, piece.lines[0])
        return "item" if starts else "item+"
    if n and f"{role}+" in LABELS:
        return f"{role}+"
    return role


def _starts_item(line: str, first: str) -> bool:
    """Items begin like the first one: with its bullet, or with a number; or each is a line."""
    if first[0] in BULLETS:
        return line[0] == first[0]
    if first[0].isdigit() or first[0] in "(（":
        head = line.lstrip("(（")[:2]
        return head[:1].isdigit() and line[:1].isdigit() == first[:1].isdigit() and _marks(line)
    return True


def _marks(line: str) -> bool:
    head = line.lstrip("(（").lstrip("0123456789")
    return head[:1] in (".", "、", "）", ")") and not head[1:2].isdigit()


def examples(seeds: int) -> Iterator[Example]:
    """Whole issues, and their stories one by one: a page may hold a single one, or bare text."""
    for path in sorted((HERE / "issues" / "tune").glob("*.json")):
        issue = json.loads(path.read_text("utf-8"))
        language = issue["meta"]["language"]
        for kind in kinds_for(language):
            for seed in range(seeds if kind != "clean" else 2):
                for part in (issue, _alone(issue, random.Random(f"{path.name}/{kind}/{seed}"))):
                    for page, text in pages(part, kind, seed):
                        example = _example(page, text, language, path.stem)
                        if example:
                            yield example


def _alone(issue: Json, rng: random.Random) -> Json:
    """An issue of one story, at times without its head or with no more than its text."""
    article = copy.deepcopy(rng.choice(issue["articles"]))
    chance = rng.random()
    if chance < 0.3:
        article.update(section=None, kicker=None, subtitle=None, byline=None)
    if chance < 0.15:
        article.update(title=None, title_lines=[])
        texts = [b for b in article["blocks"] if b["type"] == "paragraph"]
        article["blocks"] = texts[: rng.randint(1, 4)] or article["blocks"]
    return {**issue, "articles": [article]}


def _example(page: Page, text: str, language: str, group: str) -> Example | None:
    source = read(Document(name="page.txt", data=text.encode()))
    chunks: tuple[Chunk, ...] = prepare(source.chunks, Profile(language))
    right = labels(page)
    if len(right) != len(chunks):
        print(f"skipped a page: {len(right)} lines set, {len(chunks)} read")
        return None
    return Example(PageView(look(chunks), language.startswith("zh")), right, group)


def learn_flags(rounds: int = 30) -> dict[str, float]:
    """An averaged perceptron for `heads.is_flag`: a flag before a headline, or a headline alone.

    To take a headline's line for a flag is worse than to miss a flag: it needs the wider margin.
    """
    data = list(_headlines())
    weights: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    order = random.Random(7)
    for _ in range(rounds):
        order.shuffle(data)
        for parts, flag in data:
            names = list(flag_features(parts))
            score = sum(weights[name] for name in names)
            if (flag and score <= 1) or (not flag and score >= -3):
                for name in names:
                    weights[name] += 1 if flag else -1
            for name, weight in weights.items():
                total[name] += weight
    steps = rounds * len(data)
    return {name: round(total[name] / steps, 3) for name in sorted(total)}


def _headlines() -> Iterator[tuple[list[str], bool]]:
    """Headlines after a flag, headlines of several lines, and such as a word's end parts in two."""
    import rjieba

    for path in sorted((HERE / "issues" / "tune").glob("zh*.json")):
        for article in json.loads(path.read_text("utf-8"))["articles"]:
            lines = " ".join(article["title_lines"] or ()).split()
            if article["section"] and lines:
                yield [article["section"], *lines], True
            if len(lines) > 1:
                yield lines, False
            elif lines and len(lines[0]) >= 9:
                first = ""
                for word in rjieba.cut(lines[0]):
                    if len(first) >= 4:
                        break
                    first += word
                if len(lines[0]) - len(first) >= 4:
                    yield [first, lines[0][len(first) :]], False


def show(weights: Weights, feature: str) -> str:
    """The weights of one feature, in each layout."""
    lines = []
    for name, row in zip(weights.names, weights.rows, strict=True):
        if name.endswith(feature):
            said = " ".join(
                f"{k}={v:+.2f}" for k, v in zip(LABELS, row * weights.unit, strict=True) if v
            )
            lines.append(f"{name}: {said}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--network-rounds", type=int, default=8)
    parser.add_argument("--times", type=int, default=2, help="learnings, whose mean is taken")
    parser.add_argument(
        "--show", metavar="FEATURE", help="print a feature's weights, learn nothing"
    )
    options = parser.parse_args()
    if options.show:
        print(show(shipped(), options.show))
        return
    data = list(examples(options.seeds))
    print(f"{len(data)} pages")
    weights = mean([learn(data, options.rounds, chance=n) for n in range(options.times)])
    weights.flag = learn_flags()
    learned = learn_network(data, options.network_rounds)
    weights = weights.beside(learned.network, learned.names, learned.seen)
    with WEIGHTS.open("wb") as file:
        save(weights, file)


if __name__ == "__main__":
    main()
