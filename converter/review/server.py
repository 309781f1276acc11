"""The page served on this machine, to this person: decisions come back and are obeyed at once.

It listens on 127.0.0.1 alone. The address that is told carries a token that opens the page once
and becomes a cookie; a decision has to carry that cookie and a secret that stands in the page, and
to come from the page's own address. The `Host` is looked at, so that no other name that leads here
is answered.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Lock, Thread
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from converter.errors import ConverterError, OutputError
from converter.form import Object

HOST = "127.0.0.1"
LIMIT = 16 * 2**20
"""Bytes that the decisions sent may have."""
PATIENCE = 30
"""Seconds that a connection may stay silent."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Desk(NamedTuple):
    """What the server shows and does."""

    page: Callable[[str], str]
    """The page's HTML; it is given the secret that the page has to show."""
    decide: Callable[[str], Object]
    """Keep decisions, given as the text of a decisions file, and give the page's state anew."""


def serve(desk: Desk, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the page says that it is finished, or an interrupt.

    `port` 0 takes any that is free; `ready` is told the address once it answers. Raises
    `OutputError` where the port cannot be had.
    """
    try:
        server = _Server((HOST, port), _Handler)
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise OutputError(
            f"port {port} cannot be used: {said}", remedy="leave out --port: any is taken"
        ) from None
    server.desk = desk
    try:
        ready(f"{server.origin}/?token={server.token}")
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass  # that is how a person ends it
    finally:
        server.server_close()
        with server.lock:
            pass  # what is being written is written


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    desk: Desk

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.origin = f"http://{HOST}:{self.server_port}"
        self.cookie = f"review-{self.server_port}"
        self.token: str | None = token_urlsafe(32)
        self.session, self.secret = token_urlsafe(32), token_urlsafe(32)
        self.lock = Lock()

    def take(self, token: str) -> bool:
        """Whether it is the token; it is that only once."""
        with self.lock:
            if self.token is None or not _same(token, self.token):
                return False
            self.token = None
            return True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is no fault."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version, sys_version = "converter", ""
    timeout = PATIENCE

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path != "/":
            return self._refuse(HTTPStatus.NOT_FOUND, "there is only the page here")
        if not self._at_home():
            return self._refuse(HTTPStatus.FORBIDDEN, "this is not its address")
        if (token := parse_qs(asked.query).get("token")) and self.server.take(token[0]):
            return self._welcome()
        if not self._known():
            said = "the address opens the page once; run converter review again for another"
            return self._refuse(HTTPStatus.FORBIDDEN, said)
        self._answer(HTTPStatus.OK, "text/html", self.server.desk.page(self.server.secret))

    def do_POST(self) -> None:
        secret = self.headers.get("X-Review", "")
        same = self.headers.get("Origin") == self.server.origin and self._at_home()
        if not (same and self._known() and _same(secret, self.server.secret)):
            return self._refuse(HTTPStatus.FORBIDDEN, "only the page itself may decide")
        if self.path == "/finish":
            self._answer(HTTPStatus.OK, "application/json", "{}")
            Thread(target=self.server.shutdown).start()
        elif self.path == "/decisions":
            self._decide()
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "there is only the page here")

    def _decide(self) -> None:
        size = self.headers.get("Content-Length", "")
        if not (size.isascii() and size.isdigit()):
            return self._refuse(HTTPStatus.LENGTH_REQUIRED, "its length must be told")
        if len(size) > len(str(LIMIT)) or int(size) > LIMIT:
            said = f"decisions may have {LIMIT >> 20} MiB"
            return self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)
        try:
            text = self.rfile.read(int(size)).decode()
            with self.server.lock:
                state = self.server.desk.decide(text)
        except UnicodeDecodeError:
            return self._refuse(HTTPStatus.BAD_REQUEST, "this is not UTF-8 text")
        except ConverterError as error:
            return self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        except Exception as error:
            said = f"{type(error).__name__}: {error}; this is a bug"
            return self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, said)
        self._answer(HTTPStatus.OK, "application/json", json.dumps(state))

    def _at_home(self) -> bool:
        return f"http://{self.headers.get('Host', '')}" == self.server.origin

    def _known(self) -> bool:
        try:
            cookies = SimpleCookie(self.headers.get("Cookie", ""))
        except CookieError:
            return False
        mine = cookies.get(self.server.cookie)
        return mine is not None and _same(mine.value, self.server.session)

    def _welcome(self) -> None:
        self.send_response(HTTPStatus.SEE_OTHER)
        kept = f"{self.server.cookie}={self.server.session}; Path=/; HttpOnly; SameSite=Strict"
        self.send_header("Set-Cookie", kept)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _refuse(self, status: HTTPStatus, said: str) -> None:
        if self.command == "POST":
            self._answer(status, "application/json", json.dumps({"error": said}))
        else:
            self._answer(status, "text/plain", f"{said[0].upper()}{said[1:]}.\n")

    def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is printed here."""


def _same(said: str, secret: str) -> bool:
    """Whether two secrets are one, in a time that tells nothing."""
    return hmac.compare_digest(said.encode(), secret.encode())
