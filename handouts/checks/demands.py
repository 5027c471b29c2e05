"""Whom an exercise is not for: what it demands, beside what a condition forbids."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.finding import Check, Finding
from handouts.checks.precautions import Against, Precautions, pattern, plain
from handouts.checks.subject import Subject
from handouts.model.condition import Condition
from handouts.model.exercise import Demand, Exercise
from handouts.model.self_check import SelfCheck
from handouts.sheet.condition import ConditionSheet


def demands_of(exercise: Exercise, rules: Precautions) -> set[Demand]:
    """What the exercise says that it demands, and what its words speak of."""
    return {*exercise.demands, *rules.suggested(exercise)}


def conflicts(
    condition: Condition, exercise: Exercise, why: str | None, rules: Precautions
) -> Iterator[tuple[Demand, Against]]:
    """What the exercise demands and the condition forbids; `why` is the reason for which it is there."""
    for_later = bool(why and pattern(rules.later).search(plain(why)))
    demands = sorted(demands_of(exercise, rules))
    for rule in rules.against:
        if rule.scope.fits(condition) and not (rule.later and for_later):
            yield from ((demand, rule) for demand in demands if demand in rule.demands)


def unfit_exercises(subject: Subject) -> Iterator[Finding]:
    """Exercises of a condition that ask for what somebody with it must not do."""
    condition, rules = subject.condition, subject.rules.of(Precautions)
    for index, use in enumerate(condition.exercises):
        exercise = subject.catalogue.exercise(use.exercise).model
        for demand, rule in conflicts(condition, exercise, use.why, rules):
            words = {"name": use.exercise, "demand": demand, "because": rule.because}
            code = "G007" if rule.later else "G006"
            yield Finding(code, ("exercises", index, "exercise"), words)


def unfit_choices(sheet: ConditionSheet, rules: Precautions) -> Iterator[tuple[str, Demand, Against]]:
    """Exercises of a sheet that somebody chose in place of the condition's own, and that are not for it."""
    for card in sheet.chosen:
        for demand, rule in conflicts(sheet.condition, card.exercise, None, rules):
            yield card.exercise.id, demand, rule


def unfit_self_checks(subject: Subject) -> Iterator[Finding]:
    """Self-checks of a condition that ask for what somebody with it must not do, now or later."""
    condition, against = subject.condition, subject.rules.of(Precautions).against
    for index, name in enumerate(condition.self_checks):
        check = subject.catalogue.entry(SelfCheck, name).model
        for rule in against:
            for demand in check.demands if rule.scope.fits(condition) else ():
                if demand in rule.demands:
                    words = {"name": name, "demand": demand, "because": rule.because}
                    yield Finding("G020", ("self_checks", index), words)


def undeclared(subject: Subject) -> Iterator[Finding]:
    """Demands that the words of an exercise speak of, and its `demands` do not name."""
    exercise, rules = subject.exercise, subject.rules.of(Precautions)
    for demand, path in rules.suggested(exercise).items():
        if demand not in exercise.demands:
            yield Finding("G008", path, {"demand": demand})


def unasked(subject: Subject) -> Iterator[Finding]:
    """Exercises that must ask something first, and do not."""
    exercise, rules = subject.exercise, subject.rules.of(Precautions)
    demands = demands_of(exercise, rules)
    for rule in rules.asks:
        asked = pattern(rule.says).search(plain(exercise.ask_first or ""))
        if demands.intersection(rule.demands) and not asked:
            yield Finding("G009", ("ask_first",) if exercise.ask_first else ("title",), {"about": rule.about})


CHECKS = (
    Check(unfit_exercises, (Condition,)),
    Check(unfit_self_checks, (Condition,)),
    Check(undeclared, (Exercise,)),
    Check(unasked, (Exercise,)),
)
