"""A folder for each clinic: readable, safe, never two alike."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts.pack.naming import folder_names


def names(*clinics: str) -> list[str]:
    return list(folder_names([Path(clinic) for clinic in clinics]).values())


def test_a_clinic_is_called_as_its_folder() -> None:
    assert names("/a/north-side/clinic.yaml", "/a/Süd Praxis/clinic.yaml") == ["north-side", "Süd-Praxis"]


def test_a_file_among_others_gives_its_own_name() -> None:
    assert names("/chain/north.yaml", "/chain/south.yaml") == ["north", "south"]


@pytest.mark.parametrize(
    "folders",
    [
        ("/a/north", "/b/north", "/c/north"),
        ("/a/North", "/b/north", "/c/NORTH"),
        ("/a/north", "/b/north", "/c/north-2"),
        ("/a/north-2", "/b/north", "/c/north"),
        ("/a/straße", "/b/STRASSE"),
        ("/a/cafe\u0301", "/b/caf\u00e9", "/c/CAFÉ"),
        ("/a/???", "/b/...", "/c/clinic"),
        ("/a/ﬁne", "/b/fine"),
    ],
)
def test_names_are_never_alike_on_any_system(folders: tuple[str, ...]) -> None:
    found = names(*(f"{folder}/clinic.yaml" for folder in folders))
    assert len({name.casefold() for name in found}) == len(folders)


@pytest.mark.parametrize(
    "folder",
    [
        "con",
        "LPT1",
        "..",
        ".hidden",
        "a:b*c?",
        "x" * 300,
        "北京诊所" * 60,
        "-",
        "a\nb",
        "tab\there",
        "🏥",
        "aux.d",
    ],
)
def test_a_name_can_be_a_folder_anywhere(folder: str, tmp_path: Path) -> None:
    (name,) = names(f"/a/{folder}/clinic.yaml")
    (tmp_path / f"{name}-12").mkdir()
    assert len(os.fsencode(name)) < 250
    assert not set(name) & set('/\\:*?"<>|\n\t.')
    assert name.lower() not in {"con", "lpt1", "aux"}


def test_the_neutral_brand_has_a_folder_too() -> None:
    assert folder_names([None, Path("/a/no-clinic/clinic.yaml")]) == {
        None: "no-clinic",
        Path("/a/no-clinic/clinic.yaml"): "no-clinic-2",
    }
