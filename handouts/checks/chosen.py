"""What a clinic or a therapist has chosen: exercises, doses, and words added to the disclaimer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from handouts.checks.choice import choices
from handouts.checks.demands import unfit_choices
from handouts.checks.finding import Check, Finding
from handouts.checks.movements import (
    MOST_CHANGES,
    MOST_EXERCISES,
    MOST_MINUTES,
    too_much,
)
from handouts.checks.precautions import Precautions, plain
from handouts.checks.subject import Subject
from handouts.model.clinic import Clinic, Overrides
from handouts.model.plan import Plan
from handouts.model.words import Shared

CHOICES = (Overrides, Plan)


def unfit(subject: Subject) -> Iterator[Finding]:
    """Exercises that are chosen for a condition and not for those who have it."""
    rules = subject.rules.of(Precautions)
    for choice in choices(subject):
        title = choice.sheet.condition.title_in_text
        for name, demand, rule in unfit_choices(choice.sheet, rules):
            words = {"name": name, "demand": demand, "title": title, "because": rule.because}
            yield Finding("G010", choice.place_of(name), words)


def much_to_do(subject: Subject) -> Iterator[Finding]:
    """More exercises, minutes a day and changes of position than people keep up."""
    for choice in choices(subject):
        cards, at = choice.sheet.cards, (*choice.path, "exercises") if choice.names else choice.path
        if choice.names and len(cards) > MOST_EXERCISES:
            yield Finding("X005", at, {"count": len(cards), "most": MOST_EXERCISES})
        if choice.sheet.minutes_a_day > MOST_MINUTES:
            yield Finding("X006", at, {"minutes": choice.sheet.minutes_a_day, "most": MOST_MINUTES})
        positions = [card.exercise.position for card in cards]
        changes = sum(one != other for one, other in pairwise(positions))
        if choice.names and changes > MOST_CHANGES:
            yield Finding("X007", at, {"positions": ", ".join(positions), "most": MOST_CHANGES})


def odd_doses(subject: Subject) -> Iterator[Finding]:
    """Doses that cannot be meant."""
    for choice in choices(subject):
        for card in choice.sheet.cards:
            yield from too_much(card.exercise, card.dose, choice.place_of(card.exercise.id))


def points_of_disclaimer(subject: Subject) -> Iterator[Finding]:
    """Points that the disclaimer of every sheet must have, and has not."""
    shared = cast("Shared", subject.model)
    points = [plain(point) for point in shared.disclaimer.points]
    for rule in subject.rules.of(Precautions).disclaimer.points:
        if not any(map(rule.is_in, points)):
            yield Finding("G011", ("disclaimer", "points"), {"point": rule.point})


def words_taken_back(subject: Subject) -> Iterator[Finding]:
    """Words of a clinic after the disclaimer that contradict it."""
    extra = cast("Clinic", subject.model).disclaimer_extra or ""
    found = subject.rules.of(Precautions).taken_back.search(plain(extra))
    if found:
        yield Finding("G012", ("disclaimer_extra",), {"words": found[0], "text": extra})


CHECKS = (
    Check(unfit, CHOICES),
    Check(much_to_do, CHOICES),
    Check(odd_doses, CHOICES),
    Check(points_of_disclaimer, (Shared,)),
    Check(words_taken_back, (Clinic,)),
)
