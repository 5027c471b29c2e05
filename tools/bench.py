"""Measure how long a handout takes beside the bare renderer, both sides in turn, and print ratios.

Then how long it takes to draw the whole library of figures. Times of a shared machine say little; the
ratio of two commands run in turn says more. Each pair runs
A B or B A by turns; the median of the pairs' ratios is the figure.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

RUNS = 7
AIM = 0.9
BIN = Path(sys.executable).parent
SLUG = "sciatica"


def main() -> None:
    """All that is measured."""
    bare = build_beside_the_renderer()
    drawing_the_library(bare)


def drawing_the_library(bare: float) -> None:
    """Every pose drawn and checked on one core, beside the time of one bare `weasyprint`."""
    from tools.make_figures import drawing, poses

    drawing(poses()[0])  # Loads what is loaded once.
    start = time.perf_counter()
    pictures = sum(len(drawing(path).svgs) for path in poses())
    whole = time.perf_counter() - start
    each = whole / len(poses())
    print(
        f"drawing the library: {len(poses())} figures, {pictures} pictures in {whole:.1f} s on one core:"
        f" {each * 1000:.0f} ms a figure, {whole / pictures * 1000:.0f} ms a picture, with its checks;"
        f" a figure takes {each / bare:.2f} of a bare weasyprint"
    )


def build_beside_the_renderer() -> float:
    """Cold `handout build sciatica` beside bare `weasyprint` on the HTML that it was made from.

    Gives the median seconds of the bare renderer.
    """
    with tempfile.TemporaryDirectory() as folder:
        page, ours, bare = (Path(folder, name) for name in ("page.html", "ours.pdf", "bare.pdf"))
        run(BIN / "handout", "build", SLUG, "--format", "print", "-o", page)
        build = [BIN / "handout", "build", SLUG, "-o", ours]
        weasyprint = [BIN / "weasyprint", page, bare]
        ratios, times = [], []
        # The first pair warms the disk cache and is not counted.
        for turn in range(RUNS + 1):
            pair = {}
            for command in (build, weasyprint)[:: 1 if turn % 2 else -1]:
                ours.unlink(missing_ok=True)
                start = time.perf_counter()
                run(*command)
                pair[command is build] = time.perf_counter() - start
                if command is build:
                    made = words(ours)
            if turn:
                ratios.append(pair[True] / pair[False])
                times.append((pair[True], pair[False]))
        same = made == words(bare)
    ours_time, bare_time = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{os.cpu_count()} cores, {RUNS} pairs, each side cold, in turn")
    print(f"the same pages and the same text on both sides: {'yes' if same else 'NO'}")
    print(f"handout build {SLUG}: median {ours_time:.2f} s; bare weasyprint: median {bare_time:.2f} s")
    print(
        f"ratio: median {statistics.median(ratios):.2f}, from {min(ratios):.2f} to {max(ratios):.2f}"
        f" (aim: {AIM} or less)"
    )
    if not same:
        sys.exit("The two sides did not print the same; the ratio says nothing.")
    return bare_time


def run(*command: object) -> None:
    """Run a command quietly; stop with what it said if it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr}")


def words(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


if __name__ == "__main__":
    main()
