"""What the checks go by: lists of words and rules of safety, which are content like any other.

Each file of `content/checks` is one `Rule`, a model that stands in the room whose checks need it:

    class Familiar(Rule):
        file = "familiar"
        words: tuple[Line, ...]

    subject.rules.of(Familiar).words
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from handouts.catalogue import Catalogue
from handouts.model.base import Model
from handouts.resources import CONTENT
from handouts.shape import check

FOLDER = CONTENT / "checks"

R = TypeVar("R", bound="Rule")


class Rule(Model):
    """One file of rules. What is made from it, such as a compiled pattern, is a `cached_property` of it."""

    file: ClassVar[str]
    """Its name in `content/checks`, without the ending."""


class Rules:
    """The rules that one catalogue's entries are checked by, each file read when a check first asks."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._read: dict[type[Rule], Rule] = {}

    def of(self, kind: type[R]) -> R:
        """The rules of this kind; raises InputFault with all faults of the file."""
        known = self._read.get(kind)
        if known is None:
            source = self._catalogue.yaml(FOLDER / f"{kind.file}.yaml")
            known = self._read[kind] = check(source, kind)
        return known  # type: ignore[return-value]
