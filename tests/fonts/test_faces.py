"""Faces: found by family and weight, in order of place, cut down to what is used."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from converter.errors import FaceError
from converter.fonts import finder
from converter.fonts.finder import BOLD, REGULAR, FaceFinder
from converter.fonts.sfnt import read_faces
from converter.fonts.subset import subset, table


def build(
    family: str, weight: int = REGULAR, characters: str = "AB中", *, cff: bool = False
) -> TTFont:
    """A face of squares."""
    names = [".notdef", *(f"u{ord(c):04X}" for c in characters)]
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"u{ord(c):04X}" for c in characters})
    if cff:
        outlines = {name: _square(T2CharStringPen(600, None)) for name in names}
        builder.setupCFF("Test", {}, outlines, {})
    else:
        builder.setupGlyf({name: _square(TTGlyphPen(None)) for name in names})
    builder.setupHorizontalMetrics({name: (600, 50) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    style = "Bold" if weight >= BOLD else "Regular"
    postscript = f"{family.replace(' ', '')}-{style}"
    builder.setupNameTable({"familyName": family, "styleName": style, "psName": postscript})
    builder.setupOS2(usWeightClass=weight)
    builder.setupPost()
    return builder.font


def _square(pen: TTGlyphPen | T2CharStringPen) -> object:
    pen.moveTo((50, 0))
    for point in ((50, 500), (550, 500), (550, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph() if isinstance(pen, TTGlyphPen) else pen.getCharString()


def variable(family: str) -> TTFont:
    """A face with an axis of weight from 100 to 900, thin by default."""
    font = build(family, 100)
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    widths = [(0, 0)] * 5 + [(400, 0), (0, 0), (0, 0)]  # four points, then left, right, top, bottom
    axes = {"wght": (0.0, 1.0, 1.0)}
    builder.setupGvar({name: [TupleVariation(axes, widths)] for name in font.getGlyphOrder()})
    return font


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No faces but those of the folder that is given."""
    monkeypatch.setattr(finder, "system_folders", lambda: ())
    monkeypatch.setattr(finder, "package_folders", lambda: ())


def test_a_family_is_found_whatever_its_spelling(tmp_path: Path, nowhere: None) -> None:
    build("Test Song").save(tmp_path / "a.ttf")
    assert FaceFinder(str(tmp_path)).find("test-song") is not None
    assert FaceFinder(str(tmp_path)).find("Another") is None


def test_the_weight_asked_for_is_found(tmp_path: Path, nowhere: None) -> None:
    build("Test Song").save(tmp_path / "r.ttf")
    build("Test Song", BOLD).save(tmp_path / "b.otf")
    face = FaceFinder(str(tmp_path)).find("Test Song", BOLD)
    assert face is not None
    assert face.weight == BOLD


def test_the_true_bold_of_a_later_family_goes_before_a_regular_face(
    tmp_path: Path, nowhere: None
) -> None:
    build("First").save(tmp_path / "first.ttf")
    build("Second", BOLD).save(tmp_path / "second.ttf")
    found = FaceFinder(str(tmp_path)).choose(["First", "Second"], BOLD)
    assert [face.postscript_name for face in found.faces] == ["Second-Bold", "First-Regular"]
    assert not found.substitute


def test_a_bold_that_no_family_has_is_said_to_be_missing(tmp_path: Path, nowhere: None) -> None:
    build("First").save(tmp_path / "first.ttf")
    assert FaceFinder(str(tmp_path)).choose(["First"], BOLD).substitute


def test_the_given_folder_goes_before_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("given", "system"):
        (tmp_path / place).mkdir()
        build("Test Song").save(tmp_path / place / "song.ttf")
    monkeypatch.setattr(finder, "system_folders", lambda: (str(tmp_path / "system"),))
    face = FaceFinder(str(tmp_path / "given")).find("Test Song")
    assert face is not None
    assert "given" in face.record.path


def test_an_installed_package_named_for_fonts_is_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "some_fonts_zh"
    package.mkdir(parents=True)
    build("Packaged").save(package / "p.otf")
    monkeypatch.setattr(finder, "system_folders", lambda: ())
    monkeypatch.syspath_prepend(tmp_path / "site-packages")
    assert FaceFinder().find("Packaged") is not None


def test_each_face_of_a_collection_is_found(tmp_path: Path, nowhere: None) -> None:
    collection = TTCollection()
    collection.fonts = [build("One"), build("Two", characters="丁")]
    collection.save(tmp_path / "both.ttc")
    second = FaceFinder(str(tmp_path)).find("Two")
    assert second is not None
    assert second.record.index == 1
    assert second.glyph("丁")
    assert not second.glyph("A")


def test_a_variable_face_is_taken_at_the_weight_asked_for(tmp_path: Path, nowhere: None) -> None:
    variable("Flexible").save(tmp_path / "v.ttf")
    faces = FaceFinder(str(tmp_path))
    regular, bold = faces.find("Flexible"), faces.find("Flexible", BOLD)
    assert regular is not None
    assert bold is not None
    assert (regular.weight, bold.weight) == (REGULAR, BOLD)
    assert regular.advance(1) == 600 + 150
    assert bold.advance(1) == 600 + 300
    cut = subset(bold, [1])
    font = TTFont(io.BytesIO(cut.program))
    assert "fvar" not in font
    assert font["hmtx"].metrics[font.getGlyphName(cut.ids[1])][0] == 900


def test_a_character_is_looked_for_in_each_family(tmp_path: Path, nowhere: None) -> None:
    build("Latin", characters="AB").save(tmp_path / "l.ttf")
    build("Han", characters="中").save(tmp_path / "h.ttf")
    found = FaceFinder(str(tmp_path)).choose(["Latin", "Han"])
    assert found.pick("A").postscript_name == "Latin-Regular"
    assert found.pick("中").postscript_name == "Han-Regular"


def test_a_character_that_no_face_holds_is_named_with_the_remedy(
    tmp_path: Path, nowhere: None
) -> None:
    build("Latin", characters="AB").save(tmp_path / "l.ttf")
    with pytest.raises(FaceError, match=r"U\+4E2D") as caught:
        FaceFinder(str(tmp_path)).choose(["Latin"]).pick("中")
    assert "fonts-noto-cjk" in str(caught.value.remedy)
    assert "--faces" in str(caught.value.remedy)


def test_no_family_at_all_is_an_error_that_names_them(tmp_path: Path, nowhere: None) -> None:
    with pytest.raises(FaceError, match="Ghost"):
        FaceFinder(str(tmp_path)).choose(["Ghost"])


@pytest.mark.parametrize("size", [0, 3, 12, 40, 100, 300, 600])
def test_a_damaged_font_file_is_passed_over(tmp_path: Path, size: int) -> None:
    whole, cut = tmp_path / "w.ttf", tmp_path / "c.ttf"
    build("Whole").save(whole)
    cut.write_bytes(whole.read_bytes()[:size])
    read_faces(str(cut))
    cut.write_bytes(b"\xff" * size)
    assert read_faces(str(cut)) == []


@pytest.mark.parametrize("cff", [False, True])
def test_a_subset_holds_the_glyphs_asked_for_and_no_others(
    tmp_path: Path, nowhere: None, cff: bool
) -> None:
    build("Test", characters="ABCDEFG中", cff=cff).save(tmp_path / "t.otf")
    face = FaceFinder(str(tmp_path)).find("Test")
    assert face is not None
    assert face.is_cff is cff
    wanted = [face.glyph("中"), face.glyph("C")]
    cut = subset(face, wanted)
    assert set(cut.ids) == {0, *wanted}
    assert sorted(cut.ids.values()) == [0, 1, 2]
    if cff:
        assert cut.program[:1] == b"\x01"
    else:
        assert TTFont(io.BytesIO(cut.program))["maxp"].numGlyphs == 3


def test_a_subset_is_the_same_each_time(tmp_path: Path, nowhere: None) -> None:
    build("Test", cff=True).save(tmp_path / "t.otf")
    face = FaceFinder(str(tmp_path)).find("Test")
    assert face is not None
    assert subset(face, [1, 2]) == subset(face, [2, 1])


def test_a_table_that_is_missing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no table"):
        table(b"OTTO" + bytes(8), b"CFF ")
