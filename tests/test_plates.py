"""Plain drawings become plates, which look as the renderer draws them; everything else is left to it."""

from __future__ import annotations

import base64
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts import pdf, standing
from handouts.catalogue import Catalogue
from handouts.chart import compose
from handouts.plates import engrave
from handouts.resources import CONTENT, Inputs

FIGURES = sorted((CONTENT / "figures").glob("*.svg"))
MARK = '<path d="M5 5h20v10z"/>'


def drawing_of(inner: str, own: str = 'viewBox="0 0 40 30"') -> str:
    """An SVG drawing with these attributes of its own."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {own}>{inner}</svg>'


BOX = 'viewBox="0 0 40 30"'
PLAIN = {
    "as nothing is said": drawing_of(MARK),
    "a size": drawing_of(MARK, f'{BOX} width="30mm" height="20mm"'),
    "a width": drawing_of(MARK, f'{BOX} width="90"'),
    "a viewBox elsewhere": drawing_of(MARK, 'viewBox="-5,-5 20 40"'),
    "lines": drawing_of(
        '<path d="M2 2L30 4l5 20H8v-9h-2V9m3 3 4 4"/>', f'{BOX} fill="none" stroke="#C0392B" stroke-width="2"'
    ),
    "corners and ends": drawing_of(
        '<path d="M4 25L12 5 20 25" stroke-linejoin="round"/>'
        '<path d="M24 25l6-20 6 20" stroke-linecap="square"/>',
        f'{BOX} fill="none" stroke="#123" stroke-width="4"',
    ),
    "dashes": drawing_of('<path d="M2 9h36" stroke="#000" stroke-width="2" stroke-dasharray="4 2.5"/>'),
    "curves": drawing_of(
        '<path d="M5 20c4-20 10-20 15 0C25 28 30 28 35 10z"/>', f'{BOX} stroke="#2A6F97" fill="#E8F1F5"'
    ),
    "a gap in a line": drawing_of(
        '<path d="M3 3h9M20 3h9zM3 20l9 3z l5 5"/>', f'{BOX} fill="none" stroke="#000"'
    ),
    "rectangles": drawing_of(
        '<rect width="9" height="9"/><rect x="12" y="4" width="20" height="9" rx="3"/>'
        '<rect x="4" y="18" width="30" height="8" rx="9" ry="2" fill="#8AA" stroke="#033"/>'
    ),
    "round corners": drawing_of('<rect x="2" y="2" width="36" height="26" rx="12"/>'),
    "circles": drawing_of(
        '<circle cx="9" cy="9" r="7.5"/><circle cx="28" cy="16" r="9" fill="#FFF" stroke="#A00"/>'
    ),
    "opacity": drawing_of(
        f'{MARK}<circle cx="20" cy="12" r="9" fill="#A00" fill-opacity=".4" stroke="#00A" '
        'stroke-opacity="0.5" stroke-width="4"/><path d="M1 1h8v28z" fill="#0A0"/>'
    ),
    "groups": drawing_of(
        f'<g fill="#FC0" transform="translate(6 4) scale(.5)">{MARK}<g stroke="none"'
        f' transform="matrix(-1 0 0 1 40 9)">{MARK}</g></g><g transform="scale(1 2)">{MARK}</g>',
        f'{BOX} stroke="#333"',
    ),
    "words for those who do not see": drawing_of(f"<title>A mark</title><desc>It says nothing</desc>{MARK}"),
    "outside its viewBox": drawing_of('<path d="M-5-5h60v20z" fill="#888"/>'),
}
HARD = {
    "text": drawing_of('<text x="5" y="9">A</text>'),
    "a gradient": drawing_of('<linearGradient id="a"/><path d="M0 0h9v9z" fill="url(#a)"/>'),
    "a style": drawing_of(f"<style>path{{fill:red}}</style>{MARK}"),
    "a style of its own": drawing_of('<path style="fill:red" d="M0 0h9v9z"/>'),
    "a colour by name": drawing_of(MARK, f'{BOX} fill="red"'),
    "a use": drawing_of(f'<use href="#a"/>{MARK}'),
    "see-through groups": drawing_of(f'<g opacity=".5">{MARK}</g>'),
    "what is hidden": drawing_of(f'<g display="none">{MARK}</g>'),
    "a clip": drawing_of('<path clip-path="url(#a)" d="M0 0h9v9z"/>'),
    "a turn": drawing_of(f'<g transform="rotate(20)">{MARK}</g>'),
    "nothing left of it": drawing_of(f'<g transform="scale(0)">{MARK}</g>'),
    "arcs": drawing_of('<path d="M5 5a4 4 0 0 1 8 0"/>'),
    "quick curves": drawing_of('<path d="M5 5q4 4 8 0"/>'),
    "no beginning": drawing_of('<path d="l5 5"/>'),
    "half a point": drawing_of('<path d="M5 5 5"/>'),
    "a lone point": drawing_of('<path d="M5 5z" stroke="#000" stroke-linecap="round"/>'),
    "numbers run together": drawing_of('<path d="M.5.5h9v9z"/>'),
    "units": drawing_of('<path stroke-width="2px" stroke="#000" d="M0 0h9v9z"/>'),
    "per cent": drawing_of('<rect width="50%" height="9"/>'),
    "no number": drawing_of('<circle cx="nan" r="inf"/>'),
    "far away": drawing_of('<path d="M5 5h9999999v1z"/>'),
    "a number without end": drawing_of(f'<path d="M5 5h{"9" * 5000}v1z"/>'),
    "a power of ten without end": drawing_of(f'<path d="M5 5h{"9" * 400}.5v1z"/>'),
    "another size": drawing_of(MARK, f'{BOX} width="50%"'),
    "another fit": drawing_of(MARK, f'{BOX} preserveAspectRatio="none"'),
    "no viewBox": drawing_of(MARK, 'width="40" height="30"'),
    "an empty viewBox": drawing_of(MARK, 'viewBox="0 0 0 30"'),
    "nothing": drawing_of(""),
    "a drawing in it": drawing_of(drawing_of(MARK)),
    "another language": "<html/>",
    "no XML": "<svg",
    "a shape in a shape": drawing_of(f'<path d="M0 0h9v9z">{MARK}</path>'),
    "too deep": drawing_of(f"{'<g>' * 3000}{MARK}{'</g>' * 3000}"),
}


def page_with(drawing: str, *, quickly: bool) -> Image.Image:
    """A page with the drawing in a box of another shape, as a picture."""
    address = f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
    html = (
        '<html lang="en"><title>x</title><style>\n@page { size: 60mm } img { width: 40mm; height: 20mm;'
        f' background: #EEE }}\n</style>\n<h1>x</h1><img src="{address}" alt="x">'
    )
    if not quickly:
        html = html.replace("<style>\n", "<style>")
    content = pdf.lay_out(html).write(frozenset(), "")
    assert (b"/Form" in content) == quickly
    document = pypdfium2.PdfDocument(content)
    try:
        return document[0].render(scale=3).to_pil().convert("RGB")
    finally:
        document.close()


@pytest.mark.parametrize("drawing", PLAIN.values(), ids=PLAIN)
def test_a_plate_looks_as_the_renderer_draws_it(drawing: str) -> None:
    assert engrave(drawing.encode())
    ours, theirs = (page_with(drawing, quickly=quickly) for quickly in (True, False))
    assert max(high for _, high in ImageChops.difference(ours, theirs).getextrema()) <= 2
    assert len(ours.getcolors(10_000)) > 2, "something is drawn"


@pytest.mark.parametrize("drawing", HARD.values(), ids=HARD)
def test_what_is_not_plain_is_left_to_the_renderer(drawing: str) -> None:
    assert engrave(drawing.encode()) is None


@pytest.mark.parametrize("path", FIGURES[::9], ids=lambda path: path.stem)
def test_a_shipped_figure_looks_as_the_renderer_draws_it(path: Path) -> None:
    drawing = path.read_text(encoding="utf-8")
    ours, theirs = (page_with(drawing, quickly=quickly) for quickly in (True, False))
    assert max(high for _, high in ImageChops.difference(ours, theirs).getextrema()) <= 2


def test_every_shipped_figure_is_plain() -> None:
    assert [path.name for path in FIGURES if not engrave(path.read_bytes())] == []


def test_every_body_chart_is_plain() -> None:
    catalogue = Catalogue(Inputs())
    for name in catalogue.areas:
        for side in (None, "left", "both"):
            assert engrave(compose(catalogue.areas, [name], [], side).svg.encode()), name


def test_a_drawing_is_packed_once_and_printed_wherever_it_stands() -> None:
    address = f"data:image/svg+xml;base64,{base64.b64encode(FIGURES[0].read_bytes()).decode()}"
    image = f'<img src="{address}" alt="x">'
    html = f'<html lang="en"><title>x</title><style>\n</style>\n<h1>x</h1>{image * 3}'
    pages = pdf.lay_out(html)
    assert pages.complaints == []
    assert pages.write(frozenset(), "").count(b"/Form") == 1
    assert standing.is_known()
