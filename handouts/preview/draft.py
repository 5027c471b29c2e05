"""A handout while its words are being written: its pages as they are now, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass

from handouts import snapshot
from handouts.checks import report
from handouts.desk import Desk
from handouts.errors import InputFault, PageFault, Problem, UnknownName
from handouts.making import lay_out
from handouts.press import Press

DOTS_PER_INCH = 144
"""Half as many again as a usual screen has: sharp, and soon drawn."""


@dataclass(frozen=True)
class Draft:
    """How far the handout is."""

    title: str
    pictures: tuple[bytes, ...]
    """Each page as it prints, as PNG; none where no page can be laid out."""
    faults: tuple[Problem, ...] = ()
    """What is wrong with the file or the page."""
    unfinished: tuple[Problem, ...] = ()
    """What is still to be written."""
    words: tuple[Problem, ...] = ()
    """What the checks say of the words that are written."""


def draw_up(desk: Desk) -> Draft:
    """The handout as it is now; raises MissingLibrary or OutputRefused, which writing cannot mend."""
    try:
        with Press() as press:
            laid = lay_out(desk, press)
            pictures = press.run(snapshot.pages, laid.printed.pdf, DOTS_PER_INCH)
    except (InputFault, PageFault, UnknownName) as error:
        return Draft(desk.order.target, (), error.problems)
    unfinished = tuple(dict.fromkeys(desk.catalogue.unfinished))
    return Draft(
        laid.content.leaflet.title,
        pictures,
        faults=tuple(each for each in laid.problems if each not in unfinished),
        unfinished=unfinished,
        words=_words(desk, unfinished),
    )


def _words(desk: Desk, unfinished: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What the checks find on lines that are written."""
    waiting = {(each.place.file, each.place.line) for each in unfinished}
    clinic = desk.order.clinic.parent if desk.order.clinic else None
    found = report.check([desk.order.target], clinic)
    return tuple(each for each in found.problems() if (each.place.file, each.place.line) not in waiting)
