"""The room that words take is reckoned close to what the renderer finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts import pdf, render
from handouts.brand import load
from handouts.catalogue import Catalogue
from handouts.design import PAPERS, spacing_css
from handouts.model.plan import Personal
from handouts.resources import CONTENT, Inputs
from handouts.sheet import ConditionSheet, Options, compose
from handouts.wording import wording_of
from handouts.wording.condition import ConditionWording

NEAREST = 5.5
"""Millimetres; the largest error over the whole library, in five looks, was 5.3."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(Inputs())


def sheet_of(catalogue: Catalogue, name: str) -> ConditionSheet:
    brand = load(CONTENT / "checks" / "clinic.yaml", catalogue)
    return compose(catalogue.condition(name), catalogue, brand, Options(), Personal())


def spare(sheet: ConditionSheet, catalogue: Catalogue) -> dict[str, float]:
    wording = wording_of(sheet, catalogue)
    assert isinstance(wording, ConditionWording)
    return dict(wording.estimate.spare)


@pytest.mark.parametrize("name", ["sciatica", "osgood-schlatter", "kyphosis"])
def test_what_is_reckoned_is_what_is_laid_out(name: str, catalogue: Catalogue) -> None:
    sheet = sheet_of(catalogue, name)
    html = render.handout(sheet, catalogue).html
    start = html.index(".front { --leading:")
    tight = html[:start] + spacing_css({"front": 0, "back": 0}) + html[html.index("\n", start) :]
    spots = pdf.lay_out(tight).spots
    paper = PAPERS["letter"]
    for side, page in (("front", 1), ("back", 2)):
        end = spots[f"end-of-{side}"]
        assert end.page == page
        free = paper.height - paper.bottom - end.top
        assert abs(spare(sheet, catalogue)[side] - free) < NEAREST


def test_more_words_leave_less_room(catalogue: Catalogue) -> None:
    sheet = sheet_of(catalogue, "sciatica")
    first = sheet.condition.what_it_is[0]
    longer = first.model_copy(update={"text": f"{first.text} {first.text}"})
    condition = sheet.condition.model_copy(update={"what_it_is": (longer, *sheet.condition.what_it_is[1:])})
    before, after = spare(sheet, catalogue), spare(replace(sheet, condition=condition), catalogue)
    assert after["front"] < before["front"] - 8
    assert after["back"] == before["back"]
