"""Many sheets of one clinic as one document: a cover, contents, and page numbers that run through."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from handouts import output
from handouts.desk import Desk
from handouts.errors import InputFault, Place, Problem, UnknownName
from handouts.making import Made, load_renderer, proved, refuse, rendered, words_of
from handouts.order import Booklet
from handouts.press import Runner
from handouts.record import made_from

if TYPE_CHECKING:
    from handouts.page import Bound, Fit, Guarded, Page
    from handouts.sheet import ConditionSheet
    from handouts.wording.booklet import Leaf

MOST_PAGES_A_SHEET = 20
"""A booklet with more on the average has run away."""
MOST_PAGES_IN_FRONT = 20
"""Cover, contents and disclaimer of a library of hundreds take fewer."""


def make(booklet: Booklet, press: Runner) -> Made:
    """Bind the sheets, each set as it needs; they stand by area, and within an area as they were ordered.

    The longest call in the press takes about half a second for each. Raises HandoutError with every problem
    found.
    """
    from handouts import render

    first = Desk(booklet.orders[0])
    desks = [first, *(Desk(order, beside=first) for order in booklet.orders[1:])]
    sheets = _set_all(desks, press)
    bind, leaves = partial(render.booklet, booklet.title), [each.leaf for each in sheets]
    html, front = rendered(bind, leaves, first.catalogue, brand=first.brand, press=press)
    record = made_from(booklet, first.inputs)
    families = frozenset().union(*(each.page.families for each in sheets))
    most = MOST_PAGES_IN_FRONT + MOST_PAGES_A_SHEET * len(sheets)
    bound = press.run(_print, html, families, output.seal(record), most)
    problems = (
        *first.catalogue.unfinished,
        *first.brand.warnings,
        *(problem for each in sheets for problem in each.problems),
        *bound.complaints,
        *proved(
            bound.pdf,
            tuple(_placed(bound, front, sheets)),
            sheets[0].page.size,
            brand=first.brand,
            press=press,
        ),
    )
    refuse(problems, strict=first.order.strict)
    return Made(
        content=output.stamped(bound.pdf),
        pages=bound.page_count,
        warnings=problems,
        name=booklet.title,
        version="",
        reviewed=None,
        record=record,
        sheets=tuple(words_of(each.leaf.sheet) for each in sheets),
    )


def impose(made: Made) -> Made:
    """The booklet for the printer, two pages on a side. It has no tags: it is not for a screen."""
    from handouts import imposing

    record = made.record and {**made.record, "order": {**made.record["order"], "imposed": True}}
    content = output.stamped(imposing.impose(made.content, output.seal(record)))
    return replace(made, content=content, pages=len(imposing.sides(made.pages)), warnings=(), record=record)


@dataclass(frozen=True)
class _SetSheet:
    """A sheet that is set as it will stand in the booklet."""

    leaf: Leaf
    page: Page
    problems: tuple[Problem, ...]


def _set_all(desks: Sequence[Desk], press: Runner) -> list[_SetSheet]:
    """Every sheet as it will stand in the booklet; raises InputFault with the faults of all of them."""
    sheets: list[_SetSheet] = []
    problems: list[Problem] = []
    for desk in desks:
        try:
            sheets.append(_set_sheet(desk, press))
        except (InputFault, UnknownName) as error:
            problems += error.problems
    if problems:
        raise InputFault(*dict.fromkeys(problems))
    return sheets


def _set_sheet(desk: Desk, press: Runner) -> _SetSheet:
    """Find how the sheet has to be set, by itself; in the booklet it then takes the same pages."""
    from handouts import render
    from handouts.page import Fit
    from handouts.sheet import compose
    from handouts.wording.booklet import Leaf

    options = replace(desk.options, bound=True)
    # Packs have conditions only.
    content = cast("ConditionSheet", compose(desk.entry, desk.catalogue, desk.brand, options, desk.personal))
    page = rendered(render.handout, content, desk.catalogue, brand=desk.brand, press=press)
    fit = Fit(page.roominess)
    if content.pages:
        fit = press.run(_find_fit, page)
    leaf = Leaf(content, page.body, fit)
    overflows = (each.problem(shipped=not content.additions) for each in fit.overflows)
    return _SetSheet(leaf, page, tuple(replace(each, place=Place(leaf.name)) for each in overflows))


def _find_fit(page: Page) -> Fit:
    load_renderer()
    from handouts import fitting

    fit = fitting.find_fit(page)
    gc.collect()  # The press does not by itself, and the pages of all sheets would fill its memory.
    return fit


def _print(html: str, families: frozenset[str], metadata: str, most: int) -> Bound:
    load_renderer()
    from handouts import fitting

    return fitting.print_booklet(html, families, metadata, most)


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
