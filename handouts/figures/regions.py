"""Where an exercise may be felt: names of places on the body, each a patch on its surface."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from handouts.figures import proportions as p
from handouts.figures.flesh import Part
from handouts.figures.skeleton import SIDES, Skeleton
from handouts.figures.vectors import Vec, vec


class Region(NamedTuple):
    """A patch: on a limb from one share of its length to another, on the trunk from point to point."""

    part: str
    """Kind of the part it lies on."""
    span: tuple[float, float]
    """On a limb, shares of its length; on the trunk, heights over the hip joints."""
    way: tuple[float, float, float]
    """Forward, up and out from the axis to the surface, in units."""
    radius: float
    """Half its width."""
    paired: bool = True
    also: str | None = None
    """Kind of another part that it may reach over; of the two it lies on the nearer."""


REGIONS = {
    "buttock": Region("trunk", (-22, 26), (-40, 0, 40), 36, also="thigh"),
    "front of hip": Region("thigh", (-0.08, 0.2), (34, 0, 6), 32, also="trunk"),
    "outer hip": Region("thigh", (-0.16, 0.12), (-6, 0, 36), 34, also="trunk"),
    "groin": Region("thigh", (0.0, 0.16), (18, 0, -30), 26, also="trunk"),
    "front of thigh": Region("thigh", (0.25, 0.85), (24, 0, 0), 27, also="trunk"),
    "back of thigh": Region("thigh", (0.2, 0.88), (-26, 0, 0), 27, also="trunk"),
    "inner thigh": Region("thigh", (0.12, 0.7), (0, 0, -26), 25, also="trunk"),
    "outer thigh": Region("thigh", (0.1, 0.85), (0, 0, 28), 25, also="trunk"),
    "knee": Region("shin", (-0.02, 0.03), (22, 0, 0), 27, also="thigh"),
    "calf": Region("shin", (0.14, 0.52), (-18, 0, 0), 22),
    "lower calf": Region("shin", (0.4, 0.8), (-12, 0, 0), 18),
    "front of shin": Region("shin", (0.18, 0.7), (16, 0, 6), 17),
    "ankle": Region("shin", (0.94, 1.0), (0, 0, 0), 20, also="foot"),
    "sole": Region("foot", (-12, 60), (0, -32, 0), 13),
    "front of shoulder": Region("upper arm", (0.0, 0.22), (18, 0, 0), 24),
    "low back": Region("trunk", (40, 112), (-44, 0, 0), 30, paired=False),
    "side of low back": Region("trunk", (58, 128), (-34, 0, 46), 24),
    "mid back": Region("trunk", (130, 205), (-48, 0, 0), 30, paired=False),
    "upper back": Region("trunk", (205, 262), (-46, 0, 0), 30, paired=False),
    "side of trunk": Region("trunk", (60, 200), (0, 0, 66), 27),
    "belly": Region("trunk", (42, 112), (42, 0, 0), 31, paired=False),
    "chest": Region("trunk", (222, 240), (34, 0, 58), 30),
    "back of neck": Region("neck", (0, 40), (-22, 0, 0), 18, paired=False),
}
"""Places by name; a paired one is written with its side: `right buttock`, `back of right thigh`."""


def find(name: str) -> tuple[Region, str | None]:
    """The region by its name in a pose, and its side. Raises KeyError."""
    words = name.split()
    side = next((word for word in words if word in SIDES), None)
    return REGIONS[" ".join(word for word in words if word not in SIDES)], side


def parts_of(region: Region, side: str | None) -> list[str]:
    """The parts on which a region may lie, its own first."""
    kinds = [region.part, *([region.also] if region.also else [])]
    return [kind if kind in {"trunk", "neck"} else f"{side} {kind}" for kind in kinds]


def ends(region: Region, side: str | None, bones: Skeleton, part: Part) -> tuple[Vec, Vec]:
    """Both ends of a region's middle line, in space."""
    sign = SIDES[side] if side else 1.0
    way = vec(region.way[0], region.way[1], region.way[2] * sign)
    if region.part == "trunk":
        # Without the seat below the hip joints and the root of the neck, on which no region lies.
        stations = bones.spine[1:-2]
        heights = np.array([row[0] for row in p.TRUNK[1:-2]])
        found = []
        for height in region.span:
            index = int(np.argmin(np.abs(heights - height)))
            point, frame = stations[index]
            found.append(point + frame @ (way + vec(0, height - heights[index], 0)))
        return found[0], found[1]
    if region.part == "neck":
        frame = bones.frames["head"]
        return tuple(bones.at["neck"] + frame @ (way + vec(0, height, 0)) for height in region.span)  # type: ignore[return-value]
    if region.part == "foot":
        frame, ankle = bones.frames[f"{side} foot"], bones.at[f"{side} ankle"]
        return tuple(ankle + frame @ (way + vec(length, 0, 0)) for length in region.span)  # type: ignore[return-value]
    chain = part.chains[0]
    start, end = chain[0].middle, chain[-1].middle
    frame = bones.frames[f"{side} {region.part}"]
    across = frame @ way
    return tuple(start + (end - start) * share + across for share in region.span)  # type: ignore[return-value]
