"""The usual sheet from a printer without colour: what colour told apart is still told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from handouts.chart import PALETTE
from handouts.colour import TEXT_CONTRAST, contrast, parse_hex, to_hex
from handouts.design import AREA_COLOURS, FEEL
from handouts.desk import Desk
from handouts.making import make
from handouts.order import Order
from handouts.press import Here
from tests import setting
from tests.setting import Area

EXAMPLES = Path(__file__).parent.parent / "examples"
BRANDS = (None, "willow-creek", "harbour-physio", "northside-college")
SLUGS = ("sciatica", "hip-pain")
FRAMED = (".message", ".warning", ".card", ".minutes")
TINTED = (".message", ".bar", ".flags")
SOLID = (".warning h2", ".number")
SHAPE = 2.95
"""The least contrast of a shape with what is around it: 3, less what whole grey levels cost."""
DOTS_A_MM = 300 / 25.4
LEAST_DOTS = 60
SAME = 2
"""Of 255, by which a colour may be off."""
NEIGHBOURS, DARKEST_GROUND = 13, 110
"""Dots across that are looked at around each dot of a highlight, and grey levels of what is no line."""

Picture = np.ndarray[Any, np.dtype[np.uint8]]


class Sheet(NamedTuple):
    """The pages of a sheet, and what a printer without colour makes of them."""

    boxes: Any
    """As the renderer has them."""
    coloured: list[Picture]
    grey: list[Picture]

    def seen(self, area: Area, margin: float = 0) -> Picture:
        """The grey levels of an area and of as many millimetres around it."""
        return _cut(self.grey[area.page - 1], area, margin)

    def has(self, area: Area, colour: str) -> Picture:
        """Which dots of an area have this colour."""
        off = np.abs(_cut(self.coloured[area.page - 1], area, 0).astype(int) - parse_hex(colour)).max(axis=2)
        return off <= SAME

    def found(self, area: Area, colour: str) -> Picture:
        """The grey levels of all dots of an area that have this colour."""
        return self.seen(area)[self.has(area, colour)]


@cache
def printed(slug: str, brand: str | None) -> Sheet:
    """The usual sheet of this condition."""
    order = Order(slug, clinic=EXAMPLES / brand / "clinic.yaml" if brand else None)
    document = pypdfium2.PdfDocument(make(Desk(order), Here()).content)
    scale = DOTS_A_MM * 25.4 / 72
    coloured, grey = (
        [
            np.asarray(
                page.render(scale=scale, grayscale=is_grey).to_pil().convert("L" if is_grey else "RGB")
            )
            for page in document
        ]
        for is_grey in (False, True)
    )
    return Sheet(setting.lay_out(order)[1], coloured, grey)


def _cut(page: Picture, area: Area, margin: float) -> Picture:
    top, foot = area.top - margin, area.top + area.height + margin
    left, right = area.left - margin, area.left + area.width + margin
    rows, columns = (
        slice(round(a * DOTS_A_MM), round(b * DOTS_A_MM)) for a, b in ((top, foot), (left, right))
    )
    return page[rows, columns]


def grey_contrast(one: float, other: float) -> float:
    """Of two grey levels, 0 to 255."""
    return contrast(*(to_hex(*[round(level)] * 3) for level in (one, other)))


def ground(levels: Picture) -> int:
    """The grey level that most of it has."""
    return int(np.bincount(levels.ravel()).argmax())


def on_all_sheets(*names: str) -> Any:
    return pytest.mark.parametrize(
        ("slug", "brand", "name"),
        [(slug, brand, name) for slug in SLUGS for brand in BRANDS for name in names],
    )


def all_of(sheet: Sheet, name: str) -> Iterator[Area]:
    found = list(setting.areas(sheet.boxes, name))
    assert found, name
    yield from found


@on_all_sheets(*FRAMED)
def test_a_frame_stands_out_from_the_paper(slug: str, brand: str | None, name: str) -> None:
    sheet = printed(slug, brand)
    for area in all_of(sheet, name):
        middle = round((1 + area.height / 2) * DOTS_A_MM)
        across = sheet.seen(area, margin=1)[middle, : round(2 * DOTS_A_MM)]
        assert across[0] == 255, "paper"
        assert grey_contrast(across.min(), 255) >= SHAPE


@on_all_sheets(*TINTED)
def test_words_stand_out_from_a_tint(slug: str, brand: str | None, name: str) -> None:
    sheet = printed(slug, brand)
    for area in all_of(sheet, name):
        levels = sheet.seen(area)
        assert grey_contrast(levels.min(), ground(levels)) >= TEXT_CONTRAST


@on_all_sheets(*SOLID)
def test_a_filled_area_stands_out_from_the_paper_and_its_words_from_it(
    slug: str, brand: str | None, name: str
) -> None:
    sheet = printed(slug, brand)
    for area in all_of(sheet, name):
        levels = sheet.seen(area)
        assert grey_contrast(ground(levels), 255) >= SHAPE
        assert grey_contrast(levels.max(), ground(levels)) >= TEXT_CONTRAST


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_where_an_exercise_is_felt_stands_out_from_skin_and_clothing(slug: str, brand: str | None) -> None:
    sheet = printed(slug, brand)
    showing = [area for area in setting.pictures(sheet.boxes) if len(sheet.found(area, FEEL[2])) > LEAST_DOTS]
    assert len(showing) >= 3
    for area in showing:
        core, around = np.median(sheet.found(area, FEEL[2])), beside(sheet, area, FEEL)
        assert grey_contrast(float(core), around) >= SHAPE, area.name


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_the_areas_of_the_body_chart_stand_out_from_the_body_and_from_each_other(
    slug: str, brand: str | None
) -> None:
    sheet = printed(slug, brand)
    (area,) = setting.areas(sheet.boxes, ".chart")
    skin, most, spread, stripes = (
        float(np.median(sheet.found(area, colour)))
        for colour in (
            PALETTE["skin"],
            AREA_COLOURS["primary"],
            AREA_COLOURS["referred"],
            AREA_COLOURS["referred edge"],
        )
    )
    assert grey_contrast(most, skin) >= SHAPE
    assert grey_contrast(stripes, skin) >= SHAPE
    assert grey_contrast(stripes, spread) >= SHAPE, "the stripes tell it from where it hurts most"
    assert grey_contrast(most, spread) >= SHAPE


def beside(sheet: Sheet, area: Area, colours: Sequence[str]) -> float:
    """The usual grey level of what is beside the dots of these colours, but for the black lines."""
    mask = np.any([sheet.has(area, colour) for colour in colours], axis=0)
    wide = np.asarray(Image.fromarray(mask).convert("L").filter(ImageFilter.MaxFilter(NEIGHBOURS))) > 0
    levels = sheet.seen(area)[wide & ~mask]
    return float(np.median(levels[levels > DARKEST_GROUND]))
