"""The body chart of one condition: the views that show its areas, drawn from the shipped atlas.

Units are thousandths of the height of the body. Lengths count down and to the right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, Literal

from handouts.model.area import Area
from handouts.resources import CONTENT

ATLAS = CONTENT / "charts" / "atlas.json"
BODIES = ("front", "back", "side")

LABEL_GAP = 62.0
"""The least distance between the middles of two labels below each other."""
LEAD = 46.0
"""How far lead lines reach beyond the drawing."""
BETWEEN = 44.0
"""The distance between two bodies."""
MARGIN = 8.0
"""White above and below, and where there are no labels."""

PALETTE = {
    "skin": "#F6EEE7",
    "hair": "#D3CAC1",
    "ink": "#22343C",
    "line": "#8A979D",
    "frame": "#5C6E77",
    "primary": "#D2564B",
    "primary edge": "#7F100B",
    "referred": "#F5D3CC",
    "referred edge": "#BE1E16",
}
WIDTHS = {"outline": 4.5, "line": 2.8, "frame": 3.5, "edge": 5, "hatch": 3.6, "lead": 3.6, "halo": 9}


@dataclass(frozen=True)
class Label:
    """Where the name of an area belongs: its near edge, and the middle of its height."""

    name: str
    x: float
    y: float
    align: Literal["left", "right"]
    """Which edge of the text is at x: left for a label right of the figure."""
    primary: bool


@dataclass(frozen=True)
class Chart:
    """A wordless drawing and the places of the labels beside it."""

    svg: str
    width: float
    height: float
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class _Panel:
    """A view at its place: its origin, mirrored if `sign` is -1, its labels right of it, or left if -1."""

    view: str
    x: float
    y: float
    sign: int
    labels: int

    def box(self) -> tuple[float, float, float, float]:
        left, top, right, bottom = _atlas()[self.view]["box"]
        ends = sorted((self.sign * left, self.sign * right))
        return self.x + ends[0], self.y + top, self.x + ends[1], self.y + bottom


def compose(
    areas: Mapping[str, Area],
    primary: Sequence[str],
    referred: Sequence[str],
    side: Literal["left", "right", "both"] | None,
) -> Chart:
    """Draw these areas; without a side, those of a pair on the right stand for either.

    Every name must be in `areas`, which the catalogue has checked.
    """
    names = list(dict.fromkeys((*primary, *referred)))
    bodies, close_up = _views(areas, primary, names)
    sides: tuple[int, ...] = (1,) if side in (None, "right") else (-1,) if side == "left" else (1, -1)
    panels = _placed(bodies, close_up, sides[0])
    first = {name: _labelled(name, areas[name], panels) for name in names}
    drawn = [_panel(panel, names, set(primary), areas, sides) for panel in panels]

    left = min(panel.box()[0] for panel in panels)
    right = max(panel.box()[2] for panel in panels)
    bottom = max(panel.box()[3] for panel in panels)
    dots = [(name, *_dot(panel, name, areas[name], sides, out), out) for name, (panel, out) in first.items()]
    outs = {dot[3] for dot in dots}
    start = left - (LEAD if -1 in outs else MARGIN)
    end = right + (LEAD if 1 in outs else MARGIN)
    height = bottom + 2 * MARGIN

    leads, labels = [], []
    for out, edge, bend in ((-1, start, left - 4), (1, end, right + 4)):
        beside = sorted(((y, x, name) for name, x, y, side_of in dots if side_of == out))
        rows = _apart([y for y, _, _ in beside], height - 2 * MARGIN)
        for (y, x, name), row in zip(beside, rows, strict=True):
            leads.append(_lead(x, y, bend, edge, row))
            align: Literal["left", "right"] = "left" if out == 1 else "right"
            labels.append(Label(name, edge - start + 8 * out, row + MARGIN, align, name in primary))
    width = end - start
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">'
        f'<g transform="translate({-start:.0f} {MARGIN:.0f})" fill="none" stroke-linejoin="round" '
        f'stroke-linecap="round">{"".join((*drawn, *leads))}</g></svg>'
    )
    return Chart(svg, round(width), round(height), tuple(labels))


@cache
def _atlas() -> dict[str, Any]:
    atlas: dict[str, Any] = json.loads(ATLAS.read_text(encoding="utf-8"))
    return atlas


def _views(
    areas: Mapping[str, Area], primary: Iterable[str], names: Sequence[str]
) -> tuple[tuple[str, ...], str | None]:
    """The fewest bodies that show every area, and a close-up if a primary area is best seen in it."""
    wanted = {areas[name].views[0] for name in primary} - set(BODIES)
    best: tuple[tuple[int, int, int], tuple[str, ...], str | None] | None = None
    for count in range(1, len(BODIES) + 1):
        for bodies in combinations(BODIES, count):
            if not all(set(bodies) & set(areas[name].views) for name in names):
                continue
            near = [view for view in sorted(wanted) if count == 1 and _atlas()[view]["of"] in bodies]
            for close_up in (None, *near):
                shown = {*bodies, close_up}
                ranks = sum(
                    min(rank for rank, view in enumerate(areas[name].views) if view in shown)
                    for name in names
                )
                cost = (count, ranks, close_up is not None)
                if best is None or cost < best[0]:
                    best = cost, bodies, close_up
    if best is None:
        raise ValueError("no area to show")
    return best[1], best[2]


def _placed(bodies: Sequence[str], close_up: str | None, marked: int) -> list[_Panel]:
    """The panels beside each other; `marked` is 1 for the right side of the body, -1 for the left."""
    # In which direction the marked side of the body lies; a side view has its labels behind it.
    toward: dict[str, int] = {"front": -marked, "back": marked, "side": -marked}
    panels = []
    at = 0.0
    order = sorted(bodies, key=lambda view: (toward[view], view == "back"))
    for number, view in enumerate(order):
        sign: int = marked if view == "side" else 1
        out: int = toward[view] if len(order) == 1 else (-1 if number == 0 else 1)
        panel = _Panel(view, 0, 0, sign, out)
        left, _, right, _ = panel.box()
        panels.append(_Panel(view, at - left, 0, sign, out))
        at += right - left + BETWEEN
    if close_up:
        x, y = _atlas()[close_up]["at"]
        body = panels[0]
        sign = toward[body.view] if body.view != "side" else marked
        panels.append(_Panel(close_up, body.x + sign * x, y, sign, sign))
    return panels


def _labelled(name: str, area: Area, panels: Sequence[_Panel]) -> tuple[_Panel, int]:
    """The panel in which an area is labelled, and on which side of the chart."""
    seen = [view for view in area.views if any(view == panel.view for panel in panels)]
    panel = next(panel for panel in panels if panel.view == seen[0])
    close = next((each for each in panels if each.view not in BODIES), None)
    if close is None or panel is close:
        return panel, panel.labels
    _, top, _, bottom = close.box()
    y = _atlas()[panel.view]["areas"][name]["dots"][2]
    behind = top - 20 < y < bottom + 20
    return panel, -close.labels if behind else close.labels


def _panel(
    panel: _Panel,
    names: Iterable[str],
    primary: set[str],
    areas: Mapping[str, Area],
    sides: Sequence[int],
) -> str:
    view = _atlas()[panel.view]
    paint, width = PALETTE, WIDTHS
    parts = []
    if "frame" in view:
        parts.append(_path(view["frame"], fill="#FFFFFF"))
    parts += [_path(view["skin"], fill=paint["skin"]), _path(view["hair"], fill=paint["hair"])]
    # Primary areas last, so that none is hidden by where its pain spreads to.
    for name in sorted(names, key=primary.__contains__):
        if name not in view["areas"]:
            continue
        for sign in _signs(panel, areas[name], sides):
            parts.append(_mirrored(_area(view["areas"][name], name in primary), sign))
    parts.append(_path(view["lines"], stroke=paint["line"], stroke_width=width["line"]))
    parts.append(_path(view["outline"], stroke=paint["ink"], stroke_width=width["outline"]))
    if "frame" in view:
        parts.append(_path(view["frame"], stroke=paint["frame"], stroke_width=width["frame"]))
    drawn = _group("".join(parts), panel.x, panel.y, panel.sign)
    if "frame" in view:
        x, y = view["at"]
        guide = _path(view["ring"] + view["rays"], stroke=paint["frame"], stroke_width=width["frame"])
        drawn = _group(guide, panel.x - panel.sign * x, panel.y - y, panel.sign) + drawn
    return drawn


def _signs(panel: _Panel, area: Area, sides: Sequence[int]) -> tuple[int, ...]:
    """On which halves of a panel, as the atlas has it, an area is marked."""
    if not area.paired or panel.view == "side" or not _symmetric(panel.view):
        return (1,)
    body = _atlas()[panel.view].get("of", panel.view)
    right: int = -1 if body == "front" else 1
    # The panel itself may be mirrored.
    return tuple(right * side * panel.sign for side in sides)


def _symmetric(view: str) -> bool:
    left, _, right, _ = _atlas()[view]["box"]
    return view in ("front", "back") or (view == "back and hip" and left == -right)


def _dot(panel: _Panel, name: str, area: Area, sides: Sequence[int], out: int) -> tuple[float, float]:
    """Where the lead line of an area begins, the copy nearest to its label."""
    left, right, y = _atlas()[panel.view]["areas"][name]["dots"]
    found = [panel.x + panel.sign * sign * x for sign in _signs(panel, area, sides) for x in (left, right)]
    return (max(found) if out == 1 else min(found)), panel.y + y


def _apart(rows: Sequence[float], height: float) -> list[float]:
    """The rows, in order, moved as little as it takes to be LABEL_GAP apart and inside the height."""
    # Less the gaps, the rows only have to keep their order: means of neighbours that do not.
    blocks: list[list[float]] = []
    for index, row in enumerate(rows):
        blocks.append([row - index * LABEL_GAP])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    most = height - LABEL_GAP / 2 - (len(rows) - 1) * LABEL_GAP
    kept = [min(max(_mean(block), LABEL_GAP / 2), most) for block in blocks for _ in block]
    return [round(value + index * LABEL_GAP, 1) for index, value in enumerate(kept)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _lead(x: float, y: float, bend: float, edge: float, row: float) -> str:
    data = f"M{x:.0f} {y:.0f}L{bend:.0f} {row:.0f}H{edge:.0f}"
    return (
        _path(data, stroke="#FFFFFF", stroke_width=WIDTHS["halo"], stroke_opacity=0.8)
        + _path(data, stroke=PALETTE["ink"], stroke_width=WIDTHS["lead"])
        + f'<circle cx="{x:.0f}" cy="{y:.0f}" r="9" fill="{PALETTE["ink"]}" stroke="#FFF" stroke-width="3"/>'
    )


def _area(area: Mapping[str, Any], primary: bool) -> str:  # noqa: FBT001
    kind = "primary" if primary else "referred"
    edge = PALETTE[f"{kind} edge"]
    if primary:
        return _path(area["shape"], fill=PALETTE[kind], stroke=edge, stroke_width=WIDTHS["edge"])
    return _path(area["shape"], fill=PALETTE[kind]) + _path(
        area["hatch"], stroke=edge, stroke_width=WIDTHS["hatch"]
    )


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
