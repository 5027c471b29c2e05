"""A pose's two positions, each whole: stance, start and finish laid over each other, left mirroring right."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from handouts.figures.pose import Arm, Leg, Pose, State
from handouts.shape import as_tuples
from handouts.source import read_yaml

_FOLDER = Path(__file__).parent
_OTHER = {"near": "far", "far": "near"}
_TOWARD = ("thigh", "shin", "knee_to", "toes", "upper_arm", "forearm", "elbow_to", "fingers", "palm")
_SPOTS = ("foot_at", "ball_at", "ankle_at", "hand_at")
_MARKS = ("arrows", "feel", "hold", "inset", "props")
"""What belongs to one panel and is not taken over from the start."""


@cache
def stances() -> dict[str, State]:
    """The usual positions by name."""
    data = read_yaml(_FOLDER / "stances.yaml").data
    return {name: State.model_validate(as_tuples(state)) for name, state in data.items()}


def positions(pose: Pose) -> tuple[State, State | None]:
    """Start and finish, complete. A stance named in the finish begins anew."""
    start = _over(_from_stance(pose.start), pose.start)
    if pose.finish is None:
        return start, None
    base = _from_stance(pose.finish) if pose.finish.stance else start
    return start, _over(base, pose.finish)


def _from_stance(state: State) -> State:
    name = state.stance or "stand"
    return _over(State(), stances()[name])


def _over(base: State, change: State) -> State:
    """The base with every change laid over it; a limb is changed whole."""
    said = {
        name: value
        for name in change.model_fields_set - {"legs", "arms"}
        if (value := getattr(change, name)) is not None
    }
    fields: dict[str, Any] = {
        name: getattr(base, name) for name in State.model_fields if name not in (*_MARKS, "stance")
    }
    for both, one in (("legs", "leg"), ("arms", "arm")):
        limb = getattr(change, both)
        if limb is not None:
            fields |= {f"right_{one}": limb, f"left_{one}": mirrored(limb)}
    if change.pelvis is not None and base.pelvis is not None:
        said["pelvis"] = base.pelvis.model_copy(
            update={name: getattr(change.pelvis, name) for name in change.pelvis.model_fields_set}
        )
    marks = {name: State.model_fields[name].default for name in _MARKS}
    return State.model_construct(**{**fields, **marks, **said})


def mirrored(limb: Leg | Arm) -> Leg | Arm:
    """The same limb of the other side."""
    change: dict[str, Any] = {}
    for name in limb.model_fields_set:
        value = getattr(limb, name)
        if name in _TOWARD and value is not None:
            change[name] = _mirrored_toward(value)
        elif name in _SPOTS and value is not None:
            change[name] = _mirrored_spot(value)
    return limb.model_copy(update=change)


def _mirrored_toward(value: Any) -> Any:
    if isinstance(value, str):
        return _OTHER.get(value, value)
    return (value[0], value[1], -value[2]) if isinstance(value, tuple) else value


def _mirrored_spot(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if isinstance(value[0], str):
        first, _, rest = value[0].partition(" ")
        other = {"right": "left", "left": "right"}.get(first, first)
        return (f"{other} {rest}".strip(), value[1], value[2], -value[3])
    return (value[0], value[1], -value[2])
