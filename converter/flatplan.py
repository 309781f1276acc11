"""The flatplan: what an edition does not show of its model, and carries so as to be read back.

It is the issue without its text, in the issue's own JSON form: what is known of the paper, and for
each article its name, its page, its headline, its byline and its jumps. The text stays what the
edition says; where the two differ, somebody edited the edition, and the edition holds.
"""

from __future__ import annotations

import re

from converter.errors import SchemaError
from converter.form import from_json, to_json
from converter.model import Article, Byline, Issue, Text

NAMESPACE = "urn:converter:flatplan:1"
"""Of the XML element that holds it in a DOCX."""
ENTRY = "META-INF/flatplan.json"
"""Its place in an EPUB; of the issues bound into one each has its own, flatplan-01.json."""


def to_text(issue: Issue) -> str:
    """The flatplan of an issue; what no XML can hold is left out."""
    text = to_json(Issue(issue.meta, tuple(map(_bare, issue.articles))))
    return re.sub("[\ud800-\udfff\ufffe\uffff]", "", text)


def from_text(text: str) -> Issue | None:
    """The issue without its text; None where the flatplan is damaged."""
    try:
        return from_json(text)
    except SchemaError:
        return None


def _bare(article: Article) -> Article:
    byline = article.byline
    return Article(
        article.id,
        article.page,
        title=article.title,
        title_lines=tuple(Text(line.text) for line in article.title_lines),
        byline=byline and Byline(byline.agency, byline.dateline, byline.credits),
        continued_from=article.continued_from,
        continued_on=article.continued_on,
    )
