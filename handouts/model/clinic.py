"""A clinic: its name, its looks and its ways; and the small changes it makes to shipped entries."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from handouts.model.base import Line, Model, Slug, Text
from handouts.model.dose import DoseChange
from handouts.model.exemption import Exemption
from handouts.printing import Paper, Profile

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
ShortLine = Annotated[Line, StringConstraints(max_length=60)]


def _web_address(text: str) -> str:
    host = text.removeprefix("https://").removeprefix("http://")
    if "://" in host or "." not in host.split("/")[0] or any(c in host for c in " \"<>'"):
        raise PydanticCustomError("web_address", "web address", {"value": text})
    return text


def _email(text: str) -> str:
    name, at, host = text.partition("@")
    if not (name and at and "." in host) or any(c in text for c in " \"<>'"):
        raise PydanticCustomError("email", "email", {"value": text})
    return text


WebAddress = Annotated[str, StringConstraints(max_length=120), AfterValidator(_web_address)]
Email = Annotated[str, StringConstraints(max_length=80), AfterValidator(_email)]


class Colours(Model):
    """Brand colours as #RRGGBB."""

    primary: Colour = "#0F4C4F"
    """Headings, letterhead and boxes; tints and lines are made from it."""
    accent: Colour = "#9C1C14"
    """The warning box and "Stop if"."""


class Clothing(Model):
    """What people wear in the shipped drawings, as #RRGGBB; made lighter where it would hide a sore spot."""

    top: Colour | None = None
    """The shirt."""
    bottom: Colour | None = None
    """The shorts."""


class OwnFont(Model):
    """The clinic's own font files, in its folder."""

    regular: FileName
    """Regular weight (TTF, OTF, WOFF or WOFF2)."""
    bold: FileName
    """Bold weight."""


class Therapist(Model):
    """Somebody who works here."""

    name: ShortLine
    """Name as printed."""
    credentials: ShortLine | None = None
    """Letters after the name, such as LMT."""
    licence: ShortLine | None = None
    """Licence number."""


class Show(Model):
    """What a sheet shows of the clinic; safety texts are not a matter of choice."""

    address: bool = True
    """The street address in the letterhead."""
    email: bool = False
    """The email address in the letterhead."""
    web: bool = True
    """The web address in the letterhead."""
    therapists: bool = False
    """Names of the therapists under the letterhead."""
    booking_code: bool = True
    """The QR code of the booking page."""


class Clinic(Model):
    """Everything a sheet needs to know about the clinic that hands it out."""

    base: FileName | None = None
    """The folder of the brand that this clinic shares with others, such as `../brand`; what stands here is
    different from it."""
    name: ShortLine
    """The clinic's name."""
    tagline: Line | None = None
    """A line under the name."""
    logo: FileName | None = None
    """The logo in this folder (SVG or PNG)."""
    colours: Colours = Colours()
    """Brand colours."""
    clothing: Clothing = Clothing()
    """Colours of the clothing in the drawings of exercises."""
    type: Slug | OwnFont = "atkinson-hyperlegible-next"
    """A shipped type family by name, or your own font files."""
    phone: ShortLine | None = None
    """Telephone number as printed."""
    address: Line | None = None
    """Street address on one line."""
    email: Email | None = None
    """Email address."""
    web: WebAddress | None = None
    """Web address as printed."""
    booking: WebAddress | None = None
    """Booking page; the QR code leads there."""
    therapists: Annotated[tuple[Therapist, ...], Field(max_length=12)] = ()
    """The people who work here."""
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "US"
    """Two-letter country code; it decides the paper and the emergency number."""
    emergency_number: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 ]{1,9}$")] | None = None
    """The emergency number, where the country's own is not right."""
    paper: Paper | None = None
    """The paper, where the country's own is not right."""
    profile: Profile = "massage"
    """Wording: `massage` or `physio`."""
    leaflet_prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{1,8}$")] | None = None
    """Beginning of the leaflet number in the footer."""
    disclaimer_extra: Text | None = None
    """Words to add after the disclaimer; nothing can be taken out of it."""
    show: Show = Show()
    """What to show."""
    exemptions: tuple[Exemption, ...] = ()
    """Findings of `handout check` that somebody has looked at and lets stand, each with a reason."""


class Chain(Model):
    """A chain's clinics, and the brand that the rows of a table share."""

    clinics: FileName
    """The table of the clinics (CSV), or the folder in which each has a folder of its own."""
    base: FileName | None = None
    """The folder of the shared brand, for a table; a clinic with a file of its own names it there."""


class ConditionOverride(Model):
    """Small changes to one condition, for all who are given its sheet."""

    exercises: Annotated[tuple[Slug, ...], Field(max_length=12)] = ()
    """Exercises in the order of the sheet, in place of the condition's own."""
    leave_out: tuple[Slug, ...] = ()
    """Exercises to leave out."""
    doses: dict[Slug, DoseChange] = {}
    """Other doses, by exercise."""
    note: Text | None = None
    """A remark of the clinic on this sheet; nothing about a patient."""

    def changed(self, change: ConditionOverride) -> ConditionOverride:
        """This override with what `change` sets in place of its own."""
        given = {name: getattr(change, name) for name in change.model_fields_set}
        if change.exercises:  # They are meant, whatever is left out elsewhere.
            given["leave_out"] = change.leave_out
        return self.model_copy(update={**given, "doses": {**self.doses, **change.doses}})


class ExerciseOverride(Model):
    """Small changes to one shipped exercise, wherever it is used."""

    dose: DoseChange
    """What is different from its usual dose."""


class Overrides(Model):
    """The clinic's `overrides.yaml`."""

    conditions: dict[Slug, ConditionOverride] = {}
    """Changes by condition."""
    exercises: dict[Slug, ExerciseOverride] = {}
    """Changes by exercise."""
    exemptions: tuple[Exemption, ...] = ()
    """Findings of `handout check` that somebody has looked at and lets stand, each with a reason."""
