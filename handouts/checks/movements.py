"""What a sheet asks a person to do: steps, doses, how many, how long, in which order, with which pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from handouts.catalogue import Entry
from handouts.checks.finding import Check, Finding, Path
from handouts.checks.rules import Rule
from handouts.checks.subject import Subject
from handouts.errors import HandoutError
from handouts.model.base import Line
from handouts.model.condition import Condition
from handouts.model.dose import Dose
from handouts.model.exercise import Exercise
from handouts.model.self_check import SelfCheck

MOST_EXERCISES = 4
"""People follow two to four."""
MOST_MINUTES = 12
"""A day, for what the two-page sheet prints."""
SECONDS_A_MINUTE = 60
MOST_CHANGES = 2
"""How often somebody gets up, down or over for what the two-page sheet prints."""
LONGEST_HOLD = 60
LONGEST_EXERCISE = 5 * SECONDS_A_MINUTE
"""Seconds a day for one exercise."""
LEAST_ALT = 5
"""Words."""


class Movements(Rule):
    """What a step may ask for."""

    file = "movements"

    verbs: tuple[Line, ...]
    stretches: tuple[Line, ...]
    empty_alt: tuple[Line, ...]

    @cached_property
    def second_action(self) -> re.Pattern[str]:
        """Finds the verb that begins a second action."""
        return re.compile(
            rf"(?:[,;]|\band|\bthen)\s+(?:then\s+)?({'|'.join(self.verbs)})\b|\bthen\b", re.IGNORECASE
        )

    @cached_property
    def is_stretch(self) -> re.Pattern[str]:
        """Finds words of stretching."""
        return re.compile("|".join(self.stretches), re.IGNORECASE)

    @cached_property
    def says_nothing(self) -> re.Pattern[str]:
        """Finds alternative text that only says that there is a picture."""
        return re.compile("|".join(self.empty_alt), re.IGNORECASE)


def two_actions(subject: Subject) -> Iterator[Finding]:
    """Steps that ask for two things at once."""
    pattern = subject.rules.of(Movements).second_action
    steps: tuple[str, ...] = getattr(subject.model, "steps", ())
    for index, step in enumerate(steps):
        if found := pattern.search(step):
            yield Finding("X001", ("steps", index), {"words": found[0].strip(" ,;"), "text": step})


def odd_doses(subject: Subject) -> Iterator[Finding]:
    """Doses that cannot be meant: a stretch that is not held, a hold without end."""
    exercise = subject.exercise
    stretches = subject.rules.of(Movements).is_stretch.search(exercise.title)
    if stretches and exercise.dose.hold == 0:
        yield Finding("X002", ("dose",), {"words": stretches[0]})
    yield from too_much(exercise, exercise.dose, ("dose",))


def doses_here(subject: Subject) -> Iterator[Finding]:
    """Doses of this condition that cannot be meant."""
    for index, (entry, dose) in enumerate(_doses(subject)):
        if subject.condition.exercises[index].dose:
            yield from too_much(entry.model, dose, ("exercises", index, "dose"))


def too_much(exercise: Exercise, dose: Dose, path: Path) -> Iterator[Finding]:
    """A hold without end, or more of one exercise than anybody does."""
    seconds = exercise.seconds_a_day(dose)
    if dose.hold > LONGEST_HOLD or seconds > LONGEST_EXERCISE:
        words = {"name": exercise.id, "hold": dose.hold, "minutes": -(-seconds // SECONDS_A_MINUTE)}
        yield Finding("X003", path, words)


def many_exercises(subject: Subject) -> Iterator[Finding]:
    """More exercises than people follow; the two-page sheet prints the first four."""
    count = len(subject.condition.exercises)
    if count > MOST_EXERCISES:
        yield Finding("X004", ("exercises",), {"count": count, "most": MOST_EXERCISES})


def many_minutes(subject: Subject) -> Iterator[Finding]:
    """More minutes a day than people give."""
    printed = _doses(subject)[:MOST_EXERCISES]
    seconds = sum(entry.model.seconds_a_day(dose) for entry, dose in printed)
    if seconds > MOST_MINUTES * SECONDS_A_MINUTE:
        minutes = -(-seconds // SECONDS_A_MINUTE)
        yield Finding("X006", ("exercises",), {"minutes": minutes, "most": MOST_MINUTES})


def ups_and_downs(subject: Subject) -> Iterator[Finding]:
    """Positions that jump, even when they are grouped."""
    positions = {entry.model.position for entry, _ in _doses(subject)[:MOST_EXERCISES]}
    if len(positions) > MOST_CHANGES + 1:
        words = {"positions": ", ".join(sorted(positions)), "most": MOST_CHANGES}
        yield Finding("X007", ("exercises",), words)


def lost_pictures(subject: Subject) -> Iterator[Finding]:
    """Exercises without a picture, and pictures that are not there."""
    figure = getattr(subject.model, "figure", None)
    if figure is None:
        yield Finding("X008", ("title",))
        return
    try:
        found: Sequence[object] = subject.catalogue.inputs.figure(figure.name)
    except HandoutError:
        found = ()  # Half a pair is told of when the clinic is checked.
    if not found:
        yield Finding("X009", ("figure", "name"), {"name": figure.name})


def mute_pictures(subject: Subject) -> Iterator[Finding]:
    """Alternative text that does not say what the picture shows."""
    figure = getattr(subject.model, "figure", None)
    if figure is None:
        return
    empty = subject.rules.of(Movements).says_nothing.search(figure.alt)
    if empty or len(figure.alt.split()) < LEAST_ALT:
        yield Finding("X010", ("figure", "alt"), {"text": figure.alt})


def _doses(subject: Subject) -> list[tuple[Entry[Exercise], Dose]]:
    """The exercises of a condition, each with the dose that it has there."""
    found = []
    for use in subject.condition.exercises:
        entry = subject.catalogue.exercise(use.exercise)
        dose = entry.model.dose
        found.append((entry, dose.changed(use.dose) if use.dose else dose))
    return found


CHECKS = (
    Check(two_actions, (Exercise, SelfCheck)),
    Check(odd_doses, (Exercise,)),
    Check(doses_here, (Condition,)),
    Check(many_exercises, (Condition,)),
    Check(many_minutes, (Condition,)),
    Check(ups_and_downs, (Condition,)),
    Check(lost_pictures, (Exercise, SelfCheck)),
    Check(mute_pictures, (Exercise, SelfCheck)),
)
