"""The words that only the sheet of a technique has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts.design import USUAL
from handouts.sheet.technique import TechniqueSheet
from handouts.wording.base import Wording


class TechniqueWording(Wording[TechniqueSheet]):
    """The wording of a technique."""

    @property
    def roominess(self) -> Mapping[str, float]:
        """As usual, to begin with."""
        return {"page": USUAL}

    def context(self) -> dict[str, Any]:
        """What the template of a technique may use."""
        return super().context() | {
            "technique": self.sheet.technique,
            "wait": self.sheet.wait,
            "tell": self.sheet.shared_cautions.tell,
        }
