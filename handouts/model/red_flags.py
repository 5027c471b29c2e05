"""Warning signs: those of a condition, and the sets of them that many conditions share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from handouts.model.base import Claim, Line, Model, Slug, Statement


class SharedSigns(Model):
    """A set of signs from `content/red-flags.yaml`, called by its name."""

    shared: Slug
    """The name of the set, such as `clot`."""


def _kind(value: Any) -> str:
    named = isinstance(value, SharedSigns) or (isinstance(value, dict) and "shared" in value)
    return "sign[shared]" if named else "sign[own]"


Sign = Annotated[
    Annotated[Statement, Tag("sign[own]")] | Annotated[SharedSigns, Tag("sign[shared]")], Discriminator(_kind)
]
"""A sign in the condition's own words, or a set that many share."""


class RedFlags(Model):
    """The warning signs of a condition in two steps, shared sets yet to be looked up."""

    emergency: Annotated[tuple[Sign, ...], Field(min_length=1)]
    """Call the emergency number now; short phrases."""
    see_doctor: Annotated[tuple[Sign, ...], Field(min_length=1)]
    """See a doctor soon; short phrases."""


class WarningSigns(Model):
    """Signs in two steps, as they are printed: a shared set, or all those of a sheet."""

    about: Line | None = None
    """What the set tells of, for those who write."""
    emergency: tuple[Statement, ...] = ()
    """Call the emergency number now."""
    see_doctor: tuple[Statement, ...] = ()
    """See a doctor soon."""


class SharedRedFlags(Model):
    """The shipped sets, and which of them belong to each area of the body."""

    sets: dict[Slug, WarningSigns]
    """Signs by the name of their set."""
    areas: dict[Slug, tuple[Slug, ...]]
    """Names of sets by area, the most urgent first."""
    general: tuple[Slug, ...]
    """Names of the sets for sheets that are about no condition, the most urgent first."""

    def signs(self, flags: RedFlags) -> WarningSigns:
        """The condition's signs with its shared sets in their places; raises KeyError for an unknown set."""
        return WarningSigns(
            emergency=tuple(self._claims(flags.emergency, "emergency")),
            see_doctor=tuple(self._claims(flags.see_doctor, "see_doctor")),
        )

    def of_area(self, area: str) -> WarningSigns:
        """All signs of an area of the body."""
        return self._together(self.areas[area])

    def for_everybody(self) -> WarningSigns:
        """The signs for a sheet that is about no condition."""
        return self._together(self.general)

    def _together(self, names: tuple[Slug, ...]) -> WarningSigns:
        sets = [self.sets[name] for name in names]
        return WarningSigns(
            emergency=tuple(claim for each in sets for claim in each.emergency),
            see_doctor=tuple(claim for each in sets for claim in each.see_doctor),
        )

    def _claims(self, signs: tuple[Sign, ...], step: str) -> list[Claim]:
        claims: list[Claim] = []
        for sign in signs:
            claims += getattr(self.sets[sign.shared], step) if isinstance(sign, SharedSigns) else [sign]
        return claims
