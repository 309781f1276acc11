"""The PDF edition: what viewers, screen readers and archives find in it."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from converter.errors import FaceError
from converter.fonts import finder
from converter.fonts.finder import FaceFinder
from converter.model import Figure, Issue, Meta
from converter.theme import Theme
from converter.walk import article_strings
from converter.writers.edition import Assets
from tests.writers.pdf_samples import (
    DAILY,
    FULL,
    PICTURES,
    READER,
    ROOT,
    Opened,
    article,
    assets,
    issue,
    opened,
    paragraph,
    picture,
    stored,
    texts,
)

STORED = sorted(
    str(path.relative_to(ROOT / "tests"))
    for path in [
        *(ROOT / "tests/damage/issues").glob("*/*.json"),
        *(ROOT / "tests/issues").glob("*.json"),
    ]
)


@pytest.fixture(scope="module")
def full() -> Opened:
    return opened(FULL, DAILY, assets(PICTURES))


def missing_from(edition: Opened, issue_: Issue) -> Counter[str]:
    """Characters of the articles that cannot be read back."""
    wanted: Counter[str] = Counter()
    for article_ in issue_.articles:
        for string in article_strings(article_):
            wanted.update("".join(string.split()))
    for text in issue_.furniture:
        wanted.update("".join(text.text.split()))
    return wanted - Counter(edition.text())


# --- nothing is lost, and it can be read back ---------------------------------------------------


@pytest.mark.parametrize("name", STORED[::4])
@pytest.mark.parametrize("theme", [DAILY, READER], ids=["columns", "one column"])
def test_every_character_of_a_stored_issue_is_read_back(name: str, theme: Theme) -> None:
    source = stored(name)
    assert not missing_from(opened(source, theme), source)


def test_every_kind_of_block_is_read_back(full: Opened) -> None:
    assert not missing_from(full, FULL)


@pytest.mark.parametrize(
    "text",
    [
        "共42个项目，同比增长7.5%，见：https://example.org/a?b=1。",
        "他说：“好。”（笑）——然后走了……",
        "9:00-12:00开放，4×400米接力，第3名。",
    ],
)
def test_a_paragraph_is_read_back_as_it_was_written(text: str) -> None:
    """No space stands where the gap between Han and Latin is."""
    source = issue(article(paragraph(text)))
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=opened(source).data, capture_output=True, check=True
    )
    assert text in done.stdout.decode().replace("\n", "")


def test_poppler_and_pdfium_read_the_same(full: Opened) -> None:
    document = pypdfium2.PdfDocument(full.data)
    read = "".join(page.get_textpage().get_text_range() for page in document)
    assert Counter("".join(read.split())) == Counter(full.text())


def test_poppler_and_pdfium_draw_the_same(full: Opened, tmp_path: Path) -> None:
    file = tmp_path / "full.pdf"
    file.write_bytes(full.data)
    command = ["pdftoppm", "-r", "72", "-png", "-f", "1", "-l", "1", str(file), str(tmp_path / "p")]
    subprocess.run(command, check=True)
    page = pypdfium2.PdfDocument(full.data)[0].render(scale=1).to_pil().convert("L")
    with Image.open(next(tmp_path.glob("p*.png"))) as other:
        seen = other.convert("L").resize(page.size)
    blur = ImageFilter.GaussianBlur(2)
    counts = ImageChops.difference(page.filter(blur), seen.filter(blur)).histogram()
    assert sum(counts[80:]) / sum(counts) < 1e-3
    assert sum(page.histogram()[:100]) > 1000


def test_two_runs_give_the_same_bytes(full: Opened) -> None:
    again = opened(FULL, DAILY, Assets(assets(PICTURES).pictures, FaceFinder()))
    assert again.data == full.data


# --- the file -----------------------------------------------------------------------------------


def test_qpdf_finds_nothing_wrong(full: Opened, tmp_path: Path) -> None:
    file = tmp_path / "full.pdf"
    file.write_bytes(full.data)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_stream_ends_on_a_line_of_its_own(full: Opened) -> None:
    assert re.findall(rb"[^\n]endstream", full.data) == []


def test_every_face_is_embedded_as_a_subset_with_its_characters(full: Opened) -> None:
    fonts = full.fonts()
    assert fonts
    for font in fonts:
        descendant = font.DescendantFonts[0]
        descriptor = descendant.FontDescriptor
        assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
        assert "/ToUnicode" in font
        program = descriptor.get("/FontFile3", descriptor.get("/FontFile2"))
        assert len(program.read_bytes()) < 300_000
        if "/FontFile3" in descriptor:
            assert str(program.Subtype) == "/CIDFontType0C"


def test_a_glyph_for_two_characters_is_read_back_as_each() -> None:
    source = issue(
        article(paragraph("well-known engineers acknowledged responsibilities. " * 8)),
        language="en",
    )
    edition = opened(source)
    assert "well-known" in edition.text()
    assert not missing_from(edition, source)


def test_title_language_and_publisher_are_told(full: Opened) -> None:
    root = full.pdf.Root
    assert str(root.Lang) == "zh-Hans"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(full.pdf.docinfo.Title) == "苇塘晚报"
    with full.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        assert xmp["dc:title"] == "苇塘晚报"
        assert xmp["dc:creator"] == ["苇塘报社"]
        assert (xmp["pdfaid:part"], xmp["pdfuaid:part"]) == ("2", "1")


def test_the_file_is_dated_by_the_issue_and_not_by_the_clock(full: Opened) -> None:
    assert str(full.pdf.docinfo.CreationDate) == "D:20240506000000Z"
    undated = opened(issue(article(paragraph("天晴。")), date=None))
    assert "/CreationDate" not in undated.pdf.docinfo


@pytest.mark.parametrize("date", ["某年某月", "2024-13-99", "2024", ""])
def test_any_date_is_borne(date: str) -> None:
    assert opened(issue(article(paragraph("天晴。")), date=date)).data


def test_pages_are_labelled_as_printed(full: Opened) -> None:
    assert [page.label for page in full.pdf.pages] == ["A1", "A2"]


def test_bookmarks_name_pages_and_articles(full: Opened) -> None:
    with full.pdf.open_outline() as outline:
        assert [mark.title for mark in outline.root] == ["A1版", "A2版"]
        assert [mark.title for mark in outline.root[0].children] == ["苇塘换了新水闸"]
        assert len(outline.root[1].children) == 2


# --- the structure ------------------------------------------------------------------------------


def test_the_structure_tells_what_everything_is(full: Opened) -> None:
    tags = set(full.tags())
    wanted = {
        "Document", "Part", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody",
        "BlockQuote", "Table", "TR", "TH", "TD", "Figure", "Caption",
    }  # fmt: skip
    assert wanted <= tags


def test_headings_step_down_one_level_at_a_time(full: Opened) -> None:
    levels = [int(tag[1]) for tag in full.tags() if re.fullmatch("H[1-6]", tag)]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_a_picture_has_its_description_and_its_place(full: Opened) -> None:
    (figure,) = [element for element in full.elements() if str(element.S) == "/Figure"]
    assert str(figure.Alt) == "一座三孔水闸"
    assert len(figure.A.BBox) == 4


def test_a_picture_without_a_description_is_called_a_picture() -> None:
    source = issue(article(paragraph("天晴。"), Figure(image="p.png")))
    edition = opened(source, DAILY, assets({"p.png": picture()}))
    (figure,) = [element for element in edition.elements() if str(element.S) == "/Figure"]
    assert str(figure.Alt) == "图片"


@pytest.mark.parametrize("theme", [DAILY, READER], ids=["columns", "one column"])
def test_every_mark_belongs_to_an_element_or_is_an_artifact(theme: Theme) -> None:
    edition = opened(FULL, theme, assets(PICTURES))
    parents = edition.pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(parents[n]): parents[n + 1] for n in range(0, len(parents), 2)}
    for page in edition.pdf.pages:
        depth, marked = 0, []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                depth += 1
                if operator == "BDC" and "/MCID" in instruction.operands[1]:
                    marked.append(int(instruction.operands[1].MCID))
            elif operator == "EMC":
                depth -= 1
            elif operator in ("TJ", "Tj", "Do", "f"):
                assert depth > 0
        assert depth == 0
        assert marked == list(range(len(marked)))
        assert len(owners.get(int(page.StructParents), [])) == len(marked)


def test_the_reading_order_is_the_order_of_the_issue(full: Opened) -> None:
    titles = [str(element.T) for element in full.elements() if "/T" in element]
    assert [t for t in titles if t in ("苇塘换了新水闸", "短讯")] == ["苇塘换了新水闸", "短讯"]


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("L", "PNG"), ("P", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG"),
     ("L", "JPEG"), ("P", "GIF"), ("LA", "PNG"), ("1", "PNG")],
)  # fmt: skip
def test_a_picture_of_any_kind_is_drawn(mode: str, kind: str) -> None:
    out = io.BytesIO()
    image = Image.new("RGB", (80, 50), (200, 30, 30)).convert("RGBA").convert(mode)
    image.save(out, kind)
    source = issue(article(Figure(image="p", alt="红"), paragraph("天晴。" * 30)))
    edition = opened(source, DAILY, assets({"p": out.getvalue()}))
    assert len(edition.images()) == 1
    page = pypdfium2.PdfDocument(edition.data)[0].render(scale=0.5).to_pil().convert("L")
    assert page.getextrema()[0] < 140


def test_a_picture_is_no_finer_than_print_can_show() -> None:
    source = issue(article(Figure(image="p", alt="大"), paragraph("天晴。")))
    edition = opened(source, READER, assets({"p": picture(6000, 3000)}))
    (image,) = edition.images()
    assert image.Width < 1600


def test_a_lost_picture_leaves_its_caption() -> None:
    source = issue(article(paragraph("天晴。"), Figure(texts("桥上的人。"), image="gone.png")))
    edition = opened(source)
    assert "桥上的人。" in edition.text()
    assert "Figure" not in edition.tags()


def test_a_tall_picture_stays_on_the_page() -> None:
    source = issue(article(paragraph("天晴。" * 40), Figure(texts("塔。"), image="p", alt="塔")))
    edition = opened(source, READER, assets({"p": picture(30, 900)}))
    (figure,) = [element for element in edition.elements() if str(element.S) == "/Figure"]
    _, bottom, _, top = (float(side) for side in figure.A.BBox)
    assert 0 < bottom < top < float(edition.pdf.pages[0].MediaBox[3])


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en", "en-GB", "de", "x!"])
def test_an_empty_issue_is_a_page_in_every_language(language: str) -> None:
    assert len(opened(Issue(Meta(language=language))).pdf.pages) == 1


def test_what_leaves_no_mark_on_paper_is_reported() -> None:
    edition = opened(issue(article(paragraph("天\x00地\u202e玄\ud800黄\u200b"))))
    assert "天地玄黄" in edition.text()
    assert len(edition.lost) == 4
    assert any("U+202E" in line for line in edition.lost)


def test_a_character_that_no_face_holds_is_an_error_that_names_it() -> None:
    with pytest.raises(FaceError, match=r"U\+E123"):
        opened(issue(article(paragraph("天\ue123地"))))


def test_no_face_at_all_is_an_error_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "system_folders", lambda: ())
    monkeypatch.setattr(finder, "package_folders", lambda: ())
    with pytest.raises(FaceError) as caught:
        opened(FULL, DAILY, Assets({}, FaceFinder(str(tmp_path))))
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    ["x" * 3000, "，" * 300, "（" * 300, "—" * 99, "“" * 50 + "天" + "”" * 50, "1" * 500,
     "a b " * 900],
    ids=["one word", "commas", "brackets", "dashes", "quotes", "digits", "letters"],
)  # fmt: skip
def test_a_hostile_paragraph_is_set_whole(text: str) -> None:
    source = issue(article(paragraph(text), title=text[:300]))
    assert not missing_from(opened(source), source)


@pytest.mark.parametrize("columns", [1, 2, 5, 12])
@pytest.mark.parametrize("size", [(60.0, 70.0), (105.0, 148.0), (420.0, 594.0)])
def test_a_page_of_any_size_and_any_columns_loses_nothing(
    columns: int, size: tuple[float, float]
) -> None:
    page = replace(
        DAILY.page, width=size[0], height=size[1], columns=columns,
        top=10.0, bottom=10.0, inner=8.0, outer=8.0,
    )  # fmt: skip
    edition = opened(FULL, replace(DAILY, page=page), assets(PICTURES))
    assert not missing_from(edition, FULL)


def test_everything_stays_within_the_page() -> None:
    for theme in (DAILY, READER):
        edition = opened(FULL, theme, assets(PICTURES))
        for page in pypdfium2.PdfDocument(edition.data):
            width, height = page.get_size()
            for thing in page.get_objects():
                left, bottom, right, top = thing.get_bounds()
                assert left >= 0
                assert bottom >= 0
                assert right <= width
                assert top <= height


def test_a_hundred_pages_are_set_whole() -> None:
    one = stored(STORED[0])
    many = replace(
        one,
        articles=tuple(
            replace(article_, id=f"{article_.id}-{n}", page=f"{n}")
            for n in range(60)
            for article_ in one.articles
        ),
    )
    edition = opened(many)
    assert len(edition.pdf.pages) >= 60
    assert not missing_from(edition, many)
