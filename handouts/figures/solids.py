"""Things around the body: which keys each takes, and the boxes that a body rests on or must not pierce."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from handouts.figures.flesh import Ball
from handouts.figures.pose import Prop
from handouts.figures.vectors import Vec, vec

TAKES: dict[str, tuple[str, ...]] = {
    "mat": ("span", "depth"),
    "floor": ("span",),
    "wall": ("at", "height", "faces", "depth"),
    "doorway": ("at", "height", "depth"),
    "chair": ("at", "faces", "height", "back"),
    "bed": ("span", "height", "depth"),
    "table": ("span", "height", "depth"),
    "step": ("span", "height", "depth"),
    "wedge": ("span", "height", "depth"),
    "pillow": ("at", "size", "depth"),
    "towel": ("at", "radius", "depth"),
    "ball": ("at", "radius"),
    "roller": ("at", "radius", "depth"),
    "strap": ("points",),
    "band": ("points",),
    "stick": ("points",),
}
"""The keys that each kind takes, beside `front`."""

SEAT, BACK_REST = 252.0, 560.0
CHAIR_WIDTH, CHAIR_DEPTH = 215.0, 105.0
BOARD = 20.0
"""Thickness of mats, seats and tops."""
GROUND = (-560.0, 640.0)
"""Where mat, floor and bed begin and end, if a pose does not say."""
WALL, WALL_HEIGHT = 26.0, 1040.0


@dataclass(frozen=True)
class Box:
    """An upright box that the body cannot go through: left, right; bottom, top; far, near."""

    low: Vec
    high: Vec

    def inside(self, ball: Ball) -> float:
        """How deep a ball is in the box; negative outside."""
        nearest = np.minimum(np.maximum(ball.middle, self.low), self.high)
        away = ball.middle - nearest
        gap = float(np.linalg.norm(away))
        if gap:
            return ball.reach(-away / gap) + float(nearest @ away) / gap
        ways = [(vec(*way), edge) for way, edge in self._faces()]
        return min(ball.reach(-way) + edge for way, edge in ways)

    def _faces(self) -> Iterable[tuple[tuple[float, float, float], float]]:
        for axis in range(3):
            way = [0.0, 0.0, 0.0]
            way[axis] = 1.0
            yield (way[0], way[1], way[2]), float(self.high[axis])
            yield (-way[0], -way[1], -way[2]), float(-self.low[axis])


def box(  # noqa: PLR0913, PLR0917 - six edges
    left: float, right: float, bottom: float, top: float, depth: float, middle: float = 0
) -> Box:
    """A box from its edges; `depth` is half of it, toward and away from the reader."""
    return Box(vec(left, bottom, middle - depth), vec(right, top, middle + depth))


def solids(prop: Prop) -> list[Box]:
    """The boxes a thing is made of: what a body rests on, touches, or must not pierce."""
    made = _SOLID.get(prop.kind)
    return made(prop) if made else []


def _ground(prop: Prop) -> list[Box]:
    return [box(*(prop.span or GROUND), -BOARD, 0, _half(prop))]


def _half(prop: Prop, usual: float = 150.0) -> float:
    """How far a thing reaches toward the reader, and away."""
    return prop.depth or usual


def x_of(prop: Prop) -> float:
    """Where a thing stands, left and right."""
    return float(prop.at[-3]) if prop.at else 0.0


def _z(prop: Prop) -> float:
    return float(prop.at[-1]) if prop.at else 0.0


def _wall_box(prop: Prop) -> list[Box]:
    x, thick = x_of(prop), WALL if prop.faces != "left" else -WALL
    return [box(min(x - thick, x), max(x - thick, x), 0, prop.height or WALL_HEIGHT, _half(prop), _z(prop))]


def _chair(prop: Prop) -> list[Box]:
    seat, x, half, z = prop.height or SEAT, x_of(prop), CHAIR_WIDTH / 2, _z(prop)
    back = x - half - 18 if prop.faces != "left" else x + half
    legs = [
        box(leg, leg + 16, 0, seat - BOARD, 8, z + side)
        for leg in (x - half, x + half - 16)
        for side in (-90.0, 90.0)
    ]
    top = BACK_REST if prop.back is None else prop.back
    rest = [box(back, back + 18, seat - BOARD, top, CHAIR_DEPTH, z)] if top else []
    return [*legs, box(x - half, x + half, seat - BOARD, seat, CHAIR_DEPTH, z), *rest]


def _table(prop: Prop) -> list[Box]:
    (left, right), top = prop.span or (0.0, 300.0), prop.height or 420.0
    places = [(x, z) for x in (left + 10, right - 28) for z in (-100.0, 100.0)]
    legs = [box(x, x + 18, 0, top - BOARD, 9, z) for x, z in places]
    return [*legs, box(left, right, top - BOARD, top, _half(prop))]


def _bed(prop: Prop) -> list[Box]:
    (left, right), top = prop.span or GROUND, prop.height or 250.0
    mattress = top - 70
    return [box(left, right, 0, mattress, _half(prop)), box(left, right, mattress, top, _half(prop))]


def _step(prop: Prop) -> list[Box]:
    return [box(*(prop.span or (-100.0, 100.0)), 0, prop.height or 100.0, _half(prop))]


def _slope(prop: Prop) -> list[Box]:
    """A wedge, high on the left, as a stair too fine to matter."""
    (left, right), high = prop.span or (-100.0, 100.0), prop.height or 60.0
    edges = np.linspace(left, right, 21)
    heights = high * (right - edges[1:]) / (right - left)
    return [
        box(a, b, 0, top, _half(prop)) for a, b, top in zip(edges[:-2], edges[1:-1], heights, strict=False)
    ]


_SOLID: dict[str, Callable[[Prop], list[Box]]] = {
    "mat": _ground,
    "floor": _ground,
    "wall": _wall_box,
    "chair": _chair,
    "table": _table,
    "bed": _bed,
    "step": _step,
    "wedge": _slope,
}
