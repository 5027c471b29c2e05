"""What is to be checked: names, files and folders become subjects, or problems of what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from handouts.catalogue import KINDS, Catalogue, Entry
from handouts.checks.shelf import Shelf
from handouts.checks.subject import Subject
from handouts.errors import HandoutError, Problem, UnknownName
from handouts.model.base import Model
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique
from handouts.resources import Inputs, shown_path
from handouts.shape import near

CHECKED: tuple[type[Model], ...] = (Condition, Exercise, Technique, SelfCheck)
"""The kinds of entry that checks look at."""


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
    shelf = Shelf(Catalogue(Inputs(clinic=clinic)), today)
    names = tuple(dict.fromkeys(names))
    if not names:
        _take(found, shelf, _everything(shelf.catalogue))
    for name in names:
        path = Path(name)
        if path.is_dir():
            own = Shelf(Catalogue(Inputs(clinic=path.resolve())), today)
            _take(found, own, _own(own.catalogue))
        elif name.lower().endswith((".yaml", ".yml")):
            there = Shelf(Catalogue(Inputs(clinic=clinic, file=path.absolute().parent)), today)
            _take(found, there, [(_kind_of(path), path.absolute())])
        else:
            _take(found, shelf, [_named(shelf.catalogue, name)])
    return found


_Wanted = tuple[type[Model], str | Path]


def _everything(catalogue: Catalogue) -> Iterator[_Wanted]:
    for kind in CHECKED:
        for name in catalogue.names(kind):
            yield kind, name


def _own(catalogue: Catalogue) -> Iterator[_Wanted]:
    """The entries of the clinic's own folder."""
    for kind in CHECKED:
        folder = next(iter(catalogue.inputs.own), Path()) / KINDS[kind]
        for name in catalogue.names(kind):
            if (folder / f"{name}.yaml").exists():
                yield kind, name


def _named(catalogue: Catalogue, name: str) -> _Wanted:
    for kind in CHECKED:
        if name in catalogue.names(kind):
            return kind, name
    known = [each for kind in CHECKED for each in catalogue.names(kind)]
    hint = near(name, known) or "`handout list` shows them all."
    raise UnknownName(Problem.of("N001", kind="entry", name=name, near=hint))


def _kind_of(path: Path) -> type[Model]:
    """The kind of a file named by the user: by its folder, else a condition."""
    folder = path.absolute().parent.name
    return next((kind for kind in CHECKED if KINDS[kind] == folder), Condition)


def _take(found: Found, shelf: Shelf, wanted: Iterable[_Wanted]) -> None:
    catalogue = shelf.catalogue
    for kind, name in wanted:
        try:
            entry: Entry[Model] = (
                catalogue.file(kind, name) if isinstance(name, Path) else catalogue.entry(kind, name)
            )
        except HandoutError as error:
            found.problems.extend(each for each in error.problems if each not in found.problems)
        else:
            found.subjects.append(Subject(entry, shelf))


def shown(subject: Subject) -> str:
    """The entry's file as its reader would type it."""
    return shown_path(subject.entry.path)
