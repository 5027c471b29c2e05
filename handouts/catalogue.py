"""From a name to its entry: the clinic's own folder first, then the shipped library."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from handouts.calls import called
from handouts.errors import HandoutError, InputFault, Place, Problem, UnknownName
from handouts.files import kind_of, shown
from handouts.model.area import Area
from handouts.model.base import Model
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.leaflet import Leaflet
from handouts.model.red_flags import SharedRedFlags, WarningSigns
from handouts.model.self_check import SelfCheck, SelfChecks
from handouts.model.technique import Technique
from handouts.model.words import Cautions, Country, Labels, Shared
from handouts.model.words import Source as Reference
from handouts.resources import CLINIC_FILE, CONTENT, Inputs, lines_of, shown_path
from handouts.shape import as_tuples, check, near
from handouts.source import Source, read_yaml

M = TypeVar("M", bound=BaseModel)
M_co = TypeVar("M_co", bound=BaseModel, covariant=True)

KINDS: dict[type[BaseModel], str] = {
    Condition: "conditions",
    Exercise: "exercises",
    Technique: "techniques",
    SelfCheck: "self-checks",
    SelfChecks: "leaflets",
    Reference: "sources",
}

MOST_KEPT = 600
"""Files that a process keeps as they were read; 300 are shipped."""

OWN_KINDS: tuple[type[Model], ...] = (Condition, Exercise, Technique, SelfCheck)
"""What a clinic may bring entries of."""

PRINTED: tuple[type[Leaflet], ...] = (Condition, Technique, SelfChecks)
"""What is printed as a sheet of its own."""


@dataclass(frozen=True)
class Entry(Generic[M_co]):
    """A model, the file it came from, and whether the clinic brought it."""

    model: M_co
    source: Source
    path: Path
    own: bool


def of_clinic(file: Path | None, inputs: Inputs | None = None) -> Catalogue:
    """The entries that the clinic of this file sees; those of its base come after its own.

    Raises InputFault where the file cannot be read or names a base that cannot be used.
    """
    catalogue = Catalogue(inputs or Inputs(clinic=file.parent if file else None))
    if file and (base := catalogue.base_of(file)):
        catalogue.inputs.own.append(base)
    return catalogue


class Catalogue:
    """The entries that one clinic sees. Every file read is recorded in `inputs`."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.unfinished: list[Problem] = []
        """What is still to be written in the files that were read."""
        self._known: dict[tuple[type[BaseModel], str], Entry[BaseModel]] = {}
        self._names: dict[type[BaseModel], list[str]] = {}

    def condition(self, name: str) -> Entry[Condition]:
        """The condition by its slug. Raises UnknownName, or InputFault with all its faults."""
        return self._entry(Condition, name)

    def leaflet(self, name: str) -> Entry[Leaflet]:
        """What is printed by this name: a condition, a technique or the self-checks.

        Raises UnknownName, or InputFault for a name that two of them have and for all faults of the entry.
        """
        if not any(name in self.names(kind) for kind in PRINTED):
            raise UnknownName(self._no_leaflet(name))
        # All are asked, and so recorded: the name is no longer clear when another takes it as well.
        kinds = [kind for kind in PRINTED if self.has(kind, name)]
        if len(kinds) > 1:
            raise InputFault(self._clash(name, kinds))
        return self._entry(kinds[0], name)

    def leaflet_file(self, path: Path) -> Entry[Leaflet]:
        """The condition or technique in a file named by the user; raises InputFault for any other entry."""
        kind = self.kind_of(path)
        if not issubclass(kind, Leaflet):
            raise InputFault(Problem.of("C012", Place(shown_path(path)), kind=_word(kind)))
        return self.file(kind, path)

    def kind_of(self, path: Path) -> type[Model]:
        """The kind of entry in a file: by its folder, else the one that knows most of its keys."""
        by_folder = [kind for kind in OWN_KINDS if KINDS[kind] == path.parent.name]
        keys = self.yaml(path).data.keys()
        return max(by_folder or OWN_KINDS, key=lambda kind: len(keys & kind.model_fields.keys()))

    def check_clashes(self) -> None:
        """Raise InputFault with every name that two printed things have."""
        names = {
            name: [kind for kind in PRINTED if name in self.names(kind)] for name in self.printed_names()
        }
        problems = [self._clash(name, kinds) for name, kinds in names.items() if len(kinds) > 1]
        if problems:
            raise InputFault(*problems)

    def file(self, kind: type[M], path: Path) -> Entry[M]:
        """The entry in a file named by the user."""
        return self._read(kind, path, own=True)

    def entry(self, kind: type[M], name: str) -> Entry[M]:
        """The entry of this kind by its name."""
        return self._entry(kind, name)

    def exercise(self, name: str) -> Entry[Exercise]:
        """The exercise by its id."""
        return self._entry(Exercise, name)

    def technique(self, name: str) -> Entry[Technique]:
        """The massage technique by its id."""
        return self._entry(Technique, name)

    def reference(self, name: str) -> Reference:
        """The bibliography entry by its id; the clinic has none of its own.

        Raises InputFault for a lead, which may not be printed.
        """
        entry = self._entry(Reference, name)
        if not entry.model.citable:
            raise InputFault(Problem.of("V002", entry.source.place(["citable"]), name=name))
        return entry.model

    def names(self, kind: type[BaseModel]) -> list[str]:
        """All names of a kind, sorted."""
        if kind not in self._names:
            folders = [folder for folder in self._folders(kind) if folder.is_dir()]
            self._names[kind] = sorted({path.stem for folder in folders for path in folder.glob("*.yaml")})
        return self._names[kind]

    def printed_names(self) -> list[str]:
        """The names of all that is printed as a sheet of its own, sorted."""
        return sorted({name for kind in PRINTED for name in self.names(kind)})

    def has(self, kind: type[BaseModel], name: str) -> bool:
        """Whether there is such an entry; the answer is recorded among the inputs."""
        return any(self.inputs.has(folder / f"{name}.yaml") for folder in self._folders(kind))

    def title(self, name: str) -> str | None:
        """The title of a condition of which nothing else is used; None where there is no such condition."""
        for folder in self._folders(Condition):
            path = folder / f"{name}.yaml"
            if self.inputs.has(path):
                content = self.inputs.read(path, part="title")
                lines = lines_of(content, "title") or content
                title = read_yaml(path, name=shown_path(path), text=lines).data.get("title")
                return title if isinstance(title, str) else self.condition(name).model.title
        return None

    def all(self, kind: type[M]) -> list[Entry[M]]:
        """Every entry of a kind, by name. Raises InputFault with the faults of all."""
        entries: list[Entry[M]] = []
        problems: list[Problem] = []
        for name in self.names(kind):
            try:
                entries.append(self._entry(kind, name))
            except HandoutError as error:
                problems.extend(error.problems)
        if problems:
            raise InputFault(*problems)
        return entries

    @cached_property
    def shared(self) -> Shared:
        """The blocks that every sheet shares."""
        shared: Shared = _model(self.yaml(CONTENT / "shared.yaml"), Shared)
        return shared

    @cached_property
    def labels(self) -> Labels:
        """The labels around the content: headings, units, running texts."""
        labels: Labels = self.yaml(CONTENT / "labels.yaml").data
        return labels

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Country code to what the country decides."""
        return _rows(self.yaml(CONTENT / "countries.yaml"), Country)

    @cached_property
    def red_flags(self) -> SharedRedFlags:
        """The sets of warning signs that many conditions share."""
        signs: SharedRedFlags = _model(self.yaml(CONTENT / "red-flags.yaml"), SharedRedFlags)
        return signs

    @cached_property
    def cautions(self) -> Cautions:
        """For whom techniques are not."""
        cautions: Cautions = _model(self.yaml(CONTENT / "cautions.yaml"), Cautions)
        return cautions

    @cached_property
    def areas(self) -> dict[str, Area]:
        """The places on the body where it may hurt, by the name that a condition uses."""
        return _rows(self.yaml(CONTENT / "areas.yaml"), Area)

    def base_of(self, file: Path) -> Path | None:
        """The folder of the brand that a clinic file builds on, if any; raises InputFault for a bad one."""
        source = self.yaml(file)
        named = source.data.get("base")
        if not isinstance(named, str):
            return None  # What is no text is found when the file is checked as a whole.
        folder = Path(os.path.normpath(file.parent / named))
        if kind_of(folder / CLINIC_FILE) != "file" or folder == file.parent:
            raise InputFault(Problem.of("B040", source.place(["base"]), value=shown(named)))
        return folder

    def yaml(self, path: Path) -> Source:
        """A YAML file, read through the record; raises InputFault with all its faults."""
        source = _yaml(self.inputs.read(path), shown_path(path))
        self.unfinished.extend(source.unfinished)
        return source

    def _folders(self, kind: type[BaseModel]) -> list[Path]:
        own = [folder / KINDS[kind] for folder in self.inputs.own] if kind in OWN_KINDS else []
        return [*own, CONTENT / KINDS[kind]]

    def _entry(self, kind: type[M], name: str) -> Entry[M]:
        known = self._known.get((kind, name))
        if known is None:
            known = self._known[kind, name] = self._find(kind, name)
        return known  # type: ignore[return-value]

    def _find(self, kind: type[M], name: str) -> Entry[M]:
        if name in self.names(kind):
            for folder in self._folders(kind):
                if self.inputs.has(folder / f"{name}.yaml"):
                    return self._read(kind, folder / f"{name}.yaml", own=folder.parent != CONTENT)
        raise UnknownName(Problem.of("N001", kind=_word(kind), name=name, near=self._hint(kind, name)))

    def _no_leaflet(self, name: str) -> Problem:
        """That there is nothing to print by this name, with the nearest name of whatever kind."""
        for kind, where in ((SelfCheck, "N021"), (Exercise, "N022")):
            if name in self.names(kind):
                return Problem.of(where, name=name)
        hint = near(name, self.printed_names()) or "`handout list` shows all conditions."
        return Problem.of("N020", name=name, near=hint)

    def _clash(self, name: str, kinds: list[type[Leaflet]]) -> Problem:
        """That two things have this name, at the clinic's own file."""
        files = [folder / f"{name}.yaml" for kind in kinds for folder in self._folders(kind)]
        own = next(path for path in files if path.is_file() and path.parent.parent != CONTENT)
        first, second = map(_word, kinds)
        return Problem.of("C011", Place(shown_path(own)), name=name, first=first, second=second)

    def _hint(self, kind: type[BaseModel], name: str) -> str:
        known = self._known_names(kind)
        if close := near(name, known):
            return close
        if kind is Reference:
            return "Each has a file in `handouts/content/sources/`."
        listed = kind in OWN_KINDS
        return f"`handout list {KINDS[kind]}` shows them all." if listed else f"Known: {', '.join(known)}."

    def _read(self, kind: type[M], path: Path, *, own: bool) -> Entry[M]:
        source = self.yaml(path)
        model = _model(source, kind)
        key = "slug" if kind is Condition else "id"
        name = getattr(model, key)
        by_name = path.parent.name == KINDS[kind]
        if by_name and name != path.stem:
            raise InputFault(Problem.of("C001", source.place([key]), name=name, stem=path.stem))
        entry = Entry(model, source, path, own)
        if problems := [*self._unknown_names(model, source)]:
            raise InputFault(*problems)
        return entry

    def _unknown_names(self, model: BaseModel, source: Source) -> Iterator[Problem]:
        """The names that the entry calls and that nothing has."""
        for call in called(model):
            if call.name not in self._known_names(call.kind):
                hint = self._hint(call.kind, call.name)
                yield Problem.of(call.code, source.place(call.path), name=call.name, near=hint)

    def _known_names(self, kind: type[BaseModel]) -> Collection[str]:
        if kind is Area:
            return self.areas
        return self.red_flags.sets if kind is WarningSigns else self.names(kind)


def _word(kind: type[BaseModel]) -> str:
    return KINDS[kind].removesuffix("s") if kind is not SelfChecks else "sheet of the library"


# A process that makes many sheets reads the same files for most of them; their bytes tell them apart.
@lru_cache(maxsize=MOST_KEPT)
def _yaml(content: bytes, name: str) -> Source:
    return read_yaml(Path(name), name=name, text=content)


@lru_cache(maxsize=MOST_KEPT)
def _model(source: Source, kind: type[M]) -> M:
    return check(source, kind)


@lru_cache(maxsize=8)
def _rows(source: Source, kind: type[M]) -> dict[str, M]:
    return {name: kind.model_validate(as_tuples(row)) for name, row in source.data.items()}
