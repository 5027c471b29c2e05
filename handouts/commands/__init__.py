"""The command line: options, printing and exit codes; what is done stands in the other rooms."""

from __future__ import annotations

import atexit
import gc

from handouts.commands import authoring, build, check, clinic, library, machine, new, pack, preview, review
from handouts.commands.group import main

__all__ = [
    "authoring",
    "build",
    "check",
    "clinic",
    "library",
    "machine",
    "main",
    "new",
    "pack",
    "preview",
    "review",
    "run",
]


def run() -> None:
    """Be the `handout` command: a life so short that collecting garbage takes more than it gives."""
    gc.disable()
    atexit.register(gc.freeze)  # Nor is anything collected at the end.
    main()
