"""What stands around an entry that is checked: the same for all entries that one clinic sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from handouts import reviews
from handouts.brand import Brand, load
from handouts.catalogue import Catalogue, Entry
from handouts.checks.neighbours import SHEETS, Neighbours, Sheet
from handouts.checks.rules import FOLDER, Rules
from handouts.errors import HandoutError
from handouts.model.base import Model
from handouts.model.condition import Condition
from handouts.model.leaflet import Leaflet
from handouts.pictures import Pictures
from handouts.printing import Profile
from handouts.resources import CLINIC_FILE
from handouts.reviews import Standing


@dataclass(frozen=True)
class Shelf:
    """All entries of a clinic, and the rules, day and wording that they are checked by."""

    catalogue: Catalogue
    today: date
    profile: Profile = "massage"
    """The wording that the clinic uses: what may be said differs."""
    _sheets: dict[int, Sheet] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def leaflet_numbers(self) -> dict[str, str]:
        """Leaflet number by name, of every sheet that has one; what cannot be read has none."""
        found: dict[str, str] = {}
        for name in self.catalogue.names(Condition):
            with suppress(HandoutError):
                found[name] = self.catalogue.condition(name).model.leaflet or ""
        return found

    @cached_property
    def _brand(self) -> Brand:
        [folder, *_] = self.catalogue.inputs.own
        return load(folder / CLINIC_FILE, self.catalogue)

    @cached_property
    def brand(self) -> Brand:
        """The clinic's; where there is none, or it is not right, one that adds much to a page."""
        with suppress(HandoutError):
            for folder in self.catalogue.inputs.own[:1]:
                if (folder / CLINIC_FILE).is_file():
                    return load(folder / CLINIC_FILE, self.catalogue)
        return load(FOLDER / CLINIC_FILE, self.catalogue)

    @cached_property
    def pictures(self) -> Pictures:
        """The drawings and photos of its sheets."""
        return Pictures(self.brand, self.catalogue)

    def standing(self, leaflet: Leaflet) -> Standing:
        """Where the clinic's review of a sheet stands; raises InputFault for faults of its signatures."""
        if not reviews.read(self.catalogue, leaflet.name):
            return Standing()  # What is wrong with a brand matters only where somebody has signed.
        return reviews.standing(leaflet, self.catalogue, self._brand)

    @cached_property
    def rules(self) -> Rules:
        """What the checks go by."""
        return Rules(self.catalogue)

    @cached_property
    def neighbours(self) -> Neighbours:
        """All sheets that can be read, to compare with."""
        return Neighbours(map(self.sheet, self._entries()))

    def sheet(self, entry: Entry[Model]) -> Sheet:
        """The entry with its texts, which are taken apart once."""
        return self._sheets.setdefault(id(entry.model), Sheet(entry))

    def _entries(self) -> Iterator[Entry[Model]]:
        for kind in SHEETS:
            for name in self.catalogue.names(kind):
                with suppress(HandoutError):
                    yield self.catalogue.entry(kind, name)
