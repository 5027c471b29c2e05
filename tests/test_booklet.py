"""A booklet of many sheets: its contents tell the truth, and each sheet keeps what every sheet must carry."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handouts import booklet as binding
from handouts import making
from handouts.booklet import impose, make
from handouts.desk import Desk
from handouts.errors import InputFault, PageFault
from handouts.making import Made
from handouts.order import Booklet, Imposed, Order
from handouts.page import Fit
from handouts.press import Here
from handouts.record import is_current
from handouts.resources import Inputs
from handouts.reviews import Standing
from handouts.sheet import compose
from handouts.wording.booklet import BookletWording, Leaf
from tests import listening, verapdf
from tests.conftest import SHORT, write_clinic
from tests.test_imposing import folded, read

SLUGS = ("shin-splints", "sciatica", "low-back-pain")
"""Ordered otherwise than they stand: two of the low back, one of the lower leg."""
STARTS = {"sciatica": 3, "low-back-pain": 7, "shin-splints": 9}
"""Sciatica runs on to a third page, after which one stays blank."""
TITLES = {"sciatica": "Sciatica", "low-back-pain": "Low back pain", "shin-splints": "Shin splints"}
LONG = "Please keep this sheet where you see it each day. " * 23
SHORT_CLINIC = {"templates/sheet.html": SHORT}
WORDS = """\
name: Test & Sons Clinic
phone: (503) 555-0100
booking: clinic.example/book
"""
OVERRIDES = f"conditions:\n  sciatica:\n    note: {LONG}\n"


def bind(clinic: Path | None, *slugs: str, title: str = "Back & leg <unit>", **options: object) -> Made:
    """A booklet that is made in this process."""
    orders = tuple(Order(slug, clinic=clinic, **options) for slug in slugs)
    return make(Booklet(title, orders), Here())


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clinic(tmp_path_factory.mktemp("clinic"), WORDS, {"overrides.yaml": OVERRIDES})


@pytest.fixture(scope="module")
def made(clinic: Path) -> Made:
    return bind(clinic, *SLUGS)


@pytest.fixture(scope="module")
def pages(made: Made) -> list[str]:
    return page_texts(made)


def page_texts(finished: Made) -> list[str]:
    """The text of each page with single spaces."""
    document = pypdfium2.PdfDocument(finished.content)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_each_sheet_starts_on_an_odd_page_though_one_before_it_runs_on(made: Made, pages: list[str]) -> None:
    fronts = [number for number, page in enumerate(pages, start=1) if "Where it may hurt" in page]
    assert fronts == list(STARTS.values())
    assert all(f" {TITLES[slug]} " in pages[start - 1] for slug, start in STARTS.items())
    assert pages[5] == "", "the page after the third of a sheet is blank, its foot too"
    assert made.pages == len(pages) == 10
    (warning,) = made.warnings
    assert (warning.code, str(warning.place)) == ("P011", "sciatica")


def test_the_contents_name_the_pages_on_which_sheets_start_and_lead_there(
    made: Made, pages: list[str]
) -> None:
    with pikepdf.open(BytesIO(made.content)) as document:
        names = document.Root.Names.Dests.Names
        targets = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
        numbers = {page.objgen: page.index + 1 for page in document.pages}
        links = [link for link in document.pages[1].Annots if link.Subtype == "/Link"]
        found = [str(link.get("/Dest") or link.A.D) for link in links]
        assert list(dict.fromkeys(found)) == list(STARTS)
        assert {name: numbers[targets[name][0].objgen] for name in found} == STARTS
    for slug, start in STARTS.items():
        assert re.search(rf"{TITLES[slug]}[^0-9]* {start}\b", pages[1])


def test_bookmarks_go_by_area_and_condition(made: Made) -> None:
    document = pypdfium2.PdfDocument(made.content)
    try:
        marks = [
            (mark.level, mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc()
        ]
    finally:
        document.close()
    assert marks == [
        (0, "Contents", 2),
        (0, "Please read this first", 2),
        (0, "Low back", 3),
        (1, "Sciatica", 3),
        (1, "Low back pain", 7),
        (0, "Lower leg", 9),
        (1, "Shin splints", 9),
    ]


def test_page_numbers_run_through(pages: list[str]) -> None:
    shown = [int(found[1]) if (found := re.search(r"Page (\d+)", page)) else None for page in pages]
    assert shown == [None, 2, 3, 4, 5, None, 7, 8, 9, 10]


def test_the_cover_says_whose_it_is_what_is_in_it_and_who_has_reviewed_it(pages: list[str]) -> None:
    cover = pages[0]
    for words in ("Back & leg <unit>", "Test & Sons Clinic", "(503) 555-0100", "3 handouts", "Lower leg"):
        assert words in cover
    assert "No clinician has reviewed these 3 handouts yet." in cover


def test_the_whole_disclaimer_stands_once_and_its_short_form_on_each_sheet(pages: list[str]) -> None:
    everything = " ".join(pages)
    assert everything.count("Massage therapists do not diagnose.") == 1
    assert "Massage therapists do not diagnose." in pages[1]
    short = "General facts, not medical advice."
    starts = [*STARTS.values(), len(pages) + 1]
    for start, end in pairwise(starts):
        assert sum(short in page for page in pages[start - 1 : end - 1]) == 1


def test_each_sheet_keeps_its_sources_its_mark_and_its_leaflet_number(pages: list[str]) -> None:
    for slug, start in STARTS.items():
        sheet = " ".join(pages[start - 1 : start + 2])
        assert "Sources. " in sheet
        assert sheet.count("awaiting clinician review") >= 3, slug
        assert "Leaflet " in pages[start - 1]


def test_fonts_are_embedded_once(made: Made, tmp_path: Path) -> None:
    (tmp_path / "booklet.pdf").write_bytes(made.content)
    done = subprocess.run(["pdffonts", tmp_path / "booklet.pdf"], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()[2:]) == 2


def test_a_booklet_is_smaller_than_the_sum_of_its_sheets(tmp_path: Path) -> None:
    file = write_clinic(tmp_path, files=SHORT_CLINIC)
    singles = [making.make(Desk(Order(slug, clinic=file)), Here()) for slug in SLUGS]
    assert len(bind(file, *SLUGS).content) < sum(len(each.content) for each in singles)


def test_a_booklet_passes_verapdf_for_pdf_ua_1(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "booklet.pdf"
    path.write_bytes(made.content)
    assert verapdf.check([path], "ua1") == {path: []}


def test_the_contents_are_links_that_are_called_by_their_words(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "booklet.pdf"
    path.write_bytes(made.content)
    links = [tag for tag in listening.read(path).all("Link") if tag.note]
    assert {link.note for link in links} == set(TITLES.values())


def test_the_imposed_booklet_reads_in_order_when_folded(made: Made) -> None:
    printed = impose(made)
    shown = [
        found[1] if (found := re.search(r"Page (\d+)", page)) else ""
        for page in folded(read(printed.content))
    ]
    assert shown == ["", "2", "3", "4", "5", "", "7", "8", "9", "10", "", ""]
    assert printed.pages == 6
    assert b"pdfuaid" not in printed.content


def test_the_same_booklet_gives_the_same_bytes(tmp_path: Path) -> None:
    file = write_clinic(tmp_path, files=SHORT_CLINIC)
    first, second = (bind(file, *SLUGS[:2]) for _ in range(2))
    assert first.content == second.content
    assert impose(first).content == impose(second).content


def test_a_booklet_is_made_again_when_what_it_was_made_from_changed(tmp_path: Path) -> None:
    file = write_clinic(tmp_path, WORDS, SHORT_CLINIC)
    orders = tuple(Order(slug, clinic=file) for slug in SLUGS[:2])
    booklet = Booklet("Leg unit", orders)
    made = make(booklet, Here())
    record = made.record
    assert record is not None

    def current(asked: Booklet | Imposed = booklet) -> bool:
        return is_current(record, asked, Inputs(clinic=tmp_path))

    assert current()
    assert not current(replace(booklet, title="Hip unit"))
    assert not current(replace(booklet, orders=orders[::-1]))
    assert not current(Imposed(booklet))
    imposed = impose(made).record
    assert imposed is not None
    assert is_current(imposed, Imposed(booklet), Inputs(clinic=tmp_path))
    write_clinic(tmp_path, WORDS + "tagline: New\n")
    assert not current()


@pytest.mark.parametrize(
    ("css", "what"),
    [
        (".read-first { display: none }", "the disclaimer"),
        ("[id='shin-splints'] .disclaimer { display: none }", "the disclaimer (shin-splints)"),
        ("[id='shin-splints'] { display: none }", "the review mark (shin-splints)"),
        (".footer, .sources { display: none }", "the review mark (sciatica)"),
        (".cover-review, .read-first p { display: none }", "the review state"),
    ],
)
def test_a_style_that_takes_words_off_a_booklet_fails(css: str, what: str, tmp_path: Path) -> None:
    file = write_clinic(tmp_path, files={**SHORT_CLINIC, "styles/extra.css": css})
    with pytest.raises(PageFault) as caught:
        bind(file, "sciatica", "shin-splints")
    assert any(f"On the finished page, {what} " in problem.message for problem in caught.value.problems)


def test_warning_signs_that_two_sheets_share_must_stand_on_both(tmp_path: Path) -> None:
    hide = "[id='low-back-pain'] .warning { display: none }"
    file = write_clinic(tmp_path, files={**SHORT_CLINIC, "styles/extra.css": hide})
    with pytest.raises(PageFault) as caught:
        bind(file, "sciatica", "low-back-pain")
    texts = [problem.message for problem in caught.value.problems]
    assert any("Call 911 now" in text and "(low-back-pain)" in text for text in texts)
    assert not any("(sciatica)" in text for text in texts)


def test_a_clinic_may_have_a_cover_of_its_own(tmp_path: Path) -> None:
    own = '<section class="cover"><h1>{{ title }}</h1><p>Ours.</p></section>'
    file = write_clinic(tmp_path, files={**SHORT_CLINIC, "templates/cover.html": own})
    assert page_texts(bind(file, "sciatica"))[0] == "Back & leg <unit> Ours."


def test_a_fault_in_a_template_of_the_booklet_is_named(tmp_path: Path) -> None:
    file = write_clinic(tmp_path, files={**SHORT_CLINIC, "templates/cover.html": "{{ titel }}"})
    with pytest.raises(InputFault) as caught:
        bind(file, "sciatica")
    assert caught.value.problems[0].code == "T002"
    assert caught.value.problems[0].place.file.endswith("templates/cover.html")


def test_a_booklet_can_have_everything_in_it(tmp_path: Path) -> None:
    texts = page_texts(bind(write_clinic(tmp_path), "sciatica", layout="full"))
    assert "What may cause it" in " ".join(texts)
    assert "Massage therapists do not diagnose." in texts[1]


def test_a_booklet_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binding, "MOST_PAGES_IN_FRONT", 0)
    monkeypatch.setattr(binding, "MOST_PAGES_A_SHEET", 2)
    with pytest.raises(PageFault) as caught:
        bind(write_clinic(tmp_path, files=SHORT_CLINIC), "sciatica")
    assert caught.value.problems[0].code == "P007"


@pytest.mark.parametrize(
    ("reviewed", "words"),
    [
        ((False,), "No clinician has reviewed this handout yet."),
        ((False, False), "No clinician has reviewed these 2 handouts yet."),
        ((True, False, False), "A clinician has reviewed 1 of these 3 handouts. The others await review."),
        ((True, True), "A clinician has reviewed each of these 2 handouts."),
        ((True,), "A clinician has reviewed this handout."),
    ],
)
def test_a_cover_claims_no_more_reviews_than_there_are(reviewed: tuple[bool, ...], words: str) -> None:
    desk = Desk(Order("sciatica"))
    content = compose(desk.entry, desk.catalogue, desk.brand, desk.options, desk.personal)
    signed = replace(content, review=Standing("reviewed", "A. Nurse", "2026-11-02"))
    leaves = [Leaf(signed if each else content, "", Fit({})) for each in reviewed]
    assert BookletWording("Unit", leaves, desk.catalogue).review() == words
