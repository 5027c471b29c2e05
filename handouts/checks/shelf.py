"""What stands around an entry that is checked: the same for all entries that one clinic sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handouts.catalogue import Catalogue
from handouts.checks.rules import Rules


@dataclass(frozen=True)
class Shelf:
    """All entries of a clinic, and the rules, day and wording that they are checked by."""

    catalogue: Catalogue
    today: date
    profile: str = "massage"
    """The wording that the clinic uses: what may be said differs."""

    @cached_property
    def rules(self) -> Rules:
        """What the checks go by."""
        return Rules(self.catalogue)
