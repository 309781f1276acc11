"""The cover of an EPUB edition: a raster picture in our own faces, a drawing where there is none."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from converter.fonts import finder
from converter.fonts.finder import FaceFinder
from converter.model import Issue, Text
from converter.theme import Role
from converter.writers.epub.cover import HEIGHT, MARGIN, PAPER, WIDTH, Line, estimate, lay_out
from converter.writers.epub.cover_picture import Inks
from converter.writers.epub.plan import plan
from converter.writers.epub.words import words_of
from converter.writers.epub.xhtml import Setting
from tests.writers.epub_samples import ENGLISH, ISSUE, ODD, THEME, files, find, read, tree, written


def drawn(issue: Issue) -> Image.Image:
    return Image.open(io.BytesIO(files(issue)["EPUB/cover.jpg"]))


def lines(issue: Issue) -> list[Line]:
    words = words_of(issue.meta.language)
    setting = Setting(issue.meta.language, words, {})
    inks = Inks(THEME, issue.meta.language, FaceFinder())
    cover = lay_out(issue, plan(issue, words), THEME, setting, inks.advance)
    return [mark for mark in cover.marks if isinstance(mark, Line)]


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a single face."""
    monkeypatch.setattr(finder, "system_folders", lambda: ())
    monkeypatch.setattr(finder, "package_folders", lambda: ())


def test_a_shelf_is_given_a_raster_picture_of_the_size_that_it_asks_for() -> None:
    assert drawn(ISSUE).size == (1600, 2560)
    package = tree("content.opf")
    (item,) = (
        each for each in find(package, ".//o:item") if each.get("properties") == "cover-image"
    )
    assert (item.get("href"), item.get("media-type")) == ("cover.jpg", "image/jpeg")
    (meta,) = (each for each in find(package, ".//o:meta") if each.get("name") == "cover")
    assert meta.get("content") == item.get("id")
    (image,) = find(tree("cover.xhtml"), ".//h:img")
    assert image.get("src") == "cover.jpg"
    assert image.get("alt")


def test_it_shows_the_masthead_the_first_headline_and_those_after_it() -> None:
    shown = [line.text for line in lines(ISSUE)]
    assert shown[0] == ISSUE.meta.title
    assert any("菜市场里" in line for line in shown)
    assert any("末班车延后" in line for line in shown)


@pytest.mark.parametrize("issue", [ISSUE, ENGLISH], ids=["zh", "en"])
def test_no_line_leaves_the_sheet(issue: Issue) -> None:
    image = drawn(issue)
    paper = Image.new("RGB", image.size, PAPER)
    inked = ImageChops.difference(image, paper).convert("L").point(lambda v: 255 * (v > 40))
    box = inked.getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert left >= MARGIN - 12
    assert right <= WIDTH - MARGIN + 12
    assert top >= MARGIN - 12
    assert bottom <= HEIGHT - MARGIN + 12


def test_a_word_is_not_cut_where_there_is_no_room_for_it() -> None:
    long = replace(ENGLISH.articles[0], title="Harbour dredging resumes after " + "storms " * 40)
    titles = [line for line in lines(replace(ENGLISH, articles=(ENGLISH.articles[0], long)))]
    (cut,) = (line.text for line in titles if line.role is Role.HEADING)
    assert cut.endswith("storms…")


def test_the_same_issue_has_the_same_cover_and_another_has_another() -> None:
    assert drawn(ISSUE).tobytes() == drawn(ISSUE).tobytes()
    other = replace(ISSUE.articles[0], title="另一条新闻", title_lines=(Text("另一条新闻"),))
    other_issue = replace(ISSUE, articles=(other, *ISSUE.articles[1:]))
    assert drawn(ISSUE).tobytes() != drawn(other_issue).tobytes()


@pytest.mark.usefixtures("nowhere")
def test_where_no_face_is_to_be_had_it_is_a_drawing_and_that_is_said() -> None:
    assert written().lost[-1].startswith("cover as a raster picture")
    cover = read(tree("cover.svg"))
    assert "泊岭日报" in cover
    assert "菜市场里" in cover
    assert estimate("日", Role.TITLE, True) == 1


def test_a_character_that_no_face_has_makes_it_a_drawing() -> None:
    strange = replace(ISSUE, meta=replace(ISSUE.meta, title="泊岭\U00010380日报"))
    assert "no face holds “\U00010380”" in written(strange).lost[-1]
    assert "\U00010380" in read(tree("cover.svg", strange))


def test_odd_text_still_makes_a_cover() -> None:
    assert drawn(replace(ODD, meta=replace(ODD.meta, title="泊\u200b岭\n日报"))).size


def test_an_apostrophe_leaves_no_hole_in_an_english_word() -> None:
    cover = Inks(THEME, "en", FaceFinder()).advance
    assert cover("’", Role.TITLE, True) < 0.45
    assert Inks(THEME, "zh-Hans", FaceFinder()).advance("”", Role.TITLE, True) == 1
