"""A pack as a booklet: one file in place of many, and beside it one for folding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handouts import booklet
from handouts.errors import PageFault, Problem
from handouts.making import Made
from handouts.order import Booklet
from handouts.pack import manifest
from handouts.pack.summary import Summary
from handouts.press import Here
from tests.conftest import SHORT, write_clinic
from tests.packing import pack, use

SLUGS = ("sciatica", "shin-splints")
BOOKLET, FOLDED = "chosen-conditions.booklet.pdf", "chosen-conditions.booklet.imposed.pdf"


def bind(order: Booklet) -> Made:
    return booklet.make(order, Here())


@pytest.fixture(autouse=True)
def bound(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Booklets are made in this process; the list of those that were."""
    return use(monkeypatch, bind)


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)
    return write_clinic(tmp_path / "north", files={"templates/sheet.html": SHORT}).parent


def make(clinic: Path, *slugs: str, **options: Any) -> Summary:
    return pack(Path("out"), conditions=slugs or SLUGS, clinics=(str(clinic),), **options)


def test_a_booklet_stands_in_place_of_its_sheets(clinic: Path) -> None:
    assert make(clinic, booklet=True).made == [BOOKLET]
    assert sorted(path.name for path in Path("out").iterdir()) == [BOOKLET, manifest.NAME]
    again = make(clinic, booklet=True)
    assert (again.made, again.unchanged) == ([], [BOOKLET])


def test_what_is_folded_is_made_from_the_booklet_and_again_only_with_it(
    clinic: Path, bound: list[str]
) -> None:
    assert make(clinic, booklet=True).made == [BOOKLET]
    assert make(clinic, impose=True).made == [FOLDED]
    assert bound == ["Chosen conditions"], "the booklet was there already"
    assert make(clinic, impose=True).unchanged == [BOOKLET, FOLDED]
    write_clinic(clinic, "name: Other Clinic\n")
    changed = make(clinic, impose=True)
    assert changed.made == [BOOKLET, FOLDED]
    assert changed.due[FOLDED] == changed.due[BOOKLET] == ("clinic.yaml changed",)


def test_the_manifest_has_every_sheet_of_a_booklet(clinic: Path) -> None:
    make(clinic, impose=True)
    files = json.loads((Path("out") / manifest.NAME).read_text(encoding="utf-8"))["files"]
    for name, pages in ((BOOKLET, 5), (FOLDED, 4)):
        entry = files[name]
        assert entry["sheets"] == [{"condition": slug, "version": "1.0", "reviewed": None} for slug in SLUGS]
        assert (entry["condition"], entry["version"], entry["reviewed"]) == (None, None, None)
        assert entry["bytes"] == (Path("out") / name).stat().st_size
        assert entry["pages"] == pages


def test_why_a_booklet_is_due_is_said_in_words(clinic: Path) -> None:
    make(clinic, booklet=True)
    dry = make(clinic, *SLUGS[::-1], booklet=True, dry_run=True)
    assert dry.due == {BOOKLET: ("its sheets are others, or the pack's changes changed",)}


def test_where_the_booklet_fails_nothing_is_folded_and_the_old_files_stay(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(clinic, impose=True)
    before = [(Path("out") / name).read_bytes() for name in (BOOKLET, FOLDED)]

    def fail(_: Booklet) -> Made:
        raise PageFault(Problem.of("P003", reason="planted"))

    use(monkeypatch, fail)
    write_clinic(clinic, "name: Other Clinic\n")
    summary = make(clinic, impose=True)
    assert set(summary.failed) == {BOOKLET, FOLDED}
    assert [(Path("out") / name).read_bytes() for name in (BOOKLET, FOLDED)] == before


def test_a_pack_file_can_ask_for_a_booklet_by_its_title(clinic: Path, tmp_path: Path) -> None:
    words = f"title: Spring / Leg Unit\nclinic: {clinic.name}\nconditions: [shin-splints]\nbooklet: true\n"
    (tmp_path / "unit.yaml").write_text(words, encoding="utf-8")
    summary = pack(Path("out"), files=(Path("unit.yaml"),))
    assert summary.made == ["spring-leg-unit.booklet.pdf"]
    text = json.loads((Path("out") / manifest.NAME).read_text(encoding="utf-8"))
    assert text["files"]["spring-leg-unit.booklet.pdf"]["made_from"]["order"]["title"] == "Spring / Leg Unit"


def test_each_layout_is_a_booklet_of_its_own(clinic: Path, tmp_path: Path, bound: list[str]) -> None:
    words = f"title: Leg\nclinic: {clinic.name}\nconditions: [shin-splints]\nbooklet: true\n"
    (tmp_path / "unit.yaml").write_text(f"{words}layouts: [full, sheet]\n", encoding="utf-8")
    summary = pack(Path("out"), files=(Path("unit.yaml"),), dry_run=True)
    assert list(summary.due) == ["leg.booklet.full.pdf", "leg.booklet.pdf"]
    assert bound == []


def test_a_real_worker_binds_a_booklet(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(clinic.parent)
    summary = make(clinic, "shin-splints", booklet=True, jobs=1)
    assert (summary.made, summary.problems) == ([BOOKLET], ())
