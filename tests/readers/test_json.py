"""The JSON form comes in as the issue it is."""

from __future__ import annotations

import pytest

from converter.errors import SchemaError
from converter.form import to_json
from converter.model import Article, Issue, Meta, Paragraph, Span, Text
from converter.readers.document import Document
from converter.readers.json import read

ISSUE = Issue(
    Meta("云河日报"),
    (Article("a1", blocks=(Paragraph((Text("正文𠮷", (Span("A1.txt", 0, 3),)),)),)),),
)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_issue_comes_back_with_its_spans(codec: str) -> None:
    written = to_json(ISSUE)
    issue = read(Document("issue.json", written.encode(codec)))
    assert issue == ISSUE
    assert to_json(issue) == written


def test_what_is_no_issue_is_an_error_that_names_the_file() -> None:
    with pytest.raises(SchemaError) as caught:
        read(Document("issue.json", b"[]"))
    assert str(caught.value.where).startswith("issue.json")


def test_half_a_character_written_as_an_escape_is_an_error() -> None:
    written = to_json(ISSUE).replace("正文", "正文\\ud83d")
    with pytest.raises(SchemaError, match=r"half a character: \\ud83d"):
        read(Document("issue.json", written.encode()))


def test_a_whole_character_written_as_two_escapes_is_none() -> None:
    written = to_json(ISSUE).replace("𠮷", "\\ud842\\udfb7")
    assert read(Document("issue.json", written.encode())) == ISSUE
