"""Bytes to text: the encoding is given, declared, or told apart from the bytes.

A byte order mark speaks first; then UTF-8, as text in another encoding is hardly ever valid UTF-8;
then what an HTML or XML head declares; then the likelihood of the text that each encoding makes of
the bytes, character by character. The likeliest must read every byte: a text that is damaged in
one place is an error that names the place, never the mojibake of some encoding that reads anything.

Line ends become `\\n`, whatever they were, and offsets count in the text so made.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache

from converter.errors import EncodingError, InputError
from converter.readers.common_characters import HAN, MARKS

SAMPLE = 64 * 1024
"""Bytes that are judged: a text's encoding shows long before."""

KNOWN = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "windows-1252")

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"OTTO", "a font"),
    (b"SQLite format 3\0", "a database"),
)
_ARCHIVES = (
    (b"word/", "a Word document (DOCX)"),
    (b"application/epub+zip", "an EPUB"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
"""What a ZIP archive is, by what stands near its beginning."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_DECLARATIONS = 1024
"""Bytes in which a declaration must stand (HTML, “prescan a byte stream”)."""

_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_WESTERN = frozenset({"ascii", "iso8859-1"})
"""Names that stand for more than they say (WHATWG Encoding Standard, 4.2)."""

_NOT_FOR_TEXT = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONG_SEQUENCE = re.compile(rb"[\xe0-\xf4][\x80-\xbf]{2}")
_BEYOND_ASCII = re.compile(rb"[^\x00-\x7f]")
_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\v\f\r\x1b"))


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a file: `encoding` overrules what the bytes say of themselves.

    Line ends are `\\n`; no byte order mark, NUL or surrogate is in it. Raises `InputError` where
    the bytes are no text, `EncodingError` where the encoding is unknown or does not read them.
    """
    codec = detect(data, name) if encoding is None else _told(encoding, name)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"this reads as {codec}, but not at byte {error.start:,}"
            if encoding is None
            else f"this is not {encoding}: byte {error.start:,} cannot be read",
            where=name,
            remedy=f"mend the file, or name another with --encoding: {', '.join(KNOWN)}",
        ) from None
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise InputError(
            f"this is binary data, not text: character {text.index(chr(0)):,} is NUL", where=name
        )
    if surrogate := _SURROGATE.search(text):
        raise EncodingError(f"half a character at {surrogate.start():,}", where=name)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def detect(data: bytes, name: str) -> str:
    """The codec that reads the bytes best.

    Raises `InputError` where they are no text, `EncodingError` where no codec makes sense of them.
    """
    _refuse_binary(data, name)
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark) and not (codec.startswith("utf-32") and len(data) % 4):
            return codec
    if _reads(data, "utf-8"):
        if _is_surely_utf8(data):
            return "utf-8"
    elif (declared := _declared(data)) and _reads(data, declared):
        return declared
    likelihood, best = max((_likelihood(data, codec), codec) for codec in KNOWN)
    is_sense = likelihood > _SENSELESS or len(data) < _SHORT
    is_wide = best.startswith("utf-16") and is_sense
    sample = data[:SAMPLE]
    if not is_wide and (b"\0" in sample or _controls(sample) > len(sample) / 50):
        raise InputError("this is binary data, not text", where=name)
    if not is_sense:
        raise EncodingError(
            "the bytes make no sense in any encoding known here",
            where=name,
            remedy="name it with --encoding",
        )
    return best


def _is_surely_utf8(data: bytes) -> bool:
    """Whether bytes that are valid UTF-8 can be nothing else.

    Sequences of three bytes are hardly ever met by chance. A few of two bytes are, in GB18030; a
    short text in UTF-16 may be all ASCII, but it has zero or control bytes.
    """
    if _LONG_SEQUENCE.search(data):
        return b"\0" not in data
    return not _controls(data) and not 0 < len(_BEYOND_ASCII.findall(data)) <= 16


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, delete=_CONTROLS))


def _told(encoding: str, name: str) -> str:
    """The codec of a name that the user gave."""
    from difflib import get_close_matches

    codec = _codec(encoding)
    if codec is None:
        near = get_close_matches(encoding.lower(), KNOWN, n=1, cutoff=0.4)
        guess = f"nearest is {near[0]}; " if near else ""
        raise EncodingError(
            f"there is no encoding “{encoding if encoding.isprintable() else ascii(encoding)}”",
            where=name,
            remedy=f"{guess}known: {', '.join(KNOWN)} and Python’s others",
        )
    return codec


def _codec(encoding: str) -> str | None:
    """The codec of an encoding's name, the wider one where two share the name; None for none."""
    try:
        codec = codecs.lookup(encoding).name
        b"?".decode(codec)
    except UnicodeError:
        pass  # a codec of two bytes a character
    except (LookupError, ValueError):
        return None  # unknown, or a codec that is not between bytes and text
    return None if codec in _NOT_FOR_TEXT else _WIDER.get(codec, codec)


def _declared(data: bytes) -> str | None:
    """The codec that the head of an HTML or XML file names."""
    match = _DECLARED.search(data[:_DECLARATIONS])
    if not match:
        return None
    codec = _codec((match[1] or match[2]).decode("ascii", "replace"))
    if codec is None or codec.startswith("utf-"):
        return None  # what was read as ASCII so far is no UTF-16
    return "windows-1252" if codec in _WESTERN else codec


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            if signature.startswith(b"PK"):
                kind = next((what for mark, what in _ARCHIVES if mark in data[:4096]), kind)
            raise InputError(
                f"this is {kind}, not text",
                where=name,
                remedy="extract its text first (OCR, or a PDF-to-text tool), or save it as text",
            )


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeError, LookupError):
        return False
    return True


# --- likelihood --------------------------------------------------------------------------------
#
# Natural logarithms of how often a character of each kind is met in print; the encodings all
# explain the same bytes, so the one whose text is likeliest wins.

_FREQUENT, _COMMON, _LISTED, _RARE, _REMOTE = -6.3, -7.8, -10.0, -12.0, -14.0
_NEVER = -25.0
_UTF8_VALID = 4.0
"""What it tells for UTF-8 that the bytes are valid in it."""
_SENSELESS = -6.0
"""A byte; text in the right encoding has -2 to -5."""
_SHORT = 200
"""Bytes below which rare characters may be meant."""

_RANK = {character: rank for rank, character in enumerate(HAN)}
_FREQUENT_RANKS = 500
_WESTERN_MARKS = frozenset("“”‘’–—…•")
_WESTERN_LETTERS = frozenset("áàâäãåæçéèêëíìîïñóòôöõøœßúùûü€£°½")
_WESTERN_LETTER = "À-ÖØ-öø-ÿŒœŠšŽžŸƒ"
_WESTERN_PAIR = re.compile(f"[{_WESTERN_LETTER}](?=[{_WESTERN_LETTER}])")
_STRAY_HAN = re.compile("[A-Za-z][\u3400-\u9fff](?=[a-z])")


def _likelihood(data: bytes, codec: str) -> float:
    """How likely is the text that a codec makes of a sample, in nats a byte."""
    start = 0 if codec.startswith("utf-16") else max(0, _first_beyond_ascii(data) - 1024)
    sample = data[start : start + SAMPLE]
    decoder = codecs.getincrementaldecoder(codec)("replace")
    text = decoder.decode(sample, final=start + SAMPLE >= len(data))
    total = sum(count * _weight(character) for character, count in Counter(text).items())
    # Accented letters stand alone among plain ones; a Han character does not stand in a word.
    if codec == "utf-8":
        total += _UTF8_VALID
    total -= 4 * len(_WESTERN_PAIR.findall(text)) + 3 * len(_STRAY_HAN.findall(text))
    return total / max(1, len(sample))


@cache
def _weight(character: str) -> float:
    code = ord(character)
    if code == 0:
        return _NEVER
    if code < 0x80:
        return -4.2 if character.isprintable() or character in "\t\n\r\f" else -16.0
    if character in MARKS or character in _WESTERN_MARKS or character == "\u3000":
        return -5.5
    if 0x4E00 <= code <= 0x9FFF:
        return _han_weight(character)
    if character in _WESTERN_LETTERS:
        return -6.5
    if 0xA0 <= code <= 0xFF or character in "ŒŠšŽžŸ™":
        return -8.0 if character.isalpha() or character in "\xa0©¼¾«»×" else -11.0
    if 0xFF01 <= code <= 0xFF5E or 0x2000 <= code <= 0x22FF or 0x3001 <= code <= 0x30FF:
        return -10.0
    return _REMOTE if character.isprintable() and character != "\ufffd" else _NEVER


def _han_weight(character: str) -> float:
    rank = _RANK.get(character)
    if rank is not None:
        return _FREQUENT if rank < _FREQUENT_RANKS else _COMMON
    # The first level of each standard's characters is that of those in common use.
    if lead := _lead(character, "gb2312"):
        return _LISTED if lead <= 0xD7 else _RARE
    return _LISTED if 0 < _lead(character, "big5") <= 0xC6 else _REMOTE


def _lead(character: str, codec: str) -> int:
    """The first byte of a character in a codec; 0 where the codec lacks it."""
    try:
        return character.encode(codec)[0]
    except UnicodeEncodeError:
        return 0


def _first_beyond_ascii(data: bytes) -> int:
    match = _BEYOND_ASCII.search(data)
    return match.start() if match else 0
