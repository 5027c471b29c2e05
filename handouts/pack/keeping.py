"""What is made goes into the folder and into the manifest, a whole step at a time."""

from __future__ import annotations

import errno
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts import output
from handouts.errors import HandoutError, OutputRefused, PageFault, Problem
from handouts.pack.due import Verdict, sha256
from handouts.pack.jobs import booklet_file
from handouts.pack.manifest import Manifest
from handouts.pack.summary import Summary
from handouts.resources import shown_path

if TYPE_CHECKING:
    from handouts.making import Made
    from handouts.pack.workers import Outcome

SECONDS = 1.0
"""The least time from one writing of the manifest to the next; a kill loses what was made since."""
SHARE = 60
"""A manifest of a chain takes long to write; it is not written more than one part in so many of the time."""
_NO_MORE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class Keeper:
    """Takes what workers give: into the folder, into the manifest, and into the summary."""

    def __init__(self, folder: Path, manifest: Manifest, summary: Summary) -> None:
        self.folder, self.manifest, self.summary = folder, manifest, summary
        self._again = 0.0

    def take(self, verdict: Verdict, outcome: Outcome) -> None:
        """Keep what was made, or why it was not; raises OutputRefused where no more can be written."""
        file = verdict.job.file
        with whole_step():
            try:
                if isinstance(outcome, HandoutError):
                    raise outcome
                self._keep(verdict, outcome)
            except HandoutError as error:
                self.summary.failed[file] = error.problems
                if _is_final(error):
                    raise
            else:
                self.summary.made.append(file)
                if outcome.warnings:
                    self.summary.warnings[file] = outcome.warnings
            if time.monotonic() >= self._again:
                self.write()

    def impose(self, verdict: Verdict) -> None:
        """Make what is imposed from the booklet in the folder, and keep it as `take` does."""
        self.take(verdict, self._imposed(booklet_file(verdict.job.file)))

    def _imposed(self, file: str) -> Outcome:
        from handouts.booklet import impose

        if file in self.summary.failed:
            return PageFault(*self.summary.failed[file])
        try:
            return impose(self.manifest.made(self.folder, file))
        except HandoutError as error:
            return error

    def write(self) -> None:
        """Write the manifest; raises OutputRefused."""
        begin = time.monotonic()
        with whole_step():
            self.manifest.write(self.folder)
        end = time.monotonic()
        self._again = end + max(SECONDS, SHARE * (end - begin))

    def _keep(self, verdict: Verdict, made: Made) -> None:
        path = self.folder / verdict.job.file
        if sha256(path) != verdict.found:  # Somebody has been at it since the run began.
            raise OutputRefused(Problem.of("M008", path=shown_path(path)))
        output.write(path, made.content)
        self.manifest.add(verdict.job, made)


def _is_final(error: HandoutError) -> bool:
    """Whether no other file could be written either: the disk is full, or failing."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _NO_MORE


@contextmanager
def whole_step() -> Iterator[None]:
    """Let Ctrl-C wait until the step is done, so that folder, manifest and counts agree."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[Any] = []
    before = signal.signal(signal.SIGINT, lambda *_: waiting.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt
