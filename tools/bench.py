"""Measure how long a handout takes beside the bare renderer, both sides in turn, and print ratios.

Times of a shared machine say little; the ratio of two commands run in turn says more. Each pair runs
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
    """Cold `handout build sciatica` beside bare `weasyprint` on the HTML that it was made from."""
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
