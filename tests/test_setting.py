"""How the words are set, point by point after UKAAF and RNIB, on the usual sheet and in large print."""

from __future__ import annotations

import html
import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from handouts.colour import contrast
from handouts.order import Order
from handouts.printing import Printing
from tests import setting
from tests.setting import Run

EXAMPLES = Path(__file__).parent.parent / "examples"
FOOT = ".footer"
SMALL = {FOOT, ".sources", ".references", ".codes"}
"""Where type may be smaller in large print: what is there for those who look something up."""
HARBOUR = {".harbour", ".reach"}
"""The letterhead of a sample clinic, in its own template and styles."""
SMALLER = (
    SMALL
    | HARBOUR
    | {".contact", ".tagline", ".therapists", ".disclaimer", ".chart", ".key", ".dose", ".part"}
)
"""The same on the usual sheet."""
LABELS = {".area", ".days", ".part", ".number"}
"""Words beside a picture or in a box, and no column of text."""
LEAST_COLUMN, LONGEST_LINE = 35, 72
WORD = re.compile(r"[^\W_]+")
"""What is between hyphens is a word of its own."""


class Form(NamedTuple):
    """One way of printing one sheet."""

    slug: str
    brand: str | None
    large: bool

    @property
    def pages(self) -> Any:
        """The renderer's pages."""
        return _laid(*self)[1]

    @property
    def words(self) -> set[str]:
        """As they stand in the HTML."""
        text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", _laid(*self)[0], flags=re.DOTALL)
        return set(WORD.findall(html.unescape(text)))

    @property
    def runs(self) -> list[Run]:
        """All its type."""
        return [run for run in setting.runs(self.pages) if run.text.strip()]


@cache
def _laid(slug: str, brand: str | None, large: bool) -> tuple[str, Any]:  # noqa: FBT001 - as a Form has it
    clinic = EXAMPLES / brand / "clinic.yaml" if brand else None
    return setting.lay_out(Order(slug, clinic=clinic, printing=Printing(large_print=large)))


SHEETS = (("sciatica", None), ("osgood-schlatter", "northside-college"), ("hip-pain", "harbour-physio"))
LARGE = [
    Form(*sheet, large=True)
    for sheet in (*SHEETS, ("self-checks", None), ("swedish-massage", "willow-creek"))
]
USUAL = [Form(*sheet, large=False) for sheet in SHEETS]
in_large_print = pytest.mark.parametrize("form", LARGE, ids=str)
on_both = pytest.mark.parametrize("form", [*LARGE, *USUAL], ids=str)


def letter_width(runs: list[Run]) -> float:
    """Millimetres that a letter takes on the average."""
    return sum(run.width for run in runs) / sum(len(run.text) for run in runs)


def paragraphs(form: Form, without: set[str]) -> list[list[Run]]:
    """The runs of each paragraph together, but for those within these classes."""
    runs = [run for run in form.runs if without.isdisjoint(run.within)]
    runs.sort(key=lambda run: (run.page, run.paragraph))
    return [list(group) for _, group in groupby(runs, key=lambda run: (run.page, run.paragraph))]


@on_both
def test_body_text_has_18_points_in_large_print_and_12_on_the_usual_sheet(form: Form) -> None:
    body, smaller = (18, SMALL) if form.large else (12, SMALLER)
    assert [run.text for run in form.runs if run.size < body and smaller.isdisjoint(run.within)] == []
    assert min(run.size for run in form.runs) >= (16 if form.large else 9)


@in_large_print
def test_lines_are_broken_anew_and_not_the_lines_of_the_sheet_enlarged(form: Form) -> None:
    usual = Form(form.slug, form.brand, large=False)
    ours, theirs = (
        {
            "".join(run.text for run in line)
            for runs in paragraphs(each, LABELS)
            for line in setting.lines(runs)[:-1]
        }
        for each in (form, usual)
    )
    assert len(ours) > 5
    assert len(ours & theirs) < len(ours) / 5


@in_large_print
def test_no_column_is_narrower_than_35_characters(form: Form) -> None:
    for runs in paragraphs(form, LABELS):
        if len(setting.lines(runs)) > 1:
            assert runs[0].column / letter_width(runs) >= LEAST_COLUMN, runs[0].text


@in_large_print
def test_no_line_of_body_text_has_more_than_some_70_characters(form: Form) -> None:
    lines = setting.lines(run for run in form.runs if SMALL.isdisjoint(run.within))
    longest = max(("".join(run.text for run in line).strip() for line in lines), key=len)
    assert len(longest) <= LONGEST_LINE, longest


@on_both
def test_text_begins_at_the_left_and_is_not_stretched(form: Form) -> None:
    for run in form.runs:
        to_the_side = {".contact", ".people", ".area", ".days", ".number", ".page-number", ".part", ".dose"}
        if to_the_side.isdisjoint(run.within):
            assert run.style["text_align_all"] in {"left", "start"}, run.text
        assert run.style["text_align_all"] != "justify"
        assert (run.style["letter_spacing"], run.style["word_spacing"]) == ("normal", 0), run.text


@on_both
def test_nothing_is_set_in_italics_underlined_or_in_capitals(form: Form) -> None:
    for run in form.runs:
        style = run.style
        assert style["font_style"] == "normal", run.text
        assert style["text_decoration_line"] in ("none", set(), frozenset()), run.text
        assert (style["text_transform"], style["font_variant_caps"]) == ("none", "normal"), run.text
        assert not re.search(r"\b[A-Z]{4,} [A-Z]{4,}\b", run.text), run.text


@on_both
def test_no_word_is_split_over_two_lines(form: Form) -> None:
    found = {word for run in form.runs for word in WORD.findall(run.text)}
    counted = {str(number) for number in range(len(form.pages) + 1)}
    assert found - form.words - counted == set()


@on_both
def test_type_stands_out_from_its_ground(form: Form) -> None:
    for run in form.runs:
        assert contrast(run.colour, run.ground) >= (3 if run.size >= 18 else 4.5), run.text


@on_both
def test_the_foot_says_which_leaflet_it_is_when_it_is_looked_at_next_and_what_other_forms_there_are(
    form: Form,
) -> None:
    for page in range(1, len(form.pages) + 1):
        foot = "".join(run.text for run in form.runs if run.page == page and FOOT in run.within)
        assert re.search(r"Leaflet [A-Z-]+, version \d+\.\d+", foot)
        assert re.search(r"Written \w+ \d{4}", foot)
        assert re.search(r"Next review \w+ \d{4}", foot)
        assert "please ask" in foot


@in_large_print
def test_a_heading_stays_with_its_text(form: Form) -> None:
    for page in range(1, len(form.pages) + 1):
        last = [run for run in form.runs if run.page == page and FOOT not in run.within][-1]
        assert {"h1", "h2", "h3", ".group"}.isdisjoint(last.within), last.text


@in_large_print
def test_pictures_are_at_least_as_large_as_on_the_usual_sheet(form: Form) -> None:
    usual = Form(form.slug, form.brand, large=False)
    ours, theirs = (
        {each.name: each.width for each in (*setting.pictures(pages), *setting.areas(pages, ".chart"))}
        for pages in (form.pages, usual.pages)
    )
    assert theirs.keys() <= ours.keys()
    assert [alt for alt, width in theirs.items() if ours[alt] < width] == []
