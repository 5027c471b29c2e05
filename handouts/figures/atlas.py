"""The atlas of the body charts: every view and every area of `anatomy.yaml`, drawn once and shipped.

`content/charts/atlas.json` holds finished SVG path data in whole units, so that composing a chart needs
neither numpy nor shapely. A body is 1000 units high; a close-up has its own origin in its middle. The areas
of a view stand in the order in which they are drawn, the largest first, so that none hides another.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

from handouts.figures.proportions import ALIKE
from handouts.source import read_yaml

ANATOMY = Path(__file__).with_name("anatomy.yaml")

STEP = 2.5
"""Units between the points along a curve."""
COARSE = 0.3
"""Units by which a simplified curve may be off."""
INSET = 4.0
"""Units that an area keeps from the outline of the body."""
HATCH = 14.0
"""Units between the lines of a hatching."""
WIDE, DOT = 80.0, 12.0
"""The lead line of a wide area begins so near its edge, that of another in its middle."""
FILLET, FILLET_FINE = 4.0, 1.2
"""Radius that rounds the joints of body and limb, and of palm and finger."""
SHOULDER = (-6.0, 200.0, 37.0)
"""Where the arm of the side view grows out of the body and has no outline: middle and radius."""
CRUMB = 0.05
"""A share of an area so small that a close-up leaves it out."""

Points = NDArray[np.float64]


def draw() -> dict[str, Any]:
    """The whole atlas as plain data: views by name, close-ups under the same names as in areas.yaml."""
    anatomy = read_yaml(ANATOMY, name=ANATOMY.name, text=ANATOMY.read_bytes()).data
    bodies = {name: _Body(_joined(anatomy["both"], anatomy[name])) for name in ("front", "back")}
    bodies["side"] = _Body(anatomy["side"])
    atlas = {name: body.view() for name, body in bodies.items()}
    bodies["sole"] = _Body(anatomy["sole"])
    for name, zoom in anatomy["close-ups"].items():
        atlas[name] = bodies[zoom.get("drawn", zoom["of"])].close_up(zoom)
    return atlas


def as_text() -> str:
    """The atlas as the shipped file has it."""
    return json.dumps(draw(), indent=0, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write `atlas.json` into the folder, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / "atlas.json.new"
    beside.write_text(as_text(), encoding="utf-8", newline="\n")
    os.replace(beside, folder / "atlas.json")  # noqa: PTH105 - replaces on Windows too


class _Body:
    """One drawing of `anatomy.yaml`; of a symmetric one the half with x above 0 is written."""

    def __init__(self, drawn: Mapping[str, Any]) -> None:
        self.symmetric = "half" in drawn
        closed = {name: _shape(points) for name, points in drawn["closed"].items()}
        hand = _hand(**drawn["hand"]) if "hand" in drawn else Polygon()
        toes = [LineString([toe[:2], toe[2:4]]).buffer(toe[4]) for toe in drawn.get("toes", ())]
        if self.symmetric:
            half = _curve(drawn["half"], closed=False)
            trunk = Polygon(np.vstack([half, (half * (-1, 1))[::-1]])).buffer(0)
            rough = unary_union([trunk, *_both(closed["head"], closed["arm"], closed["foot"])])
            fine = unary_union([_fillet(rough, FILLET), *_both(closed["ear"], hand, *toes)])
            self.skin = _fillet(fine, FILLET_FINE)
            self.outline: BaseGeometry = self.skin.boundary
            arm: BaseGeometry = Polygon()
        else:
            body = _fillet(unary_union([closed["body"], *toes]), FILLET_FINE)
            arm = _fillet(closed.get("arm", Polygon()).union(hand), FILLET_FINE)
            edge = arm.boundary.difference(Point(*SHOULDER[:2]).buffer(SHOULDER[2]))
            self.skin = body.union(arm)
            self.outline = unary_union([body.boundary.difference(arm), edge])
        self.hair = unary_union([_shape(points) for points in drawn["hair"]]).intersection(self.skin)
        self.lines = self._lines(drawn["lines"]).difference(arm)
        room = self.skin.buffer(-INSET)
        self.areas = {
            name: _largest(_shape(points).intersection(room.difference(arm.buffer(INSET))))
            for name, points in drawn["areas"].items()
        }
        for name, points in drawn.get("areas of the arm", {}).items():
            self.areas[name] = _shape(points).intersection(arm.buffer(-INSET))
        self.areas = dict(sorted(self.areas.items(), key=lambda area: -area[1].area))

    def view(self) -> dict[str, Any]:
        """The view as plain data."""
        left, top, right, bottom = (round(edge) for edge in self.skin.bounds)
        return {
            "symmetric": self.symmetric,
            "box": [left, top, right, bottom],
            "skin": _path(self.skin),
            "hair": _path(self.hair),
            "outline": _path(self.outline),
            "lines": _path(self.lines),
            "areas": {name: _area(shape) for name, shape in self.areas.items()},
        }

    def close_up(self, zoom: Mapping[str, Any]) -> dict[str, Any]:
        """A part of the view, enlarged into a frame with round corners."""
        x, y, half_width, half_height, radius = zoom["region"]
        (at_x, at_y), times = zoom["at"], zoom["times"]
        region = _frame(x, y, half_width, half_height, radius)
        ring = _frame(*zoom["ring"]) if "ring" in zoom else region
        panel = _frame(at_x, at_y, half_width * times, half_height * times, radius * times)

        def enlarged(shape: BaseGeometry) -> BaseGeometry:
            moved = affinity.translate(shape, -x, -y)
            return affinity.scale(moved, times, times, origin=(0, 0))

        areas = {}
        for name, shape in self.areas.items():
            seen = shape.intersection(region.buffer(-1))
            if seen.area > CRUMB * shape.area:
                areas[name] = _area(enlarged(seen))
        rays = unary_union([ring, panel]).convex_hull.boundary
        return {
            "of": zoom["of"],
            "symmetric": self.symmetric and x == 0,
            "at": zoom["at"],
            "box": [round(edge) for edge in enlarged(region).bounds],
            "skin": _path(enlarged(self.skin.intersection(region))),
            "hair": "",
            "outline": _path(enlarged(self.outline.intersection(region))),
            "lines": _path(enlarged(self._lines(zoom["lines"]).intersection(region))),
            "frame": _path(enlarged(region)),
            "ring": _path(ring),
            "rays": _path(rays.difference(ring.buffer(0.5)).difference(panel.buffer(0.5))),
            "areas": areas,
        }

    def _lines(self, drawn: Iterable[str]) -> BaseGeometry:
        lines = [LineString(_curve(points, closed=False)) for points in drawn]
        return unary_union(_both(*lines) if self.symmetric else lines)


def _joined(common: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What front and back share, and what only this one has."""
    groups = {name: {**common[name], **own[name]} for name in ("closed", "areas")}
    return {**common, **own, **groups}


def _curve(text: str, *, closed: bool) -> Points:
    """The centripetal Catmull-Rom curve through points written as "x,y x,y! ..."; ! is a corner."""
    words = text.split()
    points = np.array([[float(part) for part in word.rstrip("!").split(",")] for word in words])
    corners = [index for index, word in enumerate(words) if word.endswith("!")]
    if closed and not corners:
        return _smooth(np.vstack([points[-1], points, points[:2]]))
    if closed:
        points = np.vstack([np.roll(points, -corners[0], axis=0), points[corners[0]]])
        corners = [index - corners[0] for index in corners]
    cuts = sorted({0, *corners, len(points) - 1})
    pieces = [points[start : end + 1] for start, end in pairwise(cuts)]
    drawn = [
        _smooth(np.vstack([2 * piece[0] - piece[1], piece, 2 * piece[-1] - piece[-2]])) for piece in pieces
    ]
    return np.vstack([*(each[:-1] for each in drawn[:-1]), drawn[-1]])


def _smooth(points: Points) -> Points:
    """The curve from the second point to the last but one."""
    found = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        first, middle, last = (float(np.linalg.norm(q - p)) ** 0.5 for p, q in ((a, b), (b, c), (c, d)))
        t1, t2, t3 = first, first + middle, first + middle + last
        count = max(2, int(np.linalg.norm(c - b) / STEP))
        t = (t1 + middle * np.arange(count) / count)[:, None]
        ab, bc, cd = (t1 - t) / t1 * a + t / t1 * b, _between(t, t1, t2, b, c), _between(t, t2, t3, c, d)
        found.append(_between(t, t1, t2, _between(t, 0, t2, ab, bc), _between(t, t1, t3, bc, cd)))
    return np.vstack([*found, points[-2]])


def _between(t: Points, start: float, end: float, from_: Points, to: Points) -> Points:
    return (end - t) / (end - start) * from_ + (t - start) / (end - start) * to


def _shape(points: str) -> BaseGeometry:
    return Polygon(_curve(points, closed=True)).buffer(0)


def _both(*shapes: BaseGeometry) -> list[BaseGeometry]:
    return [*shapes, *(affinity.scale(shape, -1, 1, origin=(0, 0)) for shape in shapes)]


def _fillet(shape: BaseGeometry, radius: float) -> BaseGeometry:
    return shape.buffer(radius).buffer(-radius)


def _frame(x: float, y: float, half_width: float, half_height: float, radius: float) -> BaseGeometry:
    # A hair larger, for a line or a point has no inside.
    across, along = half_width - radius + 0.01, half_height - radius + 0.01
    return box(x - across, y - along, x + across, y + along).buffer(radius, quad_segs=24)


def _hand(wrist: list[float], down: list[float]) -> BaseGeometry:
    """An open hand, 108 units long, its thumb to the side of x above 0."""
    along = np.array(down) / np.linalg.norm(down)
    across = np.array([along[1], -along[0]])

    def at(u: float, v: float) -> Points:
        return cast(Points, np.array(wrist) + u * along + v * across)

    def finger(*knots: tuple[float, float, float]) -> BaseGeometry:
        discs = [Point(*at(u, v)).buffer(radius) for u, v, radius in knots]
        return unary_union([(a | b).convex_hull for a, b in pairwise(discs)])

    palm = [
        (-8, -12), (8, -14), (26, -20), (44, -23), (54, -14), (58, 0),
        (56, 13), (48, 22), (30, 20), (14, 17), (-8, 12),
    ]  # fmt: skip
    closed = np.array([at(u, v) for u, v in palm])
    return unary_union(
        [
            Polygon(_smooth(np.vstack([closed[-1], closed, closed[:2]]))).buffer(0),
            finger((44, 15, 7), (72, 17.5, 6.6), (95, 19, 5.6)),
            finger((46, 4, 7), (78, 5, 6.6), (103, 5, 5.6)),
            finger((44, -8, 7), (74, -8.5, 6.4), (98, -9, 5.4)),
            finger((40, -18, 6.4), (62, -20.5, 6), (80, -22, 5)),
            finger((8, 8, 11), (38, 25, 8.5), (68, 32, 5.8)),
        ]
    )


def _largest(shape: BaseGeometry) -> BaseGeometry:
    parts: list[BaseGeometry] = list(getattr(shape, "geoms", [shape]))
    return max(parts, key=lambda part: (part.area, part.length))


def _area(shape: BaseGeometry) -> dict[str, Any]:
    """An area's shape, its hatching, and where a lead line to the left and to the right begins."""
    left, top, right, bottom = shape.bounds
    reach = bottom - top
    slopes = [
        LineString([(start, bottom), (start + reach, top)])
        for start in np.arange(left - reach + HATCH / 2, right, HATCH)
    ]
    middle = shape.centroid.y
    row = _largest(LineString([(left - 1, middle), (right + 1, middle)]).intersection(shape))
    start, _, end, _ = row.bounds
    inward = DOT if end - start > WIDE else (end - start) / 2
    return {
        "shape": _path(shape),
        "hatch": _path(MultiLineString(slopes).intersection(shape.buffer(-0.5))),
        "dots": [round(start + inward), round(end - inward), round(middle)],
    }


def _path(shape: BaseGeometry) -> str:
    """SVG path data in whole units, each point relative to the one before."""
    if isinstance(shape, Polygon | MultiPolygon):
        polygons = [shape] if isinstance(shape, Polygon) else shape.geoms
        lines = [ring for each in polygons for ring in (each.exterior, *each.interiors)]
        closing = "z"
    else:
        merged = linemerge(shape) if isinstance(shape, MultiLineString) else shape
        lines = [line for line in getattr(merged, "geoms", [merged]) if isinstance(line, LineString)]
        closing = ""
    return "".join(_line(line) + closing for line in lines if line.length > 1)


def _line(line: BaseGeometry) -> str:
    alike = LineString(np.round(line.coords, ALIKE))
    points = np.rint(np.array(alike.simplify(COARSE).coords)).astype(int)
    steps = [step for step in np.diff(points, axis=0) if step.any()]
    text = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{text}"
