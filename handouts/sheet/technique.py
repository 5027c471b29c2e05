"""What stands on the sheet of a technique."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.model.base import Claim
from handouts.model.technique import Technique
from handouts.model.words import Cautions
from handouts.sheet.base import Sheet


@dataclass(frozen=True)
class TechniqueSheet(Sheet):
    """A technique, with the cautions and warning signs that it shares with others."""

    technique: Technique
    shared_cautions: Cautions

    template = "technique"
    PROSE = ("message", "what_it_is", "before", "during", "after", "helps", "known", "unknown", "risks")

    @property
    def leaflet(self) -> Technique:
        """The technique."""
        return self.technique

    @property
    def wait(self) -> tuple[Claim, ...]:
        """When it must wait or is not for the reader: what is its own, then what it shares."""
        return self.shared_cautions.of(self.technique)

    def printed(self) -> dict[str, Sequence[Claim]]:
        """Every claim of the technique, and the shared ones."""
        technique = self.technique
        return {
            "message": (technique.message,),
            "what_it_is": technique.what_it_is,
            "before": technique.before,
            "during": technique.during,
            "after": technique.after,
            "helps": technique.helps,
            "known": technique.known,
            "unknown": technique.unknown,
            "risks": technique.risks,
            "wait": self.wait,
            "emergency": self.red_flags.emergency,
            "see_doctor": self.red_flags.see_doctor,
        }
