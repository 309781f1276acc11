"""Word documents as input: our own edition, edited or not, and those of others."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from converter import pipeline
from converter.model import (
    Byline,
    Credit,
    Figure,
    Heading,
    Issue,
    Link,
    List,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from converter.readers import word_issue
from converter.walk import block_text
from converter.writers.docx.roles import ROLES
from tests.readers.archives import (
    W,
    edited,
    entries,
    p,
    paragraphs,
    r,
    shown,
    style,
    styles,
    with_images,
    without,
    word,
    word_page,
)
from tests.readers.archives import (
    word_issue as read,
)
from tests.writers.docx_samples import (
    EVERY_BLOCK,
    FULL,
    assets,
    invalid,
    opened,
    stored,
    texts,
)

BODY = "word/document.xml"


def plainly(issue: Issue) -> Issue:
    """An issue in whose blocks nothing is that Word writes in another way."""
    link = Link("https://example.org/ferry", texts("时刻表"))
    blocks = []
    for block in issue.articles[0].blocks:
        if isinstance(block, Paragraph):
            inlines = tuple(link if isinstance(each, Link) else each for each in block.inlines)
            block = Paragraph(inlines)
        if isinstance(block, Table):
            width = max(map(len, block.rows))
            rows = (row + ((),) * (width - len(row)) for row in block.rows)
            block = Table(tuple(rows), block.header_rows)
        blocks.append(block)
    first, *rest = issue.articles
    rest = [replace(a, title_lines=(Text(a.title),)) if a.title else a for a in rest]
    return replace(issue, articles=(replace(first, blocks=tuple(blocks)), *rest))


ISSUE = plainly(FULL)
READ = with_images(ISSUE, {"pictures/ferry.png": "edited.docx/word/media/image1.png"})


@cache
def edition() -> bytes:
    return opened(ISSUE, assets=assets("pictures/ferry.png")).data


def test_every_style_of_the_edition_is_known() -> None:
    assert set(ROLES) == word_issue.STYLES


def test_our_own_edition_gives_the_issue_itself() -> None:
    assert read(edition()) == READ


@pytest.mark.parametrize("name", ["zh-01", "en-01", "zh-hant-01"])
def test_a_whole_issue_comes_back(name: str) -> None:
    issue = stored(f"damage/issues/tune/{name}.json")
    issue = replace(issue, repairs=(), notes=())
    assert read(opened(issue).data) == issue


def test_read_and_written_again_the_document_is_valid_and_the_same(tmp_path: Path) -> None:
    again = opened(replace(read(edition())), assets=assets("edited.docx/word/media/image1.png"))
    assert invalid(again.data, tmp_path) == []
    assert again.paragraphs() == opened(ISSUE, assets=assets("pictures/ferry.png")).paragraphs()


def test_roles_come_from_the_styles_where_bookmarks_and_data_are_gone() -> None:
    bare = without(edition(), r"customXml/.*")
    bare = edited(bare, BODY, lambda body: re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", body))
    issue = read(bare)
    first = issue.articles[0]
    assert (issue.meta.title, issue.meta.date, issue.meta.number) == (
        "青岬日报",
        "2024-05-06",
        "第88期",
    )
    assert (first.section, first.kicker) == (Text("江上人家"), Text("雾季第一天"))
    assert first.title_lines == (Text("渡口晨雾"), Text("散尽"))
    assert first.byline == Byline("本报讯", None, (Credit("记者", ("甲一", "乙二")),))
    assert first.continued_on == "A2"
    assert [a.title for a in issue.articles] == ["渡口晨雾散尽", None, "短讯"]
    assert issue.articles[1].continued_from == "A1"


# --- edited ------------------------------------------------------------------------------------


def test_a_changed_text_stands_and_all_else_stays() -> None:
    issue = read(edited(edition(), BODY, lambda body: body.replace("天已大亮", "天刚蒙蒙亮")))
    assert paragraphs(issue)[-2:] == ["船到对岸，天刚蒙蒙亮。", "明日有风。"]
    assert issue.articles[0] == READ.articles[0]
    assert [article.page for article in issue.articles] == ["A1", "A2", "A2"]


def test_an_added_paragraph_and_an_added_article() -> None:
    added = p("又来了一班船。", "BodyText") + p("新篇", "Heading1") + p("新文。", "BodyText")
    issue = read(edited(edition(), BODY, lambda body: _after(body, "明日有风。", added)))
    assert [a.title for a in issue.articles] == ["渡口晨雾散尽", None, "短讯", "新篇"]
    assert [block_text(b) for b in issue.articles[2].blocks] == ["明日有风。", "又来了一班船。"]
    assert issue.articles[3].id not in {a.id for a in issue.articles[:3]}
    assert issue.articles[3].page == "A2"


def _after(body: str, text: str, added: str) -> str:
    """The markup with more behind the paragraph that holds a text."""
    end = body.index("</w:p>", body.index(text)) + len("</w:p>")
    return body[:end] + added + body[end:]


def test_tracked_changes_are_taken_as_accepted() -> None:
    def edit(body: str) -> str:
        run = re.search(r"<w:r><w:t>明日有风。</w:t></w:r>", body)
        assert run
        changed = (
            r("明日")
            + f'<w:del w:id="1" w:author="丙"><w:r><w:delText>有风</w:delText></w:r></w:del>'
            f'<w:ins w:id="2" w:author="丙">{r("转晴")}</w:ins>' + r("。")
        )
        return body.replace(run[0], changed)

    assert paragraphs(read(edited(edition(), BODY, edit)))[-1] == "明日转晴。"


def test_a_paragraph_deleted_with_its_end_is_gone_and_a_deleted_end_joins_two() -> None:
    end = '<w:rPr><w:del w:id="3"/></w:rPr></w:pPr>'
    deleted = '<w:del w:id="4"><w:r><w:delText>弃题</w:delText></w:r></w:del>'
    gone = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/>{end}{deleted}</w:p>'
    half = f'<w:p><w:pPr><w:pStyle w:val="BodyText"/>{end}{r("船")}'
    added = f"{gone}{half}</w:p>{p('靠岸了。', 'BodyText')}"
    issue = read(edited(edition(), BODY, lambda body: _after(body, "明日有风。", added)))
    assert len(issue.articles) == 3
    assert paragraphs(issue)[-1] == "船靠岸了。"


def test_runs_that_word_split_are_one_text_and_bold_is_strong() -> None:
    split = (
        r("明日", "<w:noProof/>")
        + '<w:proofErr w:type="spellStart"/>'
        + r("有")
        + r("大风", "<w:b/>")
        + r("。")
    )
    issue = read(
        edited(edition(), BODY, lambda b: b.replace("<w:r><w:t>明日有风。</w:t></w:r>", split))
    )
    assert issue.articles[2].blocks[-1] == Paragraph(
        (Text("明日有"), Strong(texts("大风")), Text("。"))
    )


def test_a_headline_cut_in_two_by_return_keeps_both_lines() -> None:
    issue = read(
        edited(edition(), BODY, lambda body: _after(body, ">短讯<", p("两则", "Heading1")))
    )
    assert issue.articles[2].title_lines == (Text("短讯"), Text("两则"))
    assert len(issue.articles) == 3


def test_masthead_date_and_imprint_are_taken_where_they_were_edited() -> None:
    def edit(body: str) -> str:
        body = body.replace(">青岬日报<", ">青岬晚报<", 1).replace(
            "2024年5月6日", "2024年5月7日", 1
        )
        return body.replace(">青岬报社<", ">青岬报业<")

    meta = read(edited(edition(), BODY, edit)).meta
    assert (meta.title, meta.date, meta.publisher) == ("青岬晚报", "2024-05-07", "青岬报业")
    assert (meta.number, meta.page_labels) == ("第88期", ("A1", "A2"))


def test_a_byline_that_was_edited_is_read_anew() -> None:
    issue = read(edited(edition(), BODY, lambda body: body.replace("甲一 乙二", "甲一 己六")))
    assert issue.articles[0].byline == Byline("本报讯", None, (Credit("记者", ("甲一", "己六")),))


def test_a_style_of_an_editor_that_is_based_on_ours_has_its_role() -> None:
    own = style("Boxed", "Boxed Kicker", "Kicker")
    data = edited(
        edition(), "word/styles.xml", lambda text: text.replace("</w:styles>", f"{own}</w:styles>")
    )
    data = edited(data, BODY, lambda body: body.replace('w:val="Kicker"', 'w:val="Boxed"'))
    assert read(data).articles[0].kicker == Text("雾季第一天")


def test_a_record_that_was_damaged_is_noted_and_the_text_is_read() -> None:
    name = next(n for n, part in entries(edition()).items() if b"converter/proof" in part)
    issue = read(edited(edition(), name, lambda text: text.replace('"digest":"', '"digest":"0')))
    assert [note.code for note in issue.notes] == ["record-damaged"]
    assert [a.title for a in issue.articles] == [a.title for a in READ.articles]


def test_pictures_within_the_document_reach_the_editions(tmp_path: Path) -> None:
    source = tmp_path / "edited.docx"
    source.write_bytes(edition())
    (done,) = pipeline.convert([source], output=tmp_path / "out", to=["epub", "docx", "html"])
    assert [file.lost for file in done.files] == [(), (), ()]
    assert not [note for note in done.issue.notes if note.code.startswith("picture")]
    written = pipeline.write(done.issue, "epub", folder=tmp_path)
    assert written.lost == ()


# --- of others ---------------------------------------------------------------------------------

FOREIGN = styles(
    style("Normal", "Normal"),
    style("berschrift1", "heading 1"),
    style("Own", "Own Head", "berschrift2"),
    style("berschrift2", "heading 2"),
    style("Caption", "caption"),
    style("Quote", "Quote"),
)


def test_a_document_of_others_is_chunks_by_heading_structure() -> None:
    page = word_page(
        word(
            p("江上灯火", "berschrift1") + p("夜航的人都认得它。") + p("守灯人", "Own")
            + p("他说：", inner="<w:r><w:br/></w:r>" + r("“再亮一会儿。”")) + p("旧照。", "Caption"),
            {"word/styles.xml": FOREIGN},
        )
    )  # fmt: skip
    assert shown(page) == [
        ("heading", 1, "江上灯火"),
        ("text", None, "夜航的人都认得它。"),
        ("heading", 2, "守灯人"),
        ("text", None, "他说："),
        ("text", None, "“再亮一会儿。”"),
        ("caption", None, "旧照。"),
    ]
    assert [chunk.whole for chunk in page.chunks] == [True, True, True, False, False, True]


def test_spans_count_in_the_text_of_the_page() -> None:
    page = word_page(word(p("甲") + p("乙丙")))
    for chunk in page.chunks:
        for run in chunk.text.runs:
            assert run.span
            assert page.text[run.span.start : run.span.end] == run.text


CONTENTS = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    f"</w:sdtPr><w:sdtContent>{p('目录一行')}</w:sdtContent></w:sdt>"
)
BOX = (
    '<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>'
    f"{p('框里的话。')}</w:txbxContent></v:textbox></w:pict></w:r>"
)


def test_notes_head_lines_and_boxes_are_kept_and_a_contents_is_not() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p("注释。")}</w:footnote>'
    parts = {
        "word/footnotes.xml": f"<w:footnotes {W}>{note}</w:footnotes>",
        "word/header1.xml": f"<w:hdr {W}>{p('江岸纪事')}</w:hdr>",
    }
    page = word_page(word(CONTENTS + p("正文。", inner=reference + BOX), parts))
    assert shown(page) == [
        ("furniture", None, "江岸纪事"),
        ("text", None, "正文。"),
        ("text", None, "框里的话。"),
        ("text", None, "注释。"),
    ]


def test_fields_links_and_tables() -> None:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    told = '<w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
    field = f"{begin}{told}{separate}{r('船期')}{end}"
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{p('班次')}</w:tc><w:tc>{p('时刻')}</w:tc></w:tr>"
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("停航")}</w:tc>'
    page = word_page(word(p("见", inner=field) + f"<w:tbl>{head}<w:tr>{wide}</w:tr></w:tbl>"))
    marks = [mark.value for run in page.chunks[0].text.runs for mark in run.marks]
    assert marks == ["https://example.org/a"]
    assert shown(page)[1:] == [("row", None, "班次\t时刻"), ("row", None, "停航\t")]
    assert page.chunks[1].header


def test_a_document_of_others_goes_through_the_repair(tmp_path: Path) -> None:
    path = tmp_path / "A3.docx"
    text = "本报讯(记者/尉迟舟) 昨日,江心岛的灯塔重新点亮,守灯人说,夜航的船又认得回家的路了。"
    path.write_bytes(word(p("灯塔重新点亮", "berschrift1") + p(text), {"word/styles.xml": FOREIGN}))
    issue = pipeline.understand(path)
    (article,) = issue.articles
    assert (article.title, article.page) == ("灯塔重新点亮", "A3")
    assert article.byline == Byline("本报讯", None, (Credit("记者", ("尉迟舟",)),))
    assert [repair.code for repair in issue.repairs].count("punctuation") > 0


def test_the_language_of_the_machine_is_not_that_of_the_text() -> None:
    names = 'xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    core = f"<cp:core {names}><dc:language>en-US</dc:language></cp:core>"
    data = word(p("江上灯火长明，夜航的人都认得它。"), {"docProps/core.xml": core})
    told = '<Relationship Id="c" Type="x/core-properties" Target="docProps/core.xml"/>'
    end = "</Relationships>"
    data = edited(data, "_rels/.rels", lambda text: text.replace(end, told + end))
    assert word_page(data).language is None


def test_an_edition_beside_its_pages_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "A1.txt").write_text("灯塔重新点亮。", "utf-8")
    for name in ("A1.docx", "A1.epub", f"{tmp_path.name}.docx"):
        (tmp_path / name).write_bytes(edition())
    pages = pipeline.read(tmp_path)
    assert isinstance(pages, tuple)
    assert len(pages) == 1


def test_lists_quotes_and_figures_are_the_blocks_they_were() -> None:
    kinds = [type(block) for block in read(edition()).articles[0].blocks]
    assert kinds == [type(block) for block in EVERY_BLOCK]
    assert {List, Quote, Figure, Heading} <= set(kinds)
