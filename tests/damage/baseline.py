"""The simplest reader, to compare with: an empty line parts blocks, `#` marks headlines."""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


def convert(pages: Sequence[str], labels: Sequence[str], meta: Json) -> Json:
    articles: list[Json] = []
    for page, label in zip(pages, labels, strict=True):
        articles += _page(page, label)
    return {"meta": meta, "articles": articles, "furniture": []}


def _page(text: str, label: str) -> list[Json]:
    articles: list[Json] = []
    for chunk in text.replace("\f", "\n\n").split("\n\n"):
        lines = [line.strip() for line in chunk.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("#"):
            titles = [line.lstrip("# ") for line in lines]
            articles.append(_article(label, titles))
        else:
            if not articles:
                articles.append(_article(label, []))
            articles[-1]["blocks"].append({"type": "paragraph", "text": " ".join(lines)})
    return articles


def _article(label: str, titles: list[str]) -> Json:
    names = ("section", "kicker", "subtitle", "byline", "continued_from", "continued_on")
    empty: Json = dict.fromkeys(names)
    title = " ".join(titles) or None
    return {"page": label, "title": title, "title_lines": titles, "blocks": []} | empty
