"""Whatever a source holds: its words are in the chunks, once, and each at its place."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.page import Kind, Page
from converter.readers import registry
from converter.readers.document import Document

# The marks that the readers know, whole and in halves, and words that no mark contains.
MARKS = (
    '* ** _ ` `` [ ]( ![ ) ( < > &amp; & $ $$ \\ " | ~~~ ``` <b> </b> <sup> <br> <!-- --> <戊> <Tom> '
    "<table> <tr><td> </td> </table> <div> <pre> </pre> <li> <p> <ruby> <rt> <title> <script> "
    '</script> <style> <textarea> <![CDATA[ <!DOCTYPE <? # ## 3 . + (http://x/庚) "己" '
    '<a href="辛"> <img src="癸.png" alt="子"> <span id="page-1-0"></span>'
).split(" ")
LINES = ["\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n2. ", "\n# ", "\n| 丑 |", "\n|---|", "\n---\n",
         "\n===\n", "\n```\n", "\n~~~\n", "\n    ", "\n{3}------------\n", "\ntitle: 壬\n", "\f",
         "\n<!-- 寅 -->\n"]  # fmt: skip
WHITE = [" ", "  ", "\t", "\u3000", "\xa0", "\u2028", "\x85", "\x0b", "\x1c"]
WORDS = ["甲", "乙", "丙丁", "é"]
SOURCES = st.lists(st.sampled_from([*MARKS, *LINES, *WHITE, *WORDS]), max_size=40).map("".join)


def read(reader: str, source: str) -> Page:
    page = registry.reader(reader)(Document("A1", source.encode(), "utf-8"))
    assert isinstance(page, Page)
    return page


def words(text: str) -> Counter[str]:
    return Counter(c for c in text if not c.isascii() and c.isalnum())


@pytest.mark.parametrize("reader", ["text", "markdown", "html"])
@given(source=SOURCES)
def test_every_word_is_in_a_chunk_or_in_what_a_chunk_says_beside_its_text(
    reader: str, source: str
) -> None:
    page = read(reader, source)
    said = [page.title or ""]
    for chunk in page.chunks:
        said += [chunk.text.text, chunk.alt or "", chunk.image or ""]
        said += [mark.value for run in chunk.text.runs for mark in run.marks]
    assert not words(page.text) - words("".join(said))


@pytest.mark.parametrize("reader", ["text", "markdown", "html"])
@given(source=SOURCES)
def test_no_word_is_in_two_chunks(reader: str, source: str) -> None:
    page = read(reader, source)
    assert not words("".join(c.text.text for c in page.chunks)) - words(page.text)


@pytest.mark.parametrize("reader", ["text", "markdown", "html"])
@given(source=SOURCES)
def test_a_span_holds_the_words_of_its_run(reader: str, source: str) -> None:
    page = read(reader, source)
    for chunk in page.chunks:
        for run in chunk.text.runs:
            if run.span:
                assert 0 <= run.span.start <= run.span.end <= len(page.text)
                assert not words(run.text) - words(page.text[run.span.start : run.span.end])


@given(source=SOURCES)
def test_all_that_raw_text_leaves_out_is_white_space_and_marks(source: str) -> None:
    page = read("text", source)
    if "</table>" in source and any(chunk.kind is Kind.ROW for chunk in page.chunks):
        return  # a table of HTML, whose tags may hold any character
    left = list(page.text)
    for chunk in page.chunks:
        for span in chunk.text.spans:
            left[span.start : span.end] = " " * (span.end - span.start)
        if chunk.kind is Kind.PICTURE:
            return  # its markup may hold any character
    assert set("".join("".join(left).split())) <= set("#|-:*•><!")


LATIN = st.lists(
    st.sampled_from(
        [*"* ** _ ` [ ]( ![ ) > &amp; & $ $$ \\ | # + ] : --- \\| <br> <!-- -->".split(" "), *LINES[:9],
         "7. ", "\n10) ", " ", "Aa", "Bb cc"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("reader", ["text", "markdown"])
@given(source=LATIN)
def test_no_latin_word_is_taken_for_markup(reader: str, source: str) -> None:
    page = read(reader, source)
    said = [
        f"{c.text.text} {c.alt} {c.image} {[r.marks for r in c.text.runs]}" for c in page.chunks
    ]
    written = source.replace("&amp;", "").replace("<br>", "")
    for letter in "ABabc":
        assert "".join(said).count(letter) >= written.count(letter)


@pytest.mark.parametrize("reader", ["text", "markdown"])
@given(source=SOURCES)
def test_chunks_come_in_the_order_of_the_source(reader: str, source: str) -> None:
    chunks = read(reader, source).chunks
    starts = [
        c.text.spans[0].start for c in chunks if c.text.spans and c.kind is not Kind.FURNITURE
    ]
    assert starts == sorted(starts)


@pytest.mark.parametrize("reader", ["text", "markdown", "html"])
@given(source=st.text(max_size=120))
def test_any_text_at_all_is_read(reader: str, source: str) -> None:
    source = source.replace("\0", "")
    page = read(reader, source)
    assert not words(page.text) - words(
        "".join(
            f"{c.text.text}{c.alt}{c.image}{[r.marks for r in c.text.runs]}" for c in page.chunks
        )
        + (page.title or "")
    )
