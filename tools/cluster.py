"""A cluster on this machine: a scheduler and workers, each a process in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from distributed import Client

SECONDS = 60
HERE = ("--host", "127.0.0.1", "--no-dashboard")
QUIET = {**os.environ, "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0"}


@contextmanager
def cluster(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address and a worker for each name, as long as this lasts."""
    where = folder / "scheduler.json"
    parts = [_start(folder / "scheduler", "scheduler", *HERE, "--port", "0", "--scheduler-file", str(where))]
    try:
        until = time.monotonic() + SECONDS
        while not where.exists():
            if time.monotonic() > until:
                sys.exit(f"The scheduler does not start:\n{(folder / 'scheduler/log').read_text()}")
            time.sleep(0.1)
        address = json.loads(where.read_text(encoding="utf-8"))["address"]
        for name in names:
            words = (address, *HERE, "--nthreads", "1", "--no-nanny", "--name", name)
            parts.append(_start(folder / name, "worker", *words))
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(len(names), timeout=SECONDS)
        yield address, parts[1:]
    finally:
        for part in parts:
            part.kill()
            part.wait()


def _start(folder: Path, program: str, *words: str) -> subprocess.Popen[bytes]:
    folder.mkdir()
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *words]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, cwd=folder, env=QUIET, stdout=log, stderr=log)
