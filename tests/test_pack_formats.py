"""Packs of web pages and of plain texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.build import build
from handouts.errors import HandoutError
from handouts.order import Order
from handouts.pack import workers
from tests.conftest import write_clinic
from tests.packing import pack, use

TWO = ("sciatica", "hip-pain")


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)
    use(monkeypatch, workers.make_one)
    return write_clinic(tmp_path / "north")


def make(clinic: Path, words: str = "", **options: object) -> list[str]:
    file = Path("pack.yaml")
    file.write_text(f"title: Two\nconditions: [{', '.join(TWO)}]\n{words}", encoding="utf-8")
    summary = pack(Path("out"), files=(file,), clinics=(str(clinic),), **options)
    assert summary.is_whole
    return summary.made


def refusal(clinic: Path, words: str, **options: object) -> list[str]:
    with pytest.raises(HandoutError) as caught:
        make(clinic, words, **options)
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize("form", ["html", "txt"])
def test_a_pack_makes_what_build_makes_and_only_once(form: str, clinic: Path) -> None:
    names = [f"{slug}.{form}" for slug in TWO]
    assert make(clinic, f"format: {form}\n") == names
    assert make(clinic, f"format: {form}\n") == []
    for slug in TWO:
        built = build(Order(slug, clinic=clinic, form=form, output="alone/"))  # type: ignore[arg-type]
        assert built.path.read_bytes() == Path("out", built.path.name).read_bytes()
    words = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    assert {entry["made_from"]["order"]["format"] for entry in words["files"].values()} == {form}


def test_the_command_line_goes_before_the_pack_file(clinic: Path) -> None:
    assert make(clinic, "format: html\n", form="txt") == [f"{slug}.txt" for slug in TWO]


def test_another_format_leaves_the_earlier_files_and_names_them(clinic: Path) -> None:
    make(clinic, "format: html\n")
    summary = pack(Path("out"), conditions=TWO, clinics=(str(clinic),), form="txt")
    assert summary.leftovers == sorted(f"{slug}.html" for slug in TWO)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("format: png\n", ["S008"]),
        ("format: print\n", ["S008"]),
        ("format: html\nbooklet: true\n", ["N030"]),
        ("format: txt\npaper: a4\n", ["N032"]),
        ("format: html\nlarge_print: true\nlayouts: [fridge]\n", ["N031", "N032", "N024"]),
    ],
)
def test_what_has_no_meaning_in_a_format_is_refused(words: str, codes: list[str], clinic: Path) -> None:
    assert refusal(clinic, words) == codes
    assert not Path("out").exists()


def test_no_booklet_of_web_pages_is_asked_for_on_the_command_line(clinic: Path) -> None:
    assert refusal(clinic, "", form="html", impose=True) == ["N030"]
