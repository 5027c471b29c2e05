"""Drawing the figures, and checking the words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from tools.bench.sides import BIN, Row, Side, in_turn
from tools.make_figures import drawing, poses


def measure_drawing(_folder: Path, _runs: int) -> Iterator[Row]:
    """Every pose drawn and checked on one core."""
    drawing(poses()[0])  # Loads what is loaded once.
    start = time.perf_counter()
    pictures = sum(len(drawing(path).svgs) for path in poses())
    whole = time.perf_counter() - start
    yield (
        f"drawing {len(poses())} figures, {pictures} pictures, with their checks: milliseconds a figure",
        f"{whole / len(poses()) * 1000:.0f}",
        "",
    )


def measure_check(folder: Path, runs: int) -> Iterator[Row]:
    """`handout check` of everything beside the printing of three sheets."""
    handout, out = BIN / "handout", folder / "three"
    three = (handout, "build", "sciatica", "hip-pain", "kyphosis", "--force", "-o", f"{out}/")
    times = in_turn(
        {
            "check": Side((handout, "check")),
            "three": Side(three, lambda: [path.unlink() for path in out.glob("*.pdf")]),
        },
        runs,
    )
    yield (
        "`handout check` of everything / printing three sheets",
        f"{times.ratio('check', 'three')}",
        "under 1",
    )
