"""The sample clinics: what a reader copies to begin with prints whole, and as the clinic says."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from handouts.build import build, check_clinic
from handouts.checks import report
from handouts.order import Order

EXAMPLES = Path(__file__).parent.parent / "examples"
LETTER, A4 = (216, 279), (210, 297)
MOST_LETTERS = 200
"""Room for the name of a font or a language."""


@dataclass(frozen=True)
class Facts:
    """What must be seen of a clinic on its sheets."""

    name: str
    phone: str
    emergency: str
    foreign: str
    heading: str
    paper: tuple[int, int]
    font: str


CLINICS = {
    "willow-creek": Facts(
        name="Willow Creek Massage",
        phone="(503) 555-0142",
        emergency="911",
        foreign="999",
        heading="Self-care movements",
        paper=LETTER,
        font="Atkinson Hyperlegible Next",
    ),
    "harbour-physio": Facts(
        name="Harbour Physiotherapy",
        phone="0117 496 0142",
        emergency="999",
        foreign="911",
        heading="Exercise programme",
        paper=A4,
        font="Atkinson Hyperlegible Next",
    ),
    "northside-college": Facts(
        name="Northside College",
        phone="(613) 555-0178",
        emergency="911",
        foreign="999",
        heading="Self-care movements",
        paper=LETTER,
        font="Source Sans 3",
    ),
}
TITLES = {
    "sciatica": "Sciatica",
    "low-back-pain": "Low back pain",
    "piriformis-syndrome": "Piriformis syndrome",
    "patellofemoral-pain-syndrome": "Patellofemoral pain syndrome",
}
OWN = {("northside-college", "tired-legs"): "Tired legs"}
SHEETS = {(clinic, slug): title for clinic in CLINICS for slug, title in TITLES.items()} | OWN
each_sheet = pytest.mark.parametrize(("clinic", "condition"), SHEETS)


@dataclass(frozen=True)
class Printed:
    """A finished sheet as a reader of the PDF has it."""

    warnings: tuple[str, ...]
    title: str
    author: str
    language: str
    papers: frozenset[tuple[int, int]]
    fonts: frozenset[tuple[str, bool]]
    """The families that letters are set in, and whether they are in the file."""
    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words of all pages, with single spaces."""
        return " ".join(self.pages)


Print = Callable[[str, str], Printed]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """A clinic's sheet on a condition; it is built once, for whichever test asks first."""
    folder = tmp_path_factory.mktemp("examples")

    @cache
    def print_sheet(clinic: str, condition: str) -> Printed:
        file = EXAMPLES / clinic / "clinic.yaml"
        built = build(Order(condition, clinic=file, output=f"{folder / clinic}/"))
        return read(built.path, tuple(str(each) for each in built.warnings))

    return print_sheet


def read(path: Path, warnings: tuple[str, ...]) -> Printed:
    document = pypdfium2.PdfDocument(path)
    try:
        about = document.get_metadata_dict()
        pages = list(document)
        return Printed(
            warnings=warnings,
            title=about["Title"],
            author=about["Author"],
            language=language(document),
            papers=frozenset(millimetres(page) for page in pages),
            fonts=frozenset(font for page in pages for font in fonts(page)),
            pages=tuple(" ".join(page.get_textpage().get_text_range().split()) for page in pages),
        )
    finally:
        document.close()


def millimetres(page: Any) -> tuple[int, int]:
    width, height = page.get_size()
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def language(document: Any) -> str:
    name = (ctypes.c_ushort * MOST_LETTERS)()
    size = pdfium.FPDFCatalog_GetLanguage(document, name, ctypes.sizeof(name))
    return bytes(name)[:size].decode("utf-16-le").rstrip("\0")


def fonts(page: Any) -> Iterator[tuple[str, bool]]:
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
        font = pdfium.FPDFTextObj_GetFont(thing)
        name = ctypes.create_string_buffer(MOST_LETTERS)
        pdfium.FPDFFont_GetFamilyName(font, name, MOST_LETTERS)
        yield name.value.decode(), pdfium.FPDFFont_GetIsEmbedded(font) == 1


def test_every_example_is_tried() -> None:
    assert {file.parent.name for file in EXAMPLES.glob("*/clinic.yaml")} == set(CLINICS)


@pytest.mark.parametrize("clinic", CLINICS)
def test_a_clinic_passes_its_own_check(clinic: str) -> None:
    assert check_clinic(EXAMPLES / clinic / "clinic.yaml") == ()


@pytest.mark.parametrize("clinic", CLINICS)
def test_a_clinics_own_words_pass_the_checks(clinic: str) -> None:
    found = report.check([str(EXAMPLES / clinic)], today=date(2026, 12, 1)).problems()
    assert [str(each) for each in found if each.severity != "note"] == []


@each_sheet
def test_a_sheet_has_two_pages_and_no_warnings(clinic: str, condition: str, printed: Print) -> None:
    sheet = printed(clinic, condition)
    assert sheet.warnings == ()
    assert len(sheet.pages) == 2
    assert SHEETS[clinic, condition] in sheet.pages[0]
    assert CLINICS[clinic].heading in sheet.pages[1]


@each_sheet
def test_a_sheet_carries_the_clinic(clinic: str, condition: str, printed: Print) -> None:
    sheet, facts, title = printed(clinic, condition), CLINICS[clinic], SHEETS[clinic, condition]
    assert facts.name in sheet.pages[0]
    assert facts.phone in sheet.pages[0]
    assert facts.phone in sheet.pages[1]
    assert (sheet.title, sheet.author, sheet.language) == (title, facts.name, "en")
    assert sheet.papers == {facts.paper}


@each_sheet
def test_a_sheet_names_the_emergency_number_of_its_country(
    clinic: str, condition: str, printed: Print
) -> None:
    sheet, facts = printed(clinic, condition), CLINICS[clinic]
    assert f"all {facts.emergency}" in sheet.pages[0]
    assert f"call {facts.emergency}" in sheet.pages[1]
    assert f"all {facts.foreign}" not in sheet.text


@each_sheet
def test_a_sheet_is_set_in_the_clinics_type_only(clinic: str, condition: str, printed: Print) -> None:
    assert printed(clinic, condition).fonts == {(CLINICS[clinic].font, True)}


def test_a_clinic_shows_what_it_chose_to_show(printed: Print) -> None:
    willow = printed("willow-creek", "sciatica")
    assert "1420 Willow Lane, Suite 2, Portland, OR" in willow.pages[0]
    assert "willow-creek.example/book" in willow.pages[1]
    assert "hello@willow-creek.example" not in willow.text
    assert "Maya Lindqvist" not in willow.text

    northside = printed("northside-college", "sciatica")
    assert "300 College Road, Room 12, Ottawa, ON" in northside.pages[0]
    assert "clinic@northside-college.example" in northside.pages[0]
    assert "Scan the code" not in northside.text


def test_a_practice_shows_its_people_in_a_letterhead_of_its_own(printed: Print) -> None:
    front = printed("harbour-physio", "sciatica").pages[0]
    assert "Priya Nair, MCSP, HCPC PH00101" in front
    assert "Tom Ashworth, MCSP, HCPC PH00102" in front
    assert "Elin Pugh, MCSP, HCPC PH00103" in front
    assert "HCPC PH00101)" not in front  # as the shipped letterhead has it


def test_a_practice_changes_exercises_and_doses_and_adds_its_words(printed: Print) -> None:
    theirs, shipped = (printed(name, "sciatica").text for name in ("harbour-physio", "willow-creek"))
    assert "Figure-4 stretch" in shipped
    assert "Figure-4 stretch" not in theirs
    assert "8 times hold 5 seconds" in shipped
    assert "6 times hold 3 seconds" in theirs
    assert "From Harbour Physiotherapy We go through each exercise with you" in theirs
    assert "Bring this sheet to your next visit." in theirs
    assert "Leaflet HP-SCI, version" in theirs

    elsewhere = printed("harbour-physio", "low-back-pain").text
    assert "We go through each exercise" not in elsewhere


def test_a_school_has_a_sheet_and_an_exercise_of_its_own(printed: Print) -> None:
    sheet = printed("northside-college", "tired-legs")
    assert "Leaflet NC-TIR, version" in sheet.text
    assert "Self-care movements for tired legs" in sheet.pages[1]
    assert "Seated heel raise" in sheet.pages[1]
    assert "Calf stretch" in sheet.pages[1]
    assert "awaiting clinician review" in sheet.text
