"""The README says what is: its commands run, its tables and names are those of the code."""

from __future__ import annotations

import re
import shlex
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from converter import errors, pipeline
from converter.cli import USAGE, main
from converter.issue_file import parse_issue_file
from converter.model import SCHEMA
from converter.repair import PASSES
from tests.damage import bench

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LARGEST = 200_000
"""Bytes that the picture may have."""

SET_UP = "python3 -m venv .venv && .venv/bin/pip install -q "
PUBLISH = f"{SET_UP}'.[fonts]' && .venv/bin/converter convert input/* -o dist"
TEST = f"{SET_UP}-e '.[fonts,dev]' && .venv/bin/pytest"


def blocks(language: str) -> list[str]:
    """The fenced blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def section(heading: str) -> str:
    """What stands below a heading, up to the next."""
    return README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def table(text: str, first: str) -> list[list[str]]:
    """The cells of the table whose head begins with a word, without its head."""
    lines = text[text.index(f"| {first} |") :].split("\n\n", 1)[0].splitlines()
    return [[cell.strip() for cell in line[1:].rstrip("|").split("|")] for line in lines[2:]]


COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in blocks("sh")
    for line in block.splitlines()
    if line.startswith("converter ")
]


def helped(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What `--help` says."""
    with pytest.raises(SystemExit):
        main([*argv, "--help"])
    return capsys.readouterr().out


def test_the_first_two_commands_set_up_and_do_all() -> None:
    assert [block.strip() for block in blocks("sh")][:2] == [PUBLISH, TEST]


def test_continuous_integration_runs_the_second_command_after_the_packages_named() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert script.endswith(f"\n{TEST}\n")
    packages = re.search(r"^packages=\((.*)\)$", script, re.MULTILINE)
    assert packages
    assert f"`{packages[1]}`" in README


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the English sample in every format."""
    folder = tmp_path_factory.mktemp("dist")
    pipeline.convert([ROOT / "input/harbor-weekly"], output=folder, to=[*pipeline.EDITIONS, "json"])
    return folder


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_a_command_runs(
    argv: list[str],
    published: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    if argv[0] in ("verify", "convert"):
        argv = [arg.replace("dist/", f"{published}/") for arg in argv]
    elsewhere = {"convert": ["-o", str(tmp_path)], "review": ["-o", str(tmp_path / "page.html")]}
    assert main([*argv, *elsewhere.get(argv[0], [])]) == 0
    assert capsys.readouterr().err == ""


def test_every_command_of_the_program_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    listed = re.findall(r"^    ([a-z]+)  ", helped([], capsys), re.MULTILINE)
    assert set(listed) == {argv[0] for argv in COMMANDS}


def test_every_option_named_exists(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("convert", "inspect", "review", "verify", "doctor")
    known = "".join(helped([name], capsys) for name in names)
    with pytest.raises(SystemExit):
        bench.main(["--help"])
    known += capsys.readouterr().out
    named = set(re.findall(r"`(--[a-z-]+)", README))
    assert named
    assert named <= set(re.findall(r"--[a-z-]+", known))


def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "input").symlink_to(ROOT / "input")
    monkeypatch.chdir(tmp_path)
    (example,) = blocks("python")
    names: dict[str, object] = {}
    exec(example, names)
    assert names["same"] == names["issue"]
    assert (tmp_path / "dist" / "yunhe-daily.epub").is_file()


def test_the_issue_file_shown_is_one() -> None:
    (example,) = blocks("toml")
    shown = parse_issue_file(example)
    assert shown.style in pipeline.styles()


def test_the_formats_are_those_of_the_program() -> None:
    said = [
        (name, tuple(re.findall(r"\.\w+", reads)), writes.strip("`") or None)
        for name, reads, writes in table(section("Every day"), "format")
    ]
    assert sorted(said) == [tuple(each) for each in pipeline.formats()]


def test_the_exit_codes_are_those_of_the_errors() -> None:
    cells = [cell for row in table(section("Every day"), "code") for cell in row]
    codes = {int(cell) for cell in cells if cell.isdigit()}
    kinds = errors.ConverterError.__subclasses__()
    assert codes == {USAGE, *(kind.exit_code for kind in kinds)}


def test_the_passes_named_are_in_the_table() -> None:
    named = re.search(r"each has a stable code \((.*?)…\)", README)
    assert named
    assert set(re.findall(r"`([a-z-]+)`", named[1])) <= set(PASSES)


def test_the_themes_are_named() -> None:
    for name in pipeline.styles():
        assert f"styles/{name}.toml" in README


def test_the_dependencies_are_those_of_the_package() -> None:
    names: list[str] = []
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        names += [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines]
    said = [row[0] for row in table(section("Dependencies"), "package")]
    assert [name for name in said if not name.startswith("**")] == names
    assert [name for name in said if name.startswith("**")] == [
        f"**extra `{extra}`**" for extra in PROJECT["optional-dependencies"]
    ]


def test_the_licence_is_that_of_the_package() -> None:
    assert section("Licence").lstrip().startswith(PROJECT["license"])


def test_the_modules_to_run_are_there() -> None:
    modules = set(re.findall(r"python -m ([\w.]+)", README))
    assert {"tests.benchmarks.page", "tests.benchmarks.scale", "tests.damage.bench"} <= modules
    for module in modules:
        assert find_spec(module), module


def test_the_files_named_are_there() -> None:
    paths = re.findall(r"[`(]((?:[\w.-]+/)+[\w.-]*\w)[`)]", README)
    assert paths
    for path in paths:
        if "NAME" not in path and path != SCHEMA:
            assert (ROOT / path).exists(), path


def test_the_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", README)
    assert pictures
    for picture in pictures:
        data = (ROOT / picture).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) <= LARGEST


def test_no_path_of_a_machine_stands_in_it() -> None:
    assert not re.search(r"(?<![\w.])/(?:home|root|tmp|usr|opt|work|Users)/", README)
