"""What points something out: where it is felt, which way it goes, that it is held, and a close-up."""

from __future__ import annotations

import numpy as np
from shapely import LineString, Point, Polygon, affinity, unary_union
from shapely.geometry.base import BaseGeometry

from handouts.figures import palette
from handouts.figures import proportions as p
from handouts.figures.flesh import Camera
from handouts.figures.ink import Stroke
from handouts.figures.pose import Arrow
from handouts.figures.regions import Region
from handouts.figures.skeleton import Skeleton
from handouts.figures.vectors import Vec, vec

SHAFT, HEAD_LENGTH, HEAD_WIDTH, HALO = 12.0, 42.0, 40.0, 5.0
RINGS = (1.0, 0.68, 0.36)
"""How wide rim, middle and core of a highlight are."""
SWEPT = (0.15, 0.95)
"""The part of a movement that its arrow shows."""
LONGEST_SWEEP = 75.0
"""Degrees."""
WATCH = 34.0
"""Radius of the stopwatch that means: hold."""


def highlight(line: LineString, region: Region, shape: BaseGeometry) -> list[Stroke]:
    """Where it is felt, along a line within a shape: a glow with a dark core, which survives a grey print."""
    inside = shape.buffer(-p.LINE / 2)
    glow = line.buffer(region.radius).intersection(inside)
    found = [Stroke(glow.buffer(4).intersection(inside), palette.WHITE)]
    for share, colour in zip(RINGS, palette.FEEL, strict=True):
        found.append(Stroke(line.buffer(region.radius * share).intersection(inside), colour))
    return found


def arrow(spec: Arrow, bones: Skeleton, before: Skeleton | None, camera: Camera) -> Stroke:
    """An arrow's shape; `before` is the body at the start."""
    if spec.around is not None and before is not None:
        curve = _sweep(spec, bones, before, camera)
    else:
        at = camera.flat(vec(*spec.at) if isinstance(spec.at, tuple) else bones.at[spec.at])
        curve = _bow(at + np.array(spec.start), at + np.array(spec.end), spec.bow)
    return Stroke(_arrow(np.round(curve, p.ALIKE), both=spec.both), palette.ARROW)


def halo(stroke: Stroke) -> Stroke:
    """The white edge that keeps an arrow apart from what is under it."""
    return Stroke(stroke.shape.buffer(HALO), palette.WHITE)


def _bow(start: Vec, end: Vec, bow: float) -> Vec:
    """Points of a curve from start to end whose middle is `bow` of its length to the left."""
    way = end - start
    control = (start + end) / 2 + np.array([-way[1], way[0]]) * bow * 2
    t = np.linspace(0, 1, 24)[:, None]
    curve: Vec = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    return curve


def _sweep(spec: Arrow, bones: Skeleton, before: Skeleton, camera: Camera) -> Vec:
    """An arc outside the way that a landmark takes about a joint."""
    name = str(spec.at)
    joint = camera.flat(bones.at[str(spec.around)])
    first = camera.flat(before.at[name]) - camera.flat(before.at[str(spec.around)])
    last = camera.flat(bones.at[name]) - joint
    turn = (np.arctan2(last[1], last[0]) - np.arctan2(first[1], first[0]) + np.pi) % (2 * np.pi) - np.pi
    end = np.arctan2(last[1], last[0])
    shown = np.sign(turn) * min(abs(turn) * (SWEPT[1] - SWEPT[0]), np.radians(LONGEST_SWEEP))
    stop = end - turn * (1 - SWEPT[1])
    angles = np.linspace(stop - shown, stop, 24)
    radius = float(np.linalg.norm(last)) + spec.gap
    return joint + radius * np.column_stack([np.cos(angles), np.sin(angles)])


def _arrow(curve: Vec, *, both: bool) -> Polygon:
    """The shape of an arrow along a curve."""
    line = LineString(curve)
    heads = []
    for way in (line, line.reverse()) if both else (line,):
        neck = way.interpolate(way.length - HEAD_LENGTH)
        tip = way.interpolate(way.length)
        along = np.array([tip.x - neck.x, tip.y - neck.y])
        along = along / (np.linalg.norm(along) or 1)
        across = np.array([-along[1], along[0]]) * HEAD_WIDTH / 2
        base = np.array([tip.x, tip.y]) - along * HEAD_LENGTH
        notch = base + along * 9
        heads.append(Polygon([(tip.x, tip.y), base + across, notch, base - across]))
    first = HEAD_LENGTH * 0.6 if both else 0
    shaft = [line.interpolate(at) for at in np.linspace(first, line.length - HEAD_LENGTH * 0.6, 20)]
    return unary_union([LineString(shaft).buffer(SHAFT / 2, cap_style="flat"), *heads])  # type: ignore[return-value]


def stopwatch(at: tuple[float, float]) -> list[Stroke]:
    """The sign for holding a position."""
    middle = Point(at)
    face = middle.buffer(WATCH)
    lines = [
        face.boundary,
        LineString([(at[0], at[1]), (at[0], at[1] + WATCH * 0.6)]),
        LineString([(at[0], at[1]), (at[0] + WATCH * 0.42, at[1] + WATCH * 0.2)]),
        LineString([(at[0] - 9, at[1] + WATCH + 11), (at[0] + 9, at[1] + WATCH + 11)]),
        LineString([(at[0], at[1] + WATCH), (at[0], at[1] + WATCH + 11)]),
    ]
    wedge = Polygon(
        [at, *[(at[0] + np.sin(t) * WATCH, at[1] + np.cos(t) * WATCH) for t in np.linspace(0, 1.2, 8)]]
    )
    return [
        Stroke(face, palette.WHITE),
        Stroke(affinity.scale(wedge, 0.94, 0.94, origin=at), palette.FEEL[0]),
        Stroke(unary_union(lines), palette.LINE, p.LINE - 1),
    ]
