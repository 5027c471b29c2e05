"""Files that somebody is writing: when they have changed, and are still again.

It looks, ten times a second. That is cheap, needs neither a library nor a thread, and works on the shared and
synchronised disks of a clinic as well, where a system does not tell of changes.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 0.1

State = dict[Path, tuple[int, int, int] | None]
"""What was seen of each path: when it was written, its size, and which file it is; None for nothing there."""


def look(paths: Iterable[Path]) -> State:
    """What is there now."""
    return {path: _seen(path) for path in paths}


def wait_for_change(paths: Collection[Path], known: State) -> State:
    """What is there, once it is not what was known and has stopped changing; half a file is waited for."""
    now = look(paths)
    while True:
        before = now
        time.sleep(SECONDS_BETWEEN_LOOKS)
        now = look(paths)
        if now == before and now != known:
            return now


def _seen(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
