"""The edition as Markdown: CommonMark with tables, and front matter in YAML.

An article is a heading of the first level, a subhead one of the second; section and kicker stand as
lines above, deck and byline below. A page and what is printed around the articles are comments.
Read again by the converter it gives the same articles, as far as Markdown can say what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from converter.model import (
    Article,
    Block,
    Byline,
    Figure,
    Heading,
    Inlines,
    Issue,
    List,
    Paragraph,
    Quote,
    Separator,
    Table,
    Verse,
)
from converter.theme import Theme
from converter.walk import byline_text
from converter.writers.edition import Assets, Written
from converter.writers.epub.words import Words, page_name, words_of
from converter.writers.language import is_chinese
from converter.writers.markdown_inline import BREAK, escaped, line, phrase, quoted, text_line
from converter.writers.plain_losses import blocks, pictures


def write(issue: Issue, theme: Theme, assets: Assets, /) -> Written:
    """The issue as UTF-8; pictures are named, and must lie beside the file under their paths."""
    parts = (_front(issue), *_body(issue))
    text = "\n\n".join(filter(None, parts)) + "\n"
    return Written(text.encode("utf-8", "replace"), tuple(_losses(issue)))


def _losses(issue: Issue) -> Iterator[str]:
    yield from pictures(issue, "it is named, and must lie beside the file")
    for block in blocks(issue):
        if isinstance(block, Table) and block.header_rows > 1:
            yield "a table’s further header rows, which are rows like others"


def _front(issue: Issue) -> str:
    meta = issue.meta
    fields = (
        ("title", meta.title),
        ("date", meta.date),
        ("number", meta.number),
        ("language", meta.language),
        ("publisher", meta.publisher),
    )
    said = [f"{name}: {quoted(value)}" for name, value in fields if value]
    if meta.page_labels:
        said.append(f"pages: [{', '.join(map(quoted, meta.page_labels))}]")
    return "\n".join(("---", *said, "---"))


def _body(issue: Issue) -> Iterator[str]:
    words = words_of(issue.meta.language)
    chinese = is_chinese(issue.meta.language)
    for page, run in groupby(issue.articles, key=lambda article: article.page):
        if page and len(issue.meta.page_labels) != 1:
            yield _comment(page_name(page, words))
        for article in run:
            yield from _article(article, words, chinese)
    for text in issue.furniture:
        yield _comment(text.text)


def _comment(text: str) -> str:
    said = " ".join(text.split()).replace("--", "- -")
    return f"<!-- {said} -->" if said else ""


def _article(article: Article, words: Words, chinese: bool) -> Iterator[str]:
    for part in (article.section, article.kicker):
        yield text_line(part.text) if part else ""
    title = " ".join(part.text for part in article.title_lines) or article.title or ""
    if title.strip():
        yield f"# {escaped(' '.join(title.split()))}"
    yield text_line(article.subtitle.text) if article.subtitle else ""
    head, led = _byline(article.byline, chinese) if article.byline else ("", "")
    yield head
    yield _jump(words.continued_from, article.continued_from, words, chinese)
    run = article.blocks
    if led and run and isinstance(run[0], Paragraph):
        yield f"{led}{phrase(run[0].inlines)}"
        run = run[1:]
    elif led:
        yield led.strip()
    yield from _blocks(run)
    yield _jump(words.continued_on, article.continued_on, words, chinese)


def _byline(byline: Byline, chinese: bool) -> tuple[str, str]:
    """The byline as papers print it: a line of its own, and what stands before the first words."""
    if chinese:
        said = text_line(byline_text(byline))
        return ("", f"{said} ") if byline.agency or byline.dateline else (said, "")
    credits = byline_text(Byline(credits=byline.credits), english=True)
    above = [text_line(part) for part in (credits, byline.agency or "") if part]
    led = f"{text_line(byline.dateline)} — " if byline.dateline else ""
    return BREAK.join(above), led


def _jump(phrase_: str, page: str | None, words: Words, chinese: bool) -> str:
    if not page:
        return ""
    said = phrase_.format(page_name(page, words))
    return text_line(f"（{said}）" if chinese else said)


def _blocks(run: tuple[Block, ...]) -> Iterator[str]:
    """Blocks; of two lists side by side a comment keeps the second from going on with the first."""
    before: Block | None = None
    for block in run:
        if isinstance(block, List) and isinstance(before, List):
            yield "<!-- -->"
        if made := "\n".join(_block(block)):
            yield made
        before = block


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(inlines=inlines):
            yield line(inlines)
        case Heading(inlines=inlines):
            yield f"## {_one_line(inlines)}"
        case Figure():
            yield from _figure(block)
        case Quote(blocks=inner):
            yield from _set_in("\n\n".join(_blocks(inner)), "> ", "> ")
        case List():
            yield from _list(block)
        case Table():
            yield from _table(block)
        case Verse(lines=lines):
            yield _verse(lines)
        case Separator():
            yield "---"
        case _:
            assert_never(block)


def _one_line(inlines: Inlines) -> str:
    return phrase(inlines).replace(BREAK, " ").strip()


def _set_in(text: str, first: str, rest: str) -> Iterator[str]:
    """Lines behind a mark, and those below it as far in."""
    for n, each in enumerate(text.split("\n")):
        yield f"{rest if n else first}{each}".rstrip()


def _figure(figure: Figure) -> Iterator[str]:
    if figure.image:
        alt = escaped(" ".join((figure.alt or "").split()))
        yield f"![{alt}](<{_path(figure.image)}>)"
    credit = escaped(figure.credit.text) if figure.credit else ""
    caption = line(figure.caption)
    if caption or credit:
        yield " ".join(filter(None, (caption, credit)))


def _path(image: str) -> str:
    """A path as Markdown takes it between angle brackets."""
    return "".join(f"%{ord(c):02X}" if c in "%<>\\\n?#" else c for c in image)


def _list(block: List) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.ordered else "- "
        inner = list(_blocks(item))
        # An item of one text and the lists in it is set close.
        tight = all(isinstance(each, Paragraph | List) for each in item)
        text = ("\n" if tight and len(item) < 3 else "\n\n").join(inner)
        yield from _set_in(text, mark, " " * len(mark))


def _table(table: Table) -> Iterator[str]:
    """A table with its head; without one it has an empty one, for Markdown knows no other."""
    width = max(map(len, table.rows), default=0)
    if not width:
        return
    rows = [_row(row, width) for row in table.rows]
    head = rows.pop(0) if table.header_rows > 0 else f"|{'  |' * width}"
    yield from (head, f"|{' --- |' * width}", *rows)


def _row(row: tuple[Inlines, ...], width: int) -> str:
    cells = [_cell(cell) for cell in row] + [""] * (width - len(row))
    return f"| {' | '.join(cells)} |"


def _cell(cell: Inlines) -> str:
    return phrase(cell).replace(BREAK, "<br>").replace("|", "\\|").strip()


def _verse(lines: tuple[Inlines, ...]) -> str:
    """Lines with meant breaks, stanzas parted by an empty line."""
    stanzas: list[list[str]] = [[]]
    for each in lines:
        if _one_line(each):
            stanzas[-1].append(line(each))
        elif stanzas[-1]:
            stanzas.append([])
    return "\n\n".join(BREAK.join(stanza) for stanza in stanzas if stanza)
