"""Run what is asked for, and write docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tools.bench import cluster, cold, drawing, forms, growth, library
from tools.bench.sides import Row

PAGE = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"
RUNS = 5
Part = Callable[[Path, int], Iterator[Row | str]]
PARTS: dict[str, tuple[str, Part]] = {
    "cold": ("One sheet, a new process each time", cold.measure),
    "pack": ("The whole library", library.measure),
    "forms": ("The price of each form", forms.measure),
    "check": ("Checking the words", drawing.measure_check),
    "drawing": ("Drawing", drawing.measure_drawing),
    "cluster": ("Many machines", cluster.measure),
    "growth": ("Growth", growth.measure),
}
SELDOM = {"growth"}
"""It takes an hour."""
HEAD = """\
# Benchmarks

Made by `make bench`; `python -m tools.bench growth` measures what takes an hour. A part that is not measured
again stays as it is. Sides run in turn in the same minutes, after one round that is not counted; a figure is
the median of the rounds' ratios, with the least and the most in brackets. Where two sides print the same
HTML, or Typst its like, pages and text were compared and are the same; Chromium's differ as told. Seconds
of another machine would differ.

Where an aim is missed: a sheet takes about 0.4 seconds of a core in a warm worker. Of a profile of twenty
sheets, layout has 44 parts of a hundred, reading the HTML, styles and boxes 15, drawing and writing 21, the
proof that the guarded words can be read 8, filling in the templates 5, clearing up 5. Each page is laid out
once; it has some 400 boxes. Styles, type and drawings that stand from sheet to sheet brought a sheet to two
thirds of what it was. Tried besides: boxes with floats as contexts of their own saved a twentieth and were
taken out again, as they lost lines at the end of a page; a shorter way through the cascade saved a
fifteenth and was left, as it leans on the innermost part of the renderer; lists without marks saved less,
and a listener would miss them. Keeping laid-out exercises from sheet to sheet was reckoned: were layout to
cost nothing at all, the loop would still be under ten times the pack, and 42,000 sheets would take well
over an hour. What is left is the renderer's own Python; Typst does without. The hour would take recolouring
finished files in place of making them, which gives up tagged letterheads and room for a clinic's own words.
"""
TABLE = "| what | figure | aim |\n| --- | --- | --- |"


def main(*asked: str) -> None:
    """Measure the parts that are asked for; all but the long one, where none is."""
    runs = int(asked[asked.index("--runs") + 1]) if "--runs" in asked else RUNS
    names = [name for name in PARTS if name in asked] or [name for name in PARTS if name not in SELDOM]
    known = _known()
    for name in names:
        title, measure = PARTS[name]
        lines = [_how(runs, once=name in SELDOM), "", TABLE]
        with tempfile.TemporaryDirectory() as folder:
            for row in measure(Path(folder), runs):
                lines.append(row if isinstance(row, str) else f"| {' | '.join(row)} |")
                print(lines[-1], flush=True)
        known[title] = "\n".join(lines) + "\n"
    parts = [f"## {title}\n\n{known[title]}" for title, _ in PARTS.values() if title in known]
    PAGE.write_text("\n".join([HEAD, *parts]), encoding="utf-8")
    print(PAGE.relative_to(PAGE.parent.parent))


def _known() -> dict[str, str]:
    """The parts that the page has, by title."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = [part.split("\n\n", 1) for part in text.split("\n## ")[1:]]
    return {title: body.rstrip("\n") + "\n" for title, body in parts}


def _how(runs: int, *, once: bool) -> str:
    """When, where and how often the figures of a part were measured."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    tools = f"Python {platform.python_version()}, WeasyPrint {version('weasyprint')}"
    return f"{datetime.now(tz=UTC):%-d %B %Y}, {machine}, {tools}, {'one run' if once else f'{runs} rounds'}."


if __name__ == "__main__":
    main(*sys.argv[1:])
