"""A massage technique that a sheet may name, in plain words."""

from __future__ import annotations

from handouts.model.base import Line, Model, Slug, Statement
from handouts.model.exemption import Exemption


class Technique(Model):
    """One technique: what it is and what it feels like."""

    id: Slug
    """The name by which conditions call it; the file is `techniques/ID.yaml`."""
    title: Line
    """Its name as printed."""
    also_known_as: tuple[Line, ...] = ()
    """Other names."""
    what_it_is: tuple[Statement, ...]
    """What the therapist does."""
    what_to_expect: tuple[Statement, ...]
    """What it feels like, and what to say."""
    cautions: tuple[Statement, ...] = ()
    """When it is not for you."""
    exemptions: tuple[Exemption, ...] = ()
    """Findings of `handout check` that somebody has looked at and lets stand, each with a reason."""
