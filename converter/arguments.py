"""The options that several commands have in common, and what their values may be."""

from __future__ import annotations

import argparse


def reading_options(parser: argparse.ArgumentParser) -> None:
    """What is said of the inputs: how to read them, and what is known of the issue."""
    for name, metavar, said in (
        ("title", "TEXT", "name of the paper"),
        ("date", "DATE", "2026-03-17, 2026-03 or 2026"),
        ("number", "TEXT", "number of the issue, as printed"),
        ("page", "LABELS", "labels of the pages, parted by commas: A1,A2"),
        ("language", "TAG", "zh-Hans, zh-Hant or en; else told from the text"),
        ("publisher", "TEXT", "who publishes it"),
        ("from", "FORMAT", "read the inputs as this, whatever their names say"),
        ("encoding", "NAME", "encoding of the inputs; else told from the bytes"),
    ):
        parser.add_argument(f"--{name}", metavar=metavar, type=text, help=said)
    parser.add_argument("--no-decisions", action="store_true",
                        help="leave aside NAME.decisions.toml beside the input")  # fmt: skip


def style_options(parser: argparse.ArgumentParser) -> None:
    """How editions look."""
    parser.add_argument("--style", metavar="STYLE", help="a theme’s name or file; default: daily")
    parser.add_argument("--faces", metavar="DIR", help="a folder of font files to look in first")


def edition_options(parser: argparse.ArgumentParser) -> None:
    """What is asked of one edition: of DOCX its styles and marks, of EPUB its faces."""
    parser.add_argument("--with-repairs", choices=("comments", "tracked"),
                        help="show repairs in DOCX, for review in Word")  # fmt: skip
    parser.add_argument("--reference-doc", metavar="FILE",
                        help="take the styles of the DOCX from this document")  # fmt: skip
    parser.add_argument("--with-notes", action="store_true", help="show notes in DOCX as footnotes")
    parser.add_argument("--embed-fonts", action="store_true",
                        help="carry the faces in EPUB, cut to what is set in them")  # fmt: skip


def text(value: str) -> str:
    """An argument as it is; an error where it is no UTF-8."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("this is not UTF-8 text") from None
    return value


def port(value: str) -> int:
    """A number up to 65535."""
    if not (value.isascii() and value.isdigit() and len(value) < 6 and int(value) < 65536):
        raise argparse.ArgumentTypeError("a port is a number up to 65535")
    return int(value)
