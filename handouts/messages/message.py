"""The record of a message's texts."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
"""An error; what a person must look at; a piece of information."""


class Message(NamedTuple):
    """A message's texts; `{name}` placeholders are filled in when the fault is found."""

    message: str
    hint: str
    severity: Severity = "error"
