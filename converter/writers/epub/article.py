"""The page of one article: head, text, the way to its other half and to its neighbours."""

from __future__ import annotations

from typing import Literal

from converter.model import Article, Byline, Text
from converter.writers.epub.plan import Entry, headline
from converter.writers.epub.words import page_name
from converter.writers.epub.xhtml import (
    Setting,
    block_markup,
    escape,
    headline_markup,
    page,
    phrase,
    source,
)
from converter.writers.language import is_chinese

CONTENTS = "contents.xhtml"


def article_page(entries: tuple[Entry, ...], index: int, setting: Setting) -> bytes:
    """The content document of the article at `index`."""
    entry = entries[index]
    article = entry.article
    named = 'aria-labelledby="title"'
    if not headline(article):
        named = f'aria-label="{escape(entry.label)}"'
    came, goes = entry.comes_from, entry.goes_on
    parts = (
        f"<article {named}>",
        page_mark(entry, setting),
        _head(article, setting),
        _jump("from", article.continued_from, None if came is None else entries[came], setting),
        block_markup(article.blocks, setting),
        _jump("on", article.continued_on, None if goes is None else entries[goes], setting),
        "</article>",
        _turn(entries, index, setting),
    )
    return page(entry.label, "\n".join(filter(None, parts)), setting.language)


def page_mark(entry: Entry, setting: Setting) -> str:
    """The place where a printed page begins (EPUB Accessibility 1.1, 4.1.3: page navigation)."""
    if not entry.page_anchor:
        return ""
    name = page_name(entry.article.page or "", setting.words)
    label = escape(" ".join(filter(None, (setting.day, name))))
    return (
        f'<span id="{entry.page_anchor}" epub:type="pagebreak" role="doc-pagebreak" '
        f'aria-label="{label}"></span>'
    )


def _head(article: Article, setting: Setting) -> str:
    group = [_line("kicker", article.kicker, setting), _title(article, setting)]
    if article.subtitle and article.subtitle.text.strip():
        group.append(
            '<p class="subtitle" epub:type="subtitle" role="doc-subtitle"'
            f"{source(article.subtitle.spans, setting)}>{phrase(article.subtitle.text, setting.language)}</p>"
        )
    lines = [_line("section", article.section, setting), *_grouped(group)]
    if article.byline and (byline := byline_markup(article.byline, setting.language)):
        place = source(article.byline.spans, setting)
        lines.append(f'<p class="byline"{place}>{byline}</p>')
    body = "\n".join(filter(None, lines))
    return f"<header>\n{body}\n</header>" if body else ""


def _grouped(lines: list[str]) -> list[str]:
    """Kicker and deck are parts of the headline's group and no headings of their own."""
    kept = [line for line in lines if line]
    if not any(line.startswith("<h1") for line in kept) or len(kept) < 2:
        return kept
    return ["<hgroup>", *kept, "</hgroup>"]


def _line(role: str, text: Text | None, setting: Setting) -> str:
    if not text or not text.text.strip():
        return ""
    return (
        f'<p class="{role}"{source(text.spans, setting)}>{phrase(text.text, setting.language)}</p>'
    )


def _title(article: Article, setting: Setting) -> str:
    if not headline(article):
        return ""
    place = source(tuple(s for line in article.title_lines for s in line.spans), setting)
    markup = headline_markup(article, setting.language)
    return f'<h1 class="title" id="title"{place}>{markup}</h1>'


def byline_markup(byline: Byline, language: str) -> str:
    """The byline as papers of the language print it, each part of it marked for what it is."""
    chinese = is_chinese(language)
    credits, comma = [], " " if chinese else ", "
    for credit in byline.credits:
        names = comma.join(_span("name", name) for name in credit.names if name)
        role = _span("role", credit.role) if credit.role else ""
        credits.append(f'<span class="credit-line">{" ".join(filter(None, (role, names)))}</span>')
    agency = _span("agency", byline.agency) if byline.agency else ""
    dateline = _span("dateline", byline.dateline) if byline.dateline else ""
    if not chinese:
        return " · ".join(filter(None, ("; ".join(credits), agency, dateline)))
    head, who = agency + dateline, "　".join(credits)
    return f"{head}（{who}）" if head and who else head + who


def _span(name: str, text: str) -> str:
    return f'<span class="{name}">{escape(text)}</span>'


def _jump(
    way: Literal["from", "on"], label: str | None, other: Entry | None, setting: Setting
) -> str:
    """“下转A2版”, a link where the other half is in the issue."""
    if not label:
        return ""
    phrase = setting.words.continued_from if way == "from" else setting.words.continued_on
    text = escape(phrase.format(_within_phrase(label, setting)))
    if other:
        text = f'<a href="{other.file_name}">{text}</a>'
    return f'<p class="jump">{text}</p>'


def _within_phrase(label: str, setting: Setting) -> str:
    name = page_name(label, setting.words)
    return name if is_chinese(setting.language) or name == label else name[:1].lower() + name[1:]


def _turn(entries: tuple[Entry, ...], index: int, setting: Setting) -> str:
    """Links to the article before, to the contents, and to the article after."""
    words = setting.words
    links = []
    if index > 0:
        before = entries[index - 1]
        text = escape(words.previous.format(before.label))
        links.append(f'<li><a rel="prev" href="{before.file_name}">{text}</a></li>')
    if index + 1 < len(entries):
        after = entries[index + 1]
        text = escape(words.next.format(after.label))
        links.append(f'<li><a rel="next" href="{after.file_name}">{text}</a></li>')
    links.append(f'<li><a href="{CONTENTS}">{escape(words.contents)}</a></li>')
    items = "\n".join(links)
    return f'<nav class="turn" aria-label="{escape(words.turn)}">\n<ul>\n{items}\n</ul>\n</nav>'
