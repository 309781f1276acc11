"""The text of the PDF as other people's programs read it: each paragraph whole, in its order."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pypdfium2
import pytest

from converter import pipeline
from converter.model import Issue
from converter.proof import Piece, Role, pieces

ROOT = Path(__file__).parent.parent.parent
HYPHENS = {0xAD: None, 0xFFFE: None, ord("-"): None}
"""At a line's end pdfium gives a sign of its own for hyphens soft and hard; the others keep them
apart."""
OWN = (Role.BYLINE, Role.JUMP, Role.PICTURE)
"""What the edition says in words of its own."""


def poppler(data: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()


def pdfium(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def mupdf(data: bytes) -> str:
    with pymupdf.open(stream=data, filetype="pdf") as document:  # type: ignore[no-untyped-call]
        return "".join(page.get_text(sort=False) for page in document)


@pytest.fixture(scope="module", params=["yunhe-daily", "harbor-weekly"])
def sample(request: pytest.FixtureRequest) -> tuple[Issue, bytes]:
    folder = ROOT / "input" / request.param
    issue = pipeline.understand(folder)
    return issue, pipeline.write(issue, "pdf", folder=folder).data


@pytest.mark.parametrize("engine", [poppler, pdfium, mupdf])
def test_every_paragraph_is_read_whole_and_in_its_order(
    sample: tuple[Issue, bytes], engine: Callable[[bytes], str]
) -> None:
    issue, data = sample
    text = bare(engine(data))
    place = 0
    for piece in pieces(issue):
        if piece.role in OWN or crosses_a_page(piece, text):
            continue
        found = text.find(bare(piece.text), place)
        assert found >= 0, f"{piece.role} {piece.text}"
        place = found + len(bare(piece.text))


def crosses_a_page(piece: Piece, text: str) -> bool:
    """Whether a paragraph is divided by the foot of one page and the head of the next."""
    whole = bare(piece.text)
    if whole in text or len(whole) < 40:
        return False
    cuts = (n for n in range(8, len(whole) - 7) if whole[:n] in text and whole[n:] in text)
    return any(text.find(whole[n:]) - text.find(whole[:n]) - n < 80 for n in cuts)


def bare(text: str) -> str:
    return "".join(text.translate(HYPHENS).split())


def test_poppler_finds_each_paragraph_as_an_element_of_the_structure(
    sample: tuple[Issue, bytes], tmp_path: Path
) -> None:
    issue, data = sample
    path = tmp_path / "it.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True)
    blocks, now = [], ""
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        line = line.strip()
        if line.startswith('"'):
            now += line[1:-1]
        elif "(inline)" not in line and not line.startswith(("/", "Object")):
            blocks.append(bare(now))
            now = ""
    texts = iter([*blocks, bare(now)])
    for piece in pieces(issue):
        if piece.role not in (*OWN, Role.CAPTION, Role.CREDIT):
            # Each is there whole, and behind the one before.
            assert bare(piece.text) in texts, piece.text


def test_words_are_parted_by_spaces_at_the_ends_of_lines(sample: tuple[Issue, bytes]) -> None:
    """Not by the eye of the program that reads: the space is in the text (14.8.2.5)."""
    issue, data = sample
    if issue.meta.language != "en":
        pytest.skip("Chinese has no spaces between words")
    from converter.verify import read

    said = {piece.text for piece in read(data, "it").pieces}
    wanted = [p.text for p in pieces(issue) if p.role is Role.PARAGRAPH]
    assert wanted
    assert set(wanted) <= said
