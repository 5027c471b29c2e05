"""A handout while its words are being written: its pages as they are now, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handouts import snapshot
from handouts.checks.examination import examine
from handouts.checks.shelf import Shelf
from handouts.checks.subject import Subject
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
        words=tuple(each for each in _findings(desk) if each not in unfinished),
    )


def _findings(desk: Desk) -> list[Problem]:
    """What the checks say of the condition; notes are not for those who write."""
    today = date.today()  # noqa: DTZ011 - a day has no time zone here
    found = examine(Subject(desk.entry, Shelf(desk.catalogue, today, desk.options.profile)))
    return [each for each in found.problems if each.severity != "note"]
