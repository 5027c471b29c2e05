"""The words of every sheet: warning signs, disclaimer, review mark, footer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from handouts.catalogue import Catalogue
from handouts.design import USUAL, spacing_css
from handouts.page import Guarded
from handouts.readability import measure
from handouts.sheet.base import Sheet
from handouts.wording.filling import plain
from handouts.wording.stationery import Stationery
from handouts.wording.styles import style_sheet

S = TypeVar("S", bound=Sheet)


class Wording(Stationery, ABC, Generic[S]):
    """Turns the facts of one sheet into the words and pictures that its template places."""

    def __init__(self, sheet: S, catalogue: Catalogue) -> None:
        super().__init__(sheet.brand, catalogue)
        self.sheet = sheet
        self.reference = catalogue.reference

    @property
    @abstractmethod
    def roominess(self) -> Mapping[str, float]:
        """How roomy each side may probably be set, from 0, tight, to 1."""

    def context(self) -> dict[str, Any]:
        """What the templates of a sheet may use."""
        sheet, options = self.sheet, self.sheet.options
        spacing = spacing_css(dict.fromkeys(self.roominess, USUAL))
        return super().context() | {
            "title": sheet.leaflet.title,
            "description": sheet.leaflet.message.text,
            "kind": f"{sheet.template} {options.paper} {options.profile}",
            "options": options,
            "template": sheet.template,
            "leaflet": sheet.leaflet,
            "red_flags": sheet.red_flags,
            "references": [self.reference(name) for name in sheet.sources()],
            "mark": self.mark(),
            "footer": self.footer(),
            "page_number": self.page_number(bound=options.bound),
            "styles": style_sheet(self.brand, options.paper, spacing, self.inputs),
            "most": sheet.most,
        }

    def guarded(self) -> Iterator[Guarded]:
        """What must stand on the paper, readable, whatever the clinic's templates and styles do."""
        flags, headings = self.sheet.red_flags, self.labels["headings"]
        yield Guarded("the review mark", self.mark())
        yield Guarded("the warning signs", plain(headings["emergency"], emergency=self.brand.emergency))
        yield Guarded("the warning signs", headings["see_doctor"])
        for name in ("emergency", "see_doctor"):
            for claim in self.sheet.most(name, getattr(flags, name)):
                yield Guarded("the warning signs", claim.text)
        for point in self.disclaimer():
            yield Guarded("the disclaimer", point)

    def disclaimer(self) -> list[str]:
        """The five points; their short form on a sheet of a booklet, which has them all at its beginning."""
        if not self.sheet.options.bound:
            return super().disclaimer()
        return [plain(self.shared.disclaimer.short, emergency=self.brand.emergency)]

    def mark(self) -> str:
        """Who has reviewed the words, or that nobody has."""
        review, mark = self.sheet.review, self.labels["mark"]
        if review.state == "reviewed":
            return plain(mark["reviewed"], on=self.month(review.on), by=review.by)
        return plain(mark["awaiting"], written=self.month(self.sheet.leaflet.written))

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
        reading = plain(words["grade"], grade=grade.grade, smog=grade.smog_grade)
        return [f"{numbered}. {self.mark()}. {due}.", f"{reading}. {words['large_print']}."]
