"""A home exercise: an entry of its own that many conditions share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.model.base import Line, Model, Slug, Text
from handouts.model.dose import Dose, Sided
from handouts.model.exemption import Exemption

Position = Literal["lying", "side-lying", "prone", "hands-and-knees", "kneeling", "sitting", "standing"]

Demand = Literal[
    "bends-back",
    "rounds-back",
    "twists-back",
    "bends-knee-deeply",
    "twists-knee",
    "kneels",
    "loads-heavily",
    "jumps",
    "pulls-shin-forward",
    "crosses-leg",
    "stretches-calf",
    "stretches-hamstrings",
    "stretches-front-of-thigh",
    "stretches-front-of-hip",
    "presses-muscle",
]
"""What an exercise asks of the body that some people must not give; `content/checks/safety.yaml` says who."""


class Figure(Model):
    """The picture of an exercise: a drawing by name, and what it shows in words."""

    name: Slug
    """The drawing's name; `figures/NAME.svg` or `.png`. A card without a drawing stands without a picture."""
    alt: Line
    """Who does what with which body part, for somebody who cannot see the picture."""


class Exercise(Model):
    """One exercise as it is printed on a card."""

    id: Slug
    """The name by which conditions call it; the file is `exercises/ID.yaml`."""
    title: Line
    """What the card is called."""
    position: Position
    """The body position it is done in; exercises on a sheet are grouped by it."""
    equipment: tuple[Line, ...] = ()
    """What one needs for it."""
    demands: tuple[Demand, ...] = ()
    """What it asks of the body, by which `handout check` knows for whom it is not."""
    sides: Sided | None = None
    """What there are two of: each `leg`, `side` or `arm` does the whole dose. Left out for both at once."""
    steps: Annotated[tuple[Line, ...], Field(min_length=3, max_length=7)]
    """Three to seven steps, one action each."""
    dose: Dose
    """The usual dose; a condition, a clinic or a therapist may change it."""
    feel: Line
    """Where you should feel it."""
    stop_if: Line
    """When to stop, as the end of a sentence that begins "Stop if"."""
    ask_first: Line | None = None
    """Who should ask a doctor first, as the end of a sentence that begins "Ask first if"."""
    easier: Line | None = None
    """How to make it easier."""
    harder: Line | None = None
    """How to make it harder."""
    figure: Figure | None = None
    """Its picture."""
    note: Text | None = None
    """A further remark, printed in the full layout."""
    sources: tuple[Slug, ...] = ()
    """Ids of the bibliography, where there are any for this very exercise."""
    exemptions: tuple[Exemption, ...] = ()
    """Findings of `handout check` that somebody has looked at and lets stand, each with a reason."""

    def seconds_a_day(self, dose: Dose, *, one_side: bool = False) -> int:
        """Seconds a day that this exercise takes at `dose`; `one_side` when only one side does it."""
        return dose.seconds_a_day(2 if self.sides and not one_side else 1)
