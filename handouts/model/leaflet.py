"""What every printed thing shares: its title, its one message, its version and dates, its claims."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from handouts.model.base import Claim, Line, Model, Month, Statement
from handouts.model.exemption import Exemption

Statements = Annotated[tuple[Statement, ...], Field(min_length=1)]

Path = tuple[str | int, ...]
"""Keys and indices from the top of a file to a value in it."""


class Leaflet(Model):
    """What is printed as a sheet of its own."""

    title: Line
    """The title as printed."""
    also_known_as: tuple[Line, ...] = ()
    """Other names people know it by."""
    leaflet: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{2,8}$")] | None = None
    """The leaflet number in the footer, such as SCI; left out, the short name."""
    message: Statement
    """The one thing to remember."""
    written: Month
    """When the words were written."""
    review_due: Month
    """When they must be looked at again."""
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    """Version of the words, such as "1.0"."""
    glossary: tuple[Line, ...] = ()
    """Terms that the sheet explains; like the title they are left out of the reading grade."""
    exemptions: tuple[Exemption, ...] = ()
    """Findings of `handout check` that somebody has looked at and lets stand, each with a reason."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The short name by which it is asked for."""

    def claims(self) -> Iterator[tuple[Path, Claim]]:
        """Every claim with its path in the file."""
        yield from claims_in(self)


def claims_in(value: object, path: Path = ()) -> Iterator[tuple[Path, Claim]]:
    """Every claim in a model or in one of its values, with its path."""
    if isinstance(value, Claim):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from claims_in(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from claims_in(item, (*path, index))
