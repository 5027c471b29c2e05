"""Filled shapes and lines, in the order in which they are drawn, and their SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from shapely import GeometryCollection, LineString, Point, Polygon, affinity
from shapely.geometry.base import BaseGeometry

from handouts.figures import proportions as p


@dataclass(frozen=True)
class Stroke:
    """Something drawn: a shape filled, or a line of a width; in picture units, up is up."""

    shape: BaseGeometry
    colour: str
    width: float = 0
    """0 fills the shape."""
    dashed: bool = False

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what is inked."""
        left, bottom, right, top = self.shape.bounds
        half = self.width / 2
        return left - half, bottom - half, right + half, top + half


def close_up(strokes: Iterable[Stroke], circle: Point, radius: float, zoom: float, to: Point) -> list[Stroke]:
    """The strokes within a circle, enlarged, elsewhere; lines grow half as much."""
    disc = circle.buffer(radius)
    found = []
    for stroke in strokes:
        shape = stroke.shape.intersection(disc)
        if shape.is_empty:
            continue
        large = affinity.scale(shape, zoom, zoom, origin=circle)
        moved = affinity.translate(large, to.x - circle.x, to.y - circle.y)
        found.append(replace(stroke, shape=moved, width=stroke.width * (1 + zoom) / 2))
    return found


def svg(
    strokes: Iterable[Stroke], frame: tuple[float, float, float, float], told: dict[str, str | None]
) -> str:
    """The SVG document of what is drawn within left, bottom, right and top; `told` is said on its root."""
    left, bottom, right, top = (round(round(edge, p.ALIKE)) for edge in frame)
    width, height = right - left, top - bottom
    size = f'width="{width * p.MM_PER_UNIT:.1f}mm" height="{height * p.MM_PER_UNIT:.1f}mm"'
    said = "".join(f' data-{name}="{value}"' for name, value in told.items() if value)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}{said}'
        ' stroke-linecap="round" stroke-linejoin="round">'
        + "".join(_element(stroke, left, top) for stroke in _merged(strokes))
        + "</svg>\n"
    )


def _merged(strokes: Iterable[Stroke]) -> Iterator[Stroke]:
    """Neighbouring lines of one look as one element."""
    last: Stroke | None = None
    for stroke in strokes:
        if stroke.shape.is_empty:
            continue
        same = last and last.width and replace(last, shape=stroke.shape) == stroke
        if last and same:
            last = replace(last, shape=_both(last.shape, stroke.shape))
            continue
        if last:
            yield last
        last = stroke
    if last:
        yield last


def _both(first: BaseGeometry, second: BaseGeometry) -> BaseGeometry:
    return GeometryCollection([*_simple(first), *_simple(second)])


def _simple(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    """The polygons and lines of which a shape is made."""
    if hasattr(shape, "geoms"):
        for part in shape.geoms:
            yield from _simple(part)
    elif isinstance(shape, Polygon | LineString) and not shape.is_empty:
        yield shape


def _element(stroke: Stroke, left: float, top: float) -> str:
    path = _path(stroke.shape, left, top)
    if not path:
        return ""
    if not stroke.width:
        return f'<path fill="{stroke.colour}" d="{path}"/>'
    dash = ' stroke-dasharray="15 11"' if stroke.dashed else ""
    width = f"{stroke.width:.1f}".removesuffix(".0")
    return f'<path fill="none" stroke="{stroke.colour}" stroke-width="{width}"{dash} d="{path}"/>'


def _path(shape: BaseGeometry, left: float, top: float) -> str:
    pieces = []
    for part in _simple(shape):
        if isinstance(part, Polygon):
            pieces += [_run(ring.coords, left, top, closed=True) for ring in (part.exterior, *part.interiors)]
        else:
            pieces.append(_run(part.coords, left, top, closed=part.is_ring))
    return "".join(pieces)


def _run(points: Iterable[tuple[float, ...]], left: float, top: float, *, closed: bool) -> str:
    """One run of a path in whole units, each step from the last."""
    line = LineString(np.round(np.array(points), p.ALIKE)).simplify(p.TOLERANCE)
    places = [(round(x - left), round(top - y)) for x, y in line.coords]
    if closed:
        places.pop()
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(places)]
    steps = [step for step in steps if step != (0, 0)]
    if not steps:
        return ""
    written = "".join(
        f"{x if i == 0 or x < 0 else f' {x}'}{y if y < 0 else f' {y}'}" for i, (x, y) in enumerate(steps)
    )
    return f"M{places[0][0]} {places[0][1]}l{written}{'z' if closed else ''}"
