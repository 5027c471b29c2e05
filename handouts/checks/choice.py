"""What a condition, a clinic's overrides or a plan choose for a sheet, and the sheet that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from handouts.catalogue import Entry
from handouts.checks.finding import Path
from handouts.checks.subject import Subject
from handouts.model.clinic import Overrides
from handouts.model.condition import Condition
from handouts.model.plan import Personal, Plan
from handouts.sheet.base import Options
from handouts.sheet.condition import ConditionSheet, compose


@dataclass(frozen=True)
class Choice:
    """A two-page sheet, and where in a file it is chosen."""

    sheet: ConditionSheet
    path: Path
    """Of the part of the file that chooses."""
    names: tuple[str, ...]
    """The exercises that are named there; none where only doses are changed."""

    def place_of(self, name: str) -> Path:
        """The path of an exercise, or else of the whole choice."""
        return (*self.path, "exercises", self.names.index(name)) if name in self.names else self.path


def choices(subject: Subject) -> Iterator[Choice]:
    """Every sheet that the subject chooses for.

    Raises HandoutError where one cannot be put together.
    """
    model, brand = subject.model, subject.shelf.brand
    if isinstance(model, Condition):
        entry = cast("Entry[Condition]", subject.entry)
        names = tuple(use.exercise for use in model.exercises)
        yield Choice(_compose(subject, entry, Overrides()), (), names)
    elif isinstance(model, Overrides):
        for slug, change in model.conditions.items():
            sheet = _compose(subject, subject.catalogue.condition(slug), model)
            yield Choice(sheet, ("conditions", slug), change.exercises)
    elif isinstance(model, Plan) and subject.about:
        yield Choice(_compose(subject, subject.about, brand.overrides, model), (), model.exercises)


def _compose(
    subject: Subject, entry: Entry[Condition], overrides: Overrides, plan: Plan | None = None
) -> ConditionSheet:
    brand = replace(subject.shelf.brand, overrides=overrides)
    options = Options(paper=brand.paper, profile=brand.clinic.profile)
    personal = Personal(plan=plan or Plan())
    return compose(entry.model, subject.catalogue, brand, options, personal, own=entry.own)
