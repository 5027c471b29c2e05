"""The colours of the drawings."""

from __future__ import annotations

from handouts import design

LINE, FAR_LINE = design.LINE, "#6F7F87"
TOP, TOP_FAR = design.FIGURE_COLOURS["top"], design.FIGURE_COLOURS["top_far"]
BOTTOM, BOTTOM_FAR = design.FIGURE_COLOURS["bottom"], design.FIGURE_COLOURS["bottom_far"]
WHITE = "#FFFFFF"
THING, THING_DARK, THING_LINE = "#E4E8E6", "#CBD3D1", "#66757A"
MAT, MAT_SIDE = "#D9E6DF", "#BFD0C7"
CUSHION = "#DCCFB0"
STRAP = "#C98B1B"
BALL = "#E3D34B"
FEEL, ARROW = design.FEEL, design.ARROW


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of the other colour in this one."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
