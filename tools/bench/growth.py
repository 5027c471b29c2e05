"""A chain that grows: seconds a sheet and memory of a worker, and the price of one clinic more."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from handouts import chain
from tools import sample_clinics
from tools.bench.sides import BIN, Row, run

CLINICS = (1, 10, 100)
AIM_HOURS, CHAIN_CLINICS, LANGUAGES = 1, 500, 2


def measure(folder: Path, _runs: int) -> Iterator[Row]:
    """One run each, from an empty folder; then the price of one clinic more."""
    base, table = sample_clinics.write(max(CLINICS) + 1, folder)
    files = chain.write_clinics(chain.read_table(table, base), base, folder / "clinics")
    last = 0.0
    for count in CLINICS:
        seconds, sheets, memory = _pack(files[:count], folder / f"out-{count}")
        last = seconds / sheets
        yield (
            f"{count} clinics, {sheets} sheets: seconds a sheet, peak memory of a worker",
            f"{last:.3f}, {memory:.0f} MB",
            "within 10%, 150 MB",
        )
    seconds, sheets, _ = _pack(files[:11], folder / "out-10")
    yield (
        "one clinic more in a pack of 10: seconds",
        f"{seconds:.1f}",
        "",
    )
    hours = last * CHAIN_CLINICS * LANGUAGES * sheets / 11 / 3600
    yield (
        f"reckoned: {CHAIN_CLINICS} clinics, the library in {LANGUAGES} languages: hours",
        f"{hours:.1f}",
        f"{AIM_HOURS}",
    )


def _pack(files: list[Path], out: Path) -> tuple[float, int, float]:
    clinics = [word for file in files for word in ("--clinic", str(file))]
    start = time.perf_counter()
    process = subprocess.Popen(
        [BIN / "handout", "pack", "--all", *clinics, "-o", out],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak))
    watcher.start()
    process.wait()
    watcher.join()
    if process.returncode:
        run("false")
    return time.perf_counter() - start, len(list(out.rglob("*.pdf"))), peak[0]


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    """The most memory that any one worker has held, in MB; only where /proc tells."""
    while process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        for child in children.read_text().split() if children.exists() else ():
            try:
                status = Path(f"/proc/{child}/status").read_text()
            except OSError:
                continue
            held = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
            peak[0] = max(peak[0], int(held.split()[1]) / 1000)
        time.sleep(0.5)
    os.sync()
