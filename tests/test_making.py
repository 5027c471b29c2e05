"""One handout from its order to bytes: the same wherever it is made, from files that are read once."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from handouts import output
from handouts.build import build
from handouts.desk import Desk
from handouts.errors import PageFault
from handouts.making import make
from handouts.model.plan import Personal, Plan
from handouts.order import Order
from handouts.press import Here
from handouts.resources import Inputs, digest
from tests.conftest import SHORT, MakeClinic


def test_a_handout_made_on_the_spot_equals_one_that_is_built(clinic: MakeClinic, tmp_path: Path) -> None:
    file = clinic(files={"templates/sheet.html": SHORT})
    order = Order("sciatica", clinic=file, output=f"{tmp_path}/out/")
    made = make(Desk(order), Here())
    built = build(order)
    assert made.content == built.path.read_bytes()
    assert (made.pages, made.name, made.version, made.reviewed) == (1, "sciatica", "1.0", None)
    assert output.read_seal(built.path).made_from == made.record  # type: ignore[union-attr]


def test_what_was_made_can_be_sent(clinic: MakeClinic) -> None:
    made = make(Desk(Order("sciatica", clinic=clinic(files={"templates/sheet.html": SHORT}))), Here())
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own


def test_a_fault_of_the_page_is_raised_on_the_spot_too(clinic: MakeClinic) -> None:
    files = {"templates/sheet.html": SHORT, "styles/extra.css": ".warning { display: none }"}
    with pytest.raises(PageFault) as caught:
        make(Desk(Order("sciatica", clinic=clinic(files=files))), Here())
    assert caught.value.problems[0].code == "P021"


def test_an_exercise_that_is_not_for_the_condition_is_warned_of(clinic: MakeClinic) -> None:
    file = clinic(files={"templates/sheet.html": SHORT})
    chosen = Personal(plan=Plan(exercises=("pelvic-tilt", "press-up")))
    made = make(Desk(Order("spinal-stenosis", clinic=file, personal=chosen)), Here())
    assert [(each.code, each.severity) for each in made.warnings] == [("G010", "warning")]
    assert "press-up" in made.warnings[0].message
    with pytest.raises(PageFault):
        make(Desk(Order("spinal-stenosis", clinic=file, personal=chosen, strict=True)), Here())


def test_a_file_that_changes_while_a_sheet_is_made_is_used_as_it_was_first(clinic: MakeClinic) -> None:
    file = clinic("name: First\n")
    inputs = Inputs(clinic=file.parent)
    assert inputs.read(file) == b"name: First\n"
    file.write_text("name: Second\n", encoding="utf-8")
    assert inputs.read(file) == b"name: First\n"
    assert inputs.record == {"clinic:clinic.yaml": digest(b"name: First\n")}
    assert inputs.changes(inputs.record) == ["clinic:clinic.yaml"]
