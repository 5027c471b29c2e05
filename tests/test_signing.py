"""A signature is written into the clinic's folder, and nothing that stood there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import output, reviews
from handouts.catalogue import of_clinic
from handouts.errors import HandoutError, InputFault, OutputRefused, UnknownName
from handouts.signing import HEAD, draw_up
from tests.conftest import MakeClinic

BY, ON = "Kim Lee, DPT", "2027-02-03"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "latest_day", lambda: "2027-06-01")


def sign(file: Path, *names: str, by: str = BY, on: str = ON) -> str:
    """Sign, and give the file as it is now."""
    draft = draw_up(names or ("sciatica",), by, on, file)
    draft.write()
    return draft.path.read_bytes().decode()


def states(file: Path) -> dict[str, tuple[str, str, str]]:
    found = reviews.standings(file, of_clinic(file))
    return {name: (each.state, each.by, each.on) for name, each in found.items()}


def codes(error: HandoutError) -> list[str]:
    return [problem.code for problem in error.problems]


def test_signing_makes_the_file_with_a_word_on_what_it_is(clinic: MakeClinic) -> None:
    file = clinic()
    assert sign(file, "sciatica", "hip-pain").startswith(HEAD + 'sciatica:\n  by: "Kim Lee, DPT"\n')
    reviewed = ("reviewed", BY, ON)
    assert states(file) == {"sciatica": reviewed, "hip-pain": reviewed}


def test_what_is_signed_is_told_before_it_is_written(clinic: MakeClinic) -> None:
    file = clinic()
    draft = draw_up(("sciatica", "sciatica"), BY, ON, file)
    (subject,) = draft.subjects
    assert (subject.name, subject.title, subject.version) == ("sciatica", "Sciatica", "1.0")
    assert subject.sentences > subject.cautions > 3
    assert not draft.path.exists()


LETTER = """\
low-back-pain:
  # Seen in person.
  by: Ana Ruiz, PT  # by telephone
  on: 2026-12-01
  words: '{}'
"""
WORDS = "f" * 32


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n# The end.\n", "\n# The end."])
def test_remarks_and_other_entries_stay_to_the_letter(newline: str, end: str, clinic: MakeClinic) -> None:
    other = f"# Ours.\nhip-pain: {{by: 'Bo O''Neil, MD', on: 2026-12-02, words: {WORDS}}}\n\n"
    before = (other + LETTER.format(WORDS)).rstrip("\n") + end
    before = before.replace("\n", newline)
    file = clinic(files={"reviews.yaml": before})

    added = sign(file)
    assert added.startswith(before)
    assert states(file)["sciatica"] == ("reviewed", BY, ON)
    assert added.replace("\r\n", "\n").count("\n") == added.count(newline)

    again = sign(file, "low-back-pain", by="Kim Lée, PT")
    words = reviews.read(of_clinic(file))["low-back-pain"].words
    expected = (
        added.replace("Ana Ruiz, PT", '"Kim Lée, PT"')
        .replace("2026-12-01", f'"{ON}"')
        .replace(f"'{WORDS}'", f'"{words}"')
    )
    assert again == expected


def test_signing_again_replaces_the_entry_even_in_brackets(clinic: MakeClinic) -> None:
    flow = f"{{sciatica: {{by: 'Ana Ruiz, PT', on: 2026-12-01, words: {WORDS}}}}}  # all\n"
    file = clinic(files={"reviews.yaml": flow})
    assert states(file)["sciatica"][0] == "lapsed"
    assert sign(file).endswith("}}  # all\n")
    assert states(file) == {"sciatica": ("reviewed", BY, ON)}


def test_a_file_of_remarks_only_keeps_them(clinic: MakeClinic) -> None:
    file = clinic(files={"reviews.yaml": "# Nobody any more."})
    assert sign(file).startswith("# Nobody any more.\nsciatica:\n")


@pytest.mark.parametrize(
    "before",
    [
        f"{{hip-pain: {{by: 'Ana Ruiz, PT', on: 2026-12-01, words: {WORDS}}}}}\n",
        f"  hip-pain:\n    by: Ana Ruiz, PT\n    on: 2026-12-01\n    words: {WORDS}\n",
        f"hip-pain:\n  by: Ana Ruiz, PT\n  on: 2026-12-01\n  words: {WORDS}\n...\n",
        f"sciatica:\n  by: >-\n    Ana Ruiz, PT\n  on: 2026-12-01\n  words: {WORDS}\n",
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_as_it_is(before: str, clinic: MakeClinic) -> None:
    file = clinic(files={"reviews.yaml": before})
    with pytest.raises(OutputRefused) as caught:
        sign(file)
    assert codes(caught.value) == ["A006"]
    assert (file.parent / "reviews.yaml").read_text(encoding="utf-8") == before


def test_a_file_with_faults_is_left_as_it_is(clinic: MakeClinic) -> None:
    before = "hip-pan:\n  by: Ana Ruiz\n"
    file = clinic(files={"reviews.yaml": before})
    with pytest.raises(InputFault) as caught:
        sign(file)
    assert {"A002", "S001", "S015"} == set(codes(caught.value))
    assert (file.parent / "reviews.yaml").read_text(encoding="utf-8") == before


def test_a_file_that_cannot_be_written_is_left_as_it_is(
    clinic: MakeClinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = clinic()
    before = sign(file, "hip-pain")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    with pytest.raises(OutputRefused) as caught:
        sign(file)
    assert codes(caught.value) == ["O003"]
    assert {path.name for path in file.parent.iterdir()} == {"clinic.yaml", "reviews.yaml"}
    assert (file.parent / "reviews.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("by", "on", "expected"),
    [
        ("Kim Lee", ON, ["S015"]),
        ("Kim Lee,", ON, ["S015"]),
        (", DPT", ON, ["S015"]),
        ("", ON, ["S015"]),
        ("Kim\nLee, DPT", ON, ["S015"]),
        ("Kim \x1b[31mLee, DPT", ON, ["Y003"]),
        ("Kim \u202eLee, DPT", ON, ["Y004"]),
        (f"Kim {'L' * 80}, DPT", ON, ["S010"]),
        (BY, "2027-02", ["S020"]),
        (BY, "3 Feb 2027", ["S020"]),
        (BY, "2027-02-29", ["S020"]),
        (BY, "2027-06-02", ["A003"]),
        (BY, "2026-10-31", ["A004"]),
        ("Kim Lee", "2027-02", ["S015", "S020"]),
    ],
)
def test_a_signature_needs_a_clinician_and_a_day_on_which_the_words_could_be_read(
    by: str, on: str, expected: list[str], clinic: MakeClinic
) -> None:
    file = clinic()
    with pytest.raises(InputFault) as caught:
        sign(file, by=by, on=on)
    assert sorted(codes(caught.value)) == expected
    assert not (file.parent / "reviews.yaml").exists()


def test_unknown_sheets_are_all_named(clinic: MakeClinic) -> None:
    with pytest.raises(UnknownName) as caught:
        sign(clinic(), "siatica", "hip-pain", "hip-pan")
    assert [problem.hint for problem in caught.value.problems] == [
        "Did you mean sciatica?",
        "Did you mean hip-pain?",
    ]


def test_without_a_clinic_there_is_no_place_for_a_signature() -> None:
    with pytest.raises(UnknownName) as caught:
        draw_up(("sciatica",), BY, ON, None)
    assert codes(caught.value) == ["A001"]
    assert "handout clinic new" in caught.value.problems[0].hint


def test_a_clinic_of_a_chain_has_the_signatures_of_its_base_and_signs_in_its_own_folder(
    clinic: MakeClinic, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    base.mkdir()
    (base / "clinic.yaml").write_text("name: Chain\n", encoding="utf-8")
    sign(base / "clinic.yaml", "sciatica", "hip-pain")
    shared = (base / "reviews.yaml").read_bytes()
    file = clinic("name: Branch\nbase: ../base\n")
    assert {name: state[0] for name, state in states(file).items()} == {
        "sciatica": "reviewed",
        "hip-pain": "reviewed",
    }
    assert "hip-pain" not in sign(file, "sciatica", by="Ana Ruiz, PT")
    assert states(file)["sciatica"] == ("reviewed", "Ana Ruiz, PT", ON)
    assert states(file)["hip-pain"] == ("reviewed", BY, ON)
    assert (base / "reviews.yaml").read_bytes() == shared
