"""What is wrong with a file's keys and values is told in our own words, all at once, each with its place."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pydantic import BaseModel

from handouts.errors import HandoutError, InputFault, Problem
from handouts.messages import MESSAGES
from handouts.model.clinic import Clinic, Overrides
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.plan import Plan
from handouts.model.technique import Technique
from handouts.resources import CONTENT
from handouts.shape import check, near
from handouts.source import read_yaml
from tests.mutations import mutated

SHIPPED = {
    Condition: CONTENT / "conditions" / "sciatica.yaml",
    Exercise: CONTENT / "exercises" / "bridge.yaml",
    Technique: CONTENT / "techniques" / "swedish-massage.yaml",
}
EXAMPLE = Path(__file__).parent.parent / "examples" / "harbour-physio"


def read(words: str, model: type[BaseModel]) -> BaseModel:
    return check(read_yaml(Path("a.yaml"), name="a.yaml", text=words.encode()), model)


def faults(words: str, model: type[BaseModel] = Clinic) -> tuple[Problem, ...]:
    with pytest.raises(InputFault) as caught:
        read(words, model)
    return caught.value.problems


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nam: x", "a.yaml:2:1: S002 nam is not a key that is known here. Did you mean name?"),
        ("Logo: x", "a.yaml:2:1: S002 Logo is not a key that is known here. Did you mean logo?"),
        ("colors: {}", "a.yaml:2:1: S002 colors is not a key that is known here. Did you mean colours?"),
        (
            "phone: 5550100",
            'a.yaml:2:8: S003 phone must be text, but it is 5550100. Put it in quotes: "5550100".',
        ),
        (
            "phone: [1]",
            "a.yaml:2:8: S021 phone must be text, but it is a list. Write the text beside the key.",
        ),
        (
            "phone: {home: 1}",
            "a.yaml:2:8: S021 phone must be text, but it is a group of keys. Write the text beside the key.",
        ),
        (
            "paper: [a4]",
            "a.yaml:2:8: S008 paper cannot be a list. Choose one of: letter, a4, legal.",
        ),
        (
            "show: {email: 1}",
            "a.yaml:2:15: S005 email must be true or false, but it is 1. Write true or false.",
        ),
        (
            "show: {email: yes}",
            "a.yaml:2:15: S005 email must be true or false, but it is yes. Write true or false.",
        ),
        (
            "therapists: Ana",
            "a.yaml:2:13: S006 therapists must be a list. Start each item on a line of its own",
        ),
        (
            "show: 7",
            "a.yaml:2:7: S007 show must be a group of keys, but it is 7. Write its keys below it, indented.",
        ),
        ("paper: a5", "a.yaml:2:8: S008 paper cannot be a5. Choose one of: letter, a4, legal."),
        ("tagline: ''", "a.yaml:2:10: S009 tagline is empty. Write something, or take the key out."),
        (
            f"phone: {'x' * 61}",
            "a.yaml:2:8: S010 phone is too long: 61 characters. The most is 60. Make it shorter.",
        ),
        (
            "therapists: [" + ", ".join(["{name: A}"] * 13) + "]",
            "a.yaml:2:13: S014 therapists has 13 items, which is too many. The most is 12.",
        ),
        (
            "colours: {primary: red}",
            "a.yaml:2:20: S015 primary is red, but it must be a colour such as #0F4C4F. Change it to",
        ),
        (
            "country: usa",
            "a.yaml:2:10: S015 country is usa, but it must be a country code of two capital letters",
        ),
        (
            'tagline: "a\\nb"',
            "a.yaml:2:10: S015 tagline is a\\nb, but it must be text on one line. Change it to that form.",
        ),
        (
            "web: nowhere",
            "a.yaml:2:6: S017 web is nowhere, which is no web address. Write it like clinic.example/book.",
        ),
        ("web: javascript:x", "a.yaml:2:6: S017 web is javascript:x, which is no web address."),
        ("web: ftp://a.example", "a.yaml:2:6: S017 web is ftp://a.example, which is no web address."),
        (
            "email: me",
            "a.yaml:2:8: S018 email is me, which is no email address. Write it like desk@clinic.example.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_code_what_is_wrong_and_what_to_do(line: str, told: str) -> None:
    (problem,) = faults(f"name: A\n{line}\n")
    assert str(problem).startswith(told)


def test_a_missing_key_is_told_at_its_group() -> None:
    (problem,) = faults("phone: '1'\ntherapists:\n  - name: A\n    licence: B\n")
    assert (problem.code, problem.place.field) == ("S001", "name")
    (problem,) = faults("name: A\ntherapists:\n  - licence: B\n")
    assert str(problem).startswith("a.yaml:3:5: S001 name is missing. ")


@pytest.mark.parametrize(
    ("words", "model", "told"),
    [
        ("doses: {bridge: {reps: 0}}", Plan, "S011 reps is 0, which is too small. The least is 1."),
        ("doses: {bridge: {reps: 101}}", Plan, "S012 reps is 101, which is too large. The most is 100."),
        ("doses: {bridge: {reps: 1.5}}", Plan, "S004 reps must be a whole number, but it is 1.5."),
        ("doses: {bridge: {rep: 1}}", Plan, "S002 rep is not a key that is known here. Did you mean reps?"),
        (
            "doses: {Bridge: {reps: 1}}",
            Plan,
            "S015 Bridge is Bridge, but it must be small letters and digits",
        ),
        ("exercises: [con]", Plan, "S019 con cannot be a file name on Windows."),
        (
            "exercises: {bridge: {dose: {rep: 1}}}",
            Overrides,
            "S002 rep is not a key that is known here. Did you mean reps?",
        ),
        (
            "conditions: {sciatica: {leaveout: [a]}}",
            Overrides,
            "S002 leaveout is not a key that is known here. Did you mean leave_out?",
        ),
    ],
)
def test_faults_deep_in_a_file_are_told_as_well(words: str, model: type[BaseModel], told: str) -> None:
    (problem,) = faults(words, model)
    assert problem.place.line == 1
    assert problem.place.column > 1
    assert str(problem).partition(": ")[2].startswith(told)


def test_a_value_that_may_be_of_two_kinds_is_told_of_as_the_one_that_was_meant() -> None:
    found = faults("name: A\ntype: {regular: 5, bol: x}\n")
    assert [(each.code, each.place.field) for each in found] == [
        ("S001", "type.bold"),
        ("S003", "type.regular"),
        ("S002", "type.bol"),
    ]
    (problem,) = faults("name: A\ntype: 5\n")
    assert problem.code == "S003"


def test_any_number_of_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    found = faults("nam: A\npaper: a5\nshow: {mail: 1, web: 2}\ncountry: 5\nlogo: [a]\ntype: 1\nwat: 1\n")
    places = [(each.place.line, each.place.column) for each in found]
    assert places == sorted(places)
    assert [each.code for each in found] == [
        "S001",
        "S002",
        "S008",
        "S002",
        "S005",
        "S003",
        "S021",
        "S003",
        "S002",
    ]


@pytest.mark.parametrize("trap", ["{0.__class__}", "{name}", "{", "}", "{}", "%s", "{{x}}"])
def test_braces_in_a_value_are_never_filled_in(trap: str) -> None:
    (problem,) = faults(f"name: A\npaper: '{trap}'\n")
    assert f"paper cannot be {trap}." in str(problem)
    (problem,) = faults(f"name: A\n'{trap}': 1\n")
    assert f" {trap} is not a key" in str(problem)
    assert trap in near(trap, [trap])


def test_a_huge_or_invisible_value_is_shown_short_and_on_one_line() -> None:
    (problem,) = faults(f'name: A\npaper: "{"x" * 5000}"\n')
    assert len(str(problem)) < 200
    (problem,) = faults('name: A\npaper: "a\\nb\\u200bc"\n')
    assert "paper cannot be a\\nb\\u200bc." in str(problem)


def test_the_nearest_name_is_offered_only_when_it_is_near() -> None:
    assert near("sciatcia", ["sciatica", "low-back-pain"]) == "Did you mean sciatica?"
    assert near("SCIATICA", ["sciatica"]) == "Did you mean sciatica?"
    assert near("zzz", ["sciatica"]) == ""


def test_every_code_that_the_schema_can_end_with_has_a_message() -> None:
    from handouts import shape

    assert {*shape._CODES.values(), "S099"} <= set(MESSAGES)  # noqa: SLF001 - the table itself


@pytest.mark.parametrize("model", SHIPPED)
def test_no_entry_whatever_ends_in_anything_but_an_entry_or_coded_problems(model: type[BaseModel]) -> None:
    chance = random.Random(1)  # noqa: S311 - broken files, not secrets
    words = SHIPPED[model].read_text(encoding="utf-8")
    for _ in range(60):
        _read_or_tell(mutated(words, chance), model)


@pytest.mark.parametrize(("name", "model"), [("clinic.yaml", Clinic), ("overrides.yaml", Overrides)])
def test_no_clinic_file_whatever_ends_in_anything_but_a_clinic_or_coded_problems(
    name: str, model: type[BaseModel]
) -> None:
    chance = random.Random(2)  # noqa: S311 - broken files, not secrets
    words = (EXAMPLE / name).read_text(encoding="utf-8")
    for _ in range(120):
        _read_or_tell(mutated(words, chance), model)


def _read_or_tell(content: bytes, model: type[BaseModel]) -> None:
    try:
        check(read_yaml(Path("a.yaml"), name="a.yaml", text=content), model)
    except HandoutError as error:
        told = error.problems
    else:
        return
    assert told
    for problem in told:
        assert problem.place.file == "a.yaml"
        assert problem.hint
        assert "\n" not in str(problem)
        assert len(str(problem)) < 900
