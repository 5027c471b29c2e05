"""A chain that grows: seconds a sheet and memory of a worker, and the price of one clinic more."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts import chain
from tools import sample_clinics
from tools.bench.sides import BIN, Row

CLINICS = (1, 10, 100)
MORE = 10
"""Clinics of the pack to which one more is added."""
AIM_HOURS, CHAIN_CLINICS, CHAIN_SHEETS = 1, 500, 84
GLANCE = 0.5
"""Seconds between two looks at the memory of the workers; each tells the most that it ever held."""


@dataclass(frozen=True)
class Run:
    """One pack: its seconds, its sheets, and the most memory that any one worker held, in MB."""

    seconds: float
    sheets: int
    memory: float

    @property
    def pace(self) -> float:
        """Seconds a sheet."""
        return self.seconds / self.sheets


def measure(folder: Path, _runs: int) -> Iterator[Row | str]:
    """One run each, from an empty folder; then the price of one clinic more, and a plot."""
    base, table = sample_clinics.write(max(CLINICS) + 1, folder)
    files = chain.write_clinics(chain.read_table(table, base), base, folder / "clinics")
    packs = {count: _pack(files[:count], folder / f"out-{count}") for count in CLINICS}
    for count, pack in packs.items():
        yield (
            f"{count} clinics, {pack.sheets} sheets: seconds a sheet, peak memory of a worker",
            f"{pack.pace:.3f}, {pack.memory:.0f} MB",
            "within 10%, under 150 MB",
        )
    more = _pack(files[: MORE + 1], folder / f"out-{MORE}")
    yield (
        f"one clinic more in a pack of {MORE}: seconds; the first {MORE} took",
        f"{more.seconds:.1f}; {packs[MORE].seconds:.1f}",
        "",
    )
    after = _pack(files[: min(CLINICS)], folder / "out-after")
    yield (
        f"how the machine drifts: the pack of {after.sheets} sheets once more, at the end: seconds a sheet",
        f"{after.pace:.3f}",
        "",
    )
    hours = packs[max(CLINICS)].pace * CHAIN_CLINICS * CHAIN_SHEETS / 3600
    yield (
        f"reckoned: {CHAIN_CLINICS} clinics x {CHAIN_SHEETS} sheets: hours",
        f"{hours:.1f}",
        f"under {AIM_HOURS}",
    )
    sheets = [pack.sheets for pack in packs.values()]
    yield _plot("Seconds a sheet", sheets, [round(pack.pace, 3) for pack in packs.values()])
    yield _plot("Peak memory of a worker, MB", sheets, [round(pack.memory) for pack in packs.values()])


def _plot(title: str, sheets: Sequence[int], values: Sequence[float]) -> str:
    """A plot in the language that forges draw from text."""
    return (
        f'\n```mermaid\nxychart-beta\n  title "{title}"\n  x-axis "Sheets in the pack" {list(sheets)}\n'
        f'  y-axis "{title}" 0 --> {max(values) * 1.25:.3g}\n  bar {list(values)}\n```'
    )


def _pack(files: Sequence[Path], out: Path) -> Run:
    clinics = [word for file in files for word in ("--clinic", str(file))]
    start = time.perf_counter()
    process = subprocess.Popen(
        [BIN / "handout", "pack", "--all", *clinics, "-o", out],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak))
    watcher.start()
    _, said = process.communicate()
    watcher.join()
    if process.returncode:
        sys.exit(f"The pack of {len(files)} clinics failed:\n{said.decode()}")
    return Run(time.perf_counter() - start, len(list(out.rglob("*.pdf"))), peak[0])


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    """Look at the memory of the workers while they are there; only where /proc tells."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None:
        for child in children.read_text().split() if children.exists() else ():
            try:
                status = Path(f"/proc/{child}/status").read_text()
            except OSError:
                continue
            held = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
            peak[0] = max(peak[0], int(held.split()[1]) / 1000)
        time.sleep(GLANCE)
