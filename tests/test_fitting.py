"""Copy-fitting: two pages, as roomy as they go, and plain words where they do not."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from handouts import fitting, pdf, render
from handouts.brand import load
from handouts.catalogue import Catalogue
from handouts.design import GOOD_FIT, PAPERS, ROOMY, TIGHT, spacing, spacing_css
from handouts.model.plan import Personal
from handouts.page import Page
from handouts.pdf import Pages
from handouts.resources import CONTENT, Inputs
from handouts.sheet import ConditionSheet, Options, compose

SLUGS = sorted(path.stem for path in (CONTENT / "conditions").glob("*.yaml"))
LEAFLETS = [*sorted(path.stem for path in (CONTENT / "techniques").glob("*.yaml")), "self-checks"]
EXAMPLES = Path(__file__).parent.parent / "examples"
CLINICS = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
catalogue = Catalogue(Inputs())


def sheet(slug: str, paper: str = "letter") -> ConditionSheet:
    options = Options(paper=paper)
    return compose(catalogue.condition(slug), catalogue, load(None, catalogue), options, Personal())


def page(content: ConditionSheet) -> Page:
    return render.handout(content, catalogue)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_shipped_sheet_is_two_pages_with_no_card_split(slug: str, paper: str) -> None:
    made = page(sheet(slug, paper))
    fitted = fitting.fit(made.html, made.roominess, made.size)
    assert fitted.pages.count == 2
    assert fitted.fit.overflows == ()
    spots = fitted.pages.spots
    assert spots["end-of-front"].page == 1
    cards = [spots[f"exercise-{card.exercise.id}"] for card in sheet(slug, paper).cards]
    assert {spot.page for spot in cards} == {2}
    assert [spot.top for spot in cards] == sorted(spot.top for spot in cards)


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_is_left_half_empty(slug: str, paper: str) -> None:
    made = page(sheet(slug, paper))
    spots = fitting.fit(made.html, made.roominess, made.size).pages.spots
    size = PAPERS[paper]
    for end in ("end-of-front", "end-of-back"):
        assert size.height - size.bottom - spots[end].top < 2.5 * GOOD_FIT


@pytest.mark.parametrize("slug", SLUGS)
def test_casting_off_comes_near_the_spacing_that_fits(slug: str) -> None:
    made = page(sheet(slug))
    fitted = fitting.fit(made.html, made.roominess, made.size)
    start = fitted.html.index(".front { --leading:")
    found = fitted.html[start : fitted.html.index("\n", start)]
    guess = spacing_css(made.roominess)
    for line, other in zip(found.split("}"), guess.split("}"), strict=True):
        if "--leading" in line:
            assert abs(_leading(line) - _leading(other)) < 0.5


def _leading(line: str) -> float:
    return float(line.split("--leading: ")[1].split("pt", maxsplit=1)[0])


def test_what_does_not_fit_is_named_with_its_section_and_by_how_much() -> None:
    content = sheet("sciatica")
    longer = content.condition.model_copy(
        update={
            "what_it_is": tuple(
                c.model_copy(update={"text": c.text * 9}) for c in content.condition.what_it_is
            )
        }
    )
    made = page(replace(content, condition=longer))
    over = fitting.fit(made.html, made.roominess, made.size).fit.overflows
    assert [each.side for each in over] == ["front"]
    assert over[0].millimetres > 50
    assert over[0].problem(shipped=True).severity == "error"
    warning = over[0].problem(shipped=False)
    assert (warning.code, warning.severity) == ("P011", "warning")
    assert str(over[0].millimetres) in warning.message


@pytest.mark.parametrize("column", ["main", "side"])
@pytest.mark.parametrize("lines", [1, 4, 9])
def test_what_runs_on_from_a_column_is_never_taken_for_a_fit(column: str, lines: int) -> None:
    """The front of this sheet is full; each line more either stands on it, or is told of."""
    made = page(sheet("sciatica"))
    more = "".join(f'<p id="line-{number}">Another line.</p>' for number in range(lines + 1))
    start = made.html.rindex(f'<div class="{column}">')
    end = (
        made.html.index('<div id="end-of-front">')
        if column == "side"
        else made.html.index('<div class="side">', start)
    )
    at = (
        made.html.rindex("</div>", start, made.html.rindex("</div>", start, end))
        if column == "side"
        else made.html.rindex("</div>", start, end)
    )
    fitted = fitting.fit(made.html[:at] + more + made.html[at:], made.roominess, made.size)
    last = fitted.pages.spots[f"line-{lines}"]
    assert (last.page == 1) != bool(fitted.fit.overflows)


def test_a_short_sheet_is_set_roomy_and_no_roomier() -> None:
    content = sheet("sciatica")
    made = page(replace(content, cards=content.cards[:1]))
    html = fitting.fit(made.html, made.roominess, made.size).html
    assert f".back {{ --leading: {ROOMY.leading:g}" in html.replace(".0pt", "pt")


def test_spacing_runs_from_tight_to_roomy() -> None:
    assert spacing(0) == TIGHT
    assert spacing(1) == ROOMY
    assert TIGHT < spacing(0.5) < ROOMY


def test_a_clinics_page_without_our_marks_is_laid_out_as_it_is() -> None:
    made = page(sheet("sciatica"))
    html = made.html.replace('id="end-of-front"', "")
    fitted = fitting.fit(html, made.roominess, made.size)
    assert fitted.fit.overflows == ()


# Sheets of one page


def leaflet(name: str, paper: str, clinic: str | None) -> Page:
    file = EXAMPLES / clinic / "clinic.yaml" if clinic else None
    own = Catalogue(Inputs(clinic=file.parent if file else None))
    content = compose(own.leaflet(name), own, load(file, own), Options(paper=paper), Personal())
    return render.handout(content, own)


@pytest.mark.parametrize(
    ("clinic", "paper"),
    # Letter has less room, and a clinic's letterhead takes some of it.
    [(None, "letter"), (None, "a4"), *((each, "letter") for each in CLINICS)],
)
@pytest.mark.parametrize("name", LEAFLETS)
def test_a_technique_and_the_self_checks_fill_one_page(name: str, clinic: str | None, paper: str) -> None:
    made = leaflet(name, paper, clinic)
    fitted = fitting.fit(made.html, made.roominess, made.size)
    assert fitted.fit.overflows == ()
    assert fitted.pages.complaints == []
    assert fitted.pages.count == 1
    size = PAPERS[paper]
    assert size.height - size.bottom - fitted.pages.spots["end-of-page"].top < 2.5 * GOOD_FIT


def test_a_layout_that_did_not_fit_is_not_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A press does not look for garbage by itself, and what is laid out refers to itself."""

    def watched(html: str) -> Pages:
        pages = lay_out(html)
        held.append(len(gc.get_objects()) - before)
        return pages

    held: list[int] = []
    before = 0
    lay_out = pdf.lay_out
    monkeypatch.setattr(pdf, "lay_out", watched)
    made = page(sheet("sciatica"))
    fitting.fit(made.html, made.roominess, made.size)  # So that everything is loaded.
    gc.collect()
    gc.disable()
    try:
        before = len(gc.get_objects())
        held.clear()
        fitting.fit(made.html, {"front": 1, "back": 1}, made.size)
    finally:
        gc.enable()
    assert len(held) > 1
    assert max(held) < 1.5 * held[0]
