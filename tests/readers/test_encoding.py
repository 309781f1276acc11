"""Encodings told apart, and what happens where none will do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.errors import EncodingError, InputError
from converter.readers.common_characters import HAN
from converter.readers.encoding import KNOWN, decode

SIMPLIFIED = (
    "湖滨步道昨日全线贯通,沿途设驿站6处。市民可从望津公园骑行至石磡码头,全程12.5公里。\n"
    "“今后散步不用再绕路了。”住在附近的老人说。\n"
)
TRADITIONAL = (
    "湖濱步道昨日全線貫通，沿途設驛站6處。市民可從望津公園騎行至石塘碼頭，全程12.5公里。\n"
    "「今後散步不用再繞路了。」住在附近的老人說。\n"
)
ENGLISH = (
    "The pier reopened on Monday – two years late. “We’re glad,” said André Müller, who runs the "
    "café; a coffee costs £2.40, or €3.\n"
)
NATIVE = [
    (SIMPLIFIED, "gb18030"),
    (TRADITIONAL, "big5hkscs"),
    (TRADITIONAL, "gb18030"),
    (ENGLISH, "cp1252"),
    *((text, codec) for text in (SIMPLIFIED, TRADITIONAL, ENGLISH)
      for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codec"), NATIVE)
@pytest.mark.parametrize("times", [1, 2000], ids=["short", "long"])
def test_a_text_is_read_in_the_encoding_it_was_written_in(
    text: str, codec: str, times: int
) -> None:
    assert decode((text * times).encode(codec), "A1.txt") == text * times


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("云河日报", "gb18030"),
        ("要闻1.4", "gb18030"),
        ("第三版", "gb18030"),
        ("雲河日報", "big5hkscs"),
        ("今日八版", "big5hkscs"),
        ("中文\n", "utf-16-le"),
        ("中文\n", "utf-16-be"),
        ("A1\n", "utf-16-le"),
        ("Café", "cp1252"),
        ("don’t", "cp1252"),
        ("São Paulo", "cp1252"),
        ("Müller", "cp1252"),
        ("€5", "cp1252"),
        ("½ price", "utf-8"),
        ("5×4", "utf-8"),
    ],
)
def test_a_few_characters_are_enough(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "A1.txt") == text


@given(st.lists(st.sampled_from(HAN[:700]), min_size=12, max_size=80, unique=True))
def test_frequent_characters_are_told_in_every_encoding_that_has_them(
    characters: list[str],
) -> None:
    text = f"{''.join(characters)}\n"
    for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        assert decode(text.encode(codec), "A1.txt") == text


@given(st.text(max_size=200))
def test_utf_8_with_its_mark_and_utf_16_with_its_own_come_back_whatever_they_hold(
    text: str,
) -> None:
    text = text.replace("\0", "").replace("\r", "").lstrip("\ufeff")
    assert decode(text.encode("utf-8-sig"), "A1.txt") == text
    assert decode(b"\xfe\xff" + text.encode("utf-16-be"), "A1.txt") == text


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_one_clear_error(data: bytes) -> None:
    said = None
    try:
        text = decode(data, "A1.txt")
    except (InputError, EncodingError) as error:
        said = str(error)
    if said is None:
        assert not {"\0", "\r"} & set(text)
        text.encode()  # no half characters
    else:
        assert said.startswith("A1.txt: ")
        assert "\n" not in said


def test_line_ends_of_every_kind_become_one() -> None:
    assert decode(b"a\r\nb\rc\nd\r\r\n", "A1.txt") == "a\nb\nc\nd\n\n"


def test_an_encoding_that_is_given_overrules_what_the_bytes_say() -> None:
    data = "中文版面".encode("gb18030")
    assert decode(data, "A1.txt") == "中文版面"
    assert decode(data, "A1.txt", "latin-1") == data.decode("latin-1")


@pytest.mark.parametrize("name", ["gb2312", "GBK", "gb18030"])
def test_the_names_of_the_chinese_standards_stand_for_the_widest(name: str) -> None:
    assert decode("镕㐀".encode("gb18030"), "A1.txt", name) == "镕㐀"


@pytest.mark.parametrize("name", ["utf-9", "base64", "rot13", "idna", "unicode_escape", "", "\n"])
def test_a_name_that_is_no_text_encoding_is_an_error_that_lists_the_known(name: str) -> None:
    with pytest.raises(EncodingError, match="there is no encoding") as caught:
        decode(b"abc", "A1.txt", name)
    assert all(known in str(caught.value) for known in KNOWN)
    assert "\n" not in str(caught.value)


def test_an_unknown_name_is_met_with_the_nearest() -> None:
    with pytest.raises(EncodingError, match="nearest is gb18030"):
        decode(b"abc", "A1.txt", "gb18003")


def test_bytes_that_the_given_encoding_lacks_are_named() -> None:
    with pytest.raises(EncodingError, match=r"not utf-8: byte 3 .*--encoding"):
        decode(b"abc\xff", "A1.txt", "utf-8")


def test_one_damaged_byte_is_named_and_never_turns_a_text_into_another() -> None:
    data = SIMPLIFIED.encode("gb18030")
    with pytest.raises(EncodingError, match=f"reads as gb18030, but not at byte {len(data):,}"):
        decode(data + b"\xff" + data, "A1.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/epub+zip", "an EPUB"),
        (b"PK\x03\x04\x14\0\0\0\0\0word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\0", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"{\\rtf1", "an RTF document"),
        (bytes(range(256)) * 20, "binary data"),
        (b"text, then \0 and more", "binary data"),
    ],
)
def test_what_is_no_text_is_told_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=f"this is {kind}.*, not text"):
        decode(data, "A1.txt")


def test_half_a_character_is_an_error() -> None:
    with pytest.raises(EncodingError):
        decode(b"\xff\xfeA\0\x00\xd8B\0", "A1.txt")


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="big5">',
        '<META http-equiv="Content-Type" content="text/html; charset=BIG5">',
        '<?xml version="1.0" encoding="big5"?>',
    ],
)
def test_what_a_page_declares_is_believed(head: str) -> None:
    text = f"{head}<p>塙</p>"  # alone, this is no more likely in Big5 than in GB18030
    assert decode(text.encode("big5"), "A1.html") == text


def test_a_page_that_declares_another_encoding_than_it_has_is_read_all_the_same() -> None:
    text = f'<meta charset="shift_jis"><p>{SIMPLIFIED}</p>'
    assert decode(text.encode(), "A1.html") == text
    text = f'<meta charset="utf-8"><p>{SIMPLIFIED}</p>'
    assert decode(text.encode("gb18030"), "A1.html") == text


def test_control_characters_are_left_for_the_repair_to_record() -> None:
    assert decode("昨日\x01\x1b闭幕\u202e".encode(), "A1.txt") == "昨日\x01\x1b闭幕\u202e"


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "A1.txt") == decode(b"\xef\xbb\xbf", "A1.txt") == ""
