"""The names in a pose: landmarks, places, people, usual positions; and what each thing takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from handouts.errors import InputFault, Problem
from handouts.figures.panel import CALLED
from handouts.figures.person import people
from handouts.figures.pose import Pose, Prop, State
from handouts.figures.posing import stances
from handouts.figures.regions import REGIONS
from handouts.figures.skeleton import SEGMENTS, SIDES, build
from handouts.figures.solids import TAKES
from handouts.shape import near
from handouts.source import Source

_Path = tuple[str | int, ...]

_SINGLE = [
    "trunk",
    "neck",
    "head",
    *(f"{side} {kind}" for side in SIDES for limb in SEGMENTS.values() for kind in limb),
]
_PARTS = [*_SINGLE, *(f"{side} {limb}" for side in SIDES for limb in SEGMENTS)]
_RESTING = [*_SINGLE, *CALLED]
_FIXED = {"wall", "doorway", "chair"}
"""Things that do not go along with the body."""
_PLACES = [
    place
    for name, region in REGIONS.items()
    for place in ([f"{side} {name}" for side in SIDES] if region.paired else [name])
]


def look_up(pose: Pose, source: Source) -> None:
    """Every name must be known; raises InputFault with all that are not."""
    problems = [
        Problem.of("D009", source.place(path), name=name, near=near(name, known) or _some(known))
        for path, name, known in _unknown(pose)
    ]
    for path, prop in _props(pose):
        if prop.kind in _FIXED and prop.at and isinstance(prop.at[0], str):
            reason = f"a {prop.kind} stands at a point [x, y, z]"
            problems.append(Problem.of("S099", source.place([*path, "at"]), key="at", reason=reason))
        for key in sorted(prop.model_fields_set - {"kind", "front"} - set(TAKES[prop.kind])):
            place = source.place([*path, key], key=True)
            problems.append(
                Problem.of("D010", place, key=key, kind=prop.kind, known=", ".join(TAKES[prop.kind]))
            )
    if problems:
        raise InputFault(*problems)


def _some(known: Iterable[str]) -> str:
    return f"Known here: {', '.join(sorted(set(known)))}."


def _unknown(pose: Pose) -> Iterator[tuple[_Path, str, list[str]]]:
    """Every name that stands for nothing: where it is, the name, and what there is."""
    parts = list(build(State()).at)
    for path, name, known in (
        (("person",), pose.person, list(people())),
        *((("ghost", index), name, _PARTS) for index, name in enumerate(pose.ghost)),
        *((path, name, parts) for path, name in landmarks(pose)),
        *_of_states(pose),
    ):
        if name not in known:
            yield path, name, known


def _of_states(pose: Pose) -> Iterator[tuple[_Path, str, list[str]]]:
    """Every name in start and finish that is not a landmark."""
    for which in ("start", "finish"):
        state: State | None = getattr(pose, which)
        if state is None:
            continue
        if state.stance:
            yield (which, "stance"), state.stance, list(stances())
        lists = {"rests": _RESTING, "touches": _RESTING, "feel": _PLACES}
        for key, known in {**lists, **dict.fromkeys(("in_front", "behind", "pale"), _PARTS)}.items():
            for index, name in enumerate(getattr(state, key) or ()):
                yield (which, key, index), _plain(name) if key == "feel" else name, known


def _plain(place: str) -> str:
    """A place's name with its side first, as in the list of places."""
    words = place.split()
    sides = [word for word in words if word in SIDES]
    return " ".join([*sides, *(word for word in words if word not in SIDES)])


def _props(pose: Pose) -> Iterator[tuple[tuple[str | int, ...], Prop]]:
    """Every thing with its path in the file."""
    for index, prop in enumerate(pose.props):
        yield ("props", index), prop
    for which in ("start", "finish"):
        for index, prop in enumerate(getattr(pose, which).props if getattr(pose, which) else ()):
            yield (which, "props", index), prop


def landmarks(pose: Pose) -> Iterator[tuple[_Path, str]]:
    """Every landmark that a pose names, with its path in the file."""
    for which in ("start", "finish"):
        state: State | None = getattr(pose, which)
        if state is None:
            continue
        for limb in ("legs", "right_leg", "left_leg", "arms", "right_arm", "left_arm"):
            for key in ("foot_at", "ball_at", "ankle_at", "hand_at"):
                yield from _beside(getattr(getattr(state, limb), key, None), which, limb, key)
        for index, arrow in enumerate(state.arrows):
            yield from _beside((arrow.at,), which, "arrows", index, "at")
            yield from _beside((arrow.around,), which, "arrows", index, "around")
        if state.inset:
            yield (which, "inset", "at"), state.inset.at
    for path, prop in _props(pose):
        yield from _beside(prop.at, *path, "at")
        for index, point in enumerate(prop.points or ()):
            yield from _beside(point, *path, "points", index)


def _beside(place: tuple[Any, ...] | None, *path: str | int) -> Iterator[tuple[_Path, str]]:
    if place and isinstance(place[0], str):
        yield path, place[0]
