"""What a clinic brings in its folder, and the base that it builds on: logo, fonts, overrides, styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from handouts import assets
from handouts.catalogue import Catalogue
from handouts.errors import HandoutError, Place, Problem
from handouts.files import decode
from handouts.model.clinic import Clinic, Overrides, OwnFont
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.resources import FONTS, LARGEST_FILE, OVERRIDES_FILE, shown_path
from handouts.shape import check, near
from handouts.source import Source

Layer = tuple[Path, Source]
"""A folder and the clinic file in it."""


class Belongings:
    """The files that a clinic and its base bring; what is wrong with them is gathered in `problems`."""

    def __init__(self, layers: Sequence[Layer], catalogue: Catalogue) -> None:
        """`layers` are folders with their clinic files, the clinic's own first."""
        self.layers, self.catalogue, self.inputs = layers, catalogue, catalogue.inputs
        self.folders = [folder for folder, _ in layers]
        self.problems: list[Problem] = []

    @property
    def merged(self) -> Source:
        """The clinic's file over its base's, which has no faults: what is wrong is wrong in the clinic's."""
        own = self.layers[0][1]
        return replace(own, data=_over([source.data for _, source in self.layers]))

    def place(self, *keys: str) -> Place:
        """Where the value at these keys stands: in the first file that has it."""
        return self._layer(*keys)[1].place(keys) if self.layers else Place()

    def _layer(self, *keys: str) -> tuple[Path, Source]:
        return next((layer for layer in self.layers if keys in layer[1].marks), self.layers[0])

    def logo(self, clinic: Clinic) -> assets.Picture | None:
        """The logo, looked at."""
        if not (clinic.logo and self.layers):
            return None
        place = self.place("logo")
        try:
            path = assets.inside(self._layer("logo")[0], clinic.logo, place)
            return assets.check_picture(self.inputs.read(path, place), place, shown_path(path))
        except HandoutError as error:
            self.problems.extend(error.problems)
            return None

    def fonts(self, clinic: Clinic) -> tuple[bytes, bytes]:
        """The regular and the bold font: shipped, or the clinic's own, looked at."""
        if not isinstance(clinic.type, OwnFont):
            family = FONTS / clinic.type
            if not family.is_dir():
                known = sorted(each.name for each in FONTS.iterdir() if each.is_dir())
                hint = near(clinic.type, known) or f"Shipped: {', '.join(known)}."
                self.problems.append(Problem.of("B031", self.place("type"), value=clinic.type, near=hint))
                return b"", b""
            return self.inputs.read(family / "regular.ttf"), self.inputs.read(family / "bold.ttf")
        return self._own_font("regular", clinic.type.regular), self._own_font("bold", clinic.type.bold)

    def _own_font(self, weight: str, name: str) -> bytes:
        place = self.place("type", weight)
        try:
            path = assets.inside(self._layer("type", weight)[0], name, place)
            content = self.inputs.read(path, place)
            assets.check_font(content, place, shown_path(path))
        except HandoutError as error:
            self.problems.extend(error.problems)
            return b""
        return content

    def overrides(self) -> Overrides:
        """The clinic's changes over those of its base."""
        found = []
        for folder in self.folders:
            path = folder / OVERRIDES_FILE
            if not self.inputs.has(path):
                continue
            try:
                source = self.catalogue.yaml(path)
                overrides = check(source, Overrides)
            except HandoutError as error:
                self.problems.extend(error.problems)
                continue
            self.problems += _unknown_names(overrides, source, self.catalogue)
            found.append(source)
        if not found:
            return Overrides()
        return check(replace(found[0], data=_over([source.data for source in found])), Overrides)

    def extra_css(self) -> str:
        """The base's rules, and after them the clinic's own."""
        rules = []
        for folder in reversed(self.folders):
            path = folder / "styles" / "extra.css"
            if not self.inputs.has(path):
                continue
            here = Place(shown_path(path))
            try:
                rules.append(decode(self.inputs.read(path), place=here, limit=LARGEST_FILE, name=here.file))
            except HandoutError as error:
                self.problems.extend(error.problems)
        return "\n".join(rules)


def _over(layers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One group from several, the first over the others, group by group; a list stands as a whole."""
    first, *rest = layers
    if not rest:
        return dict(first)
    below = _over(rest)
    own = {
        key: _over([value, below[key]])
        if isinstance(value, dict) and isinstance(below.get(key), dict)
        else value
        for key, value in first.items()
    }
    return {**below, **own}


def _unknown_names(overrides: Overrides, source: Source, catalogue: Catalogue) -> list[Problem]:
    """Changes to entries that are not there would be lost without a word."""
    conditions, exercises = catalogue.names(Condition), catalogue.names(Exercise)
    problems = []

    def look(code: str, name: str, names: list[str], place: Place) -> None:
        if name not in names:
            problems.append(Problem.of(code, place, name=name, near=near(name, names)))

    for slug, change in overrides.conditions.items():
        at = ("conditions", slug)
        look("C006", slug, conditions, source.place(at, key=True))
        for key in ("exercises", "leave_out"):
            for index, name in enumerate(getattr(change, key)):
                look("C002", name, exercises, source.place([*at, key, index]))
        for name in change.doses:
            look("C002", name, exercises, source.place([*at, "doses", name], key=True))
    for name in overrides.exercises:
        look("C002", name, exercises, source.place(["exercises", name], key=True))
    return problems
