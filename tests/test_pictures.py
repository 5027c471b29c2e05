"""Pictures on the cards: whose they are, how large, on which side, in which clothing."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from handouts import catalogue as catalogue_module
from handouts import chart, render, resources
from handouts.brand import load
from handouts.catalogue import Catalogue
from handouts.colour import contrast
from handouts.design import (
    CHART_HEIGHT,
    CHART_WIDTH,
    FEEL,
    FIGURE_COLOURS,
    LEAST_CHART,
    PICTURE_HEIGHT,
    PICTURES_WIDTH,
)
from handouts.errors import InputFault
from handouts.model.condition import PainAreas
from handouts.model.plan import Personal, Plan
from handouts.page import Page
from handouts.pictures import BodyChart, Pictures, Shown, body_chart
from handouts.resources import CONTENT, Inputs
from handouts.sheet import ConditionSheet, Options, compose
from tests.conftest import MakeClinic, png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"{rest}><path d="M0 0h9"/></svg>'


def drawing(width: int = 90, height: int = 20, rest: str = "") -> str:
    return SVG.format(width=width, height=height, rest=rest)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library whose drawings are those that a test puts into this folder."""
    content = tmp_path / "content"
    content.mkdir()
    for each in CONTENT.iterdir():
        if each.name != "figures":
            (content / each.name).symlink_to(each)
    for module in (resources, catalogue_module):
        monkeypatch.setattr(module, "CONTENT", content)
    monkeypatch.setattr(chart, "ATLAS", content / "charts" / "atlas.json")
    (content / "figures").mkdir()
    return content / "figures"


def sheet(file: Path, layout: str = "sheet", **plan: object) -> tuple[ConditionSheet, Catalogue]:
    own = Catalogue(Inputs(clinic=file.parent))
    brand = load(file, own)
    personal = Personal(plan=Plan(**{"exercises": ("bridge", "single-knee-to-chest"), **plan}))
    return compose(own.condition("sciatica"), own, brand, Options(layout=layout), personal), own


def bridge(file: Path) -> Shown | None:
    content, own = sheet(file)
    return Pictures(content.brand, own).of(content.cards[0].exercise.figure, content.cards[0].side)


def knee(file: Path, **plan: object) -> bytes:
    """The drawing of the knee to the chest as it is printed."""
    content, own = sheet(file, **plan)
    shown = Pictures(content.brand, own).of(content.cards[1].exercise.figure, content.cards[1].side)
    assert shown
    return base64.b64decode(shown.panels[0].uri.split(",")[1])


def sheet_chart(file: Path, side: str | None) -> BodyChart:
    return body_chart(*sheet(file, **({"side": side} if side else {})))


def page(file: Path, layout: str = "sheet", **plan: object) -> Page:
    return render.handout(*sheet(file, layout, **plan))


@pytest.mark.usefixtures("shipped")
def test_a_card_without_a_drawing_shows_none(clinic: MakeClinic) -> None:
    assert bridge(clinic()) is None
    assert 'class="figure"' not in page(clinic()).html


def test_start_and_finish_have_their_words_and_the_description_once(
    clinic: MakeClinic, shipped: Path
) -> None:
    for part in ("start", "finish"):
        (shipped / f"bridge.{part}.svg").write_text(drawing(), encoding="utf-8")
    content, own = sheet(clinic())
    html = render.handout(content, own).html
    assert re.findall(r'<p class="part">(\w+)</p>', html) == ["Start", "Finish"]
    figure = content.cards[0].exercise.figure
    assert figure
    assert re.findall(r'<img class="figure"[^>]*alt="([^"]*)"', html) == ["Bridge: how it starts", figure.alt]


def test_one_picture_has_the_description_and_no_label(clinic: MakeClinic, shipped: Path) -> None:
    (shipped / "bridge.svg").write_text(drawing(), encoding="utf-8")
    html = page(clinic()).html
    assert html.count('class="card illustrated"') == html.count('class="figure"') == 1
    assert 'class="part"' not in html
    assert html.count('class="card"') == 1, "the other exercise has no drawing"


def test_a_shipped_drawing_keeps_its_size_and_a_clinics_own_is_fitted(
    clinic: MakeClinic, shipped: Path
) -> None:
    (shipped / "bridge.svg").write_text(drawing(rest=' width="40mm" height="15mm"'), encoding="utf-8")
    shown = bridge(clinic())
    assert shown
    assert (shown.panels[0].width, shown.panels[0].height) == (40, 15)
    shown = bridge(clinic(files={"figures/bridge.png": png(300, 300)}))
    assert shown
    assert (shown.panels[0].width, shown.panels[0].height) == (PICTURE_HEIGHT, PICTURE_HEIGHT)
    pair = {f"figures/bridge.{part}.svg": drawing(900, 20) for part in ("start", "finish")}
    (clinic().parent / "figures/bridge.png").unlink()
    shown = bridge(clinic(files=pair))
    assert shown
    assert [panel.width for panel in shown.panels] == [PICTURES_WIDTH / 2] * 2


def test_a_clinics_picture_stands_for_both_of_a_shipped_pair(clinic: MakeClinic, shipped: Path) -> None:
    for part in ("start", "finish"):
        (shipped / f"bridge.{part}.svg").write_text(drawing(), encoding="utf-8")
    shown = bridge(clinic(files={"figures/bridge.svg": drawing(1, 1)}))
    assert shown
    assert [panel.part for panel in shown.panels] == [None]


@pytest.mark.parametrize(("there", "missing"), [("start", "finish"), ("finish", "start")])
def test_half_a_pair_is_told_by_name(there: str, missing: str, clinic: MakeClinic) -> None:
    file = clinic(files={f"figures/bridge.{there}.png": png(9, 9)})
    with pytest.raises(InputFault, match=rf"bridge\.{there}\.png: B104 .*bridge\.{missing} is missing"):
        page(file)


def test_words_stand_where_the_pictures_leave_room(clinic: MakeClinic, shipped: Path) -> None:
    def put(width: int, height: int, rest: str = "") -> Shown:
        for part in ("start", "finish"):
            size = f' width="{width}mm" height="{height}mm"{rest}'
            (shipped / f"bridge.{part}.svg").write_text(drawing(rest=size), encoding="utf-8")
        shown = bridge(clinic())
        assert shown
        return shown

    lying, standing = put(40, 15), put(20, 38)
    assert lying.low
    assert not standing.low
    assert lying.indent == 0 < standing.indent
    assert lying.height > 15
    assert standing.height == 38
    assert put(40, 15, ' data-corner="left"').height == put(40, 15, ' data-corner="both"').height == 15
    assert put(40, 15, ' data-corner="right"').height > 15
    assert standing.scaled(0.5).height == 19


@pytest.mark.parametrize(
    ("drawn", "side", "mirrored"),
    [
        ("right", "left", True),
        ("left", "right", True),
        ("right", "right", False),
        ("right", "both", False),
        ("right", None, False),
        (None, "left", False),
    ],
)
def test_a_drawing_is_mirrored_for_the_other_side(
    drawn: str | None,
    side: str | None,
    mirrored: bool,  # noqa: FBT001
    clinic: MakeClinic,
    shipped: Path,
) -> None:
    told = f' data-side="{drawn}" data-corner="left"' if drawn else ""
    (shipped / "single-knee-to-chest.svg").write_text(drawing(rest=told), encoding="utf-8")
    printed = knee(clinic(), **({"side": side} if side else {})).decode()
    assert ('<g transform="matrix(-1 0 0 1 90 0)"><path d="M0 0h9"/></g></svg>' in printed) == mirrored
    assert ('data-corner="right"' in printed) == mirrored


def test_a_photo_is_not_mirrored(clinic: MakeClinic) -> None:
    photo = png(30, 20)
    assert knee(clinic(files={"figures/single-knee-to-chest.png": photo}), side="left") == photo


def test_an_exercise_that_needs_no_side_is_not_mirrored(clinic: MakeClinic, shipped: Path) -> None:
    (shipped / "bridge.svg").write_text(drawing(rest=' data-side="right"'), encoding="utf-8")
    content, own = sheet(clinic(), side="left")
    shown = Pictures(content.brand, own).of(content.cards[0].exercise.figure, content.cards[0].side)
    assert shown
    assert b"matrix" not in base64.b64decode(shown.panels[0].uri.split(",")[1])


def test_shipped_people_wear_the_clinics_colours(clinic: MakeClinic, shipped: Path) -> None:
    fills = "".join(f'<path fill="{value}"/>' for value in FIGURE_COLOURS.values())
    (shipped / "bridge.svg").write_text(drawing().replace("</svg>", f"{fills}</svg>"), encoding="utf-8")
    swapped = f"name: A\nclothing: {{top: '{FIGURE_COLOURS['bottom']}', bottom: '#FFD400'}}\n"
    shown = bridge(clinic(swapped))
    assert shown
    found = re.findall('fill="(.*?)"', base64.b64decode(shown.panels[0].uri.split(",")[1]).decode())
    assert [found[0], found[2]] == [FIGURE_COLOURS["bottom"], "#FFD400"]
    assert not set(found) & {FIGURE_COLOURS["top"], FIGURE_COLOURS["top_far"]}


def test_a_clinics_own_drawing_keeps_its_colours(clinic: MakeClinic) -> None:
    own = drawing(rest=f' fill="{FIGURE_COLOURS["top"]}"')
    file = clinic("name: A\nclothing: {top: '#FFD400'}\n", {"figures/bridge.svg": own})
    shown = bridge(file)
    assert shown
    assert base64.b64decode(shown.panels[0].uri.split(",")[1]).decode() == own


def test_dark_clothing_is_made_lighter_and_that_is_said(clinic: MakeClinic) -> None:
    brand = load(
        file := clinic("name: A\nclothing: {top: '#14285A'}\n"), Catalogue(Inputs(clinic=file.parent))
    )
    (warning,) = brand.warnings
    assert (warning.code, warning.severity, warning.place.line) == ("B002", "warning", 2)
    nearest = re.search(r"#\w{6} is used", warning.message)
    assert nearest
    assert contrast(nearest[0][:7], FEEL[-1]) >= 3


def test_the_chart_names_its_areas_beside_it_and_says_them_in_words(clinic: MakeClinic) -> None:
    html = page(clinic()).html
    names = re.findall(r'<p class="area \w+( primary)?"[^>]*>(.*?)</p>', html)
    assert [name for primary, name in names if primary] == ["Buttock", "Back of the thigh"]
    assert {name for primary, name in names if not primary} == {"Lower back", "Calf", "Foot"}
    words = (
        "Body chart. Where it hurts most often: buttock and back of the thigh."
        " It may spread to: lower back, calf, and foot."
    )
    assert f'aria-label="{words}"' in html
    assert "Stripes: where it may spread. Either side.</p>" in html


def test_the_chart_shows_the_side_that_the_therapist_chose(clinic: MakeClinic) -> None:
    shown = {side: sheet_chart(clinic(), side) for side in (None, "left", "right", "both")}
    assert len({each.uri for each in shown.values()}) == 3
    assert shown[None].uri == shown["right"].uri
    assert [side for side, each in shown.items() if each.either] == [None]
    assert "<b>Your left side.</b>" in page(clinic(), side="left").html


@pytest.mark.parametrize(
    ("primary", "referred"),
    [
        (("knee", "hand", "groin"), ("neck", "low back")),
        (("between shoulder blades",), ("upper arm",)),
        (("front of hip", "outer hip", "groin"), ("front of thigh",)),
    ],
)
def test_a_chart_and_its_names_keep_to_their_column(
    primary: tuple[str, ...], referred: tuple[str, ...], clinic: MakeClinic
) -> None:
    content, own = sheet(clinic())
    pain = PainAreas(primary=primary, referred=referred)
    content = replace(content, condition=content.condition.model_copy(update={"pain": pain}))
    drawn = body_chart(content, own)
    rooms = {name.align: name.room for name in drawn.names}
    assert drawn.width + sum(rooms.values()) == pytest.approx(CHART_WIDTH, abs=0.1)
    assert LEAST_CHART - 0.1 <= drawn.height <= CHART_HEIGHT + 0.1
    assert min(rooms.values()) > 8
    assert len({name.text for name in drawn.names}) == len(primary) + len(referred)


def test_the_shipped_clothing_lets_the_highlight_show() -> None:
    assert all(contrast(value, FEEL[-1]) >= 3 for value in FIGURE_COLOURS.values())


def test_a_reason_is_printed_where_it_fits_and_always_in_full(clinic: MakeClinic, shipped: Path) -> None:
    def printed(height: int, layout: str = "sheet") -> int:
        names = ("bridge", "single-knee-to-chest", "pelvic-tilt", "figure-4-stretch")
        for name, part in product(names, ("start", "finish")):
            size = drawing(rest=f' width="40mm" height="{height}mm"')
            (shipped / f"{name}.{part}.svg").write_text(size, encoding="utf-8")
        content, own = sheet(clinic(), layout, exercises=names)
        html = render.handout(content, own).html
        return sum(f"<p>{card.why}</p>" in html for card in content.cards)

    assert printed(10) == 4
    assert printed(28) < 4
    assert printed(28, "full") == 4


def test_a_sheet_full_of_tall_pictures_has_them_smaller_and_no_reasons(
    clinic: MakeClinic, shipped: Path
) -> None:
    names = ("step-up", "mini-squat", "hip-abduction", "calf-stretch")
    for name in names:
        for part in ("start", "finish"):
            size = drawing(rest=' width="24mm" height="38mm"')
            (shipped / f"{name}.{part}.svg").write_text(size, encoding="utf-8")
    small = {"exercises": names}
    tops = [
        set(
            re.findall(
                r'style="--width: [\d.]+; --height: ([\d.]+); --above: ', page(clinic(), layout, **small).html
            )
        )
        for layout in ("sheet", "full")
    ]
    assert tops[1] == {"38.0"}
    assert len(tops[0]) == 1
    assert float(tops[0].pop()) < 38


@pytest.mark.parametrize(
    ("size", "flip"),
    [
        ('width="90" height="50"', "90"),
        ('viewBox="+1e1, -.5 90 50" width="9" height="5"', "110"),
        ('viewBox="-10 0 90 50"', "70"),
        ('viewBox="-.-. 0 90 50"', "90"),
    ],
    ids=["no-box", "signs-and-powers", "off-centre", "no-number"],
)
def test_a_drawing_is_mirrored_whichever_way_its_size_is_written(
    size: str, flip: str, clinic: MakeClinic
) -> None:
    own = f'<svg xmlns="http://www.w3.org/2000/svg" {size} data-side="right"><path d="M0 0h9"/></svg>'
    printed = knee(clinic(files={"figures/single-knee-to-chest.svg": own}), side="left")
    assert f'<g transform="matrix(-1 0 0 1 {flip} 0)">'.encode() in printed
