"""Our own Word edition read back: roles by the names of the styles, whatever was edited in it.

Articles are told apart by what stands above a text, and by the hidden bookmarks that name each
paragraph's entry in the record of the model; a paragraph without one was added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from converter import flatplan, proof
from converter.errors import SchemaError
from converter.model import Issue, Note
from converter.proof import Entry, Record, Role
from converter.readers.galley import Galley, Printed, issue
from converter.readers.word_blocks import ITEMS, TABLE, Counted, Pictured, Styled, blocks
from converter.readers.word_package import W, WordPackage
from converter.readers.word_text import Item, Para, WordText

if TYPE_CHECKING:
    from lxml.etree import _Element

STYLES = frozenset(
    "Title Date Section Kicker Heading1 Subtitle Byline Jump OpeningJump BodyText Heading2 "
    "OpeningSubhead Quote ListNumber ListBullet ListContinue TableText TableHeading Verse "
    "VerseStanza Caption Figure Imprint Separator SectionEnd Header Footer Source "
    "TOCHeading TOC1 TOC2 TOC3".split()
)
"""The edition's styles, by their names without spaces."""
OUR_OWN = frozenset(("kicker", "byline", "opening jump", "section end"))
"""Names of styles that only our edition has."""
PROOF = "{urn:converter:proof:1}proof"
FURNITURE = "{urn:converter:issue:1}furniture"
BOOKMARK = re.compile(r"_proof(\d{1,8})")
_SILENT = frozenset(("Source", "Header", "Footer", "TOCHeading", "TOC1", "TOC2", "TOC3"))
_CAME = re.compile(r"上接|[紧緊承]接|from", re.IGNORECASE)
_SUBHEADS = re.compile(r"Heading[3-9]|OpeningSubhead")
_LANGUAGES = {"zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant"}


def is_ours(package: WordPackage) -> bool:
    names = {style.name.lower() for style in package.styles.known.values()}
    return names >= OUR_OWN


def read(package: WordPackage, source: str) -> Issue:
    """The issue that an edition holds; what in it is damaged and can be done without is noted."""
    record: Record | None = None
    plan: Issue | None = None
    printed, notes = Printed(), []
    for root in package.data():
        text = root.text or ""
        try:
            if root.tag == PROOF:
                record = proof.from_text(text, where=source)
            elif root.tag == f"{{{flatplan.NAMESPACE}}}flatplan":
                plan = flatplan.from_text(text)
            elif root.tag == FURNITURE:
                printed.furniture += [each.text for each in root if each.text]
        except SchemaError as error:
            notes.append(Note("record-damaged", f"{source}: {error.what}"))
    printed.language = _language(package, record)
    assembly = _Assembly(package, source, printed, record)
    for item in WordText(package).body():
        assembly.take(item)
    assembly.close()
    made = issue(printed, assembly.galleys, plan)
    return Issue(made.meta, made.articles, made.furniture, (), tuple(notes))


def _language(package: WordPackage, record: Record | None) -> str:
    told = (record.language if record else "") or package.core().get("language", "")
    if told:
        return _LANGUAGES.get(told, told)
    root: _Element | None = package.part("styles")
    found = None if root is None else root.find(f".//{W}rPrDefault//{W}lang")
    return str(found.get(f"{W}val") or "zh-Hans") if found is not None else "zh-Hans"


class _Assembly:
    """Puts galleys together from paragraphs in order."""

    def __init__(
        self, package: WordPackage, source: str, printed: Printed, record: Record | None
    ) -> None:
        self.galleys: list[Galley] = []
        self._package, self._printed = package, printed
        self._pictured, self._counted = Pictured(source), Counted(package)
        self._entries: Sequence[Entry] = record.entries if record else ()
        self._first: dict[int, Entry] = {}
        """The first text of each article, by the article's number."""
        for entry in self._entries:
            if entry.article and entry.printed and entry.role is not Role.JUMP:
                self._first.setdefault(entry.article, entry)
        self._left_out = {e.article for e in self._entries if e.role is Role.JUMP and not e.printed}
        self._begun: set[int] = set()
        self._body: list[Styled] = []
        self._separators: list[Styled] = []
        """Those that may yet prove to part two articles."""

    def take(self, item: Item) -> None:
        if not isinstance(item, Para):
            self._add(TABLE, item, None)
            return
        key, entry, text = self._key(item), self._entry(item), item.text.strip()
        if key == "Separator" and (text or item.ruled):
            self._separators.append((key, item))
        elif key in _SILENT or not (text or item.pictures):
            return
        elif not self._around(key, text) and not self._head(key, text, entry):
            self._add(key, item, entry)

    def close(self) -> None:
        """The last galley is complete."""
        self._settle()

    # --- the paper -------------------------------------------------------------------------------

    def _around(self, key: str, text: str) -> bool:
        """Whether a paragraph belongs to the paper, and to no article."""
        printed = self._printed
        if key == "Imprint":
            printed.imprint = text
        elif key == "Title" and not self.galleys and not printed.title:
            printed.title = text
        elif key == "Date" and not self.galleys:
            printed.line = text
        else:
            return False
        return True

    # --- articles --------------------------------------------------------------------------------

    def _head(self, key: str, text: str, entry: Entry | None) -> bool:
        """Whether a paragraph is a part of an article's head, or its jump."""
        if key in ("Section", "Kicker"):
            part = key.lower()
            if self._opens(part, entry):
                self._open(entry)
            setattr(self.galleys[-1], part, text)
        elif key in ("Heading1", "Title"):
            if self._opens("title", entry):
                self._open(entry)
            galley = self.galleys[-1]
            galley.title = f"{galley.title}\n{text}" if galley.title else text
            self._know(entry)
        elif key == "OpeningJump":
            if self._opens("title", None):
                self._open(None)
            self.galleys[-1].came = text
        else:
            return self._below(key, text, entry)
        return True

    def _below(self, key: str, text: str, entry: Entry | None) -> bool:
        if key not in ("Subtitle", "Byline", "Jump"):
            return False
        if not self.galleys or self._begins(entry):
            self._open(entry)
        galley = self.galleys[-1]
        if key == "Subtitle" and not self._body:
            galley.deck = f"{galley.deck}\n{text}" if galley.deck else text
        elif key == "Byline" and not galley.byline:
            galley.byline = text
        elif key == "Jump" and not self._body and not galley.came and _CAME.search(text):
            galley.came = text
        elif key == "Jump" and not galley.goes:
            galley.goes = text
        else:
            return False
        return True

    def _opens(self, part: str, entry: Entry | None) -> bool:
        """Whether a part of a head begins an article."""
        if not self.galleys:
            return True
        galley = self.galleys[-1]
        below = galley.deck or galley.byline or galley.goes or self._body or self._separators
        if below or (galley.came and galley.title) or (part != "title" and galley.title):
            return True
        if entry and galley.planned is not None and entry.article - 1 != galley.planned:
            return True
        if part == "title":
            # A headline that somebody cut in two goes on in a paragraph that has no bookmark.
            return bool(galley.came or (galley.title and entry))
        return bool(getattr(galley, part) or galley.came)

    def _open(self, entry: Entry | None) -> None:
        self._settle()
        self.galleys.append(Galley())
        self._know(entry)

    def _know(self, entry: Entry | None) -> None:
        """An entry tells which article this is, if none did before."""
        galley = self.galleys[-1]
        if entry and entry.article and galley.planned is None and entry.article not in self._begun:
            galley.planned = entry.article - 1
            galley.whole = entry.article in self._left_out
            self._begun.add(entry.article)

    def _begins(self, entry: Entry | None) -> bool:
        """Whether a paragraph below all heads begins an article: one that had no headline."""
        if entry is None or not entry.article or entry.article in self._begun:
            return False
        galley = self.galleys[-1] if self.galleys else None
        if galley is None or galley.planned is None:
            return galley is None
        return bool(entry is self._first.get(entry.article) or self._separators)

    def _add(self, key: str, item: Item, entry: Entry | None) -> None:
        if not self.galleys:
            self._open(entry)
        elif self._begins(entry):
            del self._separators[-1:]  # it parted the articles
            self._open(entry)
        self._know(entry)
        self._body += self._separators
        self._separators = []
        self._body.append((key, item))

    def _settle(self) -> None:
        """What was gathered becomes the blocks of the last galley."""
        if self.galleys:
            body = [*self._body, *self._separators]
            self.galleys[-1].blocks = blocks(body, self._pictured, self._counted)
        self._body, self._separators = [], []

    # --- paragraphs ------------------------------------------------------------------------------

    def _key(self, para: Para) -> str:
        """The style of the edition that a paragraph has, or that its style is based on."""
        for style_id, style in self._package.styles.chain(para.style):
            for name in (style.name.title().replace(" ", ""), style_id):
                if _SUBHEADS.fullmatch(name):
                    return "Heading2"
                if name in STYLES:
                    counted = self._counted.of(name, para)
                    listed = "ListNumber" if counted else "ListBullet"
                    return listed if name in ITEMS else name
        if para.numbering:
            return "ListNumber" if self._counted.of("", para) else "ListBullet"
        return "Heading2" if para.outline is not None else "BodyText"

    def _entry(self, para: Para) -> Entry | None:
        """The entry of the record that a paragraph's bookmark names."""
        for name in para.bookmarks:
            if (match := BOOKMARK.fullmatch(name)) and int(match[1]) < len(self._entries):
                return self._entries[int(match[1])]
        return None
