"""Each check has a folder: a clinic's entries that trip it and nothing else, and what is said of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handouts.catalogue import Catalogue, Entry
from handouts.checks import report
from handouts.checks.rating import Items, rate
from handouts.checks.rules import Rules
from handouts.checks.shelf import Shelf
from handouts.commands import main
from handouts.errors import WordsFault
from handouts.messages import MESSAGES, checks
from handouts.model.base import Model
from handouts.model.condition import Condition
from handouts.resources import CONTENT, Inputs

FOLDERS = Path(__file__).parent / "checks"
CASES = sorted(path.name for path in FOLDERS.iterdir())
CODE = re.compile(r": (?:error|look|note) ([A-Z]\d{3}) ")


class Today(date):
    """The day on which the golden files were written."""

    @classmethod
    def today(cls) -> date:
        return date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "date", Today)
    # What a folder says is compared with what stands beside it, and does not change with the shipped words.
    monkeypatch.setattr(Shelf, "_entries", _own_entries)
    monkeypatch.chdir(FOLDERS)
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)


def _own_entries(shelf: Shelf) -> Iterator[Entry[Model]]:
    catalogue = shelf.catalogue
    entries = (catalogue.entry(Condition, path.stem) for path in _conditions(catalogue))
    yield from entries


def _conditions(catalogue: Catalogue) -> list[Path]:
    return [path for folder in catalogue.inputs.own for path in sorted(folder.glob("conditions/*.yaml"))]


@cache
def run(*words: str) -> Result:
    result = CliRunner().invoke(main, ["check", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def target(name: str) -> str:
    """The folder, or what all sheets share in its place: a clinic has none of its own."""
    return f"{name}/shared.yaml" if (FOLDERS / name / "shared.yaml").exists() else name


@pytest.mark.parametrize("name", CASES)
def test_a_folder_trips_its_own_check_and_no_other(name: str, request: pytest.FixtureRequest) -> None:
    result = run(target(name))
    golden = FOLDERS / name / "golden.txt"
    if request.config.getoption("accept"):
        golden.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == golden.read_text(encoding="utf-8")
    # A folder is named for its code; a second one of the same code has a word after it.
    expected = {name.split("-", maxsplit=1)[0]} - {"clean"}
    assert set(CODE.findall(result.stdout)) - INFORMATION == expected - INFORMATION
    assert expected <= set(CODE.findall(result.stdout))


INFORMATION = {code for code, message in checks.MESSAGES.items() if message.severity == "note"}


def test_every_check_has_a_folder() -> None:
    assert set(checks.MESSAGES) <= {name.split("-")[0] for name in CASES} <= set(MESSAGES) | {"clean"}


@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith("clean")])
def test_a_finding_has_file_line_and_column(name: str) -> None:
    for line in run(target(name)).stdout.splitlines():
        if CODE.search(line):
            assert re.match(rf"{name}/[\w/.-]+\.yaml:\d+:\d+: ", line), line


def test_strict_makes_a_look_an_error_and_plain_does_not() -> None:
    assert MESSAGES["R005"].severity == "warning"
    assert run("R005").exit_code == 0
    assert run("R005", "--strict").exit_code == WordsFault.exit_code
    assert run("V001").exit_code == WordsFault.exit_code
    assert run("clean", "--strict").exit_code == 0


def test_an_exemption_covers_the_part_that_it_names_and_nothing_else(tmp_path: Path) -> None:
    words = (FOLDERS / "R005/conditions/sore-calf.yaml").read_text(encoding="utf-8")
    file = tmp_path / "sore-calf.yaml"
    for at, codes in (("message", []), ("what_it_is", ["R005", "K001"])):
        exemption = f'exemptions:\n  - {{check: R005, at: {at}, reason: "Read aloud; it is fine."}}\n'
        file.write_text(words + exemption, encoding="utf-8")
        found = report.check([str(file)]).problems()
        assert [each.code for each in found if each.severity != "note"] == codes


def test_scores_cover_the_items_that_a_program_can_judge_and_say_so() -> None:
    items = Rules(Catalogue(Inputs())).of(Items)
    assert {item.id for item in items.for_a_person} >= {"P02", "P16", "P18"}
    assert all(bool(item.codes) == (item.by == "checks") for item in items.all)
    assert {code for item in items.all for code in item.codes} <= set(MESSAGES)
    perfect = rate((), items)
    assert [score.percent for score in perfect] == [100, 100, 100]
    assert sum(score.judged for score in perfect) == len(items.all) - len(items.for_a_person)


def test_a_finding_takes_its_item_from_the_score_and_an_exemption_does_not_give_it_back(
    tmp_path: Path,
) -> None:
    words = (FOLDERS / "R005/conditions/sore-calf.yaml").read_text(encoding="utf-8")
    file = tmp_path / "sore-calf.yaml"
    for exemption in ("", 'exemptions:\n  - {check: R005, reason: "Read aloud; it is fine."}\n'):
        file.write_text(words + exemption, encoding="utf-8")
        [entry] = report.check([str(file)]).entries
        assert {item.id for score in entry.scores for item in score.unmet} == {"P08", "C09"}
        assert all(score.percent < 100 for score in entry.scores if score.unmet)
    assert "not an official rating" in run("R005").stdout


def test_a_copy_of_a_shipped_sheet_under_another_name_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    words = (CONTENT / "conditions/sciatica.yaml").read_text(encoding="utf-8")
    file = tmp_path / "leg-pain.yaml"
    file.write_text(words, encoding="utf-8")
    assert "R026" not in {each.code for each in report.check([str(file)]).problems()}
    file.write_text(words.replace("slug: sciatica", "slug: leg-pain"), encoding="utf-8")
    assert [each.code for each in report.check([str(file)]).problems()].count("R026") == 1


def test_a_plan_is_checked_as_it_would_be_used(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("exercises: [press-up, wall-sit, pelvic-tilt, clamshell]\n", encoding="utf-8")
    result = run("spinal-stenosis", "--plan", str(plan))
    assert set(CODE.findall(result.stdout)) == {"G010", "X007"}
    assert f"{plan}:1:13: look G010 press-up (bends-back)" in result.stdout
    assert run("spinal-stenosis", "--plan", str(plan), "--strict").exit_code == WordsFault.exit_code
    assert set(CODE.findall(run("sciatica", "--plan", str(plan)).stdout)) == {"X007"}


def test_a_plan_needs_one_condition(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("exercises: [bridge]\n", encoding="utf-8")
    assert run("--plan", str(plan)).exit_code == 2


def test_a_clinics_own_exercise_is_known_by_its_words(tmp_path: Path) -> None:
    """Nobody has said what it demands, and it is kept from a narrow spinal canal all the same."""
    folder = tmp_path / "clinic"
    shutil.copytree(FOLDERS / "clean-back", folder)
    words = (CONTENT / "exercises/prone-on-elbows.yaml").read_text(encoding="utf-8")
    words = words.replace("id: prone-on-elbows", "id: sphinx").replace("demands: [bends-back]\n", "")
    (folder / "exercises").mkdir()
    (folder / "exercises/sphinx.yaml").write_text(words, encoding="utf-8")
    condition = folder / "conditions/tight-canal.yaml"
    condition.write_text(
        condition.read_text(encoding="utf-8").replace("clamshell", "sphinx"), encoding="utf-8"
    )
    codes = set(CODE.findall(run(str(folder)).stdout))
    assert {"G006", "G008"} <= codes


def test_what_cannot_be_read_is_told_where_it_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    shutil.copytree(FOLDERS / "clean-back", folder)
    (folder / "exercises").mkdir()
    (folder / "exercises/clamshell.yaml").write_text("id: clamshell\n", encoding="utf-8")
    result = run(str(folder))
    assert result.exit_code == WordsFault.exit_code
    assert "exercises/clamshell.yaml:1:1: error S001" in result.stdout
