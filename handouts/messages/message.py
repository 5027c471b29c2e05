"""The record of a message's texts."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Message(NamedTuple):
    """A message's texts; `{name}` placeholders are filled in when the fault is found."""

    message: str
    hint: str
    severity: Literal["error", "warning"] = "error"
