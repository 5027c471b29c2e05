"""How far a pack is: on a terminal a bar that moves, elsewhere plain lines."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol, TextIO

from handouts.pack.summary import Summary


class Progress(Protocol):
    """Is told of a run as it goes on."""

    def begin(self, names: Sequence[str], *, unchanged: int) -> None:
        """These are to be made."""

    def making(self, places: Sequence[int]) -> None:
        """These, by their place, are being made just now; called several times a second."""

    def done(self, place: int, file: str, summary: Summary) -> None:
        """One is made, or has failed."""

    def end(self) -> None:
        """No more is made."""


class Lines:
    """A line for each file that is done."""

    def __init__(self, to: TextIO) -> None:
        self._to = to
        self._done = 0

    def begin(self, names: Sequence[str], *, unchanged: int) -> None:
        """Say how many there are."""
        self._names = names
        print(_counts(names, unchanged), file=self._to, flush=True)

    def making(self, places: Sequence[int]) -> None:
        """Say nothing: a log is no place for it."""

    def done(self, place: int, file: str, summary: Summary) -> None:
        """Say which, and how many are done."""
        self._done += 1
        how = "not made" if file in summary.failed else "made"
        print(f"{self._done} of {len(self._names)} {self._names[place]}: {how}", file=self._to, flush=True)

    def end(self) -> None:
        """Say nothing: the summary follows."""


class Bar:
    """A bar with what is done, what is left, how fast, and what is being made; failures stand above it."""

    def begin(self, names: Sequence[str], *, unchanged: int) -> None:
        """Show the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn
        from rich.table import Column

        self._names, self._begin = names, time.monotonic()
        making = Column(ratio=1, no_wrap=True, overflow="ellipsis")
        # Without a thread of its own, so that a worker may still be forked.
        self._bar = Progress(
            BarColumn(bar_width=24),
            TextColumn("{task.completed} of {task.total}", markup=False),
            TextColumn("{task.fields[pace]}", markup=False),
            TextColumn("{task.fields[making]}", markup=False, table_column=making),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            expand=True,
        )
        self._task = self._bar.add_task("", total=len(names), pace="", making="")
        self._bar.console.print(_counts(names, unchanged), highlight=False)
        self._bar.start()

    def making(self, places: Sequence[int]) -> None:
        """Show which, and how fast it goes."""
        done = self._bar.tasks[0].completed
        pace = ""
        if done:
            a_second = done / (time.monotonic() - self._begin)
            left = len(self._names) - done
            pace = f"{left:.0f} left · {a_second:.1f} a second · {left / a_second:.0f} s"
        names = ", ".join(self._names[place] for place in places)
        self._bar.update(self._task, pace=pace, making=f"making {names}", refresh=True)

    def done(self, place: int, file: str, summary: Summary) -> None:
        """Count it; say above the bar why one has failed."""
        self._bar.advance(self._task)
        if file in summary.failed:
            words = f"not made: {self._names[place]}: {summary.failed[file][0]}"
            self._bar.console.print(words, markup=False, highlight=False)

    def end(self) -> None:
        """Take the bar away; the summary follows."""
        self._bar.stop()


def _counts(names: Sequence[str], unchanged: int) -> str:
    return f"To make: {len(names)}. Unchanged: {unchanged}."
