"""What is to be made again, and why: what stands in the folder and in every input, looked at once a run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts import output
from handouts.errors import OutputRefused, Problem
from handouts.files import kind_of
from handouts.pack import reasons
from handouts.pack.jobs import Job
from handouts.pack.manifest import Entry, Manifest
from handouts.record import tools
from handouts.resources import PART, Inputs, shown_path

NEW = "it is new"
GONE = "its file is gone"
FORCED = "it is to be replaced"
ELSEWHERE = "its file is not the one that this pack made"


@dataclass(frozen=True)
class Verdict:
    """What is to become of one file: nothing where there is neither a reason nor a problem."""

    job: Job
    why: tuple[str, ...] = ()
    """Reasons to make it."""
    problem: Problem | None = None
    """Why it may not be written."""
    found: str | None = None
    """SHA-256 of the file as it stands there; None for no file."""


class Look:
    """The folder and all inputs as they are now. A file is read once, however many sheets use it."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest
        self._inputs: dict[Path | None, Inputs] = {}
        self._now: dict[tuple[Path | None, str], str | None] = {}
        self._files: dict[tuple[Path | None, str], str | None] = {}

    def verdict(self, job: Job, *, force: bool) -> Verdict:
        """Whether this file is to be made."""
        path, entry = self.folder / job.file, self.manifest.entry(job.file)
        found = sha256(path)
        if entry and found == entry.sha256:
            return Verdict(job, tuple(self.changes(job, entry)), found=found)
        try:
            output.check_free(path, force=force)
        except OutputRefused as error:
            edited = Problem.of("M008", path=shown_path(path))
            problem = edited if entry and found else error.problems[0]
            return Verdict(job, problem=problem)
        if found is None:
            return Verdict(job, (GONE if entry else NEW,))
        seal = output.read_seal(path)
        if seal and seal.fingerprint == "personal" and not force:
            return Verdict(job, problem=Problem.of("M012", path=shown_path(path)))
        return Verdict(job, (ELSEWHERE if seal else FORCED,), found=found)

    def changes(self, job: Job, entry: Entry) -> Iterator[str]:
        """What is now other than when this file was made, in words."""
        asked, before = job.order.asked(), entry.order
        for name in asked.keys() | before.keys():
            if asked.get(name) != before.get(name):
                yield reasons.option(name, before.get(name), asked.get(name))
        made_with, now = dict(self.manifest.tools.rows[entry.tools]), tools()
        for name, version in now.items():
            if made_with.get(name) != version:
                yield reasons.tool(name, made_with.get(name, ""), version)
        for number in entry.inputs:
            name, known = self.manifest.inputs.rows[number]
            digest = self._digest(job.order.clinic, name)
            if digest != known:
                yield reasons.file(name, known, digest)

    def _digest(self, clinic: Path | None, name: str) -> str | None:
        own = clinic if name.startswith(reasons.CLINIC) else None
        if (own, name) not in self._now:
            if own not in self._inputs:
                self._inputs[own] = Inputs(clinic=own.parent if own else None)
            inputs = self._inputs[own]
            # Clinics of a chain share the files of their base.
            file = (inputs.path(name.partition(PART)[0]), name.partition(PART)[2])
            if file not in self._files:
                self._files[file] = inputs.digest_now(name)
            self._now[own, name] = self._files[file]
        return self._now[own, name]


def sha256(path: Path) -> str | None:
    """The digest of a file; None where there is none that can be read."""
    if kind_of(path) != "file":  # A pipe would be waited for.
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
