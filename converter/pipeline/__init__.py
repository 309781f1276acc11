"""The pipeline: read, repair, prove that nothing was lost, write, and put in place.

The only part that opens files (faces are opened where they are found). An input is a page (a
file) or an issue (a folder with its pages, an optional issue.toml, and pictures); each input
becomes one issue, and each issue one file per format. All formats of an issue are made before any
is put in place, and each is written beside its place and then renamed, so that nothing is ever
half-written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from converter import conservation
from converter.decisions import Decision, merged
from converter.doubt import in_doubt
from converter.errors import ConverterError, InputError
from converter.issue_file import IssueFile
from converter.lines import Lines
from converter.model import Issue, Meta, Note
from converter.page import Kind, Page
from converter.pictures import Picture
from converter.pipeline import inputs, outputs
from converter.pipeline.editions import write
from converter.pipeline.inputs import Input
from converter.pipeline.options import Doubt, File, Options, Published
from converter.pipeline.themes import STYLE, styles, theme
from converter.readers import registry as readers
from converter.readers.document import Document
from converter.report import Subject, record, summary
from converter.theme import Theme
from converter.writers import registry as writers
from converter.writers.edition import Assets, Written

if TYPE_CHECKING:
    from converter.pipeline.doctor import Finding

__all__ = [
    "EDITIONS", "Doubt", "File", "Options", "Published", "convert", "examine", "formats", "outline",
    "publish", "read", "repair", "repair_text", "styles", "theme", "understand", "write",
]  # fmt: skip

EDITIONS = ("docx", "pdf", "epub")
REPORTS = ("report", "report as text")
"""What stands for a format where a report is written."""

_DEFAULT = Options()


def read(path: str | os.PathLike[str], options: Options = _DEFAULT) -> tuple[Page, ...] | Issue:
    """Read a page, or a folder of pages; an issue where the input holds the model's JSON."""
    return _read(_find(path), options)


def repair(pages: Sequence[Page], options: Options = _DEFAULT) -> Issue:
    """Repair the pages of one issue, and prove that not a character was lost."""
    return _repair(pages, options, IssueFile())[0]


def repair_text(
    pages: Sequence[str],
    *,
    labels: Sequence[str] = (),
    title: str | None = None,
    date: str | None = None,
    language: str | None = None,
) -> Issue:
    """Repair the raw text of an issue's pages; `labels` are those of the printed pages."""
    options = Options(title=title, date=date, language=language)
    reader = readers.reader("text")
    read = []
    for n, text in enumerate(pages, 1):
        # A lone surrogate cannot be encoded: it becomes U+FFFD, which a note will speak of.
        data = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
        label = labels[n - 1] if n <= len(labels) else None
        page = reader(Document(f"page-{n}.txt", data, "utf-8", label))
        assert isinstance(page, Page)
        read.append(page)
    return repair(read, options)


def understand(path: str | os.PathLike[str], options: Options = _DEFAULT) -> Issue:
    """Read and repair one input: its issue.toml is obeyed, its pictures are looked at."""
    return _understand(_find(path), options).noted()


def convert(
    paths: Iterable[str | os.PathLike[str]],
    *,
    output: str | os.PathLike[str] = "dist",
    to: Sequence[str] = EDITIONS,
    options: Options = _DEFAULT,
    report: bool = False,
) -> list[Published]:
    """Publish each input in each format, as `output`/NAME.FORMAT.

    With `report` also NAME.report.json and NAME.report.txt: see `converter.report`.
    """
    return list(publish(paths, output=output, to=to, options=options, report=report))


def publish(
    paths: Iterable[str | os.PathLike[str]],
    *,
    output: str | os.PathLike[str] = "dist",
    to: Sequence[str] = EDITIONS,
    options: Options = _DEFAULT,
    report: bool = False,
) -> Iterator[Published]:
    """`convert`, one input each time the iterator is asked for the next.

    What can be known to be wrong before work begins is an error at once: an unknown format or
    theme, a missing input, two inputs with one name.
    """
    paths = [paths] if isinstance(paths, str | os.PathLike) else paths
    suffixes = {format: writers.suffix(format) for format in dict.fromkeys(to)}
    suffixes |= dict(zip(REPORTS, inputs.REPORTS, strict=True)) if report else {}
    jobs = [_job(_find(path), os.fspath(output), suffixes, options) for path in paths]
    outputs.check_targets(
        [(job.found.path, list(job.targets.values())) for job in jobs],
        [path for job in jobs for path in job.found.files],
    )
    blank = outputs.assets(options)
    return (_publish(job, blank, options) for job in jobs)


class Format(NamedTuple):
    name: str
    reads: tuple[str, ...]
    """Suffixes of the files that are read as it; empty where it is not read."""
    writes: str | None
    """The suffix of its edition; None where it is not written."""

    def __str__(self) -> str:
        reads = f"reads {' '.join(self.reads)}" if self.reads else ""
        writes = f"writes {self.writes}" if self.writes else ""
        return f"{self.name:10} {reads:28} {writes}".rstrip()


def formats() -> list[Format]:
    """Every format that can be read or written, those of other packages too."""
    endings: dict[str, list[str]] = {}
    for ending, name in readers.suffixes().items():
        endings.setdefault(name, []).append(f".{ending}")
    written = {name: writers.suffix(name) for name in writers.names()}
    return [
        Format(name, tuple(endings.get(name, ())), written.get(name))
        for name in sorted({*readers.names(), *written})
    ]


def outline(issue: Issue, *, colour: bool = False) -> str:
    """What was understood, repaired and noticed, as text for a terminal."""
    from converter.writers import outline as terminal

    return terminal.outline(issue, colour=colour)


def examine(options: Options = _DEFAULT) -> list[Finding]:
    """What this machine has of what the converter needs or can use."""
    from converter.pipeline import doctor

    return doctor.examine(theme(options.style or STYLE), options.language, options.faces)


# --- the work ----------------------------------------------------------------------------------


class _Job(NamedTuple):
    found: Input
    theme: Theme
    targets: dict[str, str]
    """Format → the path of its edition."""


def _find(path: str | os.PathLike[str]) -> Input:
    return inputs.find(os.fspath(path), frozenset(f".{end}" for end in readers.suffixes()))


def _job(found: Input, output: str, suffixes: dict[str, str], options: Options) -> _Job:
    style = options.style or STYLE
    if options.style is None and found.given.style:
        style = found.given.style
        if style.endswith(".toml"):
            style = os.path.join(found.folder, style)
    targets = {
        format: os.path.join(output, found.stem + suffix) for format, suffix in suffixes.items()
    }
    return _Job(found, theme(style), targets)


def _publish(job: _Job, blank: Assets, options: Options) -> Published:
    done = _understand(job.found, options)
    assets = replace(blank, pictures=done.pictures, lines=Lines(done.sources))
    subject = _subject(job.found.path, done)
    made = {
        format: _reported(format, subject)
        if format in REPORTS
        else writers.writer(format)(done.issue, job.theme, assets)
        for format in job.targets
    }
    outputs.put({job.targets[format]: written.data for format, written in made.items()})
    return _published(job, done, made)


def _published(job: _Job, done: _Understood, made: Mapping[str, Written]) -> Published:
    """What is said of an input and of its files, which are in place."""
    subject = _subject(job.found.path, done)
    files = tuple(
        File(job.targets[format], format, len(written.data), written.lost)
        for format, written in made.items()
    )
    lines = Lines(subject.sources)
    doubts = tuple(Doubt(lines.name(item.spans), item) for item in in_doubt(subject.issue))
    return Published(job.found.path, subject.issue, done.characters, files, doubts)


def _subject(path: str, done: _Understood) -> Subject:
    return Subject(path, done.noted(), done.sources, done.decisions, done.characters)


def _reported(format: str, subject: Subject) -> Written:
    text = record(subject) if format == REPORTS[0] else summary(subject)
    return Written(text.encode())


def _read(found: Input, options: Options) -> tuple[Page, ...] | Issue:
    if options.pages and len(options.pages) != len(found.files):
        said = f"{len(options.pages)} page labels for {len(found.files)} pages"
        raise InputError(said, where=found.path)
    pages: list[Page] = []
    for n, path in enumerate(found.files):
        label = options.pages[n] if options.pages else inputs.label(path)
        name = inputs.source_name(path, found.folder)
        data = inputs.load(path)
        if not data.strip() and len(found.files) > 1:
            pages.append(Page(name, "", (), label))  # an empty page is no fault in an issue
            continue
        got = _read_one(Document(name, data, options.encoding, label), path, options)
        if isinstance(got, Page):
            pages.append(got)
        elif len(found.files) == 1:
            return got
        else:
            raise InputError("an issue that is read whole must stand alone", where=path)
    if not any(chunk.text for page in pages for chunk in page.chunks):
        raise InputError("there is no text in it", where=found.path)
    return tuple(pages)


def _read_one(document: Document, path: str, options: Options) -> Page | Issue:
    """Read one file; an error about it names its whole path."""
    try:
        return readers.read(document, options.format)
    except ConverterError as error:
        if error.where and error.where.startswith(document.name):
            error.where = path + error.where.removeprefix(document.name)
        raise


class _Understood(NamedTuple):
    issue: Issue
    characters: int | None
    """How many were proved to have come through; None where the issue was read whole."""
    pictures: dict[str, Picture]
    notes: tuple[Note, ...]
    """What is to be said of the pictures and does not stand in the issue."""
    sources: dict[str, str]
    decisions: tuple[Decision, ...] = ()

    def noted(self) -> Issue:
        return replace(self.issue, notes=self.issue.notes + self.notes)


def _understand(found: Input, options: Options) -> _Understood:
    got = _read(found, options)
    if isinstance(got, Issue):
        # An issue read whole is written as it was read, wherever its pictures are by now.
        issue = replace(got, meta=_said(got.meta, options))
        pictures, notes = inputs.pictures(issue, found.folder)
        new = tuple(note for note in notes if note not in issue.notes)
        return _Understood(issue, None, pictures, new, {})
    decisions = options.decisions
    if decisions is None:
        decisions = merged(inputs.decisions(found).items())
    issue, characters = _repair(got, replace(options, decisions=decisions), found.given)
    pictures, notes = inputs.pictures(issue, found.folder)
    issue = replace(issue, notes=issue.notes + _undecided(notes, decisions))
    sources = {page.source: page.text for page in got}
    return _Understood(issue, characters, pictures, (), sources, decisions)


def _undecided(notes: Sequence[Note], decisions: Sequence[Decision]) -> tuple[Note, ...]:
    """The notes on pictures that no decision settles, and the decisions that fit none."""
    from converter.repair import settled
    from converter.repair.decided import Decided, is_of_a_picture

    own = Decided([decision for decision in decisions if is_of_a_picture(decision.code)])
    return settled(notes, (), own, pictures=True)


def _repair(pages: Sequence[Page], options: Options, given: IssueFile) -> tuple[Issue, int]:
    from converter.repair import repair as mend
    from converter.repair.record import Profile

    profile = Profile(
        agencies=given.agencies,
        sections=given.sections,
        furniture=given.furniture,
        subheads=given.subheads,
        decisions=options.decisions or (),
    )
    known = Meta(given.title, given.date, given.number, (), given.language or "", given.publisher)
    issue = mend(pages, _said(known, options), profile)
    issue = replace(issue, notes=(*issue.notes, *_seen(pages)))
    return issue, conservation.check(pages, issue)


def _seen(pages: Sequence[Page]) -> Iterator[Note]:
    """What the pages themselves give reason to say."""
    for page in pages:
        if not any(chunk.text for chunk in page.chunks):
            yield Note("empty-page", f"{page.source} holds no text")
        for chunk in page.chunks:
            # The reader kept what the source said of a picture that lies elsewhere.
            if chunk.kind is Kind.PICTURE and chunk.image is None and chunk.alt:
                yield Note(inputs.REFUSED, f"{chunk.alt}: {inputs.WITHIN}", chunk.text.spans)


def _said(meta: Meta, options: Options) -> Meta:
    """What is known of an issue, the options before all else."""
    return Meta(
        title=options.title or meta.title,
        date=options.date or meta.date,
        number=options.number or meta.number,
        page_labels=options.pages or meta.page_labels,
        language=options.language or meta.language,
        publisher=options.publisher or meta.publisher,
    )
