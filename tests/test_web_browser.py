"""The web page in a real browser: accessible, without scrolling to the side, and whole when it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from playwright.sync_api import Browser

from handouts.build import build
from handouts.order import Order
from handouts.page import squeezed
from handouts.printing import Printing
from tests.browsing import axe_faults, chromium, opened, overhang, shown_text
from tests.conftest import render_clinic
from tools import bootstrap

EXAMPLES = Path(__file__).parent.parent / "examples"
PHONE, DESK = 360, 1280
WIDTHS = (PHONE, PHONE // 2, 320, DESK // 2, DESK)
"""At 200 percent, a window of 360 or 1280 pixels has half as many."""
MOST_PAGES = 12


class Sheet(NamedTuple):
    """A sheet of a sample clinic."""

    clinic: str
    name: str
    layout: str = "sheet"
    easy: str = ""

    @property
    def file(self) -> Path | None:
        """The clinic's file."""
        return None if self.clinic == "neutral" else EXAMPLES / self.clinic / "clinic.yaml"


SHEETS = [
    Sheet("willow-creek", "sciatica"),
    Sheet("willow-creek", "patellofemoral-pain-syndrome", "full"),
    Sheet("willow-creek", "deep-tissue-massage"),
    Sheet("harbour-physio", "sciatica", "full"),
    Sheet("harbour-physio", "patellofemoral-pain-syndrome"),
    Sheet("harbour-physio", "self-checks"),
    Sheet("neutral", "low-back-pain"),
    Sheet("northside-college", "hip-pain", "full"),
    Sheet("northside-college", "sciatica", easy="easy"),
]
each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: " ".join(filter(None, sheet)))

Make = Callable[[Sheet], Path]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """The web page of a sheet; it is made once."""
    folder = tmp_path_factory.mktemp("web")

    @cache
    def make(sheet: Sheet) -> Path:
        output = f"{folder / sheet.clinic}/"
        printing = Printing(easy=bool(sheet.easy))
        order = Order(
            sheet.name, clinic=sheet.file, layout=sheet.layout, printing=printing, form="html", output=output
        )
        return build(order).path

    return make


@each_sheet
def test_axe_finds_nothing_wrong(sheet: Sheet, made: Make, browser: Browser) -> None:
    for width in (PHONE, DESK):
        with opened(browser, made(sheet), width) as page:
            assert axe_faults(page) == []


def test_axe_finds_what_is_wrong(made: Make, browser: Browser, tmp_path: Path) -> None:
    good = made(SHEETS[0]).read_text(encoding="utf-8")
    faulty = good.replace('lang="en"', "").replace("--muted: ", "--muted: #AAAAAA; --other: ", 1)
    (tmp_path / "faulty.html").write_text(faulty, encoding="utf-8")
    with opened(browser, tmp_path / "faulty.html", PHONE) as page:
        rules = {fault.split(":")[0] for fault in axe_faults(page)}
    assert {"html-has-lang", "color-contrast"} <= rules


@each_sheet
def test_nobody_has_to_scroll_to_the_side(sheet: Sheet, made: Make, browser: Browser) -> None:
    for width in WIDTHS:
        with opened(browser, made(sheet), width) as page:
            assert (width, overhang(page)) == (width, 0)


@each_sheet
def test_type_of_twice_the_size_sticks_out_nowhere(sheet: Sheet, made: Make, browser: Browser) -> None:
    for width in (PHONE, DESK):
        with opened(browser, made(sheet), width) as page:
            page.add_style_tag(content="html { font-size: 225% !important }")
            assert (width, overhang(page)) == (width, 0)


def test_what_sticks_out_is_found(made: Make, browser: Browser) -> None:
    with opened(browser, made(SHEETS[0]), PHONE) as page:
        page.add_style_tag(content=".card { width: 100mm }")
        assert overhang(page) > 0


@each_sheet
def test_a_browser_shows_all_that_keeps_a_patient_safe(sheet: Sheet, made: Make, browser: Browser) -> None:
    guarded = render_clinic(sheet.file, sheet.layout, name=sheet.name).guarded
    with opened(browser, made(sheet), PHONE) as page:
        shown = squeezed(shown_text(page))
    assert [each.text for each in guarded if squeezed(each.text) not in shown] == []


@each_sheet
def test_what_a_browser_prints_is_whole(sheet: Sheet, made: Make, browser: Browser) -> None:
    with opened(browser, made(sheet), DESK) as page:
        shown = shown_text(page).split()
        document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    try:
        assert len(document) <= MOST_PAGES
        printed = ""
        for each in document:
            text, (width, height) = each.get_textpage(), each.get_size()
            for left, bottom, right, top in map(text.get_charbox, range(text.count_chars())):
                assert min(left, bottom) >= 0
                assert (right <= width, top <= height) == (True, True)
            printed += squeezed(text.get_text_range())
    finally:
        document.close()
    assert [word for word in shown if squeezed(word) not in printed] == []


def test_missing_chromium_is_an_error_and_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "BROWSERS", ())
    with pytest.raises(RuntimeError, match="Chromium"), chromium():
        pass
