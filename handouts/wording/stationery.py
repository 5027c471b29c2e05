"""What a clinic's paper says whatever is printed on it: who they are, how to book, the disclaimer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any

from markupsafe import Markup

from handouts import __version__
from handouts.brand import Brand
from handouts.catalogue import Catalogue
from handouts.pictures import picture_uri
from handouts.wording.filling import count, fill, joined, plain, prose
from handouts.wording.links import ADDRESSES, link
from handouts.wording.styles import family

Labels = Mapping[str, Any]


class Stationery:
    """Turns the facts of a clinic into the words and pictures that the templates place."""

    on_screen = False
    """Whether the words are for a screen, where addresses are links and a code to scan is of no use."""

    def __init__(self, brand: Brand, catalogue: Catalogue) -> None:
        self.brand = brand
        self.inputs = catalogue.inputs
        self.labels: Labels = catalogue.labels
        self.shared = catalogue.shared
        self.family = family(brand)

    def context(self) -> dict[str, Any]:
        """Everything a template may use; plain records and functions, nothing that can open a file."""
        brand = self.brand
        return {
            "version": __version__,
            "labels": self.labels,
            "shared": self.shared,
            "clinic": brand.clinic,
            "emergency": brand.emergency,
            "disclaimer": self.disclaimer(),
            "book": self.book(),
            "logo": brand.logo and picture_uri(brand.logo.kind, brand.logo.content),
            "code": self.code(),
            "link": self.link,
            "fill": fill,
            "count": count,
            "join": self.join,
            "prose": prose,
            "lines": lambda text: [line for line in text.splitlines() if line.strip()],
        }

    def disclaimer(self) -> list[str]:
        """The five points with the emergency number."""
        points = self.shared.disclaimer.points
        return [plain(point, emergency=self.brand.emergency) for point in points]

    def page_number(self, *, bound: bool) -> Markup:
        """Such as "Page 1 of 2", counted by the style sheet; "Page 7" in a booklet."""
        at, of = (Markup('<span class="{}"></span>').format(name) for name in ("page-at", "page-of"))
        return fill(self.labels["footer"]["page_bound" if bound else "page"], page=at, pages=of)

    def month(self, date: str) -> str:
        """`2026-11` as "Nov 2026"."""
        year, month = date.split("-")[:2]
        return f"{self.labels['months'][int(month) - 1]} {year}"

    def link(self, kind: str, words: str, shown: str | None = None) -> Markup | str:
        """Words of this kind, phone, web or email, as a link on a screen; on paper as they are."""
        return link(kind, words, shown) if self.on_screen else shown or words

    def book(self) -> Markup | None:
        """How to book a visit."""
        clinic, words = self.brand.clinic, self.labels["book"]
        # A telephone number is not broken over two lines.
        phone = self.link("phone", (clinic.phone or "").replace(" ", "\N{NO-BREAK SPACE}"))
        if not clinic.booking:
            return fill(words["phone"], phone=phone) if clinic.phone else None
        shown = clinic.booking.removeprefix("https://").removeprefix("http://")
        form = words["both" if clinic.phone else "web"]["with_code" if self.code() else "without_code"]
        return fill(form, booking=self.link("web", clinic.booking, shown), phone=phone)

    def code(self) -> str | None:
        """The QR code of the booking page as a picture; none on a screen."""
        clinic = self.brand.clinic
        if self.on_screen or not (clinic.booking and clinic.show.booking_code):
            return None
        return _code(ADDRESSES["web"](clinic.booking))

    def join(self, items: Iterable[str]) -> str:
        """One text from several, as in "a, b, and c"."""
        return joined(items, self.labels["joints"])


@lru_cache(maxsize=16)
def _code(address: str) -> str:
    import segno

    drawing = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawing, kind="svg", scale=1, border=2, omitsize=True, xmldecl=False, nl=False)
    return picture_uri("svg", drawing.getvalue())
