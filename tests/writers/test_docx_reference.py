"""`--reference-doc`: a user's styles by their names, ours where there are none."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import RGBColor

from converter.cli import main
from converter.writers.edition import Asked, Assets, Reference
from tests.writers.docx_samples import DAILY, FULL, Opened, W, assets, invalid, opened

HEAD = f'<w:styles xmlns:w="{W[1:-1]}" xmlns:x="urn:x">'
PAGE = "### 湖滨步道贯通\n\n本报讯 昨日，湖滨步道全线贯通。\n"


def styled(styles: str, theme: bytes | None = None) -> Opened:
    reference = Reference(f"{HEAD}{styles}</w:styles>".encode(), theme)
    pictures = assets("pictures/ferry.png").pictures
    return opened(FULL, DAILY, Assets(pictures, asked=Asked(reference=reference)))


def style(name: str, style_id: str, inside: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{inside}</w:style>'


def colour(style: Element) -> str | None:
    found = style.find(f"{W}rPr/{W}color")
    return None if found is None else found.get(W + "val")


GREEN = '<w:rPr><w:color w:val="008000"/></w:rPr>'


def test_a_style_is_known_by_its_name_and_not_by_its_id(tmp_path: Path) -> None:
    edition = styled(style("Heading 1", "berschrift1", GREEN))
    assert colour(edition.style("Heading1")) == "008000"
    assert "Kicker" in [
        s.get(W + "styleId") for s in edition.part("word/styles.xml").iter(W + "style")
    ]
    assert invalid(edition.data, tmp_path) == []


def test_a_heading_stays_in_the_outline() -> None:
    level = styled(style("heading 1", "h", GREEN)).style("Heading1").find(f"{W}pPr/{W}outlineLvl")
    assert level is not None
    assert level.get(W + "val") == "0"


def test_another_style_that_has_one_of_our_ids_keeps_its_look_under_another(
    tmp_path: Path,
) -> None:
    based = style("heading 1", "h", '<w:basedOn w:val="Kicker"/>')
    edition = styled(style("House Style", "Kicker", GREEN) + based)
    ours, base = edition.style("Kicker"), edition.style("Heading1").find(W + "basedOn")
    assert colour(ours) != "008000"
    assert base is not None
    assert colour(edition.style(base.get(W + "val", ""))) == "008000"
    assert invalid(edition.data, tmp_path) == []


def test_what_is_no_wordprocessingml_and_what_needs_other_parts_is_left_out(
    tmp_path: Path,
) -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><x:glow x:r="1"/>'
    edition = styled(style("List Number", "ln", numbered + GREEN))
    assert edition.style("ListNumber").find(f".//{W}numPr") is None
    assert colour(edition.style("ListNumber")) == "008000"
    assert invalid(edition.data, tmp_path) == []


def test_styles_based_on_one_another_in_a_circle_are_cut_apart(tmp_path: Path) -> None:
    circle = style("A", "A", '<w:basedOn w:val="B"/>') + style("B", "B", '<w:basedOn w:val="A"/>')
    lost = style("heading 1", "h", '<w:basedOn w:val="nowhere"/><w:next w:val="gone"/>')
    edition = styled(circle + lost)
    assert edition.style("B").find(W + "basedOn") is None
    assert edition.style("Heading1").find(W + "next") is None
    assert invalid(edition.data, tmp_path) == []


def test_the_language_is_that_of_the_issue_and_han_characters_have_a_face() -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Gill Sans"/>'
        '<w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    run = styled(defaults).part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert run is not None
    fonts, language = run.find(W + "rFonts"), run.find(W + "lang")
    assert fonts is not None
    assert language is not None
    assert fonts.get(W + "ascii") == "Gill Sans"
    assert fonts.get(W + "eastAsia")
    assert language.get(W + "eastAsia") == "zh-CN"


def test_an_edition_of_ours_gives_its_styles_back_as_they_are() -> None:
    plain = opened(FULL, assets=assets("pictures/ferry.png"))
    with ZipFile(io.BytesIO(plain.data)) as archive:
        own, theme = archive.read("word/styles.xml"), archive.read("word/theme.xml")
    pictures = assets("pictures/ferry.png").pictures
    asked = Asked(reference=Reference(own, theme))
    again = opened(FULL, DAILY, Assets(pictures, asked=asked))
    differing = [name for name in plain.names() if plain.entry(name) != again.entry(name)]
    # With the styles of another no page is known, so the contents name none.
    assert differing == ["word/document.xml"]


# --- from the command line ----------------------------------------------------------------------


def run(tmp_path: Path, document: Path) -> int:
    page = tmp_path / "A1.txt"
    page.write_text(PAGE, "utf-8")
    argv = ["convert", str(page), "--to", "docx", "-o", str(tmp_path / "out"), "--quiet"]
    return main([*argv, "--reference-doc", str(document)])


def test_a_document_by_another_program_is_taken(tmp_path: Path) -> None:
    made = docx.Document()
    kicker = made.styles.add_style("Kicker", WD_STYLE_TYPE.PARAGRAPH)
    kicker.font.color.rgb = RGBColor(0, 128, 0)
    made.save(str(tmp_path / "house.docx"))
    assert run(tmp_path, tmp_path / "house.docx") == 0
    data = (tmp_path / "out" / "A1.docx").read_bytes()
    assert colour(Opened(data, ()).style("Kicker")) == "008000"
    assert invalid(data, tmp_path) == []
    assert main(["verify", str(tmp_path / "out" / "A1.docx")]) == 0


@pytest.mark.parametrize(
    "data", [b"", b"no archive", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_word_document_is_one_clear_error(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "house.docx").write_bytes(data)
    assert run(tmp_path, tmp_path / "house.docx") == 10
    assert f"converter: {tmp_path / 'house.docx'}: " in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["word/styles.xml", "word/theme.xml"])
@pytest.mark.parametrize(
    "part", [b"<broken", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', None], ids=str
)
def test_a_damaged_or_missing_part_is_one_clear_error(
    name: str, part: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = tmp_path / "house.docx"
    with ZipFile(io.BytesIO(opened(FULL).data)) as old, ZipFile(house, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
            elif part is not None:
                new.writestr(entry, part)
    # A document may be without a theme, not without styles.
    assert run(tmp_path, house) == (0 if part is None and "theme" in name else 10)
    assert ("Traceback" in capsys.readouterr().err) is False
