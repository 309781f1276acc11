"""Pictures in the EPUB edition: as given where that is sensible, else fit for a screen."""

from __future__ import annotations

import io
import random
from zipfile import ZipFile

import pytest
from PIL import Image

from converter import verify
from converter.model import Article, Figure, Issue
from converter.pictures import open_picture
from converter.writers.edition import Assets
from converter.writers.epub import write
from tests.writers.epub_samples import THEME, texts


def carried(data: bytes) -> tuple[str, bytes]:
    """The name and bytes of a picture in the edition; that edition passes verification."""
    figure = Figure(texts("渡口。"), None, "ferry", "雾里的渡口")
    issue = Issue(articles=(Article("a", title="渡口", blocks=(figure,)),))
    book = write(issue, THEME, Assets({"ferry": open_picture(data, "ferry")})).data
    edition = verify.read(book, "book.epub")
    assert edition.record
    assert not list(verify.compare(edition, edition.record))
    with ZipFile(io.BytesIO(book)) as container:
        name = next(n for n in container.namelist() if n.startswith("EPUB/pictures/"))
        return name, container.read(name)


def drawn(size: tuple[int, int], kind: str, mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def noise(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    pixels = random.Random(3).randbytes(3 * size[0] * size[1])
    Image.frombytes("RGB", size, pixels).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_of_sensible_size_is_carried_as_given(kind: str) -> None:
    data = drawn((900, 600), kind)
    assert carried(data)[1] == data


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg")])
def test_a_picture_larger_than_a_screen_is_scaled_to_one(kind: str, suffix: str) -> None:
    name, data = carried(drawn((3000, 1200), kind))
    assert name.endswith(suffix)
    assert Image.open(io.BytesIO(data)).size == (2000, 800)


def test_a_photograph_kept_as_png_becomes_a_jpeg() -> None:
    given = noise((700, 600))
    name, data = carried(given)
    assert name.endswith(".jpg")
    assert len(data) < len(given) / 2


def test_a_picture_for_the_press_gets_the_colours_of_a_screen() -> None:
    _, data = carried(drawn((60, 40), "JPEG", "CMYK"))
    assert Image.open(io.BytesIO(data)).mode == "RGB"


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    _, data = carried(drawn((60, 40), "JPEG", exif=exif))
    image = Image.open(io.BytesIO(data))
    assert image.size == (40, 60)
    assert image.getexif().get(0x0112, 1) == 1


def test_what_is_transparent_stays_so() -> None:
    _, data = carried(drawn((2400, 10), "PNG", "RGBA"))
    assert Image.open(io.BytesIO(data)).mode == "RGBA"


def test_the_same_picture_gives_the_same_bytes() -> None:
    given = noise((700, 600))
    assert carried(given) == carried(given)
