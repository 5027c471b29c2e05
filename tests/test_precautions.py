"""The rules of safety know conditions, signs and exercises that nobody has shown them before."""

from __future__ import annotations

import pytest

from handouts.catalogue import Catalogue
from handouts.checks.demands import conflicts
from handouts.checks.precautions import Precautions, plain
from handouts.checks.rules import Rules
from handouts.model.condition import Code, Condition
from handouts.model.dose import Dose
from handouts.model.exercise import Exercise
from handouts.model.words import Source
from handouts.resources import Inputs

CATALOGUE = Catalogue(Inputs())
RULES = Rules(CATALOGUE).of(Precautions)


def condition(title: str, area: str = "whole-body", code: str | None = None) -> Condition:
    """A condition of a clinic's own, with nothing of the shipped ones but its form."""
    form = CATALOGUE.condition("sciatica").model
    names = {"slug": "our-own", "title": title, "also_known_as": (), "area": area}
    codes = (Code(code=code, description="As it is called"),) if code else ()
    return form.model_copy(update={**names, "icd10cm": codes})


def exercise(title: str, *steps: str) -> Exercise:
    form = CATALOGUE.exercise("bridge").model
    words = {"id": "our-own", "title": title, "steps": steps, "demands": (), "dose": Dose(reps=5)}
    return form.model_copy(update=words)


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        ("trouble with bladder or bowel", "You can't pee, or you wet yourself"),
        ("trouble with bladder or bowel", "You lose control of your bowels"),
        ("numbness between the legs or where you sit", "No feeling in your private parts"),
        ("numbness between the legs or where you sit", "Pins and needles around your bottom"),
        ("pain, weakness or numbness in both legs", "Sciatica in both of your legs"),
        ("pain, weakness or numbness in both legs", "Your legs are suddenly weak"),
        ("sudden trouble breathing, or chest pain", "All at once you can't breathe"),
        ("one leg that is swollen, warm or red", "A calf that is bigger and hotter than the other one"),
        ("one leg that is swollen, warm or red", "You may have a blood clot in the leg"),
        ("very bad or tight pain that rest does not ease", "Pain in the shin that keeps growing"),
        ("a leg that cannot bear weight", "You are unable to walk after a fall"),
        ("weight loss", "You have lost weight and do not know why"),
    ],
)
def test_a_sign_is_known_in_other_words(sign: str, text: str) -> None:
    assert any(wanted.is_in(plain(text)) for wanted in _signs() if wanted.sign == sign)


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        ("pain, weakness or numbness in both legs", "Numbness between the legs"),
        ("numbness between the legs or where you sit", "A number of sores on the buttock"),
        ("trouble with bladder or bowel", "Skin that peels in one spot"),
        ("one leg that is swollen, warm or red", "Swollen glands and a reduced appetite"),
    ],
)
def test_other_words_are_no_sign(sign: str, text: str) -> None:
    assert not any(wanted.is_in(plain(text)) for wanted in _signs() if wanted.sign == sign)


def _signs() -> list:  # type: ignore[type-arg]
    return [wanted for topic in RULES.red_flags for wanted in (*topic.emergency, *topic.see_doctor)]


@pytest.mark.parametrize(
    ("of", "about"),
    [
        (condition("Lumbar radiculopathy", "low-back"), "cauda equina"),
        (condition("Buttock pain from the back"), "cauda equina"),
        (condition("Our name for it", code="M54.16"), "cauda equina"),
        (condition("Runner's calf", "lower-leg"), "clot"),
        (condition("Our name for it", code="S86.111"), "clot"),
        (condition("Tennis leg: a calf tear", "lower-leg"), "compartment"),
        (condition("Labral tear of the hip joint", "pelvis-and-hip"), "hip that may be broken"),
        (condition("Sever disease", code="M92.61"), "child"),
    ],
)
def test_warning_signs_are_asked_for_by_area_name_and_code(of: Condition, about: str) -> None:
    assert any(about in topic.about for topic in RULES.red_flags if topic.scope.fits(of))


@pytest.mark.parametrize(
    ("of", "about"),
    [
        (condition("Stiff neck", "posture"), "cauda equina"),
        (condition("Repetitive strain"), "strain or sprain"),
        (condition("Slipped disc, or ruptured disc", "low-back"), "strain or sprain"),
        (condition("Tired legs", "whole-body"), "cauda equina"),
    ],
)
def test_other_conditions_are_not_asked_for_them(of: Condition, about: str) -> None:
    assert not any(about in topic.about for topic in RULES.red_flags if topic.scope.fits(of))


COBRA = exercise("Cobra", "Lie on your front.", "Push your chest up with your arms.", "Lower yourself.")
DEEP_SQUAT = exercise("Deep squat", "Stand tall.", "Squat down as low as you can.", "Stand up.")
HOPS = exercise("Hops", "Stand on one leg.", "Hop five times.", "Change legs.")
ROLLER = exercise("Calf on a roller", "Sit on the floor.", "Put the roller under your calf.", "Roll slowly.")
TOE_TOUCH = exercise("Toe touch", "Stand tall.", "Bend down and reach for your toes.", "Come up.")
CALF_STRETCH = CATALOGUE.exercise("calf-stretch").model


@pytest.mark.parametrize(
    ("of", "what"),
    [
        (condition("Lumbar canal stenosis", "low-back"), COBRA),
        (condition("Our name for it", "low-back", "M48.07"), COBRA),
        (condition("Slipped vertebra at L5", "low-back"), COBRA),
        (condition("Pars fracture", "low-back"), COBRA),
        (condition("Lateral meniscus tear", "knee"), DEEP_SQUAT),
        (condition("Our name for it", "knee", "M23.305"), DEEP_SQUAT),
        (condition("Stress reaction of the tibia", "lower-leg"), HOPS),
        (condition("Our name for it", "lower-leg", "M84.361"), HOPS),
        (condition("Deep vein thrombosis", "lower-leg"), ROLLER),
        (condition("Osteoporosis of the spine", "posture"), TOE_TOUCH),
        (condition("Torn calf muscle: a calf tear", "lower-leg"), CALF_STRETCH),
    ],
)
def test_an_exercise_is_kept_from_those_whom_it_may_hurt(of: Condition, what: Exercise) -> None:
    assert list(conflicts(of, what, "It is good for you.", RULES))


def test_an_exercise_for_later_is_not_for_the_first_days() -> None:
    strain = condition("Calf strain", "lower-leg")
    assert not list(conflicts(strain, CALF_STRETCH, "Later, when walking does not hurt.", RULES))
    # A rule without such a way out has none.
    stenosis = condition("Spinal stenosis", "low-back")
    assert list(conflicts(stenosis, COBRA, "Later, when walking does not hurt.", RULES))


def test_what_an_exercise_says_not_to_do_it_does_not_demand() -> None:
    flat = exercise("Table top", "Start on your hands.", "Do not arch your back.", "Breathe.")
    assert RULES.suggested(flat) == {}


def test_what_the_shipped_exercises_demand_is_what_their_words_say() -> None:
    for each in CATALOGUE.all(Exercise):
        assert set(RULES.suggested(each.model)) <= set(each.model.demands), each.model.id


def test_every_rule_names_sources_that_may_be_cited() -> None:
    topics = (*RULES.red_flags, *RULES.cautions, *RULES.against, *RULES.asks)
    named = {name for rule in topics for name in rule.sources}
    assert len(named) > 10
    assert all(CATALOGUE.entry(Source, name).model.citable for name in named)
    shared = {topic.shared for topic in RULES.red_flags if topic.shared}
    assert shared <= set(CATALOGUE.red_flags.sets)


@pytest.mark.parametrize(
    ("words", "taken_back"),
    [
        ("You don't need a doctor for this.", True),
        ("Keep going even if it hurts.", True),
        ("This plan cures back pain.", True),
        ("Our massage replaces surgery.", True),
        ("This does not replace your doctor.", False),
        ("Bring this sheet to your next visit.", False),
    ],
)
def test_the_disclaimer_is_not_taken_back(words: str, taken_back: bool) -> None:  # noqa: FBT001
    assert bool(RULES.taken_back.search(plain(words))) is taken_back
