"""One pack at a time in a folder. The system holds the lock, so that it ends with the process, however."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handouts.errors import OutputRefused, Problem
from handouts.resources import shown_path

NAME = ".handout-pack.lock"

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20  # What is locked there cannot be read by others, so it is not where the words stand.

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(handle: int) -> None:
        # Not flock, which a worker that outlives this process by a moment would go on holding.
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other packs out of this folder, which is made if need be.

    Raises OutputRefused, with the other one's process, where it is taken.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _open(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputRefused(Problem.of("O003", path=shown_path(folder), reason=reason)) from error
    try:
        os.ftruncate(handle, 0)
        os.write(handle, f"process {os.getpid()}".encode())
        yield
    finally:
        # On Windows an open file cannot be removed; the next pack takes it as it is.
        with suppress(OSError):
            path.unlink(missing_ok=True)
        os.close(handle)


def _open(path: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _take(handle)
            if _is_there(path, handle):
                return handle
        except OSError:
            said = os.read(handle, 100).decode(errors="replace")
            os.close(handle)
            by = f" by {said}" if said else ""
            raise OutputRefused(Problem.of("M006", path=shown_path(path.parent), by=by)) from None
        os.close(handle)  # Its holder has taken it away in the meantime.


def _is_there(path: Path, handle: int) -> bool:
    """Whether the file that is open is the one that others will open."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False
