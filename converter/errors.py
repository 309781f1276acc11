"""What can go wrong, said once: what, where and how to mend it, each with its own exit code.

Codes 1 and 2 belong to the shell and to usage errors; ours begin at 3 and never change meaning.
"""

from __future__ import annotations

from typing import ClassVar


class ConverterError(Exception):
    """The base of every error this package raises on purpose."""

    exit_code: ClassVar[int] = 3

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class InputError(ConverterError):
    """An input that is missing, empty, or not what its name says."""

    exit_code = 10


class EncodingError(ConverterError):
    """Bytes that no supported encoding reads, or not the one that was asked for."""

    exit_code = 11


class FormatError(ConverterError):
    """A format that no reader or writer is registered for, or one registered twice."""

    exit_code = 12


class ThemeError(ConverterError):
    """A theme that is missing, or holds a wrong key or value."""

    exit_code = 13


class IssueFileError(ConverterError):
    """An issue.toml with a wrong key or value."""

    exit_code = 14


class SchemaError(ConverterError):
    """JSON that is not an issue in the form `converter/issue/1`."""

    exit_code = 15


class FaceError(ConverterError):
    """No face for a family, or no face that holds a character."""

    exit_code = 16


class PictureError(ConverterError):
    """A picture that cannot be used where it must be."""

    exit_code = 17


class OutputError(ConverterError):
    """The output cannot be written."""

    exit_code = 18


class LimitError(ConverterError):
    """An input beyond the bounds that keep time and memory in hand."""

    exit_code = 19


class LostTextError(ConverterError):
    """The conservation check found characters that did not come through."""

    exit_code = 20


class DecisionsError(ConverterError):
    """A decisions file with a wrong key or value, or one thing decided in two ways."""

    exit_code = 21


class DoubtError(ConverterError):
    """The editions are written, and something in them is in doubt (`--strict`)."""

    exit_code = 22


class DifferenceError(ConverterError):
    """An edition that differs from the model it was made from (`converter verify`)."""

    exit_code = 23
