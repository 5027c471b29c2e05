"""Run what is asked for, and write docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from tools.bench import cold, drawing, growth, library
from tools.bench.sides import Row

PAGE = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"
RUNS = 5
Part = Callable[[Path, int], Iterator[Row]]
PARTS: dict[str, tuple[str, Part]] = {
    "cold": ("One sheet, a new process each time", cold.measure),
    "pack": ("The whole library", library.measure),
    "check": ("Checking the words", drawing.measure_check),
    "drawing": ("Drawing", drawing.measure_drawing),
    "growth": ("Growth", growth.measure),
}
SELDOM = {"growth"}
"""It takes an hour."""
HEAD = """\
# Benchmarks

Made by `make bench` ({machine}, Python {python}, WeasyPrint {weasyprint}). Sides run in turn in the
same minutes, {runs} rounds after one that is not counted; a figure is the median of the rounds' ratios, with
the least and the most in brackets. Where two sides print the same HTML, their pages and their text were
compared and are the same. Ratios of one machine; seconds of another would differ.
"""


def main(*asked: str) -> None:
    """Measure the parts that are asked for; all but the long one, where none is."""
    runs = int(asked[asked.index("--runs") + 1]) if "--runs" in asked else RUNS
    names = [name for name in PARTS if name in asked] or [name for name in PARTS if name not in SELDOM]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    parts = [
        HEAD.format(
            machine=machine, python=platform.python_version(), weasyprint=version("weasyprint"), runs=runs
        )
    ]
    for name in names:
        title, measure = PARTS[name]
        rows = []
        with tempfile.TemporaryDirectory() as folder:
            for row in measure(Path(folder), runs):
                rows.append(f"| {' | '.join(row)} |")
                print(rows[-1], flush=True)
        parts.append(f"## {title}\n\n| what | figure | aim |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n")
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    print(PAGE.relative_to(PAGE.parent.parent))


if __name__ == "__main__":
    main(*sys.argv[1:])
