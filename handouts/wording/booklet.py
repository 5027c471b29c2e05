"""The words around the sheets of a booklet: the cover, the contents, the whole disclaimer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from handouts.catalogue import Catalogue
from handouts.design import spacing_css
from handouts.page import Fit, Guarded
from handouts.sheet import ConditionSheet
from handouts.wording.filling import plain
from handouts.wording.stationery import Stationery
from handouts.wording.styles import STYLES, style_sheet

_ID = re.compile(r"""(\s(?:id=["']|href=["']#))""")


@dataclass(frozen=True)
class Leaf:
    """One sheet of a booklet: what stands on it, its HTML, and how it is set."""

    sheet: ConditionSheet
    body: str
    fit: Fit

    @property
    def name(self) -> str:
        """The condition's slug, the id of the place where the sheet begins."""
        return self.sheet.condition.slug


class Entry(NamedTuple):
    """A sheet as the contents list it, and its HTML."""

    id: str
    title: str
    also_known_as: Sequence[str]
    template: str
    body: Markup


class Section(NamedTuple):
    """The sheets of one area of the body."""

    label: str
    entries: list[Entry]


class BookletWording(Stationery):
    """The wording of a booklet."""

    def __init__(self, title: str, leaves: Sequence[Leaf], catalogue: Catalogue) -> None:
        """`leaves` are of one clinic and printed in one way."""
        super().__init__(leaves[0].sheet.brand, catalogue)
        self.title, self.leaves = title, leaves
        self.options = leaves[0].sheet.options

    def context(self) -> dict[str, Any]:
        """What the templates of a booklet may use."""
        return super().context() | {
            "title": self.title,
            "description": self.review(),
            "kind": f"booklet {self.options.paper} {self.options.profile}",
            "options": self.options,
            "styles": self.styles(),
            "text_height": self.options.size.text_height,
            "sections": self.sections(),
            "size": len(self.leaves),
            "review": self.review(),
            "footer": [f"{self.title}. {self.brand.clinic.name}"],
            "page_number": self.page_number(bound=True),
        }

    def sections(self) -> list[Section]:
        """The sheets by area, the areas in the library's order, the sheets of each as they were asked for."""
        return [
            Section(label, [_entry(leaf) for leaf in found])
            for area, label in self.labels["areas"].items()
            if (found := [leaf for leaf in self.leaves if leaf.sheet.condition.area == area])
        ]

    def review(self) -> str:
        """How many of the sheets a clinician has reviewed."""
        count = len(self.leaves)
        reviewed = sum(leaf.sheet.review.state == "reviewed" for leaf in self.leaves)
        state = "some" if 0 < reviewed < count else "all" if reviewed else "none"
        words = self.labels["booklet"]["review"][state]
        return plain(words["one" if count == 1 else "other"], n=count, reviewed=reviewed)

    def styles(self) -> Markup:
        """The style sheet, with the spacing that each sheet needs."""
        spacing = "\n".join(
            spacing_css(leaf.fit.roominess, f':where([id="{leaf.name}"]) ') for leaf in self.leaves
        )
        return style_sheet(self.brand, self.options.size, spacing, self.inputs, (*STYLES, "booklet.css"))

    def guarded(self) -> Iterator[Guarded]:
        """What must stand in front of the sheets."""
        yield Guarded("the review state", self.review())
        for point in self.disclaimer():
            yield Guarded("the disclaimer", point)


def _entry(leaf: Leaf) -> Entry:
    leaflet = leaf.sheet.leaflet
    # Every sheet has ids of the same names; in one document they need the sheet's before them.
    body = _ID.sub(rf"\g<1>{leaf.name}.", leaf.body)
    return Entry(
        leaf.name,
        leaflet.title,
        leaf.sheet.most("also_known_as", leaflet.also_known_as),
        leaf.sheet.template,
        Markup(body),  # noqa: S704 - it comes from a template, which has escaped what stands in it
    )
