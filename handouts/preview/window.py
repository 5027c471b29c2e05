"""The page in a browser on which an author sees a draft, kept by a process of its own."""

from __future__ import annotations

import json
import os
import socket
import struct
from types import TracebackType
from typing import Any, Self

from handouts.errors import OutputRefused, Problem
from handouts.press import Child
from handouts.preview.draft import Draft
from handouts.preview.serving import HOST, Shown, serve
from handouts.resources import digest


class Window:
    """Use it as a context manager; nothing of it is left afterwards."""

    def __init__(self, port: int | None = None) -> None:
        """Without a port, one that is free."""
        self._port = port or 0
        self._title = ""
        self._pages: list[dict[str, Any]] = []
        self._pictures: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        try:
            listening = socket.create_server((HOST, self._port))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise OutputRefused(Problem.of("E010", port=self._port, reason=reason)) from None
        with listening:
            self._port = listening.getsockname()[1]
            self._child = Child(serve, listening)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._child.end()

    @property
    def address(self) -> str:
        """What the browser is to open."""
        return f"http://{HOST}:{self._port}/"

    def show(self, draft: Draft) -> None:
        """Show a draft; below faults that leave it without pages, the last good ones stay."""
        if draft.pictures or not self._pages:
            self._title = draft.title
            self._pictures = {_name(picture): picture for picture in draft.pictures}
            self._pages = [_page(picture) for picture in draft.pictures]
        state = {
            "title": self._title,
            "stale": bool(self._pages and not draft.pictures),
            "faults": [_row(each) for each in draft.faults],
            "unfinished": [_row(each) for each in draft.unfinished],
            "words": [_row(each) for each in draft.words],
            "pages": self._pages,
        }
        self._child.pipe.send(Shown(json.dumps(state), self._pictures))


def _name(picture: bytes) -> str:
    """Another picture has another name."""
    return f"{digest(picture)}.png"


def _page(picture: bytes) -> dict[str, Any]:
    """Where a page's picture is, and its size, which the head of a PNG tells."""
    width, height = struct.unpack(">II", picture[16:24])
    return {"src": f"pages/{_name(picture)}", "width": width, "height": height}


def _row(problem: Problem) -> dict[str, str | int]:
    place = problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
