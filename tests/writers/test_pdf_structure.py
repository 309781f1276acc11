"""What the PDF says of its own text: roles, links, languages, sources, artifacts."""

from __future__ import annotations

import io
import re
from typing import Any

import pdfplumber
import pikepdf
import pytest

from converter.lines import Lines
from converter.model import Figure, Heading, Issue, Link, Paragraph, Span, Table, Text
from converter.proof import record
from converter.writers.edition import Assets
from converter.writers.pdf.structure import ROLES
from tests.writers.pdf_samples import (
    DAILY,
    FACES,
    FULL,
    PICTURES,
    READER,
    Opened,
    article,
    assets,
    issue,
    opened,
    paragraph,
    texts,
)

STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table "
    "TR TH TD Span Reference Link Ruby RB RT Figure".split()
)


@pytest.fixture(scope="module")
def full() -> Opened:
    return opened(FULL, DAILY, assets(PICTURES))


def of_type(edition: Opened, tag: str) -> list[Any]:
    return [element for element in edition.elements() if str(element.S) == f"/{tag}"]


def link_annotations(edition: Opened) -> list[Any]:
    return [each for page in edition.pdf.pages for each in page.get("/Annots", ())]


def objects_of(element: Any) -> list[Any]:
    """The annotations that belong to an element."""
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    return [
        kid.Obj
        for kid in kids
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.OBJR
    ]


def parents(edition: Opened) -> dict[int, Any]:
    numbers = edition.pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}


# --- types and roles ----------------------------------------------------------------------------


def test_every_type_is_a_standard_one_or_mapped_to_one(full: Opened) -> None:
    mapped = {str(k)[1:]: str(v)[1:] for k, v in full.pdf.Root.StructTreeRoot.RoleMap.items()}
    assert mapped == ROLES
    assert set(full.tags()) <= STANDARD | set(mapped)
    assert set(mapped.values()) <= STANDARD
    assert not set(mapped) & STANDARD


def test_each_part_of_an_article_is_told_by_its_role(full: Opened) -> None:
    wanted = {"Head", "Flag", "Kicker", "Deck", "Byline", "Jump", "Verse", "Line", "Credit",
              "Cutline", "Furniture", "Imprint"}  # fmt: skip
    assert wanted <= set(full.tags())


def test_a_headline_without_lines_of_its_own_is_above_its_subheads_too() -> None:
    edition = opened(issue(article(Heading(texts("小题")), paragraph("天晴。"), title="大题")))
    assert [tag for tag in edition.tags() if re.fullmatch("H[1-6]", tag)] == ["H1", "H2", "H3"]


def test_articles_of_one_section_stand_in_it_and_below_its_bookmark() -> None:
    section = Text("民生")
    source = issue(
        article(paragraph("一。"), id="a1", title="甲", section=section, page="A1"),
        article(paragraph("二。"), id="a2", title="乙", section=section, page="A1"),
        article(paragraph("三。"), id="a3", title="丙", page="A1"),
    )
    edition = opened(source)
    (sect,) = of_type(edition, "Sect")
    assert str(sect.T) == "民生"
    assert [str(kid.T) for kid in sect.K] == ["甲", "乙"]
    with edition.pdf.open_outline() as outline:
        (page,) = outline.root
        assert [mark.title for mark in page.children] == ["民生", "丙"]
        assert [mark.title for mark in page.children[0].children] == ["甲", "乙"]
    assert int(edition.pdf.Root.Outlines.Count) == 5


def test_a_row_has_all_its_cells_though_some_are_empty() -> None:
    table = Table(((texts("闸"), texts("孔")), (texts("东"), ()), (texts("西"),)), header_rows=1)
    edition = opened(issue(article(table, paragraph("天晴。"))))
    assert [len(row.K) for row in of_type(edition, "TR")] == [2, 2, 2]
    assert [str(cell.A.Scope) for cell in of_type(edition, "TH")] == ["/Column", "/Column"]


def test_numbers_in_a_table_stand_with_their_points_below_one_another() -> None:
    rows = [("菜", "元"), ("甘蓝", "5.2"), ("凤梨", "10.5"), ("西瓜", "7")]
    table = Table(tuple((texts(a), texts(b)) for a, b in rows), header_rows=1)
    edition = opened(issue(article(table, paragraph("天晴。"))), READER)
    with pdfplumber.open(io.BytesIO(edition.data)) as document:
        at = {word["text"]: word for word in document.pages[0].extract_words()}
        chars = document.pages[0].chars
    row = [char for char in chars if abs(char["top"] - at["10.5"]["top"]) < 1]
    (units,) = [char["x1"] for char in row if char["text"] == "0"]
    assert at["5.2"]["x1"] == pytest.approx(at["10.5"]["x1"], abs=0.01)
    assert at["7"]["x1"] == pytest.approx(units, abs=0.01)
    assert at["元"]["x0"] == pytest.approx(at["10.5"]["x0"], abs=1.0)


def test_a_table_without_a_head_has_its_rows_named_by_their_first_cells() -> None:
    table = Table(((texts("东"), texts("3")), (texts("西"), texts("2"))))
    edition = opened(issue(article(table, paragraph("天晴。"))))
    assert [str(cell.A.Scope) for cell in of_type(edition, "TH")] == ["/Row", "/Row"]


def test_what_is_no_text_is_an_artifact_that_says_of_what_kind() -> None:
    source = issue(
        *(article(paragraph("天晴。" * 300), id=f"a{n}", title=f"第{n}篇") for n in range(12))
    )
    edition = opened(source)
    kinds = set()
    for page in edition.pdf.pages:
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) == "BDC" and str(instruction.operands[0]) == "/Artifact":
                told = instruction.operands[1]
                kinds.add((str(told.Type), str(told.get("/Subtype", ""))))
            assert str(instruction.operator) != "BMC"
    assert kinds == {("/Layout", ""), ("/Pagination", "/Header"), ("/Pagination", "/Footer")}


# --- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("详见https://example.org/a?b=1。", "https://example.org/a?b=1"),
        ("网址：www.example.org，", "https://www.example.org"),
        ("来信请寄 desk@example.org。", "mailto:desk@example.org"),
    ],
)
def test_an_address_in_the_text_is_a_link(text: str, address: str) -> None:
    edition = opened(issue(article(paragraph(text))))
    (annotation,) = link_annotations(edition)
    assert str(annotation.A.URI) == address
    assert str(annotation.Contents) == address
    assert int(annotation.F) == 4
    (link,) = of_type(edition, "Link")
    assert [each.objgen for each in objects_of(link)] == [annotation.objgen]
    assert parents(edition)[int(annotation.StructParent)].objgen == link.objgen


def test_what_only_looks_like_an_address_is_none() -> None:
    edition = opened(issue(article(paragraph("比分3@2，版本v1.2，www是什么？"))))
    assert not link_annotations(edition)
    assert not of_type(edition, "Link")


def test_a_link_of_the_model_leads_where_it_may_and_is_text_elsewhere() -> None:
    links = (
        Link("https://example.org/公告", texts("公告")),
        Text("，"),
        Link("javascript:alert(1)", texts("按钮")),
    )
    edition = opened(issue(article(Paragraph(links))))
    (annotation,) = link_annotations(edition)
    assert str(annotation.A.URI) == "https://example.org/%E5%85%AC%E5%91%8A"
    assert "公告，按钮" in edition.text()


def test_a_link_over_two_lines_is_one_with_the_shape_of_both() -> None:
    long = "见https://example.org/" + "a-long-way-" * 12 + "end"
    edition = opened(issue(article(paragraph(long))))
    (annotation,) = link_annotations(edition)
    assert len(annotation.QuadPoints) > 8
    assert len(of_type(edition, "Link")) == 1


def test_jump_lines_lead_to_the_other_half() -> None:
    source = issue(
        article(paragraph("前一半，"), id="a1", title="甲", page="A1", continued_on="A2"),
        article(paragraph("后一半。"), id="a2", title="乙", page="A2", continued_from="A1"),
        article(paragraph("没有下文。"), id="a3", title="丙", page="A2", continued_on="A9"),
    )
    edition = opened(source)
    leads = {str(each.Contents): each.Dest[0].objgen for each in link_annotations(edition)}
    first, second = (page.obj.objgen for page in edition.pdf.pages)
    assert leads == {"乙": second, "甲": first}
    assert all(objects_of(link) for link in of_type(edition, "Link"))
    assert not missing_contents(edition)


def missing_contents(edition: Opened) -> list[Any]:
    return [each for each in link_annotations(edition) if not str(each.get("/Contents", ""))]


# --- languages ----------------------------------------------------------------------------------


def test_a_phrase_of_another_language_says_which() -> None:
    text = "校训是the best of all possible worlds，出自GDP与Mary Poppins。"
    edition = opened(issue(article(paragraph(text))))
    assert [str(span.Lang) for span in of_type(edition, "Span") if "/Lang" in span] == ["en"]
    english = opened(issue(article(paragraph("The word 水闸 means sluice.")), language="en"))
    assert {str(span.Lang) for span in of_type(english, "Span") if "/Lang" in span} == {"zh"}


# --- what travels in the file -------------------------------------------------------------------


def test_each_paragraph_says_where_it_was_read() -> None:
    spans = (Span("A1.txt", 4, 9),)
    source = issue(article(Paragraph((Text("天晴。", spans),)), Figure(texts("图。"))))
    given = Assets({}, FACES, Lines({"A1.txt": "一\n二\n三四五六七八"}))
    edition = opened(source, DAILY, given)
    assert bool(edition.pdf.Root.MarkInfo.UserProperties)
    (told,) = [e.A for e in edition.elements() if "/A" in e and e.A.get("/O") == "/UserProperties"]
    assert [(str(each.N), str(each.V)) for each in told.P] == [("Source", "A1.txt:3:1-3:5")]


def test_the_metadata_hold_the_digest_of_the_model(full: Opened) -> None:
    with full.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        assert xmp["{urn:converter:proof:1#}digest"] == record(FULL).digest


def test_content_stands_in_the_order_of_reading() -> None:
    """So a program that reads it as it comes, without the structure, reads it right."""
    source = issue(
        *(
            article(paragraph(f"第{n}篇的第一段。" * 9), paragraph("第二段。" * 20), id=f"a{n}",
                    title=f"第{n}篇")
            for n in range(6)
        )
    )  # fmt: skip
    edition = opened(source)
    text = edition.text()
    places = [text.index(f"第{n}篇的第一段。") for n in range(6)]
    assert places == sorted(places)


def test_a_text_beyond_what_a_string_may_hold_is_cut_in_the_file_and_not_on_the_page() -> None:
    title = "长" * 20_000
    edition = opened(Issue(articles=(article(paragraph("天晴。"), title=title),)))
    assert edition.text().count("长") == 20_000
    with edition.pdf.open_outline() as outline:
        assert len(outline.root[0].title) <= 8_000
