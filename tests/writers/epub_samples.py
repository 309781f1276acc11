"""Issues of our own for the tests of the EPUB edition, and what reads it back."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from PIL import Image

from converter.model import (
    Article,
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
from converter.theme import Theme, parse_theme
from converter.writers.edition import Assets, Written
from converter.writers.epub import write

ROOT = Path(__file__).parents[2]
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
THEME = parse_theme((ROOT / "styles/daily.toml").read_text("utf-8"), name="daily", where="daily")


def texts(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(texts(text))


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (6, 4), "#336699").save(out, "PNG")
    return out.getvalue()


EVERY_BLOCK = (
    Paragraph(
        (
            Text("清晨五点，"),
            Strong(texts("泊岭菜市场")),
            Text("的灯先亮。见"),
            Link("https://example.org/路?a=1&b=%zz", texts("市场网站")),
            Text("，面积4平方千米"),
            Superscript(texts("2")),
            Text("，水"),
            Subscript(texts("2")),
            Ruby(texts("郗"), "chī"),
            Emphasis(texts("姓")),
            Text("，<b>&amp;。"),
        )
    ),
    Heading(texts("一日账本")),
    List(
        ((paragraph("青菜两元四角"),), (paragraph("豆腐"), List(((paragraph("老豆腐"),),)))),
        ordered=True,
    ),
    Table(((texts("品种"), texts("今日价")), (texts("青菜"), texts("2.35")), (texts("豆腐"),)), 1),
    Quote((paragraph("“卖菜的人最知道天什么时候亮。”"),)),
    Figure(texts("市场一角。"), Text("甯远 摄"), "图 片/市场.png", "灯下的摊位"),
    Figure(texts("收摊以后的市场。"), None, "pictures/lost.png"),
    Figure(),
    Separator(),
    Verse((texts("灯亮了，"), texts("水也亮了。"), (), texts("挑担的人"))),
)
ISSUE = Issue(
    Meta("泊岭日报", "2024-04-09", "第88期", ("A1", "A4"), "zh-Hans", "泊岭报社"),
    (
        Article(
            "a",
            "A1",
            Text("民生"),
            Text("一座城的早晨"),
            "菜市场里天亮了",
            (Text("菜市场里"), Text("天亮了")),
            Text("记者随摊主走了一夜"),
            Byline("本报讯", None, (Credit("记者", ("甯远", "尉迟敏")),)),
            None,
            "A4",
            EVERY_BLOCK,
        ),
        Article("a", "A1", Text("民生"), title="末班车延后", blocks=(paragraph("今起实行。"),)),
        Article("b", "A4", continued_from="A1", blocks=(paragraph("天亮以后，人散了。"),)),
    ),
    (Text("泊岭日报　A4"), Text("责编：甯远")),
)
PICTURES = {"图 片/市场.png": open_picture(png(), "市场.png")}
ENGLISH = Issue(
    Meta("The Tern Ledge Post", "2024-05", None, ("1",), "en-GB", None),
    (
        Article(
            "a",
            "1",
            title="Harbour wall to be raised by a foot",
            title_lines=(Text("Harbour wall to be"), Text("raised by a foot")),
            byline=Byline("Staff Writer", "TERN LEDGE", (Credit("By", ("Ada Quill",)),)),
            blocks=(
                paragraph("Mr. J. Pell & Co. will raise the wall by 1.5 ft. Work begins in June."),
                paragraph("It will cost £2m."),
            ),
        ),
    ),
)
ODD = Issue(
    Meta("\x01", "tomorrow", "", (), "not a tag!", None),
    (
        Article("a", title="\x02", page="\x03", blocks=(paragraph("\x04"), Quote(()), List(()))),
        Article("a", kicker=Text("<&\"'>"), blocks=(paragraph("\ud800‮\uffff"), Table(((), ())))),
    ),
    (Text("\x05"),),
)


def written(issue: Issue = ISSUE, theme: Theme = THEME) -> Written:
    return write(issue, theme, Assets(PICTURES))


def files(issue: Issue = ISSUE) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(written(issue).data)) as container:
        return {name: container.read(name) for name in container.namelist()}


def tree(name: str, issue: Issue = ISSUE) -> Element:
    return fromstring(files(issue)[f"EPUB/{name}"])


def find(node: Element, path: str) -> list[Element]:
    return list(node.iterfind(path, NAMES))


def read(node: Element) -> str:
    return "".join(str(text) for text in node.itertext())


def package_values(name: str, issue: Issue = ISSUE) -> list[str]:
    found = find(tree("content.opf", issue), f".//o:meta[@property='{name}']")
    return [element.text or "" for element in found]
