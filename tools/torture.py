"""Kill packs at random moments, and see that each next run makes everything whole and tells the truth.

Usage: python -m tools.torture [--times N] [--library N] [--seed N]
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from handouts import output
from handouts.pack import lock, manifest
from tests.conftest import SHORT

ROOT = Path(__file__).resolve().parent.parent
HANDOUT = (sys.executable, "-c", "from handouts.commands import run; run()")
FEW = ("sciatica", "hip-pain", "shin-splints", "tight-hamstrings", "low-back-pain")
PATIENTLY = ("--jobs", "2", "--timeout", "600")
ANEW = 0.2
"""The share of rounds that begin with an empty folder."""
GONE_WITHIN = 5
"""Seconds after which nothing of a killed run may live, or lie in the temporary folder."""


class Torture:
    """A clinic of two states, the pack of each as a clean run makes it, and a folder to be killed in."""

    def __init__(self, work: Path, words: Sequence[str], files: dict[str, str], seed: int) -> None:
        self.work, self.words = work, words
        self.chance = random.Random(seed)  # noqa: S311 - moments, not secrets
        self.out, self.temporary = work / "out", work / "tmp"
        self.temporary.mkdir(parents=True)
        (work / "clinic").mkdir()
        for name, content in files.items():
            path = work / "clinic" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        self.clean: list[dict[str, bytes]] = []
        for state in (0, 1):
            begin = time.monotonic()
            self.set_state(state)
            assert self.start(work / f"clean-{state}").wait() == 0
            self.seconds = time.monotonic() - begin
            self.clean.append(self.files(work / f"clean-{state}"))

    def set_state(self, state: int) -> None:
        """Let the clinic's name be this one, so that every sheet is made again."""
        (self.work / "clinic/clinic.yaml").write_text(f"name: Clinic {state}\n", encoding="utf-8")

    def start(self, folder: Path) -> subprocess.Popen[bytes]:
        """Begin a pack."""
        with (self.work / "said").open("w") as said:
            return subprocess.Popen(
                [*HANDOUT, "pack", *self.words, "--clinic", "clinic", "-o", str(folder), *PATIENTLY],
                cwd=self.work,
                env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.temporary)},
                stdout=subprocess.DEVNULL,
                stderr=said,
            )

    def files(self, folder: Path) -> dict[str, bytes]:
        """Everything in a folder but the manifest, by name."""
        every = (path for path in folder.rglob("*") if path.is_file())
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in every}
        del found[manifest.NAME]
        return found

    def once(self, number: int) -> str:
        """Kill one run and let the next one go through; gives what was killed, and how much was done."""
        state = number % 2
        if self.chance.random() < ANEW:
            shutil.rmtree(self.out, ignore_errors=True)
        self.set_state(state)
        run = self.start(self.out)
        time.sleep(self.chance.uniform(0, 1.1 * self.seconds))
        killed = self.kill(run)
        run.wait()
        done = sum(path.read_bytes() in self.clean[state].values() for path in self.out.rglob("*.pdf"))
        if killed != "worker" or run.returncode != 0:
            assert run.returncode in {0, -signal.SIGKILL}, f"it ended with {run.returncode}"
            status = self.start(self.out).wait()
            assert status == 0, f"the next run ended with {status}: {(self.work / 'said').read_text()}"
        assert self.files(self.out) == self.clean[state], "every file is whole and as a clean run makes it"
        check_manifest(self.out)
        self.check_nothing_is_left()
        return f"{killed} killed when {done} of {len(self.clean[state])} were done"

    def kill(self, run: subprocess.Popen[bytes]) -> str:
        """Kill the run, or one of its workers."""
        workers: list[int] = []
        with suppress(OSError):
            workers = [
                int(pid) for pid in Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
            ]
        one = self.chance.choice([run.pid, *workers, run.pid])
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
        return "run" if one == run.pid else "worker"

    def check_nothing_is_left(self) -> None:
        """No process works on, and no folder lies about."""
        until = time.monotonic() + GONE_WITHIN
        # A folder of a run that was killed before its worker began is empty.
        while left := [path for path in self.temporary.iterdir() if any(path.iterdir())]:
            assert time.monotonic() < until, f"left: {left}"
            time.sleep(0.05)
        for path in self.temporary.iterdir():
            path.rmdir()


def check_manifest(folder: Path) -> None:
    """Raise AssertionError where the manifest does not say what is there."""
    words = json.loads((folder / manifest.NAME).read_text(encoding="utf-8"))
    pdfs = {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")}
    assert set(words["files"]) == pdfs
    for name, entry in words["files"].items():
        content = (folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert len(content) == entry["bytes"]
        inputs = dict(words["inputs"][number] for number in entry["made_from"]["inputs"])
        seal = output.read_seal(folder / name)
        assert seal is not None
        assert seal.made_from["inputs"] == inputs
        assert seal.made_from["order"] == entry["made_from"]["order"]
    assert not (folder / lock.NAME).exists()


def main() -> None:
    """Torture a small pack, and the whole library."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=200, help="rounds with a small pack")
    options.add_argument("--library", type=int, default=20, help="rounds with the whole library")
    options.add_argument("--seed", type=int, default=random.randrange(10_000))  # noqa: S311
    asked = options.parse_args()
    print(f"seed {asked.seed}")
    few = ("--conditions", ",".join(FEW))
    for name, words, files, times in (
        ("small", few, {"templates/sheet.html": SHORT}, asked.times),
        ("library", ("--all",), {}, asked.library),
    ):
        if not times:
            continue
        with tempfile.TemporaryDirectory() as folder:
            torture = Torture(Path(folder) / "work", words, files, asked.seed)
            for number in range(times):
                print(f"{name} {number + 1} of {times}: {torture.once(number)}", flush=True)


if __name__ == "__main__":
    main()
