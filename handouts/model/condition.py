"""A condition: the facts and the English words of one handout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from handouts.model.base import Claim, Line, Model, Month, Slug, Statement, Text
from handouts.model.dose import DoseChange
from handouts.model.exemption import Exemption

Area = Literal["low-back", "posture", "pelvis-and-hip", "thigh", "knee", "lower-leg", "whole-body"]

Position = Literal[
    "may-help-short-term",
    "guidelines-disagree",
    "uncertain",
    "no-direct-evidence",
    "not-advised",
]

Statements = Annotated[tuple[Statement, ...], Field(min_length=1)]


class Code(Model):
    """A diagnosis code, for the clinic's records; never printed as a finding about the reader."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-TV-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?$")]
    """The ICD-10-CM code, such as M54.30."""
    description: Line
    """Its official description."""


class PainAreas(Model):
    """Where it hurts, by the names that `content/areas.yaml` gives to the places on the body."""

    primary: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Where most of the pain is, such as `buttock`."""
    referred: tuple[Line, ...] = ()
    """Where it may spread, such as `calf`."""


class TechniqueUse(Model):
    """A technique that may suit this condition, and where it is done."""

    technique: Slug
    """Id of the technique."""
    where: Line
    """The part of the body it is done on."""


class Massage(Model):
    """How massage may help, and what is and is not known about that."""

    position: Position
    """Where research stands, in one word."""
    helps: Statements
    """How it may help, hedged to what the sources support."""
    techniques: tuple[TechniqueUse, ...] = ()
    """What the therapist may do, and where."""
    known: Statements
    """What research knows."""
    unknown: Statements
    """What research does not know."""
    risks: Statements
    """What may go wrong, beside the benefits."""
    tell_therapist: Statements
    """What to tell the therapist first, beyond what everybody is asked; short phrases."""
    wait: Statements
    """When massage must wait."""


class RedFlags(Model):
    """Warning signs in two steps."""

    emergency: Statements
    """Call the emergency number now; short phrases."""
    see_doctor: Statements
    """See a doctor soon; short phrases."""


class ExerciseUse(Model):
    """An exercise on this sheet, and why it is there."""

    exercise: Slug
    """Id of the exercise."""
    why: Line
    """The reason it is on this sheet, in one sentence."""
    dose: DoseChange | None = None
    """What is different from the exercise's usual dose."""


class Question(Model):
    """A question that people ask, answered in two or three sentences."""

    question: Line
    """The question, in the reader's words."""
    answer: Statement
    """The answer."""


class Review(Model):
    """A clinician's signature under the words."""

    by: Line
    """Name and credentials."""
    on: Month
    """When."""


class Condition(Model):
    """Everything a handout says about one condition. The sheet prints what fits, the full layout all."""

    slug: Slug
    """The short name; the file is `conditions/SLUG.yaml`."""
    title: Line
    """The title as printed."""
    title_in_text: Line
    """The title as it reads in the middle of a sentence, such as "runner's knee"."""
    leaflet: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{2,8}$")] | None = None
    """The leaflet number in the footer, such as SCI; left out, the slug."""
    also_known_as: tuple[Line, ...] = ()
    """Other names people know it by."""
    area: Area
    """The part of the body."""
    icd10cm: tuple[Code, ...] = ()
    """ICD-10-CM codes, the usual one first."""
    message: Statement
    """The one thing to remember."""
    what_it_is: Statements
    """What it is, one paragraph each, the most important first."""
    signs: Statements
    """Common signs, short phrases, the most common first."""
    causes: Statements
    """What may cause it."""
    pain: PainAreas
    """Where it hurts."""
    massage: Massage
    """How massage may help."""
    red_flags: RedFlags
    """Warning signs."""
    exercises: Annotated[tuple[ExerciseUse, ...], Field(min_length=1, max_length=8)]
    """The exercises, the most useful first; the standard sheet prints the first four."""
    self_care: Statements
    """What to do each day, the most useful first."""
    questions: tuple[Question, ...] = ()
    """Questions people ask."""
    see_also: tuple[Slug, ...] = ()
    """Neighbouring conditions."""
    note: Text | None = None
    """A remark of the clinic, printed on its sheets."""
    written: Month
    """When the words were written."""
    reviewed: Review | None = None
    """Who has reviewed them; left out until a named clinician has."""
    review_due: Month
    """When they must be looked at again."""
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    """Version of the words, such as "1.0"."""
    glossary: tuple[Line, ...] = ()
    """Terms that the sheet explains; like the title they are left out of the reading grade."""

    exemptions: tuple[Exemption, ...] = ()
    """Findings of `handout check` that somebody has looked at and lets stand, each with a reason."""

    def claims(self) -> Iterator[tuple[tuple[str | int, ...], Claim]]:
        """Every claim with its path in the file, in the order of the file."""
        yield from _claims(self, ())


def _claims(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Claim]]:
    if isinstance(value, Claim):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _claims(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _claims(item, (*path, index))
