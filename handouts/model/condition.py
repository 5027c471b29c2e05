"""A condition: the facts and the English words of one handout."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from handouts.model.base import Line, Model, Slug, Statement, Text
from handouts.model.dose import DoseChange
from handouts.model.leaflet import Leaflet, Statements
from handouts.model.red_flags import RedFlags

Area = Literal["low-back", "posture", "pelvis-and-hip", "thigh", "knee", "lower-leg", "whole-body"]

Position = Literal[
    "may-help-short-term",
    "guidelines-disagree",
    "uncertain",
    "no-direct-evidence",
    "not-advised",
]


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


class Easy(Model):
    """The shorter version, at grade 4 or lower, for somebody who reads little or is not well enough to."""

    message: Statement
    """The main message, in a sentence or two."""
    what_it_is: Statements
    """What it is and what happens, in two to four short sentences."""
    massage: Statements
    """How massage may help or that nobody knows, in one to three short sentences."""


class Condition(Leaflet):
    """Everything a handout says about one condition. The sheet prints what fits, the full layout all."""

    slug: Slug
    """The short name; the file is `conditions/SLUG.yaml`."""
    title_in_text: Line
    """The title as it reads in the middle of a sentence, such as "runner's knee"."""
    area: Area
    """The part of the body."""
    icd10cm: tuple[Code, ...] = ()
    """ICD-10-CM codes, the usual one first."""
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
    easy: Easy | None = None
    """The shorter version in the plainest words, for `--easy`."""
    self_care: Statements
    """What to do each day, the most useful first."""
    self_checks: Annotated[tuple[Slug, ...], Field(max_length=6)] = ()
    """Ids of the self-checks that are safe with this condition, printed in the full layout."""
    questions: tuple[Question, ...] = ()
    """Questions people ask."""
    see_also: tuple[Slug, ...] = ()
    """Neighbouring conditions."""
    note: Text | None = None
    """A remark of the clinic, printed on its sheets."""

    @property
    def name(self) -> str:
        """The short name by which it is asked for."""
        return self.slug
