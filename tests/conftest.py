"""Options of the test run, and what its files share."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

from converter.cli import main
from tests.inputs import PAGE, Outcome, files_in, write

# No clock in a test: how long an example takes says nothing on a machine that is busy.
settings.register_profile("converter", deadline=None)
settings.load_profile("converter")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what comes out into the case files; read the diff before it is committed",
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write(tmp_path / "A1.txt", PAGE.encode())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the converter reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def fails(out: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run `convert`, which must fail with one line and leave no file."""

    def run(*argv: object, to: str = "json") -> Outcome:
        code = main(["convert", *map(str, argv), "-o", str(out), "--to", to])
        printed, said = capsys.readouterr()
        assert printed == ""
        assert said.startswith("converter: ")
        assert said.count("\n") == 1, said
        assert "Traceback" not in said
        assert list(files_in(out)) == []
        return Outcome(code, said)

    return run


@pytest.fixture
def works(out: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run `convert` to JSON, which must work in silence; returns the issue."""

    def run(path: Path, *argv: object, to: str = "json") -> dict[str, Any]:
        code = main(["convert", str(path), *map(str, argv), "-o", str(out), "--to", to, "--quiet"])
        assert capsys.readouterr() == ("", "")
        assert code == 0
        issue: dict[str, Any] = json.loads((out / f"{path.stem}.json").read_text("utf-8"))
        return issue

    return run
