"""What stands on a sheet after the clinic and the therapist have had their say."""

from pathlib import Path

import pytest

from handouts.brand import load
from handouts.catalogue import Catalogue
from handouts.errors import InputFault, UnknownName
from handouts.model.dose import SECONDS_BETWEEN_SETS, SECONDS_TO_MOVE, Dose, DoseChange
from handouts.model.plan import Personal, Plan
from handouts.resources import CONTENT, Inputs
from handouts.sheet import ConditionSheet, Options, SelfChecksSheet, Sheet, TechniqueSheet, compose


def make(
    tmp_path: Path,
    overrides: str = "",
    plan: Plan | None = None,
    layout: str = "sheet",
    change: dict[str, object] | None = None,
) -> ConditionSheet:
    (tmp_path / "clinic.yaml").write_text("name: Test Clinic\n", encoding="utf-8")
    if overrides:
        (tmp_path / "overrides.yaml").write_text(overrides, encoding="utf-8")
    catalogue = Catalogue(Inputs(clinic=tmp_path))
    brand = load(tmp_path / "clinic.yaml", catalogue)
    if change:
        brand = brand.changed("sciatica", change)
    personal = Personal(plan=plan or Plan())
    return compose(catalogue.condition("sciatica"), catalogue, brand, Options(layout=layout), personal)


def names(sheet: ConditionSheet) -> list[str]:
    return [card.exercise.id for card in sheet.cards]


def test_the_sheet_has_four_cards_and_the_full_layout_all(tmp_path: Path) -> None:
    assert len(make(tmp_path).cards) == 4
    full = make(tmp_path, layout="full")
    assert len(full.cards) == len(full.condition.exercises) > 4


def test_a_clinic_leaves_an_exercise_out_and_the_next_one_moves_up(tmp_path: Path) -> None:
    usual = make(tmp_path)
    first = usual.cards[0].exercise.id
    without = make(tmp_path, f"conditions:\n  sciatica:\n    leave_out: [{first}]\n")
    assert first not in names(without)
    assert len(without.cards) == 4
    assert without.additions
    assert not usual.additions


def test_the_nearer_voice_decides_a_dose(tmp_path: Path) -> None:
    overrides = (
        "exercises:\n  bridge:\n    dose: {reps: 5, hold: 9}\n"
        "conditions:\n  sciatica:\n    doses:\n      bridge: {reps: 6}\n"
    )
    by_clinic = {card.exercise.id: card.dose for card in make(tmp_path, overrides, layout="full").cards}
    assert (by_clinic["bridge"].reps, by_clinic["bridge"].hold) == (6, 9)
    plan = Plan(doses={"bridge": DoseChange(reps=7)})
    by_therapist = {card.exercise.id: card.dose for card in make(tmp_path, overrides, plan, "full").cards}
    assert (by_therapist["bridge"].reps, by_therapist["bridge"].hold) == (7, 9)


def test_a_therapist_picks_and_orders(tmp_path: Path) -> None:
    plan = Plan(exercises=("sit-to-stand", "bridge", "clamshell"))
    sheet = make(tmp_path, plan=plan)
    assert names(sheet) == ["sit-to-stand", "bridge", "clamshell"]
    assert sheet.cards[2].why is None, "the condition has no reason for an exercise it does not name"


def test_a_dose_for_an_exercise_that_is_not_on_the_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName) as caught:
        make(tmp_path, plan=Plan(doses={"clamshel": DoseChange(reps=3)}))
    assert caught.value.problems[0].code == "N003"


def test_no_exercise_left_is_refused(tmp_path: Path) -> None:
    every = ", ".join(use.exercise for use in make(tmp_path).condition.exercises)
    with pytest.raises(InputFault) as caught:
        make(tmp_path, f"conditions:\n  sciatica:\n    leave_out: [{every}]\n")
    assert caught.value.problems[0].code == "C005"


def test_one_side_takes_half_the_time_of_both(tmp_path: Path) -> None:
    both = make(tmp_path, plan=Plan(exercises=("figure-4-stretch",)))
    left = make(tmp_path, plan=Plan(exercises=("figure-4-stretch",), side="left"))
    assert left.cards[0].seconds_a_day * 2 == both.cards[0].seconds_a_day
    assert left.cards[0].side == "left"


def test_an_exercise_without_sides_keeps_its_dose_whatever_the_side(tmp_path: Path) -> None:
    sheet = make(tmp_path, plan=Plan(exercises=("bridge",), side="left"))
    assert sheet.cards[0].side is None


def test_seconds_a_day_count_sets_holds_moves_and_rests() -> None:
    dose = Dose(sets=2, reps=10, hold=5, times_a_day=3)
    once = 2 * 10 * (5 + SECONDS_TO_MOVE) + SECONDS_BETWEEN_SETS
    assert dose.seconds_a_day(sides=2) == 2 * 3 * once


def test_sources_of_a_sheet_are_those_of_what_it_prints(tmp_path: Path) -> None:
    sheet, full = make(tmp_path), make(tmp_path, layout="full")
    printed = {name for claims in sheet.printed().values() for claim in claims for name in claim.sources}
    assert set(sheet.sources()) == printed
    assert printed < set(full.sources())


def test_a_clinic_chooses_exercises_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    chosen = "exercises: [step-up, bridge, pelvic-tilt, bird-dog, clamshell]"
    sheet = make(tmp_path, f"conditions:\n  sciatica:\n    {chosen}\n")
    assert names(sheet) == ["step-up", "bridge", "pelvic-tilt", "bird-dog", "clamshell"]
    assert sheet.additions
    own = make(tmp_path, f"conditions:\n  sciatica:\n    {chosen}\n", Plan(exercises=("bridge",)))
    assert names(own) == ["bridge"], "the therapist's choice for one person is nearer still"


def test_an_unknown_exercise_that_a_clinic_chooses_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as caught:
        make(tmp_path, "conditions:\n  sciatica:\n    exercises: [brige]\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("C002", 3, 17)


def test_a_packs_change_is_over_the_clinics_own(tmp_path: Path) -> None:
    overrides = (
        "conditions:\n  sciatica:\n    leave_out: [bridge]\n    note: The clinic's.\n"
        "    doses: {bridge: {reps: 6, sets: 3}, pelvic-tilt: {reps: 7}}\n"
    )
    change = {"exercises": ["bridge", "pelvic-tilt"], "doses": {"bridge": {"hold": 2}}}
    sheet = make(tmp_path, overrides, change=change)
    assert names(sheet) == ["bridge", "pelvic-tilt"], "it is meant, though the clinic leaves it out"
    assert sheet.clinic_note == "The clinic's.", "what the pack does not say stays"
    assert (sheet.cards[0].dose.hold, sheet.cards[1].dose.reps) == (2, 7)
    assert make(tmp_path, overrides, change={"note": "The pack's."}).clinic_note == "The pack's."


def test_what_the_steps_name_already_is_not_named_again(tmp_path: Path) -> None:
    plan = Plan(exercises=("sit-to-stand", "roller-for-calf"))
    chair, roller = make(tmp_path, plan=plan).cards
    assert (chair.exercise.equipment, chair.needs) == (("a firm chair",), [])
    assert roller.needs == ["a foam roller"]


# Techniques and self-checks


def leaflet(name: str, folder: Path | None = None) -> Sheet:
    catalogue = Catalogue(Inputs(clinic=folder))
    brand = load(folder / "clinic.yaml" if folder else None, catalogue)
    return compose(catalogue.leaflet(name), catalogue, brand, Options(), Personal())


def test_a_technique_has_its_own_cautions_then_those_of_its_like_then_those_of_all() -> None:
    shared = Catalogue(Inputs()).cautions
    for name, like, other in (
        ("swedish-massage", shared.massage, shared.stretching),
        ("pnf-stretching", shared.stretching, shared.massage),
    ):
        sheet = leaflet(name)
        assert isinstance(sheet, TechniqueSheet)
        assert sheet.wait == (*sheet.technique.cautions, *like, *shared.everybody)
        assert not set(other) & set(sheet.wait)


def test_the_self_checks_have_those_of_the_clinic_among_them(tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text("name: Test Clinic\n", encoding="utf-8")
    shipped = leaflet("self-checks", tmp_path)
    assert isinstance(shipped, SelfChecksSheet)
    assert len(shipped.self_checks) == 6
    assert not shipped.additions
    (tmp_path / "self-checks").mkdir()
    words = (CONTENT / "self-checks/toe-reach.yaml").read_text(encoding="utf-8")
    (tmp_path / "self-checks/hop.yaml").write_text(
        words.replace("id: toe-reach", "id: hop"), encoding="utf-8"
    )
    own = leaflet("self-checks", tmp_path)
    assert isinstance(own, SelfChecksSheet)
    assert {check.id for check in own.self_checks} - {check.id for check in shipped.self_checks} == {"hop"}
    assert own.additions


@pytest.mark.parametrize("name", ["swedish-massage", "self-checks"])
def test_a_leaflet_keeps_to_one_page_and_warns_of_what_is_grave(name: str) -> None:
    sheet = leaflet(name)
    assert sheet.pages == 1
    assert len(sheet.red_flags.emergency) == len(sheet.red_flags.see_doctor) == 3
    assert {"emergency", "see_doctor"} <= sheet.printed().keys()
    assert sheet.prose()


def test_the_full_layout_has_the_self_checks_of_the_condition(tmp_path: Path) -> None:
    full = make(tmp_path, layout="full")
    assert [check.id for check in full.self_checks] == list(full.condition.self_checks)
    assert full.self_checks
    assert make(tmp_path).self_checks == ()
