"""Issues of our own for the tests of the PDF edition, and what reads it back."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from converter.fonts.finder import FaceFinder
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
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)
from converter.pictures import open_picture
from converter.theme import Page, Theme, parse_theme
from converter.writers.edition import Assets
from converter.writers.pdf import write

ROOT = Path(__file__).parents[2]
FACES = FaceFinder()
DAILY = parse_theme((ROOT / "styles/daily.toml").read_text("utf-8"), name="daily", where="daily")
READER = replace(DAILY, page=Page(148, 210, 18, 18, 16, 16, columns=1, gutter=1, leading=14))


def texts(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(texts(text))


def issue(*articles: Article, **meta: Any) -> Issue:
    return Issue(Meta(**{"title": "苇塘晚报", "date": "2024-05-06", **meta}), articles)


def article(*blocks: Block, **parts: Any) -> Article:
    return Article(**{"id": "a1", "title": "苇塘换了新水闸", "blocks": blocks, **parts})


def stored(name: str) -> Issue:
    """One of the clean issues that the repair is scored on."""
    return from_json((ROOT / "tests" / name).read_text("utf-8"))


def picture(width: int = 60, height: int = 40, mode: str = "RGB", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), 128 if mode == "L" else (40, 90, 160)).save(out, kind)
    return out.getvalue()


def assets(pictures: dict[str, bytes] | None = None) -> Assets:
    opened = {name: open_picture(data, name) for name, data in (pictures or {}).items()}
    return Assets(opened, FACES)


EVERY_BLOCK: tuple[Block, ...] = (
    Heading(texts("闸门重了，人轻了")),
    Paragraph(
        (
            Text("守闸人说"),
            Emphasis((Text("再等"), Strong(texts("一刻")))),
            Text("，水位就到警戒线H"),
            Subscript(texts("2")),
            Text("以下，流量是每秒30m"),
            Superscript(texts("3")),
            Text("。详见"),
            Link("https://example.org/zha", texts("公告")),
            Ruby(texts("苇"), "wěi"),
            Text("塘的人都听惯了这句话，也都记得1998年的那个夏天——雨下了整整两个月……"),
        )
    ),
    List(((paragraph("先关东闸"), paragraph("再关西闸")), (paragraph("后开泵站"),)), ordered=True),
    List(((paragraph("手电"), List(((paragraph("备用电池"),),))),)),
    Quote((paragraph("水大的时候，谁也别睡。"),)),
    Table(((texts("闸"), texts("孔数")), (texts("东闸"), texts("3"))), header_rows=1),
    Verse((texts("水不说话"), (), texts("只把芦苇推开"))),
    Separator(),
    Figure(texts("新闸试水。"), Text("甲一 摄"), "pictures/gate.png", "一座三孔水闸"),
    Figure(texts("旧闸的照片没有留下来。")),
)
FULL = replace(
    issue(
        article(
            *EVERY_BLOCK,
            page="A1",
            section=Text("水利建设"),
            kicker=Text("汛期前的最后一个工地"),
            title_lines=(Text("苇塘换了"), Text("新水闸")),
            subtitle=Text("——守闸人老了，闸门轻了"),
            byline=Byline("本报讯", None, (Credit("记者", ("甲一", "乙二")),)),
            continued_on="A2",
        ),
        article(paragraph("闸成之日，村里放了鞭炮。"), id="a2", title=None, page="A2",
                continued_from="A1"),
        article(paragraph("明日有风，后日有雨。"), id="a3", title="短讯", page="A2"),
        page_labels=("A1", "A2"),
        number="第88期",
        publisher="苇塘报社",
    ),
    furniture=(Text("苇塘晚报 A1"), Text("责编 丙三")),
)  # fmt: skip
PICTURES = {"pictures/gate.png": picture()}


@dataclass(frozen=True)
class Opened:
    """An edition taken apart again."""

    data: bytes
    lost: tuple[str, ...]

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.data))

    def fonts(self) -> list[Any]:
        return list(self.pdf.pages[0].Resources.Font.values())

    def images(self) -> list[Any]:
        return list(self.pdf.pages[0].Resources.XObject.values())

    def elements(self) -> list[Any]:
        """Every element of the structure tree, in reading order."""
        found: list[Any] = []

        def visit(node: Any) -> None:
            if isinstance(node, pikepdf.Dictionary) and "/S" in node:
                found.append(node)
            if isinstance(node, pikepdf.Dictionary) and "/K" in node:
                kids = node.K
                for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                    visit(kid)

        visit(self.pdf.Root.StructTreeRoot)
        return found

    def tags(self) -> list[str]:
        return [str(element.S).lstrip("/") for element in self.elements()]

    def text(self) -> str:
        """What poppler reads, in the order of the file, without white space and soft hyphens."""
        done = subprocess.run(
            ["pdftotext", "-raw", "-", "-"], input=self.data, capture_output=True, check=True
        )
        return "".join(done.stdout.decode().replace("\u00ad", "").split())


def opened(issue_: Issue, theme: Theme = DAILY, assets_: Assets | None = None) -> Opened:
    written = write(issue_, theme, assets_ or assets())
    return Opened(written.data, written.lost)
