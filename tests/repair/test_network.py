"""The second opinion: what the network says of the lines of a page."""

from io import BytesIO

import numpy as np

from converter.readers.document import Document
from converter.readers.text import read
from converter.repair import prepare
from converter.repair.features import PageView
from converter.repair.labels import LABELS, NUMBER
from converter.repair.lines import look
from converter.repair.network import STRETCH, Numbers
from converter.repair.record import Profile
from converter.repair.weights import load, save, shipped


def view_of(text: str) -> PageView:
    page = read(Document(name="page.txt", data=text.encode()))
    return PageView(look(prepare(page.chunks, Profile("zh-Hans"))), han=True)


def opinions_of(lines: list[list[str]], layout: str = "block") -> Numbers:
    network = shipped().network
    assert network
    return network.opinions(shipped().sums(layout, lines, len(lines))[1], layout)


PAGE = """## 湖滨步道全线贯通

本报讯（记者 林一舟） 昨天上午，湖滨步道全线贯通，市民可以沿湖步行一周。

步道全长六公里，沿途设有驿站六处，年底以前还将装上路灯。
"""
HEADLINE = ["always", "mark=2", "size=2 ends=none", "ends=none", "next ends=stop size=3"]
TEXT = ["always", "size=6 ends=stop", "ends=stop", "inner stop", "comma"]


def test_an_opinion_is_a_probability() -> None:
    opinions = opinions_of([HEADLINE, TEXT, TEXT])
    assert opinions.shape == (3, len(LABELS))
    assert (opinions <= 0).all()
    assert np.isclose(np.exp(opinions).sum(axis=1), 1, atol=0.02).all()


def test_a_marked_short_line_above_text_is_likelier_a_headline_than_text() -> None:
    view = view_of(PAGE)
    lines = [[*view.features(n), *(view.joint(n - 1, n) if n else ())] for n in range(3)]
    first, *_, last = opinions_of(lines)
    assert first[NUMBER["title"]] > first[NUMBER["paragraph"]]
    assert last[NUMBER["paragraph"]] > last[NUMBER["title"]]


def test_a_line_is_judged_by_those_around_it() -> None:
    alone = opinions_of([HEADLINE])[0]
    above_text = opinions_of([HEADLINE, TEXT])[0]
    assert not np.allclose(alone, above_text)


def test_a_page_longer_than_a_stretch_is_read_to_its_end() -> None:
    count = 2 * STRETCH + 7
    opinions = opinions_of([TEXT] * count)
    assert len(opinions) == count
    assert np.isfinite(opinions).all()
    middle = opinions[STRETCH - 20 : STRETCH + 20]
    assert np.allclose(middle, middle[0], atol=1e-4)


def test_what_is_saved_is_read_again() -> None:
    file = BytesIO()
    save(shipped(), file)
    file.seek(0)
    again = load(file)
    assert again.names == shipped().names
    assert np.array_equal(again.rows, shipped().rows)
    assert np.array_equal(again.seen, shipped().seen)
    lines = [HEADLINE, TEXT]
    assert again.network
    assert shipped().network
    seen = shipped().sums("block", lines, 2)[1]
    assert np.array_equal(again.network.opinions(seen, "block"), opinions_of(lines))
