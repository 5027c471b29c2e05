"""The words and pictures that only the sheet of the self-checks has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts.catalogue import Catalogue
from handouts.design import CHECK_SCALE, USUAL
from handouts.pictures import Pictures
from handouts.sheet.self_checks import SelfChecksSheet
from handouts.wording.base import Wording


class SelfChecksWording(Wording[SelfChecksSheet]):
    """The wording of the self-checks."""

    def __init__(self, sheet: SelfChecksSheet, catalogue: Catalogue) -> None:
        super().__init__(sheet, catalogue)
        self.pictures = Pictures(sheet.brand, catalogue)

    @property
    def roominess(self) -> Mapping[str, float]:
        """As usual, to begin with."""
        return {"page": USUAL}

    def context(self) -> dict[str, Any]:
        """What the template of the self-checks may use."""
        return super().context() | {
            "checking": self.sheet.words,
            "self_checks": self.sheet.self_checks,
            "check_pictures": lambda check: self.pictures.of(check.figure, scale=CHECK_SCALE),
        }
