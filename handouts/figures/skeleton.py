"""From a position in words to points in space: joints turned, hands and feet put where they belong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handouts.figures import proportions as p
from handouts.figures.pose import Arm, Leg, Pelvis, State
from handouts.figures.vectors import Frame, Vec, angle, bent, direction, framed, rotation, unit, vec

_BASES = {
    "upright": (vec(1, 0, 0), vec(0, 1, 0)),
    "back": (vec(0, 1, 0), vec(-1, 0, 0)),
    "front": (vec(0, -1, 0), vec(1, 0, 0)),
    "left side": (vec(0, 0, 1), vec(1, 0, 0)),
}
"""Forward and up of a body that lies so."""
_FOOT = {"pointed": -62.0, "flexed": 14.0, "relaxed": -22.0}
"""Degrees the toes are pulled up from a right angle."""
SIDES = {"right": 1.0, "left": -1.0}
SEGMENTS = {"leg": ("thigh", "shin", "foot"), "arm": ("upper arm", "forearm", "hand")}
"""The parts of a limb, from the trunk on."""


@dataclass
class Skeleton:
    """Where everything is.

    `at` holds landmarks by name ("right knee"), `frames` how the parts are turned, `spine` the frames and
    points of the trunk's stations from the bottom up, `hands` how each hand is held, `short` by how much a
    limb missed its place.
    """

    at: dict[str, Vec] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    spine: list[tuple[Vec, Frame]] = field(default_factory=list)
    hands: dict[str, str] = field(default_factory=dict)
    short: dict[str, float] = field(default_factory=dict)


class UnknownLandmark(Exception):
    """A spot beside something that the body does not have."""


def build(state: State) -> Skeleton:
    """The skeleton of a position. Raises UnknownLandmark."""
    bones = Skeleton()
    pelvis = state.pelvis or Pelvis()
    ahead, up = _BASES[pelvis.lie]
    frame = bent(bent(framed(up, ahead), 0, 0, pelvis.turn), pelvis.tip, pelvis.lean)
    bones.at["pelvis"] = vec(*pelvis.at)
    bones.frames["pelvis"] = frame
    _spine(bones, state)
    # A hand may lie on a knee and a foot on the other: what leans on another limb waits for it.
    waiting = [
        (f"{side} {limb}", getattr(state, f"{side}_{limb}")) for limb in ("leg", "arm") for side in SIDES
    ]
    unknown: KeyError | None = None
    while waiting:
        left = []
        for name, limb in waiting:
            try:
                side, kind = name.split()
                _LIMBS[kind](bones, side, limb)
            except KeyError as error:
                unknown = error
                left.append((name, limb))
        if len(left) == len(waiting):
            raise UnknownLandmark(str(unknown.args[0])) if unknown else UnknownLandmark
        waiting = left
    return bones


def spot(bones: Skeleton, place: tuple[Any, ...]) -> Vec:
    """The point that a pose names."""
    if isinstance(place[0], str):
        beside = bones.at[place[0]] + vec(*(0.0 if step == "floor" else step for step in place[1:]))
        return vec(beside[0], 0, beside[2]) if place[2] == "floor" else beside
    return vec(*place)


def bend(value: Any) -> tuple[float, float, float]:
    """A bend or a joint as its three angles."""
    if value is None:
        return (0.0, 0.0, 0.0)
    return value if isinstance(value, tuple) else (float(value), 0.0, 0.0)


def _spine(bones: Skeleton, state: State) -> None:
    shares = dict(zip(p.LOW_BACK_JOINTS, p.LOW_BACK_SHARES, strict=True))
    above = dict(zip(p.UPPER_BACK_JOINTS, p.UPPER_BACK_SHARES, strict=True))
    low, high = bend(state.low_back), bend(state.upper_back)
    heights = sorted({*(row[0] for row in p.TRUNK), *shares, *above, p.SHOULDER_STATION, p.WAIST})
    point, frame, last = bones.at["pelvis"], bones.frames["pelvis"], 0.0
    stations = {row[0] for row in p.TRUNK}
    for height in heights:
        point = point + frame[:, 1] * (height - last)
        last = height
        if height in shares:
            frame = bent(frame, *(part * shares[height] for part in low))
        if height in above:
            frame = bent(frame, *(part * above[height] for part in high))
        if height in stations:
            bones.spine.append((point, frame))
        if height == p.SHOULDER_STATION:
            bones.at["chest"], bones.frames["chest"] = point, frame
        if height == p.WAIST:
            bones.at["waist"], bones.frames["waist"] = point, frame
    neck = tuple(part / 2 for part in bend(state.neck))
    bones.at["neck"] = point + frame[:, 0] * -8
    frame = bent(frame, *neck)
    top = bones.at["neck"] + frame[:, 1] * p.NECK_LENGTH
    head = bent(frame, *neck)
    bones.at["nape"] = top
    bones.at["head"] = top + head[:, 1] * p.HEAD_UP + head[:, 0] * 10
    bones.frames["head"] = head


def _leg(bones: Skeleton, side: str, leg: Leg | None) -> None:
    leg = leg or Leg()
    pelvis, sign = bones.frames["pelvis"], SIDES[side]
    hip = bones.at[f"{side} hip"] = bones.at["pelvis"] + pelvis[:, 2] * p.HIP * sign
    place = leg.foot_at or leg.ball_at or leg.ankle_at
    if place is not None:
        _leg_to(bones, side, leg, hip, spot(bones, place))
        return
    if leg.thigh is not None:
        thigh = direction(leg.thigh)
        shin = direction(leg.shin) if leg.shin is not None else thigh
        upper, lower = _hinged(thigh, shin, _carried(pelvis, thigh), -1)
    else:
        upper = _turned(pelvis, bend(leg.hip), sign)
        lower = rotation(upper[:, 2], -leg.knee) @ upper
    knee = hip - upper[:, 1] * p.THIGH
    _put_leg(bones, side, (hip, knee, knee - lower[:, 1] * p.SHIN), (upper, lower), leg)


def _leg_to(bones: Skeleton, side: str, leg: Leg, hip: Vec, target: Vec) -> None:
    toward = (
        direction(leg.knee_to) if leg.knee_to is not None else bones.frames["pelvis"][:, 0] + vec(0, 0.3, 0)
    )
    below = vec(0, 0, 0)
    if leg.ankle_at is None:
        under = p.HEEL if leg.heel_up < 0 else (0, -p.ANKLE, 0)
        below = vec(*p.BALL) if leg.foot_at is None else vec(*under)
    ankle = target - _level_foot(leg, toward) @ below
    knee, end = _reach(hip, ankle, (p.THIGH, p.SHIN), toward)
    upper, lower = _hinged(knee - hip, end - knee, toward, -1)
    _put_leg(bones, side, (hip, knee, end), (upper, lower), leg)
    placed = end + bones.frames[f"{side} foot"] @ below
    bones.short[f"{side} foot"] = float(np.linalg.norm(placed - target))


def _level_foot(leg: Leg, toward: Vec) -> Frame:
    """The frame of a foot that is flat, or has its heel lifted."""
    ahead = direction(leg.toes) if leg.toes is not None else toward
    flat = framed(vec(0, 1, 0), ahead * vec(1, 0, 1))
    return rotation(flat[:, 2], -leg.heel_up) @ flat


def _put_leg(
    bones: Skeleton, side: str, points: tuple[Vec, Vec, Vec], frames: tuple[Frame, Frame], leg: Leg
) -> None:
    (hip, knee, ankle), (upper, lower) = points, frames
    if leg.foot == "flat" or leg.heel_up:
        foot = _level_foot(leg, lower[:, 0] if leg.knee_to is None else direction(leg.knee_to))
    elif leg.toes is not None:
        foot = framed(np.cross(lower[:, 2], direction(leg.toes)), direction(leg.toes))
    else:
        pulled = _FOOT.get(leg.foot, 0.0) if isinstance(leg.foot, str) else leg.foot or 0.0
        foot = rotation(lower[:, 2], pulled) @ lower
    # The toes stay on the floor when the heel is lifted.
    toes = rotation(foot[:, 2], max(0.0, leg.heel_up)) @ foot
    frames_of = {"thigh": upper, "shin": lower, "foot": foot, "toes": toes}
    bones.frames |= {f"{side} {name}": frame for name, frame in frames_of.items()}
    named = {"knee": knee, "ankle": ankle, "thigh": (hip + knee) / 2, "shin": (knee + ankle) / 2}
    named |= {
        name: ankle + foot @ vec(*at) for name, at in (("ball", p.BALL), ("toes", p.TOE), ("heel", p.HEEL))
    }
    named["sole"] = ankle + foot @ vec(24, -p.ANKLE, 0)
    bones.at |= {f"{side} {name}": point for name, point in named.items()}


def _arm(bones: Skeleton, side: str, arm: Arm | None) -> None:
    arm = arm or Arm()
    chest, sign = bones.frames["chest"], SIDES[side]
    shoulder = (
        bones.at["chest"]
        + chest[:, 2] * (p.SHOULDER - arm.inward) * sign
        + chest[:, 0] * (arm.forward - 6)
        + chest[:, 1] * -14
    )
    bones.at[f"{side} shoulder"] = shoulder
    elbow_to = direction(arm.elbow_to) if arm.elbow_to is not None else None
    back = elbow_to if elbow_to is not None else chest @ vec(-0.5, -0.8, 0.4 * sign)
    if arm.hand_at is not None:
        target = spot(bones, arm.hand_at)
        wrist = target
        fingers = direction(arm.fingers) if arm.fingers is not None else None
        for turn in range(_TURNS):
            # Where the wrist is depends on the forearm where the fingers go along with it.
            elbow, end = _reach(shoulder, wrist, (p.UPPER_ARM, p.FOREARM), back)
            hand = _hand(arm, fingers if fingers is not None else end - elbow, chest, sign)
            off = target - hand @ vec(p.PALM_THICKNESS, -p.PALM, 0) - wrist
            if turn >= _WHOLE_TURNS and np.linalg.norm(off) < _NEAR_ENOUGH:
                break
            wrist = wrist + off * (1 if turn < _WHOLE_TURNS else _PART)
        elbow, end = _reach(shoulder, wrist, (p.UPPER_ARM, p.FOREARM), back)
        upper, lower = _hinged(elbow - shoulder, end - elbow, -back, 1)
    else:
        if arm.upper_arm is not None:
            along = direction(arm.upper_arm)
            onward = direction(arm.forearm) if arm.forearm is not None else along
            upper, lower = _hinged(along, onward, _carried(chest, along), 1)
        else:
            upper = _turned(chest, bend(arm.shoulder), sign)
            lower = rotation(upper[:, 2], arm.elbow) @ upper
        elbow = shoulder - upper[:, 1] * p.UPPER_ARM
        end = elbow - lower[:, 1] * p.FOREARM
    fingers = direction(arm.fingers) if arm.fingers is not None else end - elbow
    hand = _hand(arm, fingers, chest, sign)
    bones.hands[side] = arm.hand
    bones.frames |= {f"{side} upper arm": upper, f"{side} forearm": lower, f"{side} hand": hand}
    points = {"elbow": elbow, "wrist": end}
    points |= {"upper arm": (shoulder + elbow) / 2, "forearm": (elbow + end) / 2}
    points["hand"] = end + hand @ vec(0, -p.PALM, 0)
    points["palm"] = end + hand @ vec(p.PALM_THICKNESS, -p.PALM, 0)
    if arm.hand_at is not None:
        bones.short[f"{side} hand"] = float(np.linalg.norm(points["palm"] - target))
    points["fingertips"] = end + hand @ vec(0, -p.HAND, 0)
    bones.at |= {f"{side} {name}": point for name, point in points.items()}


_TURNS, _WHOLE_TURNS, _PART, _NEAR_ENOUGH = 40, 3, 0.3, 1.0
"""How often a wrist is moved, how often by all that the palm is off, then by which part; units."""


def _hand(arm: Arm, fingers: Vec, chest: Frame, sign: float) -> Frame:
    """The frame of a hand: forward is where the palm looks, down where the fingers point."""
    palm = direction(arm.palm) if arm.palm is not None else chest[:, 2] * -sign
    return framed(-fingers, palm)


_LIMBS: dict[str, Callable[[Skeleton, str, Any], None]] = {"leg": _leg, "arm": _arm}


def _turned(parent: Frame, angles: tuple[float, float, float], sign: float) -> Frame:
    """A limb's frame from its joint: lifted forward, then out to its side, then turned out."""
    forward, out, turned_out = angles
    frame = rotation(parent[:, 2], forward) @ parent
    frame = rotation(frame[:, 0], -out * sign) @ frame
    return rotation(frame[:, 1], -turned_out * sign) @ frame


def _carried(parent: Frame, along: Vec) -> Vec:
    """Where the front of a limb looks that was swung the shortest way from hanging down."""
    down = -parent[:, 1]
    axis = np.cross(down, along)
    turned = rotation(axis, angle(down, along)) @ parent if np.linalg.norm(axis) > 1e-6 else parent  # noqa: PLR2004
    ahead: Vec = turned[:, 0]
    return ahead


_STRAIGHT = 0.14
"""Sine of the angle, 8 degrees, below which two bones do not say themselves which way their hinge bends."""


def _hinged(first: Vec, second: Vec, ahead: Vec, way: int) -> tuple[Frame, Frame]:
    """The frames of two bones with a hinge between; a knee (-1) bends backward, an elbow (1) forward."""
    first, second = unit(first), unit(second)
    hinge = np.cross(first, second) * way
    if np.linalg.norm(hinge) < _STRAIGHT:
        upper = framed(-first, ahead)
        return upper, framed(-second, upper[:, 0])
    hinge = unit(hinge)
    return tuple(np.column_stack([np.cross(-bone, hinge), -bone, hinge]) for bone in (first, second))  # type: ignore[return-value]


def _reach(root: Vec, target: Vec, lengths: tuple[float, float], toward: Vec) -> tuple[Vec, Vec]:
    """Elbow or knee, and where the end comes to be, of two bones that reach for a target."""
    first, second = lengths
    way = target - root
    longest, shortest = first + second - 0.5, abs(first - second) + 0.5
    distance = float(np.clip(np.linalg.norm(way), shortest, longest))
    along = unit(way)
    across = toward - along * float(toward @ along)
    across = unit(across) if np.linalg.norm(across) > 1e-6 else framed(along, vec(0.3, 0.5, 0.8))[:, 0]  # noqa: PLR2004
    ahead = (first**2 - second**2 + distance**2) / (2 * distance)
    aside = np.sqrt(max(0.0, first**2 - ahead**2))
    return root + along * ahead + across * aside, root + along * distance
