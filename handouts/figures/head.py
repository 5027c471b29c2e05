"""The head: hair or a scarf, a face that looks somewhere, glasses and a beard."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Point, unary_union
from shapely.geometry.base import BaseGeometry

from handouts.figures import palette
from handouts.figures import proportions as p
from handouts.figures.flesh import Ball, Camera
from handouts.figures.ink import Stroke
from handouts.figures.person import Person
from handouts.figures.skeleton import SIDES, Skeleton
from handouts.figures.vectors import Vec, vec

_UPS, _TURNS = np.linspace(-1, 1, 21), np.linspace(0, 2 * np.pi, 41)
"""The net of cells on the skull from which hair is cut."""
_SWELL = {"curls": 1.22, "bob": 1.15, "bun": 1.07, "short": 1.08, "receding": 1.05, "scarf": 1.1}
"""How far hair stands off the skull."""
_NAPE = {"bob": -0.68, "curls": -0.45, "bun": -0.3, "short": -0.35, "receding": -0.45}
"""How far down it grows, as a part of the skull's height."""
_TEMPLE_UP, _TEMPLE_AHEAD, _FOREHEAD = 0.2, 0.3, 1.6
"""Where the hairline turns from the ear to the forehead, and how steeply it goes on."""
_LOCKS = {"bob": 0.3, "receding": -0.45}
"""How much farther forward than usual hair grows: long hair hangs beside the face."""
_LENS = 11.5
"""Radius of a lens."""
_OPENING = (0.64, -0.72, 0.62)
"""Of a scarf: the face shows before the first, over the second, under the third."""
_SIDEWAYS = 30.0
"""Units from eye to ear from which glasses show their arm."""


def strokes(bones: Skeleton, shape: BaseGeometry, person: Person, camera: Camera) -> list[Stroke]:
    """The head as it looks from the camera; `shape` is its silhouette."""
    face = _Face(bones, camera, person)
    drawn = [*face.behind(), Stroke(shape, person.skin)]
    if person.beard:
        beard = palette.mixed(person.hair_colour, person.skin, 0.3)
        drawn.append(Stroke(face.beard().intersection(shape), beard))
    drawn.append(Stroke(shape.boundary, palette.LINE, p.LINE))
    hair = face.hair()
    drawn += [Stroke(hair, person.hair_colour), Stroke(hair.boundary, palette.LINE, p.FINE_LINE)]
    if person.hair not in {"scarf", "bob"}:
        drawn += face.ears()
    return [*drawn, *face.features()]


class _Face:
    """Places on the head, and which of them one sees. Ways are forward, up and out, as parts of the skull."""

    def __init__(self, bones: Skeleton, camera: Camera, person: Person) -> None:
        self.bones, self.camera, self.person = bones, camera, person
        self.middle, self.frame = bones.at["head"], bones.frames["head"]

    def on(self, *way: float) -> tuple[Vec, bool]:
        """The place on the skull in a direction, in the picture, and whether it looks at the reader."""
        radii = np.asarray(p.HEAD_RADII)
        place = vec(*way) / np.linalg.norm(vec(*way) / radii)
        seen = bool(self.camera.axes[2] @ self.frame @ (place / radii**2) > 0)
        return self.camera.flat(self.middle + self.frame @ place), seen

    def patch(self, keep: Callable[[Vec, Vec], NDArray[np.bool_]], swell: float) -> BaseGeometry:
        """The visible part of the skull where `keep(ahead, up)` holds."""
        radii = np.asarray(p.HEAD_RADII) * swell
        ups, turns = np.meshgrid(_UPS, _TURNS, indexing="ij")
        rings = np.sqrt(np.maximum(0, 1 - ups**2))
        ways = np.stack([rings * np.cos(turns), ups, rings * np.sin(turns)], axis=-1)
        seen = (ways / radii) @ self.frame.T @ self.camera.axes[2] > 0
        flat = (ways * radii) @ self.frame.T @ self.camera.axes[:2].T + self.camera.flat(self.middle)
        corners = [
            (slice(a, a - 1 or None), slice(b, b - 1 or None)) for a, b in ((0, 0), (0, 1), (1, 1), (1, 0))
        ]
        middles = sum(ways[corner] for corner in corners)
        middles = middles / np.linalg.norm(middles, axis=-1, keepdims=True)
        kept = keep(middles[..., 0], middles[..., 1]) & np.any([seen[corner] for corner in corners], axis=0)
        cells = shapely.convex_hull(
            shapely.polygons(np.stack([flat[corner] for corner in corners], axis=-2)[kept])
        )
        return unary_union(cells).buffer(6).buffer(-9).buffer(3)

    def hair(self) -> BaseGeometry:
        """The hair on the skull, or the scarf around head and neck."""
        style = self.person.hair
        swell = _SWELL[style]
        if style == "scarf":
            face, chin, brow = _OPENING
            opening = self.patch(lambda ahead, up: (ahead > face) & (up > chin) & (up < brow), swell * 1.02)
            around = self.patch(lambda ahead, up: (ahead < face + 0.02) | (up > brow), swell)
            return around.difference(opening)
        locks = _LOCKS.get(style, 0.0)
        return self.patch(lambda ahead, up: (up > _NAPE[style]) & (ahead < _hairline(up, locks)), swell)

    def _drape(self) -> BaseGeometry:
        chest = self.bones.frames["chest"]
        neck = Ball.of(self.bones.at["neck"] + chest[:, 0] * 10, (58, 22, 66), chest)
        chin = Ball.of(self.middle + self.frame @ vec(10, -48, 0), (40, 26, 40), self.frame)
        return unary_union([neck.outline(self.camera), chin.outline(self.camera)]).convex_hull

    def behind(self) -> list[Stroke]:
        """What is behind the head: a bun, or the part of a scarf that lies on the shoulders."""
        shape: BaseGeometry
        if self.person.hair == "bun":
            shape = Ball.of(self.middle + self.frame @ vec(-60, 24, 0), 26).outline(self.camera)
        elif self.person.hair == "scarf":
            shape = self._drape()
        else:
            return []
        return [Stroke(shape, self.person.hair_colour), Stroke(shape.boundary, palette.LINE, p.FINE_LINE)]

    def beard(self) -> BaseGeometry:
        """The lower face."""
        chin = self.middle + self.frame @ vec(24, -54, 0)
        return Ball.of(chin, (36, 30, 40), self.frame).outline(self.camera)

    def ears(self) -> list[Stroke]:
        """The ears that one sees."""
        drawn = []
        for sign in SIDES.values():
            if self.on(0.05, 0, sign)[1]:
                ear = Ball.of(self.middle + self.frame @ vec(-4, -6, 46 * sign), (11, 16, 5), self.frame)
                shape = ear.outline(self.camera)
                drawn += [Stroke(shape, self.person.skin), Stroke(shape.boundary, palette.LINE, p.FINE_LINE)]
        return drawn

    def features(self) -> list[Stroke]:
        """Eyes, brows, glasses and mouth, as far as they look at the reader."""
        dots: list[BaseGeometry] = []
        lines: list[BaseGeometry] = []
        for sign in SIDES.values():
            eye, seen = self.on(0.85, 0.06, 0.36 * sign)
            if seen:
                dots.append(Point(eye).buffer(5.5))
                lines.append(
                    LineString([self.on(0.9, 0.3, 0.24 * sign)[0], self.on(0.82, 0.33, 0.5 * sign)[0]])
                )
                lines += self._glasses(eye, sign) if self.person.glasses else []
        mouth = [self.on(0.84, -0.56, out) for out in (-0.2, 0, 0.2)]
        corners = [place for place, seen in mouth if seen]
        if len(corners) > 1:
            lines.append(LineString(corners))
        drawn = [Stroke(unary_union(lines), palette.LINE, p.FINE_LINE)]
        return [*drawn, Stroke(unary_union(dots), palette.LINE)]

    def _glasses(self, eye: Vec, sign: float) -> list[BaseGeometry]:
        lines: list[BaseGeometry] = [Point(eye).buffer(_LENS).boundary]
        ear, seen = self.on(0, 0.1, sign)
        length = float(np.linalg.norm(ear - eye))
        if seen and length > _SIDEWAYS:
            lines.append(LineString([eye + (ear - eye) / length * _LENS, ear]))
        return lines


def _hairline(up: Vec, locks: float) -> Vec:
    """How far forward the hair grows at each height on the skull."""
    above = _TEMPLE_AHEAD + (up - _TEMPLE_UP) * _FOREHEAD
    above = np.maximum(above, locks) if locks > 0 else above + locks
    return np.where(up > _TEMPLE_UP, above, _TEMPLE_AHEAD + locks + (up - _TEMPLE_UP) * 0.4)
