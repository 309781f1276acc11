"""The theme `archive` in Word: beside each paragraph the file and line that it was read from."""

from __future__ import annotations

from dataclasses import replace

import converter
from converter.pipeline import theme
from converter.writers.docx.places import OPENINGS
from converter.writers.docx.roles import SOURCE
from tests.writers.docx_samples import W, opened, style_of, text_of

PAGE = """\
### 湖滨步道全线贯通

云河日报讯(记者 裴远舟) 昨日,湖滨步道全线贯通,沿途设驿站6处。

市民可以从望津老城一直走到云浦新区。
"""
ISSUE = converter.repair_text([PAGE], title="云河日报")


def test_each_paragraph_has_its_place_beside_it() -> None:
    document = opened(ISSUE, theme("archive")).document
    (body,) = document
    shown = [(style_of(p), text_of(p)) for p in body.iter(W + "p")]
    beside = {shown[n + 1][1]: text for n, (style, text) in enumerate(shown) if style == SOURCE}
    texts = [text for style, text in shown if style in ("Heading1", "Byline", "BodyText")]
    assert list(beside) == texts
    assert all(place.startswith("page-1.txt") for place in beside.values())
    assert list(document.iter(W + "framePr"))


def test_other_themes_have_none() -> None:
    assert SOURCE not in [style for style, _ in opened(ISSUE, theme("reader")).paragraphs()]


def test_a_head_of_several_lines_keeps_its_one_rule() -> None:
    (article,) = ISSUE.articles
    kicker = replace(article.title_lines[0], text="城市更新")
    headed = replace(ISSUE, articles=(replace(article, kicker=kicker),))
    styles = [style for style, _ in opened(headed, theme("archive")).paragraphs()]
    at = styles.index("Kicker")
    assert {"Kicker", "Heading1"} <= OPENINGS
    assert styles[at - 1 : at + 2] == [SOURCE, "Kicker", "Heading1"]
