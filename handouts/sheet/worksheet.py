"""What stands on a worksheet: all that a clinician judges and signs before a sheet is called reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts import reviews
from handouts.brand import Brand
from handouts.catalogue import Catalogue
from handouts.checks.passage import Passage
from handouts.checks.rating import Item, Score
from handouts.model.base import Model
from handouts.model.leaflet import Leaflet
from handouts.model.words import Source
from handouts.printing import Paper
from handouts.readability import Grade


@dataclass(frozen=True)
class Findings:
    """What the checks say of a sheet, and what they leave to a person."""

    grade: Grade
    scores: Sequence[Score]
    to_judge: Sequence[Item]


@dataclass(frozen=True)
class Worksheet:
    """One worksheet's content, in order."""

    leaflet: Leaflet
    brand: Brand
    paper: Paper
    findings: Findings
    cautions: Sequence[tuple[Model, Passage]]
    """Those without a source, each with what it stands in."""
    sentences: int
    """Of the sheet, all together."""
    sources: Sequence[Source]
    words: str
    """The hash of what would be signed."""
    command: str
    """What records the signature, with blanks to fill in."""


def compose(  # noqa: PLR0913 - everything that has a say
    leaflet: Leaflet, catalogue: Catalogue, brand: Brand, paper: Paper, findings: Findings, *, command: str
) -> Worksheet:
    """Gather what a clinician needs for this sheet of this clinic."""
    return Worksheet(
        leaflet=leaflet,
        brand=brand,
        paper=paper,
        findings=findings,
        cautions=reviews.own_cautions(leaflet, catalogue),
        sentences=reviews.sentences(leaflet, catalogue, brand),
        sources=[catalogue.reference(name) for name in reviews.sources(leaflet, catalogue)],
        words=reviews.words_hash(leaflet, catalogue, brand),
        command=command,
    )
