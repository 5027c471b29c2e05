"""Vectors and frames: the little geometry that skeleton, flesh and camera share.

World axes: x to the right of the picture seen from the side, y up, z toward the reader. Lengths are units of
which a body's height has 1000; angles are degrees. A frame is a 3 x 3 matrix whose columns are the forward,
up and right directions of a part of the body.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vec = NDArray[np.float64]
Frame = NDArray[np.float64]

WORDS: dict[str, tuple[float, float, float]] = {
    "up": (0, 1, 0),
    "down": (0, -1, 0),
    "right": (1, 0, 0),
    "left": (-1, 0, 0),
    "near": (0, 0, 1),
    "far": (0, 0, -1),
}
"""Directions as a pose may call them, seen from the side."""

Direction = float | str | tuple[float, float, float]


def vec(*values: float) -> Vec:
    """A vector."""
    return np.array(values, dtype=float)


def unit(vector: Vec) -> Vec:
    """The vector at length 1; the zero vector stays as it is."""
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def direction(value: Direction) -> Vec:
    """A direction from a word, three numbers, or degrees in the plane of the picture (0 right, 90 up)."""
    if isinstance(value, str):
        return vec(*WORDS[value])
    if isinstance(value, tuple):
        return unit(vec(*value))
    angle = np.radians(value)
    return vec(np.cos(angle), np.sin(angle), 0)


def rotation(axis: Vec, degrees: float) -> Frame:
    """The matrix that turns by `degrees` about `axis`, right-handed."""
    x, y, z = unit(axis)
    angle = np.radians(degrees)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    turned: Frame = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * (cross @ cross)
    return turned


def bent(frame: Frame, forward: float, side: float = 0, turn: float = 0) -> Frame:
    """The frame bent forward, then to its own right, then turned to its own right."""
    frame = rotation(frame[:, 2], -forward) @ frame
    frame = rotation(frame[:, 0], side) @ frame
    return rotation(frame[:, 1], -turn) @ frame


def framed(up: Vec, forward: Vec) -> Frame:
    """The frame with this up, whose forward is as near as can be to the one given."""
    up = unit(up)
    across = forward - up * float(forward @ up)
    if np.linalg.norm(across) < 1e-6:  # noqa: PLR2004 - as good as parallel
        across = np.cross(up, vec(0.3, 0.5, 0.8))
    ahead = unit(across)
    return np.column_stack([ahead, up, np.cross(ahead, up)])


def angle(a: Vec, b: Vec) -> float:
    """Degrees between two directions, 0 to 180."""
    return float(np.degrees(np.arccos(np.clip(unit(a) @ unit(b), -1, 1))))
