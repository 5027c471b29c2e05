"""The words of every sheet: warning signs, disclaimer, review mark, footer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from handouts.catalogue import Catalogue
from handouts.design import USUAL, PageSize, spacing_css
from handouts.page import Guarded
from handouts.readability import measure
from handouts.sheet.base import Sheet
from handouts.wording.filling import plain
from handouts.wording.stationery import Stationery
from handouts.wording.styles import style_sheet, web_style_sheet

S = TypeVar("S", bound=Sheet)


class Wording(Stationery, ABC, Generic[S]):
    """Turns the facts of one sheet into the words and pictures that its template places."""

    def __init__(self, sheet: S, catalogue: Catalogue) -> None:
        super().__init__(sheet.brand, catalogue)
        self.sheet = sheet
        self.on_screen = sheet.options.on_screen
        self.reference = catalogue.reference

    @property
    def size(self) -> PageSize:
        """The page that it is made for."""
        return self.sheet.options.size

    @property
    def archive(self) -> bool:
        """Whether it is to be fit for an archive."""
        return self.sheet.options.printing.archive

    @property
    @abstractmethod
    def roominess(self) -> Mapping[str, float]:
        """How roomy each side may probably be set, from 0, tight, to 1."""

    def context(self) -> dict[str, Any]:
        """What the templates of a sheet may use."""
        sheet, options = self.sheet, self.sheet.options
        return super().context() | {
            "title": sheet.leaflet.title,
            "description": sheet.leaflet.message.text,
            "kind": " ".join((sheet.template, options.paper, options.profile, *options.printing.parts())),
            "options": options,
            "template": sheet.template,
            "leaflet": sheet.leaflet,
            "red_flags": sheet.red_flags,
            "references": [self.reference(name) for name in sheet.sources()],
            "mark": self.mark(),
            "footer": self.footer(),
            "page_number": None if self.on_screen else self.page_number(bound=options.bound),
            "styles": self.styles(),
            "most": sheet.most,
            "field": self.field,
        }

    def styles(self) -> Markup:
        """The style sheet of the page."""
        if self.on_screen:
            return web_style_sheet(self.brand, self.inputs)
        spacing = spacing_css(dict.fromkeys(self.roominess, USUAL))
        return style_sheet(self.brand, self.size, spacing, self.inputs)

    def field(self, kind: str, name: str | Sequence[object], says: str | Sequence[object]) -> Markup:
        """A field to fill in, where that is asked for; `says` is what a screen reader calls it.

        `kind` is "text" or "checkbox"; name and words may come in parts.
        """
        if not self.sheet.options.printing.fillable:
            return Markup("")
        key, words = (
            each if isinstance(each, str) else joint.join(map(str, each))
            for each, joint in ((name, "."), (says, ", "))
        )
        return Markup('<input type="{}" name="{}" title="{}">').format(kind, key, words)

    def guarded(self) -> Iterator[Guarded]:
        """What must stand on the paper, readable, whatever the clinic's templates and styles do."""
        flags, headings = self.sheet.red_flags, self.labels["headings"]
        yield Guarded("the review mark", self.mark())
        yield Guarded("the warning signs", plain(headings["emergency"], emergency=self.brand.emergency))
        names = ["emergency"] if self.sheet.brief else ["emergency", "see_doctor"]
        if not self.sheet.brief:
            yield Guarded("the warning signs", headings["see_doctor"])
        for name in names:
            for claim in self.sheet.most(name, getattr(flags, name)):
                yield Guarded("the warning signs", claim.text)
        for point in self.disclaimer():
            yield Guarded("the disclaimer", point)

    def disclaimer(self) -> list[str]:
        """The five points; their short form in brief, and in a booklet, which begins with all of them."""
        if not (self.sheet.options.bound or self.sheet.brief):
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
        known = [f"{numbered}. {self.mark()}. {due}."]
        if self.sheet.brief:
            return known
        if self.sheet.options.printing.large_print:
            return [f"{numbered}. {self.mark()}.", f"{due}. {words['other_forms']}.", f"{reading}."]
        return [*known, f"{reading}. {words['large_print']}."]
