"""The style sheet of a page: paper, type, the brand's colours, the shipped rules, the clinic's own."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from handouts.brand import Brand, Palette
from handouts.design import PAPERS
from handouts.model.clinic import Paper
from handouts.pictures import data_uri, picture_uri
from handouts.resources import Inputs, digest, shipped

STYLES = ("base.css", "sheet.css", "full.css", "leaflet.css")
_FONT_TYPES = {b"OTTO": "font/otf", b"wOFF": "font/woff", b"wOF2": "font/woff2"}


def family(brand: Brand) -> str:
    """The name under which the page knows the clinic's type."""
    return f"handout-{digest(brand.regular + brand.bold)}"


def style_sheet(
    brand: Brand, paper: Paper, spacing: str, inputs: Inputs, names: Iterable[str] = STYLES
) -> Markup:
    """All rules of a page; `spacing` are those that copy-fitting sets, `names` the shipped files."""
    page = PAPERS[paper]
    parts = [
        (
            f"@page {{ size: {page.width}mm {page.height}mm;"
            f" margin: {page.top}mm {page.side}mm {page.bottom}mm }}"
        ),
        *(_font_face(brand, weight, font) for weight, font in ((400, brand.regular), (700, brand.bold))),
        f":root {{ {_variables(brand.palette)} }}",
        f'html {{ font-family: "{family(brand)}" }}',
        spacing,
        *(inputs.read(shipped("styles") / name).decode() for name in names),
        brand.extra_css,
    ]
    # A style sheet stands in the page as it is; only its own end tag could break out of it.
    return Markup("\n".join(parts).replace("</", "<\\/"))  # noqa: S704 - CSS is no HTML


def _font_face(brand: Brand, weight: int, font: bytes) -> str:
    uri = data_uri(_FONT_TYPES.get(font[:4], "font/ttf"), font)
    return f'@font-face {{ font-family: "{family(brand)}"; font-weight: {weight}; src: url("{uri}") }}'


def _variables(palette: Palette) -> str:
    values = {
        "primary": palette.primary,
        "tint": palette.tint,
        "line": palette.line,
        "accent": palette.accent,
        "accent-tint": palette.accent_tint,
        "ink": palette.ink,
        "muted": palette.muted,
        "tick-box": f'url("{_tick_box(palette.ink)}")',
    }
    return "; ".join(f"--{name}: {value}" for name, value in values.items())


def _tick_box(ink: str) -> str:
    box = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 54 54"><rect x="3" y="3" width="48"'
        f' height="48" rx="5" fill="#FFFFFF" stroke="{ink}" stroke-width="4"/></svg>'
    )
    return picture_uri("svg", box.encode())
