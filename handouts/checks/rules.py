"""What the checks go by: lists of words and rules of safety, as the content has them."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.catalogue import Catalogue
from handouts.resources import CONTENT

FOLDER = CONTENT / "checks"


@dataclass(frozen=True)
class Rules:
    """The rules, each file read when a check first asks for it."""

    catalogue: Catalogue
