"""What stands on one handout: the words of an entry after the clinic's and the therapist's changes."""

from __future__ import annotations

from handouts import reviews
from handouts.brand import Brand
from handouts.catalogue import Catalogue, Entry
from handouts.model.condition import Condition
from handouts.model.leaflet import Leaflet
from handouts.model.plan import Personal
from handouts.model.self_check import SelfCheck, SelfChecks
from handouts.model.technique import Technique
from handouts.sheet import condition
from handouts.sheet.base import Options, Sheet
from handouts.sheet.condition import Card, ConditionSheet
from handouts.sheet.self_checks import SelfChecksSheet
from handouts.sheet.technique import TechniqueSheet

__all__ = [
    "Card",
    "ConditionSheet",
    "Options",
    "SelfChecksSheet",
    "Sheet",
    "TechniqueSheet",
    "compose",
]


def compose(
    entry: Entry[Leaflet],
    catalogue: Catalogue,
    brand: Brand,
    options: Options,
    personal: Personal,
) -> Sheet:
    """The sheet of an entry of whatever kind; raises HandoutError for names that lead nowhere."""
    leaflet = entry.model
    if isinstance(leaflet, Condition):
        return condition.compose(leaflet, catalogue, brand, options, personal, own=entry.own)
    additions = entry.own or brand.adds_to_pages
    review = reviews.standing(leaflet, catalogue, brand)
    flags = catalogue.red_flags.for_everybody()
    if isinstance(leaflet, Technique):
        return TechniqueSheet(brand, options, review, additions, flags, leaflet, catalogue.cautions)
    if isinstance(leaflet, SelfChecks):
        checks = catalogue.all(SelfCheck)
        additions = additions or any(check.own for check in checks)
        models = tuple(check.model for check in checks)
        return SelfChecksSheet(brand, options, review, additions, flags, leaflet, models)
    raise TypeError(f"nothing prints a {type(leaflet).__name__}")
