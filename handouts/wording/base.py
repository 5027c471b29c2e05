"""The words of every page: letterhead, warning signs, disclaimer, review mark, footer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from handouts import __version__
from handouts.catalogue import Catalogue
from handouts.page import Guarded
from handouts.pictures import picture_uri
from handouts.readability import measure
from handouts.sheet.base import Sheet
from handouts.wording.filling import count, fill, plain
from handouts.wording.styles import family, style_sheet

Labels = Mapping[str, Any]
S = TypeVar("S", bound=Sheet)


class Wording(ABC, Generic[S]):
    """Turns the facts of one sheet into the words and pictures that its template places."""

    def __init__(self, sheet: S, catalogue: Catalogue) -> None:
        self.sheet = sheet
        self.inputs = catalogue.inputs
        self.labels: Labels = catalogue.labels
        self.shared = catalogue.shared
        self.reference = catalogue.reference
        self.family = family(sheet.brand)

    @property
    @abstractmethod
    def roominess(self) -> Mapping[str, float]:
        """How roomy each side may probably be set, from 0, tight, to 1."""

    def context(self) -> dict[str, Any]:
        """Everything a template may use; plain records and functions, nothing that can open a file."""
        sheet, brand = self.sheet, self.sheet.brand
        return {
            "version": __version__,
            "labels": self.labels,
            "shared": self.shared,
            "options": sheet.options,
            "template": sheet.template,
            "leaflet": sheet.leaflet,
            "red_flags": sheet.red_flags,
            "clinic": brand.clinic,
            "references": [self.reference(name) for name in sheet.sources()],
            "emergency": brand.emergency,
            "disclaimer": self.disclaimer(),
            "mark": self.mark(),
            "footer": self.footer(),
            "page_number": self.page_number(),
            "book": self.book(),
            "logo": brand.logo and picture_uri(brand.logo.kind, brand.logo.content),
            "code": self.code(),
            "styles": style_sheet(brand, sheet.options.paper, self.roominess, self.inputs),
            "most": sheet.most,
            "fill": fill,
            "count": count,
            "join": self.join,
            "lines": lambda text: [line for line in text.splitlines() if line.strip()],
        }

    def guarded(self) -> Iterator[Guarded]:
        """What must stand on the paper, readable, whatever the clinic's templates and styles do."""
        flags, headings = self.sheet.red_flags, self.labels["headings"]
        yield Guarded("the review mark", self.mark())
        yield Guarded("the warning signs", plain(headings["emergency"], emergency=self.sheet.brand.emergency))
        yield Guarded("the warning signs", headings["see_doctor"])
        for name in ("emergency", "see_doctor"):
            for claim in self.sheet.most(name, getattr(flags, name)):
                yield Guarded("the warning signs", claim.text)
        for point in self.disclaimer():
            yield Guarded("the disclaimer", point)

    def disclaimer(self) -> list[str]:
        """The five points with the emergency number."""
        points = self.shared.disclaimer.points
        return [plain(point, emergency=self.sheet.brand.emergency) for point in points]

    def mark(self) -> str:
        """Who has reviewed the words, or that nobody has."""
        leaflet, mark = self.sheet.leaflet, self.labels["mark"]
        if leaflet.reviewed is None:
            return plain(mark["awaiting"], written=self.month(leaflet.written))
        reviewed = leaflet.reviewed
        return plain(mark["reviewed"], on=self.month(reviewed.on), by=reviewed.by)

    def month(self, date: str) -> str:
        """`2026-11` as "Nov 2026"."""
        year, month = date.split("-")[:2]
        return f"{self.labels['months'][int(month) - 1]} {year}"

    def footer(self) -> list[str]:
        """The lines at the foot of each page."""
        leaflet, words = self.sheet.leaflet, self.labels["footer"]
        names = (leaflet.title, *leaflet.also_known_as, *leaflet.glossary)
        grade = measure(self.sheet.prose(), leave_out=names)
        prefix = self.sheet.brand.clinic.leaflet_prefix
        number = leaflet.leaflet or leaflet.name
        numbered = plain(
            words["leaflet"],
            number=f"{prefix}-{number}" if prefix else number,
            version=leaflet.version,
        )
        due = plain(words["next_review"], due=self.month(leaflet.review_due))
        reading = plain(words["grade"], grade=max(1, ceil(grade.flesch_kincaid)), smog=ceil(grade.smog))
        return [f"{numbered}. {self.mark()}. {due}.", f"{reading}. {words['large_print']}."]

    def page_number(self) -> Markup:
        """Such as "Page 1 of 2", counted by the style sheet."""
        at, of = (Markup('<span class="{}"></span>').format(name) for name in ("page-at", "page-of"))
        return fill(self.labels["footer"]["page"], page=at, pages=of)

    def book(self) -> str | None:
        """How to book a visit."""
        clinic, words = self.sheet.brand.clinic, self.labels["book"]
        # A telephone number is not broken over two lines.
        phone = (clinic.phone or "").replace(" ", "\N{NO-BREAK SPACE}")
        if not clinic.booking:
            return plain(words["phone"], phone=phone) if phone else None
        shown = clinic.booking.removeprefix("https://").removeprefix("http://")
        return plain(words["both" if phone else "web"], booking=shown, phone=phone)

    def code(self) -> str | None:
        """The QR code of the booking page as a picture."""
        clinic = self.sheet.brand.clinic
        if not (clinic.booking and clinic.show.booking_code):
            return None
        import segno

        address = clinic.booking if "://" in clinic.booking else f"https://{clinic.booking}"
        code = segno.make(address, error="m", micro=False)
        return str(code.svg_data_uri(scale=1, border=2, omitsize=True, xmldecl=False, nl=False))

    def join(self, items: Iterable[str]) -> str:
        """One text from several, as in "a, b and c"."""
        first, *rest = list(items) or [""]
        if not rest:
            return first
        return f"{', '.join([first, *rest[:-1]])}{self.labels['list_joint']}{rest[-1]}"
