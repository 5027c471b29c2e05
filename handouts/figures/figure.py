"""A body in a picture: every part outlined and filled, the far ones first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from shapely import LineString, MultiPoint, Point, Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from handouts.figures import proportions as p
from handouts.figures.flesh import Ball, Camera, Part, upto
from handouts.figures.ink import Stroke
from handouts.figures.palette import (
    BOTTOM,
    BOTTOM_FAR,
    FAR_LINE,
    LINE,
    TOP,
    TOP_FAR,
    WHITE,
    mixed,
)
from handouts.figures.person import Person
from handouts.figures.skeleton import SIDES, Skeleton
from handouts.figures.vectors import Vec, unit, vec

FAR_PALENESS = 0.4
_JOINTS = {
    # A part, the one it hangs on, the joint between, and how far around it no line is drawn.
    "thigh": ("trunk", "hip", 95),
    "shin": ("thigh", "knee", 52),
    "foot": ("shin", "ankle", 40),
    "upper arm": ("trunk", "shoulder", 60),
    "forearm": ("upper arm", "elbow", 34),
    "hand": ("forearm", "wrist", 26),
}
_FRONT_BIAS = {
    "thigh": 6,
    "shin": 4,
    "foot": 6,
    "upper arm": 12,
    "forearm": 14,
    "hand": 20,
    "neck": -25,
    "head": 4,
}
"""What decides where two parts are equally near."""
_OVERRIDE = 1000.0


@dataclass
class Layer:
    """One part in the picture."""

    name: str
    shape: BaseGeometry
    depth: float
    strokes: list[Stroke]


@dataclass(frozen=True)
class Look:
    """What decides how a body is drawn beside its bones."""

    person: Person
    camera: Camera
    in_front: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    pale: tuple[str, ...] | None = None


def layers(bones: Skeleton, parts: dict[str, Part], look: Look) -> list[Layer]:
    """The body's layers, the farthest first."""
    camera = look.camera
    shapes = {name: part.outline(camera) for name, part in parts.items()}
    pale = _pale(bones, look)
    found = []
    for name, part in parts.items():
        side, _, kind = name.partition(" ")
        kind = kind if side in SIDES else name
        depth = part.depth(camera) + _FRONT_BIAS.get(kind, 0)
        depth += _OVERRIDE * (_called(name, look.in_front) - _called(name, look.behind))
        far = name in pale
        if kind == "head":
            strokes = _head(bones, part, shapes, look)
        elif kind == "trunk":
            strokes = _trunk(bones, shapes[name], look)
        else:
            strokes = _limb(name, kind, bones, part, shapes, look, far=far)
        found.append(Layer(name, shapes[name], depth, strokes))
    return sorted(found, key=lambda layer: layer.depth)


def _called(name: str, names: tuple[str, ...]) -> int:
    """Whether a part, or the limb it belongs to, is named."""
    limbs = {"leg": ("thigh", "shin", "foot"), "arm": ("upper arm", "forearm", "hand")}
    side, _, kind = name.partition(" ")
    limb = next((limb for limb, kinds in limbs.items() if kind in kinds), None)
    return int(name in names or f"{side} {limb}" in names)


def _pale(bones: Skeleton, look: Look) -> set[str]:
    """The parts of limbs on the far side of the body."""
    kinds = {"hip": ("thigh", "shin", "foot"), "shoulder": ("upper arm", "forearm", "hand")}
    names = {f"{side} {kind}" for side in SIDES for row in kinds.values() for kind in row}
    if look.pale is not None:
        return {name for name in names if _called(name, look.pale)}
    found = set()
    for root, row in kinds.items():
        middle = look.camera.depth((bones.at[f"right {root}"] + bones.at[f"left {root}"]) / 2)
        for side in SIDES:
            if look.camera.depth(bones.at[f"{side} {root}"]) < middle - 26:
                found |= {f"{side} {kind}" for kind in row}
    return found


def _limb(
    name: str,
    kind: str,
    bones: Skeleton,
    part: Part,
    shapes: dict[str, BaseGeometry],
    look: Look,
    *,
    far: bool,
) -> list[Stroke]:
    camera, person = look.camera, look.person
    skin = mixed(person.skin, WHITE, FAR_PALENESS) if far else person.skin
    line, width = (FAR_LINE, p.FAR_LINE) if far else (LINE, p.LINE)
    shape = shapes[name]
    strokes = [Stroke(shape, skin)]
    covered = {"thigh": p.SHORTS, "upper arm": p.SLEEVE}.get(kind)
    if covered:
        cloth = upto(part, covered).outline(camera, smooth=False).buffer(1.5).intersection(shape)
        colour = (BOTTOM_FAR if far else BOTTOM) if kind == "thigh" else (TOP_FAR if far else TOP)
        hem = cloth.boundary.intersection(shape.buffer(-2)).difference(_disc(bones, camera, name, 0.6))
        strokes += [Stroke(cloth, colour), Stroke(hem, line, p.FINE_LINE)]
    strokes.append(Stroke(_edge(name, kind, bones, shapes, camera), line, width))
    if kind == "foot":
        strokes += _toes(bones, name.split()[0], shape, camera, line)
    if kind == "hand":
        strokes += _fingers(bones, name.split()[0], shape, camera, line)
    return strokes


def _edge(
    name: str, kind: str, bones: Skeleton, shapes: dict[str, BaseGeometry], camera: Camera
) -> BaseGeometry:
    """The outline of a part without what would cut it off from its neighbours."""
    edge = shapes[name].boundary
    side = name.split()[0]
    if kind in _JOINTS:
        neighbour, joint, radius = _JOINTS[kind]
        other = shapes[neighbour if neighbour == "trunk" else f"{side} {neighbour}"]
        disc = Point(camera.flat(bones.at[f"{side} {joint}"])).buffer(radius)
        edge = edge.difference(disc.intersection(other.buffer(-1)))
    for below, (above, joint, radius) in _JOINTS.items():
        # The outline of the thigh is open to the shin, too.
        if above == kind:
            disc = Point(camera.flat(bones.at[f"{side} {joint}"])).buffer(radius)
            edge = edge.difference(disc.intersection(shapes[f"{side} {below}"].buffer(-1)))
    return edge


def _disc(bones: Skeleton, camera: Camera, name: str, share: float) -> BaseGeometry:
    """The neighbourhood of the joint on which a part hangs."""
    side, _, kind = name.partition(" ")
    _, joint, radius = _JOINTS[kind]
    return Point(camera.flat(bones.at[f"{side} {joint}"])).buffer(radius * share)


def _trunk(bones: Skeleton, shape: BaseGeometry, look: Look) -> list[Stroke]:
    camera = look.camera
    frame, waist = bones.frames["waist"], bones.at["waist"]
    # Bottom ends at the waist: all that is on the pelvis's side of the plane through it.
    rim = Ball.of(waist, (75, 0.5, 105), frame).outline(camera)
    down = Ball.of(bones.at["pelvis"] - frame[:, 1] * 90, (130, 60, 130), bones.frames["pelvis"]).outline(
        camera
    )
    below = unary_union([rim, down]).convex_hull
    bottom = shape.intersection(below)
    hem = bottom.boundary.intersection(shape.buffer(-2))
    strokes = [Stroke(shape, TOP), Stroke(bottom, BOTTOM), Stroke(hem, LINE, p.FINE_LINE)]
    return [*strokes, Stroke(shape.boundary, LINE, p.LINE)]


def _toes(bones: Skeleton, side: str, shape: BaseGeometry, camera: Camera, line: str) -> list[Stroke]:
    """Short lines between the toes, where one sees the foot from above or in front."""
    ankle, foot = bones.at[f"{side} ankle"], bones.frames[f"{side} foot"]
    if camera.axes[2] @ foot[:, 1] < 0.25 and camera.axes[2] @ foot[:, 0] < 0.5:  # noqa: PLR2004
        return []
    lines = [
        LineString([camera.flat(ankle + foot @ vec(length, -22, out)) for length in (84, 101)])
        for out in (-13, -3, 7, 16)
    ]
    return [Stroke(unary_union(lines).intersection(shape), line, p.FINE_LINE)]


def _fingers(bones: Skeleton, side: str, shape: BaseGeometry, camera: Camera, line: str) -> list[Stroke]:
    """Lines between the fingers: along a flat hand, across the knuckles of a grip."""
    wrist, hand = bones.at[f"{side} wrist"], bones.frames[f"{side} hand"]
    grip = bones.hands.get(side) in {"grip", "point"}
    if not grip and abs(camera.axes[2] @ hand[:, 0]) < 0.5:  # noqa: PLR2004
        return []
    ends = ((20, 40), (24, 62)) if grip else ((0, 70), (0, 98))
    lines = []
    for out in (-11, 0, 11):
        points = [wrist + hand @ vec(palm, -along, out) for palm, along in ends]
        lines.append(LineString([camera.flat(point) for point in points]))
    return [Stroke(unary_union(lines).intersection(shape.buffer(-3)), line, p.FINE_LINE)]


def _head(bones: Skeleton, part: Part, shapes: dict[str, BaseGeometry], look: Look) -> list[Stroke]:
    camera, person = look.camera, look.person
    face = _Face(bones, camera)
    shape = shapes["head"]
    hair = face.hair(person)
    strokes = [*face.back_hair(person), Stroke(shape, person.skin)]
    if person.beard:
        strokes.append(Stroke(face.beard().intersection(shape), person.hair_colour))
    strokes.append(Stroke(shape.boundary, LINE, p.LINE))
    if not hair.is_empty:
        strokes += [Stroke(hair, person.hair_colour), Stroke(hair.boundary, LINE, p.FINE_LINE)]
    if person.hair != "scarf":
        strokes += face.ears(person)
    return [*strokes, *face.features(person)]


def _hairline(up: float, low: float) -> float:
    """How far forward the hair grows at a height on the skull."""
    if up < low:
        return -2.0
    if up > 0.5:  # noqa: PLR2004 - the forehead
        return -0.35 + (up - 0.5) * 2.6 + 0.55
    return 0.18 if up > 0 else 0.18 + up * 0.75


class _Face:
    """Places on the head, and which of them one sees."""

    def __init__(self, bones: Skeleton, camera: Camera) -> None:
        self.middle, self.frame, self.camera = bones.at["head"], bones.frames["head"], camera
        self.bones = bones

    def on(self, ahead: float, up: float, out: float, swell: float = 1) -> tuple[Vec, bool]:
        """The place on the skull in a direction, in the picture, and whether it looks at the reader."""
        way = vec(ahead, up, out)
        radii = np.asarray(p.HEAD_RADII) * swell
        way = way / np.linalg.norm(way / radii)
        normal = self.frame @ (way / radii**2)
        seen = bool(self.camera.axes[2] @ normal > 0)
        return self.camera.flat(self.middle + self.frame @ way), seen

    def patch(self, keep: Callable[[float, float, float], bool], swell: float = 1) -> BaseGeometry:
        """The visible part of the skull where `keep(ahead, up, out)` holds."""
        radii = np.asarray(p.HEAD_RADII) * swell
        ups, turns = np.meshgrid(_UPS, _TURNS, indexing="ij")
        rings = np.sqrt(np.maximum(0, 1 - ups**2))
        ways = np.stack([rings * np.cos(turns), ups, rings * np.sin(turns)], axis=-1)
        seen = (ways / radii) @ self.frame.T @ self.camera.axes[2] > 0
        flat = (ways * radii) @ self.frame.T @ self.camera.axes[:2].T + self.camera.flat(self.middle)
        cells = []
        for i, j in product(range(len(_UPS) - 1), range(len(_TURNS) - 1)):
            corners = [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)]
            middle = np.mean([ways[corner] for corner in corners], axis=0)
            if any(seen[corner] for corner in corners) and keep(*unit(middle)):
                cells.append(MultiPoint([flat[corner] for corner in corners]).convex_hull)
        return unary_union(cells).buffer(8).buffer(-10).buffer(3).simplify(0.8) if cells else Polygon()

    def hair(self, person: Person) -> BaseGeometry:
        """The hair on the skull, or the scarf."""
        if person.hair == "bald":
            return self.patch(lambda a, u, o: a < -0.05 and -0.55 < u < 0.12, 1.02)
        if person.hair == "scarf":
            around = self.patch(lambda a, u, o: a < 0.52 or u > 0.62, 1.1)
            drape = self._drape()
            return unary_union([around, drape]).difference(self._face_opening())
        swell = {"curls": 1.2, "bob": 1.15}.get(person.hair, 1.05)
        low = {"bob": -0.62, "curls": -0.45}.get(person.hair, -0.3)
        return self.patch(lambda a, u, o: a < _hairline(u, low), swell)

    def _drape(self) -> BaseGeometry:
        neck = Ball.of(
            self.bones.at["neck"] + self.bones.frames["chest"][:, 0] * 10,
            (58, 22, 66),
            self.bones.frames["chest"],
        )
        chin = Ball.of(self.middle + self.frame @ vec(10, -48, 0), (40, 26, 40), self.frame)
        return unary_union([neck.outline(self.camera), chin.outline(self.camera)]).convex_hull

    def _face_opening(self) -> BaseGeometry:
        return self.patch(lambda a, u, o: a > 0.5 and -0.72 < u < 0.62, 1.12)

    def back_hair(self, person: Person) -> list[Stroke]:
        """What is behind the head: a bun."""
        if person.hair != "bun":
            return []
        bun = Ball.of(self.middle + self.frame @ vec(-62, 22, 0), 26).outline(self.camera)
        return [Stroke(bun, person.hair_colour), Stroke(bun.boundary, LINE, p.FINE_LINE)]

    def beard(self) -> BaseGeometry:
        """The lower face."""
        chin = Ball.of(self.middle + self.frame @ vec(24, -54, 0), (36, 30, 40), self.frame).outline(
            self.camera
        )
        return chin

    def ears(self, person: Person) -> list[Stroke]:
        """The ears that one sees."""
        strokes = []
        for sign in SIDES.values():
            _, seen = self.on(0.05, 0, sign)
            if not seen:
                continue
            ear = Ball.of(self.middle + self.frame @ vec(-4, -6, 46 * sign), (11, 16, 5), self.frame)
            shape = ear.outline(self.camera)
            strokes += [Stroke(shape, person.skin), Stroke(shape.boundary, LINE, p.FINE_LINE)]
        return strokes

    def features(self, person: Person) -> list[Stroke]:
        """Eyes, brows and mouth, as far as they look at the reader."""
        dots, lines = [], []
        for sign in SIDES.values():
            eye, seen = self.on(0.85, 0.06, 0.36 * sign)
            if not seen:
                continue
            dots.append(Point(eye).buffer(5.5))
            brow = [self.on(0.9, 0.3, 0.24 * sign)[0], self.on(0.82, 0.33, 0.5 * sign)[0]]
            lines.append(LineString(brow))
            if person.glasses:
                lines.append(Point(eye).buffer(14).boundary)
                ear, ear_seen = self.on(0, 0.1, sign)
                if ear_seen:
                    away = ear - eye
                    length = float(np.linalg.norm(away))
                    if length > 30:  # noqa: PLR2004 - seen from the side
                        lines.append(LineString([eye + away / length * 14, ear]))
        mouth = [self.on(0.84, -0.56, out) for out in (-0.2, 0, 0.2)]
        if sum(seen for _, seen in mouth) > 1:
            at = [place for place, seen in mouth if seen]
            lines.append(LineString(at))
        strokes = [Stroke(unary_union(lines), LINE, p.FINE_LINE)] if lines else []
        return [*strokes, *(Stroke(dot, LINE) for dot in dots)]


_UPS, _TURNS = np.linspace(-1, 1, 21), np.linspace(0, 2 * np.pi, 41)
"""The net of cells on the skull from which patches are cut."""
