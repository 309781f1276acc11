"""What an independent validator (page-validation) says of the PDF, by ISO 19005-2 and 14289-1."""

from __future__ import annotations

import io

import page
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen

from converter.model import Issue
from converter.theme import parse_theme
from tests.writers.pdf_samples import (
    FULL,
    PICTURES,
    ROOT,
    Opened,
    article,
    assets,
    issue,
    opened,
    paragraph,
)

THEMES = {
    path.stem: parse_theme(path.read_text("utf-8"), name=path.stem, where=path.stem)
    for path in sorted((ROOT / "styles").glob("*.toml"))
}
BOOK = issue(
    *(
        article(
            paragraph("雨停了，堤上的人还没有走。" * 30),
            id=f"a{n}",
            title=f"堤上第{n}夜",
            page=f"A{n}",
        )
        for n in range(1, 61)
    )
)
"""So many articles that in one column the contents have pages of their own."""
SAMPLES = {"every block": FULL, "contents of their own": BOOK}
WIDTHS = {"PDFA2A-TRUETYPE-GLYPH-WIDTH-001", "PDFUA1-FONT-GLYPH-WIDTH-001"}
"""Rules that the validator gets wrong where a face keeps several sets of widths (FDSelect, Adobe
Technical Note 5176, 19): what they ask for is tested below by another reader of faces."""


@pytest.fixture(scope="module", params=[(n, t) for n in SAMPLES for t in THEMES], ids="-".join)
def edition(request: pytest.FixtureRequest) -> Opened:
    name, theme = request.param
    source: Issue = SAMPLES[name]
    return opened(source, THEMES[theme], assets(PICTURES))


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_it_is_what_it_says_it_is(edition: Opened, profile: str) -> None:
    report = page.validate_pdf_bytes(edition.data, profile=profile)
    assert report.rules.total > 100
    found = [(f.rule_id, f.message) for f in report.failures if f.rule_id not in WIDTHS]
    assert not found


def test_the_widths_of_glyphs_are_those_of_their_programs(edition: Opened) -> None:
    for font in edition.fonts():
        descendant = font.DescendantFonts[0]
        told = list(descendant.W)
        widths = {int(told[n]): float(told[n + 1][0]) for n in range(0, len(told), 2)}
        assert widths
        if "/FontFile3" in descendant.FontDescriptor:
            file = CFFFontSet()
            file.decompile(io.BytesIO(descendant.FontDescriptor.FontFile3.read_bytes()), None)
            top = file[0]
            for code, width in widths.items():
                string, _ = top.CharStrings.getItemAndSelector(top.charset[code])
                string.draw(NullPen())
                assert string.width * top.FontMatrix[0] * 1000 == pytest.approx(width, abs=1)
