"""What stands on the sheet of all self-checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.model.base import Claim
from handouts.model.self_check import SelfCheck, SelfChecks
from handouts.sheet.base import Sheet


@dataclass(frozen=True)
class SelfChecksSheet(Sheet):
    """The self-checks, and the words around them."""

    words: SelfChecks
    self_checks: tuple[SelfCheck, ...]

    template = "self-checks"
    PROSE = ("message", "how_to")

    @property
    def leaflet(self) -> SelfChecks:
        """The words around them."""
        return self.words

    def printed(self) -> dict[str, Sequence[Claim]]:
        """The claims around the self-checks."""
        return {
            "message": (self.words.message,),
            "how_to": self.words.how_to,
            "emergency": self.red_flags.emergency,
            "see_doctor": self.red_flags.see_doctor,
        }

    def sources(self) -> list[str]:
        """Those of the words, then those of the self-checks."""
        of_checks = [name for check in self.self_checks for name in check.sources]
        return list(dict.fromkeys([*super().sources(), *of_checks]))

    def prose(self) -> list[str]:
        """The steps as well: they are what is read here."""
        return [*super().prose(), *(step for check in self.self_checks for step in check.steps)]
