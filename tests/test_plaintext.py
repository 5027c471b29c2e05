"""The sheet as plain text: whole, in order, narrow enough for mail, and known as the tool's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import output
from handouts.build import Built, build
from handouts.catalogue import Catalogue
from handouts.errors import OutputRefused
from handouts.model.plan import Personal
from handouts.order import Order
from handouts.page import squeezed
from handouts.printing import Printing
from handouts.resources import Inputs
from tests.conftest import MakeClinic, render_clinic

EXAMPLES = Path(__file__).parent.parent / "examples"
SHEETS = [
    ("sciatica", "sheet"),
    ("sciatica", "full"),
    ("patellofemoral-pain-syndrome", "full"),
    ("deep-tissue-massage", "sheet"),
    ("self-checks", "sheet"),
]


def make(name: str, clinic: Path | None, folder: Path, **options: object) -> Built:
    return build(Order(name, clinic=clinic, form="txt", output=f"{folder}/", **options))


def text_of(name: str, clinic: Path | None, folder: Path, **options: object) -> str:
    return make(name, clinic, folder, **options).path.read_text(encoding="utf-8")


@pytest.mark.parametrize("clinic", ["willow-creek", "harbour-physio"])
@pytest.mark.parametrize(("name", "layout"), SHEETS)
def test_all_that_keeps_a_patient_safe_is_in_it(clinic: str, name: str, layout: str, tmp_path: Path) -> None:
    file = EXAMPLES / clinic / "clinic.yaml"
    guarded = render_clinic(file, layout, name=name).guarded
    text = squeezed(text_of(name, file, tmp_path, layout=layout))
    assert [each.text for each in guarded if squeezed(each.text) not in text] == []


@pytest.mark.parametrize(("name", "layout"), SHEETS)
def test_no_line_is_too_long_for_mail_and_none_ends_in_a_space(
    name: str, layout: str, tmp_path: Path
) -> None:
    lines = text_of(name, EXAMPLES / "willow-creek/clinic.yaml", tmp_path, layout=layout).splitlines()
    assert max(map(len, lines)) <= 72
    assert [line for line in lines if line != line.rstrip()] == []


def test_the_parts_come_in_the_order_in_which_they_are_needed(tmp_path: Path) -> None:
    text = text_of("sciatica", EXAMPLES / "willow-creek/clinic.yaml", tmp_path)
    parts = [
        "Willow Creek Massage\n",
        "Sciatica\n========\n",
        "\nWarning signs: get help\n",
        "\nCall 911 now:\n",
        "\nSee a doctor soon:\n",
        "\nWhat it is\n",
        "\nHow massage may help\n",
        "\nTell your therapist about\n",
        "\nSelf-care movements for sciatica\n",
        "\n1. ",
        "\n2. ",
        "Book a visit: go to willow-creek.example/book, or call (503)",
        "\nPlease note\n",
        "awaiting clinician review",
        "\nSources\n",
        "\n\nhandouts ",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("layout", ["sheet", "full"])
def test_each_exercise_has_its_dose_its_steps_and_when_to_stop(layout: str, tmp_path: Path) -> None:
    catalogue = Catalogue(Inputs())
    text = text_of("sciatica", None, tmp_path, layout=layout)
    movements = text[text.index("Self-care movements") :]
    condition = catalogue.condition("sciatica").model
    shown = [
        use
        for use in condition.exercises
        if f" {catalogue.exercise(use.exercise).model.title}\n" in movements
    ]
    assert len(shown) == (4 if layout == "sheet" else len(condition.exercises))
    for use in shown:
        exercise = catalogue.exercise(use.exercise).model
        card = " ".join(movements.partition(f" {exercise.title}\n")[2].split("\n\n")[0].split())
        assert all(f"{number}. {step}" in card for number, step in enumerate(exercise.steps, start=1))
        assert card.startswith(tuple("0123456789"))
        assert "times" in card or "time" in card
        assert f"Stop if {exercise.stop_if}." in card


def test_a_clinics_choices_are_in_it(tmp_path: Path) -> None:
    text = " ".join(text_of("sciatica", EXAMPLES / "harbour-physio/clinic.yaml", tmp_path).split())
    assert "Call 999 now:" in text
    assert "911" not in text
    assert "Exercise programme for sciatica" in text
    assert "6 times, hold 3 seconds" in text
    assert "From Harbour Physiotherapy: We go through each exercise with you" in text
    assert "Bring this sheet to your next visit." in text


def test_what_a_therapist_chose_is_in_it_and_the_last_line_says_whose_it_is(
    clinic: MakeClinic, tmp_path: Path
) -> None:
    chosen = {
        "plan": {"exercises": ("bridge",), "side": "left", "therapist": "Zoe Quill"},
        "note": "One\nTwo",
    }
    built = make("sciatica", clinic(), tmp_path, personal=Personal.model_validate(chosen))
    assert built.path.name == "sciatica.personal.txt"
    text = built.path.read_text(encoding="utf-8")
    assert "Your left side." in text
    assert "Chosen for you by your therapist, Zoe Quill." in text
    assert "From your therapist:\n    One\n    Two\n" in text
    seal = output.read_seal(built.path)
    assert seal is not None
    assert seal.fingerprint == "personal"


def test_it_hides_nothing_and_is_known_by_its_last_line(clinic: MakeClinic, tmp_path: Path) -> None:
    file = clinic()
    built = make("sciatica", file, tmp_path)
    content = built.path.read_bytes()
    assert all(letter.isprintable() or letter == "\n" for letter in content.decode())
    assert not make("sciatica", file, tmp_path).made, "it would be the same"
    file.write_text("name: Another\n", encoding="utf-8")
    assert make("sciatica", file, tmp_path).made
    for changed in (content.replace(b"sciatica", b"Sciatica", 1), content + b"\n", content[:-2] + b"\n"):
        built.path.write_bytes(changed)
        with pytest.raises(OutputRefused):
            make("sciatica", file, tmp_path)
        assert built.path.read_bytes() == changed
    assert make("sciatica", file, tmp_path, force=True).made


def test_the_easy_version_has_its_own_words_and_the_steps_that_its_pictures_show(
    clinic: MakeClinic, tmp_path: Path
) -> None:
    easy = Printing(easy=True)
    built = make("hip-pain", clinic(), tmp_path, printing=easy)
    assert built.path.name == "hip-pain.easy.txt"
    text = " ".join(built.path.read_text(encoding="utf-8").split())
    condition = Catalogue(Inputs()).condition("hip-pain").model
    assert condition.easy is not None
    assert condition.easy.message.text in text
    assert condition.message.text not in text
    assert "What research knows" not in text
    assert "1. Heel slide 10 times each leg" in text
    assert "1. Lie on your back" in text
    page = build(Order("hip-pain", clinic=clinic(), form="html", printing=easy, output=f"{tmp_path}/")).path
    assert condition.easy.message.text in page.read_text(encoding="utf-8")
