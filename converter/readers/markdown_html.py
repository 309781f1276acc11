"""A block of HTML within Markdown: what is seen of it, found again in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converter.model import Span
from converter.page import Chunk, Kind
from converter.passage import Passage, Run
from converter.readers import html_source
from converter.readers.marks import PICTURE_COMMENTS

NAMES = frozenset(
    "a abbr address article aside b big blockquote body br caption center cite code col colgroup "
    "dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header "
    "hr html i img ins kbd li link main mark meta nav ol p pre q rp rt ruby s samp script section "
    "small span strike strong style sub summary sup table tbody td tfoot th thead time title tr "
    "tt u ul var wbr".split()
)
"""Names of tags that are markup; `<Tom>` is text."""

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_UNPARSED = re.compile(r"<!\[CDATA\[|<(?:textarea|xmp|plaintext)\b", re.IGNORECASE)
"""After these, tags and comments are text in HTML."""
_LINE = re.compile(r"\S[^\n]*")


def is_html(block: str) -> bool:
    """Whether a block that the parser takes for HTML is, and not text with an angle bracket."""
    bare = block.lstrip(" \t>")
    name = _NAME.match(bare)
    known = name[1].lower() in NAMES if name else bare.startswith("<!--") and "-->" in bare
    is_cut_off = bare.rfind("<") > bare.rfind(">")
    return known and not is_cut_off and not _UNPARSED.search(bare)


def chunks(block: str, source: str, start: int) -> Iterator[Chunk]:
    """The comments of a block, then its text; the block begins at `start` of the source."""
    from converter.readers.html import fragment

    for part in html_source.comments(block):
        for line in _LINE.finditer(block[part]):
            low = start + part.start + line.start()
            text = line[0].rstrip()
            if text.lower() in PICTURE_COMMENTS:
                yield Chunk(Passage(), Kind.PICTURE)
                continue
            run = Run(text, Span(source, low, low + len(text)))
            yield Chunk(Passage((run,)), Kind.FURNITURE)
    bare, at = html_source.without_tags(block), 0
    for chunk in fragment(block, source)[1]:
        runs = []
        for run in chunk.text.runs:
            for text, low, high in html_source.found(bare, run.text, at):
                at = max(at, high)
                span = Span(source, start + low, start + high) if high else None
                runs.append(Run(text, span, run.marks))
        yield replace(chunk, text=Passage(tuple(runs)))
