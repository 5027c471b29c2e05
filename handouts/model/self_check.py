"""A self-check: something simple to do now and then, to watch progress and never to name a cause."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.model.base import Line, Model, Slug, Text
from handouts.model.exemption import Exemption
from handouts.model.exercise import Demand, Figure
from handouts.model.leaflet import Leaflet, Statements


class SelfCheck(Model):
    """One self-check: what to do, and what to write down to compare with the next time."""

    id: Slug
    """Its name; the file is `self-checks/ID.yaml`."""
    title: Line
    """What it is called."""
    looks_at: Line
    """What it looks at, as the end of a sentence that begins "Looks at"."""
    equipment: tuple[Line, ...] = ()
    """What one needs for it."""
    demands: tuple[Demand, ...] = ()
    """What it asks of the body, by which `handout check` knows for whom it is not."""
    steps: Annotated[tuple[Line, ...], Field(min_length=3, max_length=7)]
    """Three to seven steps, one action each."""
    record: Line
    """What to write down each time, as the end of a sentence that begins "Write down"."""
    stop_if: Line
    """When to stop, as the end of a sentence that begins "Stop if"."""
    ask_first: Line | None = None
    """Who should ask a doctor first, as the end of a sentence that begins "Ask first if"."""
    figure: Figure
    """Its picture; an exercise and a self-check may share a drawing."""
    note: Text | None = None
    """A further remark."""
    sources: tuple[Slug, ...] = ()
    """Ids of the bibliography, where there are any for this very self-check."""
    exemptions: tuple[Exemption, ...] = ()
    """Findings of `handout check` that somebody has looked at and lets stand, each with a reason."""


class SelfChecks(Leaflet):
    """The sheet on which all self-checks stand."""

    id: Slug
    """The name by which it is asked for; the file is `leaflets/ID.yaml`."""
    how_to: Statements
    """How to use the sheet."""

    @property
    def name(self) -> str:
        """The short name by which it is asked for."""
        return self.id
