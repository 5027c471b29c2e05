"""Body charts: every area has its place on the body, and every condition has a wordless chart."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import numpy as np
import pypdfium2
import pytest
import weasyprint
from shapely.affinity import translate
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from handouts import chart
from handouts.catalogue import Catalogue
from handouts.chart import BODIES, LABEL_GAP, PALETTE, Chart, compose
from handouts.errors import InputFault
from handouts.figures import atlas
from handouts.model.area import View
from handouts.model.condition import Condition
from handouts.resources import CONTENT, Inputs

CATALOGUE = Catalogue(Inputs())
AREAS = CATALOGUE.areas
ATLAS: dict[str, Any] = atlas.draw()
SHOWN = [(name, view) for name, area in AREAS.items() for view in area.views]
SIDES = (None, "left", "right", "both")
TOPICS = 43
LARGEST = 30_000
"""Bytes of a chart."""
ROUNDED = 1.5
"""Units by which whole coordinates may be off."""

PAIN = {entry.model.slug: entry.model.pain for entry in CATALOGUE.all(Condition)}


def lines(data: str) -> list[list[tuple[int, int]]]:
    """The lines of path data as the atlas writes it."""
    found = []
    for part in data.split("M")[1:]:
        start, *steps = np.array(re.findall(r"-?\d+", part), dtype=int).reshape(-1, 2)
        found.append([tuple(point) for point in np.cumsum([start, *steps], axis=0)])
    return found


def filled(data: str) -> BaseGeometry:
    shape: BaseGeometry = Polygon()
    for ring in lines(data):
        # A ring in a ring is a hole.
        shape = shape.symmetric_difference(Polygon(ring).buffer(0))
    return shape


def drawn(name: str, view: str) -> dict[str, Any]:
    found: dict[str, Any] = ATLAS[view]["areas"][name]
    return found


def read_svg(made: Chart) -> ET.Element:
    return ET.fromstring(made.svg)  # noqa: S314 - it is our own


def composed(slug: str, side: Any = None) -> Chart:
    pain = PAIN[slug]
    return compose(AREAS, pain.primary, pain.referred, side)


def test_the_shipped_atlas_is_fresh() -> None:
    assert chart.ATLAS.read_text(encoding="utf-8") == atlas.as_text(), "make figures"


def test_the_atlas_is_written_whole(tmp_path: Path) -> None:
    atlas.write(tmp_path / "charts")
    assert [path.name for path in (tmp_path / "charts").iterdir()] == ["atlas.json"]


def test_the_list_of_areas_and_the_atlas_know_the_same() -> None:
    assert set(ATLAS) == set(get_args(View))
    assert {name for view in BODIES for name in ATLAS[view]["areas"]} == set(AREAS)
    assert {(name, view) for view in BODIES for name in ATLAS[view]["areas"]} == {
        (name, view) for name, view in SHOWN if view in BODIES
    }


@pytest.mark.parametrize(("name", "view"), SHOWN)
def test_an_area_is_drawn_inside_the_body(name: str, view: str) -> None:
    area, shape = drawn(name, view), filled(drawn(name, view)["shape"])
    assert shape.area > 60
    assert filled(ATLAS[view]["skin"]).buffer(ROUNDED).contains(shape)
    hatch = MultiLineString(lines(area["hatch"]))
    assert len(hatch.geoms) >= 2
    assert shape.buffer(ROUNDED).contains(hatch)
    left, right, y = area["dots"]
    assert left <= right
    assert shape.buffer(ROUNDED).contains(LineString([(left, y), (right + 0.1, y)]))


@pytest.mark.parametrize(("name", "view"), [(n, v) for n, v in SHOWN if v in ("front", "back")])
def test_an_area_of_a_pair_keeps_to_its_half_and_another_has_two_like_halves(name: str, view: str) -> None:
    shape = filled(drawn(name, view)["shape"])
    left, _, right, _ = shape.bounds
    if AREAS[name].paired:
        assert left >= 0
    else:
        assert abs(left + right) <= 2 * ROUNDED


@pytest.mark.parametrize(("name", "view"), [(n, v) for n, v in SHOWN if v not in BODIES])
def test_a_close_up_shows_most_of_an_area_that_it_is_named_for(name: str, view: str) -> None:
    zoom = ATLAS[view]
    left, _, right, _ = zoom["box"]
    ring = filled(zoom["ring"]).bounds
    times = (right - left) / (ring[2] - ring[0])
    whole = filled(drawn(name, zoom["of"])["shape"]).area
    assert filled(drawn(name, view)["shape"]).area / times**2 > 0.55 * whole


@pytest.mark.parametrize("view", sorted(set(ATLAS) - set(BODIES)))
def test_a_close_up_covers_nothing_of_its_body(view: str) -> None:
    zoom = ATLAS[view]
    x, y = zoom["at"]
    panel = translate(filled(zoom["frame"]), x, y)
    assert not panel.buffer(2).intersects(filled(ATLAS[zoom["of"]]["skin"]))
    assert panel.bounds[3] <= 1010


def test_every_topic_has_a_chart_of_known_areas() -> None:
    assert len(PAIN) == TOPICS
    assert {name for pain in PAIN.values() for name in (*pain.primary, *pain.referred)} <= set(AREAS)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("slug", sorted(PAIN))
def test_a_chart_is_small_wordless_and_plain(slug: str, side: str | None) -> None:
    made = composed(slug, side)
    root = read_svg(made)
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert tags == {"svg", "g", "path", "circle"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"id", "class", "style", "filter", "mask", "clip-path", "href"}
    assert "var(" not in made.svg
    assert not "".join(root.itertext())
    assert len(made.svg.encode()) < LARGEST
    assert root.attrib["viewBox"] == f"0 0 {made.width} {made.height}"
    assert 250 <= made.width <= 930
    assert 1000 <= made.height <= 1040


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("slug", sorted(PAIN))
def test_every_area_is_labelled_once_beside_the_drawing_and_clear_of_the_others(
    slug: str, side: str | None
) -> None:
    made, pain = composed(slug, side), PAIN[slug]
    assert sorted(label.name for label in made.labels) == sorted({*pain.primary, *pain.referred})
    assert {label.name for label in made.labels if label.primary} == set(pain.primary)
    for label in made.labels:
        assert label.x > made.width if label.align == "left" else label.x < 0
        assert LABEL_GAP / 2 <= label.y <= made.height - LABEL_GAP / 2
    for align in ("left", "right"):
        rows = sorted(label.y for label in made.labels if label.align == align)
        assert all(below - above >= LABEL_GAP - 0.2 for above, below in pairwise(rows))


def test_labels_are_pushed_apart_however_close_their_areas_are() -> None:
    crowd = ["kneecap", "around kneecap", "above kneecap", "below kneecap", "bump below knee", "inner knee"]
    rows = sorted(label.y for label in compose(AREAS, crowd, ["outer knee", "knee"], None).labels)
    assert len(rows) == 8
    assert all(below - above >= LABEL_GAP - 0.2 for above, below in pairwise(rows))


@pytest.mark.parametrize("slug", sorted(PAIN))
def test_lead_lines_do_not_cross(slug: str) -> None:
    data = re.findall(r'd="M(-?\d+) (-?\d+)L(-?\d+) (\d+)H(-?\d+)" stroke="#22343C"', composed(slug).svg)
    leads = [
        LineString([(x, y), (bend, row), (edge, row)])
        for x, y, bend, row, edge in (map(float, numbers) for numbers in data)
    ]
    assert len(leads) == len(composed(slug).labels)
    assert not [pair for pair in combinations(leads, 2) if pair[0].crosses(pair[1])]


def marked(made: Chart) -> list[tuple[float, float]]:
    """Left and right edge of each primary area of a chart, from the left edge of the drawing."""
    found: list[tuple[float, float]] = []

    def walk(element: ET.Element, origin: float, sign: int) -> None:
        text = element.get("transform", "")
        moved = re.search(r"translate\((-?\d+)", text)
        origin += sign * int(moved[1]) if moved else 0
        sign *= -1 if "scale(-1" in text else 1
        if element.get("fill") == PALETTE["primary"]:
            left, _, right, _ = filled(element.attrib["d"]).bounds
            found.append(tuple(sorted((origin + sign * left, origin + sign * right))))  # type: ignore[arg-type]
        for child in element:
            walk(child, origin, sign)

    walk(read_svg(made), 0, 1)
    return found


def test_a_side_marks_what_is_on_it() -> None:
    one = {side: compose(AREAS, ["back of thigh"], [], side) for side in SIDES}  # type: ignore[arg-type]
    assert one[None] == one["right"]
    (left,), (right,) = marked(one["left"]), marked(one["right"])
    width = one["left"].width
    assert left[0] == pytest.approx(width - right[1], abs=2)
    assert left[1] < width / 2 < right[0], "seen from behind, right is right"
    assert len(marked(one["both"])) == 2
    (front,) = marked(compose(AREAS, ["front of thigh"], [], "right"))
    assert front[1] < width / 2, "seen from the front, right is left"
    assert len(marked(compose(AREAS, ["low back"], [], "both"))) == 1
    right_hip, left_hip = (compose(AREAS, ["outer hip"], [], side) for side in ("right", "left"))
    assert right_hip.width == left_hip.width
    assert right_hip.labels[0].align != left_hip.labels[0].align


def test_a_close_up_is_of_the_marked_side() -> None:
    right, left = (compose(AREAS, ["outer knee", "inner knee"], [], side) for side in ("right", "left"))
    mirrored = [(right.width - end, right.width - start) for start, end in marked(right)]
    assert len(mirrored) == 4, "on the body and in the close-up"
    assert np.allclose(sorted(mirrored), sorted(marked(left)), atol=2)


def test_all_areas_at_once_are_still_a_chart() -> None:
    made = compose(AREAS, list(AREAS)[:6], list(AREAS)[6:12], "both")
    assert len(made.labels) == 12


def shade(made: Chart, spot: BaseGeometry, origin: float) -> float:
    """Mean lightness, 0 to 255, of a shape of the main view as it is printed in grey, 60 mm high."""
    scale = 60 / made.height
    source = base64.b64encode(made.svg.encode()).decode()
    page = f"@page {{ size: {made.width * scale}mm 60mm; margin: 0 }} body {{ margin: 0 }}"
    picture = f'<img style="display: block; height: 60mm" src="data:image/svg+xml;base64,{source}">'
    pdf = weasyprint.HTML(string=f"<style>{page}</style>{picture}").write_pdf()
    grey = np.asarray(pypdfium2.PdfDocument(pdf)[0].render(scale=600 / 72).to_pil().convert("L"))
    factor = grey.shape[0] / made.height
    inside = [
        grey[round((y + chart.MARGIN) * factor), round((x + origin) * factor)]
        for x in range(*map(round, spot.bounds[::2]), 1)
        for y in range(*map(round, spot.bounds[1::2]), 1)
        if spot.contains(Point(x, y))
    ]
    return float(np.mean(inside))


def test_most_pain_spread_and_skin_are_told_apart_in_grey() -> None:
    made = compose(AREAS, ["back of thigh"], ["calf"], "right")
    (edges,) = marked(made)
    shapes = {name: filled(drawn(name, "back")["shape"]) for name in ("back of thigh", "calf")}
    origin = edges[0] - shapes["back of thigh"].bounds[0]
    left_calf = Polygon([(-x, y) for x, y in shapes["calf"].exterior.coords]).buffer(-8)
    # Where the lead line begins is left out.
    primary, spread = (
        shade(made, shapes[name].buffer(-8).difference(box(0, y - 14, 300, y + 14)), origin)
        for name, (_, _, y) in ((each, drawn(each, "back")["dots"]) for each in shapes)
    )
    skin = shade(made, left_calf, origin)
    assert skin - spread > 30
    assert spread - primary > 50


def test_an_unknown_place_is_told_with_line_column_and_the_nearest_known(tmp_path: Path) -> None:
    text = (CONTENT / "conditions" / "sciatica.yaml").read_text(encoding="utf-8")
    own = tmp_path / "sciatica.yaml"
    own.write_text(text.replace("    - calf\n", "    - Calff\n").replace("    - foot\n", "    - xyzzy\n"))
    with pytest.raises(InputFault) as caught:
        Catalogue(Inputs(file=tmp_path)).leaflet_file(own)
    first, second = caught.value.problems
    line = text.splitlines().index("    - calf") + 1
    assert (first.code, first.place.line, first.place.column) == ("C007", line, 7)
    assert (first.place.field, first.hint) == ("pain.referred[1]", "Did you mean calf?")
    assert second.place.line == line + 1
    assert "buttock, " in second.hint


def test_composing_needs_none_of_the_drawing_libraries() -> None:
    code = (
        "import sys; sys.modules.update(numpy=None, shapely=None)\n"
        "from handouts.catalogue import Catalogue; from handouts.resources import Inputs\n"
        "from handouts.chart import compose\n"
        "print(compose(Catalogue(Inputs()).areas, ['buttock'], ['calf'], None).svg[:4])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "<svg\n"


def test_a_planted_fault_is_seen() -> None:
    outside = Polygon([(300, 300), (340, 300), (340, 340)])
    assert not filled(ATLAS["front"]["skin"]).contains(outside)
    holed = filled("M0 0l100 0 0 100-100 0zM20 20l10 0 0 10-10 0z")
    assert isinstance(holed, Polygon | MultiPolygon)
    assert holed.area == 100 * 100 - 10 * 10


def test_no_area_hides_another_that_lies_in_it() -> None:
    around = compose(AREAS, ["kneecap"], ["around kneecap"], None).svg
    assert around.rindex(PALETTE["primary"]) > around.rindex(PALETTE["referred"])
    within = compose(AREAS, ["sole"], ["heel"], None).svg
    assert within.rindex(PALETTE["referred"]) > within.rindex(PALETTE["primary"])
