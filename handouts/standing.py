"""Standing type, as printers say: what was set for one sheet and need not be set again for the next.

The one room that leans on what WeasyPrint does not promise. A style sheet is parsed once, the type of a
brand is shared by its sheets, and plain drawings are printed from plates; the pages are the same. With a
renderer that this room does not know, `lay_out` takes the plain way.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import pydyf
import weasyprint
from weasyprint import css, document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from handouts.plates import Plate, engrave

KNOWN = {"weasyprint": "70.0", "pydyf": "0.13.0"}
"""The versions with which the pages of both ways were compared."""
MOST_FORMES, MOST_PLATES = 4, 400
"""Style sheets, of some two megabytes each, and drawings that a process keeps."""
FIELD = "<input "
"""What a page with fields to fill in has in it."""
LONGEST_DRAWING = 40_000
"""Letters of an address; what is kept of drawings is at most MOST_PLATES times this."""

_STYLE = re.compile(r"<style>\n(.*?)</style>\n", re.DOTALL)
_SPACING = re.compile(r"^\.\w+ \{ --leading:.*$", re.MULTILINE)
_FACE = re.compile(r'^@font-face \{ font-family: "handout-[0-9a-f]+"; [^{}]* \}$', re.MULTILINE)
_DRAWING = re.compile(rf'(?<=src="|url\(")data:image/svg\+xml;base64,([\w+/=]{{1,{LONGEST_DRAWING}}})(?=")')


def is_known() -> bool:
    """Whether the inner parts of the renderer are what this room takes them to be."""
    return {"weasyprint": weasyprint.__version__, "pydyf": pydyf.__version__} == KNOWN


def lay_out(html: str, fetch: URLFetcher, variant: str, complaints: Sequence[object]) -> weasyprint.Document:
    """The HTML as a document, the quick way if it can be; `complaints` is where the caller gathers them."""
    style = _STYLE.search(html)
    if style is None or not is_known():
        return _plainly(html, fetch, variant)
    return _quickly(html[: style.start()] + html[style.end() :], style[1], fetch, variant, complaints)


def _plainly(html: str, fetch: URLFetcher, variant: str) -> weasyprint.Document:
    return weasyprint.HTML(string=html, url_fetcher=fetch, base_url="").render(
        font_config=FontConfiguration(), pdf_variant=variant, pdf_forms=FIELD in html
    )


def _quickly(
    html: str, style: str, fetch: URLFetcher, variant: str, complaints: Sequence[object]
) -> weasyprint.Document:
    # The spacing of copy-fitting is another one on each sheet, and the rest the same on all of a brand.
    spacing = "\n".join(_SPACING.findall(style))
    style = _SPACING.sub("", style)
    # Some complaints are made of a style sheet once only; one that has any is not kept.
    forme = formes.pop(style, None) or _set(style, fetch)
    html, stamps = _stamped(html)
    page = weasyprint.HTML(string=html, url_fetcher=fetch, base_url="")
    page.formes = [weasyprint.CSS(string=spacing, url_fetcher=fetch), forme.sheet]
    options = weasyprint.DEFAULT_OPTIONS | {
        "pdf_variant": variant,
        "pdf_forms": FIELD in html,
        "cache": {**forme.stamps, **stamps},
    }
    laid = _Document._render(page, forme.fonts, forme.counters.copy(), dict(forme.profiles), options)  # noqa: SLF001
    if not complaints:
        formes[style] = forme
        if len(formes) > MOST_FORMES:
            del formes[next(iter(formes))]
    return laid


@dataclass(frozen=True)
class _Forme:
    """A style sheet that is parsed, and what its rules have put beside it."""

    sheet: weasyprint.CSS
    fonts: FontConfiguration
    counters: Any
    profiles: Mapping[str, Any]
    stamps: Mapping[str, _Stamp]


formes: dict[str, _Forme] = {}
"""By the text of the style sheet; the last one used is the last."""


def _set(style: str, fetch: URLFetcher) -> _Forme:
    faces, others = "".join(_FACE.findall(style)), _FACE.sub("", style)
    # The name of a family tells its files. A clinic's own rules could bring type under any name.
    is_ours = "\\" not in others and "@font-face" not in others.lower()
    fonts = type_of(hashlib.sha256((faces if is_ours else style).encode()).digest())
    text, stamps = _stamped(style)
    counters = document.CounterStyle()
    profiles: dict[str, Any] = {}
    sheet = weasyprint.CSS(
        string=text,
        base_url="",
        url_fetcher=fetch,
        font_config=fonts,
        counter_style=counters,
        color_profiles=profiles,
    )
    return _Forme(sheet, fonts, counters, profiles, stamps)


@lru_cache(maxsize=MOST_FORMES)
def type_of(faces: bytes) -> FontConfiguration:  # noqa: ARG001 - one for each
    """The fonts of all style sheets with these faces, by their digest."""
    return FontConfiguration()


class _Document(weasyprint.Document):  # type: ignore[misc]
    """A document whose first style sheets are ready when it begins."""

    @classmethod
    def _build_layout_context(
        cls,
        html: weasyprint.HTML,
        font_config: FontConfiguration,
        counter_style: Any,
        color_profiles: dict[str, Any],
        options: dict[str, Any],
    ) -> Any:
        for counters in html._ua_counter_style():  # noqa: SLF001
            for name, value in counters.items():
                counter_style.setdefault(name, value)
        found = css.find_stylesheets(
            html.wrapper_element,
            html.media_type,
            html.url_fetcher,
            html.base_url,
            font_config,
            counter_style,
            color_profiles,
            page_rules=[],
            layers=[],
        )
        sheets = [(sheet, "user agent", None) for sheet in html._ua_stylesheets(options["pdf_forms"])]  # noqa: SLF001
        sheets += [(sheet, "author", None) for sheet in (*html.formes, *found)]
        targets = document.TargetCollector()
        styles = css.StyleFor(html, sheets, False, font_config, targets)  # noqa: FBT003
        pictures = partial(
            document.original_get_image_from_uri,
            cache=options["cache"],
            url_fetcher=html.url_fetcher,
            options=options,
        )
        return document.LayoutContext(styles, pictures, font_config, counter_style, targets)


class _Stamp:
    """A plate in the shape in which WeasyPrint takes a picture."""

    def __init__(self, drawn: Plate, name: str) -> None:
        self.plate, self.id = drawn, name
        self._packed = zlib.compress(drawn.operators)

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[Any, Any, float]:
        """Width and height in px as far as the drawing says so, and the one divided by the other."""
        width, height = self.plate.width, self.plate.height
        ratio = self.plate.view.width / self.plate.view.height
        if width and height:
            return width, height, width / height
        return width or (height and height * ratio), height or (width and width / ratio), ratio

    def draw(self, stream: Any, width: float, height: float, _style: object) -> None:
        """Print it into a box of this size in px, as large as it can be and in the middle."""
        view = self.plate.view
        scale = min(width / view.width, height / view.height)
        left, top = (width - view.width * scale) / 2, (height - view.height * scale) / 2
        stream.transform(a=scale, d=scale, e=left - view.left * scale, f=top - view.top * scale)
        stream.draw_x_object(stream.add_image(self, False, 1))  # noqa: FBT003

    def get_x_object(self, _interpolate: object, _ratio: object) -> pydyf.Stream:
        """The plate as a part of a PDF, another one for each."""
        states = {name: pydyf.Dictionary({name[:2]: alpha}) for name, alpha in self.plate.states.items()}
        about = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array(self.plate.ink),
            "Resources": pydyf.Dictionary({"ExtGState": pydyf.Dictionary(states)}),
            "Filter": "/FlateDecode",
        }
        return pydyf.Stream([self._packed], pydyf.Dictionary(about))


def _stamped(text: str) -> tuple[str, dict[str, _Stamp]]:
    """The text with short names in place of plain drawings, and what the names stand for."""
    stamps: dict[str, _Stamp] = {}

    def name(address: re.Match[str]) -> str:
        stamp = stamp_of(address[1])
        if stamp is None:
            return address[0]
        stamps[f"plate:{stamp.id}"] = stamp
        return f"plate:{stamp.id}"

    return _DRAWING.sub(name, text), stamps


@lru_cache(maxsize=MOST_PLATES)
def stamp_of(packed: str) -> _Stamp | None:
    """What prints this drawing, in base64; None where it is not plain."""
    drawing = base64.b64decode(packed)
    drawn = engrave(drawing)
    return _Stamp(drawn, hashlib.sha256(drawing).hexdigest()[:16]) if drawn else None
