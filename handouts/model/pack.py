"""A pack: which sheets are made together, for which clinics and how."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.model.base import Line, Model, Slug
from handouts.model.clinic import ConditionOverride, FileName, Paper, Profile
from handouts.model.condition import Area


class Pack(Model):
    """A pack file. It says nothing about a patient: what is for one person belongs to `handout build`."""

    title: Line
    """What the pack is called."""
    clinic: FileName | None = None
    """The clinic's file or folder, from where this file is; left out, as for `handout build`."""
    clinics: tuple[FileName, ...] = ()
    """Several clinics' files or folders; each gets a folder of its own."""
    conditions: Annotated[tuple[Slug, ...] | Literal["all"], Field(union_mode="left_to_right")] = ()
    """Conditions by their slugs, or `all`."""
    areas: tuple[Area, ...] = ()
    """All conditions of these parts of the body, too."""
    layouts: Annotated[tuple[Literal["sheet", "full"], ...], Field(min_length=1)] = ("sheet",)
    """Layouts, a file each: `sheet` is two pages, `full` everything."""
    booklet: bool = False
    """One booklet, with a cover and contents, in place of a file for each sheet."""
    paper: Paper | None = None
    """The paper, where the clinic's own is not right."""
    profile: Profile | None = None
    """Wording, where the clinic's own is not right."""
    changes: dict[Slug, ConditionOverride] = {}
    """Changes by condition, over those in the clinic's `overrides.yaml`."""
