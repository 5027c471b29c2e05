"""Colours that a clinic brings are readable in the end, and stay as near to the brand as can be."""

from __future__ import annotations

import pytest

from handouts import colour

COLOURS = [f"#{number * 7_654_321 % 0x1000000:06X}" for number in range(1, 41)]
BACKGROUNDS = ["#FFFFFF", "#000000", "#F4F1EA", "#0F4C4F"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("#0F4C4F", (15, 76, 79)),
        ("0f4c4f", (15, 76, 79)),
        ("#FA0", (255, 170, 0)),
        (" #000000 ", (0, 0, 0)),
    ],
)
def test_hex_colours_are_read(text: str, parts: tuple[int, int, int]) -> None:
    assert colour.parse_hex(text) == parts


@pytest.mark.parametrize("text", ["", "#", "#12", "#1234", "#GGGGGG", "red", "#0F4C4F00", "##FFF"])
def test_what_is_no_hex_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        colour.parse_hex(text)


def test_contrast_is_that_of_the_standard() -> None:
    assert colour.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert colour.contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert colour.contrast("#336699", "#336699") == pytest.approx(1)
    # The pair that every contrast checker knows: the lightest grey that passes, and one too light.
    assert colour.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert colour.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert colour.contrast("#FF0000", "#FFFFFF") == pytest.approx(4.00, abs=0.005)


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("at_least", [3.0, 4.5])
def test_a_suggestion_always_passes(background: str, at_least: float) -> None:
    for brand in COLOURS:
        assert colour.contrast(colour.nearest_passing(brand, background, at_least), background) >= at_least


@pytest.mark.parametrize("brand", COLOURS[:12])
@pytest.mark.parametrize("background", ["#FFFFFF", "#808080"])
def test_a_suggestion_is_the_smallest_change_of_lightness(brand: str, background: str) -> None:
    at_least = 4.5
    lightness = colour.oklab(brand)[0]
    suggestion = colour.nearest_passing(brand, background, at_least)
    moved = abs(colour.oklab(suggestion)[0] - lightness)
    for step in range(-200, 201):
        nearer = lightness + (moved - 0.006) * step / 200
        candidate = colour.with_lightness(brand, nearer)
        assert moved < 0.006 or colour.contrast(candidate, background) < at_least


def test_a_colour_that_passes_comes_back_as_it_is() -> None:
    assert colour.nearest_passing("#0f4c4f", "#FFFFFF") == "#0F4C4F"


@pytest.mark.parametrize("brand", ["#FFD400", "#00A0FF", "#FF69B4", "#3DDC84"])
def test_a_suggestion_keeps_its_hue(brand: str) -> None:
    _, a, b = colour.oklab(brand)
    _, now_a, now_b = colour.oklab(colour.nearest_passing(brand, "#FFFFFF"))
    along = (a * now_a + b * now_b) / ((a * a + b * b) * (now_a**2 + now_b**2)) ** 0.5
    assert along > 0.99


def test_grey_stays_grey() -> None:
    red, green, blue = colour.parse_hex(colour.nearest_passing("#BBBBBB", "#FFFFFF"))
    assert red == green == blue


def test_white_on_white_and_black_on_black_become_greys_that_pass() -> None:
    assert colour.nearest_passing("#FFFFFF", "#FFFFFF") == "#767676"
    assert colour.contrast(colour.nearest_passing("#000000", "#000000"), "#000000") >= 4.5


def test_a_contrast_that_no_colour_has_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no colour has contrast 7\.0"):
        colour.nearest_passing("#336699", "#808080", 7.0)


def test_lightness_ends_at_black_and_white() -> None:
    assert colour.with_lightness("#C03060", 0) == "#000000"
    assert colour.with_lightness("#C03060", 1) == "#FFFFFF"


def test_a_colour_survives_the_way_to_its_own_lightness() -> None:
    for brand in COLOURS:
        same = colour.with_lightness(brand, colour.oklab(brand)[0])
        pairs = zip(colour.parse_hex(brand), colour.parse_hex(same), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 1


def test_a_tint_goes_from_white_to_the_colour() -> None:
    assert colour.tint("#0F4C4F", 0) == "#FFFFFF"
    assert colour.tint("#0F4C4F", 1) == "#0F4C4F"
    assert colour.tint("#000000", 0.5) == "#808080"


def test_text_can_be_read_on_the_tint_of_a_box() -> None:
    for brand in COLOURS:
        heading = colour.nearest_passing(brand, "#FFFFFF")
        box = colour.box_tint(brand, heading, "#1A1A1A")
        assert colour.contrast(heading, box) >= 4.5
        assert colour.contrast("#1A1A1A", box) >= 4.5


def test_a_box_gets_the_whole_tint_where_its_text_allows_it() -> None:
    assert colour.box_tint("#0F4C4F", "#0F4C4F", "#000000") == colour.tint("#0F4C4F", 0.09)


def test_a_box_is_white_where_its_text_passes_on_nothing() -> None:
    assert colour.box_tint("#0F4C4F", "#EEEEEE") == "#FFFFFF"


@pytest.mark.parametrize("background", ["#FFFFFF", "#F4F1EA"])
def test_a_line_shows_on_its_background(background: str) -> None:
    for brand in [*COLOURS, "#FFFFFF", "#000000"]:
        line = colour.line_colour(brand, background)
        assert colour.contrast(line, background) >= 3.0


def test_text_on_a_colour_is_the_one_that_stands_out_more() -> None:
    assert colour.text_on("#FFD400") == "#000000"
    assert colour.text_on("#0F4C4F") == "#FFFFFF"
