"""The names in a pose: landmarks, places, people, usual positions; and what each thing takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from handouts.errors import InputFault, Problem
from handouts.figures.panel import CALLED
from handouts.figures.person import people
from handouts.figures.pose import Pose, Prop, State
from handouts.figures.posing import stances
from handouts.figures.props import TAKES
from handouts.figures.regions import REGIONS, UnknownRegion, find
from handouts.figures.skeleton import SIDES, build
from handouts.shape import near
from handouts.source import Source

_LIMBS = [f"{side} {limb}" for side in SIDES for limb in ("leg", "arm")]
_PLACES = [f"{side} {name}" if region.paired else name for name, region in REGIONS.items() for side in SIDES]


def look_up(pose: Pose, source: Source) -> None:
    """Every name must be known; raises InputFault with all that are not."""
    problems = [
        Problem.of("D009", source.place(path), name=name, near=near(name, known) or _some(known))
        for path, name, known in _unknown(pose)
    ]
    for path, prop in _props(pose):
        for key in sorted(prop.model_fields_set - {"kind", "front"} - set(TAKES[prop.kind])):
            place = source.place([*path, key], key=True)
            problems.append(
                Problem.of("D010", place, key=key, kind=prop.kind, known=", ".join(TAKES[prop.kind]))
            )
    if problems:
        raise InputFault(*problems)


def _some(known: Iterable[str]) -> str:
    return f"Known here: {', '.join(sorted(set(known)))}."


def _unknown(pose: Pose) -> Iterator[tuple[tuple[str | int, ...], str, list[str]]]:
    landmarks = list(build(State()).at)
    parts = [*_parts(), *_LIMBS]
    if pose.person not in people():
        yield ("person",), pose.person, list(people())
    for index, name in enumerate(pose.ghost):
        if name not in parts:
            yield ("ghost", index), name, parts
    for which in ("start", "finish"):
        state: State | None = getattr(pose, which)
        if state is None:
            continue
        if state.stance and state.stance not in stances():
            yield (which, "stance"), state.stance, list(stances())
        for key, known in (
            ("rests", [*_parts(), *CALLED]),
            ("touches", [*_parts(), *CALLED]),
            ("in_front", parts),
            ("behind", parts),
            ("pale", parts),
        ):
            for index, name in enumerate(getattr(state, key) or ()):
                if name not in known:
                    yield (which, key, index), name, known
        for index, name in enumerate(state.feel):
            try:
                find(name)
            except UnknownRegion:
                yield (which, "feel", index), name, _PLACES
        for path, name in _landmarks(state):
            if name not in landmarks:
                yield (which, *path), name, landmarks
    for path, prop in _props(pose):
        spots = [(("at",), prop.at), *((("points", i), point) for i, point in enumerate(prop.points or ()))]
        for key, value in spots:
            if value and isinstance(value[0], str) and value[0] not in landmarks:
                yield (*path, *key, 0), value[0], landmarks


def _props(pose: Pose) -> Iterator[tuple[tuple[str | int, ...], Prop]]:
    """Every thing with its path in the file."""
    for index, prop in enumerate(pose.props):
        yield ("props", index), prop
    for which in ("start", "finish"):
        for index, prop in enumerate(getattr(pose, which).props if getattr(pose, which) else ()):
            yield (which, "props", index), prop


def _parts() -> list[str]:
    kinds = ("thigh", "shin", "foot", "upper arm", "forearm", "hand")
    return ["trunk", "neck", "head", *(f"{side} {kind}" for side in SIDES for kind in kinds)]


def _landmarks(state: State) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every landmark that a position names, with its path."""
    for limb in ("legs", "right_leg", "left_leg", "arms", "right_arm", "left_arm"):
        value: Any = getattr(state, limb)
        for key in ("foot_at", "ball_at", "ankle_at", "hand_at"):
            place = getattr(value, key, None)
            if place and isinstance(place[0], str):
                yield (limb, key, 0), place[0]
    for index, arrow in enumerate(state.arrows):
        if isinstance(arrow.at, str):
            yield ("arrows", index, "at"), arrow.at
        if arrow.around:
            yield ("arrows", index, "around"), arrow.around
    if state.inset:
        yield ("inset", "at"), state.inset.at
