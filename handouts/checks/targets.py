"""What is to be checked: names, files and folders become subjects, or problems of what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from handouts.catalogue import KINDS, Catalogue, Entry
from handouts.checks.shelf import Shelf
from handouts.checks.subject import ENTRIES, Subject
from handouts.errors import HandoutError, Problem, UnknownName
from handouts.model.base import Model
from handouts.model.clinic import Clinic, Overrides
from handouts.model.condition import Condition
from handouts.model.plan import Plan
from handouts.model.red_flags import SharedRedFlags
from handouts.model.words import Shared
from handouts.printing import Profile
from handouts.resources import CLINIC_FILE, CONTENT, OVERRIDES_FILE, Inputs, shown_path
from handouts.shape import check, near
from handouts.source import read_yaml

OWN_FILES: dict[type[Model], str] = {Clinic: CLINIC_FILE, Overrides: OVERRIDES_FILE}
"""Kinds of which a clinic has one file, in the top of its folder."""

SHARED_FILES: dict[type[Model], Path] = {
    Shared: CONTENT / "shared.yaml",
    SharedRedFlags: CONTENT / "red-flags.yaml",
}
"""What all sheets share."""


@dataclass
class Found:
    """What was asked for: entries to look at, and what kept others from being read."""

    subjects: list[Subject] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find(names: Iterable[str], clinic: Path | None, today: date) -> Found:
    """The subjects that the names, files and folders stand for; all that there is, where none is given.

    `clinic` is the folder of the clinic whose entries come first. Raises UnknownName for a name that stands
    for nothing.
    """
    found = Found()
    shelf = _shelf(found, clinic, today)
    names = tuple(dict.fromkeys(names))
    if not names:
        _take(found, shelf, _everything(shelf.catalogue))
    for name in names:
        path = Path(name)
        if path.is_dir():
            own = _shelf(found, path.resolve(), today)
            _take(found, own, _own(own.catalogue))
        elif name.lower().endswith((".yaml", ".yml")):
            there = _shelf(found, clinic, today, file=path.absolute().parent)
            _take(found, there, [(_kind_of(path), path.absolute())])
        else:
            _take(found, shelf, [_named(shelf.catalogue, name)])
    return found


def find_plan(name: str, file: Path, clinic: Path | None, today: date) -> Found:
    """A plan, as it would be used for this condition.

    Raises UnknownName, and InputFault where condition or plan cannot be read.
    """
    found = Found()
    shelf = _shelf(found, clinic, today)
    about = shelf.catalogue.condition(name)
    source = read_yaml(file, name=shown_path(file))
    found.subjects.append(Subject(Entry(check(source, Plan), source, file, own=True), shelf, about))
    return found


_Wanted = tuple[type[Model], str | Path]


def _shelf(found: Found, clinic: Path | None, today: date, file: Path | None = None) -> Shelf:
    """What the clinic in this folder sees, with its base; what is wrong with the base is a problem found."""
    catalogue = Catalogue(Inputs(clinic=clinic, file=file))
    own = clinic / CLINIC_FILE if clinic else None
    if own is None or not own.exists():
        return Shelf(catalogue, today)
    profile: Any = None
    try:
        profile = catalogue.yaml(own).data.get("profile")
        if base := catalogue.base_of(own):
            catalogue.inputs.own.append(base)
            profile = profile or catalogue.yaml(base / CLINIC_FILE).data.get("profile")
    except HandoutError as error:
        _add(found, error)
    return Shelf(catalogue, today, profile if profile in get_args(Profile) else "massage")


def _everything(catalogue: Catalogue) -> Iterator[_Wanted]:
    for kind in ENTRIES:
        for name in catalogue.names(kind):
            yield kind, name
    yield from SHARED_FILES.items()
    yield from _own_files(catalogue)


def _own(catalogue: Catalogue) -> Iterator[_Wanted]:
    """What stands in the clinic's own folder."""
    for kind in ENTRIES:
        folder = next(iter(catalogue.inputs.own), Path()) / KINDS[kind]
        for name in catalogue.names(kind):
            if (folder / f"{name}.yaml").exists():
                yield kind, name
    yield from _own_files(catalogue)


def _own_files(catalogue: Catalogue) -> Iterator[_Wanted]:
    for folder in catalogue.inputs.own[:1]:
        for kind, name in OWN_FILES.items():
            if (folder / name).exists():
                yield kind, folder / name


def _named(catalogue: Catalogue, name: str) -> _Wanted:
    for kind in ENTRIES:
        if name in catalogue.names(kind):
            return kind, name
    known = [each for kind in ENTRIES for each in catalogue.names(kind)]
    hint = near(name, known) or "`handout list` shows them all."
    raise UnknownName(Problem.of("N001", kind="entry", name=name, near=hint))


def _kind_of(path: Path) -> type[Model]:
    """The kind of a file named by the user: by its name or its folder, else a condition."""
    names = OWN_FILES | {kind: file.name for kind, file in SHARED_FILES.items()}
    folder = path.absolute().parent.name
    by_name = (kind for kind, name in names.items() if name == path.name)
    by_folder = (kind for kind in ENTRIES if KINDS[kind] == folder)
    return next(by_folder, next(by_name, Condition))


def _take(found: Found, shelf: Shelf, wanted: Iterable[_Wanted]) -> None:
    for kind, name in wanted:
        try:
            entry = _read(shelf.catalogue, kind, name)
        except HandoutError as error:
            _add(found, error)
        else:
            found.subjects.append(Subject(entry, shelf))


def _add(found: Found, error: HandoutError) -> None:
    found.problems.extend(each for each in error.problems if each not in found.problems)


def _read(catalogue: Catalogue, kind: type[Model], name: str | Path) -> Entry[Model]:
    if not isinstance(name, Path):
        return catalogue.entry(kind, name)
    if kind in ENTRIES:
        return catalogue.file(kind, name)
    source = catalogue.yaml(name)
    # The name may be the base's; it is no matter here.
    data = {"name": "-", **source.data} if kind is Clinic else source.data
    return Entry(check(replace(source, data=data), kind), source, name, own=kind in OWN_FILES)


def shown(subject: Subject) -> str:
    """The entry's file as its reader would type it."""
    return shown_path(subject.entry.path)
