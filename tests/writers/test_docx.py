"""The DOCX edition: what a reader, Word's panes and the validators find in it."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from converter.model import Issue, Meta, Text
from converter.theme import Theme
from converter.walk import article_strings
from tests.writers.docx_samples import (
    DAILY,
    FULL,
    READER,
    ROOT,
    W,
    article,
    assets,
    columns,
    invalid,
    issue,
    opened,
    paragraph,
    stored,
    text_of,
)

FERRY = assets("pictures/ferry.png")
STORED = sorted(
    str(path.relative_to(ROOT / "tests"))
    for path in [
        *(ROOT / "tests/damage/issues").glob("*/*.json"),
        *(ROOT / "tests/issues").glob("*.json"),
    ]
)


# --- valid, stable, complete --------------------------------------------------------------------


@pytest.mark.parametrize("theme", [DAILY, READER], ids=["columns", "one column"])
def test_an_issue_with_every_kind_of_block_is_valid(theme: Theme, tmp_path: Path) -> None:
    assert invalid(opened(FULL, theme, FERRY).data, tmp_path) == []


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en", "en-GB", "de"])
def test_an_empty_issue_is_valid_in_every_language(language: str, tmp_path: Path) -> None:
    assert invalid(opened(Issue(Meta(language=language))).data, tmp_path) == []


@pytest.mark.parametrize("name", STORED[::6])
def test_a_stored_issue_is_valid(name: str, tmp_path: Path) -> None:
    assert invalid(opened(stored(name)).data, tmp_path) == []


@pytest.mark.parametrize("name", STORED)
def test_every_string_of_every_article_is_in_the_document(name: str) -> None:
    whole = stored(name)
    body = opened(whole)
    printed = text_of(body.document) + text_of(body.part("word/header1.xml"))
    squeezed = "".join(printed.split())
    for one in whole.articles:
        for string in article_strings(one):
            for line in string.splitlines():
                assert all("".join(part.split()) in squeezed for part in line.split("\t"))


def test_the_same_issue_gives_the_same_bytes() -> None:
    assert opened(FULL, assets=FERRY).data == opened(FULL, assets=FERRY).data


def test_no_entry_of_the_package_tells_when_or_where_it_was_made() -> None:
    with ZipFile(io.BytesIO(opened(FULL, assets=FERRY).data)) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {(entry.date_time, entry.create_system) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0)
    }


def test_libreoffice_keeps_every_han_character(tmp_path: Path) -> None:
    source = tmp_path / "issue.docx"
    edition = opened(FULL, assets=FERRY)
    source.write_bytes(edition.data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to_pdf = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*to_pdf, str(source)], check=True, capture_output=True, timeout=120)
    to_text = ["pdftotext", "-enc", "UTF-8", str(tmp_path / "issue.pdf"), "-"]
    shown = subprocess.run(to_text, check=True, capture_output=True, timeout=60).stdout.decode()
    han = re.compile("[\u4e00-\u9fff]")
    missing = Counter(han.findall(text_of(edition.document))) - Counter(han.findall(shown))
    assert not missing


def test_python_docx_opens_it() -> None:
    document = docx.Document(io.BytesIO(opened(FULL, assets=FERRY).data))
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == [
        "渡口晨雾\n散尽",
        "短讯",
    ]
    assert document.styles["Caption"].type is not None


# --- roles and styles ---------------------------------------------------------------------------


def test_each_role_has_its_style() -> None:
    edition = opened(FULL, assets=FERRY)
    assert edition.texts("Title") == ["青岬日报"]
    assert edition.texts("Date") == ["2024年5月6日　第88期　A1版、A2版"]
    assert edition.texts("Section") == ["江上人家"]
    assert edition.texts("Kicker") == ["雾季第一天"]
    assert edition.texts("Heading1") == ["渡口晨雾\n散尽", "短讯"]
    assert edition.texts("Subtitle") == ["——头班船晚了一刻"]
    assert edition.texts("Byline") == ["本报讯（记者 甲一 乙二）"]
    assert edition.texts("Heading2") == ["岸上的灯"]
    assert edition.texts("Caption") == ["清晨的渡口。　甲一 摄", "照片没有留下来。"]
    assert edition.texts("Quote") == ["雾大不开船，是老规矩。"]
    assert edition.texts("Verse") == ["江水不说话"]
    assert edition.texts("VerseStanza") == ["只把船推开"]
    assert edition.texts("TableHeading") == ["班次", "时刻"]
    assert edition.texts("Imprint") == ["青岬报社"]


def test_nothing_is_formatted_by_hand() -> None:
    document = opened(FULL, assets=FERRY).document
    structure = {W + tag for tag in ("pStyle", "numPr", "sectPr")}
    assert {e.tag for p in document.iter(W + "pPr") for e in p} <= structure
    assert {e.tag for r in document.iter(W + "rPr") for e in r} <= {W + "rStyle"}


def test_every_style_in_use_is_defined() -> None:
    edition = opened(FULL, assets=FERRY)
    defined = {s.get(W + "styleId") for s in edition.part("word/styles.xml").iter(W + "style")}
    used = {
        e.get(W + "val")
        for tag in ("pStyle", "rStyle", "tblStyle")
        for e in edition.document.iter(W + tag)
    }
    assert used <= defined
    assert {"StrongEmphasis", "StrongEmphasisSuperscript", "Hyperlink"} <= used


def test_the_body_is_set_as_chinese_is() -> None:
    edition = opened(FULL)
    indent = edition.style("BodyText").find(f"{W}pPr/{W}ind")
    assert indent is not None
    assert indent.get(W + "firstLineChars") == "200"
    defaults = edition.part("word/styles.xml").find(W + "docDefaults")
    assert defaults is not None
    fonts, language = (next(defaults.iter(W + tag)) for tag in ("rFonts", "lang"))
    assert fonts.get(W + "eastAsia") == "Noto Serif CJK SC"
    assert language.get(W + "eastAsia") == "zh-CN"
    assert next(defaults.iter(W + "kinsoku"), None) is not None
    spacing = edition.part("word/settings.xml").find(W + "characterSpacingControl")
    assert spacing is not None
    assert spacing.get(W + "val") == "compressPunctuation"


def test_traditional_chinese_has_its_own_face_language_and_words() -> None:
    edition = opened(issue(article(paragraph("文"), continued_on="B4"), language="zh-Hant"))
    language = next(edition.part("word/styles.xml").iter(W + "lang"))
    fonts = next(edition.part("word/styles.xml").iter(W + "rFonts"))
    assert language.get(W + "eastAsia") == "zh-TW"
    assert fonts.get(W + "eastAsia") == "Noto Serif CJK TC"
    assert edition.texts("Jump") == ["下轉B4版"]


def test_headings_keep_with_what_follows() -> None:
    edition = opened(FULL)
    for style in ("Heading1", "Heading2", "Kicker", "Section", "Byline", "Figure"):
        assert edition.style(style).find(f"{W}pPr/{W}keepNext") is not None


# --- head, foot, properties, furniture ----------------------------------------------------------


def test_the_running_head_names_paper_date_and_page_and_the_foot_counts() -> None:
    edition = opened(FULL)
    assert text_of(edition.part("word/header1.xml")) == "青岬日报　江上人家\t2024年5月6日　A1版"
    assert text_of(edition.part("word/header2.xml")) == "青岬日报\t2024年5月6日　A2版"
    fields = [e.get(W + "instr") for e in edition.part("word/footer.xml").iter(W + "fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]


def test_the_running_head_follows_the_sections_where_a_page_has_nothing_but_sections() -> None:
    first, *others = FULL.articles
    second = replace(first, id="b", section=Text("民生"))
    edition = opened(replace(FULL, articles=(first, second, *others)))

    def fields(name: str) -> list[tuple[str | None, str]]:
        found = edition.part(f"word/{name}.xml").iter(W + "fldSimple")
        return [(each.get(W + "instr"), text_of(each)) for each in found]

    assert fields("header1") == [(" STYLEREF Section ", "江上人家")]
    assert fields("header2") == []
    plain = replace(second, section=None)
    mixed = opened(replace(FULL, articles=(first, plain, *others)))
    assert text_of(mixed.part("word/header1.xml")) == "青岬日报\t2024年5月6日　A1版"


def test_the_core_properties_come_from_the_issue() -> None:
    core = docx.Document(io.BytesIO(opened(FULL).data)).core_properties
    assert (core.title, core.author, core.language) == ("青岬日报", "青岬报社", "zh-Hans")
    assert core.created == core.modified
    assert core.created is not None
    assert core.created.date().isoformat() == "2024-05-06"


@pytest.mark.parametrize("date", [None, "2024-02-31", "0000", "last week"])
def test_a_date_that_is_no_day_gives_no_time(date: str | None) -> None:
    core = opened(issue(article(), date=date)).part("docProps/core.xml")
    assert not [e for e in core if e.tag.endswith(("created", "modified"))]


def test_furniture_is_kept_though_it_is_not_printed() -> None:
    edition = opened(FULL)
    kept = [e.text for e in edition.part("customXml/item1.xml")]
    assert kept == ["青岬日报 A1", "责编 丙三 <校> & 丁四"]
    assert "丁四" not in text_of(edition.document)


# --- columns and pages --------------------------------------------------------------------------


def test_a_long_article_has_its_headline_over_all_columns() -> None:
    document = opened(issue(article(*[paragraph("潮水退去，" * 40)] * 6))).document
    assert columns(document) == [("nextPage", "1"), ("continuous", "4"), ("continuous", "1")]


def test_short_articles_follow_one_another_within_the_columns() -> None:
    brief = article(paragraph("明日有风。"), title="短讯")
    document = opened(issue(brief, brief)).document
    assert columns(document) == [("nextPage", "1"), ("continuous", "4"), ("continuous", "1")]


def test_a_page_of_the_paper_begins_on_a_page() -> None:
    document = opened(FULL, READER).document
    assert columns(document) == [("nextPage", "1"), ("nextPage", "1")]


def test_the_page_is_that_of_the_theme() -> None:
    section = next(opened(FULL, READER).document.iter(W + "sectPr"))
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    assert size is not None
    assert margins is not None
    assert (size.get(W + "w"), size.get(W + "h")) == ("11906", "16838")
    assert (margins.get(W + "left"), margins.get(W + "right")) == ("1417", "1134")
