"""The process behind a window: it gives the page and its pictures to browsers of this computer alone."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import socket
import sys
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
"""By what names the page may be asked for; a page of the web that has itself called otherwise is refused."""
SECONDS_BETWEEN_BEATS = 10
"""How soon it is noticed that a browser has gone."""

PAGE = (Path(__file__).parent / "page.html").read_bytes()


@dataclass(frozen=True)
class Shown:
    """What is on the page."""

    state: str = ""
    """As JSON, on one line."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """By file name."""


class Shelf:
    """What is shown, for every browser that looks."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = 0
        self._shown, self._before = Shown(), Shown()

    def put(self, shown: Shown) -> None:
        """Show this; a browser may still ask for the pictures that were shown before."""
        with self._changed:
            self._shown, self._before = shown, self._shown
            self._number += 1
            self._changed.notify_all()

    def wait(self, known: int) -> tuple[int, str]:
        """The number and the state of what is shown: once the number is another, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != known, SECONDS_BETWEEN_BEATS)
            return self._number, self._shown.state

    def picture(self, name: str) -> bytes | None:
        """A picture by its name."""
        with self._changed:
            return self._shown.pictures.get(name) or self._before.pictures.get(name)


def serve(pipe: Connection, listening: socket.socket) -> None:
    """Serve what comes through the pipe, until that ends."""
    shelf = Shelf()
    server = _Server(listening, shelf)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while True:
        try:
            shelf.put(pipe.recv())
        except EOFError:
            os._exit(0)


def _policy() -> str:
    """The page runs its own script and wears its own style; nothing else, and nothing from elsewhere."""

    def digest(tag: str) -> str:
        found = re.search(f"<{tag}>(.*?)</{tag}>".encode(), PAGE, re.DOTALL)
        inner = found[1] if found else b""
        return f"'sha256-{base64.b64encode(hashlib.sha256(inner).digest()).decode()}'"

    return (
        f"default-src 'none'; script-src {digest('script')}; style-src {digest('style')}; img-src 'self';"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _policy(),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, listening: socket.socket, shelf: Shelf) -> None:
        super().__init__(listening.getsockname(), _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.shelf = shelf

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A browser that goes away in the middle is no fault.
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 30

    def do_GET(self) -> None:
        if not self._is_from_here():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == "/":
            self._send("text/html; charset=utf-8", PAGE)
        elif self.path == "/events":
            self._send_events()
        elif picture := self.server.shelf.picture(self.path.removeprefix("/pages/")):
            self._send("image/png", picture)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _is_from_here(self) -> bool:
        """Whether a browser was told to open this page, or this page asks; not a page from elsewhere."""
        port = self.server.server_address[1]
        known = self.headers.get("Host") in {f"{name}:{port}" for name in NAMES}
        return known and self.headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self) -> None:
        """The state now and after each change, as server-sent events, for as long as somebody listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        known = 0
        while True:
            number, state = self.server.shelf.wait(known)
            beat = f"data: {state}\n\n" if number != known else ": still here\n\n"
            self.wfile.write(beat.encode())
            known = number

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        """Who answers."""
        return "handout"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - so called by the library
        """Say nothing: the terminal is for the author."""
