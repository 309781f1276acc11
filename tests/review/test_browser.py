"""The review page as a person at the keyboard meets it, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from converter.decisions import Decision, Verdict, dump, key, parse
from converter.model import Issue, Paragraph
from converter.pipeline import Options, repair, review, understand
from converter.pipeline import read as read_pages
from converter.review import Review, html
from converter.walk import block_text
from tests.inputs import write
from tests.review.desk import Desk, desk

PAGE = """\
### 湖滨步道全线贯通

本报讯(记者/裴远舟) 昨日,湖滨步道全线贯通。步道全长12.5公里,沿途设驿站6处。

𠮷田路口的老站牌还在,𠮷田巷的茶摊却搬走了。老人说:"在这里等车的人,如今都改在江边散步

了。"</script><img src=x onerror="alert(1)"><!--{{state}}-->

一盏灯照亮一条路

据介绍,步道把望津老城和云浦新区连在一起,市民可以一直走到江边。过去,居民抱怨“签而不约,签了字就再没见过人。
"""
ACCEPT, REFUSE, CORRECT = Verdict.ACCEPT, Verdict.REFUSE, Verdict.CORRECT


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "A1.txt", PAGE.encode())


@pytest.fixture
def opened(at: Desk, source: Path) -> Desk:
    """The page of the sample, fresh: nothing is kept from the test before."""
    page = source.with_name("page.html")
    review.write(source, Options(decisions=()), str(page))
    at.open(page)
    at.run("localStorage.clear(); document.documentElement.dataset.ready = ''")
    at.open(page)
    return at


def show(at: Desk, what: str) -> None:
    at.find(f"#show option[value={what}]").click()


def decisions(at: Desk) -> tuple[Decision, ...]:
    """What is saved, which is what `dump` would write."""
    text = at.saved("A1.decisions.toml")
    read = parse(text)
    assert text == dump(read)
    return read


def test_the_keys_walk_the_list_and_decide(opened: Desk, source: Path) -> None:
    at = opened
    repairs = {key(repair): repair for repair in understand(source).repairs}
    show(at, "undecided")
    at.press("j", "j", "k")
    assert len(at.all("#items [aria-current]")) == 1
    assert at.all("#source mark.current")
    assert at.all("#result mark.current")
    show(at, "all")
    at.find("#kind option[value='code punctuation']").click()
    at.find("#items .row").click()
    at.press("a")
    assert at.text("#status") == "Punctuation: accepted."
    at.press("r")
    at.press("c")
    at.write("、")
    at.find("#correct button.strong").click()
    said = decisions(at)
    assert [each.verdict for each in said] == [ACCEPT, REFUSE, CORRECT]
    assert said[2].after == "、"
    assert all(each.key in repairs for each in said)
    at.press("u", "u")
    assert [each.verdict for each in decisions(at)] == [ACCEPT]
    assert "1 decided" in at.text("#left")
    at.press("?")
    assert at.find("#keys").is_displayed()
    at.find("#keys button").click()
    at.press("/")
    at.press("没有的词")
    assert not at.all("#items li")
    assert at.text("#none") == "There is none."
    assert not at.complaints()


def test_choices_are_kept_when_the_page_is_opened_again(opened: Desk) -> None:
    at = opened
    at.press("j", "a")
    at.open(at.browser.current_url)
    assert "1 decided · not saved" in at.text("#left")
    assert at.text("#status") == "Choices that were not saved are here again."


def test_what_is_pointed_at_is_found_on_the_other_side(opened: Desk) -> None:
    at = opened
    for selector in ("#source .line[data-no='5'] .t", "#result .is-paragraph .t"):
        at.select(selector, 2, 9)
        at.wait(lambda: at.run("return CSS.highlights.get('there').size"))
        at.run("getSelection().removeAllRanges(); CSS.highlights.get('there').clear()")
    ActionChains(at.browser).move_to_element(at.find("#source .line[data-no='3'] .t")).perform()
    at.wait(lambda: at.run("return CSS.highlights.get('there').size"))


def test_lines_and_blocks_are_reached_by_the_keyboard(opened: Desk) -> None:
    at = opened
    at.run("document.querySelector('#source .line').focus()")
    at.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, "c")
    assert at.find("#correct-after").get_attribute("value") == PAGE.splitlines()[2]
    at.press(Keys.ESCAPE)
    at.press(Keys.ENTER)
    assert at.text("#roles .where") == "A1.txt line 3 is"
    at.press(Keys.ESCAPE)
    at.run("document.querySelector('#result .part').focus()")
    at.press(Keys.ARROW_DOWN, Keys.ENTER)
    assert at.find("#roles").is_displayed()
    at.press("f", Keys.ENTER)
    assert {each.after for each in decisions(at)} == {"furniture"}


def test_a_block_is_given_another_role(opened: Desk) -> None:
    at = opened
    block = next(each for each in at.all("#result .leaf") if "一盏灯" in each.text)
    at.run("arguments[0].querySelector('.part').click()", block)
    assert at.run("return document.activeElement.getAttribute('role')") == "menuitemradio"
    at.run("document.querySelector('#roles [data-role=kicker]').click()")
    start = PAGE.index("一盏灯")
    end = PAGE.index("\n", start)
    said = Decision("role", "A1.txt", start, end, PAGE[start:end], CORRECT, "kicker")
    assert decisions(at) == (said,)
    at.run("document.querySelector(\"#source .line[data-no='11']\").click()")
    at.run("document.querySelector('#roles [data-role=apart]').click()")
    assert {each.after for each in decisions(at)} == {"kicker", "apart"}


def test_a_stretch_of_the_source_is_corrected_by_characters_not_units(opened: Desk) -> None:
    at = opened
    line = PAGE.splitlines()[4]
    unit = len(line[: line.index("𠮷田巷")].encode("utf-16-le")) // 2
    at.select("#source .line[data-no='5'] .t", unit, unit + 2)
    at.press("c")
    at.write("吉")
    at.find("#correct button.strong").click()
    at.wait(lambda: at.text("#status") == "Corrected.")
    start = PAGE.rindex("𠮷")
    said = Decision("text", "A1.txt", start, start + 1, "𠮷", CORRECT, "吉")
    assert decisions(at) == (said,)


def test_hostile_text_is_text(opened: Desk) -> None:
    at = opened
    shown = at.run("return [...document.querySelectorAll('.line .t')].map((t) => t.textContent)")
    assert shown == PAGE.split("\n")
    assert not at.all("img")
    assert not at.complaints()


def test_what_is_saved_is_what_the_converter_writes(at: Desk, source: Path, tmp_path: Path) -> None:
    hostile = (
        'a "quoted" \\ word', "line\nends\r\tand tabs", "\x00\x07\x7f\x9f\u200b\u2028\ufeff",
        "𠮷\uffff", "</script>]]>", "'''", "é", "",
    )  # fmt: skip
    made = [
        Decision(code, name, n, n + size, text, verdict, text if verdict is CORRECT else None)
        for n, text in enumerate(hostile)
        for code, name, size, verdict in (
            ("spacing", "A1.txt", 3, ACCEPT),
            ("text", "𠮷.txt", 10, CORRECT),
            ("text", "\uffff.txt", 2, CORRECT),
            ("role-like", "A1.txt", 3, REFUSE),
        )
    ]
    pages = read_pages(source)
    assert not isinstance(pages, Issue)
    page = tmp_path / "made.html"
    page.write_text(html(Review("A1", pages, repair(pages), tuple(made))), "utf-8")
    at.open(page)
    at.run("localStorage.clear()")
    assert at.saved("A1.decisions.toml") == dump(made)
    assert parse(dump(made)) == tuple(sorted(made, key=lambda each: each.order))


def test_colours_can_be_read_in_light_and_dark(opened: Desk) -> None:
    at = opened
    seen = set()
    for scheme in ("light", "dark"):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        at.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        for ink, ground in (
            ("ink", "paper"), ("ink", "desk"), ("quiet", "paper"), ("quiet", "desk"),
            ("strong", "paper"), ("strong", "tint"), ("on-strong", "strong"), ("doubt", "desk"),
            ("note", "desk"), ("ink", "doubt-tint"), ("ink", "note-tint"), ("ink", "bad-tint"),
            ("ink", "at-hand"), ("bad", "bad-tint"), ("good", "good-tint"), ("ink", "pair"), ("ink", "here"),
        ):  # fmt: skip
            light, dark = sorted((luminance(at, ink), luminance(at, ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (scheme, ink, ground)
        seen.add(luminance(at, "paper") > 0.5)
    at.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert seen == {True, False}


def luminance(at: Desk, name: str) -> float:
    """Of a colour of the style, as WCAG 2 defines it."""
    style = "return getComputedStyle(document.documentElement).getPropertyValue(arguments[0])"
    value = str(at.run(style, f"--{name}")).strip().lstrip("#")
    parts = [int(value[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("width", [1280, 800])
def test_nothing_stands_beyond_the_page(opened: Desk, width: int) -> None:
    size = {"width": width, "height": 860, "deviceScaleFactor": 1, "mobile": False}
    opened.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    wide = opened.run(
        "return [...document.querySelectorAll('body, .bar, main, .pane')]"
        ".filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.id)"
    )
    opened.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide == []


def test_a_decision_made_where_it_is_served_is_kept_and_obeyed(at: Desk, source: Path) -> None:
    address: Queue[str] = Queue()
    ended: Queue[str] = Queue()
    thread = Thread(
        target=lambda: ended.put(review.serve(source, Options(), 0, address.put)), daemon=True
    )
    thread.start()
    at.open(address.get(timeout=20))
    at.run("localStorage.clear()")
    assert "?" not in at.browser.current_url
    mark = next(each for each in at.all("#source .line[data-no='3'] mark") if each.text == ",")
    mark.click()
    at.press("r")
    at.wait(lambda: at.text("#status").startswith("Saved in A1.decisions.toml"))
    beside = source.with_name("A1.decisions.toml")
    assert [each.verdict for each in parse(beside.read_text("utf-8"))] == [REFUSE]
    assert at.run(
        "return document.querySelector('#result .is-paragraph').innerText.includes('昨日,')"
    )
    assert "昨日,湖滨" in "".join(
        block_text(block)
        for article in understand(source).articles
        for block in article.blocks
        if isinstance(block, Paragraph)
    )
    at.find("#finish").click()
    thread.join(20)
    assert Path(ended.get(timeout=20)).resolve() == beside.resolve()
    assert not at.complaints()
