"""The edition as one HTML page that needs nothing else: the theme's style sheet, pictures as data.

Articles stand in the order of the pages, each under its anchor; a list of contents leads to them.
The markup of blocks and inlines is that of the EPUB.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from converter.model import Article, Figure, Issue
from converter.theme import Theme
from converter.walk import descend
from converter.writers.edition import Assets, Written
from converter.writers.epub.article import byline_markup
from converter.writers.epub.front import full_title, imprint, issue_title
from converter.writers.epub.losses import losses
from converter.writers.epub.plan import Entry, by_page, headline, plan
from converter.writers.epub.style import style_sheet
from converter.writers.epub.words import language_tag, page_name, words_of
from converter.writers.epub.xhtml import (
    Placed,
    Setting,
    block_markup,
    clean,
    escape,
    headline_markup,
    source,
)
from converter.writers.language import is_chinese

STYLE = """\
:root { color-scheme: light dark; }
body { max-width: 42em; margin: 0 auto; }
body > header { text-align: center; }
.contents { margin: 2em auto; }
.contents ol { list-style: none; }
.contents li { padding: 0.3em 0; }
.contents a { color: inherit; text-decoration: none; }
.contents .folio { margin: 1em 0 0.2em; text-align: start; font-weight: bold; }
article { margin: 3em auto; padding: 1em 0 0; border-top: medium solid; }
.colophon { margin: 3em auto 1em; border-top: thin solid; font-size: 0.85em; }
@media print { .contents { display: none; } article { break-inside: auto; } }
"""


def write(issue: Issue, theme: Theme, assets: Assets, /) -> Written:
    """The issue as HTML; lost are pictures that are missing and unsafe links."""
    theme = theme.in_language(issue.meta.language)
    words = words_of(issue.meta.language)
    setting = Setting(
        language_tag(issue.meta.language), words, _pictures(issue, assets), assets.lines
    )
    entries = plan(issue, words)
    css = style_sheet(theme, setting.language).decode() + STYLE
    title = escape(clean(full_title(issue, setting)))
    body = "\n".join(filter(None, _body(issue, entries, setting)))
    page = (
        f'<!DOCTYPE html>\n<html lang="{setting.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{css}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return Written(_void(page).encode("utf-8", "replace"), losses(issue, assets))


def _void(page: str) -> str:
    """HTML has no mark for an element without content."""
    return page.replace("<br/>", "<br>").replace("<hr/>", "<hr>").replace('"/>', '">')


def _pictures(issue: Issue, assets: Assets) -> dict[str, Placed]:
    placed: dict[str, Placed] = {}
    for article in issue.articles:
        for block in descend(article.blocks):
            image = block.image if isinstance(block, Figure) else None
            if image and image not in placed and (picture := assets.pictures.get(image)):
                data = b64encode(picture.data).decode()
                placed[image] = Placed(picture, f"data:{picture.media_type};base64,{data}")
    return placed


def _body(issue: Issue, entries: tuple[Entry, ...], setting: Setting) -> Iterator[str]:
    under = "".join(f"<span>{escape(part)}</span> " for part in imprint(issue, setting)).strip()
    named = "masthead" if clean(issue.meta.title or "").strip() else "masthead missing"
    yield f'<header>\n<h1 class="{named}">{escape(issue_title(issue, setting))}</h1>'
    yield f'<p class="running-head">{under}</p>\n</header>' if under else "</header>"
    if len(entries) > 1:
        yield _contents(entries, setting)
    yield "<main>"
    for number in range(len(entries)):
        yield _article(entries, number, setting)
    yield "</main>"
    if furniture := [text for text in issue.furniture if clean(text.text).strip()]:
        rows = "\n".join(
            f"<li{source(text.spans, setting)}>{escape(text.text)}</li>" for text in furniture
        )
        label = escape(setting.words.colophon)
        yield f'<footer class="colophon" aria-label="{label}">\n<ul>\n{rows}\n</ul>\n</footer>'


def _contents(entries: tuple[Entry, ...], setting: Setting) -> str:
    rows = []
    numbers = iter(range(1, len(entries) + 1))
    for page, run in by_page(entries):
        if page and page.strip():
            rows.append(f'<p class="folio">{escape(page_name(page, setting.words))}</p>')
        items = (
            f'<li><a href="#article-{next(numbers)}">{escape(entry.label)}</a></li>'
            for entry in run
        )
        rows.append("<ol>\n" + "\n".join(items) + "\n</ol>")
    label = escape(setting.words.contents)
    return f'<nav class="contents" aria-label="{label}">\n' + "\n".join(rows) + "\n</nav>"


def _article(entries: tuple[Entry, ...], number: int, setting: Setting) -> str:
    entry = entries[number]
    article = entry.article
    anchor = f"article-{number + 1}"
    label = escape(entry.label)
    came, goes = entry.comes_from, entry.goes_on
    parts = (
        f'<article id="{anchor}" aria-label="{label}">',
        _page_mark(entry, setting),
        _head(article, setting),
        _jump(setting.words.continued_from, article.continued_from, came, setting),
        block_markup(article.blocks, setting).replace("<h2 ", "<h3 ").replace("</h2>", "</h3>"),
        _jump(setting.words.continued_on, article.continued_on, goes, setting),
        "</article>",
    )
    return "\n".join(filter(None, parts))


def _page_mark(entry: Entry, setting: Setting) -> str:
    if not entry.page_anchor:
        return ""
    label = escape(page_name(entry.article.page or "", setting.words))
    return f'<p class="folio" id="{entry.page_anchor}">{label}</p>'


def _head(article: Article, setting: Setting) -> str:
    lines = []
    for role, text in (("section", article.section), ("kicker", article.kicker)):
        if text and clean(text.text).strip():
            place = source(text.spans, setting)
            lines.append(f'<p class="{role}"{place}>{escape(text.text)}</p>')
    if headline(article):
        place = source(tuple(s for line in article.title_lines for s in line.spans), setting)
        markup = headline_markup(article, setting.language)
        lines.append(f'<h2 class="title"{place}>{markup}</h2>')
    if article.subtitle and clean(article.subtitle.text).strip():
        place = source(article.subtitle.spans, setting)
        lines.append(
            f'<p class="subtitle" role="doc-subtitle"{place}>{escape(article.subtitle.text)}</p>'
        )
    if article.byline and (byline := byline_markup(article.byline, setting.language)):
        lines.append(f'<p class="byline"{source(article.byline.spans, setting)}>{byline}</p>')
    return "<header>\n" + "\n".join(lines) + "\n</header>" if lines else ""


def _jump(phrase: str, label: str | None, other: int | None, setting: Setting) -> str:
    """“下转A2版”, a link where the other half is on the page."""
    if not label:
        return ""
    name = page_name(label, setting.words)
    if not is_chinese(setting.language) and name != label:
        name = name[:1].lower() + name[1:]
    text = escape(phrase.format(name))
    if other is not None:
        text = f'<a href="#article-{other + 1}">{text}</a>'
    return f'<p class="jump">{text}</p>'
