"""The command line: the pipeline's doors, one command each. The only module that prints.

An error is one line on standard error, `converter: WHERE: WHAT (REMEDY)`, and the exit code of
its class (see `converter.errors`); 2 is a wrong command line, 70 a fault of ours, 130 an interrupt.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn, TextIO
from urllib.parse import quote

from converter.arguments import edition_options, port, reading_options, style_options, text
from converter.errors import ConverterError, DoubtError, FaceError

if TYPE_CHECKING:
    from converter.pipeline import Doubt, Options, Published

USAGE, FAULT, INTERRUPTED, PIPE_CLOSED = 2, 70, 130, 141
FORMATS = "docx,pdf,epub"
DOUBTS = 10
"""So many things in doubt are printed of each input."""

EXAMPLES = """\
examples:
  converter convert A2.txt --title 云河日报 --date 2026-03-17 -o OUT
      one raw page becomes OUT/A2.docx, OUT/A2.pdf and OUT/A2.epub
  converter convert input/yunhe-daily input/harbor-weekly
      two folders, two issues, into dist/
  converter convert page.html --to epub,json --style daily
  converter inspect A2.txt
      what was understood, repaired and noticed
  converter review A2.txt --serve --open
      judge each repair in the browser
  converter doctor
      are faces and validators there, and how to get what is missing
"""


class _UsageError(Exception):
    """A command line that cannot be understood."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        known = set(self._known())
        for word in message.split():
            name = word.partition("=")[0]
            if name.startswith("--") and name not in known:
                near = get_close_matches(name, sorted(known), n=1)
                message += f"; nearest is {near[0]}" if near else ""
        raise _UsageError(f"{message} (see {self.prog} --help)")

    def _known(self) -> Iterator[str]:
        """The options of the parser and of its commands."""
        for action in self._actions:
            yield from action.option_strings
            if isinstance(action, argparse._SubParsersAction):
                for command in action.choices.values():
                    yield from command._known()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        _print_anything(stream)
    try:
        arguments = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace], int] = arguments.command
        code = command(arguments)
        sys.stdout.flush()
        return code
    except _UsageError as error:
        return _fail(str(error), USAGE)
    except ConverterError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone; what is left in the buffer must not complain at exit either.
        with suppress(BrokenPipeError):
            sys.stdout.close()
        return PIPE_CLOSED
    except Exception as error:
        if os.environ.get("CONVERTER_DEBUG"):
            raise
        said = f"{type(error).__name__}: {error}; this is a bug"
        return _fail(f"{said} (CONVERTER_DEBUG=1 shows where)", FAULT)


def _parser() -> _Parser:
    parser = _Parser(
        prog="converter",
        description="Repairs damaged newspaper and magazine text and publishes it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, command: Callable[[argparse.Namespace], int], said: str) -> _Parser:
        sub = commands.add_parser(
            name, help=said, description=f"{said[0].upper()}{said[1:]}.", allow_abbrev=False
        )
        sub.set_defaults(command=command)
        return sub

    convert = add("convert", _convert, "publish pages and issues in several formats")
    convert.add_argument("inputs", nargs="+", metavar="INPUT", help="a page, or a folder of pages")
    convert.add_argument("-o", "--output", metavar="DIR", default="dist", help="default: dist")
    convert.add_argument("--to", metavar="FORMATS",
                         help=f"formats, parted by commas; default: {FORMATS}")  # fmt: skip
    convert.add_argument("--bind", metavar="NAME", nargs="?", const="", type=text,
                         help="bind all issues into one EPUB, contents by date")  # fmt: skip
    convert.add_argument("--quiet", action="store_true", help="print nothing but errors")
    convert.add_argument("--report", action="store_true",
                         help="say what was done and why, as NAME.report.json and NAME.report.txt")  # fmt: skip
    convert.add_argument("--strict", action="store_true",
                         help="fail when anything is in doubt, after the editions are written")  # fmt: skip
    reading_options(convert)
    style_options(convert)
    edition_options(convert)

    inspect = add("inspect", _inspect, "show what was understood, repaired and noticed")
    inspect.add_argument("input", metavar="INPUT", help="a page, or a folder of pages")
    reading_options(inspect)

    review = add("review", _review, "make a page on which each repair is judged, or serve it")
    review.add_argument("input", metavar="INPUT", help="a page, or a folder of pages")
    review.add_argument("-o", "--output", metavar="FILE", help="default: dist/NAME.review.html")
    review.add_argument("--open", action="store_true", help="open it in the browser")
    review.add_argument("--serve", action="store_true",
                        help="serve it on this machine: decisions are kept and obeyed at once")  # fmt: skip
    review.add_argument("--port", type=port, metavar="N", help="port to serve on; else any")
    reading_options(review)

    verify = add("verify", _verify, "read editions back and compare them with their model")
    verify.add_argument("files", nargs="+", metavar="FILE", help="a PDF, DOCX or EPUB edition")
    verify.add_argument("--against", metavar="ISSUE", help="compare with this issue in JSON")
    verify.add_argument("--where", metavar="TEXT", type=text, help="say where a text was read")

    add("formats", _formats, "list what can be read and written")
    add("styles", _styles, "list the themes that come with the converter")
    doctor = add("doctor", _doctor, "say what is missing on this machine, and how to get it")
    doctor.add_argument("--language", metavar="TAG", help="look for this language's faces only")
    style_options(doctor)
    return parser


class _Version(argparse.Action):
    """The version is looked up only when it is asked for: that costs as much as all the rest."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        _say([f"converter {version('converter')}"])
        parser.exit()


def _options(arguments: argparse.Namespace) -> Options:
    from converter.pipeline import Options

    return Options(
        title=arguments.title,
        date=arguments.date,
        number=arguments.number,
        pages=tuple(_listed(arguments.page)),
        language=arguments.language,
        publisher=arguments.publisher,
        style=getattr(arguments, "style", None),
        faces=getattr(arguments, "faces", None),
        encoding=arguments.encoding,
        format=getattr(arguments, "from"),
        decisions=() if arguments.no_decisions else None,
        repairs=getattr(arguments, "with_repairs", None),
        notes=getattr(arguments, "with_notes", False),
        embed_fonts=getattr(arguments, "embed_fonts", False),
        reference=getattr(arguments, "reference_doc", None),
    )


def _listed(value: str | None) -> list[str]:
    return [part.strip() for part in (value or "").split(",") if part.strip()]


# --- the commands ------------------------------------------------------------------------------


def _convert(arguments: argparse.Namespace) -> int:
    from converter import pipeline

    formats = _listed(FORMATS if arguments.to is None else arguments.to)
    if not formats:
        raise _UsageError("--to names no format (see converter formats)")
    if "docx" not in formats or arguments.bind is not None:
        for name in ("with_repairs", "with_notes", "reference_doc"):
            if getattr(arguments, name):
                said = f"--{name.replace('_', '-')} is for DOCX"
                raise _UsageError(f"{said}: name it with --to, and leave --bind out")
    if arguments.embed_fonts and "epub" not in formats and arguments.bind is None:
        raise _UsageError("--embed-fonts is for EPUB: name it with --to")
    done: Iterable[Published]
    if arguments.bind is not None:
        done = _bound(arguments)
    else:
        done = pipeline.publish(
            arguments.inputs,
            output=arguments.output,
            to=formats,
            options=_options(arguments),
            report=arguments.report,
        )
    doubtful: list[Published] = []
    for published in done:
        _say(() if arguments.quiet else _summary(published))
        if arguments.strict and published.doubts:
            doubtful.append(published)
            _say(() if arguments.quiet else _doubts(published))
    if doubtful:
        raise _doubt(doubtful)
    return 0


def _bound(arguments: argparse.Namespace) -> Sequence[Published]:
    from converter.pipeline import binding

    if arguments.to not in (None, "epub"):
        raise _UsageError("--bind makes an EPUB: leave --to out")
    if os.path.exists(arguments.bind):
        raise _UsageError(f"--bind {arguments.bind} names the book: put --bind after the inputs")
    target, options = arguments.output, _options(arguments)
    return binding.bind(arguments.inputs, arguments.bind, target, options, report=arguments.report)


def _doubts(published: Published) -> Iterator[str]:
    for doubt in published.doubts[:DOUBTS]:
        yield f"  in doubt: {doubt.where or 'no place'}: {_shown(doubt)}"
    if len(published.doubts) > DOUBTS:
        yield f"  … and {len(published.doubts) - DOUBTS:,} more (--report lists them)"


def _doubt(doubtful: Sequence[Published]) -> DoubtError:
    """The error for all inputs: how much is in doubt, and the first of it."""
    count = sum(len(published.doubts) for published in doubtful)
    first = doubtful[0]
    most = first.doubts[0]
    many = f"{count:,} things are" if count > 1 else "something is"
    return DoubtError(
        f"{many} in doubt, first {_shown(most)}",
        where=most.where or first.source,
        remedy=f"judge them with converter review {first.source}",
    )


def _shown(doubt: Doubt) -> str:
    text = " ".join(doubt.item.before.split())
    return f"{doubt.item.code} “{text if len(text) < 60 else text[:59] + '…'}”"


def _summary(published: Published) -> Iterator[str]:
    issue = published.issue
    counts = [_count(len(issue.articles), "article"), _count(len(issue.repairs), "repair"),
              _count(len(issue.notes), "note")]  # fmt: skip
    yield f"{published.source}: {', '.join(counts)}"
    if published.characters is not None:
        yield f"  all {published.characters:,} characters accounted for"
    for file in published.files:
        yield f"  {file.path}  {file.size / 1000:,.0f} kB"
        for lost in file.lost:
            yield f"    {file.format} could not hold: {lost}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _inspect(arguments: argparse.Namespace) -> int:
    from converter import pipeline

    issue = pipeline.understand(arguments.input, _options(arguments))
    _say(pipeline.outline(issue, colour=_wants_colour(sys.stdout)).splitlines())
    return 0


def _wants_colour(stream: TextIO) -> bool:
    """Colour on a terminal, unless NO_COLOR (no-color.org) is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _review(arguments: argparse.Namespace) -> int:
    from converter.pipeline import review

    if arguments.port is not None and not arguments.serve:
        raise _UsageError("--port is for --serve")
    if arguments.output is not None and arguments.serve:
        raise _UsageError("--output is for a page in a file, not for --serve")
    if arguments.no_decisions and arguments.serve:
        raise _UsageError("--serve writes the decisions that --no-decisions leaves aside")
    options = _options(arguments)
    if not arguments.serve:
        path = review.write(arguments.input, options, arguments.output)
        _say([path])
        if arguments.open:
            _browse(f"file://{quote(os.path.abspath(path))}")
        return 0

    def ready(address: str) -> None:
        _say([address, "Ctrl-C ends it"])
        sys.stdout.flush()
        if arguments.open:
            _browse(address)

    _say([f"decisions: {review.serve(arguments.input, options, arguments.port or 0, ready)}"])
    return 0


def _browse(address: str) -> None:
    import webbrowser

    webbrowser.open(address)


def _verify(arguments: argparse.Namespace) -> int:
    from converter.pipeline import verify

    _say(verify.verified(arguments.files, arguments.against, arguments.where))
    return 0


def _formats(_: argparse.Namespace) -> int:
    from converter import pipeline

    _say(map(str, pipeline.formats()))
    return 0


def _styles(_: argparse.Namespace) -> int:
    from converter import pipeline

    _say(f"{name:10} {path}" for name, path in pipeline.styles().items())
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    from converter import pipeline
    from converter.pipeline import doctor

    options = pipeline.Options(
        language=arguments.language, style=arguments.style, faces=arguments.faces
    )
    findings = pipeline.examine(options)
    _say(doctor.told(findings))
    return FaceError.exit_code if any(each.needed and not each.found for each in findings) else 0


# --- printing ----------------------------------------------------------------------------------


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)  # noqa: T201


def _fail(message: str, code: int) -> int:
    line = " ".join(message.split())
    print(f"converter: {line}", file=sys.stderr)  # noqa: T201
    return code


def _print_anything(stream: TextIO) -> None:
    """Let a terminal that cannot show a character show its code in place of an error."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
