"""The pictures of one sheet as they are printed: at one scale, on its side, in its clothing."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from handouts import assets, chart, colour
from handouts.brand import Brand
from handouts.catalogue import Catalogue
from handouts.design import (
    CHART_HEIGHT,
    CHART_LETTER,
    CHART_WIDTH,
    FIGURE_COLOURS,
    LEAST_CHART,
    LOW_PICTURES,
    MM_PER_PIXEL,
    PART_HEIGHT,
    PART_WIDTH,
    PICTURE_HEIGHT,
    PICTURES_WIDTH,
)
from handouts.errors import Place
from handouts.line_art import line_art
from handouts.model.area import Area
from handouts.model.clinic import Clothing
from handouts.model.exercise import Figure
from handouts.model.plan import Side
from handouts.resources import PANELS, shown_path
from handouts.sheet.condition import ConditionSheet

SMALL_PICTURE = 30_000
"""Bytes; what a process keeps of pictures is no more than 300 times this."""

_ROOT = re.compile(rb"""<svg\b(?:[^>"']|"[^"]*"|'[^']*')*+(?<!/)>""")
_TOLD = re.compile(rb"""(?<=\s)data-(side|corner)\s*=\s*["'](left|right|both)["']""")
_NUMBER = rb"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
_BOX = re.compile(rb"""\sviewBox\s*=\s*["']\s*%b[\s,]+[^\s,"']+[\s,]+%b[\s,]""" % (_NUMBER, _NUMBER))
_OTHER = {b"left": b"right", b"right": b"left", b"both": b"both"}
_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True)
class Panel:
    """One picture on a card, as a `data:` address, and its size in millimetres."""

    part: str | None
    """One of `PANELS`; None for a picture of the whole exercise."""
    uri: str
    width: float
    height: float
    corner: bool = False
    """Whether the upper left corner is empty, so that "Start" or "Finish" may stand there."""

    def scaled(self, scale: float) -> Panel:
        """The same picture in another size."""
        return replace(self, width=round(self.width * scale, 2), height=round(self.height * scale, 2))


@dataclass(frozen=True)
class Shown:
    """What a card shows of its exercise: one picture, or start and finish on one floor."""

    panels: tuple[Panel, ...]

    @property
    def half(self) -> bool:
        """Whether a single picture leaves room for words beside it."""
        return len(self.panels) == 1 and self.panels[0].width <= PICTURES_WIDTH / 2

    @property
    def indent(self) -> float:
        """Where the pictures begin, in mm: to the right of "Start" and "Finish" if that leaves room."""
        room = PICTURES_WIDTH / len(PANELS) - PART_WIDTH
        narrow = self.panels[0].part and all(panel.width <= room for panel in self.panels)
        return PART_WIDTH if narrow else 0

    @property
    def height(self) -> float:
        """The height of the pictures with what stands above them, in mm."""
        return max(
            panel.height + PART_HEIGHT * bool(panel.part and not (self.indent or panel.corner))
            for panel in self.panels
        )

    @property
    def low(self) -> bool:
        """Whether there is room for words below the pictures."""
        return not self.half and self.height <= LOW_PICTURES

    def scaled(self, scale: float) -> Shown:
        """The same pictures in another size."""
        return Shown(tuple(panel.scaled(scale) for panel in self.panels))


@dataclass(frozen=True)
class AreaName:
    """The name of an area beside the chart: its near edge and the middle of its height, in millimetres."""

    text: str
    x: float
    y: float
    room: float
    """How wide it may be."""
    align: Literal["left", "right"]
    primary: bool


@dataclass(frozen=True)
class BodyChart:
    """Where it may hurt, as a `data:` address with its size in millimetres, and what stands beside it."""

    uri: str
    width: float
    height: float
    indent: float
    """Room for the names left of it."""
    names: tuple[AreaName, ...]
    either: bool
    """Whether what it shows on one side of the body may be on the other."""

    def scaled(self, scale: float) -> BodyChart:
        """The same chart in another size."""
        names = (
            replace(each, x=each.x * scale, y=each.y * scale, room=each.room * scale) for each in self.names
        )
        return replace(
            self,
            width=self.width * scale,
            height=self.height * scale,
            indent=self.indent * scale,
            names=tuple(names),
        )


class Pictures:
    """The drawings and photos of one sheet, in the clinic's clothing."""

    def __init__(self, brand: Brand, catalogue: Catalogue) -> None:
        self._inputs = catalogue.inputs
        self._colours = _colours(brand.clinic.clothing)
        self._in_lines = brand.in_lines
        self._known: dict[tuple[str, Side | None], Shown | None] = {}

    def of(self, figure: Figure | None, side: Side | None = None, scale: float = 1.0) -> Shown | None:
        """The pictures of an exercise done on this side, None where there are none.

        Raises InputFault for unfit ones.
        """
        if figure is None:
            return None
        known = figure.name, side
        if known not in self._known:
            self._known[known] = self._find(*known)
        shown = self._known[known]
        return shown and shown.scaled(scale)

    def _find(self, name: str, side: Side | None) -> Shown | None:
        paths = self._inputs.figure(name)
        if len(paths) == len(PANELS):
            room = PICTURES_WIDTH / len(PANELS)
            parts = zip(paths, PANELS, strict=True)
            return Shown(tuple(self._panel(path, part, room, side) for path, part in parts))
        return Shown((self._panel(paths[0], None, PICTURES_WIDTH, side),)) if paths else None

    def _panel(self, path: Path, part: str | None, room: float, side: Side | None) -> Panel:
        name = shown_path(path)
        picture = _checked(self._inputs.read(path), name)
        content = picture.content
        width, height = picture.width * MM_PER_PIXEL, picture.height * MM_PER_PIXEL
        if picture.kind == "svg" and side not in {None, _told(content).get("side", side)}:
            content = _mirrored(content, picture.width)
        if path.is_relative_to(self._inputs.roots["content"]):
            content = line_art(content) if self._in_lines else _dressed(content, self._colours)
        else:  # A clinic's own has a scale of its own.
            scale = min(room / width, PICTURE_HEIGHT / height)
            width, height = width * scale, height * scale
        corner = picture.kind == "svg" and _told(content).get("corner") in {"left", "both"}
        return Panel(part, picture_uri(picture.kind, content), round(width, 2), round(height, 2), corner)


def _checked(content: bytes, name: str) -> assets.Picture:
    """The picture of this file; raises InputFault for one that is unfit. Small ones are looked at once."""
    if len(content) > SMALL_PICTURE:
        return assets.check_picture(content, Place(name), name)
    return _checked_before(content, name)


@lru_cache(maxsize=300)
def _checked_before(content: bytes, name: str) -> assets.Picture:
    return assets.check_picture(content, Place(name), name)


def data_uri(kind: str, content: bytes) -> str:
    """The content as a `data:` address of this media type."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def picture_uri(kind: str, content: bytes) -> str:
    """A picture, svg or png, as a `data:` address."""
    return data_uri(_TYPES[kind], content)


def body_chart(sheet: ConditionSheet, catalogue: Catalogue) -> BodyChart:
    """The chart of a sheet's condition, for the side that the therapist chose."""
    catalogue.inputs.read(chart.ATLAS)  # What it is made from.
    areas, pain = catalogue.areas, sheet.condition.pain
    # What is all over the body is shown on both sides.
    everywhere: Side | None = "both" if sheet.condition.area == "whole-body" else None
    side = sheet.personal.plan.side or everywhere
    drawn = chart.compose(areas, pain.primary, pain.referred, side)
    width, rooms, wraps = _chart_widths(drawn, areas)
    if wraps:
        drawn = chart.compose(areas, pain.primary, pain.referred, side, 2 * chart.LABEL_GAP)
    scale = width / drawn.width
    names = tuple(
        AreaName(
            areas[label.name].label,
            round(label.x * scale, 2),
            round(label.y * scale, 2),
            round(rooms[label.align], 2),
            label.align,
            label.primary,
        )
        for label in drawn.labels
    )
    picture = drawn.svg.encode()
    return BodyChart(
        picture_uri("svg", line_art(picture) if sheet.brand.in_lines else picture),
        round(width, 2),
        round(drawn.height * scale, 2),
        round(rooms.get("right", 0), 2),
        names,
        side is None and any(areas[name].paired for name in (*pain.primary, *pain.referred)),
    )


def _chart_widths(drawn: chart.Chart, areas: Mapping[str, Area]) -> tuple[float, dict[str, float], bool]:
    """The width of the drawing, that of the names by their `align`, and whether a name takes two lines."""
    aspect = drawn.width / drawn.height
    needs: dict[str, float] = {}
    for label in drawn.labels:
        need = CHART_LETTER * len(areas[label.name].label)
        needs[label.align] = max(needs.get(label.align, 0), need)
    need = sum(needs.values())
    width = min(CHART_HEIGHT * aspect, max(CHART_WIDTH - need, LEAST_CHART * aspect))
    rooms = {align: (CHART_WIDTH - width) * each / need for align, each in needs.items()}
    return width, rooms, width + need > CHART_WIDTH


def _colours(clothing: Clothing) -> dict[str, str]:
    """The colours of the shipped drawings, each with what this clinic has in its place."""
    changed: dict[str, str] = {}
    for name, value in clothing:
        if value:
            near, far = colour.clothing(value)
            changed |= {FIGURE_COLOURS[name]: near, FIGURE_COLOURS[f"{name}_far"]: far}
    return changed


def _dressed(drawing: bytes, colours: dict[str, str]) -> bytes:
    if not colours:
        return drawing
    known = re.compile("|".join(colours).encode())
    return known.sub(lambda found: colours[found[0].decode()].encode(), drawing)


def _told(drawing: bytes) -> dict[str, str]:
    """What a drawing says of itself: which `side` of the body works, and which upper `corner` is empty."""
    root = _ROOT.search(drawing)
    return {name.decode(): value.decode() for name, value in _TOLD.findall(root[0])} if root else {}


def _mirrored(drawing: bytes, width: float) -> bytes:
    """The drawing for the other side; `width` is that of one without a viewBox."""
    root = _ROOT.search(drawing)
    end = drawing.rfind(b"</svg")
    if not root or end < root.end():
        return drawing
    box = _BOX.search(root[0])
    left, width = (float(box[1]), float(box[2])) if box else (0.0, width)
    flip = f'<g transform="matrix(-1 0 0 1 {2 * left + width:g} 0)">'.encode()
    told = _TOLD.sub(lambda found: b'data-%s="%s"' % (found[1], _OTHER[found[2]]), root[0])
    return drawing[: root.start()] + told + flip + drawing[root.end() : end] + b"</g>" + drawing[end:]
