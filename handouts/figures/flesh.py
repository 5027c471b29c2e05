"""Flesh on the bones: each part of the body as a chain of ellipsoids, and its silhouette in a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from shapely import Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from handouts.figures import proportions as p
from handouts.figures.person import Build
from handouts.figures.skeleton import SIDES, Skeleton
from handouts.figures.vectors import Frame, Vec, vec

_ROUND = np.stack([np.cos(t := np.linspace(0, 2 * np.pi, 28, endpoint=False)), np.sin(t)])


def _root(matrix: Frame) -> Frame:
    """The root of a symmetric 2 x 2 matrix; unlike eigenvectors it does not jump where a circle is drawn."""
    area = np.sqrt(max(matrix[0, 0] * matrix[1, 1] - matrix[0, 1] ** 2, 0.0))
    root: Frame = (matrix + area * np.eye(2)) / np.sqrt(np.trace(matrix) + 2 * area)
    return root


@dataclass(frozen=True)
class Camera:
    """Where the reader looks from: rows are the picture's right, its up, and the way to the reader."""

    axes: Frame

    @classmethod
    def at(cls, turn: float, height: float) -> Camera:
        """A camera `turn` degrees around and `height` degrees up."""
        t, h = np.radians(turn), np.radians(height)
        right = vec(np.cos(t), 0, -np.sin(t))
        level = vec(np.sin(t), 0, np.cos(t))
        up = vec(0, 1, 0)
        return cls(np.stack([right, up * np.cos(h) - level * np.sin(h), level * np.cos(h) + up * np.sin(h)]))

    def flat(self, point: Vec) -> Vec:
        """The point in the picture: right, up."""
        flat: Vec = self.axes[:2] @ point
        return flat

    def depth(self, point: Vec) -> float:
        """How near to the reader."""
        return round(float(self.axes[2] @ point), p.ALIKE)


@dataclass(frozen=True)
class Ball:
    """An ellipsoid: its middle, and its half axes as columns."""

    middle: Vec
    axes: Frame

    @classmethod
    def of(cls, middle: Vec, radii: float | Sequence[float], frame: Frame | None = None) -> Ball:
        """A sphere, or an ellipsoid along the axes of a frame."""
        turned = np.eye(3) if frame is None else frame
        return cls(middle, turned * np.broadcast_to(np.asarray(radii, dtype=float), 3))

    def outline(self, camera: Camera) -> Polygon:
        """Its silhouette."""
        flat = camera.axes[:2] @ self.axes
        points = _root(flat @ flat.T) @ _ROUND + camera.flat(self.middle)[:, None]
        return Polygon(np.round(points, p.ALIKE).T)

    def reach(self, way: Vec) -> float:
        """How far it reaches in a direction, measured from the origin."""
        return float(self.middle @ way + np.linalg.norm(self.axes.T @ way))


@dataclass(frozen=True)
class Part:
    """A part of the body: chains of ellipsoids, of which neighbours are joined by their hull."""

    name: str
    chains: tuple[tuple[Ball, ...], ...]

    @property
    def balls(self) -> Iterable[Ball]:
        """All its ellipsoids."""
        return (ball for chain in self.chains for ball in chain)

    def depth(self, camera: Camera) -> float:
        """How near to the reader its middle is."""
        return round(float(np.mean([camera.depth(ball.middle) for ball in self.balls])), p.ALIKE)

    def outline(self, camera: Camera, *, smooth: bool = True) -> BaseGeometry:
        """Its silhouette."""
        hulls: list[BaseGeometry] = []
        for chain in self.chains:
            rounds = [ball.outline(camera) for ball in chain]
            hulls += [unary_union(pair).convex_hull for pair in pairwise(rounds)] or rounds
        whole = unary_union(hulls)
        if smooth:
            for step in p.ROUNDING:
                whole = whole.buffer(step)
        return whole

    def reach(self, way: Vec) -> float:
        """How far it reaches in a direction, measured from the origin."""
        return max(ball.reach(way) for ball in self.balls)


def body(bones: Skeleton, build: Build) -> dict[str, Part]:
    """Every part by name: trunk, neck, head and the segments of the limbs."""
    parts = [_trunk(bones, build), _neck(bones), _head(bones)]
    for side in SIDES:
        parts += [*_leg(bones, side, build), *_arm(bones, side, build)]
    return {part.name: part for part in parts}


def _flowing(balls: Sequence[Ball], steps: int = 3) -> tuple[Ball, ...]:
    """A chain with more ellipsoids between, so that its outline curves (Catmull and Rom's spline)."""
    rows = np.array([np.column_stack([ball.middle, ball.axes]) for ball in balls])
    padded = np.concatenate([rows[:1] * 2 - rows[1:2], rows, rows[-1:] * 2 - rows[-2:-1]])
    a, b, c, d = (padded[i : len(padded) - 3 + i, None] for i in range(4))
    t = np.linspace(0, 1, steps, endpoint=False)[:, None, None]
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return (*(Ball(row[:, 0], row[:, 1:]) for row in curve.reshape(-1, 3, 4)), balls[-1])


def upto(part: Part, share: float) -> Part:
    """The part from its beginning to a share of its length: what a sleeve or a leg of shorts covers."""
    (chain, *_) = part.chains
    start, end = chain[0].middle, chain[-1].middle
    whole = float(np.linalg.norm(end - start))
    kept = [ball for ball in chain if np.linalg.norm(ball.middle - start) <= whole * share]
    following = chain[len(kept)]
    before = kept[-1]
    span = float(np.linalg.norm(following.middle - before.middle))
    rest = (whole * share - float(np.linalg.norm(before.middle - start))) / span
    cut = before.middle + (following.middle - before.middle) * rest
    return Part(part.name, ((*kept, Ball(cut, before.axes + (following.axes - before.axes) * rest)),))


def _trunk(bones: Skeleton, build: Build) -> Part:
    balls = []
    for (height, width, depth, ahead), (point, frame) in zip(p.TRUNK, bones.spine, strict=True):
        # A heavy or broad body does not have a wider neck.
        share = 1.0 if height < p.SHOULDER_STATION else 0.0
        wide = build.hips if height < p.WAIST else build.width
        radii = (
            depth * (1 + (build.depth - 1) * share),
            p.TRUNK_THICKNESS if height < p.SHOULDER_STATION else p.TRUNK_THICKNESS * 0.6,
            width * (1 + (wide - 1) * share),
        )
        balls.append(Ball.of(point + frame[:, 0] * ahead, radii, frame))
    chains = [_flowing(balls)]
    pelvis, chest = bones.frames["pelvis"], bones.frames["chest"]
    (cheek_ahead, up, out), cheek_radii = p.BUTTOCK
    for sign in SIDES.values():
        cheek = bones.at["pelvis"] + pelvis @ vec(cheek_ahead, up, out * sign)
        chains.append(
            (Ball.of(cheek, tuple(radius * build.hips for radius in cheek_radii), pelvis), balls[2])
        )
        if build.bust:
            breast = bones.at["chest"] + chest @ vec(40, -84, 38 * sign)
            chains.append((Ball.of(breast, build.bust, chest), balls[5]))
        shoulder = bones.at[f"{'right' if sign > 0 else 'left'} shoulder"]
        cap = Ball.of(shoulder, p.UPPER_ARM_RADII[0][1] * 0.85, chest)
        chains += [(cap, balls[6]), (cap, balls[9])]
    if build.belly:
        waist = bones.frames["waist"]
        chains.append((Ball.of(bones.at["waist"] + waist @ vec(26, 14, 0), build.belly, waist), balls[2]))
    return Part("trunk", tuple(chains))


def _neck(bones: Skeleton) -> Part:
    head = bones.frames["head"]
    balls = (
        Ball.of(bones.at["neck"], 33),
        Ball.of(bones.at["nape"] + head[:, 0] * 4, 31),
        Ball.of(bones.at["head"], 28),
    )
    return Part("neck", (balls,))


def _head(bones: Skeleton) -> Part:
    middle, frame = bones.at["head"], bones.frames["head"]
    skull = Ball.of(middle, p.HEAD_RADII, frame)
    jaw, nose = (Ball.of(middle + frame @ vec(*at), radii, frame) for at, radii in (p.JAW, p.NOSE))
    return Part("head", ((skull, jaw), (nose, Ball.of(middle + frame @ vec(38, 4, 0), 18))))


def _along(
    start: Vec, end: Vec, rows: Iterable[Sequence[float]], frame: Frame, factor: float
) -> tuple[Ball, ...]:
    return _flowing(
        [
            Ball.of(start + (end - start) * share + frame[:, 0] * sum(ahead), radius * factor)
            for share, radius, *ahead in rows
        ]
    )


def _leg(bones: Skeleton, side: str, build: Build) -> tuple[Part, Part, Part]:
    at = {name: bones.at[f"{side} {name}"] for name in ("hip", "knee", "ankle")}
    frames = {name: bones.frames[f"{side} {name}"] for name in ("thigh", "shin", "foot")}
    thigh = _along(at["hip"], at["knee"], p.THIGH_RADII, frames["thigh"], build.limbs)
    shin = _along(at["knee"], at["ankle"], p.SHIN_RADII, frames["shin"], build.limbs)
    foot = [Ball.of(at["ankle"] + frames["foot"] @ vec(*row[:3]), row[3:], frames["foot"]) for row in p.FOOT]
    toes = bones.frames[f"{side} toes"]
    foot.append(Ball.of(foot[-1].middle + toes @ vec(*p.TOES[:3]), p.TOES[3:], toes))
    ankle = Ball.of(at["ankle"], p.SHIN_RADII[-1][1] * build.limbs)
    return (
        Part(f"{side} thigh", (thigh,)),
        Part(f"{side} shin", (shin,)),
        Part(f"{side} foot", (tuple(foot), (ankle, foot[0]), (ankle, foot[1]))),
    )


def _arm(bones: Skeleton, side: str, build: Build) -> tuple[Part, Part, Part]:
    at = {name: bones.at[f"{side} {name}"] for name in ("shoulder", "elbow", "wrist")}
    upper = _along(
        at["shoulder"], at["elbow"], p.UPPER_ARM_RADII, bones.frames[f"{side} upper arm"], build.limbs
    )
    fore = _along(at["elbow"], at["wrist"], p.FOREARM_RADII, bones.frames[f"{side} forearm"], build.limbs)
    return Part(f"{side} upper arm", (upper,)), Part(f"{side} forearm", (fore,)), _hand(bones, side)


def _hand(bones: Skeleton, side: str) -> Part:
    """The hand as it is held; `hands` of the skeleton say how."""
    wrist, frame = bones.at[f"{side} wrist"], bones.frames[f"{side} hand"]
    # The thumb is on the inner side when the palm looks forward and the fingers down: out to the body's side.
    inner = SIDES[side]

    def ball(out: float, along: float, palm: float, radii: Sequence[float]) -> Ball:
        return Ball.of(wrist + frame @ vec(palm, -along, out * inner), radii, frame)

    root = ball(0, 0, 0, (14, 14, 15))
    palm = ball(0, 38, 0, (12, 24, 24))
    thumb = (ball(14, 22, 4, (9, 9, 9)), ball(28, 46, 8, (8, 8, 8)), ball(26, 62, 10, (7, 7, 7)))
    shape = bones.hands.get(side, "relaxed")
    if shape == "grip":
        fist = ball(0, 52, 9, (22, 20, 26))
        curled = (ball(14, 24, 6, (9, 9, 9)), ball(20, 44, 22, (8, 8, 8)))
        return Part(f"{side} hand", ((root, palm, fist), curled))
    if shape == "point":
        fist = ball(0, 50, 8, (20, 18, 24))
        finger = (ball(14, 52, 0, (8, 8, 8)), ball(14, 104, 0, (6.5, 6.5, 6.5)))
        return Part(f"{side} hand", ((root, palm, fist), finger, thumb))
    bend = 6 if shape == "relaxed" else 0
    fingers = ball(0, 62, 0, (10, 12, 24)), ball(0, 97, bend, (7, 11, 17))
    return Part(f"{side} hand", ((root, palm, *fingers), thumb))
