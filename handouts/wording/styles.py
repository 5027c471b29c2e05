"""The style sheet of a page: paper, type, the brand's colours, the shipped rules, the clinic's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from handouts.brand import Brand, Palette
from handouts.design import CHART_WIDTH, PICTURES_WIDTH, PageSize
from handouts.pictures import data_uri, picture_uri
from handouts.resources import Inputs, digest, shipped

STYLES = ("base.css", "sheet.css", "full.css", "brief.css", "leaflet.css", "large.css", "ink.css")
_FONT_TYPES = {b"OTTO": "font/otf", b"wOFF": "font/woff", b"wOF2": "font/woff2"}


def family(brand: Brand) -> str:
    """The name under which the page knows the clinic's type."""
    return f"handout-{digest(brand.regular + brand.bold)}"


def style_sheet(
    brand: Brand, page: PageSize, spacing: str, inputs: Inputs, names: Iterable[str] = STYLES
) -> Markup:
    """All rules of a printed page; `spacing` are those that copy-fitting sets, `names` the shipped files."""
    return _joined(*_page_rules(page), *_house(brand), spacing, *_shipped(inputs, names), brand.extra_css)


def web_style_sheet(brand: Brand, inputs: Inputs) -> Markup:
    """All rules of a web page. What a clinic has written for paper is not among them."""
    widths = f":root {{ --pictures-width: {PICTURES_WIDTH}; --chart-width: {CHART_WIDTH} }}"
    return _joined(*_house(brand), widths, *_shipped(inputs, ["web.css"]))


def _house(brand: Brand) -> Iterator[str]:
    """Type and colours."""
    for weight, font in ((400, brand.regular), (700, brand.bold)):
        yield _font_face(brand, weight, font)
    yield f":root {{ {_variables(brand.palette)} }}"
    yield f'html {{ font-family: "{family(brand)}" }}'


def _shipped(inputs: Inputs, names: Iterable[str]) -> Iterator[str]:
    return (inputs.read(shipped("styles") / name).decode() for name in names)


def _joined(*parts: str) -> Markup:
    # A style sheet stands in the page as it is; only its own end tag could break out of it.
    return Markup("\n".join(parts).replace("</", "<\\/"))  # noqa: S704 - CSS is no HTML


def _page_rules(page: PageSize) -> Iterator[str]:
    yield (
        f"@page {{ size: {page.width}mm {page.height}mm;"
        f" margin: {page.top}mm {page.right}mm {page.bottom}mm {page.left}mm }}"
    )
    if page.left != page.right:
        yield f"@page :left {{ margin-left: {page.right}mm; margin-right: {page.left}mm }}"
    if page.bleed:
        yield f"@page {{ bleed: {page.bleed}mm; marks: crop }}"


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
