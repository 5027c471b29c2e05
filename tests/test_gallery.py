"""The contact pages of all forms: a change is seen and shown, and accepted only when somebody says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from tools.forms import FORMS
from tools.gallery import ACCEPTED, ACROSS, CLINICS, GAP, accept, contact, difference, page_name, save, small

RED = (0xD0, 0, 0)


def page(*marks: tuple[int, int, int, int], size: tuple[int, int] = (60, 80)) -> Image.Image:
    """A white page with black marks."""
    made = Image.new("RGB", size, "white")
    for mark in marks:
        made.paste("black", mark)
    return made


def red(picture: Image.Image | None) -> tuple[int, int, int, int] | None:
    """The frame around all that is shown as changed."""
    assert picture is not None
    return Image.fromarray((np.asarray(picture) == RED).all(axis=2)).getbbox()


def test_a_page_as_it_was_has_no_difference() -> None:
    assert difference(page((4, 4, 8, 8)), small(page((4, 4, 8, 8)))) is None


def test_what_has_moved_is_red_where_it_was_and_where_it_is() -> None:
    assert red(difference(page((24, 4, 28, 8)), small(page((4, 4, 8, 8))))) == (4, 4, 28, 8)


def test_a_page_that_nobody_has_accepted_and_one_of_another_size_differ() -> None:
    assert red(difference(page(), None)) == (0, 0, 60, 80)
    assert red(difference(page(size=(60, 90)), small(page()))) == (0, 80, 60, 90)
    assert red(difference(page(), small(page(size=(60, 90))))) == (0, 80, 60, 90)


def test_all_pages_of_a_sheet_stand_in_its_rows() -> None:
    sheets = [[page((1, 1, 2, 2))] * (ACROSS + 1), [page()]]
    whole = contact(sheets)
    assert whole.size == ((60 + GAP) * ACROSS + GAP, (80 + GAP) * 3 + GAP)


def test_what_is_accepted_is_what_the_next_page_is_compared_with(tmp_path: Path) -> None:
    made, accepted = tmp_path / "made", tmp_path / "accepted"
    save(page((4, 4, 8, 8)), made / "sheet.webp")
    assert accept(made, accepted) == 1
    kept = Image.open(accepted / "sheet.webp")
    assert difference(page((4, 4, 8, 8)), kept) is None
    assert red(difference(page((4, 4, 8, 6)), kept)) == (4, 6, 8, 8)


def test_every_form_in_every_brand_has_an_accepted_page_and_no_other_has() -> None:
    wanted = {page_name(form, clinic) for form in FORMS for clinic in CLINICS}
    assert {path.name for path in ACCEPTED.iterdir()} == wanted
