"""What can be wrong with a pose that an eye may miss: each finding has a code of `messages`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from shapely import unary_union

from handouts.figures import proportions as p
from handouts.figures.flesh import Part
from handouts.figures.panel import Panel, gap, part_called
from handouts.figures.pose import Pose
from handouts.figures.ranges import RANGES, turned
from handouts.figures.skeleton import SIDES
from handouts.figures.solids import x_of
from handouts.figures.vectors import Vec, vec

MISSED, PIERCED = 8.0, 5.0
"""Units by which a contact may be missed, and a surface pierced."""
THROUGH = 0.7
"""A limb whose axis is deeper than this part of the thickness of trunk or head goes through it."""
CROSSING = 0.42
"""Two limbs whose axes are nearer than this part of their thickness go through each other."""
COVERED = 0.3
"""The part of an arrow that may lie over the body."""
SHOWN = 0.45
"""The part of a highlight that must be seen."""


@dataclass(frozen=True)
class Finding:
    """Something wrong, with the keys that lead to it in the pose's file."""

    code: str
    path: tuple[str | int, ...]
    words: dict[str, Any]


def check(pose: Pose, panels: list[Panel]) -> list[Finding]:
    """Everything wrong with the pictures of a pose."""
    found: list[Finding] = []
    for panel in panels:
        key = panel.which or ("finish" if pose.finish else "start")
        for path, code, words in (
            *_contacts(panel, pose),
            *_pierced(panel),
            *_joints(panel),
            *_through(panel),
            *_picture(panel),
        ):
            found.append(Finding(code, (key, *path), {"panel": key, **words}))
    return found


Found = Iterator[tuple[tuple[str | int, ...], str, dict[str, Any]]]


def _contacts(panel: Panel, pose: Pose) -> Found:
    for limb, short in panel.bones.short.items():
        if short > MISSED:
            yield (), "D001", {"part": limb, "what": "its place", "gap": round(short)}
    for index, name in enumerate(panel.state.rests or ()):
        part = part_called(panel.parts, name)
        above = gap(part, panel.solids)
        if above > MISSED:
            yield ("rests", index), "D001", {"part": name, "what": "what is below it", "gap": round(above)}
    walls = [prop for prop in (*pose.props, *panel.state.props) if prop.kind == "wall"]
    for index, name in enumerate(panel.state.touches or ()):
        part = part_called(panel.parts, name)
        gaps = [_from_wall(part, x_of(wall), wall.faces) for wall in walls]
        if not gaps:
            yield ("touches", index), "S099", {"key": "touches", "reason": "there is no wall"}
            continue
        nearest = min(gaps, key=abs)
        if abs(nearest) > MISSED:
            yield ("touches", index), "D001", {"part": name, "what": "a wall", "gap": f"{nearest:.0f}"}


def _from_wall(part: Part, x: float, faces: str | None) -> float:
    return x - part.reach(vec(1, 0, 0)) if faces == "left" else -part.reach(vec(-1, 0, 0)) - x


def _pierced(panel: Panel) -> Found:
    for name, part in panel.parts.items():
        below = part.reach(vec(0, -1, 0))
        if below > PIERCED:
            yield (), "D002", {"part": name, "what": "the floor", "depth": round(below)}
        if panel.bones.hands.get(name.split()[0]) == "grip" and name.endswith("hand"):
            continue  # Fingers close around what they hold.
        inside = max((solid.inside(ball) for solid in panel.solids for ball in part.balls), default=0.0)
        if inside > PIERCED and below <= PIERCED:
            yield (), "D002", {"part": name, "what": "a thing", "depth": round(inside)}


def _joints(panel: Panel) -> Found:
    for side, joint, value in turned(panel.bones, panel.state):
        low, high = RANGES[joint]
        if not low - 0.5 <= value <= high + 0.5:
            name = f"{side} {joint}".strip()
            yield (), "D003", {"joint": name, "angle": round(value), "low": f"{low:g}", "high": f"{high:g}"}


def _through(panel: Panel) -> Found:
    for other, side in product(("trunk", "head"), SIDES):
        inside = [(ball.middle, np.linalg.pinv(ball.axes)) for ball in panel.parts[other].balls]
        for kind, first in (("thigh", 0.45), ("shin", 0.0), ("upper arm", 0.6), ("forearm", 0.0)):
            points = np.array([ball.middle for ball in panel.parts[f"{side} {kind}"].chains[0]])
            points = points[int(len(points) * first) :]
            if any(
                np.linalg.norm((points - middle) @ inverse.T, axis=1).min() < THROUGH
                for middle, inverse in inside
            ):
                yield (), "D004", {"part": f"{side} {kind}", "other": f"the {other}"}
    legs = [(f"{side} {kind}", panel.parts[f"{side} {kind}"]) for side in SIDES for kind in ("thigh", "shin")]
    for name, part in legs[:2]:
        for other, crossed in legs[2:]:
            if _crossing(part, crossed):
                yield (), "D004", {"part": name, "other": f"the {other}"}


def _crossing(part: Part, other: Part) -> bool:
    def rows(chain: Part) -> tuple[Vec, Vec]:
        balls = chain.chains[0]
        return np.array([ball.middle for ball in balls]), np.array([ball.axes[0, 0] for ball in balls])

    (ours, our_radii), (theirs, their_radii) = rows(part), rows(other)
    apart = np.linalg.norm(ours[:, None] - theirs[None], axis=2)
    return bool((apart < CROSSING * (our_radii[:, None] + their_radii[None])).any())


def _picture(panel: Panel) -> Found:
    left, bottom, right, top = panel.frame()
    for value, limit, what in ((right - left, p.FRAME[0], "wide"), (top - bottom, p.FRAME[1], "high")):
        if value > limit:
            yield (), "D005", {"size": round(value), "limit": round(limit), "what": what}
    body = unary_union([layer.shape for layer in panel.layers])
    for index, arrow in enumerate(panel.arrows):
        if not arrow.shape.area:
            reason = "nothing moves here from start to finish, and it has no from and to"
            yield ("arrows", index), "S099", {"key": "this arrow", "reason": reason}
            continue
        share = arrow.shape.intersection(body).area / arrow.shape.area
        if share > COVERED:
            yield ("arrows", index), "D006", {"share": round(share * 100)}
    for index, name in enumerate(panel.state.feel):
        whole, seen = panel.highlights[name]
        if whole.is_empty or seen.area < SHOWN * whole.area:
            yield ("feel", index), "D007", {"name": name}
    size = len(panel.svg.encode())
    if size > p.LARGEST_FILE:
        yield (), "D008", {"size": size, "limit": p.LARGEST_FILE}
