"""How far human joints go, and how far those of a skeleton are turned; degrees.

The normal values are those of the MSD Manual's table "Normal Values for Range of Motion of Joints" (hip,
knee, ankle, shoulder, elbow, wrist) and, for spine and neck, of a table after Kurz on yoga-age.com; both were
read. Passive motion, by a therapist's hand, goes farther than such tables say (Soucie and others, Haemophilia
2011;17:500, abstract read). A joint that is pulled or leaned on goes farther still. Where exercises do that,
the limit has our own allowance, named below, which a physical therapist has yet to look at.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handouts.figures.pose import State
from handouts.figures.skeleton import SIDES, Skeleton, bend
from handouts.figures.vectors import Frame, angle

RANGES = {
    # Pulled in by the hands (allowance 20 over 125), drawn back in a lunge (15 over 15).
    "hip, forward": (-30.0, 145.0),
    # Bent hips open farther out than straight ones (allowance 15 over 45).
    "hip, out": (-35.0, 60.0),
    # Legs crossed or an ankle on the other knee (allowance 30 over 45).
    "hip, turned": (-50.0, 75.0),
    # Sitting on the heels (allowance 30 over 130).
    "knee": (-5.0, 160.0),
    # Standing with the knee over the toes (allowance 20 over 20); the top of the foot laid on the floor bends
    # the middle of the foot as well (allowance 25 over 50).
    "ankle": (-75.0, 40.0),
    # Ankle and knee turn it together (ours).
    "foot, turned": (-45.0, 45.0),
    # Hands behind the body that carry weight (allowance 30 over 50).
    "shoulder, back": (0.0, 80.0),
    # Drawn across the chest with the shoulder blade (ours).
    "shoulder, across": (0.0, 60.0),
    "elbow": (-5.0, 155.0),
    # Weight on the hands (allowance 30 over 70).
    "wrist": (0.0, 100.0),
    # Leaned back on the arms (allowance 5 over 30).
    "low back, forward": (-35.0, 60.0),
    "low back, side": (-35.0, 35.0),
    "low back, turned": (-30.0, 30.0),
    # No table was read for the upper back; these are ours.
    "upper back, forward": (-30.0, 50.0),
    "upper back, side": (-30.0, 30.0),
    "upper back, turned": (-45.0, 45.0),
    "neck, forward": (-55.0, 55.0),
    # Allowances 10 over 35 and over 70.
    "neck, side": (-45.0, 45.0),
    "neck, turned": (-80.0, 80.0),
}


def turned(bones: Skeleton, state: State) -> Iterator[tuple[str, str, float]]:
    """The limb (or nothing), the joint by its name above, and how far it is turned."""
    for side, sign in SIDES.items():
        yield from ((side, joint, value) for joint, value in _leg(bones, side, sign))
        yield from ((side, joint, value) for joint, value in _arm(bones, side, sign))
    for name, value in (("low back", state.low_back), ("upper back", state.upper_back), ("neck", state.neck)):
        for way, part in zip(("forward", "side", "turned"), bend(value), strict=True):
            yield "", f"{name}, {way}", part


def _leg(bones: Skeleton, side: str, sign: float) -> Iterator[tuple[str, float]]:
    thigh, shin, foot = (bones.frames[f"{side} {name}"] for name in ("thigh", "shin", "foot"))
    forward, out, about = _ball_joint(bones.frames["pelvis"], thigh, sign)
    yield "hip, forward", forward
    yield "hip, out", out
    yield "hip, turned", about
    yield "knee", _hinge(thigh, shin, -1)
    aside = sign * np.arctan2(foot[:, 0] @ shin[:, 2], foot[:, 0] @ shin[:, 0])
    yield "foot, turned", float(np.degrees(aside))
    yield "ankle", float(np.degrees(np.arctan2(foot[:, 0] @ shin[:, 1], foot[:, 0] @ shin[:, 0])))


def _arm(bones: Skeleton, side: str, sign: float) -> Iterator[tuple[str, float]]:
    upper, fore, hand = (bones.frames[f"{side} {name}"] for name in ("upper arm", "forearm", "hand"))
    along = bones.frames["chest"].T @ -upper[:, 1]
    # An arm that hangs back, or points back at the side; one that is up is not behind the body.
    back = -along[0] if along[1] < 0.5 else 0.0  # noqa: PLR2004
    yield "shoulder, back", float(np.degrees(np.arcsin(np.clip(back, 0, 1))))
    yield "shoulder, across", float(np.degrees(np.arcsin(np.clip(-along[2] * sign, 0, 1))))
    yield "elbow", _hinge(upper, fore, 1)
    yield "wrist", angle(fore[:, 1], hand[:, 1])


def _hinge(upper: Frame, lower: Frame, way: int) -> float:
    """How far a hinge is bent; negative is the wrong way."""
    return float(np.degrees(np.arctan2(-lower[:, 1] @ upper[:, 0] * way, lower[:, 1] @ upper[:, 1])))


def _ball_joint(parent: Frame, limb: Frame, sign: float) -> tuple[float, float, float]:
    """Forward, out and turned out, in this order, as `skeleton` turns a limb."""
    inner = parent.T @ limb
    along = -inner[:, 1]
    out = float(np.degrees(np.arcsin(np.clip(along[2] * sign, -1, 1))))
    forward = float(np.degrees(np.arctan2(along[0], -along[1])))
    if forward < -120:  # noqa: PLR2004 - past straight up is far forward, not far back
        forward += 360
    # What is left when forward and out are undone is the turn about the limb's own axis.
    f, o = np.radians(forward), np.radians(out) * sign
    undo_forward = np.array([[np.cos(f), np.sin(f), 0], [-np.sin(f), np.cos(f), 0], [0, 0, 1]])
    undo_out = np.array([[1, 0, 0], [0, np.cos(o), -np.sin(o)], [0, np.sin(o), np.cos(o)]])
    left = undo_out @ undo_forward @ inner
    about = float(np.degrees(np.arctan2(left[2, 0], left[0, 0]))) * sign
    return forward, out, about
