"""The EPUB writer: plan, pages, cover, style sheet, and the package that binds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from converter import flatplan
from converter.model import Figure, Issue
from converter.pictures import Picture
from converter.proof import Record, data_digest, record, to_text
from converter.theme import Theme
from converter.walk import descend
from converter.writers.edition import Assets, Written
from converter.writers.epub.article import CONTENTS, article_page, page_mark
from converter.writers.epub.cover_picture import cover_picture
from converter.writers.epub.faces import Embedded, embed
from converter.writers.epub.front import colophon_page, contents_page, cover_page, full_title
from converter.writers.epub.losses import losses
from converter.writers.epub.metadata import identifier, metadata, modified
from converter.writers.epub.package import Branch, Document, Package, Resource, bind
from converter.writers.epub.pictures import for_screen
from converter.writers.epub.plan import Entry, by_page, by_section, plan
from converter.writers.epub.style import style_sheet
from converter.writers.epub.words import language_tag, page_name, words_of
from converter.writers.epub.xhtml import STYLE_SHEET, Placed, Setting, clean

COVER_PAGE, COLOPHON = "cover.xhtml", "colophon.xhtml"


@dataclass(frozen=True, slots=True)
class Part:
    """An issue made ready to be bound: alone, or with others."""

    issue: Issue
    theme: Theme
    setting: Setting
    entries: tuple[Entry, ...]
    documents: tuple[Document, ...]
    resources: tuple[Resource, ...]
    contents: tuple[Branch, ...]
    record: Record
    lost: tuple[str, ...]


def write(issue: Issue, theme: Theme, assets: Assets, /) -> Written:
    """An issue as EPUB 3.3: the same bytes for the same input."""
    # The cover first: its pixels are gone before the pages are there.
    cover, said = _cover(issue, theme, assets)
    made = part(issue, theme, assets)
    setting, words = made.setting, made.setting.words
    paged = any(entry.page_anchor for entry in made.entries)
    package = Package(
        identifier=identifier(issue),
        title=clean(full_title(issue, setting)),
        language=setting.language,
        modified=modified(issue, assets.moment),
        metadata=metadata(issue, setting, paged=paged),
        documents=(cover_document(issue, cover, setting), *made.documents),
        resources=made.resources,
        cover=cover,
        contents=made.contents,
        contents_title=words.contents,
        landmarks_title=words.landmarks,
        pages_title=words.print_edition,
        proof=to_text(made.record).encode(),
        flatplans=(flatplan.to_text(issue).encode(),),
        digest=made.record.digest,
    )
    return Written(bind(package), made.lost + said)


def _cover(issue: Issue, theme: Theme, assets: Assets) -> tuple[Resource, tuple[str, ...]]:
    theme, words = theme.in_language(issue.meta.language), words_of(issue.meta.language)
    setting = Setting(language_tag(issue.meta.language), words, {})
    return cover_picture(issue, plan(issue, words), theme, setting, assets.faces)


def cover_document(issue: Issue, cover: Resource, setting: Setting) -> Document:
    """The page that shows the cover."""
    name, content = setting.words.cover, cover_page(issue, cover.file_name, setting)
    return Document(COVER_PAGE, name, content, ("cover", name))


def part(issue: Issue, theme: Theme, assets: Assets, day: str = "") -> Part:
    """All that an issue brings into a book; `day` tells it from the others in there."""
    theme = theme.in_language(issue.meta.language)
    words = words_of(issue.meta.language)
    placed = _place(issue, assets.pictures)
    setting = Setting(language_tag(issue.meta.language), words, placed, assets.lines, day)
    digests = {path: data_digest(each.picture.data) for path, each in placed.items()}
    entries = plan(issue, words)
    documents = tuple(_documents(issue, entries, setting))
    faces = Embedded()
    if assets.embed_fonts:
        faces = embed(theme, setting.language, documents, assets.faces)
    drawn = faces.first_in(theme)
    return Part(
        issue,
        theme,
        setting,
        entries,
        documents,
        (
            Resource(STYLE_SHEET, "text/css", style_sheet(drawn, setting.language, faces.rules)),
            *(Resource(p.file_name, p.picture.media_type, p.picture.data) for p in placed.values()),
            *faces.resources,
        ),
        tuple(_contents(entries, documents, setting)),
        record(issue, assets.lines, pictures=digests),
        losses(issue, assets) + faces.lost,
    )


def _place(issue: Issue, pictures: Mapping[str, Picture]) -> dict[str, Placed]:
    """A file for each picture that is used and to be had: its own name made safe and unique."""
    placed: dict[str, Placed] = {}
    for article in issue.articles:
        for block in descend(article.blocks):
            if not isinstance(block, Figure) or not block.image or block.image in placed:
                continue
            if picture := pictures.get(block.image):
                stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(block.image).stem.lower())
                name = f"{len(placed) + 1:03}-{stem.strip('-')[:40] or 'picture'}"
                shown = for_screen(picture)
                placed[block.image] = Placed(shown, f"pictures/{name}.{shown.suffix}")
    return placed


def _documents(issue: Issue, entries: tuple[Entry, ...], setting: Setting) -> Iterator[Document]:
    words = setting.words
    yield Document(
        CONTENTS, words.contents, contents_page(issue, entries, setting), ("toc", words.contents)
    )
    for index, entry in enumerate(entries):
        yield Document(
            entry.file_name,
            entry.label,
            article_page(entries, index, setting),
            # ebooklib's name for the landmark “bodymatter”.
            ("text", words.body) if index == 0 else None,
            page_mark(entry, setting),
        )
    if furniture := tuple(text for text in issue.furniture if text.text.strip()):
        yield Document(
            COLOPHON,
            words.colophon,
            colophon_page(furniture, setting),
            ("colophon", words.colophon),
        )


def _contents(
    entries: tuple[Entry, ...], documents: tuple[Document, ...], setting: Setting
) -> Iterator[Branch]:
    """The table of contents: front page, articles by printed page and section, colophon."""
    first, last = documents[0], documents[-1]
    yield Branch(first.title, first.file_name)
    for page, run in by_page(entries):
        branches = tuple(_sections(run))
        if page and page.strip():
            yield Branch(clean(page_name(page, setting.words)), run[0].file_name, branches)
        else:
            yield from branches
    if last.file_name == COLOPHON:
        yield Branch(last.title, last.file_name)


def _sections(run: tuple[Entry, ...]) -> Iterator[Branch]:
    for section, group in by_section(run):
        branches = tuple(Branch(entry.label, entry.file_name) for entry in group)
        if section:
            yield Branch(section, group[0].file_name, branches)
        else:
            yield from branches
