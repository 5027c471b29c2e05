"""Many sheets of one clinic as one document: a cover, contents, and page numbers that run through."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from handouts import output
from handouts.desk import Desk
from handouts.errors import PageFault, Place, Problem
from handouts.making import load_renderer, render_page
from handouts.order import Order
from handouts.press import SECONDS, Runner
from handouts.record import Record, made_from

if TYPE_CHECKING:
    from handouts.catalogue import Catalogue
    from handouts.model.clinic import Paper
    from handouts.page import Bound, Fit, Guarded, Page
    from handouts.wording.booklet import Leaf

SECONDS_A_SHEET = 5
"""How much longer than a handout a booklet may take, for each of its sheets."""
MOST_PAGES_A_SHEET = 20
"""A booklet with more on the average has run away."""
MOST_PAGES_IN_FRONT = 20
"""Cover, contents and disclaimer of a library of hundreds take fewer."""


@dataclass(frozen=True)
class Booklet:
    """What is to be bound."""

    title: str
    orders: tuple[Order, ...]
    """Sheets by their slugs, for one clinic, in one layout, on one paper, in one profile; each once."""

    def asked(self) -> dict[str, Any]:
        """The booklet as far as it shapes the pages; the rest follows from the inputs."""
        return {"booklet": self.title, "sheets": [order.asked() for order in self.orders]}

    @property
    def seconds(self) -> float:
        """How long a call may run in its press: the last one lays all pages out."""
        return SECONDS + SECONDS_A_SHEET * len(self.orders)


@dataclass(frozen=True)
class Imposed:
    """The same booklet two pages on a side, for folding."""

    booklet: Booklet

    def asked(self) -> dict[str, Any]:
        """As for the booklet, and that it is imposed."""
        return {"imposed": self.booklet.asked()}


@dataclass(frozen=True)
class Finished:
    """A booklet that is not yet written."""

    content: bytes
    pages: int
    warnings: tuple[Problem, ...]
    record: Record
    """What it was made from."""


def make(booklet: Booklet, press: Runner) -> Finished:
    """Bind the sheets, each set as it needs; they stand by area, and within an area as they were ordered.

    Give it a press of its own that allows `booklet.seconds` for a call. Raises HandoutError with every
    problem found.
    """
    first = Desk(booklet.orders[0])
    desks = [first, *(Desk(order, beside=first) for order in booklet.orders[1:])]
    sheets = [_set_sheet(desk, press) for desk in desks]
    html, front = _render(booklet.title, [each.leaf for each in sheets], first.catalogue, press)
    record = made_from(booklet, first.inputs)
    families = frozenset().union(*(each.page.families for each in sheets))
    most = MOST_PAGES_IN_FRONT + MOST_PAGES_A_SHEET * len(sheets)
    bound = press.run(_print, html, families, output.seal(record), most)
    problems = (
        *first.catalogue.unfinished,
        *first.brand.warnings,
        *(problem for each in sheets for problem in each.problems),
        *bound.complaints,
        *_proved(bound, front, sheets, press),
    )
    errors = [each for each in problems if each.severity == "error" or first.order.strict]
    if errors:
        raise PageFault(*errors)
    return Finished(output.stamped(bound.pdf), bound.page_count, problems, record)


def impose(finished: Finished) -> Finished:
    """The booklet for the printer, two pages on a side. It has no tags: it is not for a screen."""
    from handouts import imposing

    record = {**finished.record, "order": {"imposed": finished.record["order"]}}
    content = output.stamped(imposing.impose(finished.content, output.seal(record)))
    return Finished(content, len(imposing.sides(finished.pages)), (), record)


@dataclass(frozen=True)
class _SetSheet:
    """A sheet that is set as it will stand in the booklet."""

    leaf: Leaf
    page: Page
    problems: tuple[Problem, ...]


def _set_sheet(desk: Desk, press: Runner) -> _SetSheet:
    """Find how the sheet has to be set, by itself; in the booklet it then takes the same pages."""
    from handouts.page import Fit
    from handouts.sheet import compose
    from handouts.wording.booklet import Leaf

    options = replace(desk.options, bound=True)
    content = compose(desk.entry, desk.catalogue, desk.brand, options, desk.personal)
    page = render_page(content, desk.catalogue, press)
    fit = Fit(page.roominess)
    if content.pages:
        fit = press.run(_find_fit, page.html, page.roominess, options.paper)
    leaf = Leaf(content, page.body, fit)
    overflows = (each.problem(shipped=not content.additions) for each in fit.overflows)
    return _SetSheet(leaf, page, tuple(replace(each, place=Place(leaf.name)) for each in overflows))


def _find_fit(html: str, guess: Mapping[str, float], paper: Paper) -> Fit:
    load_renderer()
    from handouts import fitting

    fit = fitting.find_fit(html, guess, paper)
    gc.collect()  # The press does not by itself, and the pages of all sheets would fill its memory.
    return fit


def _print(html: str, families: frozenset[str], metadata: str, most: int) -> Bound:
    load_renderer()
    from handouts import fitting

    return fitting.print_booklet(html, families, metadata, most)


def _render(
    title: str, leaves: Sequence[Leaf], catalogue: Catalogue, press: Runner
) -> tuple[str, tuple[Guarded, ...]]:
    """The booklet as HTML and what must stand in front of the sheets; own templates run under guard."""
    from handouts import render

    if not leaves[0].sheet.brand.own_templates:
        return render.booklet(title, leaves, catalogue)
    rendered, catalogue.inputs.record = press.run(_render_guarded, title, leaves, catalogue)
    return rendered


def _render_guarded(
    title: str, leaves: Sequence[Leaf], catalogue: Catalogue
) -> tuple[tuple[str, tuple[Guarded, ...]], dict[str, str | None]]:
    from handouts import render

    return render.booklet(title, leaves, catalogue), catalogue.inputs.record


def _proved(
    bound: Bound, front: Sequence[Guarded], sheets: Sequence[_SetSheet], press: Runner
) -> list[Problem]:
    """What is wrong with the finished pages: each sheet answers for its own."""
    from handouts import proof

    guarded = tuple(_placed(bound, front, sheets))
    brand, options = sheets[0].leaf.sheet.brand, sheets[0].leaf.sheet.options
    if brand.shapes_pages:
        return press.run(proof.check, bound.pdf, guarded, options.paper)
    return proof.check(bound.pdf, guarded, options.paper)


def _placed(bound: Bound, front: Sequence[Guarded], sheets: Sequence[_SetSheet]) -> Iterator[Guarded]:
    """The guarded words with the pages on which they must stand; a sheet that is not there has none."""
    starts = {
        each.leaf.name: bound.starts[each.leaf.name] for each in sheets if each.leaf.name in bound.starts
    }
    edges = [*sorted(starts.values()), bound.page_count + 1]
    pages = {start: range(start, end) for start, end in pairwise(edges)}
    for words in front:
        yield replace(words, pages=range(1, edges[0]))
    for each in sheets:
        name = each.leaf.name
        where = pages[starts[name]] if name in starts else range(0)
        for words in each.page.guarded:
            yield replace(words, name=f"{words.name} ({name})", pages=where)
