"""What stands on a sheet of any kind, and how it is to be printed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from handouts.brand import Brand
from handouts.design import MOST, PAGES, PageSize, page_size
from handouts.model.base import Claim
from handouts.model.leaflet import Leaflet
from handouts.model.red_flags import WarningSigns
from handouts.printing import AS_USUAL, BRIEF, Layout, Paper, Printing, Profile
from handouts.reviews import Standing

T = TypeVar("T")


@dataclass(frozen=True)
class Options:
    """How a handout is to be printed."""

    layout: Layout = "sheet"
    paper: Paper = "letter"
    profile: Profile = "massage"
    printing: Printing = AS_USUAL
    bound: bool = False
    """As one of many in a booklet."""
    on_screen: bool = False
    """Without pages, for a screen: as long as it takes, and with links to touch."""

    @property
    def size(self) -> PageSize:
        """The page, with its margins."""
        return page_size(self.paper, self.printing)


@dataclass(frozen=True)
class Sheet(ABC):
    """One handout's content, whole and in order; what is printed of it is the template's matter."""

    brand: Brand
    options: Options
    review: Standing
    """Who has reviewed the words."""
    additions: bool
    """True when a clinic or a therapist has added to the shipped words."""
    red_flags: WarningSigns
    """The warning signs: of a condition its own, and the sets that it shares with others."""

    PROSE: ClassVar[tuple[str, ...]] = ()
    """The parts that are paragraphs; the short lines of lists and cards would flatter the grade."""

    @property
    @abstractmethod
    def leaflet(self) -> Leaflet:
        """The entry that is printed."""

    @property
    @abstractmethod
    def template(self) -> str:
        """The template that prints it, and the class of the page's styles."""

    @abstractmethod
    def printed(self) -> dict[str, Sequence[Claim]]:
        """Every claim that is printed, by the part of the page."""

    @property
    def pages(self) -> int | None:
        """How many pages it has to keep to; None for as many as it takes."""
        options = self.options
        return None if options.printing.large_print or options.on_screen else PAGES.get(self.template)

    @property
    def brief(self) -> bool:
        """Whether warning signs and disclaimer stand on it in their short form only."""
        return self.options.layout in BRIEF

    def most(self, name: str, items: Sequence[T]) -> Sequence[T]:
        """The items that the page has room for."""
        return items[: MOST.get(self.template, {}).get(name)]

    def sources(self) -> list[str]:
        """Ids of the sources of what is printed, in the order in which they are first called."""
        claims = (claim for part in self.printed().values() for claim in part)
        return list(dict.fromkeys(name for claim in claims for name in claim.sources))

    def prose(self) -> list[str]:
        """The running text that is printed, which the reading grade measures."""
        printed = self.printed()
        return [claim.text for name in self.PROSE for claim in printed.get(name, ())]
