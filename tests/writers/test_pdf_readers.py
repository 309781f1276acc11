"""Three engines that share no code read the print edition: each page's text, in the same order."""

from __future__ import annotations

import subprocess

import pymupdf
import pypdfium2
import pytest

from converter.model import Issue
from converter.theme import Theme, parse_theme
from tests.writers.pdf_samples import FULL, PICTURES, ROOT, assets, opened, stored

THEMES = [
    parse_theme(path.read_text("utf-8"), name=path.stem, where=path.stem)
    for path in sorted((ROOT / "styles").glob("*.toml"))
]
SOURCES = {
    "every kind of block": FULL,
    "simplified": stored("damage/issues/tune/zh-151.json"),
    "traditional": stored("damage/issues/tune/zh-hant-134.json"),
    "English": stored("damage/issues/tune/en-101.json"),
}


def said(text: str) -> str:
    """Without white space; a hyphen at a line's end is told in three ways (pdfium: U+FFFE)."""
    return "".join(text.replace("\u00ad", "-").replace("\ufffe", "-").split())


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_poppler_pdfium_and_mupdf_read_the_same_on_every_page(source: Issue, theme: Theme) -> None:
    data = opened(source, theme, assets(PICTURES)).data
    command = ["pdftotext", "-raw", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    poppler = [said(page) for page in done.stdout.decode().split("\f")[:-1]]
    pdfium = [said(p.get_textpage().get_text_range()) for p in pypdfium2.PdfDocument(data)]
    with pymupdf.open(stream=data, filetype="pdf") as document:  # type: ignore[no-untyped-call]
        mupdf = [said(page.get_text()) for page in document]
    assert poppler == pdfium
    assert poppler == mupdf
