"""What stands on a condition's handout, after the clinic's and the therapist's changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from handouts import reviews
from handouts.brand import Brand
from handouts.catalogue import Catalogue, Entry
from handouts.design import MOST, signs_beside
from handouts.errors import InputFault, Place, Problem, UnknownName
from handouts.model.base import Claim
from handouts.model.clinic import ConditionOverride, Overrides
from handouts.model.condition import Condition, Easy
from handouts.model.dose import Dose
from handouts.model.exercise import Exercise, Position
from handouts.model.plan import Personal, Plan
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique
from handouts.model.words import Cautions, Shared
from handouts.shape import near
from handouts.sheet.base import Options, Sheet, T

SECONDS_A_MINUTE = 60
FROM_THE_FLOOR: tuple[Position, ...] = get_args(Position)
"""The positions, the lowest first: of many exercises, those are done first for which one is down."""


@dataclass(frozen=True)
class Card:
    """One exercise as it stands on this handout."""

    number: int
    exercise: Exercise
    dose: Dose
    why: str | None
    side: Literal["left", "right"] | None

    @property
    def needs(self) -> list[str]:
        """What one needs for it and the steps do not name already."""
        steps = " ".join(self.exercise.steps).lower()
        return [each for each in self.exercise.equipment if each.removeprefix("a ").lower() not in steps]

    @property
    def seconds_a_day(self) -> int:
        """Seconds a day at this dose."""
        return self.exercise.seconds_a_day(self.dose, one_side=self.side is not None)


@dataclass(frozen=True)
class ConditionSheet(Sheet):
    """A condition with its exercises."""

    condition: Condition
    cards: tuple[Card, ...]
    techniques: tuple[tuple[Technique, str], ...]
    shared: Shared
    shared_cautions: Cautions
    self_checks: tuple[SelfCheck, ...]
    see_also: tuple[str, ...]
    clinic_note: str | None
    personal: Personal
    chosen_here: bool
    """True when the clinic's usual exercises or doses are not those of the library."""

    PROSE = ("message", "what_it_is", "causes", "helps", "known", "unknown", "risks", "answers")

    @property
    def leaflet(self) -> Condition:
        """The condition."""
        return self.condition

    @property
    def template(self) -> str:
        """The layout, or the easy version of the usual one."""
        return "easy" if self.easy else self.options.layout

    @property
    def easy(self) -> Easy | None:
        """The easy version, where that is asked for."""
        return self.condition.easy if self.options.printing.easy else None

    @property
    def chosen(self) -> tuple[Card, ...]:
        """The exercises that a clinic or a therapist chose, and the condition does not name."""
        usual = {use.exercise for use in self.condition.exercises}
        return tuple(card for card in self.cards if card.exercise.id not in usual)

    @property
    def terms(self) -> list[str]:
        """The terms that it explains, but for its own names."""
        names = " ".join((self.condition.title, *self.condition.also_known_as)).casefold()
        return [term for term in self.condition.glossary if term.casefold() not in names]

    @property
    def minutes_a_day(self) -> int:
        """Whole minutes a day for all exercises, rounded up."""
        return -(-sum(card.seconds_a_day for card in self.cards) // SECONDS_A_MINUTE)

    def most(self, name: str, items: Sequence[T]) -> Sequence[T]:
        """The items that the page has room for; of the two lists of signs, one grows with the other."""
        if name == "see_doctor" and name in MOST.get(self.template, {}):
            return items[: signs_beside(len(self.red_flags.emergency))]
        return super().most(name, items)

    def printed(self) -> dict[str, Sequence[Claim]]:
        """Every claim that this layout prints, by the part of the page."""
        condition, massage, flags = self.condition, self.condition.massage, self.red_flags
        if easy := self.easy:
            return {
                "message": (easy.message,),
                "what_it_is": easy.what_it_is,
                "helps": easy.massage,
                "emergency": self.most("emergency", flags.emergency),
                "see_doctor": self.most("see_doctor", flags.see_doctor),
            }
        parts: dict[str, Sequence[Claim]] = {
            "message": (condition.message,),
            "what_it_is": condition.what_it_is,
            "signs": condition.signs,
            "emergency": flags.emergency,
            "see_doctor": flags.see_doctor,
            "helps": massage.helps,
            "known": massage.known,
            "unknown": massage.unknown,
            "risks": massage.risks,
            "tell_therapist": (*massage.tell_therapist, *self.shared.tell_therapist),
            "wait": massage.wait,
            "self_care": condition.self_care,
        }
        if self.options.layout == "full":
            parts["causes"] = condition.causes
            parts["answers"] = tuple(question.answer for question in condition.questions)
            for technique, _ in self.techniques:
                parts[technique.id] = technique.what_it_is + technique.during
            parts["cautions"] = self.cautions
        return {name: self.most(name, claims) for name, claims in parts.items()}

    @property
    def cautions(self) -> list[Claim]:
        """What the techniques are not for; what several of them say, once."""
        every = (claim for each, _ in self.techniques for claim in self.shared_cautions.of(each))
        return list(dict.fromkeys(every))

    def sources(self) -> list[str]:
        """Those of the words, then those of the exercises and self-checks."""
        cards = [name for card in self.cards for name in card.exercise.sources]
        checks = [name for check in self.self_checks for name in check.sources]
        return list(dict.fromkeys([*super().sources(), *cards, *checks]))


def compose(  # noqa: PLR0913 - everything that has a say
    condition: Condition,
    catalogue: Catalogue,
    brand: Brand,
    options: Options,
    personal: Personal,
    *,
    own: bool,
) -> ConditionSheet:
    """Bring condition, clinic and therapist together; `own` when the clinic brought the condition.

    Raises UnknownName and InputFault.
    """
    plan = personal.plan
    override = brand.override(condition.slug)
    chosen = _chosen(condition, brand.overrides, catalogue, options, plan)
    usual = _chosen(condition, Overrides(), catalogue, options, plan)
    cards = _cards(chosen, plan)
    return ConditionSheet(
        brand=brand,
        options=options,
        review=reviews.standing(condition, catalogue, brand),
        condition=condition,
        red_flags=catalogue.red_flags.signs(condition.red_flags),
        cards=cards,
        techniques=tuple(
            (catalogue.technique(use.technique).model, use.where) for use in condition.massage.techniques
        ),
        shared=catalogue.shared,
        shared_cautions=catalogue.cautions,
        self_checks=_self_checks(condition, catalogue) if options.layout == "full" else (),
        see_also=tuple(title for slug in condition.see_also if (title := catalogue.title(slug))),
        clinic_note=override.note or condition.note,
        personal=personal,
        chosen_here=[_as_done(each) for each in chosen] != [_as_done(each) for each in usual],
        additions=any(
            (
                own,
                any(found.own for found, _, _ in chosen),
                override != ConditionOverride(),
                brand.overrides.exercises,
                brand.adds_to_pages,
                personal,
            )
        ),
    )


Chosen = tuple[Entry[Exercise], Dose, str | None]


def _cards(chosen: Sequence[Chosen], plan: Plan) -> tuple[Card, ...]:
    """The exercises as they are numbered on the sheet; raises UnknownName for a dose of another one."""
    side = plan.side if plan.side != "both" else None
    cards = tuple(
        Card(number, found.model, dose, why, side if found.model.sides else None)
        for number, (found, dose, why) in enumerate(chosen, start=1)
    )
    _check_doses(plan, cards)
    return cards


def _self_checks(condition: Condition, catalogue: Catalogue) -> tuple[SelfCheck, ...]:
    return tuple(catalogue.entry(SelfCheck, name).model for name in condition.self_checks)


def _chosen(
    condition: Condition, overrides: Overrides, catalogue: Catalogue, options: Options, plan: Plan
) -> list[Chosen]:
    """The exercises with their doses and reasons: the therapist's, else the clinic's, else as many as fit."""
    override = overrides.conditions.get(condition.slug, ConditionOverride())
    uses = {use.exercise: use for use in condition.exercises}
    usual = [name for name in override.exercises or uses if name not in override.leave_out]
    names = plan.exercises or usual
    if not names:
        raise InputFault(Problem.of("C005", Place(field=condition.slug), name=condition.slug))
    as_chosen = plan.exercises or override.exercises
    if not as_chosen:
        names = names[: MOST.get(options.layout, {}).get("exercises")]
    chosen = []
    for name in names:
        found = catalogue.exercise(name)
        use = uses.get(name)
        everywhere = overrides.exercises.get(name)
        changes = (
            everywhere and everywhere.dose,
            use and use.dose,
            override.doses.get(name),
            plan.doses.get(name),
        )
        dose = found.model.dose
        for change in changes:
            dose = dose.changed(change) if change else dose
        chosen.append((found, dose, use.why if use else None))
    if as_chosen:
        return chosen
    return _by_position(chosen, FROM_THE_FLOOR if options.layout == "full" else ())


def _as_done(chosen: Chosen) -> tuple[str, Dose]:
    """An exercise and its dose, to be compared."""
    found, dose, _ = chosen
    return found.model.id, dose


def _by_position(chosen: Sequence[Chosen], order: Sequence[Position]) -> list[Chosen]:
    """Grouped so that nobody gets up and down; groups stand in this order, then as they come."""
    positions = list(dict.fromkeys([*order, *(found.model.position for found, _, _ in chosen)]))
    return sorted(chosen, key=lambda each: positions.index(each[0].model.position))


def _check_doses(plan: Plan, cards: Sequence[Card]) -> None:
    """A dose for an exercise that is not on the sheet would be lost without a word."""
    names = [card.exercise.id for card in cards]
    problems = [
        Problem.of("N003", name=name, near=near(name, names) or f"On it: {', '.join(names)}.")
        for name in plan.doses
        if name not in names
    ]
    if problems:
        raise UnknownName(*problems)
