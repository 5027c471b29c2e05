"""Commands run in turn, and the ratios of their times."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

BIN = Path(sys.executable).parent
Command = Sequence[object]
Row = tuple[str, str, str]
"""What was measured, the figure, and the aim."""


@dataclass(frozen=True)
class Side:
    """One command, and what is done before each run, such as clearing away what the last one made."""

    command: Command
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Times:
    """Seconds of each side, round by round."""

    rounds: tuple[Mapping[str, float], ...]

    def median(self, side: str) -> float:
        """The median seconds of a side."""
        return statistics.median(each[side] for each in self.rounds)

    def ratio(self, side: str, other: str) -> str:
        """The median ratio of two sides, and the least and the most."""
        found = [each[side] / each[other] for each in self.rounds]
        return f"{statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f})"


def in_turn(sides: Mapping[str, Side], runs: int) -> Times:
    """Run the sides in turn, `runs` rounds after one that is not counted."""
    rounds = []
    for turn in range(runs + 1):
        seconds: dict[str, float] = {}
        for name in list(sides)[:: 1 if turn % 2 else -1]:
            sides[name].before()
            start = time.perf_counter()
            run(*sides[name].command)
            seconds[name] = time.perf_counter() - start
        if turn:
            rounds.append(seconds)
    return Times(tuple(rounds))


def run(*command: object) -> str:
    """Run a command quietly; gives what it printed, or stops with what it said if it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr or done.stdout}")
    return done.stdout


def words(path: Path) -> list[str]:
    """The text of each page, without the white space that two programs may set otherwise."""
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def letters(path: Path) -> tuple[int, Counter[str]]:
    """How many pages, and how often each letter and digit: the text, in whatever order it was set."""
    pages = words(path)
    return len(pages), Counter(letter for page in pages for letter in page if letter.isalnum())


def refuse_different(ours: Path, theirs: Path, told: Callable[[Path], object] = words) -> None:
    """Stop where two sides did not print the same, as `told`: their ratio would say nothing."""
    if told(ours) != told(theirs):
        sys.exit(f"{ours} and {theirs} do not say the same; the ratio says nothing.")
