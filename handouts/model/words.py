"""The words around the content: labels, shared blocks, countries, sources and sides."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Self, get_args

from pydantic import Field

from handouts.model.base import Claim, Line, Model, Slug, Statement, Text
from handouts.model.leaflet import Statements
from handouts.model.technique import Technique, Work
from handouts.printing import Paper


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


class Cautions(Model):
    """For whom techniques are not, or not yet; short phrases."""

    everybody: tuple[Statement, ...]
    """Whatever is done."""
    massage: tuple[Statement, ...]
    """Where hands or tools press on the body."""
    stretching: tuple[Statement, ...]
    """Where a muscle is stretched."""
    tell: Line
    """What to tell the therapist after these, as the end of "Tell your therapist"."""

    def of(self, technique: Technique) -> tuple[Claim, ...]:
        """All cautions of a technique: its own, then those that it shares with its like and with all."""
        return (*technique.cautions, *getattr(self, technique.work), *self.everybody)

    def only(self, works: Collection[Work]) -> Self:
        """Without what is said of other work."""
        return self.model_copy(update={work: () for work in get_args(Work) if work not in works})


class Shared(Model):
    """Blocks of words that every sheet shares."""

    disclaimer: Disclaimer
    tell_therapist: Statements
    """What everybody is asked before a session; short phrases."""
    during_session: Line
    """What to say while it is done."""
    how_to: Line
    """What to know before the first exercise."""
    tick_row: Line
    """How to use the row of day boxes on a card."""
    finding_a_therapist: Text
    """How to find somebody who is qualified."""


Labels = dict[str, Any]
"""Labels by name, in groups; the leaves are text with `{words}` to fill in."""
