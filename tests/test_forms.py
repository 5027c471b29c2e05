"""Every form of a sheet: one content, whatever it is printed for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops, ImageFilter, ImageStat

from handouts.catalogue import Catalogue
from handouts.design import page_size
from handouts.desk import Desk
from handouts.making import Made, make
from handouts.model.condition import Condition
from handouts.model.plan import Personal, Plan
from handouts.order import Order
from handouts.press import Here
from handouts.printing import BRIEF, Layout, Paper, Printing
from handouts.resources import Inputs
from tests import verapdf
from tools import forms
from tools.gallery import SHEETS

EXAMPLES = Path(__file__).parent.parent / "examples"
BRANDS = (None, "willow-creek", "harbour-physio", "northside-college")
SHORT_DISCLAIMER = "General facts, not medical advice. See a doctor first."
SAMPLE = ("patellar-tendinitis", *SHEETS)


def made(slug: str, brand: str | None = None, **options: object) -> Made:
    clinic = EXAMPLES / brand / "clinic.yaml" if brand else None
    return make(Desk(Order(slug, clinic=clinic, **options)), Here())  # type: ignore[arg-type]


def texts(content: bytes) -> list[str]:
    """The text of each page on one line."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


@cache
def catalogue() -> Catalogue:
    return Catalogue(Inputs())


@pytest.mark.parametrize("layout", ["fridge", "log"])
@pytest.mark.parametrize("slug", SAMPLE)
def test_a_sheet_to_hang_up_and_a_log_are_one_page_without_a_complaint(slug: str, layout: Layout) -> None:
    sheet = made(slug, layout=layout)
    assert (sheet.pages, sheet.warnings) == (1, ())


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("layout", BRIEF)
def test_every_page_in_brief_carries_the_emergency_and_the_disclaimer(
    layout: Layout, brand: str | None
) -> None:
    sheet = made("sciatica", brand, layout=layout)
    assert sheet.warnings == ()
    signs = catalogue().red_flags.signs(catalogue().condition("sciatica").model.red_flags).emergency
    for page in texts(sheet.content):
        assert re.search(r"Call \d+ now:", page)
        assert all(sign.text in page for sign in signs)
        assert SHORT_DISCLAIMER in page


@pytest.mark.parametrize("slug", SAMPLE)
def test_one_exercise_a_page_with_its_picture_larger_than_on_the_sheet(slug: str) -> None:
    condition = catalogue().condition(slug).model
    pages = texts(made(slug, layout="exercises").content)
    titles = [catalogue().exercise(use.exercise).model.title for use in condition.exercises[:4]]
    assert len(pages) == len(titles)
    assert all(sum(title in page for page in pages) >= 1 for title in titles)


def test_a_log_and_a_sheet_to_hang_up_have_the_exercises_that_were_chosen() -> None:
    personal = Personal(plan=Plan(exercises=("bridge", "pelvic-tilt")))
    for layout in ("fridge", "log"):
        (page,) = texts(made("sciatica", layout=layout, personal=personal).content)
        assert page.index("Bridge") < page.index("Pelvic tilt")


@pytest.mark.parametrize("paper", ["letter", "a4", "legal"])
def test_the_paper_has_its_size_and_the_standard_sheet_two_pages(paper: Paper) -> None:
    sheet = made("sciatica", paper=paper)
    document = pypdfium2.PdfDocument(sheet.content)
    size = page_size(paper)
    wanted = pytest.approx((size.width / 25.4 * 72, size.height / 25.4 * 72), abs=0.5)
    assert [page.get_size() for page in document] == [wanted, wanted]
    assert sheet.warnings == ()


def _sizes_of_type(content: bytes) -> set[float]:
    """In points, of all text on the pages; the file has them in px."""
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(content)
    found = set()
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            if text.get_text_range(index, 1).strip():
                found.add(round(raw.FPDFText_GetFontSize(text.raw, index) * 0.75, 1))
    return found


@pytest.mark.parametrize("slug", ["sciatica", "hip-pain", "deep-tissue-massage", "self-checks"])
@pytest.mark.parametrize("brand", [None, "willow-creek"])
def test_large_print_sets_nothing_smaller_than_it_may_be(slug: str, brand: str | None) -> None:
    sheet = made(slug, brand, printing=Printing(large_print=True))
    assert sheet.warnings == ()
    # Of 18 point, but for the foot of the page and the sources.
    assert min(_sizes_of_type(sheet.content)) >= 16
    assert 18 in _sizes_of_type(sheet.content)


def _darkness(content: bytes) -> float:
    """Of the pages on the average: 0 is white paper, 1 is black."""
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.render(scale=1, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()
    return sum(1 - ImageStat.Stat(page).mean[0] / 255 for page in pages) / len(pages)


@pytest.mark.parametrize("brand", BRANDS)
def test_saving_ink_is_black_on_white_and_takes_less_of_it(brand: str | None) -> None:
    usual, saving = (made("sciatica", brand, printing=Printing(ink_saver=saves)) for saves in (False, True))
    assert saving.warnings == ()
    assert _darkness(saving.content) < 0.95 * _darkness(usual.content)
    document = pypdfium2.PdfDocument(saving.content)
    for page in document:
        red, green, blue = page.render(scale=1).to_pil().convert("RGB").split()
        assert ImageChops.difference(red, green).getbbox() is None
        assert ImageChops.difference(green, blue).getbbox() is None


def test_saving_ink_leaves_no_area_filled_but_the_booking_code() -> None:
    """Tints would show as pixels that are neither paper nor near a line."""
    content = made("sciatica", printing=Printing(ink_saver=True)).content
    document = pypdfium2.PdfDocument(content)
    for page in document:
        picture = page.render(scale=2, grayscale=True).to_pil().convert("L")
        # What is left of dark areas when a rim of five points all around is taken off.
        inside = picture.filter(ImageFilter.MaxFilter(21))
        assert inside.getextrema()[0] > 250


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("slug", ["sciatica"])
def test_large_print_begins_with_the_emergency_signs_and_ends_with_a_whole_card(
    slug: str, brand: str | None
) -> None:
    pages = texts(made(slug, brand, printing=Printing(large_print=True)).content)
    condition = catalogue().condition(slug).model
    assert all(sign.text in pages[0] for sign in catalogue().red_flags.signs(condition.red_flags).emergency)
    assert "Mo Tu We Th Fr Sa Su" in pages[-1], "no last page of a few lines"


@pytest.mark.parametrize("slug", SAMPLE)
@pytest.mark.parametrize("form", ["fridge", "easy"])
def test_the_shorter_forms_say_who_must_ask_a_doctor_first(form: str, slug: str) -> None:
    options = {"printing": Printing(easy=True)} if form == "easy" else {"layout": form}
    words = " ".join(texts(made(slug, **options).content))
    for use in catalogue().condition(slug).model.exercises[:4]:
        ask_first = catalogue().exercise(use.exercise).model.ask_first
        assert ask_first is None or ask_first in words


@pytest.mark.parametrize("slug", SAMPLE)
def test_large_print_keeps_each_exercise_on_one_page_and_leaves_no_picture_behind(slug: str) -> None:
    pages = texts(made(slug, "willow-creek", printing=Printing(large_print=True)).content)
    for use in catalogue().condition(slug).model.exercises[:4]:
        exercise = catalogue().exercise(use.exercise).model
        assert any(exercise.title in page and exercise.stop_if in page for page in pages), exercise.id
    # A page with a foot and nothing to read above it is one on which something was left.
    foot = len(re.search(r"Leaflet .*", pages[0])[0]) if re.search(r"Leaflet .*", pages[0]) else 0  # type: ignore[index]
    assert all(len(page) > foot + 20 for page in pages)


@pytest.mark.parametrize("brand", forms.BRANDS)
def test_a_sample_of_all_forms_passes_verapdf(brand: str, tmp_path: Path) -> None:
    every, at = sorted(catalogue().names(Condition)), list(forms.BRANDS).index(brand)
    # Each form in one brand, each time another sheet; `make verify` looks at all.
    made: dict[str, Path] = {}
    for number, form in list(enumerate(forms.FORMS))[at :: len(forms.BRANDS)]:
        slug = every[(7 * number + at) % len(every)]
        (made[form],) = forms.make(form, brand, tmp_path / forms.file_name(form), [slug])
    assert verapdf.check(list(made.values()), "ua1") == {path: [] for path in made.values()}
    if "archive" in made:
        assert verapdf.check([made["archive"]], "2a") == {made["archive"]: []}
