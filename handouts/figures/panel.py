"""One picture: things, body and marks of a position put together, as large as what it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from shapely import LineString, Point, box, unary_union
from shapely.geometry.base import BaseGeometry

from handouts.design import PART_HEIGHT, PART_WIDTH
from handouts.figures import marks, palette, props
from handouts.figures import proportions as p
from handouts.figures.figure import Layer, Look, called, layers
from handouts.figures.flesh import Ball, Camera, Part, body
from handouts.figures.ink import Stroke, close_up, svg
from handouts.figures.person import Person, people
from handouts.figures.pose import Pelvis, Pose, State
from handouts.figures.posing import positions
from handouts.figures.regions import ends, find, parts_of
from handouts.figures.skeleton import Skeleton, build
from handouts.figures.solids import Box, solids
from handouts.figures.vectors import vec


@dataclass
class Panel:
    """A position drawn: its strokes from bottom to top, and what the checks want to know."""

    which: str
    """`start` or `finish`, or nothing for a picture that stands alone."""
    side: str | None
    """The side that works."""
    state: State
    bones: Skeleton
    parts: dict[str, Part]
    solids: list[Box]
    person: Person
    strokes: list[Stroke] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)
    arrows: list[Stroke] = field(default_factory=list)
    highlights: dict[str, tuple[BaseGeometry, BaseGeometry]] = field(default_factory=dict)
    """Each highlight's shape, and what of it can be seen."""

    def frame(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of all that is drawn, with its margin."""
        bounds = [stroke.bounds for stroke in self.strokes if not stroke.shape.is_empty]
        left, bottom = (min(bound[i] for bound in bounds) - p.MARGIN for i in (0, 1))
        right, top = (max(bound[i] for bound in bounds) + p.MARGIN for i in (2, 3))
        return left, bottom, right, top

    @cached_property
    def svg(self) -> str:
        """The SVG document."""
        return svg(self.strokes, self.frame(), {"side": self.side, "corner": self.corner()})

    def corner(self) -> str | None:
        """The upper corners in which "Start" or "Finish" would cover nothing: left, right, both or none."""
        left, _, right, top = self.frame()
        wide, high = (size / p.MM_PER_UNIT for size in (PART_WIDTH, PART_HEIGHT))
        drawn = unary_union([stroke.shape.buffer(stroke.width / 2) for stroke in self.strokes])
        free = {
            name: right - left >= wide and not box(start, top - high, start + wide, top).intersects(drawn)
            for name, start in (("left", left), ("right", right - wide))
        }
        return "both" if all(free.values()) else next((name for name in free if free[name]), None)


def panels(pose: Pose) -> list[Panel]:
    """The pictures of a pose: one alone, or start and finish."""
    start, finish = positions(pose)
    first = _place(pose, start, "start" if finish else "")
    if finish is None:
        _draw(pose, first, None)
        return [first]
    last = _place(pose, finish, "" if pose.ghost else "finish")
    _draw(pose, last, first)
    if pose.ghost:
        return [last]
    _draw(pose, first, None)
    return [first, last]


def _place(pose: Pose, state: State, which: str) -> Panel:
    """The body where it belongs: as high as what it rests on."""
    person = people()[pose.person]
    things = (*pose.props, *state.props)
    boxes = [solid for prop in things for solid in solids(prop)]
    bones = build(state)
    parts = body(bones, person.body)
    # Twice, since arms and legs that reach for something move as the body does.
    for _ in range(2 if state.rests else 0):
        resting = part_called(parts, (state.rests or ())[0])
        pelvis = state.pelvis or Pelvis()
        at = (pelvis.at[0], pelvis.at[1] - gap(resting, boxes), pelvis.at[2])
        state = state.model_copy(update={"pelvis": pelvis.model_copy(update={"at": at})})
        bones = build(state)
        parts = body(bones, person.body)
    return Panel(which, pose.side, state, bones, parts, boxes, person)


CALLED = {"back": "trunk", "belly": "trunk", "bottom": "trunk", "left hip": "trunk", "right hip": "trunk"}
"""The part of a place that rests or touches."""


def part_called(parts: dict[str, Part], name: str) -> Part:
    """The part that a pose calls so; raises KeyError."""
    return parts[CALLED.get(name, name)]


def gap(part: Part, boxes: list[Box]) -> float:
    """How far a part is above what is below it."""
    return min(_gap(ball, boxes) for ball in part.balls)


def _gap(ball: Ball, boxes: list[Box]) -> float:
    low = -ball.reach(vec(0, -1, 0))
    x, _, z = ball.middle
    under = [
        float(solid.high[1])
        for solid in boxes
        if solid.low[0] - 5 <= x <= solid.high[0] + 5
        and solid.low[2] - 60 <= z <= solid.high[2] + 60
        and solid.high[1] < low + _REACH_DOWN
    ]
    return low - max(under, default=0.0)


_REACH_DOWN = 120.0
"""A surface that is more than this above a part is beside it, not under it."""


def _draw(pose: Pose, panel: Panel, before: Panel | None) -> None:
    """Put all strokes of a picture in their order."""
    camera = Camera.at(pose.view.turn, pose.view.height)
    state, bones, strokes = panel.state, panel.bones, panel.strokes
    look = Look(panel.person, camera, state.in_front or (), state.behind or (), state.pale)
    panel.layers = layers(bones, panel.parts, look)
    things = (*pose.props, *state.props)
    pieces = [piece for prop in things for piece in props.pieces(prop, bones, camera)]
    for piece in pieces:
        strokes += piece.strokes if piece.depth is None else []
    if pose.ghost and before:
        strokes += _ghost(pose, before, look)
    among = [(layer.depth, [*layer.strokes, *_felt(panel, layer, camera)]) for layer in panel.layers]
    among += [(piece.depth, piece.strokes) for piece in pieces if piece.depth is not None]
    for _, drawn in sorted(among, key=lambda pair: pair[0]):
        strokes += drawn
    if state.inset:
        strokes += _inset(panel, camera)
    panel.arrows = [
        marks.arrow(spec, bones, before.bones if before else None, camera) for spec in state.arrows
    ]
    strokes += [marks.halo(stroke) for stroke in panel.arrows]
    strokes += panel.arrows
    if state.hold:
        strokes += marks.stopwatch(_free_corner(panel))


def _felt(panel: Panel, layer: Layer, camera: Camera) -> list[Stroke]:
    """The highlights that lie on this layer, or end on it."""
    found: list[Stroke] = []
    for name in panel.state.feel:
        region, side = find(name)
        names = parts_of(region, side)
        under = [each for each in panel.layers if each.name in names]
        if under[-1] is not layer:
            continue
        shape = unary_union([each.shape for each in under])
        part = panel.parts[names[0]]
        line = LineString([camera.flat(end) for end in ends(region, side, panel.bones, part)])
        drawn = marks.highlight(line, region, shape)
        above = [each.shape for each in panel.layers[panel.layers.index(layer) + 1 :]]
        whole = drawn[1].shape
        panel.highlights[name] = (whole, whole.difference(unary_union(above)) if above else whole)
        found += drawn
    return found


def _ghost(pose: Pose, before: Panel, look: Look) -> list[Stroke]:
    """The start of what moves, dashed."""
    shapes = [
        layer.shape for layer in layers(before.bones, before.parts, look) if called(layer.name, pose.ghost)
    ]
    whole = unary_union(shapes)
    return [Stroke(whole, "#FBFCFC"), Stroke(whole.boundary, palette.FAR_LINE, p.FINE_LINE + 1, dashed=True)]


def _inset(panel: Panel, camera: Camera) -> list[Stroke]:
    inset = panel.state.inset
    if inset is None:
        return []
    right, up = camera.flat(panel.bones.at[inset.at])
    middle = Point(right + inset.shift[0], up + inset.shift[1])
    to = Point(right + inset.place[0], up + inset.place[1])
    ring = to.buffer(inset.radius * inset.zoom)
    small = middle.buffer(inset.radius)
    lead = small.boundary.difference(ring)
    return [
        Stroke(lead, palette.LINE, p.FINE_LINE, dashed=True),
        Stroke(ring, palette.WHITE),
        *close_up(panel.strokes, middle, inset.radius, inset.zoom, to),
        Stroke(ring.boundary, palette.LINE, p.LINE),
    ]


def _free_corner(panel: Panel) -> tuple[float, float]:
    """Where the stopwatch covers least: beside the picture's upper corners, else beside it."""
    left, bottom, right, top = panel.frame()
    drawn = unary_union(
        [stroke.shape.buffer(stroke.width / 2) for stroke in panel.strokes if not stroke.shape.is_empty]
    )
    size = marks.WATCH + 16
    spots = [
        (x, y)
        for y in (top - size, (top + bottom) / 2, bottom + size + 30)
        for x in (right - size, left + size)
    ]
    spots += [(right + size, top - size), (left - size, top - size)]
    return next(
        (
            at
            for at in spots
            if not box(at[0] - size, at[1] - size, at[0] + size, at[1] + size + 8).intersects(drawn)
        ),
        spots[-2],
    )
