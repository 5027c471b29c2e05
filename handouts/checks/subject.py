"""What is checked: an entry with its passages, and what the checks must know around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from handouts.catalogue import Catalogue, Entry
from handouts.checks.passage import NAMES, Passage
from handouts.checks.rules import Rules
from handouts.checks.shelf import Shelf
from handouts.model.base import Model
from handouts.model.clinic import Clinic, Overrides
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.leaflet import Leaflet, Path, claims_in
from handouts.model.red_flags import SharedRedFlags
from handouts.model.self_check import SelfCheck, SelfChecks
from handouts.model.technique import Technique
from handouts.model.words import Shared
from handouts.model.words import Source as Reference
from handouts.printing import Profile
from handouts.readability import Counts, Names

ENTRIES: tuple[type[Model], ...] = (Condition, Exercise, Technique, SelfCheck, SelfChecks)
"""The kinds of entry that go by a name."""

TEXTS: tuple[type[Model], ...] = (*ENTRIES, Clinic, Overrides, Shared, SharedRedFlags)
"""Everything with words that a patient reads."""


@dataclass(frozen=True)
class Subject:
    """An entry under examination."""

    entry: Entry[Model]
    shelf: Shelf
    about: Entry[Condition] | None = None
    """The condition that a plan is for."""

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

    @property
    def profile(self) -> Profile:
        """The wording of its clinic: what may be said differs."""
        return self.shelf.profile

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text that a patient reads, in the order of the model."""
        return self.shelf.sheet(self.entry).passages

    @cached_property
    def wording(self) -> tuple[Passage, ...]:
        """The passages in which words are chosen freely: all but the names of the entry."""
        return tuple(passage for passage in self.passages if passage.path[0] not in NAMES)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The entry's own names."""
        names = [getattr(self.model, "title", ""), *getattr(self.model, "also_known_as", ())]
        return tuple(name for name in names if name)

    @cached_property
    def glossary(self) -> tuple[str, ...] | None:
        """The terms that the entry says it explains; None for a kind of entry that has no such list."""
        return getattr(self.model, "glossary", None)

    @property
    def terms(self) -> tuple[str, ...]:
        """Names and terms that the entry explains: they are left out of a reading grade."""
        return (*self.names, *(self.glossary or ()))

    @cached_property
    def counts(self) -> dict[Path, Counts]:
        """What is counted for a reading grade, by the part of the entry that is read in one go."""
        names = Names(self.terms)
        found: dict[Path, list[Counts]] = {}
        for passage in self.passages:
            if passage.is_prose:
                words = (sentence.words for sentence in passage.sentences)
                found.setdefault(passage.part, []).append(Counts.of(words, names))
        return {part: Counts.sum(counts) for part, counts in found.items()}

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
