"""The conditions that each clinic has, by name and by area; what was once read of a file is remembered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from handouts.errors import InputFault
from handouts.resources import CONTENT, digest, read_whole, shown_path

Known = dict[str, Any]
"""What is known of files by their digest, as JSON can hold it; kept in the manifest of a pack."""


class Shelf:
    """The conditions of all clinics of a pack. Folders are listed once."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.used: Known = {}
        """What of it was asked for, or found out."""
        self._files: dict[Path | None, dict[str, Path]] = {}

    def conditions(self, clinic: Path | None) -> dict[str, Path]:
        """The file of every condition that this clinic sees, by name in the order of the alphabet."""
        if clinic not in self._files:
            found: dict[str, Path] = {}
            for folder in (CONTENT, *(self._folders(clinic) if clinic else ())):
                found |= {path.stem: path for path in (folder / "conditions").glob("*.yaml")}
            self._files[clinic] = dict(sorted(found.items()))
        return self._files[clinic]

    def of_areas(self, clinic: Path | None, areas: Iterable[str]) -> list[str]:
        """The conditions of these areas; raises InputFault for a file that cannot be read."""
        wanted = set(areas)
        if not wanted:
            return []
        return [name for name, path in self.conditions(clinic).items() if self._area(path) in wanted]

    def recall(self, key: str) -> Any:
        """What is known by this key; None for nothing."""
        if key in self.known:
            self.used[key] = self.known[key]
        return self.used.get(key)

    def remember(self, key: str, value: Any) -> None:
        """Keep what was found out."""
        self.used[key] = value

    def _folders(self, clinic: Path) -> list[Path]:
        """The folders of the clinic and of the base that its file names, the nearest last."""
        base = self._base(clinic)
        return [*([base] if base else []), clinic.parent]

    def _base(self, clinic: Path) -> Path | None:
        def find() -> str:
            from handouts.catalogue import of_clinic

            try:
                base = of_clinic(clinic).inputs.own[1:]
            except InputFault:
                return ""  # Its sheets will say what is wrong.
            return os.path.relpath(base[0], clinic.parent) if base else ""

        base = self._of_file("base", clinic, find)
        return Path(os.path.normpath(clinic.parent / base)) if base else None

    def _area(self, path: Path) -> str:
        def find() -> str:
            from handouts.source import read_yaml

            return str(read_yaml(path, name=shown_path(path)).data.get("area"))

        return self._of_file("area", path, find)

    def _of_file(self, what: str, path: Path, find: Callable[[], str]) -> str:
        """What is known of a file with these bytes, or is found out now; raises InputFault."""
        key = f"{what}:{digest(read_whole(path))}"
        known = self.recall(key)
        if known is None:
            known = find()
            self.remember(key, known)
        return str(known)
