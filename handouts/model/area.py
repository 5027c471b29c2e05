"""A place on the body where it may hurt, as the body charts know it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handouts.model.base import Line, Model

View = Literal[
    "front",
    "back",
    "side",
    "knee front",
    "knee side",
    "back and hip",
    "hip front",
    "lower leg front",
    "lower leg back",
    "foot side",
    "sole",
]
"""A view of the whole body, or a close-up."""


class Area(Model):
    """One place: what a sheet calls it and where a chart shows it. Its key is its name in a condition."""

    label: Line
    """The words beside it on a chart."""
    paired: bool = True
    """Whether there is one on the left and one on the right."""
    views: tuple[View, ...] = Field(min_length=1)
    """The views that show it, the best first."""
