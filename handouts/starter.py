"""What people begin with: a clinic's folder, a pack file, and the skeleton of a condition or an exercise."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from handouts import output
from handouts.errors import InputFault, OutputRefused, Problem, UnknownName
from handouts.files import shown
from handouts.model.base import Slug, as_slug
from handouts.resources import CONTENT, shown_path
from handouts.schemas import as_json

STARTER = CONTENT / "starter"
FOLDERS = {"condition": "conditions", "exercise": "exercises"}
YEARS_TO_REVIEW = 2
LONGEST_HINT = 40
"""Letters of a name that is proposed in place of one that cannot be."""

Kind = Literal["condition", "exercise"]
Files = dict[Path, bytes]


@dataclass(frozen=True)
class Begun:
    """An entry that somebody can now write."""

    path: Path
    """Its file."""
    files: tuple[Path, ...]
    """Everything that was written."""
    warnings: tuple[Problem, ...] = ()


def write_clinic(folder: Path) -> list[Path]:
    """Write a commented clinic.yaml, a sample logo and the schema; gives the paths.

    Raises OutputRefused, and writes nothing, where one of them is there already.
    """
    files = {folder / path.name: path.read_bytes() for path in sorted((STARTER / "clinic").iterdir())}
    files[folder / "clinic.schema.json"] = as_json("clinic").encode()
    _write(files)
    return list(files)


def write_entry(kind: Kind, name: str, clinic: Path | None) -> Begun:
    """Write a commented skeleton into the clinic's folder; without a clinic, a condition into this one.

    The schema for editors goes beside it, where there is none. Raises InputFault for a name that cannot be
    one, UnknownName for an exercise without a clinic, and OutputRefused where the file is there already.
    """
    _check_name(kind, name)
    if clinic is None and kind == "exercise":
        raise UnknownName(Problem.of("N010"))
    top = clinic or Path()
    folder = top / FOLDERS[kind] if clinic else top
    schema = top / f"{kind}.schema.json"
    path = folder / f"{name}.yaml"
    files = _schema(schema, kind)
    files[path] = _skeleton(kind, name, schema=os.path.relpath(schema, folder))
    _write(files)
    taken = clinic and (CONTENT / FOLDERS[kind] / f"{name}.yaml").exists()
    return Begun(path, tuple(files), (Problem.of("N009", kind=kind, name=name),) if taken else ())


def write_pack(path: Path) -> list[Path]:
    """Write a commented pack file, and the schema beside it where there is none; gives the paths.

    Raises OutputRefused, and writes nothing, where the file is there already.
    """
    files = _schema(path.with_name("pack.schema.json"), "pack")
    files[path] = (STARTER / "pack.yaml").read_bytes()
    _write(files)
    return list(files)


def _schema(path: Path, kind: str) -> Files:
    """The schema to write for editors; none where there is one."""
    return {} if os.path.lexists(path) else {path: as_json(kind).encode()}


def _write(files: Files) -> None:
    taken = [path for path in files if os.path.lexists(path)]
    if taken:
        raise OutputRefused(*(Problem.of("O007", path=shown_path(path)) for path in taken))
    for path, content in files.items():
        output.write(path, content)


def _check_name(kind: Kind, name: str) -> None:
    try:
        TypeAdapter(Slug).validate_python(name)
    except ValidationError as error:
        fault = error.errors()[0]
        if fault["type"] == "reserved_name":
            raise InputFault(Problem.of("S019", value=name)) from None
        if fault["type"] == "string_too_long":
            limit = fault["ctx"]["max_length"]
            raise InputFault(Problem.of("S010", key="The name", length=len(name), limit=limit)) from None
        such = as_slug(name, LONGEST_HINT) or "tight-calves"
        raise InputFault(Problem.of("N008", name=shown(name), kind=kind, such=such)) from None


def _skeleton(kind: Kind, name: str, *, schema: str) -> bytes:
    in_text = name.replace("-", " ")
    now = datetime.now(tz=UTC)
    text = (STARTER / f"{kind}.yaml").read_text(encoding="utf-8")
    filled = Template(text).substitute(
        slug=name,
        title=in_text.capitalize(),
        in_text=in_text,
        schema=schema,
        written=f"{now:%Y-%m}",
        due=f"{now.year + YEARS_TO_REVIEW}-{now:%m}",
    )
    return filled.encode()
