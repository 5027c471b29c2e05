"""From a name to its entry: the clinic's own folder first, then the shipped library."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from handouts.errors import HandoutError, InputFault, Problem, UnknownName
from handouts.files import kind_of, shown
from handouts.model.area import Area
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.leaflet import claims_in
from handouts.model.red_flags import SharedRedFlags, SharedSigns
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique
from handouts.model.words import Country, Labels, Shared
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
    Reference: "sources",
}

OWN_KINDS = (Condition, Exercise, Technique, SelfCheck)
"""What a clinic may bring entries of."""


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

    def condition_file(self, path: Path) -> Entry[Condition]:
        """The condition in a file named by the user."""
        return self.file(Condition, path)

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
        return check(self.yaml(CONTENT / "shared.yaml"), Shared)

    @cached_property
    def labels(self) -> Labels:
        """The labels around the content: headings, units, running texts."""
        labels: Labels = self.yaml(CONTENT / "labels.yaml").data
        return labels

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Country code to what the country decides."""
        data = self.yaml(CONTENT / "countries.yaml").data
        return {code: Country.model_validate(as_tuples(row)) for code, row in data.items()}

    @cached_property
    def red_flags(self) -> SharedRedFlags:
        """The sets of warning signs that many conditions share."""
        return check(self.yaml(CONTENT / "red-flags.yaml"), SharedRedFlags)

    @cached_property
    def areas(self) -> dict[str, Area]:
        """The places on the body where it may hurt, by the name that a condition uses."""
        data = self.yaml(CONTENT / "areas.yaml").data
        return {name: Area.model_validate(as_tuples(row)) for name, row in data.items()}

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
        source = read_yaml(path, name=shown_path(path), text=self.inputs.read(path))
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
        word = KINDS[kind].removesuffix("s")
        raise UnknownName(Problem.of("N001", kind=word, name=name, near=self._hint(kind, name)))

    def _hint(self, kind: type[BaseModel], name: str) -> str:
        return near(name, self.names(kind)) or f"`handout list {KINDS[kind]}` shows them all."

    def _read(self, kind: type[M], path: Path, *, own: bool) -> Entry[M]:
        source = self.yaml(path)
        model = check(source, kind)
        key = "slug" if kind is Condition else "id"
        name = getattr(model, key)
        by_name = path.parent.name == KINDS[kind]
        if by_name and name != path.stem:
            raise InputFault(Problem.of("C001", source.place([key]), name=name, stem=path.stem))
        entry = Entry(model, source, path, own)
        problems = [*self._unknown_names(model, source), *self._unknown_sources(model, source)]
        if problems:
            raise InputFault(*problems)
        return entry

    def _unknown_names(self, model: BaseModel, source: Source) -> Iterator[Problem]:
        """Every name that a condition calls must be there."""
        if not isinstance(model, Condition):
            return
        calls: list[tuple[str, type[BaseModel], str, tuple[str | int, ...]]] = [
            ("C002", Exercise, use.exercise, ("exercises", index, "exercise"))
            for index, use in enumerate(model.exercises)
        ]
        calls += [
            ("C003", Technique, use.technique, ("massage", "techniques", index, "technique"))
            for index, use in enumerate(model.massage.techniques)
        ]
        for code, kind, name, path in calls:
            if name not in self.names(kind):
                yield Problem.of(code, source.place(path), name=name, near=self._hint(kind, name))
        yield from self._unknown_areas(model, source)
        yield from self._unknown_signs(model, source)

    def _unknown_sources(self, model: BaseModel, source: Source) -> Iterator[Problem]:
        """Every source that any entry names must be in the bibliography."""
        named = [(path, claim.sources) for path, claim in claims_in(model)]
        if isinstance(model, Exercise | SelfCheck):
            named.append(((), model.sources))
        for path, names in named:
            for index, name in enumerate(names):
                if name not in self.names(Reference):
                    place = source.place([*path, "sources", index])
                    yield Problem.of("C004", place, name=name, near=self._hint(Reference, name))

    def _unknown_signs(self, condition: Condition, source: Source) -> Iterator[Problem]:
        for step in ("emergency", "see_doctor"):
            for index, sign in enumerate(getattr(condition.red_flags, step)):
                if isinstance(sign, SharedSigns) and sign.shared not in self.red_flags.sets:
                    hint = (
                        near(sign.shared, self.red_flags.sets) or f"Known: {', '.join(self.red_flags.sets)}."
                    )
                    place = source.place(["red_flags", step, index, "shared"])
                    yield Problem.of("C009", place, name=sign.shared, near=hint)

    def _unknown_areas(self, condition: Condition, source: Source) -> Iterator[Problem]:
        for key in ("primary", "referred"):
            for index, name in enumerate(getattr(condition.pain, key)):
                if name not in self.areas:
                    hint = near(name, self.areas) or f"Known: {', '.join(self.areas)}."
                    yield Problem.of("C007", source.place(["pain", key, index]), name=name, near=hint)
