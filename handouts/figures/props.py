"""Things around the body: what they look like, and which of them stand among its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from shapely import LineString, MultiPoint, Point, Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from handouts.figures import palette
from handouts.figures import proportions as p
from handouts.figures.flesh import Ball, Camera
from handouts.figures.ink import Stroke
from handouts.figures.pose import Prop
from handouts.figures.skeleton import Skeleton, spot
from handouts.figures.solids import Box, solids, x_of
from handouts.figures.vectors import vec


@dataclass(frozen=True)
class Piece:
    """A piece of a thing as it looks: behind the body, or among its parts at a depth of its own."""

    strokes: list[Stroke]
    depth: float | None = None
    """How near it is; None for what is behind the whole body."""


def pieces(prop: Prop, bones: Skeleton, camera: Camera) -> list[Piece]:
    """A thing's pieces, the farthest first."""
    depth = OVER if prop.front else _depth(prop, bones, camera) if prop.kind in HELD else None
    if prop.kind in _DRAWN:
        return [Piece(_DRAWN[prop.kind](prop, bones, camera), depth)]
    return [
        Piece(
            _box(solid, camera, *_tones(prop)),
            camera.depth((solid.low + solid.high) / 2) - SAT_ON if prop.kind == "chair" else depth,
        )
        for solid in _sorted(solids(prop), camera)
    ]


HELD = {"strap", "band", "stick", "ball", "pillow", "towel", "roller"}
"""Things that take their place among the parts of the body, the far ones first; a chair's parts do, too."""
OVER = 10_000.0
"""The depth of what is drawn over the whole body."""
SAT_ON = 30.0
"""Units by which a chair counts as farther than it is, since the body is on it."""


def _depth(prop: Prop, bones: Skeleton, camera: Camera) -> float:
    """How near a thing is that the body holds."""
    if prop.points:
        return float(np.mean([camera.depth(spot(bones, point)) for point in prop.points]))
    return camera.depth(spot(bones, prop.at)) if prop.at else 0.0


def _tones(prop: Prop) -> tuple[str, str]:
    return (
        (palette.MAT, palette.MAT_SIDE)
        if prop.kind in {"mat", "bed"}
        else (palette.THING, palette.THING_DARK)
    )


def _sorted(solids: list[Box], camera: Camera) -> list[Box]:
    return sorted(solids, key=lambda solid: camera.depth((solid.low + solid.high) / 2))


def _box(solid: Box, camera: Camera, light: str, dark: str) -> list[Stroke]:
    """The faces of a box that one sees."""
    found = []
    ends = (solid.low, solid.high)
    for axis in range(3):
        for end in (0, 1):
            way = np.zeros(3)
            way[axis] = 1.0 if end else -1.0
            if camera.axes[2] @ way < 0.02:  # noqa: PLR2004 - seen edge on
                continue
            corners = [
                camera.flat(vec(*(ends[pick[i]][i] for i in range(3))))
                for pick in product((0, 1), repeat=3)
                if pick[axis] == end
            ]
            face = MultiPoint(corners).convex_hull
            if isinstance(face, Polygon):
                shade = light if axis == 1 or camera.axes[2] @ way > 0.75 else dark  # noqa: PLR2004
                found += [Stroke(face, shade), Stroke(face.boundary, palette.THING_LINE, p.FINE_LINE)]
    return found


def _floor(prop: Prop, _bones: Skeleton, _camera: Camera) -> list[Stroke]:
    # Level in the picture, whichever way the reader looks.
    left, right = prop.span or (-300.0, 300.0)
    return [Stroke(LineString([(left, -2), (right, -2)]), palette.THING_LINE, p.FINE_LINE)]


def _wall(prop: Prop, _bones: Skeleton, camera: Camera) -> list[Stroke]:
    """A wall seen edge on is hatched; seen from the front it stands pale behind the body."""
    (solid,) = solids(prop)
    if abs(camera.axes[2][2]) < 0.5:  # noqa: PLR2004
        return _box(solid, camera, palette.THING, palette.THING_DARK)
    drawn = _box(solid, camera, palette.THING, palette.THING_DARK)
    face = unary_union([stroke.shape for stroke in drawn if not stroke.width])
    left, bottom, right, top = face.bounds
    lines = [
        LineString([(left - 40, y), (right + 40, y + (right - left) + 80)])
        for y in np.arange(bottom - 120, top, 44)
    ]
    hatch = unary_union(lines).intersection(face.buffer(-2)) if not face.is_empty else face
    return [*drawn, Stroke(hatch, palette.THING_LINE, 2)]


def _doorway(prop: Prop, _bones: Skeleton, camera: Camera) -> list[Stroke]:
    """Two posts and a lintel, across the way the body faces."""
    x = x_of(prop)
    half, top = prop.depth or 170.0, prop.height or 1060.0
    posts = [Box(vec(x, 0, z), vec(x + 24, top, z + 24)) for z in (-half - 24, half)]
    lintel = Box(vec(x, top, -half - 24), vec(x + 24, top + 24, half + 24))
    return [
        s
        for solid in _sorted([*posts, lintel], camera)
        for s in _box(solid, camera, palette.THING, palette.THING_DARK)
    ]


def _wedge(prop: Prop, _bones: Skeleton, camera: Camera) -> list[Stroke]:
    """A slope that is high on the left."""
    left, right = prop.span or (-100.0, 100.0)
    top, half = prop.height or 60.0, prop.depth or 120.0
    points = [vec(x, y, z) for z in (-half, half) for x, y in ((left, 0), (left, top), (right, 0))]
    return _shape(MultiPoint([camera.flat(point) for point in points]).convex_hull, palette.THING)


def _shape(shape: BaseGeometry, colour: str) -> list[Stroke]:
    return [Stroke(shape, colour), Stroke(shape.boundary, palette.THING_LINE, p.FINE_LINE + 1)]


def _pillow(prop: Prop, bones: Skeleton, camera: Camera) -> list[Stroke]:
    width, height = prop.size or (220.0, 70.0)
    middle, half = spot(bones, prop.at or (0, 0, 0)), (prop.depth or 110.0)
    balls = [
        Ball.of(middle + vec(x * (width / 2 - height / 2), 0, z * (half - height / 2)), height / 2)
        for x in (-1, 1)
        for z in (-1, 1)
    ]
    return _shape(unary_union([ball.outline(camera) for ball in balls]).convex_hull, palette.CUSHION)


def _rolled(colour: str) -> Callable[[Prop, Skeleton, Camera], list[Stroke]]:
    """A cylinder that lies across, with its end."""

    def draw(prop: Prop, bones: Skeleton, camera: Camera) -> list[Stroke]:
        middle, radius, half = spot(bones, prop.at or (0, 40, 0)), prop.radius or 45.0, prop.depth or 130.0
        ends = [
            Ball(middle + vec(0, 0, z), np.diag([radius, radius, 0.5])).outline(camera) for z in (-half, half)
        ]
        found = _shape(unary_union(ends).convex_hull, colour)
        core = Ball(middle + vec(0, 0, half), np.diag([radius * 0.45, radius * 0.45, 0.5])).outline(camera)
        return [*found, *_shape(ends[1], palette.mixed(colour, palette.WHITE, 0.4)), *_shape(core, colour)]

    return draw


def _ball(prop: Prop, bones: Skeleton, camera: Camera) -> list[Stroke]:
    middle = Point(camera.flat(spot(bones, prop.at or (0, 30, 0))))
    return _shape(middle.buffer(prop.radius or 28.0), palette.BALL)


def _line(width: float) -> Callable[[Prop, Skeleton, Camera], list[Stroke]]:
    """Something long and thin, with an edge on both sides."""

    def draw(prop: Prop, bones: Skeleton, camera: Camera) -> list[Stroke]:
        points = [camera.flat(spot(bones, point)) for point in prop.points or ()]
        line = LineString(points)
        return [Stroke(line, palette.LINE, width + 5), Stroke(line, palette.STRAP, width)]

    return draw


_DRAWN: dict[str, Callable[[Prop, Skeleton, Camera], list[Stroke]]] = {
    "floor": _floor,
    "wall": _wall,
    "doorway": _doorway,
    "wedge": _wedge,
    "pillow": _pillow,
    "towel": _rolled("#E9DCC4"),
    "roller": _rolled("#9FB3B8"),
    "ball": _ball,
    "strap": _line(9),
    "band": _line(16),
    "stick": _line(10),
}
