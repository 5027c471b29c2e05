"""One handout, every time in a new process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.bench.sides import BIN, Row, Side, in_turn, refuse_different, run

SLUG = "sciatica"
AIM, AIM_UNCHANGED = 0.85, 2


def measure(folder: Path, runs: int) -> Iterator[Row]:
    """`handout build` beside the bare renderer, and when nothing is to do beside `handout --version`."""
    page, ours, bare = (folder / name for name in ("page.html", "ours.pdf", "bare.pdf"))
    handout, build = BIN / "handout", (BIN / "handout", "build", SLUG, "-o", ours)
    run(handout, "build", SLUG, "--format", "print", "-o", page)
    times = in_turn(
        {
            "ours": Side(build, lambda: ours.unlink(missing_ok=True)),
            "bare": Side((BIN / "weasyprint", page, bare)),
        },
        runs,
    )
    refuse_different(ours, bare)
    yield (
        f"cold `handout build {SLUG}` / bare `weasyprint` on its HTML",
        f"{times.ratio('ours', 'bare')}",
        f"{AIM}",
    )
    times = in_turn({"again": Side(build), "version": Side((handout, "--version"))}, runs)
    yield (
        "the same again, unchanged / `handout --version`",
        f"{times.ratio('again', 'version')}",
        f"{AIM_UNCHANGED}",
    )
