"""A massage technique, in plain words: a sheet of its own, and a paragraph on the sheets of conditions."""

from __future__ import annotations

from typing import Literal

from handouts.model.base import Line, Model, Slug, Statement
from handouts.model.leaflet import Leaflet, Statements

Work = Literal["massage", "stretching"]
"""What is done to the muscles, which decides what everybody is warned of."""


class NamedTechnique(Model):
    """What the sheet of a condition says of a technique."""

    title: Line
    also_known_as: tuple[Line, ...]
    what_it_is: Statements
    during: Statements
    cautions: tuple[Statement, ...]


class Technique(Leaflet):
    """One technique: what it is, what to expect, and what is known about it."""

    id: Slug
    """The name by which conditions call it; the file is `techniques/ID.yaml`."""
    work: Work
    """`massage` or `stretching`: which of the shared cautions it takes."""
    what_it_is: Statements
    """What is done."""
    before: Statements
    """What to expect, and what to say or do, before the session."""
    during: Statements
    """What it feels like, and what to say."""
    after: Statements
    """What to expect afterward."""
    helps: Statements
    """What it may help, hedged to what the sources support."""
    known: Statements
    """What research knows."""
    unknown: Statements
    """What research does not know."""
    risks: Statements
    """What may go wrong, beside what it may help."""
    cautions: tuple[Statement, ...] = ()
    """For whom it is not, or not yet, beyond the shared cautions; short phrases."""

    @property
    def name(self) -> str:
        """The short name by which it is asked for."""
        return self.id

    def in_brief(self) -> NamedTechnique:
        """What the sheet of a condition says of it."""
        return NamedTechnique(**{name: getattr(self, name) for name in NamedTechnique.model_fields})
