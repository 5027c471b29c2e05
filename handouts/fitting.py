"""Copy-fitting: the roomiest spacing at which a sheet keeps to its pages, front and back apart."""

from __future__ import annotations

import gc
import re
from collections.abc import Mapping
from dataclasses import dataclass

from handouts import pdf
from handouts.design import CLOSER, GOOD_FIT, STRETCH, USUAL, WORTH_A_PAGE, PageSize, spacing_css
from handouts.page import Bound, Fit, Overflow, Page, Printed

_SPACING = re.compile(r"^\.\w+ \{ --leading:.*$", re.MULTILINE)
MOST_LAYOUTS = 5
"""Laying out costs most of a build; by then the roominess is known to a few millimetres."""


@dataclass(frozen=True)
class Fitted:
    """A document at its final spacing."""

    html: str
    pages: pdf.Pages
    fit: Fit


def print_page(page: Page, metadata: str, *, fixed: bool) -> Printed:
    """The page as PDF; `fixed` when it has to keep to its pages.

    Raises PageFault where it cannot be laid out.
    """
    set_type = fit if fixed else run_on
    fitted = set_type(page.html, page.roominess, page.size)
    pages = fitted.pages
    content = pages.write(page.families, metadata, archive=page.archive)
    return Printed(content, fitted.html, pages.count, fitted.fit.overflows, tuple(pages.complaints))


def run_on(html: str, usual: Mapping[str, float], size: PageSize) -> Fitted:
    """Lay out as many pages as it takes; closer, where that saves a last page that is nearly empty."""
    fitted = Fitted(html, pdf.lay_out(html), Fit(usual))
    if not _ends_early(fitted.pages, size):
        return fitted
    for roominess in CLOSER:
        closer = dict.fromkeys(usual, roominess)
        html = _at(html, closer)
        pages = pdf.lay_out(html)
        if pages.count < fitted.pages.count:
            return Fitted(html, pages, Fit(closer))
        del pages
        gc.collect()
    return fitted


def _ends_early(pages: pdf.Pages, size: PageSize) -> bool:
    """Whether there is a last page with little on it."""
    end = pages.spots.get(_end("back"))
    return end is not None and end.page == pages.count > 1 and end.top < WORTH_A_PAGE * size.height


def find_fit(page: Page) -> Fit:
    """How the sheet can be set, without the pages; raises PageFault where it cannot be laid out."""
    return fit(page.html, page.roominess, page.size).fit


def print_booklet(html: str, families: frozenset[str], metadata: str, most: int) -> Bound:
    """The booklet as PDF, of `most` pages at the most; raises PageFault where it cannot be laid out."""
    pages = pdf.lay_out(html, most)
    content = pages.write(families, metadata)
    starts = {name: spot.page for name, spot in pages.spots.items()}
    return Bound(content, pages.count, starts, tuple(pages.complaints))


def fit(html: str, guess: Mapping[str, float], size: PageSize) -> Fitted:
    """Lay the sheet out at the roomiest spacing that keeps each side to a page.

    `guess` is the roominess of each side to begin with. A page that is too long when set tight is set as
    usual, and runs on.
    """
    searches = {side: _Search(value) for side, value in guess.items()}
    ends = {_end(side) for side in searches}
    for _ in range(MOST_LAYOUTS):
        html = _at(html, _roominess(searches))
        pages = pdf.lay_out(html)
        if not ends <= set(pages.spots):
            return Fitted(html, pages, Fit(guess))  # A clinic's own template: nothing to measure by.
        for side, search in searches.items():
            search.learn(*_measure(pages, side, size))
        if all(search.settled for search in searches.values()):
            break
        del pages
        gc.collect()  # A press does not by itself, and a layout leaves ten megabytes.
    else:
        for search in searches.values():
            search.roominess = search.fits
        html = _at(html, _roominess(searches))
        pages = pdf.lay_out(html)
    overflows = tuple(each.overflow for each in searches.values() if each.overflow)
    return Fitted(html, pages, Fit(_roominess(searches), overflows))


class _Search:
    """The search for one page's roominess: the most that is known to fit, the least known not to."""

    def __init__(self, guess: float) -> None:
        self.roominess = guess
        self.fits, self.too_long = 0.0, 1.0
        self.stretch, self.before = STRETCH, (guess, 0.0)
        self.settled = False
        self.overflow: Overflow | None = None

    def learn(self, over: Overflow | None, free: float) -> None:
        """Take in how the page came out, and choose what to try next; `free` mm, below 0 missing."""
        if self.settled:
            return
        now = self.roominess
        self._weigh(now, free)
        if over and now == 0:
            # Set as usual it runs on in good shape; one more layout shows it so.
            self.overflow, self.roominess, self.fits = over, USUAL, USUAL
        elif self.overflow or (not over and (free <= GOOD_FIT or now == 1)):
            self.settled = True
        elif over:
            self.too_long = min(self.too_long, now)
            estimate = now + (free - GOOD_FIT / 2) / STRETCH
            self.roominess = max(estimate, self.fits) if estimate > 0 else self.fits
        else:
            self.fits = now
            estimate = now + (free - GOOD_FIT / 2) / self.stretch
            halfway = (now + self.too_long) / 2
            self.roominess = min(1.0, estimate if self.too_long == 1 else min(estimate, halfway))

    def _weigh(self, now: float, free: float) -> None:
        """See from two settings that fit how much this page stretches: not all of it is lines."""
        then, was_free = self.before
        if 0 <= free < was_free and now > then:
            self.stretch = (was_free - free) / (now - then)
        self.before = now, free


def _end(side: str) -> str:
    """The id of the mark at the end of a side."""
    return f"end-of-{side}"


def _measure(pages: pdf.Pages, side: str, size: PageSize) -> tuple[Overflow | None, float]:
    """How much is too long on this side, and the height left free (below 0: missing), in mm."""
    end = pages.spots[_end(side)]
    # The first side begins with the first page; it has no id to tell where.
    first = pages.spots[side].page if side in pages.spots else 1
    if end.page == first:
        return None, size.height - size.bottom - end.top
    missing = (end.page - first - 1) * size.text_height + end.top - size.top
    sections = {
        name: spot for name, spot in pages.spots.items() if name != "back" and not name.startswith(_end(""))
    }
    beyond = [name for name, spot in sections.items() if first < spot.page <= end.page]
    before = [name for name, spot in sections.items() if spot.page == first]
    section = (beyond or before[-1:] or [side])[0]
    return Overflow(side, section, max(1, round(missing))), -max(missing, 1.0)


def _at(html: str, roominess: Mapping[str, float]) -> str:
    """The same page with other spacing."""
    css = spacing_css(roominess)
    return _SPACING.sub(lambda _: css, html, count=1)


def _roominess(searches: Mapping[str, _Search]) -> dict[str, float]:
    return {side: search.roominess for side, search in searches.items()}
