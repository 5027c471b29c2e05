"""What people begin with can be read, is never taken for finished, and replaces nothing that is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from handouts import starter
from handouts.catalogue import Catalogue
from handouts.checks import report
from handouts.checks.passage import passages_of
from handouts.commands import main
from handouts.errors import HandoutError, InputFault, OutputRefused, UnknownName
from handouts.files import PLACEHOLDER
from handouts.model.base import Model
from handouts.model.condition import Condition
from handouts.resources import CONTENT, Inputs
from handouts.schemas import as_json
from handouts.starter import write_entry
from tests.conftest import write_clinic
from tests.test_docs import commands

# YAML would read some of these as a number, as true or as nothing.
NAMES = ["tight-calves", "null", "true", "1", "2026-11", "x" * 60]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(error: HandoutError) -> list[str]:
    return [problem.code for problem in error.problems]


def written(model: Model) -> set[str]:
    """The parts whose texts a patient would read, and which hold no placeholder."""
    parts = (passage for passage in passages_of(model) if PLACEHOLDER not in passage.text)
    return {".".join(step for step in passage.path if isinstance(step, str)) for passage in parts}


@pytest.mark.parametrize("name", NAMES)
def test_a_new_condition_can_be_read_and_every_text_of_it_waits_to_be_written(name: str, here: Path) -> None:
    assert write_entry("condition", name, here).path == here / "conditions" / f"{name}.yaml"
    entry = Catalogue(Inputs(clinic=here)).condition(name)
    title = name.replace("-", " ").capitalize()
    assert (entry.model.slug, entry.model.title) == (name, title)
    named = {"title", "title_in_text", "questions.question"}
    assert written(entry.model) == named
    assert len(entry.source.unfinished) > len(Condition.model_fields)


@pytest.mark.parametrize("name", NAMES)
def test_a_new_exercise_can_be_read_and_every_text_of_it_waits_to_be_written(name: str, here: Path) -> None:
    assert write_entry("exercise", name, here).path == here / "exercises" / f"{name}.yaml"
    model = Catalogue(Inputs(clinic=here)).exercise(name).model
    assert model.id == name
    assert written(model) == {"title"}


def test_without_a_clinic_a_condition_is_begun_on_the_spot_and_an_exercise_is_not(here: Path) -> None:
    begun = write_entry("condition", "tight-calves", None)
    assert begun.path == Path("tight-calves.yaml")
    assert Catalogue(Inputs(file=here)).leaflet_file(here / "tight-calves.yaml").model.name == "tight-calves"
    with pytest.raises(UnknownName) as caught:
        write_entry("exercise", "knee-lift", None)
    assert codes(caught.value) == ["N010"]


def test_an_editor_finds_the_schema_that_a_new_entry_names(here: Path) -> None:
    for begun in (
        write_entry("condition", "tight-calves", here),
        write_entry("exercise", "knee-lift", here),
        write_entry("condition", "tight-calves", None),
    ):
        head = begun.path.read_text(encoding="utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", head)
        assert named
        assert (begun.path.parent / named[1]).is_file()


def test_nothing_that_is_there_is_replaced(here: Path) -> None:
    schema = here / "condition.schema.json"
    schema.write_text("mine", encoding="utf-8")
    first = write_entry("condition", "tight-calves", here)
    assert first.files == (first.path,)
    first.path.write_text("mine too", encoding="utf-8")
    with pytest.raises(OutputRefused) as caught:
        write_entry("condition", "tight-calves", here)
    assert codes(caught.value) == ["O007"]
    assert (schema.read_text(), first.path.read_text()) == ("mine", "mine too")
    (here / "conditions/linked.yaml").symlink_to(here / "elsewhere.yaml")
    with pytest.raises(OutputRefused):
        write_entry("condition", "linked", here)
    assert not (here / "elsewhere.yaml").exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Tight Calves", "N008"),
        ("tight_calves", "N008"),
        ("tight--calves", "N008"),
        ("-tight", "N008"),
        ("", "N008"),
        ("../clinic", "N008"),
        ("conditions/tight", "N008"),
        ("tight.yaml", "N008"),
        ("tight\n", "N008"),
        ("\u202etight", "N008"),
        ("\u00fcber", "N008"),
        ("$slug", "N008"),
        ("\0", "N008"),
        ("con", "S019"),
        ("lpt1", "S019"),
        ("x" * 61, "S010"),
        ("x" * 100_000, "S010"),
    ],
)
def test_what_cannot_be_a_name_is_refused_and_nothing_written(name: str, code: str, here: Path) -> None:
    for kind in ("condition", "exercise"):
        with pytest.raises(InputFault) as caught:
            write_entry(kind, name, here)  # type: ignore[arg-type]
        assert codes(caught.value) == [code]
    assert not list(here.iterdir())


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Night calf cramp", "night-calf-cramp"),
        ("M\u00fcde Knie!", "mude-knie"),
        ("\u75db", "tight-calves"),
    ],
)
def test_a_name_in_words_is_answered_with_the_name_that_was_meant(words: str, meant: str, here: Path) -> None:
    with pytest.raises(InputFault) as caught:
        write_entry("condition", words, here)
    assert caught.value.problems[0].hint.endswith(f"between words: {meant}.")


def test_taking_the_place_of_a_shipped_entry_is_said(here: Path) -> None:
    assert [each.code for each in write_entry("condition", "sciatica", here).warnings] == ["N009"]
    assert [each.code for each in write_entry("exercise", "bridge", here).warnings] == ["N009"]
    assert write_entry("condition", "bridge", here).warnings == ()


def test_a_folder_that_cannot_be_written_is_told_of(here: Path) -> None:
    (here / "conditions").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputRefused) as caught:
        write_entry("condition", "tight-calves", here)
    assert codes(caught.value) == ["O003"]


@pytest.mark.parametrize("kind", ["condition", "exercise"])
def test_what_a_skeleton_tells_to_run_exists(kind: str) -> None:
    text = (CONTENT / "starter" / f"{kind}.yaml").read_text(encoding="utf-8")
    run = re.findall(r"handout ((?:new |clinic )?[a-z]+)", text)
    assert run
    assert set(run) <= set(commands(main))


def test_a_new_clinic_holds_what_its_starter_holds(here: Path) -> None:
    written = starter.write_clinic(here / "mine")
    names = {path.name for path in (CONTENT / "starter/clinic").iterdir()}
    assert {path.name for path in written} == names | {"clinic.schema.json"}


@pytest.mark.parametrize(
    ("kind", "key"), [("exercise", "demands"), ("exercise", "position"), ("condition", "area")]
)
def test_a_skeleton_names_all_that_may_be_chosen(kind: str, key: str) -> None:
    schema = json.loads(as_json(kind))["properties"][key]
    choices = schema.get("items", schema)["enum"]
    text = (CONTENT / "starter" / f"{kind}.yaml").read_text(encoding="utf-8")
    assert [choice for choice in choices if not re.search(rf"^#.*\b{choice}\b", text, re.MULTILINE)] == []


def test_of_a_skeleton_the_checks_say_what_is_to_be_written_and_what_is_missing(here: Path) -> None:
    write_entry("condition", "tight-calves", here)
    write_entry("exercise", "knee-lift", here)
    condition, exercise = report.check(["tight-calves", "knee-lift"], here).entries
    assert {each.code for each in exercise.problems} == {"C010", "X009"}, "X009: it has no picture yet"
    said = {each.code for each in condition.problems}
    assert "C010" in said
    assert "V001" not in said, "a claim that is not written needs no source yet"


def test_the_command_prints_what_it_wrote_and_says_what_to_do_next(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)
    clinic = write_clinic(here / "my clinic").parent
    made = CliRunner().invoke(main, ["new", "condition", "tight-calves", "--in", "my clinic"])
    assert made.exit_code == 0
    written = made.stdout.splitlines()
    assert written == ["my clinic/condition.schema.json", "my clinic/conditions/tight-calves.yaml"]
    assert 'handout preview tight-calves --clinic "my clinic"\n' in made.stderr
    monkeypatch.setenv("HANDOUT_CLINIC", str(clinic))
    assert CliRunner().invoke(main, ["new", "exercise", "knee-lift"]).exit_code == 0
    assert (clinic / "exercises/knee-lift.yaml").is_file()
    gone = CliRunner().invoke(main, ["new", "condition", "tight-calves", "--in", "gone"])
    assert (gone.exit_code, gone.stdout) == (4, "")
    assert gone.stderr.startswith("N002 There is no clinic file gone (--in).")
