"""A clinic's folder to begin with."""

from __future__ import annotations

import os
from pathlib import Path

from handouts import output
from handouts.errors import OutputRefused, Problem
from handouts.resources import CONTENT, shown_path
from handouts.schemas import as_json

SCHEMA = "clinic.schema.json"


def write(folder: Path) -> list[Path]:
    """Write a commented clinic.yaml, a sample logo and the schema; gives the paths.

    Raises OutputRefused, and writes nothing, where one of them is there already.
    """
    files = {folder / path.name: path.read_bytes() for path in sorted((CONTENT / "starter").iterdir())}
    files[folder / SCHEMA] = as_json("clinic").encode()
    taken = [path for path in files if os.path.lexists(path)]
    if taken:
        raise OutputRefused(*(Problem.of("O007", path=shown_path(path)) for path in taken))
    for path, content in files.items():
        output.write(path, content)
    return list(files)
