"""Galleys: the articles of an edition that is read back, and the flatplan that completes them.

What an edition prints stands, as somebody may have edited it. Where it prints what the flatplan
says, the flatplan's own form of it is taken: a headline's lines, the parts of a byline, a label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from converter.model import Article, Block, Byline, Credit, Issue, Meta, Text
from converter.proof import is_chinese
from converter.walk import byline_text

_BY = re.compile(r"(?:[A-Z][\w-]*\s+){0,3}by\b", re.IGNORECASE)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_HAN_DATE = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) (\d{{4}})", re.IGNORECASE)
_JUMP = re.compile(
    r"[（(]?\s*(?:紧接|緊接|上接|下转|下轉|转|轉|接|continued (?:on|from)|from|to|see)?[:：]?\s*(?P<page>.+?)\s*[）)]?",
    re.IGNORECASE,
)
_PRINTED_PAGE = re.compile(r"第?\s*\S{1,4}\s*[版頁页]|(page\s+)?[A-Z]?\d{1,3}", re.IGNORECASE)
_PAGE = re.compile(r"第?\s*(?P<label>[^版頁页]+?)\s*[版頁页]|page\s+(?P<word>.+)", re.IGNORECASE)


@dataclass(slots=True)
class Galley:
    """An article as it was found: its parts, and what follows its head."""

    section: str = ""
    kicker: str = ""
    title: str = ""
    """Its printed lines, parted by newlines."""
    deck: str = ""
    byline: str = ""
    credited: Byline | None = None
    """The byline in its parts, where the edition marks them."""
    came: str = ""
    """The line that says from where it is continued."""
    goes: str = ""
    blocks: tuple[Block, ...] = ()
    page: str | None = None
    planned: int | None = None
    """Which article of the flatplan it is, from 0, where the edition tells."""
    whole: bool = False
    """The edition leaves out where it goes on, because the rest of it stands here already."""

    @property
    def says_nothing(self) -> bool:
        heads = (self.section, self.kicker, self.title, self.deck, self.byline, self.came)
        return not (any(heads) or self.blocks or self.goes)


@dataclass(slots=True)
class Printed:
    """What an edition prints of the paper itself; empty where it prints nothing."""

    title: str = ""
    line: str = ""
    """Date, number and pages, as they stand below the title."""
    imprint: str = ""
    language: str = "zh-Hans"
    furniture: list[str] = field(default_factory=list)


def issue(printed: Printed, galleys: Sequence[Galley], plan: Issue | None) -> Issue:
    """The issue that an edition holds."""
    said = plan or Issue(Meta(language=printed.language))
    found = [galley for galley in galleys if not galley.says_nothing]
    planned = _planned(found, said.articles)
    meta = _meta(printed, said.meta, known=plan is not None)
    articles: list[Article] = []
    for galley, article in zip(found, planned, strict=True):
        before = articles[-1].page if articles else None
        page = article.page if article else galley.page or before
        articles.append(_article(galley, article, page, meta.language))
    if plan is None and not meta.page_labels:
        labels = dict.fromkeys(a.page for a in articles if a.page)
        meta = replace(meta, page_labels=tuple(labels))
    elif len(meta.page_labels) == 1:
        articles = [a if a.page or a.id else replace(a, page=meta.page_labels[0]) for a in articles]
    furniture = tuple(Text(text) for text in printed.furniture)
    return Issue(meta, _identified(articles), furniture)


def _planned(galleys: Sequence[Galley], plan: Sequence[Article]) -> list[Article | None]:
    """The article of the flatplan that each galley is: the one it names, else one of its headline.

    Where nothing tells and as many are here as were planned, they are taken to be the same.
    """
    left = dict(enumerate(plan))
    told = [left.pop(g.planned, None) if g.planned is not None else None for g in galleys]
    if not any(told) and len(galleys) == len(plan):
        return list(plan)
    for place, galley in enumerate(galleys):
        if told[place] is None and galley.title:
            same = (n for n, a in left.items() if _bare(_headline(a)) == _bare(galley.title))
            if (number := next(same, None)) is not None:
                told[place] = left.pop(number)
    return told


def _article(galley: Galley, plan: Article | None, page: str | None, language: str) -> Article:
    said = plan or Article("")
    lines = tuple(Text(line) for line in galley.title.split("\n") if line.strip())
    title: str | None = ("" if is_chinese(language) else " ").join(line.text for line in lines)
    if _bare(galley.title) in (_bare(_headline(said)), _bare(said.title or "")):
        lines, title = said.title_lines, said.title
    return Article(
        said.id,
        page,
        Text(galley.section) if galley.section else None,
        Text(galley.kicker) if galley.kicker else None,
        title or None,
        lines,
        Text(galley.deck) if galley.deck else None,
        _byline(galley, said.byline, language),
        _label(galley.came, said.continued_from),
        said.continued_on if galley.whole else _label(galley.goes, said.continued_on),
        galley.blocks,
    )


def _identified(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Articles that the flatplan does not know are given ids that no other has."""
    taken = {article.id for article in articles}
    free = (name for n in range(1, 1 << 62) if (name := f"a{n}") not in taken)
    return tuple(a if a.id else replace(a, id=next(free)) for a in articles)


# --- the paper ---------------------------------------------------------------------------------


def _meta(printed: Printed, plan: Meta, *, known: bool) -> Meta:
    """What is known of the paper, with what was edited in the lines that print it."""
    title = plan.title
    if printed.title and printed.title.split() != (plan.title or "").split():
        title = printed.title
    publisher = plan.publisher
    if printed.imprint and printed.imprint not in (plan.publisher, plan.title, title):
        publisher = printed.imprint
    if not known and publisher == title:
        publisher = None
    meta = replace(plan, title=title, publisher=publisher)
    return _dated(meta, printed.line, known) if printed.line else meta


def _dated(meta: Meta, line: str, known: bool) -> Meta:
    """Date, number and pages as the line below the title has them, where it says something else."""
    date, rest = date_of(line)
    if date and date != meta.date:
        meta = replace(meta, date=date)
    facts = [fact.strip(" ·") for fact in re.split(r"\s·\s|\u3000+|\s{2,}", rest)]
    labels: tuple[str, ...] = ()
    number = None
    for fact in filter(None, facts):
        names = [name.strip() for name in re.split("[、,]", fact)]
        if all(map(_PRINTED_PAGE.fullmatch, names)):
            labels = tuple(map(label_of, names))
        elif any(map(str.isnumeric, fact)):
            number = number or fact
    if number and not (meta.number and _letters(meta.number) in _letters(number)):
        meta = replace(meta, number=number)
    return meta if known else replace(meta, page_labels=labels)


def date_of(line: str) -> tuple[str | None, str]:
    """The date in a printed line, in ISO 8601, and the line without it."""
    if match := _HAN_DATE.search(line) or _ISO_DATE.search(line):
        parts = match.groups()
    elif match := _DATE.search(line):
        month = _MONTHS.index(match[2].lower()) + 1
        parts = (match[3], str(month), match[1])
    else:
        return None, line
    date = "-".join(part.zfill(2) for part in parts if part)
    return date, f"{line[: match.start()]}\u3000{line[match.end() :]}"


# --- bylines and labels ------------------------------------------------------------------------


def _byline(galley: Galley, plan: Byline | None, language: str) -> Byline | None:
    printed = galley.byline.strip()
    if not printed:
        return None
    chinese = is_chinese(language)
    if plan and _letters(byline_text(plan, english=not chinese)) == _letters(printed):
        return plan
    return galley.credited or (_chinese(printed, plan) if chinese else _english(printed, plan))


def _chinese(text: str, plan: Byline | None) -> Byline:
    """本报讯（记者 甲 乙  通讯员 丙）."""
    head, opened, inside = text.partition("（")
    if not opened and not re.search("[讯訊电電社]$", head):
        head, inside = "", text
    credits = []
    for part in re.split(r"\s{2,}|\u3000", inside.rstrip("）")):
        role, *names = part.split()[:1] + part.split()[1:] or ("",)
        if role:
            credits.append(Credit(role, tuple(names)) if names else Credit("", (role,)))
    agency = plan.agency if plan and plan.agency and head.startswith(plan.agency) else head
    return Byline(agency or None, head[len(agency) :] or None, tuple(credits))


def _english(text: str, plan: Byline | None) -> Byline:
    """By A. Writer, B. Other · Staff Writer · MILLBROOK."""
    credits: list[Credit] = []
    rest: list[str] = []
    known = [name for credit in (plan.credits if plan else ()) for name in credit.names]
    for n, part in enumerate(text.split(" · ")):
        if _BY.match(part) or (n == 0 and known):
            credits += (_credit(row, known) for row in re.split(r"\s{2,}|;\s*", part))
        else:
            rest.append(part)
    last = rest[-1] if rest else ""
    dateline = last if last and (last.isupper() or last == (plan and plan.dateline)) else None
    agency = " · ".join(rest[:-1] if dateline else rest)
    return Byline(agency or None, dateline, tuple(credits))


def _credit(row: str, known: Sequence[str]) -> Credit:
    """By A. Writer, B. Other; names that were known are told apart without a comma."""
    by = _BY.match(row)
    said = row[by.end() if by else 0 :].strip()
    for name in known:
        said = said.replace(name, f",{name},")
    names = [name.strip() for name in re.split(r",|\s+and\s+", said)]
    return Credit(by[0] if by else "", tuple(filter(None, names)))


def _label(printed: str, plan: str | None) -> str | None:
    """The page that a jump line names."""
    if not printed.strip():
        return None
    if plan and _letters(plan) in _letters(printed):
        return plan
    match = _JUMP.fullmatch(printed.strip())
    return label_of(match["page"]) if match else printed.strip()


def label_of(name: str) -> str:
    """The label of a page by its printed name: A2 for A2版 and Page A2; 第四版 stays."""
    match = _PAGE.fullmatch(name.strip())
    label = (match["label"] or match["word"]) if match else name.strip()
    return label if label.isascii() else name.strip()


def _headline(article: Article) -> str:
    return "".join(line.text for line in article.title_lines) or article.title or ""


def _bare(text: str) -> str:
    return "".join(text.split())


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
