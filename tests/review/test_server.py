"""The server of the review page: this machine, this person, and decisions that can be read."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.parse import urlsplit

import pytest

from converter.cli import main
from converter.decisions import Decision, Verdict, dump, parse
from converter.pipeline import Options, review
from converter.review.server import HOST, LIMIT
from tests.review.test_page import ROOT, state

PAGE = "### 湖滨步道全线贯通\n\n本报讯 昨日,湖滨步道全线贯通。\n"
COMMA = Decision("punctuation", "A1.txt", PAGE.index(","), PAGE.index(",") + 1, ",", Verdict.REFUSE)


@dataclass
class Served:
    source: Path
    address: str
    thread: Thread
    cookie: str = ""
    secret: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """Ask, with the cookie and the secret unless other headers are given (`_` for a hyphen)."""
        mine = {
            "Cookie": self.cookie,
            "X-Review": self.secret,
            "Origin": f"http://{HOST}:{self.port}",
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        try:
            connection.request(method, path, body, {k: v for k, v in mine.items() if v})
            answer = connection.getresponse()
            return answer.status, dict(answer.headers), answer.read().decode()
        finally:
            connection.close()

    def enter(self) -> None:
        """Open the page, as the browser does with the address it is given."""
        asked = urlsplit(self.address)
        status, headers, _ = self.ask("GET", f"{asked.path}?{asked.query}")
        assert (status, headers["Location"]) == (303, "/")
        assert "HttpOnly; SameSite=Strict" in headers["Set-Cookie"]
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.secret = state(self.ask("GET", "/")[2])["served"]

    def decide(self, *decisions: Decision) -> dict[str, object]:
        status, _, said = self.ask("POST", "/decisions", dump(decisions).encode())
        assert status == 200, said
        value: dict[str, object] = json.loads(said)
        return value


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    source = tmp_path / "A1.txt"
    source.write_text(PAGE, "utf-8")
    address: Queue[str] = Queue()
    thread = Thread(target=review.serve, args=(source, Options(), 0, address.put), daemon=True)
    thread.start()
    found = Served(source, address.get(timeout=20), thread)
    yield found
    if thread.is_alive():
        if not found.cookie:
            found.enter()
        assert found.ask("POST", "/finish")[0] == 200
        thread.join(20)
    assert not thread.is_alive()


def test_the_address_opens_the_page_once(served: Served) -> None:
    asked = urlsplit(served.address)
    assert asked.hostname == HOST
    assert served.ask("GET", "/")[0] == 403
    assert served.ask("GET", "/?token=guessed")[0] == 403
    served.enter()
    assert served.ask("GET", f"/?{asked.query}", Cookie="")[0] == 403
    status, headers, page = served.ask("GET", "/")
    assert status == 200
    assert page.startswith("<!doctype html>")
    assert headers["Cache-Control"] == "no-store"


def test_only_the_page_itself_may_decide(served: Served) -> None:
    served.enter()
    text = dump([COMMA]).encode()
    for headers in (
        {"Cookie": ""}, {"Cookie": "review=x"}, {"X_Review": ""}, {"X_Review": "é"}, {"Origin": ""},
        {"Origin": "http://example.org"}, {"Host": f"example.org:{served.port}"},
    ):  # fmt: skip
        status, _, said = served.ask("POST", "/decisions", text, **headers)
        assert (status, json.loads(said)["error"]) == (403, "only the page itself may decide")
    assert not served.source.with_name("A1.decisions.toml").exists()


def test_another_name_that_leads_here_is_not_answered(served: Served) -> None:
    served.enter()
    assert served.ask("GET", "/", Host=f"review.example:{served.port}")[0] == 403


def test_there_is_nothing_but_the_page(served: Served) -> None:
    served.enter()
    assert served.ask("GET", "/A1.txt")[0] == 404
    assert served.ask("GET", "/../A1.txt")[0] == 404
    assert served.ask("POST", "/elsewhere", b"")[0] == 404
    assert served.ask("PUT", "/decisions", b"")[0] == 501


def test_a_decision_is_kept_and_obeyed_and_can_be_taken_back(served: Served) -> None:
    served.enter()
    beside = served.source.with_name("A1.decisions.toml")
    assert "昨日,湖滨" in json.dumps(served.decide(COMMA)["articles"], ensure_ascii=False)
    assert beside.read_bytes().decode() == dump([COMMA])
    assert "昨日，湖滨" in json.dumps(served.decide()["articles"], ensure_ascii=False)
    assert parse(beside.read_text("utf-8")) == ()
    assert [path.name for path in beside.parent.iterdir()] != [".part"]


def test_what_is_no_decisions_file_is_refused_and_nothing_written(served: Served) -> None:
    served.enter()
    for body, status in ((b"no = toml = at all", 422), (b"\xff", 400), (b'schema = "x"', 422)):
        got, _, said = served.ask("POST", "/decisions", body)
        assert got == status
        assert json.loads(said)["error"]
    assert not served.source.with_name("A1.decisions.toml").exists()


def test_too_much_is_refused_unread(served: Served) -> None:
    served.enter()
    for length, status in ((str(LIMIT + 1), 413), ("9" * 5000, 413), ("-1", 411), ("²", 411)):
        with socket.create_connection((HOST, served.port), timeout=20) as line:
            head = (
                f"POST /decisions HTTP/1.0\r\nHost: {HOST}:{served.port}\r\n"
                f"Origin: http://{HOST}:{served.port}\r\nCookie: {served.cookie}\r\n"
                f"X-Review: {served.secret}\r\nContent-Length: {length}\r\n\r\n"
            )
            line.sendall(head.encode("latin-1"))
            assert line.recv(64).split()[1] == str(status).encode()


def test_a_port_that_is_taken_is_one_line(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["review", str(served.source), "--serve", "--port", str(served.port)]
    assert main(argv) == 18
    assert "cannot be used: Address already in use (leave out --port" in capsys.readouterr().err


def test_an_interrupt_is_the_way_to_end_it(tmp_path: Path) -> None:
    source = tmp_path / "A1.txt"
    source.write_text(PAGE, "utf-8")
    command = [sys.executable, "-m", "converter", "review", str(source), "--serve"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline().startswith(f"http://{HOST}:")
        running.send_signal(signal.SIGINT)
        assert running.stdout.read().endswith(f"decisions: {tmp_path / 'A1.decisions.toml'}\n")
        assert running.stderr.read() == ""
    assert running.returncode == 0


def test_a_decision_in_another_file_is_changed_there(tmp_path: Path) -> None:
    folder = tmp_path / "issue"
    folder.mkdir()
    (folder / "A1.txt").write_text(PAGE, "utf-8")
    (folder / "decisions.toml").write_text(dump([COMMA]), "utf-8")
    address: Queue[str] = Queue()
    thread = Thread(target=review.serve, args=(folder, Options(), 0, address.put), daemon=True)
    thread.start()
    found = Served(folder / "A1.txt", address.get(timeout=20), thread)
    found.enter()
    accepted = Decision(*COMMA.key, Verdict.ACCEPT)
    found.decide(accepted)
    found.ask("POST", "/finish")
    thread.join(20)
    assert (folder / "decisions.toml").read_text("utf-8") == dump([])
    assert parse((tmp_path / "issue.decisions.toml").read_text("utf-8")) == (accepted,)
