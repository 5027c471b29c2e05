"""The shapes of a plain SVG drawing as PDF draws them: straight lines and curves, in absolute numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import pi, sqrt

STEPS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
"""Numbers for each step of a command; arcs and the rarer curves are left to the renderer."""

_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NO_PATH = re.compile(r"[^MmLlHhVvCcZz0-9.,+\s-]")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)")


class NotPlainError(ValueError):
    """What is drawn has to be left to the renderer."""


@dataclass
class Outline:
    """A shape: its operators, and every point that they go to or bend at."""

    operators: list[str] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    def add(self, operator: str, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Go to points one after the other; `c`, a curve, goes to each third."""
        self.xs += xs
        self.ys += ys
        if xs and isinstance(xs[0], int) and isinstance(ys[0], int):  # Then all are; most drawings are such.
            points = [f"{x} {y}" for x, y in zip(xs, ys, strict=True)]
        else:
            points = [f"{number(x)} {number(y)}" for x, y in zip(xs, ys, strict=True)]
        if operator == "c":
            points = [" ".join(points[at : at + 3]) for at in range(0, len(points), 3)]
        self.operators += [f"{point} {operator}" for point in points]

    def close(self) -> None:
        """Go back to where the line began."""
        self.operators.append("h")


def path(own: Mapping[str, str]) -> Outline:
    """A `path` by its attributes."""
    text = own.get("d", "")
    if _NO_PATH.search(text):
        raise NotPlainError
    outline = Outline()
    x: float = 0
    y: float = 0
    start = x, y
    for letter, rest in _COMMAND.findall(text):
        command, values = letter.upper(), _values(rest)
        count = STEPS[command]
        if (not outline.operators and command != "M") or bool(values) != bool(count):
            raise NotPlainError
        if not count:
            if outline.operators[-1].endswith("m"):
                raise NotPlainError  # A point is drawn by some and not by others.
            outline.close()
            x, y = start
            continue
        if len(values) % count:
            raise NotPlainError
        xs, ys = _points(command, values, (x, y), relative=letter != command)
        x, y = xs[-1], ys[-1]
        if command == "M":
            start = xs[0], ys[0]
            outline.add("m", xs[:1], ys[:1])
            outline.add("l", xs[1:], ys[1:])
        else:
            outline.add("c" if command == "C" else "l", xs, ys)
    return outline


def _points(
    command: str, values: list[float], now: tuple[float, float], *, relative: bool
) -> tuple[list[float], list[float]]:
    """Where the numbers of a command lead from the point `now`."""
    if command in {"H", "V"}:
        along, across = now if command == "H" else now[::-1]
        way = _sums(values, along) if relative else values
        still = [across] * len(way)
        return (way, still) if command == "H" else (still, way)
    xs, ys = values[::2], values[1::2]
    if not relative:
        return xs, ys
    if command != "C":
        return _sums(xs, now[0]), _sums(ys, now[1])
    # All three points of a curve are told from where it begins.
    return _curves(xs, now[0]), _curves(ys, now[1])


def _sums(steps: Iterable[float], start: float) -> list[float]:
    return list(accumulate(steps, initial=start))[1:]


def _curves(steps: Sequence[float], start: float) -> list[float]:
    points: list[float] = []
    for at in range(0, len(steps), 3):
        points += [start + step for step in steps[at : at + 3]]
        start = points[-1]
    return points


def rect(own: Mapping[str, str]) -> Outline:
    """A `rect` by its attributes, with round corners or without."""
    x, y, width, height = (length(own.get(name, "0")) for name in ("x", "y", "width", "height"))
    rx, ry = length(own.get("rx", own.get("ry", "0"))), length(own.get("ry", own.get("rx", "0")))
    if min(width, height, rx, ry) < 0:
        raise NotPlainError
    outline = Outline()
    if not width or not height:
        return outline
    right, bottom = x + width, y + height
    if not rx or not ry:
        outline.xs, outline.ys = [x, right], [y, bottom]
        outline.operators.append(f"{numbers((x, y, width, height))} re")
        return outline
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    bend = 4 * (sqrt(2) - 1) / 3
    cx, cy = bend * rx, bend * ry
    outline.add("m", [x + rx], [y])
    outline.add("l", [right - rx], [y])
    outline.add(
        "c", [right - rx + cx, right, right], [y, y + cy, y + ry]
    )  # Not y + ry - cy: as the renderer has it.
    outline.add("l", [right], [bottom - ry])
    outline.add("c", [right, right - rx + cx, right - rx], [bottom - ry + cy, bottom, bottom])
    outline.add("l", [x + rx], [bottom])
    outline.add("c", [x + rx - cx, x, x], [bottom, bottom - cy, bottom - ry])
    outline.add("l", [x], [y + ry])
    outline.add("c", [x, x + rx - cx, x + rx], [y + ry - cy, y, y])
    outline.close()
    return outline


def circle(own: Mapping[str, str]) -> Outline:
    """A `circle` by its attributes."""
    cx, cy, r = (length(own.get(name, "0")) for name in ("cx", "cy", "r"))
    if r < 0:
        raise NotPlainError
    outline = Outline()
    if not r:
        return outline
    bend = r / sqrt(pi)  # As the renderer has it.
    outline.add("m", [cx + r], [cy])
    outline.add("c", [cx + r, cx + bend, cx], [cy + bend, cy + r, cy + r])
    outline.add("c", [cx - bend, cx - r, cx - r], [cy + r, cy + bend, cy])
    outline.add("c", [cx - r, cx - bend, cx], [cy - bend, cy - r, cy - r])
    outline.add("c", [cx + bend, cx + r, cx + r], [cy - r, cy - bend, cy])
    outline.close()
    return outline


SHAPES: Mapping[str, tuple[frozenset[str], Callable[[Mapping[str, str]], Outline]]] = {
    "path": (frozenset({"d"}), path),
    "rect": (frozenset({"x", "y", "width", "height", "rx", "ry"}), rect),
    "circle": (frozenset({"cx", "cy", "r"}), circle),
}
"""The elements that are drawn: what shapes each, and how."""


def length(text: str) -> float:
    """A number without a unit; raises NotPlainError for anything else."""
    if not _NUMBER.fullmatch(text):
        raise NotPlainError
    return float(text)


def lengths(text: str) -> list[float]:
    """Numbers with spaces or commas between them."""
    return [length(part) for part in text.replace(",", " ").split()]


def numbers(values: Iterable[float]) -> str:
    """Numbers as PDF has them."""
    return " ".join(map(number, values))


def number(value: float) -> str:
    """A number as PDF has it, to six places."""
    return str(value) if isinstance(value, int) else f"{value:.6f}".rstrip("0").rstrip(".")


def _values(text: str) -> list[float]:
    """The numbers of a path; ValueError for some that only a closer reading would take apart."""
    parts = text.replace("-", " -").replace(",", " ").split()
    try:
        return list(map(int, parts))
    except ValueError:
        return list(map(float, parts))
