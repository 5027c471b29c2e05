"""What a therapist chose for one person, without a word about that person."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.model.base import Line, Model, Slug, Text
from handouts.model.dose import DoseChange

Side = Literal["left", "right", "both"]


class Plan(Model):
    """The choice for one person; the note is never written to a plan file."""

    exercises: Annotated[tuple[Slug, ...], Field(max_length=12)] = ()
    """Exercises in the order of the sheet; left out, the condition's own."""
    doses: dict[Slug, DoseChange] = {}
    """Doses that differ, by exercise."""
    side: Side | None = None
    """Which side hurts."""
    therapist: Line | None = None
    """Who chose."""

    @property
    def is_empty(self) -> bool:
        """True when nothing was chosen."""
        return self == Plan()


class Personal(Model):
    """A plan and the therapist's lines: everything on a sheet that is for one person only."""

    plan: Plan = Plan()
    note: Text | None = None

    def __bool__(self) -> bool:
        """True when anything on the sheet is for one person."""
        return bool(self.note) or not self.plan.is_empty
