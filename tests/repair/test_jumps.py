"""jump: marks of the other half of a story, and what recognition makes of their arrows."""

from __future__ import annotations

import pytest

from converter.repair import jumps

ON = [
    ("会议昨日闭幕。（下转第8版》", "会议昨日闭幕。", "8"),
    ("会议昨日闭幕。▶▶下转3版", "会议昨日闭幕。", "3"),
    ("会议昨日闭幕。►下转 A3版", "会议昨日闭幕。", "A3"),
    ("會議昨日閉幕。〉〉下轉第4版", "會議昨日閉幕。", "4"),
    ("The vote was put off. Continued on page 4 }", "The vote was put off.", "4"),
    ("The vote was put off. » Continued on Page B4", "The vote was put off.", "B4"),
]
FROM = [
    ("《《上接A1版》会议昨日闭幕。", "会议昨日闭幕。", "A1"),
    ("◄上接A2版 会议昨日闭幕。", "会议昨日闭幕。", "A2"),
    ("◄上接 第1版 會議昨日閉幕。", "會議昨日閉幕。", "1"),
    ("«上接第1版会议昨日闭幕。", "会议昨日闭幕。", "1"),
    ("From Page 2 The vote was put off.", "The vote was put off.", "2"),
    ("<< Continued from page 4 The vote was put off.", "The vote was put off.", "4"),
]


@pytest.mark.parametrize(("text", "rest", "page"), ON)
def test_a_mark_that_closes_a_text_goes_with_its_arrows(text: str, rest: str, page: str) -> None:
    jump = jumps.on_page(text)
    assert jump
    assert (text[: jump.start].rstrip(), jump.page) == (rest, page)


@pytest.mark.parametrize(("text", "rest", "page"), FROM)
def test_a_mark_that_opens_a_text_goes_with_its_arrows(text: str, rest: str, page: str) -> None:
    jump = jumps.from_page(text)
    assert jump
    assert (text[jump.end :].lstrip(), jump.page) == (rest, page)


@pytest.mark.parametrize(
    "text", ["From page 2 of the report it is plain.", "From Page 2 of the report.", "从第二版起"]
)
def test_a_sentence_about_a_page_is_no_mark(text: str) -> None:
    assert jumps.from_page(text) is None
    assert jumps.on_page(text) is None
