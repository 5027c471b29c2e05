"""The other entries that an entry calls by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from handouts.model.area import Area
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.leaflet import claims_in
from handouts.model.red_flags import SharedSigns, WarningSigns
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique
from handouts.model.words import Source


class Call(NamedTuple):
    """One name, what it is the name of, and where it stands."""

    kind: type[BaseModel]
    name: str
    path: tuple[str | int, ...]

    @property
    def code(self) -> str:
        """The code of the problem that there is nothing by this name."""
        return _CODES[self.kind]


_CODES: dict[type[BaseModel], str] = {
    Exercise: "C002",
    Technique: "C003",
    Source: "C004",
    Area: "C007",
    WarningSigns: "C009",
    SelfCheck: "C013",
}


def called(model: BaseModel) -> Iterator[Call]:
    """Every name in this entry that another one must have."""
    if isinstance(model, Condition):
        yield from _by_condition(model)
    for path, claim in claims_in(model):
        yield from _sources(claim.sources, path)
    if isinstance(model, Exercise | SelfCheck):
        yield from _sources(model.sources, ())


def _by_condition(condition: Condition) -> Iterator[Call]:
    for index, use in enumerate(condition.exercises):
        yield Call(Exercise, use.exercise, ("exercises", index, "exercise"))
    for index, chosen in enumerate(condition.massage.techniques):
        yield Call(Technique, chosen.technique, ("massage", "techniques", index, "technique"))
    for index, name in enumerate(condition.self_checks):
        yield Call(SelfCheck, name, ("self_checks", index))
    for key in ("primary", "referred"):
        for index, name in enumerate(getattr(condition.pain, key)):
            yield Call(Area, name, ("pain", key, index))
    for step in ("emergency", "see_doctor"):
        for index, sign in enumerate(getattr(condition.red_flags, step)):
            if isinstance(sign, SharedSigns):
                yield Call(WarningSigns, sign.shared, ("red_flags", step, index, "shared"))


def _sources(names: tuple[str, ...], path: tuple[str | int, ...]) -> Iterator[Call]:
    for index, name in enumerate(names):
        yield Call(Source, name, (*path, "sources", index))
