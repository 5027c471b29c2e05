"""The library through a Dask scheduler with three workers, beside as many workers of the pack's own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.bench.sides import BIN, Row, Side, in_turn
from tools.cluster import cluster

NAMES = ("one", "two", "three")


def measure(folder: Path, runs: int) -> Iterator[Row]:
    """Both ways in turn; the files have to be the same to the byte."""
    with cluster(folder, NAMES) as (address, _):
        sides = {
            "cluster": _pack(folder / "by-cluster", "--scheduler", address),
            "own": _pack(folder / "by-own", "--jobs", str(len(NAMES))),
        }
        times = in_turn(sides, runs)
    files = sorted((folder / "by-own").glob("*.pdf"))
    for file in files:
        if file.read_bytes() != (folder / "by-cluster" / file.name).read_bytes():
            sys.exit(f"{file.name} is another one from the cluster.")
    yield (
        f"a scheduler and {len(NAMES)} workers / {len(NAMES)} workers of the pack's own, {len(files)} sheets",
        f"{times.ratio('cluster', 'own')}",
        "",
    )
    yield (
        "seconds of the cluster, and a sheet",
        f"{times.median('cluster'):.1f}, {times.median('cluster') / len(files):.2f}",
        "",
    )


def _pack(out: Path, *options: str) -> Side:
    command = (BIN / "handout", "pack", "--all", "-o", out, *options)
    return Side(command, lambda: shutil.rmtree(out, ignore_errors=True))
