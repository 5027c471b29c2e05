"""What a therapist chooses for one person: options, plan files, and no word about that person."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from handouts import plans
from handouts.errors import HandoutError, InputFault, OutputRefused
from handouts.model.dose import DoseChange
from handouts.model.plan import Plan
from tests.mutations import mutated

PLAN = """\
exercises: [bridge, pelvic-tilt]
doses:
  bridge: {reps: 10, sets: 2, hold: 5}
side: left
therapist: Zoë O'Neil
"""


def codes(error: HandoutError) -> list[str]:
    return [problem.code for problem in error.problems]


def write(tmp_path: Path, words: str) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(words, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("bridge=10", DoseChange(reps=10)),
        ("bridge=2x10", DoseChange(sets=2, reps=10)),
        ("bridge=hold=5", DoseChange(hold=5)),
        (
            " bridge = 2x10 , hold=5,daily=2,weekly=5 ",
            DoseChange(sets=2, reps=10, hold=5, times_a_day=2, days_a_week=5),
        ),
        ("bridge=hold=0", DoseChange(hold=0)),
    ],
)
def test_a_dose_is_read(text: str, change: DoseChange) -> None:
    assert plans.parse_dose(text) == ("bridge", change)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bridge",
        "bridge=",
        "bridge=3x20s",
        "bridge=reps:10",
        "bridge=2x10x3",
        "bridge=-2x10",
        "bridge=2.5",
        "bridge=2x10,",
        "bridge=2x10 hold=5",
        "bridge=sets=2",
        f"bridge={'9' * 5000}",
        f"bridge=hold={'9' * 5000}",
        "bridge=\x1b[31m{0.__class__}",
    ],
)
def test_what_is_no_dose_is_answered_with_one_that_is(text: str) -> None:
    with pytest.raises(InputFault) as caught:
        plans.parse_dose(text)
    assert codes(caught.value) == ["N004"]
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 250
    # The example in the answer is itself a dose.
    example = caught.value.problems[0].hint.split()[-1].rstrip(".")
    assert plans.parse_dose(example)[1].days_a_week == 5


@pytest.mark.parametrize(
    ("text", "code", "limit"),
    [
        ("bridge=0x5", "S011", "1"),
        ("bridge=11x5", "S012", "10"),
        ("bridge=101", "S012", "100"),
        ("bridge=hold=601", "S012", "600"),
        ("bridge=daily=11", "S012", "10"),
        ("bridge=weekly=8", "S012", "7"),
        ("bridge=999999999", "S012", "100"),
    ],
)
def test_a_dose_out_of_bounds_is_refused_with_the_bound(text: str, code: str, limit: str) -> None:
    with pytest.raises(InputFault) as caught:
        plans.parse_dose(text)
    assert codes(caught.value) == [code]
    assert f" {limit}." in str(caught.value)


def test_every_fault_of_the_doses_is_told_at_once() -> None:
    with pytest.raises(InputFault) as caught:
        plans.choose(doses=["bridge=x", "bird-dog=hold=999,daily=99", "clamshell=2x10"])
    assert codes(caught.value) == ["N004", "S012", "S012"]


@pytest.mark.parametrize("name", ["", "Bridge", "../bridge", "con", "b" * 61])
def test_a_dose_for_what_cannot_be_an_exercise_is_refused(name: str) -> None:
    with pytest.raises(InputFault) as caught:
        plans.choose(doses=[f"{name}=2x10"])
    assert set(codes(caught.value)) <= {"S010", "S015", "S019"}


@pytest.mark.parametrize("name", ["Bridge!", "a/b", "bridge;pelvic-tilt"])
def test_what_cannot_be_an_exercise_is_refused_by_its_option(name: str) -> None:
    with pytest.raises(InputFault) as caught:
        plans.choose(exercises=f"bridge,{name}")
    assert codes(caught.value) == ["S015"]
    assert caught.value.problems[0].message.startswith("exercises is ")


def test_more_exercises_than_a_sheet_can_hold_are_refused() -> None:
    with pytest.raises(InputFault) as caught:
        plans.choose(exercises=",".join(f"a{number}" for number in range(13)))
    assert codes(caught.value) == ["S014"]


@pytest.mark.parametrize(("note", "code"), [("x" * 1201, "S010"), ("\ud800", "S099")])
def test_a_note_that_cannot_be_printed_is_refused(note: str, code: str) -> None:
    with pytest.raises(InputFault) as caught:
        plans.choose(note=note)
    assert codes(caught.value) == [code]


def test_options_are_put_over_the_plan_file(tmp_path: Path) -> None:
    path = write(tmp_path, PLAN)
    chosen = plans.choose(plan_file=str(path), doses=["bridge=hold=9", "pelvic-tilt=5"], side="right").plan
    assert chosen.exercises == ("bridge", "pelvic-tilt")
    assert chosen.doses["bridge"] == DoseChange(reps=10, sets=2, hold=9)
    assert chosen.doses["pelvic-tilt"] == DoseChange(reps=5)
    assert (chosen.side, chosen.therapist) == ("right", "Zoë O'Neil")


def test_nothing_chosen_is_nothing_personal() -> None:
    assert not plans.choose()
    assert plans.choose(note="Rest.")


@pytest.mark.parametrize(
    "therapist", ["Zoë O'Neil", "yes", "1e5", "010", "a: b", "- x", "#1", "'", '"', "漢字", "~", "{}"]
)
def test_a_plan_comes_back_as_it_was_saved(therapist: str, tmp_path: Path) -> None:
    plan = plans.choose(plan_file=str(write(tmp_path, PLAN)), therapist=therapist).plan
    saved = tmp_path / "saved.yaml"
    plans.save(plan, saved, force=False)
    assert plans.read(saved) == plan
    plans.save(Plan(), saved, force=False)


def test_a_saved_plan_says_nothing_of_the_note(tmp_path: Path) -> None:
    personal = plans.choose(exercises="bridge", note="Slow after surgery for M. Mustermann")
    saved = tmp_path / "saved.yaml"
    plans.save(personal.plan, saved, force=False)
    assert saved.read_text() == (
        "# A plan for `handout build SLUG --plan FILE`. It says nothing about a person.\n"
        "exercises:\n- bridge\n"
    )


def test_a_file_that_is_no_plan_is_not_replaced_without_force(tmp_path: Path) -> None:
    path = write(tmp_path, "my: letter\n")
    with pytest.raises(OutputRefused) as caught:
        plans.save(Plan(side="left"), path, force=False)
    assert codes(caught.value) == ["O001"]
    assert path.read_text() == "my: letter\n"
    plans.save(Plan(side="left"), path, force=True)
    assert plans.read(path).side == "left"


def test_a_plan_cannot_be_saved_in_place_of_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused) as caught:
        plans.save(Plan(side="left"), tmp_path, force=True)
    assert codes(caught.value) == ["O002"]


def test_all_faults_of_a_plan_file_are_told_in_order_with_their_places(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "exercises: bridge\nnote: For Max\ndoses:\n  bridge: {reps: x, hold: 3.5, set: 2}\nside: up\n",
    )
    with pytest.raises(InputFault) as caught:
        plans.read(path)
    found = [(problem.code, problem.place.line, problem.place.column) for problem in caught.value.problems]
    assert found == [
        ("S006", 1, 12),
        ("S002", 2, 1),
        ("S004", 4, 18),
        ("S004", 4, 27),
        ("S002", 4, 32),
        ("S008", 5, 7),
    ]
    assert "Did you mean sets?" in str(caught.value)


def test_a_plan_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as caught:
        plans.choose(plan_file=str(tmp_path / "gone.yaml"))
    assert codes(caught.value) == ["F001"]


def test_no_plan_file_whatever_ends_in_anything_but_a_plan_or_coded_problems(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - broken files, not secrets
    path = tmp_path / "plan.yaml"
    for _ in range(150):
        path.write_bytes(mutated(PLAN, chance))
        try:
            assert isinstance(plans.read(path), Plan)
        except HandoutError as error:
            for problem in error.problems:
                assert problem.place.file.endswith("plan.yaml")
                assert "\n" not in str(problem)


@pytest.mark.parametrize("empty", [{"exercises": " , "}, {"note": "  \n"}, {"exercises": ""}])
def test_an_option_that_chooses_nothing_is_told_of(empty: dict[str, str]) -> None:
    with pytest.raises(InputFault) as caught:
        plans.choose(**empty)
    (problem,) = caught.value.problems
    assert problem.code == "S009"
    assert problem.place.field == f"--{next(iter(empty))}"
