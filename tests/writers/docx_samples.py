"""Issues of our own for the tests of the DOCX edition, and what reads it back."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import ooxml_integrity
from openxml_audit import OpenXmlValidator
from PIL import Image

from converter.form import from_json
from converter.model import (
    Article,
    Block,
    Byline,
    Credit,
    Emphasis,
    Figure,
    Heading,
    Issue,
    Link,
    List,
    Meta,
    Paragraph,
    Quote,
    Ruby,
    Separator,
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
)
from converter.pictures import open_picture
from converter.theme import Page, Theme, parse_theme
from converter.writers.docx import write
from converter.writers.edition import Assets

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DAILY = parse_theme((ROOT / "styles/daily.toml").read_text("utf-8"), name="daily", where="daily")
READER = replace(DAILY, page=Page(210, 297, 20, 20, 25, 20, columns=1, gutter=1, leading=15))


def texts(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(texts(text))


def issue(*articles: Article, **meta: Any) -> Issue:
    return Issue(Meta(**{"title": "青岬日报", "date": "2024-05-06", **meta}), articles)


def article(*blocks: Block, **parts: Any) -> Article:
    return Article(**{"id": "a1", "title": "渡口晨雾散尽", "blocks": blocks, **parts})


def stored(name: str) -> Issue:
    """One of the clean issues that the repair is scored on."""
    return from_json((ROOT / "tests" / name).read_text("utf-8"))


def picture(width: int = 40, height: int = 20) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(out, "PNG")
    return out.getvalue()


def assets(*names: str, width: int = 40, height: int = 20) -> Assets:
    opened = open_picture(picture(width, height), "sample.png")
    return Assets(pictures=dict.fromkeys(names, opened))


EVERY_BLOCK: tuple[Block, ...] = (
    Heading(texts("岸上的灯")),
    Paragraph(
        (
            Text("船家说"),
            Emphasis((Text("再等"), Strong((Text("一刻"), Superscript(texts("注")))))),
            Link("https://example.org/渡口?q=a b", texts("时刻表")),
            Ruby(texts("岬"), "jiǎ"),
            Text(
                "便能看清对岸的树影和沙洲上歇着的白鹭，也能听见上游传来的第一声汽笛，悠长而低沉。"
            ),
        )
    ),
    List(((paragraph("先买票"), paragraph("再排队")), (paragraph("后上船"),)), ordered=True),
    List(((paragraph("带伞"), List(((paragraph("长柄的"),),))),)),
    Quote((paragraph("雾大不开船，是老规矩。"),)),
    Table(((texts("班次"), texts("时刻")), (texts("头班"),)), header_rows=1),
    Table(((texts("票价"), texts("两元")),)),
    Verse((texts("江水不说话"), (), texts("只把船推开"))),
    Separator(),
    Figure(texts("清晨的渡口。"), Text("甲一 摄"), "pictures/ferry.png", "雾中的渡船"),
    Figure(texts("照片没有留下来。")),
)
FULL = issue(
    article(
        *EVERY_BLOCK,
        page="A1",
        section=Text("江上人家"),
        kicker=Text("雾季第一天"),
        title_lines=(Text("渡口晨雾"), Text("散尽")),
        subtitle=Text("——头班船晚了一刻"),
        byline=Byline("本报讯", None, (Credit("记者", ("甲一", "乙二")),)),
        continued_on="A2",
    ),
    article(paragraph("船到对岸，天已大亮。"), id="a2", title=None, page="A2", continued_from="A1"),
    article(paragraph("明日有风。"), id="a3", title="短讯", page="A2"),
    page_labels=("A1", "A2"),
    number="第88期",
    publisher="青岬报社",
)
FULL = replace(FULL, furniture=(Text("青岬日报 A1"), Text("责编 丙三 <校> & 丁四")))


@dataclass(frozen=True)
class Opened:
    """An edition taken apart again."""

    data: bytes
    lost: tuple[str, ...]

    def names(self) -> list[str]:
        with ZipFile(io.BytesIO(self.data)) as archive:
            return archive.namelist()

    def entry(self, name: str) -> bytes:
        with ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(name)

    def part(self, name: str) -> Element:
        return fromstring(self.entry(name))

    @property
    def document(self) -> Element:
        return self.part("word/document.xml")

    def paragraphs(self) -> list[tuple[str, str]]:
        """Style and text of each paragraph; a break is a newline."""
        return [(style_of(p), text_of(p)) for p in self.document.iter(W + "p")]

    def texts(self, style: str) -> list[str]:
        return [text for name, text in self.paragraphs() if name == style]

    def style(self, style_id: str) -> Element:
        styles = self.part("word/styles.xml").iter(W + "style")
        return next(style for style in styles if style.get(W + "styleId") == style_id)


def opened(issue: Issue, theme: Theme = DAILY, assets: Assets | None = None) -> Opened:
    written = write(issue, theme, assets or Assets())
    return Opened(written.data, written.lost)


def style_of(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    return style.get(W + "val", "")


def text_of(element: Element) -> str:
    pieces = {W + "br": "\n", W + "tab": "\t"}
    return "".join((e.text or "") if e.tag == W + "t" else pieces.get(e.tag, "")
                   for e in element.iter())  # fmt: skip


def invalid(data: bytes, folder: Path) -> list[str]:
    """What two independent validators hold against a document."""
    path = folder / "issue.docx"
    path.write_bytes(data)
    audit = [str(error) for error in OpenXmlValidator().validate(path).errors]
    return audit + [str(finding) for finding in ooxml_integrity.check(str(path))]


def columns(document: Element) -> list[tuple[str, str]]:
    """Kind of break and number of columns of each section."""
    sections = list(document.iter(W + "sectPr"))
    breaks = [e.get(W + "val", "") for s in sections for e in s.iter(W + "type")]
    numbers = [e.get(W + "num", "1") for s in sections for e in s.iter(W + "cols")]
    return list(zip(breaks, numbers, strict=True))
