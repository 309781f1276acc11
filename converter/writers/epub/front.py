"""The pages around the articles: the cover's, the front page, the furniture of the printed page."""

from __future__ import annotations

from converter.model import Issue, Text
from converter.writers.epub.plan import Entry, by_page
from converter.writers.epub.words import page_name, printed_date
from converter.writers.epub.xhtml import (
    Setting,
    clean,
    escape,
    headline_markup,
    page,
    phrase,
    source,
)


def issue_title(issue: Issue, setting: Setting) -> str:
    return " ".join(clean(issue.meta.title or "").split()) or setting.words.untitled_issue


def full_title(issue: Issue, setting: Setting) -> str:
    """The paper's name and the day: on a shelf of many issues one can be told from another."""
    day = printed_date(issue.meta.date, setting.language) or issue.meta.number or ""
    return " ".join(filter(None, (issue_title(issue, setting), day)))


def imprint(issue: Issue, setting: Setting) -> tuple[str, ...]:
    """The line below the masthead: date, number, publisher, as far as known."""
    meta = issue.meta
    parts = (printed_date(meta.date, setting.language), meta.number, meta.publisher)
    return tuple(part for part in parts if part and part.strip())


def cover_page(issue: Issue, cover_file: str, setting: Setting) -> bytes:
    title = full_title(issue, setting)
    alt = escape(f"{setting.words.cover}{setting.words.gap}{title}")
    body = (
        '<section class="cover">\n'
        f'<img src="{cover_file}" alt="{alt}" epub:type="cover" role="doc-cover"/>\n</section>'
    )
    return page(title, body, setting.language)


def contents_page(issue: Issue, entries: tuple[Entry, ...], setting: Setting) -> bytes:
    """The front page: every headline with its first sentence, by printed page."""
    under = "".join(f"<span>{escape(part)}</span> " for part in imprint(issue, setting)).strip()
    named = "masthead" if clean(issue.meta.title or "").strip() else "masthead missing"
    head = f'<header>\n<h1 class="{named}">{escape(issue_title(issue, setting))}</h1>'
    head += f'\n<p class="running-head">{under}</p>\n</header>' if under else "\n</header>"
    runs = []
    for label, run in by_page(entries):
        items = "\n".join(_headline(entry, setting) for entry in run)
        name = page_name(label, setting.words) if label else ""
        heading = f'<h2 class="folio">{escape(name)}</h2>\n' if name else ""
        runs.append(f'{heading}<ol class="headlines">\n{items}\n</ol>')
    listing = "\n".join(runs)
    label = escape(setting.words.contents)
    nav = f'\n<nav class="front" aria-label="{label}">\n{listing}\n</nav>' if runs else ""
    return page(setting.words.contents, head + nav, setting.language)


def _headline(entry: Entry, setting: Setting) -> str:
    article = entry.article
    section = ""
    if article.section and article.section.text.strip():
        section = f'<p class="section">{escape(article.section.text)}</p>'
    text = headline_markup(article, setting.language)
    lead = (
        f'<p class="lead">{phrase(entry.lead, setting.language)}</p>' if entry.lead and text else ""
    )
    text = text or escape(entry.lead or entry.label)
    link = f'<p class="headline"><a href="{entry.file_name}">{text}</a></p>'
    return f"<li>{section}{link}{lead}</li>"


def colophon_page(furniture: tuple[Text, ...], setting: Setting) -> bytes:
    """Running heads, folios and editors' lines: out of the text, and not lost."""
    title = escape(setting.words.colophon)
    items = "\n".join(
        f"<li{source(text.spans, setting)}>{escape(text.text)}</li>" for text in furniture
    )
    body = (
        '<section class="colophon" epub:type="colophon" role="doc-colophon" '
        f'aria-label="{title}">\n'
        f'<h1 class="heading">{title}</h1>\n<ul>\n{items}\n</ul>\n</section>'
    )
    return page(setting.words.colophon, body, setting.language)
