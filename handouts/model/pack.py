"""A pack: which sheets are made together, for which clinics and how."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from handouts.model.base import Line, Model, Slug
from handouts.model.clinic import ConditionOverride, FileName
from handouts.model.condition import Area
from handouts.printing import WIDEST_BLEED, Binding, Layout, Packed, Paper, Profile


def _millimetres(value: object) -> object:
    bare = value.removesuffix("mm") if isinstance(value, str) else value
    return float(bare) if isinstance(bare, str) and bare.replace(".", "", 1).isdecimal() else value


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
    layouts: Annotated[tuple[Layout, ...], Field(min_length=1)] = ("sheet",)
    """Layouts, a file each: `sheet` is two pages, `full` everything, `exercises` one exercise a page,
    `fridge` one page to hang up, `log` four weeks to tick."""
    format: Packed = "pdf"
    """Of each file: `pdf`, `html` for a web page, `txt` for plain text."""
    booklet: bool = False
    """One booklet, with a cover and contents, in place of a file for each sheet."""
    paper: Paper | None = None
    """The paper, where the clinic's own is not right."""
    profile: Profile | None = None
    """Wording, where the clinic's own is not right."""
    large_print: bool = False
    """In 18 point type, on as many pages as it takes."""
    ink_saver: bool = False
    """In black lines on white: no tints, no filled areas."""
    easy: bool = False
    """The shorter version in the plainest words."""
    binding: Binding | None = None
    """The edge at which there is room for holes."""
    bleed: Annotated[float, BeforeValidator(_millimetres), Field(ge=0, le=WIDEST_BLEED)] = 0
    """Paper around the page that a print shop cuts off, with marks where, such as `3mm`."""
    archive: bool = False
    """As PDF/A-2a, too."""
    fillable: bool = False
    """With fields for name, date, notes and log."""
    changes: dict[Slug, ConditionOverride] = {}
    """Changes by condition, over those in the clinic's `overrides.yaml`."""
