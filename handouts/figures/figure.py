"""A body in a picture: every part outlined and filled, the far ones first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shapely import LineString, Point, Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from handouts.figures import head, palette
from handouts.figures import proportions as p
from handouts.figures.flesh import Ball, Camera, Part, upto
from handouts.figures.ink import Stroke
from handouts.figures.person import Person
from handouts.figures.skeleton import SEGMENTS, SIDES, Skeleton
from handouts.figures.vectors import vec

_FAR_PALENESS = 0.4
_FAR = 26.0
"""Units by which a shoulder or hip must be farther than the middle of the body to count as far."""
_ROOTS = {"leg": "hip", "arm": "shoulder"}
_CLOTHES = {
    "thigh": (p.SHORTS, palette.BOTTOM, palette.BOTTOM_FAR),
    "upper arm": (p.SLEEVE, palette.TOP, palette.TOP_FAR),
}
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
    "neck": -60,
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
    drawn = _Body(bones, parts, look)
    found = []
    for name, part in parts.items():
        depth = part.depth(look.camera) + _FRONT_BIAS.get(_kind(name), 0)
        depth += _OVERRIDE * (called(name, look.in_front) - called(name, look.behind))
        found.append(Layer(name, drawn.shapes[name], depth, drawn.strokes(name)))
    return sorted(found, key=lambda layer: layer.depth)


def _kind(name: str) -> str:
    """The part's name without its side."""
    side, _, kind = name.partition(" ")
    return kind if side in SIDES else name


def called(name: str, names: tuple[str, ...]) -> int:
    """Whether a part, or the limb it belongs to, is named."""
    side, _, kind = name.partition(" ")
    limb = "leg" if kind in SEGMENTS["leg"] else "arm"
    return int(name in names or f"{side} {limb}" in names)


class _Body:
    """Everything that the strokes of one part must know of the others."""

    def __init__(self, bones: Skeleton, parts: dict[str, Part], look: Look) -> None:
        self.bones, self.parts, self.look, self.camera = bones, parts, look, look.camera
        self.shapes = {name: part.outline(look.camera) for name, part in parts.items()}
        self.pale = self._far_limbs() if look.pale is None else {n for n in parts if called(n, look.pale)}

    def _far_limbs(self) -> set[str]:
        """The parts of limbs on the far side of the body."""
        found = set()
        for limb, root in _ROOTS.items():
            middle = self.camera.depth((self.bones.at[f"right {root}"] + self.bones.at[f"left {root}"]) / 2)
            for side in SIDES:
                if self.camera.depth(self.bones.at[f"{side} {root}"]) < middle - _FAR:
                    found |= {f"{side} {kind}" for kind in SEGMENTS[limb]}
        return found

    def strokes(self, name: str) -> list[Stroke]:
        """How a part looks."""
        if name == "head":
            return head.strokes(self.bones, self.shapes[name], self.look.person, self.camera)
        return self._trunk() if name == "trunk" else self._limb(name)

    def _limb(self, name: str) -> list[Stroke]:
        far, kind, shape, skin = name in self.pale, _kind(name), self.shapes[name], self.look.person.skin
        line, width = (palette.FAR_LINE, p.FAR_LINE) if far else (palette.LINE, p.LINE)
        bare, strokes = shape, []
        if kind in _CLOTHES:
            share, near_colour, far_colour = _CLOTHES[kind]
            whole = upto(self.parts[name], share).outline(self.camera, smooth=False).buffer(4)
            cloth = whole.intersection(shape)
            hem = cloth.boundary.intersection(shape.buffer(-2)).difference(self._disc(name, 0.6))
            # No skin under the cloth: its edge would shine through where no outline is drawn.
            bare = shape.difference(cloth)
            strokes = [Stroke(cloth, far_colour if far else near_colour), Stroke(hem, line, p.FINE_LINE)]
        strokes.insert(0, Stroke(bare, palette.mixed(skin, palette.WHITE, _FAR_PALENESS) if far else skin))
        strokes.append(Stroke(self._edge(name), line, width))
        if kind == "foot":
            strokes.append(Stroke(self._toes(name), line, p.FINE_LINE))
        if kind == "hand":
            strokes.append(Stroke(self._fingers(name), line, p.FINE_LINE))
        return strokes

    def _edge(self, name: str) -> BaseGeometry:
        """The outline of a part without what would cut it off from its neighbours."""
        edge = self.shapes[name].boundary
        for other, joint in self._neighbours(name):
            # A pale limb is behind the trunk, whose outline goes on in front of it.
            if not (name == "trunk" and other in self.pale):
                edge = edge.difference(self._disc(joint, 1).intersection(self.shapes[other].buffer(-1)))
        return edge

    def _neighbours(self, name: str) -> Iterator[tuple[str, str]]:
        """The parts that join a part, each with the one of the two that hangs on the other."""
        for side in SIDES:
            for kind, (above, _, _) in _JOINTS.items():
                lower, upper = f"{side} {kind}", above if above == "trunk" else f"{side} {above}"
                if name in {lower, upper}:
                    yield (upper if name == lower else lower), lower

    def _disc(self, name: str, share: float) -> BaseGeometry:
        """The neighbourhood of the joint on which a part hangs."""
        _, joint, radius = _JOINTS[_kind(name)]
        side = name.split(maxsplit=1)[0]
        return Point(self.camera.flat(self.bones.at[f"{side} {joint}"])).buffer(radius * share)

    def _trunk(self) -> list[Stroke]:
        shape, frame = self.shapes["trunk"], self.bones.frames["waist"]
        # Bottoms end at the waist: all that is on the pelvis's side of the plane through it.
        rim = Ball.of(self.bones.at["waist"], (75, 0.5, 105), frame)
        seat = self.bones.at["pelvis"] - frame[:, 1] * 90
        under = Ball.of(seat, (130, 60, 130), self.bones.frames["pelvis"])
        below = unary_union([rim.outline(self.camera), under.outline(self.camera)]).convex_hull
        bottom = shape.intersection(below)
        hem = bottom.boundary.intersection(shape.buffer(-2))
        return [
            Stroke(shape.difference(bottom), palette.TOP),
            Stroke(bottom, palette.BOTTOM),
            Stroke(hem, palette.LINE, p.FINE_LINE),
            Stroke(self._edge("trunk"), palette.LINE, p.LINE),
        ]

    def _toes(self, name: str) -> BaseGeometry:
        """Short lines between the toes, where one sees the foot from above or in front."""
        ankle, foot = self.bones.at[name.replace("foot", "ankle")], self.bones.frames[name]
        if self.camera.axes[2] @ foot[:, 1] < 0.25 and self.camera.axes[2] @ foot[:, 0] < 0.5:  # noqa: PLR2004
            return Polygon()
        lines = [
            LineString([self.camera.flat(ankle + foot @ vec(length, -22, out)) for length in (84, 101)])
            for out in (-13, -3, 7, 16)
        ]
        return unary_union(lines).intersection(self.shapes[name])

    def _fingers(self, name: str) -> BaseGeometry:
        """Lines between the fingers: along a flat hand, across the knuckles of a grip."""
        side = name.split(maxsplit=1)[0]
        wrist, hand = self.bones.at[f"{side} wrist"], self.bones.frames[name]
        grip = self.bones.hands[side] in {"grip", "point"}
        if not grip and abs(self.camera.axes[2] @ hand[:, 0]) < 0.5:  # noqa: PLR2004
            return Polygon()
        ends = ((20, 40), (24, 62)) if grip else ((0, 70), (0, 98))
        lines = []
        for out in (-11, 0, 11):
            points = [wrist + hand @ vec(palm, -along, out) for palm, along in ends]
            lines.append(LineString([self.camera.flat(point) for point in points]))
        return unary_union(lines).intersection(self.shapes[name].buffer(-3))
