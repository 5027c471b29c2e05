"""What is checked: an entry with its passages, and what the checks must know around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from handouts.catalogue import Catalogue, Entry
from handouts.checks.passage import Passage, passages_of
from handouts.checks.rules import Rules
from handouts.checks.shelf import Shelf
from handouts.model.base import Model
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.leaflet import Leaflet, Path, claims_in
from handouts.model.words import Source as Reference


@dataclass(frozen=True)
class Subject:
    """An entry under examination."""

    entry: Entry[Model]
    shelf: Shelf

    @property
    def catalogue(self) -> Catalogue:
        """The entries around it."""
        return self.shelf.catalogue

    @property
    def rules(self) -> Rules:
        """What its clinic's words are checked by."""
        return self.shelf.rules

    @property
    def model(self) -> Model:
        """The entry's model."""
        return self.entry.model

    @property
    def condition(self) -> Condition:
        """The model, for checks that look at conditions only."""
        return cast("Condition", self.model)

    @property
    def leaflet(self) -> Leaflet:
        """The model, for checks that look at what is printed as a sheet of its own."""
        return cast("Leaflet", self.model)

    @property
    def exercise(self) -> Exercise:
        """The model, for checks that look at exercises only."""
        return cast("Exercise", self.model)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text that a patient reads, in the order of the model."""
        return tuple(passages_of(self.model))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Names and terms that the entry explains: they are left out of a reading grade."""
        names = [getattr(self.model, "title", "")]
        for key in ("also_known_as", "glossary"):
            names += getattr(self.model, key, ())
        return tuple(name for name in names if name)

    def sources(self) -> Iterator[tuple[Path, str]]:
        """Every source that it names, with its path."""
        named = [(path, claim.sources) for path, claim in claims_in(self.model)]
        named.append(((), getattr(self.model, "sources", ())))
        for path, names in named:
            for index, name in enumerate(names):
                yield (*path, "sources", index), name

    def reference(self, name: str) -> Reference:
        """The source by its id, whether or not it may be cited."""
        return self.catalogue.entry(Reference, name).model

    @cached_property
    def text(self) -> str:
        """All passages, and for a condition what every sheet shares, for a search of words."""
        parts = [passage.text for passage in self.passages]
        if isinstance(self.model, Condition):
            parts += (claim.text for claim in self.catalogue.shared.tell_therapist)
            flags = self.catalogue.red_flags.signs(self.model.red_flags)
            parts += (claim.text for claim in (*flags.emergency, *flags.see_doctor))
        return "\n".join(parts)
