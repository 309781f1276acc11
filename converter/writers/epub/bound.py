"""Several issues bound into one book: a contents by date, and each issue in a folder of its own.

The order in which they are given does not matter: they stand by date, then by name. What two
issues have alike (a page A1, an article-001) is told apart by the folder and the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import uuid5

from converter import flatplan
from converter.model import Article, Issue, Meta
from converter.proof import to_text, together
from converter.theme import Theme
from converter.writers.edition import Assets, Written
from converter.writers.epub.article import CONTENTS
from converter.writers.epub.book import Part, cover_document, part
from converter.writers.epub.cover_picture import cover_picture
from converter.writers.epub.front import full_title, issue_title
from converter.writers.epub.metadata import NAMESPACE, identifier, metadata, modified
from converter.writers.epub.package import Branch, Document, Metadatum, Package, Resource, bind
from converter.writers.epub.plan import Entry
from converter.writers.epub.style import style_sheet
from converter.writers.epub.words import iso_date, printed_date
from converter.writers.epub.xhtml import (
    STYLE_SHEET,
    Placed,
    Setting,
    clean,
    escape,
    headline_markup,
    page,
)
from converter.writers.language import is_chinese

ROOM = 8
"""Headlines that the cover of several issues has room for, about."""


@dataclass(frozen=True, slots=True)
class Bound:
    """An issue to be bound with others."""

    name: str
    """By which issues of one day are put in order."""
    issue: Issue
    theme: Theme
    assets: Assets


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A bound issue's place in the book."""

    folder: str
    title: str
    part: Part

    @property
    def front(self) -> str:
        return f"{self.folder}/{CONTENTS}"


def write_bound(issues: Sequence[Bound]) -> Written:
    """One EPUB of several issues."""
    leaves = tuple(_leaves(sorted(issues, key=_order)))
    whole = _whole(leaves)
    first = leaves[0].part
    setting = replace(first.setting, pictures=_pictures(leaves), day="")
    words = setting.words
    record = together([leaf.part.record for leaf in leaves])
    paged = any(entry.page_anchor for leaf in leaves for entry in leaf.part.entries)
    finder = issues[0].assets.faces
    shown = tuple(entry for leaf in leaves for entry in _leads(leaf, len(leaves)))
    cover, said = cover_picture(whole, shown, first.theme, setting, finder)
    package = Package(
        identifier=uuid5(NAMESPACE, "\n".join(identifier(each.part.issue) for each in leaves)).urn,
        title=clean(full_title(whole, setting)),
        language=setting.language,
        modified=max(modified(each.issue, each.assets.moment) for each in issues),
        metadata=(*_metadata(leaves), *metadata(whole, setting, paged=paged)),
        documents=(cover_document(whole, cover, setting), *_documents(leaves, whole, setting)),
        resources=(
            Resource(STYLE_SHEET, "text/css", style_sheet(first.theme, setting.language)),
            *(_moved(each, leaf) for leaf in leaves for each in leaf.part.resources),
        ),
        cover=cover,
        contents=(Branch(words.contents, CONTENTS), *map(_branch, leaves)),
        contents_title=words.contents,
        landmarks_title=words.landmarks,
        pages_title=words.print_edition,
        proof=to_text(record).encode(),
        flatplans=tuple(flatplan.to_text(leaf.part.issue).encode() for leaf in leaves),
        digest=record.digest,
    )
    lost = (f"{leaf.title}: {line}" for leaf in leaves for line in leaf.part.lost)
    return Written(bind(package), tuple(dict.fromkeys([*lost, *said])))


def _order(bound: Bound) -> tuple[bool, str, str, str]:
    """By date, the undated last; then by name, and by what is in them."""
    date = iso_date(bound.issue.meta.date) or ""
    return not date, date, bound.name, identifier(bound.issue)


def _leaves(issues: Sequence[Bound]) -> Iterator[_Leaf]:
    digits = max(2, len(str(len(issues))))
    for number, bound in enumerate(issues, 1):
        meta = bound.issue.meta
        day = printed_date(meta.date, meta.language) or meta.number or f"({number})"
        made = part(bound.issue, bound.theme, bound.assets, day)
        title = full_title(bound.issue, made.setting)
        yield _Leaf(f"issue-{number:0{digits}}", title, made)


def _whole(leaves: Sequence[_Leaf]) -> Issue:
    """The book as if it were one issue: its papers, and the days from the first to the last."""
    issues = [leaf.part.issue for leaf in leaves]
    setting = leaves[0].part.setting
    comma = "、" if is_chinese(setting.language) else ", "
    titles = dict.fromkeys(issue_title(issue, leaf.part.setting)
                           for issue, leaf in zip(issues, leaves, strict=True))  # fmt: skip
    days = [day for i in issues if (day := printed_date(i.meta.date, setting.language))]
    publishers = {issue.meta.publisher for issue in issues}
    meta = Meta(
        comma.join(titles),
        "—".join(dict.fromkeys((days[0], days[-1]))) if days else None,
        language=issues[0].meta.language,
        publisher=publishers.pop() if len(publishers) == 1 else None,
    )
    return Issue(meta, tuple(article for issue in issues for article in issue.articles))


def _pictures(leaves: Sequence[_Leaf]) -> dict[str, Placed]:
    """The pictures of all issues: what the metadata say of pictures is true of each."""
    return {
        path: placed
        for leaf in leaves
        for name, placed in leaf.part.setting.pictures.items()
        for path in (name, f"{leaf.folder}/{name}")
    }


def _metadata(leaves: Sequence[_Leaf]) -> Iterator[Metadatum]:
    """The day of the last issue, and the languages that the first is not in."""
    days = [day for leaf in leaves if (day := iso_date(leaf.part.issue.meta.date))]
    if days:
        yield Metadatum("date", max(days), {})
    languages = dict.fromkeys(leaf.part.setting.language for leaf in leaves)
    for language in list(languages)[1:]:
        yield Metadatum("language", language, {})


def _leads(leaf: _Leaf, issues: int) -> Iterator[Entry]:
    """What the cover shows of one of so many issues: its first headlines, with its day."""
    part_ = leaf.part
    if not part_.entries:
        yield Entry(Article("", title=leaf.title), leaf.front, leaf.title, "", None)
    for entry in part_.entries[: max(1, ROOM // issues)]:
        shown = replace(entry.article, page=None)
        yield replace(entry, article=shown, label=f"{part_.setting.day}\u3000{entry.label}")


def _documents(
    leaves: Sequence[_Leaf], whole: Issue, setting: Setting
) -> Iterator[Document]:  # fmt: skip
    words = setting.words
    contents = _contents_page(leaves, whole, setting)
    yield Document(CONTENTS, words.contents, contents, ("toc", words.contents))
    bodied = False
    for leaf in leaves:
        for document in leaf.part.documents:
            landmark = document.landmark
            is_body = landmark is not None and landmark[0] == "text"
            kept = landmark if is_body and not bodied else None
            bodied = bodied or is_body
            name = f"{leaf.folder}/{document.file_name}"
            title = leaf.title if document.file_name == CONTENTS else document.title
            yield replace(document, file_name=name, title=title, landmark=kept)


def _moved(resource: Resource, leaf: _Leaf) -> Resource:
    return replace(resource, file_name=f"{leaf.folder}/{resource.file_name}")


def _branch(leaf: _Leaf) -> Branch:
    """An issue's line in the table of contents, its pages and articles below it."""
    branches = (_below(branch, leaf) for branch in leaf.part.contents[1:])
    return Branch(leaf.title, leaf.front, tuple(branches))


def _below(branch: Branch, leaf: _Leaf) -> Branch:
    inner = tuple(_below(each, leaf) for each in branch.branches)
    return Branch(branch.title, f"{leaf.folder}/{branch.href}", inner)


def _contents_page(leaves: Sequence[_Leaf], whole: Issue, setting: Setting) -> bytes:
    """The contents by date: each issue, and the headlines in it."""
    # The masthead is not that of one issue: it is marked as the edition's own word.
    head = f'<header>\n<h1 class="masthead missing">{escape(whole.meta.title or "")}</h1>'
    if whole.meta.date:
        head += f'\n<p class="running-head"><span>{escape(whole.meta.date)}</span></p>'
    runs = []
    for leaf in leaves:
        items = "\n".join(_headline(entry, leaf) for entry in leaf.part.entries)
        tag = f'<h2 class="folio" lang="{leaf.part.setting.language}"'
        tag += f' xml:lang="{leaf.part.setting.language}">'
        runs.append(f'{tag}<a href="{leaf.front}">{escape(leaf.title)}</a></h2>')
        runs.append(f'<ol class="headlines">\n{items}\n</ol>' if items else "")
    listing = "\n".join(filter(None, runs))
    label = escape(setting.words.contents)
    body = f'{head}\n</header>\n<nav class="front" aria-label="{label}">\n{listing}\n</nav>'
    return page(setting.words.contents, body, setting.language)


def _headline(entry: Entry, leaf: _Leaf) -> str:
    language = leaf.part.setting.language
    text = headline_markup(entry.article, language) or escape(entry.label)
    link = f'<a href="{leaf.folder}/{entry.file_name}">{text}</a>'
    return f'<li lang="{language}" xml:lang="{language}"><p class="headline">{link}</p></li>'
