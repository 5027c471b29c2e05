"""What earlier runs left: files that the pack no longer has, and what a killed run had half written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from handouts import output
from handouts.pack.due import sha256
from handouts.pack.manifest import NAME, Manifest
from handouts.pack.summary import Summary
from handouts.pack.zipped import NAME as ZIP


def set_apart(manifest: Manifest, wanted: set[str]) -> None:
    """Part the files of the manifest into those that are wanted and those that no longer are."""
    every = {**manifest.leftovers, **manifest.files}
    manifest.files = {name: entry for name, entry in every.items() if name in wanted}
    manifest.leftovers = {name: entry for name, entry in every.items() if name not in wanted}


def name_all(folder: Path, manifest: Manifest, summary: Summary) -> None:
    """Tell of every leftover that is still there; what is gone is forgotten."""
    for name, entry in sorted(manifest.leftovers.items()):
        found = sha256(folder / name)
        if found is None:
            del manifest.leftovers[name]
        elif found == entry.sha256:
            summary.leftovers.append(name)
        else:
            summary.changed_leftovers.append(name)


def prune(folder: Path, manifest: Manifest, summary: Summary) -> None:
    """Remove the leftovers that nobody changed, and folders of clinics that are empty then."""
    for name in summary.leftovers:
        with suppress(OSError):
            (folder / name).unlink()
            summary.pruned.append(name)
            del manifest.leftovers[name]
            if "/" in name:
                (folder / name).parent.rmdir()
    summary.leftovers = [name for name in summary.leftovers if name not in summary.pruned]


def sweep(folder: Path, files: Iterable[str]) -> None:
    """Remove what a killed run had only half written of these files."""
    inside: dict[PurePosixPath, set[str]] = {PurePosixPath(): {NAME, ZIP}}
    for file in map(PurePosixPath, files):
        inside.setdefault(file.parent, set()).add(file.name)
    half = re.compile(rf"\.(.+)\.\w+{re.escape(output.PART)}")
    for parent, names in inside.items():
        with suppress(OSError):
            for path in (folder / parent).iterdir():
                found = half.fullmatch(path.name)
                if found and found[1] in names:
                    path.unlink()
