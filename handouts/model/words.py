"""The words around the content: labels, shared blocks, countries, sources and sides."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from handouts.model.base import Line, Model, Slug, Text
from handouts.model.clinic import Paper


class Source(Model):
    """An entry of the bibliography."""

    id: Slug
    title: Text
    organisation: Text
    short: Line
    """How a sheet names it."""
    year: int | None
    address: Text
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    tier: Slug
    citable: bool = True
    """False for a lead, which no sheet may name."""
    valid_years: Annotated[int, Field(ge=1)] | None = None
    """For how many years after `year` the guideline's own body lets it stand, where it says so."""
    quote: Text
    supports: tuple[Text, ...]
    """What the source supports, and no more than that."""
    note: Text | None = None
    read: Text


class Country(Model):
    """What a country decides on a sheet."""

    name: Line
    emergency_number: str
    paper: Paper


class Disclaimer(Model):
    """The five points of the disclaimer, and the short form for a layout without room."""

    points: Annotated[tuple[Line, ...], Field(min_length=5, max_length=5)]
    short: Line


class Shared(Model):
    """Blocks of words that every sheet shares."""

    disclaimer: Disclaimer
    tell_therapist: tuple[Line, ...]
    during_session: Line
    how_to: Line
    finding_a_therapist: Text


Labels = dict[str, Any]
"""Labels by name, in groups; the leaves are text with `{words}` to fill in."""
