"""From a pack file to the list of files, and everything that can be wrong with it at once."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from handouts.errors import HandoutError, InputFault, OutputRefused, Problem, UnknownName
from handouts.model.condition import Area
from handouts.pack.jobs import Job, jobs_of
from handouts.pack.reading import read
from handouts.pack.shelf import Shelf
from handouts.pack.wanted import Wanted
from handouts.resources import CONTENT
from tests.conftest import write_clinic
from tests.mutations import mutated

PACK = """\
title: Knee unit
clinic: north
conditions: [sciatica]
areas: [knee]
layouts: [sheet, full]
paper: a4
profile: physio
changes:
  sciatica:
    note: Ask at the desk.
    exercises: [bridge, pelvic-tilt]
    doses: {bridge: {reps: 8}}
"""


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)
    write_clinic(tmp_path / "north")
    write_clinic(tmp_path / "south")


def load(words: str, *clinics: str) -> Wanted:
    return read(Path("pack.yaml"), words.encode(), "pack.yaml", clinics, Shelf({}))


def jobs(words: str, *clinics: str) -> list[Job]:
    return jobs_of([load(words, *clinics)], clinics, Shelf({}))


def faults(words: str) -> list[tuple[str, int, int]]:
    with pytest.raises(InputFault) as caught:
        load(words)
    return [(each.code, each.place.line, each.place.column) for each in caught.value.problems]


def test_a_pack_file_becomes_orders() -> None:
    found = {job.file: job.order for job in jobs(PACK)}
    assert list(found)[:4] == ["sciatica.pdf", "sciatica.full.pdf", "acl-strain.pdf", "acl-strain.full.pdf"]
    order = found["sciatica.full.pdf"]
    assert order.clinic == Path("north/clinic.yaml").resolve()
    assert (order.layout, order.paper, order.profile, order.personal) == ("full", "a4", "physio", None)
    assert order.changes == {
        "note": "Ask at the desk.",
        "exercises": ["bridge", "pelvic-tilt"],
        "doses": {"bridge": {"reps": 8}},
    }
    assert found["acl-strain.pdf"].changes is None


def test_all_is_what_each_clinic_sees(tmp_path: Path) -> None:
    own = tmp_path / "south/conditions/tired-legs.yaml"
    own.parent.mkdir()
    own.write_text("area: knee\n", encoding="utf-8")
    shipped = len(list((CONTENT / "conditions").glob("*.yaml")))
    files = [job.file for job in jobs("title: All\nclinics: [north, south]\nconditions: all\n")]
    assert len(files) == 2 * shipped + 1
    assert "south/tired-legs.pdf" in files
    knees = [job.file for job in jobs("title: Knees\nclinics: [north, south]\nareas: [knee]\n")]
    assert "south/tired-legs.pdf" in knees
    assert "north/tired-legs.pdf" not in knees


def test_one_clinic_has_no_folder_of_its_own_and_a_clinic_named_twice_is_one() -> None:
    assert [
        job.file for job in jobs("title: X\nclinics: [north, ./north/clinic.yaml]\nconditions: [sciatica]\n")
    ] == ["sciatica.pdf"]


def test_a_clinic_of_the_command_line_goes_before_that_of_the_pack() -> None:
    assert {job.order.clinic for job in jobs(PACK, "south")} == {Path("south/clinic.yaml").resolve()}
    assert len({job.order.clinic for job in jobs(PACK, "south", "north")}) == 2


def test_a_clinic_sees_the_conditions_of_its_base(tmp_path: Path) -> None:
    write_clinic(tmp_path / "south", "base: ../north\nname: South\n")
    own = tmp_path / "north/conditions/tired-legs.yaml"
    own.parent.mkdir()
    own.write_text("area: knee\n", encoding="utf-8")
    shelf = Shelf({})
    clinic = tmp_path / "south/clinic.yaml"
    assert shelf.conditions(clinic)["tired-legs"] == own
    assert "tired-legs" not in shelf.conditions(None)
    assert Shelf(dict(shelf.used)).conditions(clinic) == shelf.conditions(clinic)


def test_two_packs_are_one_list_unless_they_ask_for_different_sheets_by_one_name() -> None:
    one, two, other = (
        Wanted("A", conditions=("sciatica", "hip-pain"), shown="a"),
        Wanted("B", conditions=("sciatica",), shown="b"),
        Wanted("C", conditions=("sciatica",), paper="a4", shown="c"),
    )
    assert [job.file for job in jobs_of([one, two], (), Shelf({}))] == ["sciatica.pdf", "hip-pain.pdf"]
    with pytest.raises(OutputRefused) as caught:
        jobs_of([one, other], (), Shelf({}))
    assert str(caught.value).startswith("M002 a and c ask for two different sheets as sciatica.pdf.")


def test_every_fault_is_told_at_once_with_its_place() -> None:
    words = (
        "title: X\nclinics: [north]\nconditions: [siatica, hip-pain]\nchanges:\n  sciatia: {note: x}\n"
        "  hip-pain: {exercises: [brige], leave_out: [clamshel], doses: {bridge: {reps: 3}}}\n"
    )
    assert faults(words) == [
        ("N001", 3, 14),
        ("M004", 5, 3),
        ("C002", 6, 26),
        ("C002", 6, 46),
        ("M005", 6, 65),
    ]
    assert faults("title: X\nclinic: north\nclinics: [nowhere, south, gone]\nconditions: all\n") == [
        ("M003", 3, 1),
    ]
    assert faults("title: X\nclinics: [nowhere, south, gone]\n") == [
        ("M001", 1, 1),
        ("N002", 2, 11),
        ("N002", 2, 27),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("conditions: sciatica", "S006"),
        ("conditions: [Sciatica]", "S015"),
        ("areas: [elbow]", "S008"),
        ("layouts: [poster]", "S008"),
        ("paper: A4", "S008"),
        ("side: left", "S002"),
        ("therapist: Ana", "S002"),
        ("changes: {sciatica: {side: left}}", "S002"),
    ],
)
def test_what_the_schema_does_not_know_is_refused(line: str, code: str) -> None:
    """Among it all that would be for one patient."""
    assert faults(f"title: X\n{line}\n")[0][0] == code


def test_an_unknown_name_on_the_command_line_is_refused_before_anything_is_made() -> None:
    with pytest.raises(UnknownName) as caught:
        jobs_of([Wanted("X", conditions=("sciatca", "hip-pan"))], (), Shelf({}))
    assert [problem.hint for problem in caught.value.problems] == [
        "Did you mean sciatica?",
        "Did you mean hip-pain?",
    ]


def test_a_condition_that_only_some_of_the_clinics_have_is_told_of(tmp_path: Path) -> None:
    own = tmp_path / "north/conditions/tired-legs.yaml"
    own.parent.mkdir()
    own.write_text("area: knee\n", encoding="utf-8")
    with pytest.raises(UnknownName) as caught:
        jobs_of([Wanted("X", conditions=("tired-legs",))], ("north", "south"), Shelf({}))
    assert "Some of the clinics have it, but not south/clinic.yaml." in str(caught.value)


def test_an_area_is_read_once_for_each_text_of_a_condition(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Shelf({})
    found = first.of_areas(None, ["knee"])
    monkeypatch.setattr("handouts.source.read_yaml", None)
    again = Shelf(dict(first.used))
    assert again.of_areas(None, ["knee"]) == found != []
    assert again.used == first.used


def test_every_area_can_be_asked_for() -> None:
    every = Shelf({}).of_areas(None, Area.__args__)  # type: ignore[attr-defined]
    assert every == list(Shelf({}).conditions(None))


def test_a_pack_that_was_read_before_is_the_same() -> None:
    wanted = load(PACK)
    words = json.loads(json.dumps(wanted.plain()))
    again = Wanted.from_plain(words, Path("pack.yaml"), "pack.yaml")
    assert jobs_of([again], (), Shelf({})) == jobs_of([wanted], (), Shelf({}))


def test_no_pack_file_whatever_ends_in_anything_but_a_pack_or_coded_problems() -> None:
    chance = random.Random(6)  # noqa: S311 - broken files, not secrets
    shelf = Shelf({})
    for _ in range(150):
        content = mutated(PACK, chance)
        problems: tuple[Problem, ...] = ()
        try:
            read(Path("pack.yaml"), content, "pack.yaml", (), shelf)
        except HandoutError as error:
            problems = error.problems
        assert all("\n" not in str(problem) for problem in problems)
