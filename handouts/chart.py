"""The body chart of one condition: the views that show its areas, drawn from the shipped atlas.

Units are thousandths of the height of the body. Lengths count down and to the right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, Literal, NamedTuple

from handouts.design import AREA_COLOURS, LINE
from handouts.model.area import Area
from handouts.resources import CONTENT

ATLAS = CONTENT / "charts" / "atlas.json"
BODIES = ("front", "back", "side")

LABEL_GAP = 100.0
"""The least distance between the middles of two labels of one line below each other."""
LEAD = 38.0
"""How far lead lines reach beyond the drawing."""
BETWEEN = 26.0
"""The distance between two bodies."""
BESIDE = 8.0
"""From the end of a lead line to its label."""
MARGIN = 8.0
"""White above and below, and where there are no labels."""
SIDES = {None: (1,), "right": (1,), "left": (-1,), "both": (1, -1)}
"""Which sides of the body are marked: 1 is the right side, -1 the left."""

PALETTE = {
    "skin": "#F6EEE7",
    "hair": "#D3CAC1",
    "ink": LINE,
    "line": "#8A979D",
    "frame": "#5C6E77",
    "ray": "#A3AFB5",
    **AREA_COLOURS,
}
WIDTHS = {
    "outline": 4.5,
    "line": 2.8,
    "frame": 3,
    "primary edge": 5,
    "referred edge": 2.2,
    "hatch": 3.4,
    "dot": 8.5,
    "lead": 3.6,
    "halo": 9,
}


@dataclass(frozen=True)
class Label:
    """Where the name of an area belongs: its near edge, and the middle of its height."""

    name: str
    """The area, as a condition names it."""
    x: float
    """Right of the drawing, or below 0 for a label left of it."""
    y: float
    align: Literal["left", "right"]
    """Which edge of the text is at x: its left edge for a label right of the drawing."""
    primary: bool


@dataclass(frozen=True)
class Chart:
    """A wordless drawing and the places of the labels beside it."""

    svg: str
    width: float
    height: float
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class _Marks:
    """What is marked. Of `sides`, 1 is the right side of the body, -1 the left."""

    areas: Mapping[str, Area]
    primary: tuple[str, ...]
    names: tuple[str, ...]
    sides: tuple[int, ...]


@dataclass(frozen=True)
class _Panel:
    """A view and where its origin is. Where a sign says left or right, left is -1 and right 1."""

    view: str
    x: float
    y: float
    sign: int
    """-1 for a view that is mirrored."""
    toward: int
    """To which side of the chart its lead lines run."""

    @property
    def drawing(self) -> dict[str, Any]:
        """The view in the atlas."""
        drawing: dict[str, Any] = _atlas()[self.view]
        return drawing

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom edge."""
        left, top, right, bottom = self.drawing["box"]
        ends = sorted((self.sign * left, self.sign * right))
        return self.x + ends[0], self.y + top, self.x + ends[1], self.y + bottom


def compose(
    areas: Mapping[str, Area],
    primary: Sequence[str],
    referred: Sequence[str],
    side: Literal["left", "right", "both"] | None,
    gap: float = LABEL_GAP,
) -> Chart:
    """Draw these areas; without a side, those of a pair on the right stand for either.

    Labels are `gap` apart, or as far as there is room. Every name must be in `areas`, which the catalogue
    has checked.
    """
    marks = _Marks(areas, tuple(primary), tuple(dict.fromkeys((*primary, *referred))), SIDES[side])
    bodies, close_up = _views(marks)
    panels = _placed(bodies, close_up, marks.sides)
    places = sorted(_place(name, panels, marks) for name in marks.names)

    boxes = [panel.box for panel in panels]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    start = left - (LEAD if any(place.toward == -1 for place in places) else MARGIN)
    end = right + (LEAD if any(place.toward == 1 for place in places) else MARGIN)
    height = max(box[3] for box in boxes) + 2 * MARGIN
    width = end - start

    parts = [_panel(panel, marks) for panel in panels]
    labels = []
    for toward, bend, edge in ((-1, left - 4, start), (1, right + 4, end)):
        beside = [place for place in places if place.toward == toward]
        for place, row in zip(beside, _apart([place.y for place in beside], height, gap), strict=True):
            parts.append(_lead(place, bend, edge, row))
            x = -BESIDE if toward == -1 else width + BESIDE
            align: Literal["left", "right"] = "right" if toward == -1 else "left"
            labels.append(Label(place.name, x, row + MARGIN, align, place.name in marks.primary))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">'
        f'<g transform="translate({-start:.0f} {MARGIN:.0f})" fill="none" stroke-linejoin="round" '
        f'stroke-linecap="round">{"".join(parts)}</g></svg>'
    )
    return Chart(svg, round(width), round(height), tuple(labels))


@cache
def _atlas() -> dict[str, Any]:
    atlas: dict[str, Any] = json.loads(ATLAS.read_text(encoding="utf-8"))
    return atlas


def _views(marks: _Marks) -> tuple[tuple[str, ...], str | None]:
    """The fewest bodies that show every area, and a close-up of all primary ones where that shows more."""
    seen = {name: marks.areas[name].views for name in marks.names}
    near = set.intersection(*(set(seen[name]) for name in marks.primary)) - set(BODIES)
    choices: list[tuple[tuple[str, ...], str | None]] = [
        (bodies, None) for count in (1, 2, 3) for bodies in combinations(BODIES, count)
    ]
    choices += [((_atlas()[view]["of"],), view) for view in sorted(near)]

    def cost(choice: tuple[tuple[str, ...], str | None]) -> tuple[int, int]:
        bodies, close_up = choice
        ranks = (
            next(rank for rank, view in enumerate(views) if view in (*bodies, close_up))
            for views in seen.values()
        )
        return len(bodies), sum(ranks)

    return min(
        (choice for choice in choices if all(set(choice[0]) & set(views) for views in seen.values())),
        key=cost,
    )


def _placed(bodies: Sequence[str], close_up: str | None, sides: Sequence[int]) -> list[_Panel]:
    """The panels beside each other, each where lead lines from the marked side of the body are short."""
    marked, both = sides[0], len(sides) > 1
    # The right side of the body is on the left of a front view; a side view is labelled behind the back.
    toward = {"front": 1 if both else -marked, "back": 1 if both else marked, "side": -marked}
    order = sorted(bodies, key=lambda view: (toward[view], view == "back"))
    panels: list[_Panel] = []
    for view in order:
        sign = marked if view == "side" else 1
        out = toward[view] if len(order) == 1 else 1 if panels else -1
        left = _Panel(view, 0, 0, sign, out).box[0]
        at = panels[-1].box[2] + BETWEEN if panels else 0
        panels.append(_Panel(view, at - left, 0, sign, out))
    if close_up:
        x, y = _atlas()[close_up]["at"]
        body = panels[0]
        sign = marked if body.view == "side" else body.toward
        panels.append(_Panel(close_up, body.x + sign * x, y, sign, sign))
    return panels


class _Place(NamedTuple):
    """Where a lead line begins, and to which side of the chart it runs."""

    y: float
    x: float
    name: str
    toward: int


def _place(name: str, panels: Sequence[_Panel], marks: _Marks) -> _Place:
    """An area is labelled once: in the close-up if it shows there, else in the body that shows it best."""
    views = marks.areas[name].views
    shown = [panel for panel in panels if panel.view in views]
    panel = min(shown, key=lambda panel: (panel.view in BODIES, views.index(panel.view)))
    left, right, y = panel.drawing["areas"][name]["dots"]
    toward = panel.toward
    close_up = panels[-1]
    if panel.view in BODIES and close_up.view not in BODIES:
        _, top, _, bottom = close_up.box
        behind = top - LABEL_GAP / 2 < y < bottom + LABEL_GAP / 2
        toward = -close_up.toward if behind else close_up.toward
    ends = [
        panel.x + panel.sign * half * x
        for half in _halves(panel, marks.areas[name], marks.sides)
        for x in (left, right)
    ]
    return _Place(panel.y + y, max(ends) if toward == 1 else min(ends), name, toward)


def _panel(panel: _Panel, marks: _Marks) -> str:
    view = panel.drawing
    skin = _path(view["skin"], fill=PALETTE["skin"]) + _path(view["hair"], fill=PALETTE["hair"])
    areas = "".join(
        _mirrored(_area(area, name in marks.primary), half)
        for name, area in view["areas"].items()
        if name in marks.names
        for half in _halves(panel, marks.areas[name], marks.sides)
    )
    lines = _path(view["lines"], stroke=PALETTE["line"], stroke_width=WIDTHS["line"])
    outline = _path(view["outline"], stroke=PALETTE["ink"], stroke_width=WIDTHS["outline"])
    drawn = skin + areas + lines + outline
    if panel.view in BODIES:
        return _group(drawn, panel.x, panel.y, panel.sign)
    frame = {"stroke": PALETTE["frame"], "stroke_width": WIDTHS["frame"]}
    x, y = view["at"]
    rays = _path(view["rays"], stroke=PALETTE["ray"], stroke_width=WIDTHS["frame"])
    guide = _group(rays + _path(view["ring"], **frame), panel.x - panel.sign * x, panel.y - y, panel.sign)
    drawn = _path(view["frame"], fill="#FFFFFF") + drawn + _path(view["frame"], **frame)
    return guide + _group(drawn, panel.x, panel.y, panel.sign)


def _halves(panel: _Panel, area: Area, sides: Sequence[int]) -> tuple[int, ...]:
    """1 for an area as the atlas has it, -1 for its mirror image in the other half of a symmetric view."""
    view = panel.drawing
    if not (area.paired and view["symmetric"]):
        return (1,)
    right = -1 if "front" in (panel.view, view.get("of")) else 1
    return tuple(right * side * panel.sign for side in sides)


def _apart(rows: Sequence[float], height: float, gap: float) -> list[float]:
    """The rows, in order, moved as little as it takes to be a gap apart and on a chart of this height."""
    gap = min(gap, (height - 2 * MARGIN) / max(1, len(rows)))
    # Less the gaps, the rows only have to keep their order: means of neighbours that do not.
    blocks: list[list[float]] = []
    for index, row in enumerate(rows):
        blocks.append([row - index * gap])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    most = height - 2 * MARGIN - gap / 2 - (len(rows) - 1) * gap
    kept = [min(max(_mean(block), gap / 2), most) for block in blocks for _ in block]
    return [round(value + index * gap, 1) for index, value in enumerate(kept)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _lead(place: _Place, bend: float, edge: float, row: float) -> str:
    data = f"M{place.x:.0f} {place.y:.0f}L{bend:.0f} {row:.0f}H{edge:.0f}"
    halo = _path(data, stroke="#FFFFFF", stroke_width=WIDTHS["halo"], stroke_opacity=0.8)
    line = _path(data, stroke=PALETTE["ink"], stroke_width=WIDTHS["lead"])
    return (
        halo
        + line
        + (
            f'<circle cx="{place.x:.0f}" cy="{place.y:.0f}" r="{WIDTHS["dot"]}" fill="{PALETTE["ink"]}" '
            f'stroke="#FFFFFF" stroke-width="{WIDTHS["line"]}"/>'
        )
    )


def _area(area: Mapping[str, Any], is_primary: bool) -> str:  # noqa: FBT001
    kind = "primary" if is_primary else "referred"
    edge = PALETTE[f"{kind} edge"]
    shape = _path(area["shape"], fill=PALETTE[kind], stroke=edge, stroke_width=WIDTHS[f"{kind} edge"])
    hatch = "" if is_primary else _path(area["hatch"], stroke=edge, stroke_width=WIDTHS["hatch"])
    return shape + hatch


def _mirrored(drawing: str, sign: int) -> str:
    return drawing if sign == 1 else f'<g transform="scale(-1 1)">{drawing}</g>'


def _group(drawing: str, x: float, y: float, sign: int) -> str:
    mirror = "" if sign == 1 else " scale(-1 1)"
    return f'<g transform="translate({x:.0f} {y:.0f}){mirror}">{drawing}</g>'


def _path(data: str, **style: Any) -> str:
    if not data:
        return ""
    said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in style.items())
    return f'<path d="{data}"{said}/>'
