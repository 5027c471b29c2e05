"""What each form of a sheet costs, beside the usual one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from handouts.resources import CONTENT
from tools.bench.sides import BIN, Row, Side, in_turn
from tools.forms import FORMS

USUAL = "standard"
EVERY = 8
"""One condition of so many is made."""
ALSO = {"web page": ("--format", "html"), "plain text": ("--format", "txt")}


def measure(folder: Path, runs: int) -> Iterator[Row]:
    """The same conditions as a pack of each form, in turn."""
    slugs = sorted(path.stem for path in (CONTENT / "conditions").glob("*.yaml"))[::EVERY]
    sides = {form: _side(slugs, options, folder / form) for form, options in (FORMS | ALSO).items()}
    times = in_turn(sides, runs)
    for form in sides:
        pages = [_pages(path) for path in (folder / form).glob("*.pdf")]
        each = f", {sum(pages) / len(pages):.1f} pages a sheet" if pages else ""
        figure = times.ratio(form, USUAL) if form != USUAL else f"1 ({times.median(form):.1f} seconds)"
        yield f"{len(slugs)} sheets, {form}{each} / {USUAL}", figure, ""


def _side(slugs: list[str], options: tuple[str, ...], out: Path) -> Side:
    command = (BIN / "handout", "pack", "--conditions", ",".join(slugs), *options, "-o", out)
    return Side(command, lambda: shutil.rmtree(out, ignore_errors=True))


def _pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()
