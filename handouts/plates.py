"""A plain SVG drawing as a printing plate: drawn once as PDF draws, and printed wherever it stands.

WeasyPrint draws an SVG anew each time, number by number, which takes longer than all the words of a sheet.
Only what is understood whole becomes a plate; any other picture, with text, a gradient or styles of its
own, is left to the renderer. A plate looks as what the renderer draws, pixel for pixel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree as ET

from handouts.outlines import SHAPES, NotPlainError, length, lengths, number, numbers

DEEPEST = 20
"""Groups within groups."""
FARTHEST = 1e6
"""Units from the origin; nothing sensible is farther."""
MITER = 4
"""How far, in widths of its line, a corner may reach."""

_SVG = "{http://www.w3.org/2000/svg}"
_SIZE = re.compile(r"([\d.]+)(px|mm)?")
_PX = {None: 1.0, "px": 1.0, "mm": 96 / 25.4}
_COLOUR = re.compile(r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_MOVE = re.compile(r"\s*(matrix|translate|scale)\s*\(([^()]*)\)\s*")

_STYLE = {
    "fill": "#000",
    "fill-opacity": "1",
    "stroke": "none",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-dasharray": "none",
}
"""What an element hands on to those within it, as it is when nothing is said."""
_SILENT = {"class", "id", "version"}
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class View(NamedTuple):
    """The part of the plane that a drawing shows."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Plate:
    """A drawing as PDF operators, in the units of its viewBox, y down."""

    width: float | None
    """In px, if the drawing says so."""
    height: float | None
    view: View
    ink: tuple[float, float, float, float]
    """Left, top, right and bottom of all that is drawn, or more."""
    operators: bytes
    states: Mapping[str, float]
    """Opacities that `operators` call by name, of fill (`ca`) and stroke (`CA`), such as `CA0.8`."""


def engrave(svg: bytes) -> Plate | None:
    """The plate of a drawing, or None for one that is not plain."""
    try:
        root = ET.fromstring(svg)  # noqa: S314 - the renderer reads it in the same way
        return _Engraving().plate(root)
    except (ET.ParseError, ValueError, TypeError, LookupError):
        return None


class _Matrix(NamedTuple):
    """`x' = a x + c y + e`, `y' = b x + d y + f`."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: _Matrix) -> _Matrix:
        """What moves by `first` and then by this."""
        a, b = self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b
        c, d = self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d
        return _Matrix(a, b, c, d, *self.at(first.e, first.f))


class _Engraving:
    """The plate while it is made."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.state: dict[str, str] = {}
        """What was set last, by operator; nothing is set twice."""
        self.states: dict[str, float] = {}
        self.corners: list[tuple[float, float]] = []

    def plate(self, root: ET.Element) -> Plate:
        """The plate of an `svg` element; raises ValueError or TypeError for what is not plain."""
        if root.tag != f"{_SVG}svg":
            raise NotPlainError
        own = {name: value for name, value in root.attrib.items() if not name.startswith("data-")}
        view = View(*lengths(own.pop("viewBox", "")))
        width, height = (_px(own.pop(name, None)) for name in ("width", "height"))
        if view.width <= 0 or view.height <= 0:
            raise NotPlainError
        self.draw(root, _styled(own, _STYLE), _Matrix(), 0)
        xs, ys = zip(*self.corners, strict=True)
        ink = min(xs), min(ys), max(xs), max(ys)
        if not all(abs(edge) < FARTHEST for edge in ink):
            raise NotPlainError
        return Plate(width, height, view, ink, " ".join(self.out).encode(), self.states)

    def draw(self, parent: ET.Element, style: Mapping[str, str], matrix: _Matrix, depth: int) -> None:
        """Draw all that is in this element."""
        if depth > DEEPEST:
            raise NotPlainError
        for child in parent:
            tag = child.tag.removeprefix(_SVG)
            own = dict(child.attrib)
            move = _matrix(own.pop("transform", ""))
            before = self.state.copy()
            if move:
                self.out.append(f"q {numbers(move)} cm")
            within = matrix.after(move) if move else matrix
            if tag == "g":
                self.draw(child, _styled(own, style), within, depth + 1)
            elif len(child) == 0 and tag in SHAPES:
                self.draw_shape(tag, own, style, within)
            elif len(child) or tag not in {"title", "desc"}:
                raise NotPlainError
            if move:
                self.out.append("Q")
                self.state = before

    def draw_shape(self, tag: str, own: Mapping[str, str], style: Mapping[str, str], matrix: _Matrix) -> None:
        """Draw one shape."""
        shaped_by, shape = SHAPES[tag]
        style = _styled(own, style, shaped_by)
        fill, stroke = _rgb(style["fill"]), _rgb(style["stroke"])
        width = length(style["stroke-width"])
        stroke = stroke if width else None
        outline = shape(own)
        if not outline.operators or not (fill or stroke):
            return
        if fill:
            self.set("rg", fill)
            self.set_opacity("ca", style["fill-opacity"])
        if stroke:
            self.set("RG", stroke)
            self.set_opacity("CA", style["stroke-opacity"])
            self.set_pen(width, style)
        self.out += outline.operators
        self.out.append("B" if fill and stroke else "S" if stroke else "f")
        reach = width * MITER if stroke else 0
        for x in (min(outline.xs) - reach, max(outline.xs) + reach):
            self.corners += [matrix.at(x, y) for y in (min(outline.ys) - reach, max(outline.ys) + reach)]

    def set_pen(self, width: float, style: Mapping[str, str]) -> None:
        """How lines are drawn."""
        dashes = [] if style["stroke-dasharray"] == "none" else lengths(style["stroke-dasharray"])
        if width < 0 or any(dash < 0 for dash in dashes):
            raise NotPlainError
        self.set("w", number(width))
        self.set("d", f"[{numbers(dashes if any(dashes) else [])}] 0")
        self.set("J", str(_CAPS.get(style["stroke-linecap"], 0)))
        self.set("j", str(_JOINS.get(style["stroke-linejoin"], 0)))
        self.set("M", str(MITER))

    def set_opacity(self, name: str, value: str) -> None:
        """How much shows through, of fill (`ca`) or stroke (`CA`)."""
        alpha = min(1.0, max(0.0, length(value)))
        key = f"{name}{number(alpha)}"
        self.states[key] = alpha
        if self.state.get(name) != key:
            self.state[name] = key
            self.out.append(f"/{key} gs")

    def set(self, operator: str, operands: str) -> None:
        """Set a part of the graphics state, if it is not so already."""
        if self.state.get(operator) != operands:
            self.state[operator] = operands
            self.out.append(f"{operands} {operator}")


def _styled(
    own: Mapping[str, str], inherited: Mapping[str, str], shaped_by: frozenset[str] = frozenset()
) -> Mapping[str, str]:
    """An element's style; nothing may stand in it that is not known."""
    mine = {name: value for name, value in own.items() if name in _STYLE}
    if own.keys() - mine.keys() - shaped_by - _SILENT:
        raise NotPlainError
    return {**inherited, **mine} if mine else inherited


def _px(size: str | None) -> float | None:
    if size is None:
        return None
    found = _SIZE.fullmatch(size)
    if not found:
        raise NotPlainError
    return length(found[1]) * _PX[found[2]]


@lru_cache(maxsize=500)
def _rgb(colour: str) -> str | None:
    """A colour as PDF has it; None for `none`."""
    if colour == "none":
        return None
    found = _COLOUR.fullmatch(colour)
    if not found:
        raise NotPlainError
    digits = found[1] if len(found[1]) == len("rrggbb") else "".join(digit * 2 for digit in found[1])
    return numbers(value / 255 for value in bytes.fromhex(digits))


def _matrix(text: str) -> _Matrix | None:
    """A `transform`; None where nothing moves."""
    matrix, at = _Matrix(), 0
    while at < len(text):
        found = _MOVE.match(text, at)
        if not found:
            raise NotPlainError
        values = lengths(found[2])
        if found[1] == "translate":
            matrix = matrix.after(_Matrix(1, 0, 0, 1, *_two(values, 0)))
        elif found[1] == "scale":
            across, down = _two(values, values[0])
            matrix = matrix.after(_Matrix(across, 0, 0, down))
        else:
            a, b, c, d, e, f = values
            matrix = matrix.after(_Matrix(a, b, c, d, e, f))
        at = found.end()
    if not matrix.a * matrix.d - matrix.b * matrix.c:
        raise NotPlainError
    return matrix if text else None


def _two(values: list[float], second: float) -> tuple[float, float]:
    """One number or two; the second may be left out."""
    first, *rest = values
    (last,) = rest or [second]
    return first, last
