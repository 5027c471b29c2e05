"""Rules are read once, by the model that stands in the room that needs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.catalogue import Catalogue
from handouts.checks import examination, report, rules
from handouts.checks.rules import Rule, Rules
from handouts.errors import InputFault
from handouts.resources import CONTENT, Inputs


class Sayings(Rule):
    file = "sayings"
    words: tuple[str, ...]


@pytest.fixture
def sayings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    return tmp_path / "sayings.yaml"


def read(folder: Path) -> Rules:
    return Rules(Catalogue(Inputs(file=folder)))


def test_a_file_is_read_once(sayings: Path) -> None:
    sayings.write_text("words: [rest, ice]\n", encoding="utf-8")
    found = read(sayings.parent)
    first = found.of(Sayings)
    sayings.unlink()
    assert first.words == ("rest", "ice")
    assert found.of(Sayings) is first


def test_a_fault_of_the_file_has_its_place(sayings: Path) -> None:
    sayings.write_text("words: rest\n", encoding="utf-8")
    with pytest.raises(InputFault) as raised:
        read(sayings.parent).of(Sayings)
    assert (raised.value.problems[0].code, raised.value.problems[0].place.line) == ("S006", 1)


def test_each_shipped_file_has_a_model() -> None:
    # These two import every module that has rules.
    assert examination.ROOMS
    assert report.check
    files = {path.stem for path in (CONTENT / "checks").glob("*.yaml")}
    # One of the files is no list of rules but a whole clinic, against which the room on a page is reckoned.
    assert files - {"clinic"} == {kind.file for kind in Rule.__subclasses__() if kind is not Sayings}
